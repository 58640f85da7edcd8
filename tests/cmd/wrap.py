"""wrap.py WIDTH MANNER: standard input, a paragraph a line, broken into lines as a page has them. MANNER: close, gap (a blank
line between paragraphs), indent (first lines stand in)."""
import sys
import textwrap

width, manner = int(sys.argv[1]), sys.argv[2]
first = "     " if manner == "indent" else ""
for line in sys.stdin:
    for part in textwrap.wrap(line.strip(), width, break_on_hyphens=False, break_long_words=False, initial_indent=first):
        print(part)
    if manner == "gap":
        print()
