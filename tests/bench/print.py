#!/usr/bin/env python3
"""print.py SOAN [RUNS]: a report of a thousand pages printed by soan, groff -ms and pandoc in turn: seconds, the most memory held,
and how many times soan's time the others take. The text is the same, invented."""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SOAN, RUNS = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3
SECTIONS = 2200             # a thousand pages
ITEM = ('Triển khai đồng bộ các nhiệm vụ, giải pháp; thu ngân sách trên địa bàn đến nay là 1.234,5 tỷ đồng, đạt 118,6% so với kế '
        'hoạch, đời sống của Nhân dân tiếp tục được nâng lên (“tốt hơn năm trước”).')


def measure(argv, out, folder):
    """Seconds and kilobytes of one run. A process that Python starts has Python's own memory on its account; what time(1)
    starts has not."""
    said = os.path.join(folder, 'said')
    begun = time.monotonic()
    with open(os.path.join(folder, out), 'wb') as pages:
        subprocess.run(['/usr/bin/time', '-f', '%M', '-o', said] + argv, check=True, stdout=pages, stderr=subprocess.DEVNULL)
    took = time.monotonic() - begun
    with open(said, encoding='ascii') as f:
        return took, int(f.read())


def write(folder):
    """The text as soan, groff and pandoc take it."""
    names = [os.path.join(folder, name) for name in ('r.txt', 'r.ms', 'r.md')]
    with open(names[0], 'w', encoding='utf-8') as text, open(names[1], 'w', encoding='utf-8') as ms, \
            open(names[2], 'w', encoding='utf-8') as md:
        ms.write('.pl 60\n.nr LL 72n\n.nr PO 0\n')
        for n in range(1, SECTIONS + 1):
            head = f'{n}. Lãnh đạo công tác xây dựng, lĩnh vực thứ {n}:'
            text.write(head + '\n' + ('- ' + ITEM + '\n') * 8)
            ms.write('.SH\n' + head + '\n' + ('.IP \\- 2\n' + ITEM + '\n') * 8)
            md.write('# ' + head + '\n\n' + ('- ' + ITEM + '\n') * 8 + '\n')
    return names


def main():
    if not os.access('/usr/bin/time', os.X_OK):
        print('print: /usr/bin/time is not there')
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        text, ms, md = write(folder)
        report = os.path.join(folder, 'r.soan')
        subprocess.run([SOAN, 'new', report, '--from', text], check=True, stdout=subprocess.DEVNULL)
        commands = {
            'soan print': [SOAN, 'print', report],
            'soan print --contents': [SOAN, 'print', report, '--contents'],
            'soan export --format fodt': [SOAN, 'export', report, '--format', 'fodt'],
            'groff -ms -Tutf8': ['groff', '-k', '-ms', '-Tutf8', ms],
            'pandoc -t plain': ['pandoc', '--columns=72', '-t', 'plain', md],
        }
        runs = {name: [] for name, argv in commands.items() if shutil.which(argv[0])}
        for turn in range(RUNS + 1):
            for name in runs:
                took = measure(commands[name], f'{len(name)}.out', folder)
                if turn:
                    runs[name].append(took)
        with open(os.path.join(folder, f'{len("soan print")}.out'), 'rb') as f:
            print(f'print: {f.read().count(12) + 1} pages, {os.path.getsize(text) / 1e6:.1f} MB of text')
        for name, taken in runs.items():
            ratio = statistics.median(a[0] / b[0] for a, b in zip(taken, runs['soan print']))
            print(f'print: {name}: {statistics.median(t for t, _ in taken):.3f} s, {max(kb for _, kb in taken)} kB, '
                  f'{ratio:.1f} times soan print')


main()
