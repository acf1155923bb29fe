"""A small reader of QR codes, from the picture of a page to the text: ISO/IEC 18004 read from its
other end, so that it shares nothing with what draws them.

It takes upright codes of versions 7 to 9, error correction M, alphanumeric, and corrects nothing:
every codeword has to be the one that its block's check words ask for.
"""

import re
from itertools import permutations, product

from PIL import Image

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_BLOCKS = {7: (18, [31] * 4), 8: (22, [38, 38, 39, 39]), 9: (22, [36, 36, 36, 37, 37])}
"""Check words of each block, and the data words of the blocks, by version (level M)."""
_CENTRES = {7: (6, 22, 38), 8: (6, 24, 42), 9: (6, 26, 46)}
_MASKS = (
    lambda r, c: (r + c) % 2 == 0,
    lambda r, c: r % 2 == 0,
    lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)
_RUNS = re.compile(rb"(?<=\x00)(?=(\x01+)(\x00+)(\x01+)(\x00+)(\x01+)\x00)")

Modules = list[list[bool]]
Spot = tuple[float, float, float]
"""The middle of what may be a finder pattern, and the width of its modules, in pixels."""


def read_page(picture: Image.Image) -> str:
    """The text of the one code on a page."""
    return read_modules(find_modules(picture))


def find_modules(picture: Image.Image) -> Modules:
    """The modules of the one code on a page, found by its three finder patterns."""
    grey = picture.convert("L")
    wide, high = grey.size
    dark = grey.point(lambda level: 1 if level < 128 else 0).tobytes()
    marks: dict[tuple[int, int], list[tuple[int, float, float]]] = {}
    for y in range(high):
        row = dark[y * wide : (y + 1) * wide]
        for found in _RUNS.finditer(row):
            runs = [len(each) for each in found.groups()]
            unit = sum(runs) / 7
            if unit < 2 or any(
                abs(run - share * unit) > 0.6 * unit
                for run, share in zip(runs, (1, 1, 3, 1, 1), strict=True)
            ):
                continue
            centre = found.start() + sum(runs) / 2
            key = next(
                (k for k in marks if abs(k[0] - centre) < 3 * unit and abs(k[1] - y) < 5 * unit),
                (round(centre), y),
            )
            marks.setdefault(key, []).append((y, centre, unit))
    spots = [
        (sum(x for _, x, _ in each) / len(each), sum(y for y, _, _ in each) / len(each), each[0][2])
        for each in marks.values()
        if len(each) > 2 * each[0][2]
    ]
    corner, right = _corners(spots)
    across = right[0] - corner[0]
    size = round(across / corner[2]) + 7
    size = 17 + 4 * round((size - 17) / 4)
    step = across / (size - 7)
    left, top = corner[0] - 3 * step, corner[1] - 3 * step

    def at(row: int, column: int) -> bool:
        return bool(dark[round(top + row * step) * wide + round(left + column * step)])

    return [[at(row, column) for column in range(size)] for row in range(size)]


def _corners(spots: list[Spot]) -> tuple[Spot, Spot]:
    """The finder at the upper left and the one at the upper right: with the third one they make
    the largest square."""
    squares = [
        (right[0] - corner[0], corner, right)
        for corner, right, lower in permutations(spots, 3)
        if right[0] > corner[0]
        and lower[1] > corner[1]
        and abs(right[1] - corner[1]) < corner[2]
        and abs(lower[0] - corner[0]) < corner[2]
        and abs((right[0] - corner[0]) - (lower[1] - corner[1])) < corner[2]
    ]
    assert squares, "no code on the page"
    _, corner, right = max(squares)
    return corner, right


def read_modules(modules: Modules) -> str:
    """The text of a code's modules."""
    size = len(modules)
    version = (size - 17) // 4
    level, mask = _format(modules)
    assert level == 0b00, "error correction M"
    words = _words(modules, version, mask)
    return _text(_data(words, version))


def _format(modules: Modules) -> tuple[int, int]:
    places = [(8, c) for c in (0, 1, 2, 3, 4, 5, 7, 8)] + [(r, 8) for r in (7, 5, 4, 3, 2, 1, 0)]
    bits = sum(modules[r][c] << (14 - place) for place, (r, c) in enumerate(places)) ^ 0x5412
    remainder = bits
    for shift in range(4, -1, -1):
        if remainder >> (shift + 10) & 1:
            remainder ^= 0x537 << shift
    assert remainder == 0, "the format says what its check bits say"
    return bits >> 13, bits >> 10 & 7


def _words(modules: Modules, version: int, mask: int) -> list[int]:
    """The codewords in the order of the zigzag, unmasked."""
    size, taken = len(modules), _fixed(version)
    bits: list[bool] = []
    upwards = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for row in range(size - 1, -1, -1) if upwards else range(size):
            for column in (right, right - 1):
                if (row, column) not in taken:
                    bits.append(modules[row][column] ^ _MASKS[mask](row, column))
        upwards = not upwards
    return [
        sum(bit << (7 - place) for place, bit in enumerate(bits[start : start + 8]))
        for start in range(0, len(bits) - 7, 8)
    ]


def _fixed(version: int) -> set[tuple[int, int]]:
    """What carries no data: finders, timing, alignment, format and version."""
    size = 17 + 4 * version
    far = size - 8
    corners = [*product(range(9), range(9)), *product(range(9), range(far, size))]
    taken = {*corners, *product(range(far, size), range(9))}
    taken |= {(6, each) for each in range(size)} | {(each, 6) for each in range(size)}
    taken |= set(product(range(6), range(size - 11, far)))
    taken |= set(product(range(size - 11, far), range(6)))
    last = _CENTRES[version][-1]
    for row, column in product(_CENTRES[version], repeat=2):
        if (row, column) not in ((6, 6), (6, last), (last, 6)):
            taken |= set(product(range(row - 2, row + 3), range(column - 2, column + 3)))
    return taken


def _data(words: list[int], version: int) -> list[int]:
    """The data words of all blocks, each block judged by its check words."""
    checks, sizes = _BLOCKS[version]
    blocks: list[list[int]] = [[] for _ in sizes]
    stream = iter(words)
    for place in range(max(sizes)):
        for block, count in zip(blocks, sizes, strict=True):
            if place < count:
                block.append(next(stream))
    data = [word for block in blocks for word in block]
    for _ in range(checks):
        for block in blocks:
            block.append(next(stream))
    for block in blocks:
        assert not any(_syndrome(block, power) for power in range(checks)), "a word is wrong"
    return data


def _syndrome(block: list[int], power: int) -> int:
    point = 1
    for _ in range(power):
        point = _times(point, 2)
    value = 0
    for word in block:
        value = _times(value, point) ^ word
    return value


def _times(a: int, b: int) -> int:
    product_ = 0
    while b:
        if b & 1:
            product_ ^= a
        a = a << 1 ^ (0x11D if a & 0x80 else 0)
        b >>= 1
    return product_


def _text(data: list[int]) -> str:
    bits = "".join(f"{word:08b}" for word in data)
    assert bits[:4] == "0010", "alphanumeric"
    count, at = int(bits[4:13], 2), 13
    text = ""
    while len(text) < count:
        pair = count - len(text) > 1
        value = int(bits[at : at + (11 if pair else 6)], 2)
        at += 11 if pair else 6
        text += _ALPHABET[value // 45] + _ALPHABET[value % 45] if pair else _ALPHABET[value]
    return text
