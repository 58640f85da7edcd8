"""Standard input in UTF-8 to VNI-Windows: a letter is a base letter and one byte for its marks; tables from UniKey's description."""
import sys
import unicodedata

TONES = ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"]
MARKS = {"": ["", 0xF9, 0xF8, 0xFB, 0xF5, 0xEF], "\u0302": [0xE2, 0xE1, 0xE0, 0xE5, 0xE3, 0xE4],
         "\u0306": [0xEA, 0xE9, 0xE8, 0xFA, 0xFC, 0xEB]}
OWN = {"í": [0xED], "ì": [0xEC], "ỉ": [0xE6], "ĩ": [0xF3], "ị": [0xF2], "ỵ": [0xEE], "đ": [0xF1], "ơ": [0xF4], "ư": [0xF6]}
PUNCTUATION = {"…": 0x85, "“": 0x93, "”": 0x94, "–": 0x96, "·": 0xB7}


def small(letter):
    if letter in OWN:
        return OWN[letter]
    parts = unicodedata.normalize("NFD", letter)
    base, rest = parts[0], parts[1:]
    tone = next((t for t in TONES[1:] if t in rest), "")
    mark = rest.replace(tone, "") if tone else rest
    if mark == "\u031b":
        return OWN[unicodedata.normalize("NFC", base + mark)] + [MARKS[""][TONES.index(tone)]]
    return [ord(base), MARKS[mark][TONES.index(tone)]]


def encode(char):
    if ord(char) < 0x80:
        return [ord(char)]
    if char in PUNCTUATION:
        return [PUNCTUATION[char]]
    if char == char.lower():
        return small(char)
    return [b - 0x20 for b in small(char.lower())]


for line in sys.stdin.buffer:
    for c in unicodedata.normalize("NFC", line.decode("utf-8")):
        sys.stdout.buffer.write(bytes(encode(c)))
