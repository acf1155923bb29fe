"""From a written Book to the bytes of an .xlsx file: the same input gives the same bytes."""

from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import SheetDimension
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from poa_desktop.export.sheet_cells import Book, Sheet, letter
from poa_desktop.export.xlsx_text import without_forbidden

MODIFIED = (1980, 1, 1, 0, 0, 0)  # the ZIP's own first day: the computer's clock plays no part
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORKBOOK_RELS = "xl/_rels/workbook.xml.rels"
_SHARED_REL = (
    b'<Relationship Id="rIdShared" Target="sharedStrings.xml" Type="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
)


def book_bytes(book: Book, hoy: date, *, title: str, author: str) -> bytes:
    """The finished workbook, dated *hoy*."""
    properties = book.workbook.properties
    properties.title = without_forbidden(title)
    properties.creator = without_forbidden(author)
    properties.language = "es-MX"
    properties.created = properties.modified = datetime(hoy.year, hoy.month, hoy.day)
    book.workbook.calculation.fullCalcOnLoad = True
    buffer = BytesIO()
    with _SteadyZip(buffer, "w", ZIP_DEFLATED) as archive:
        _BookWriter(book, archive).write_data()
    return buffer.getvalue()


class _SteadyZip(ZipFile):
    """A ZIP whose entries carry one fixed date, and whose workbook knows its shared texts."""

    def writestr(self, name: Any, data: Any, *_: Any, **__: Any) -> None:  # type: ignore[override]
        if name == _WORKBOOK_RELS:
            data = data.replace(b"</Relationships>", _SHARED_REL + b"</Relationships>")
        info = ZipInfo(name, MODIFIED)
        info.compress_type = ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        info.create_system = 3  # the same on every system
        super().writestr(info, data)


class _SharedTexts:
    """Where the shared texts stand in the package."""

    path = "/xl/sharedStrings.xml"
    mime_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


class _BookWriter(ExcelWriter):  # type: ignore[misc]
    """openpyxl's writer, with the cells of our own sheets."""

    def __init__(self, book: Book, archive: ZipFile) -> None:
        super().__init__(book.workbook, archive)
        self._book = book
        self._sheets = {sheet.title: sheet for sheet in book.sheets}

    def write_worksheet(self, ws: Worksheet) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        writer = _SheetWriter(ws, self._sheets[ws.title])
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], writer.content())
        self.manifest.append(ws)

    def _write_external_links(self) -> None:
        """Write the shared texts; the workbook has no external links."""
        items = "".join(self._book.strings)
        count = len(self._book.strings)
        self._archive.writestr(
            _SharedTexts.path[1:],
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="{_MAIN}" '
            f'uniqueCount="{count}">{items}</sst>'.encode(),
        )
        self.manifest.append(_SharedTexts)


class _SheetWriter(WorksheetWriter):  # type: ignore[misc]
    """openpyxl's sheet writer, with the finished cells put where it would write its own."""

    def __init__(self, frame: Worksheet, sheet: Sheet) -> None:
        self._sheet = sheet
        super().__init__(frame, BytesIO())

    def write_dimensions(self) -> None:
        rows = self._sheet.rows
        last_row = max(rows, default=1)
        last_column = max((max(cells) for cells in rows.values()), default=1)
        self.xf.send(SheetDimension(f"A1:{letter(last_column)}{last_row}").to_tree())

    def content(self) -> bytes:
        """The sheet's XML."""
        frame: bytes = self.out.getvalue()
        head, empty, tail = frame.partition(b"<sheetData />")
        if not empty:
            head, empty, tail = frame.partition(b"<sheetData></sheetData>")
        if not empty:  # pragma: no cover - another openpyxl than the pinned one
            raise AssertionError("openpyxl writes the empty sheet in another way")
        return b"".join((head, b"<sheetData>", _cells(self._sheet), b"</sheetData>", tail))


def _cells(sheet: Sheet) -> bytes:
    parts: list[str] = []
    for number in sorted(sheet.rows.keys() | sheet.heights.keys()):
        cells = sheet.rows.get(number, {})
        height = sheet.heights.get(number)
        size = f' ht="{height:.2f}" customHeight="1"' if height else ""
        parts.append(f'<row r="{number}"{size}>')
        parts += [cells[column] for column in sorted(cells)]
        parts.append("</row>")
    return "".join(parts).encode()
