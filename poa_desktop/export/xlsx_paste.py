"""Filling cells of a worksheet part by cutting and pasting at byte offsets.

What is not filled (conditional formats, validations, hidden rows, merged cells, extensions) keeps
its bytes: nothing is parsed into a tree and written anew.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from poa_desktop.export.xlsx_map import Place, Row, SheetMap, parse_area, reference
from poa_desktop.export.xlsx_text import text_element

_SPANS = re.compile(rb"""\sspans=(?:"[^"]*"|'[^']*')""")
_KIND = re.compile(rb"""\st=(?:"[^"]*"|'[^']*')""")
_HEIGHT = re.compile(rb"""\sht=(?:"[^"]*"|'[^']*')""")
_REF = re.compile(rb"""(\sref=)(?:"[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class Content:
    """What a cell becomes: a text, a number as Excel writes it, or nothing."""

    text: str | None = None
    number: str | None = None


EMPTY = Content()


@dataclass(slots=True)
class Look:
    """What a row takes from another one: the styles of its cells by column and, for a row that
    is made, the height and style of the *row* itself; or a *height* of its own, in points."""

    styles: dict[int, str] = field(default_factory=dict)
    row: Row | None = None
    height: float | None = None


_AS_IT_IS = Look()


def fill_sheet(
    sheet: SheetMap, writes: Mapping[Place, Content], looks: Mapping[int, Look]
) -> bytes:
    """The part with some cells filled.

    A cell keeps its style. A row of *looks* takes the styles given there, cells that are not
    filled among them. Where there is none, the row's or the column's holds. Formulas lose the
    results they had, so that every reader computes them: LibreOffice trusts what it finds.
    """
    cuts: list[tuple[int, int, bytes]] = []
    by_row: dict[int, dict[int, Content]] = {}
    for (row, column), content in writes.items():
        by_row.setdefault(row, {})[column] = content
    for row in looks:
        by_row.setdefault(row, {})
    known = list(sheet.rows)
    added: dict[int, list[bytes]] = {}
    for number in sorted(by_row):
        look = looks.get(number, _AS_IT_IS)
        if number in sheet.rows:
            cuts.extend(_changed_row(sheet, number, by_row[number], look))
        else:
            behind = bisect_right(known, number)
            at = sheet.rows[known[behind]].start if behind < len(known) else sheet.data.close
            added.setdefault(at, []).append(_new_row(sheet, number, by_row[number], look))
    cuts.extend(_inserted(sheet, added))
    cuts.extend(_without_results(sheet))
    cuts.extend(_dimension(sheet, writes))
    return _paste(sheet.content, cuts)


def _without_results(sheet: SheetMap) -> Iterator[tuple[int, int, bytes]]:
    for row in sheet.rows.values():
        for cell in row.cells.values():
            if cell.formula and cell.result[0] < cell.result[1]:
                tag = _KIND.sub(b"", sheet.content[cell.start : cell.tag_end])
                yield cell.start, cell.tag_end, tag
                yield *cell.result, b""


def _inserted(sheet: SheetMap, added: dict[int, list[bytes]]) -> list[tuple[int, int, bytes]]:
    data = sheet.data
    if not data.empty:
        return [(at, at, b"".join(rows)) for at, rows in added.items()]
    if not added:
        return []
    (rows,) = added.values()
    tag = sheet.content[data.start : data.open_end]
    head = tag[:-2].rstrip() + b">"
    return [(data.start, data.end, head + b"".join(rows) + f"</{data.prefix}sheetData>".encode())]


def _changed_row(
    sheet: SheetMap, number: int, contents: Mapping[int, Content], look: Look
) -> list[tuple[int, int, bytes]]:
    row = sheet.rows[number]
    wanted = dict(contents)
    for column in look.styles:
        if column not in row.cells:
            wanted.setdefault(column, EMPTY)
    if not wanted:
        return []
    columns = list(row.cells)
    cuts: list[tuple[int, int, bytes]] = []
    added: dict[int, list[bytes]] = {}
    for column in sorted(wanted):
        made = _cell_bytes(sheet, (number, column), wanted[column], look, row)
        if column in row.cells:
            cuts.append((row.cells[column].start, row.cells[column].end, made))
        else:
            behind = bisect_right(columns, column)
            at = row.cells[columns[behind]].start if behind < len(columns) else row.close
            added.setdefault(at, []).append(made)
    tag = sheet.content[row.start : row.open_end]
    if added:
        tag = _SPANS.sub(b"", tag)  # a hint for readers; a wrong one is worse than none
    if look.height is not None:
        end = b"/>" if tag.endswith(b"/>") else b">"
        bare = _HEIGHT.sub(b"", tag).removesuffix(end).rstrip()
        tag = bare + f' ht="{look.height:g}"'.encode() + end
    if row.close == row.end:  # <row/>
        (cells,) = added.values()
        end = f"</{sheet.prefix}row>".encode()
        return [(row.start, row.end, tag[:-2].rstrip() + b">" + b"".join(cells) + end)]
    if tag != sheet.content[row.start : row.open_end]:
        cuts.append((row.start, row.open_end, tag))
    return cuts + [(at, at, b"".join(cells)) for at, cells in added.items()]


_LOOK = ("s", "customFormat", "ht", "customHeight")


def _new_row(sheet: SheetMap, number: int, contents: Mapping[int, Content], look: Look) -> bytes:
    given = look.row.attributes if look.row else {}
    names = _LOOK if "customHeight" in given else _LOOK[:2]
    shown = "".join(f' {name}="{given[name]}"' for name in names if name in given)
    if look.height is not None:
        shown += f' ht="{look.height:g}"'
    wanted = {**dict.fromkeys(look.styles, EMPTY), **contents}
    cells = b"".join(
        _cell_bytes(sheet, (number, column), wanted[column], look, None)
        for column in sorted(wanted)
    )
    tag = f"{sheet.prefix}row"
    return f'<{tag} r="{number}"{shown}>'.encode() + cells + f"</{tag}>".encode()


def _cell_bytes(
    sheet: SheetMap, place: Place, content: Content, look: Look, row: Row | None
) -> bytes:
    style = style_at(sheet, place, look, row)
    tag = f"{sheet.prefix}c"
    head = f'<{tag} r="{reference(place)}"' + (f' s="{style}"' if style else "")
    if content.text:
        kept = text_element(content.text, sheet.prefix)
        element = f'{head} t="inlineStr"><{sheet.prefix}is>{kept}</{sheet.prefix}is></{tag}>'
    elif content.number is not None:
        element = f"{head}><{sheet.prefix}v>{content.number}</{sheet.prefix}v></{tag}>"
    else:
        element = f"{head}/>"
    return element.encode()


def style_at(sheet: SheetMap, place: Place, look: Look, row: Row | None) -> str:
    """The number of the style a cell will have: its own, the look's, the row's, the column's."""
    own = row.cells.get(place[1]) if row else None
    if own is not None and own.style:
        return own.style
    if place[1] in look.styles:
        return look.styles[place[1]]
    if own is not None:
        return ""
    for each in (row, look.row):
        if each is not None and each.attributes.get("customFormat") in ("1", "true"):
            return each.attributes.get("s", "")
    return sheet.column_style(place[1])


def _dimension(sheet: SheetMap, writes: Mapping[Place, Content]) -> list[tuple[int, int, bytes]]:
    """The stated extent of the sheet, grown to what was written; nothing where it states none."""
    element = sheet.dimension
    area = parse_area(element.attributes.get("ref", "")) if element else None
    if element is None or area is None or not writes:
        return []
    rows, columns = zip(*writes, strict=True)
    first = min(area.first[0], *rows), min(area.first[1], *columns)
    last = max(area.last[0], *rows), max(area.last[1], *columns)
    if (first, last) == (area.first, area.last):
        return []
    ref = f"{reference(first)}:{reference(last)}".encode()
    tag = sheet.content[element.start : element.open_end]
    grown = _REF.sub(rb'\1"' + ref + rb'"', tag)
    return [(element.start, element.open_end, grown)]


def _paste(content: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    parts, position = [], 0
    for start, end, new in sorted(cuts, key=lambda cut: cut[:2]):
        parts += [content[position:start], new]
        position = end
    return b"".join([*parts, content[position:]])
