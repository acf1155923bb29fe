"""Blocks of cells as spreadsheets put them on the clipboard, and as they take them from it."""

import html
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QMimeData

_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')
_BARE = re.compile(r"[^\t\n]*")
_BREAK = '<br style="mso-data-placement:same-cell">'
_HEAD = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
    '<meta http-equiv="content-type" content="text/html; charset=utf-8">'
    "</head><body><table>"
)


_START, _END = "<!--StartFragment-->", "<!--EndFragment-->"
_OFFSETS = (
    "Version:0.9\r\nStartHTML:{:010}\r\nEndHTML:{:010}\r\n"
    "StartFragment:{:010}\r\nEndFragment:{:010}\r\n"
)
_CALC_TABLE = 'application/x-openoffice-html-simple;windows_formatname="HTML Format"'


@dataclass(frozen=True, slots=True)
class Copied:
    """A cell on its way out; *number* when it is one, and not a text that may look like one."""

    text: str
    number: bool = False


def parse_block(text: str) -> list[list[str]]:
    """Read a copied block; short rows are filled up and empty rows at the end dropped.

    A cell is quoted only when its closing mark ends it: 5" and "a" b are texts as they stand. What
    would run over cells and rows at once is a mark that nobody closed.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\0")
    rows: list[list[str]] = [[]]
    place = 0
    while True:
        cell, place = _cell(plain, place)
        rows[-1].append(cell)
        if place >= len(plain):
            break
        if plain[place] == "\n":
            rows.append([])
        place += 1
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _cell(text: str, start: int) -> tuple[str, int]:
    """The cell that starts there, and where it ends."""
    quoted = _QUOTED.match(text, start)
    if quoted and not ("\t" in quoted[1] and "\n" in quoted[1]):
        return quoted[1].replace('""', '"'), quoted.end()
    bare = _BARE.match(text, start)
    assert bare is not None
    return bare[0], bare.end()


def format_block(rows: Sequence[Sequence[str]]) -> str:
    """Write a block as text, quoting what would break the table."""
    return "".join("\t".join(map(_quoted, row)) + "\n" for row in rows)


def _quoted(text: str) -> str:
    if '"' not in text and "\t" not in text and "\n" not in text and "\r" not in text:
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def format_html(rows: Sequence[Sequence[Copied]]) -> str:
    """Write a block as the table that Excel and Calc prefer to plain text.

    Numbers carry their value, whatever the computer writes thousands with; every other cell is
    text by its format, so that "=1+1", "007" and "3/4" stay what they are.
    """
    body = "".join(f"<tr>{''.join(map(_td, row))}</tr>" for row in rows)
    return f"{_HEAD}{body}</table></body></html>"


def _td(cell: Copied) -> str:
    if not cell.text:
        return "<td></td>"
    if cell.number and cell.text.endswith("%"):
        value = Decimal(cell.text[:-1]) / 100
        shown = 'sdnum="1033;0;0.0%" style="mso-number-format:\'0.0%\'"'
        return f'<td sdval="{value}" x:num="{value}" {shown}>{cell.text}</td>'
    if cell.number:
        return f'<td sdval="{cell.text}" x:num="{cell.text}">{cell.text}</td>'
    text = html.escape(cell.text, quote=False).replace("\n", _BREAK)
    return f'<td sdnum="1033;0;@" style="mso-number-format:\'\\@\'; white-space:pre">{text}</td>'


def mime_of(rows: Sequence[Sequence[Copied]]) -> QMimeData:
    """A block in both forms.

    Windows and macOS know one kind of table, Qt's HTML. On Linux Calc takes the same table without
    asking for a language only under the name that Windows gives it.
    """
    data = QMimeData()
    data.setText(format_block([[cell.text for cell in row] for row in rows]))
    table = format_html(rows)
    if sys.platform in ("win32", "darwin"):
        data.setHtml(table)
    else:
        data.setData(_CALC_TABLE, with_offsets(table))
    return data


def with_offsets(table: str) -> bytes:
    """A table behind the head of Windows' "HTML Format", which says where its parts stand."""
    body = table.replace("<table>", f"{_START}<table>").replace("</table>", f"</table>{_END}")
    content = body.encode()
    before = len(_OFFSETS.format(0, 0, 0, 0))
    fragment = content.index(_START.encode()) + len(_START), content.index(_END.encode())
    places = before, before + len(content), *(before + each for each in fragment)
    return _OFFSETS.format(*places).encode() + content
