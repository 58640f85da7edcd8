#!/usr/bin/env python3
"""potfiles.py ROOT [--write]: po/POTFILES.in names every source with a text for people, sorted, and no other file.
With --write it is brought up to date."""
import os
import re
import sys

MARK = re.compile(r'\bN?_\("|\bsoan_ngettext\("')


def main(root, write=None):
    marked = set()
    for directory, _, names in os.walk(os.path.join(root, 'src')):
        for name in names:
            path = os.path.join(directory, name)
            if name.endswith(('.c', '.h')):
                with open(path, encoding='utf-8') as source:
                    if MARK.search(source.read()):
                        marked.add(os.path.relpath(path, root))
    path = os.path.join(root, 'po', 'POTFILES.in')
    if write:
        with open(path, 'w', encoding='utf-8') as listing:
            listing.writelines(name + '\n' for name in sorted(marked))
    with open(path, encoding='utf-8') as listing:
        listed = [line.strip() for line in listing if line.strip()]
    faults = [f'po/POTFILES.in lacks {name}' for name in sorted(marked - set(listed))]
    faults += [f'po/POTFILES.in names {name}, which has no marked text' for name in sorted(set(listed) - marked)]
    if listed != sorted(set(listed)):
        faults.append('po/POTFILES.in is not sorted, or names a file twice')
    if faults:
        faults.append('run: tests/potfiles.py . --write')
    print('\n'.join(faults))
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
