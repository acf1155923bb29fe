"""The sheet POA against the official layout: every text, in order, with room for all of it."""

import zlib
from dataclasses import replace
from datetime import date
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from poa_desktop.export.layout import BlockBox, ColumnsBox, LabelBox, SignatureBox, official_layout
from poa_desktop.export.libro import write_official_xlsx
from poa_desktop.export.sheet_measure import count_rows, text_height
from poa_desktop.poa.records import (
    Actividad,
    Dependencia,
    Ficha,
    Foda,
    ItemFoda,
    LineaAccion,
    Municipio,
    Poa,
    Programa,
)

HOY = date(2025, 8, 20)
MUNICIPIO = Municipio(gobierno="GOBIERNO MUNICIPAL DE SAN ISIDRO")
LONG = "Atender las solicitudes de la población con oportunidad y buen trato. " * 60


def sample() -> Poa:
    """A POA with short and very long texts."""
    lineas = tuple(LineaAccion(k, f"Línea {k}. {LONG[: 90 * k]}") for k in range(1, 9))
    return Poa(
        1, Dependencia(1, "Hacienda Municipal", titular_nombre="Ana Ruiz"), 2025,
        vision=LONG, mision="Cumplir.",
        foda=Foda(amenazas=tuple(ItemFoda(k, f"Amenaza {k}") for k in range(30))),
        programas=(Programa(1, 1, "Finanzas", "Gastar menos", "Gobierno", Ficha(metas=LONG),
                            lineas),),
        actividades=tuple(Actividad(k, k, f"Actividad {k}", lineas=lineas[:2])
                          for k in range(1, 12)),
    )  # fmt: skip


def sheet_of(poa: Poa) -> Worksheet:
    """The sheet as read again."""
    return load_workbook(BytesIO(write_official_xlsx(MUNICIPIO, poa, HOY).content))["POA"]


def expected_texts(poa: Poa) -> list[str]:
    """Every text of the layout, row by row from left to right."""
    layout = official_layout(MUNICIPIO, poa)
    texts = [cell.text for cell in layout.title]
    for part in layout.parts:
        if isinstance(part, LabelBox | BlockBox):
            rows = part.rows if isinstance(part, LabelBox) else part.head
            texts += [cell.text for row in rows for cell in (row.label, row.value)]
        if isinstance(part, ColumnsBox | BlockBox):
            texts += [part.left_heading.text, part.right_heading.text]
        if isinstance(part, ColumnsBox):
            texts += ["\n".join(cell.text for cell in side) for side in (part.left, part.right)]
        if isinstance(part, BlockBox):
            texts += [cell.text for pair in part.rows for cell in pair]
        if isinstance(part, SignatureBox):
            texts += [part.heading.text, "_" * 44, *(cell.text for cell in part.below)]
    return [text for text in texts if text]


def test_it_says_what_the_layout_says_in_its_order() -> None:
    poa = sample()
    shown = [cell.value for row in sheet_of(poa).iter_rows() for cell in row if cell.value]
    assert shown == expected_texts(poa)


def test_labels_inside_a_cell_are_bold() -> None:
    output = write_official_xlsx(MUNICIPIO, sample(), HOY)
    sheet = load_workbook(BytesIO(output.content), rich_text=True)["POA"]
    cell = next(
        cell.value for row in sheet.iter_rows() for cell in row
        if str(cell.value).startswith("Metas:")
    )  # fmt: skip
    assert [(str(run), bool(run.font.b)) for run in cell] == [
        ("Metas:", True), (f" {LONG}".rstrip() if not LONG.endswith(" ") else f" {LONG}", False),
    ]  # fmt: skip


def test_every_text_has_room_and_no_row_exceeds_a_page() -> None:
    sheet = sheet_of(sample())
    widths = {letter: sheet.column_dimensions[letter].width * 7 + 5 for letter in "ABC"}
    spans = {str(area).split(":")[0]: area for area in sheet.merged_cells.ranges}
    for row in sheet.iter_rows():
        for cell in row:
            if not cell.value:
                continue
            area = spans.get(cell.coordinate)
            columns = "ABC"[cell.column - 1 : area.max_col if area else cell.column]
            last = area.max_row if area else cell.row
            room = sum(sheet.row_dimensions[r].height for r in range(cell.row, last + 1))
            pixels = sum(widths[letter] for letter in columns)
            needed = text_height(cell.value, int(pixels), cell.font.sz)
            assert room + 0.5 * (last - cell.row + 1) >= needed, cell.coordinate
    assert all(0 < dimension.height <= 400 for dimension in sheet.row_dimensions.values())


def test_no_block_heading_stays_at_the_foot_of_a_page() -> None:
    sheet = sheet_of(sample())
    ends = [page.id for page in sheet.row_breaks.brk]
    assert ends
    last = sheet.max_row
    pixels = sum(int(sheet.column_dimensions[letter].width * 7 + 5) for letter in "ABC")
    for first, end in zip([0, *ends], [*ends, last], strict=True):
        height = sum(sheet.row_dimensions[row].height for row in range(first + 1, end + 1))
        assert height * min(1.0, 7.3 * 96 / pixels) <= 9.65 * 72
        for row in (end - 1, end):
            text = str(sheet.cell(row, 1).value or "")
            assert end == last or not text.startswith(("ACTIVIDAD", "PROGRAMA", "Líneas de"))


def test_a_wide_text_takes_more_rows_in_a_narrow_cell() -> None:
    assert count_rows("corto", 300, 10) == 1
    assert count_rows("uno\ndos\n\ncuatro", 300, 10) == 4
    assert count_rows("palabra " * 40, 150, 10) > count_rows("palabra " * 40, 300, 10)
    assert count_rows("x" * 1000, 100, 10) >= 1000 * 6 // 100
    assert count_rows("中" * 100, 200, 10) > count_rows("i" * 100, 200, 10)


def test_a_picture_that_only_begins_well_is_reported() -> None:
    header = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x0dIHDR" + zlib.compress(b"nada")
    output = write_official_xlsx(replace(MUNICIPIO, escudo=header), sample(), HOY)
    assert output.notices == ("El escudo no se pudo leer como imagen y no está en el libro.",)
