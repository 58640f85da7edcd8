#!/usr/bin/env python3
"""manual.py MANUAL KEYS SOAN [--write]: the key table of the manual is that of the program KEYS, and the manual
describes every command that SOAN has. With --write the key table is brought up to date."""
import re
import subprocess
import sys

BEGIN, END = '.\\" keys begin\n', '.\\" keys end\n'


def escape(text):
    text = text.replace('\\', '\\(rs').replace('^', '\\(ha').replace('→', '\\(->').replace('←', '\\(<-')
    return '\\&' + text if text.startswith(('.', "'")) else text


def key_table(keys):
    lines = ['.Bl -tag -width Ds\n']
    for row in subprocess.run([keys], capture_output=True, text=True, check=True).stdout.splitlines():
        anywhere, outline, label, told = row.split('\t')
        names = anywhere.split()
        names += [f'{key} in the outline' for key in outline.split()]
        lines.append(f'.It {escape(label)} : {escape(", ".join(names) or "menu")}\n')
        lines += [escape(sentence) + '\n' for sentence in re.split(r'(?<=\.) (?=[A-Z])', told)]
    return ''.join(lines) + '.El\n'


def main(manual, keys, soan, write=None):
    with open(manual, encoding='utf-8') as page:
        text = page.read()
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    table = key_table(keys)
    faults = []
    if text[begin:end] != table:
        if write:
            with open(manual, 'w', encoding='utf-8') as page:
                page.write(text[:begin] + table + text[end:])
            return 0
        faults.append(f'the key table is not the one of the program; run: tests/manual.py {manual} {keys} {soan} --write')
    told = subprocess.run([soan, '--lang', 'en', '--help'], capture_output=True, text=True, check=True).stdout
    for command in re.findall(r'^  ([a-z]+) {2,}', told, re.M):
        if f'.It Cm {command}' not in text:
            faults.append(f'the manual lacks the command {command}')
        usage = subprocess.run([soan, '--lang', 'en', command, '--help'], capture_output=True, text=True, check=True).stdout
        for option in re.findall(r'^  (?:-\w, )?--([a-z-]+)', usage, re.M):
            if f'Fl -{option}' not in text and f'Fl {option}' not in text and option != 'output':
                faults.append(f'the manual lacks --{option} of {command}')
    print('\n'.join(faults))
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
