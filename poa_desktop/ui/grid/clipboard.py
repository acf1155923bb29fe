"""Blocks of cells as spreadsheets put them on the clipboard: rows of tab-separated texts."""

import csv
import io

from poa_desktop.poa.errors import PoaError


def parse_block(text: str) -> list[list[str]]:
    """Read a copied block; short rows are filled up and empty rows at the end dropped.

    Raises PoaError when the text is no table.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        rows = _read(plain, csv.QUOTE_MINIMAL)
        if any("\t" in cell and "\n" in cell for row in rows for cell in row):
            rows = _read(plain, csv.QUOTE_NONE)  # a quotation mark that nobody closed
    except csv.Error as error:
        raise PoaError(
            "Lo copiado no se puede leer como una tabla: copie otra vez las celdas en Excel."
        ) from error
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _read(text: str, quoting: int) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=quoting))


def format_block(rows: list[list[str]]) -> str:
    """Write a block for the clipboard, quoting what would break the table."""
    target = io.StringIO(newline="")
    csv.writer(target, delimiter="\t", lineterminator="\n").writerows(rows)
    return target.getvalue()
