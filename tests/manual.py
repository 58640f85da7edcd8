#!/usr/bin/env python3
"""manual.py MANUAL KEYS SOAN [--mo CATALOG] [--write]: the key table of the manual is that of the program KEYS, in the
language of the catalog if one is named, and the manual describes every command that SOAN has. With --write the key
table is brought up to date."""
import argparse
import gettext
import re
import subprocess
import sys

BEGIN, END = '.\\" keys begin\n', '.\\" keys end\n'


def escape(text):
    text = text.replace('\\', '\\(rs').replace('^', '\\(ha').replace('→', '\\(->').replace('←', '\\(<-')
    return '\\&' + text if text.startswith(('.', "'")) else text


def key_table(keys, words):
    lines = ['.Bl -tag -width Ds\n']
    for row in subprocess.run([keys], capture_output=True, text=True, check=True).stdout.splitlines():
        anywhere, outline, label, told = row.split('\t')
        names = anywhere.split()
        names += [words['%s in the outline'] % key for key in outline.split()]
        label, told = words[label], words[told]
        lines.append(f'.It {escape(label)} : {escape(", ".join(names) or words["menu"])}\n')
        lines += [escape(sentence) + '\n' for sentence in re.split(r'(?<=\.) (?=\w)', told)]
    return ''.join(lines) + '.El\n'


class Words(dict):
    """The texts of a catalog; a text that it lacks stands for itself."""

    def __init__(self, catalog):
        super().__init__({'%s in the outline': '%s ở đề cương'} if catalog else {})
        self.catalog = catalog

    def __missing__(self, text):
        return self.catalog.gettext(text) if self.catalog else text


def main(manual, keys, soan, mo, write):
    catalog = None
    if mo:
        with open(mo, 'rb') as file:
            catalog = gettext.GNUTranslations(file)
    with open(manual, encoding='utf-8') as page:
        text = page.read()
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    table = key_table(keys, Words(catalog))
    faults = []
    if text[begin:end] != table:
        if write:
            with open(manual, 'w', encoding='utf-8') as page:
                page.write(text[:begin] + table + text[end:])
            return 0
        faults.append(f'the key table is not the one of the program; run: tests/manual.py {manual} {keys} {soan}'
                      + (f' --mo {mo}' if mo else '') + ' --write')
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
    arguments = argparse.ArgumentParser(description=__doc__)
    for name in ('manual', 'keys', 'soan'):
        arguments.add_argument(name)
    arguments.add_argument('--mo')
    arguments.add_argument('--write', action='store_true')
    sys.exit(main(**vars(arguments.parse_args())))
