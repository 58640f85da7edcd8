#!/usr/bin/env python3
"""layers.py ROOT: reads the #include lines of include/ and src/ and fails on an arrow that runs up the house,
on a circle, on another floor's private header, and on a foreign header outside its floor."""
import os
import re
import sys

FLOORS = ['base', 'text', 'viet', 'figure', 'outline', 'office', 'report', ('check', 'review', 'print'), 'tui', 'cli']
FOREIGN = [
    (r'uni[a-z]+\.h|unistring/.*', 'text', ['unistd.h']),
    (r'sqlite3\.h', 'report', []),
    (r'(n?cursesw?/)?n?curses\.h|term\.h|term_entry\.h', 'tui', []),
    (r'gmp\.h', 'figure', []),
    (r'zip\.h|libxml/.*', 'office', []),
]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def level_of(floor):
    for level, names in enumerate(FLOORS):
        if floor == names or (isinstance(names, tuple) and floor in names):
            return level
    return None


def sources(root):
    """(path below root, floor) of every source and header."""
    for top in ('include', 'src'):
        for directory, _, names in os.walk(os.path.join(root, top)):
            for name in sorted(names):
                if name.endswith(('.c', '.h')):
                    path = os.path.relpath(os.path.join(directory, name), root)
                    parts = path.split(os.sep)
                    # A large face has parts: soan/report.h and soan/report/figures.h.
                    floor = os.path.splitext(parts[2])[0] if top == 'include' else parts[1]
                    yield path, floor


def face(name):
    """(floor, private) that a quoted include names, or None for a header beside its source."""
    parts = name.split('/')
    if parts[0] == 'soan':
        return os.path.splitext(parts[1])[0], False
    if len(parts) > 1 and level_of(parts[0]) is not None:
        return parts[0], True
    return None


def check_line(path, floor, kind, name, arrows):
    for pattern, home, exempt in FOREIGN:
        if re.fullmatch(pattern, name) and name not in exempt and floor != home:
            return f'{name} belongs to floor {home}'
    to = face(name) if kind == '"' else None
    if not to:
        return None
    target, private = to
    if level_of(target) is None:
        return f'{name} is on no floor'
    if private and target != floor:
        return f'{name} is private to floor {target}'
    if level_of(target) > level_of(floor):
        return f'{name} is a floor above'
    if target != floor:
        arrows.setdefault(floor, set()).add(target)
    return None


def find_circle(arrows):
    done, way = set(), []

    def visit(floor):
        if floor in way:
            return way[way.index(floor):] + [floor]
        if floor in done:
            return None
        way.append(floor)
        for target in sorted(arrows.get(floor, ())):
            circle = visit(target)
            if circle:
                return circle
        way.pop()
        done.add(floor)
        return None

    for floor in sorted(arrows):
        circle = visit(floor)
        if circle:
            return circle
    return None


def main(root):
    faults, arrows, files = [], {}, 0
    for path, floor in sources(root):
        files += 1
        if level_of(floor) is None:
            faults.append(f'{path}: is on no floor')
            continue
        with open(os.path.join(root, path), encoding='utf-8') as source:
            for number, line in enumerate(source, 1):
                found = INCLUDE.match(line)
                fault = found and check_line(path, floor, found[1], found[2], arrows)
                if fault:
                    faults.append(f'{path}:{number}: {fault}')
    circle = find_circle(arrows)
    if circle:
        faults.append('a circle of floors: ' + ' > '.join(circle))
    if files < 10:
        faults.append(f'only {files} files below {root}: wrong directory?')
    print('\n'.join(faults))
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
