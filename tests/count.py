#!/usr/bin/env python3
"""count.py TESTLOG: reads meson's testlog.json, names what failed or was skipped, and why, and ends
with a line "PASSED FAILED SKIPPED". Every subtest of a TAP program counts."""
import json
import re
import sys

POINT = re.compile(r'^(not )?ok\b\s*(\d*)\s*-?\s*(.*)$')


def points(stdout):
    """(good, skipped, name, the comment lines before it) of every TAP line."""
    reason = []
    for line in stdout.splitlines():
        point = POINT.match(line)
        if point:
            name = point[3]
            skipped = re.search(r'#\s*SKIP', name, re.I) is not None
            yield point[1] is None, skipped, re.sub(r'#\s*SKIP\s*', '', name, flags=re.I), ' '.join(reason)
            reason = []
        elif line.startswith('#'):
            reason.append(line[1:].strip())


def main(path):
    passed = failed = skipped = 0
    with open(path, encoding='utf-8') as log:
        tests = [json.loads(line) for line in log]
    for test in tests:
        subtests = list(points(test.get('stdout', '')))
        fine = test['result'] in ('OK', 'EXPECTEDFAIL')
        failures = 0
        for good, skip, name, reason in subtests:
            if skip:
                skipped += 1
                print(f'skipped: {test["name"]}: {name}: {reason or "no reason given"}')
            elif good:
                passed += 1
            else:
                failures += 1
                print(f'FAILED: {test["name"]}: {name}')
        failed += failures
        if test['result'] == 'SKIP' and not subtests:
            skipped += 1
            print(f'skipped: {test["name"]}: {test.get("stdout", "").strip() or "no reason given"}')
        elif fine and not subtests:
            passed += 1
        elif not fine and test['result'] != 'SKIP':
            failed += 0 if failures else 1
            print(f'FAILED: {test["name"]} ({test["result"]})')
            output = test.get('stdout', '') + test.get('stderr', '')
            print('\n'.join('    ' + line for line in output.splitlines()[-40:]))
    print(passed, failed, skipped)
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
