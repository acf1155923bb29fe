"""The documents of one POA: against bare reportlab and XlsxWriter writing the same texts."""

import io
import os
import tempfile
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

from alternate import alternate, seconds, show

from poa_desktop.data.store import create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.export.layout import BlockBox, ColumnsBox, LabelBox, official_layout
from poa_desktop.export.libro import write_workbook
from poa_desktop.export.pdf_oficial import write_official_pdf
from poa_desktop.resources import resource

ROUNDS = 7
NOW = datetime(2024, 10, 15, 10, 32)


def pairs_of(part) -> list[tuple[str, str]]:
    """The texts of a part of the official layout, in two columns."""
    if isinstance(part, LabelBox):
        return [(row.label.text, row.value.text) for row in part.rows]
    if isinstance(part, ColumnsBox):
        left = [part.left_heading.text, *(cell.text for cell in part.left)]
        right = [part.right_heading.text, *(cell.text for cell in part.right)]
        size = max(len(left), len(right))
        pad = [[*side, *[""] * (size - len(side))] for side in (left, right)]
        return list(zip(*pad, strict=True))
    if isinstance(part, BlockBox):
        head = [(row.label.text, row.value.text) for row in part.head]
        rows = [(left.text, right.text) for left, right in part.rows]
        return [*head, (part.left_heading.text, part.right_heading.text), *rows]
    return [(part.heading.text, ""), *((cell.text, "") for cell in part.below)]


def bare_pdf(parts: list[list[tuple[str, str]]]) -> bytes:
    """The same texts as plain reportlab tables: one table per part, one paragraph per cell."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    font = "LiberationSans"
    pdfmetrics.registerFont(TTFont(font, str(resource("fonts", "LiberationSans-Regular.ttf"))))
    style = ParagraphStyle("body", fontName=font, fontSize=9, leading=11)
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    story = [
        Table(
            [[Paragraph(escape(text), style) for text in row] for row in part],
            colWidths=(260, 260),
            style=grid,
            splitInRow=1,
        )
        for part in parts
    ]
    out = io.BytesIO()
    SimpleDocTemplate(out).build(story)
    return out.getvalue()


def cells_of(content: bytes) -> list[tuple[str, list[tuple[int, int, object]]]]:
    """Every filled cell of a workbook: sheet, row, column, value."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content))
    return [
        (
            sheet.title,
            [
                (cell.row, cell.column, cell.value)
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None
            ],
        )
        for sheet in book
    ]


def bare_xlsx(sheets: list[tuple[str, list[tuple[int, int, object]]]]) -> bytes:
    """The same cells by XlsxWriter, with one border and wrapping instead of our styles."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    style = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    for title, cells in sheets:
        sheet = book.add_worksheet(title)
        for row, column, value in cells:
            sheet.write(row - 1, column - 1, value, style)
    book.close()
    return out.getvalue()


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POA_DESKTOP_DATOS"] = folder
        with create_store(Path(folder) / "ejemplo.poa", lambda: NOW) as store:
            write_example(store)
            municipio, poa = store.municipio(), store.poa(store.headers()[0].id)
    hoy = NOW.date()
    parts = [pairs_of(part) for part in official_layout(municipio, poa).parts]
    sheets = cells_of(write_workbook(municipio, poa, hoy).content)
    show(
        "POA oficial en PDF",
        *alternate(
            lambda: seconds(lambda: write_official_pdf(municipio, poa, hoy)),
            lambda: seconds(lambda: bare_pdf(parts)),
            ROUNDS,
        ),
    )
    show(
        "libro de Excel",
        *alternate(
            lambda: seconds(lambda: write_workbook(municipio, poa, hoy)),
            lambda: seconds(lambda: bare_xlsx(sheets)),
            ROUNDS,
        ),
    )


if __name__ == "__main__":
    main()
