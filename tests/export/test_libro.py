"""The workbook as openpyxl reads it again: texts stay texts, numbers numbers, bytes the same."""

import re
import time
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from poa_desktop.export.libro import WorkbookOutput, write_official_xlsx, write_workbook
from poa_desktop.export.sheet_measure import count_rows
from poa_desktop.poa.calendario import programado_predeterminado
from poa_desktop.poa.periodos import Periodo, Temporalidad
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    EstadoEvidencia,
    Evidencia,
    Ficha,
    Foda,
    Gasto,
    Inversion,
    ItemFoda,
    LineaAccion,
    Municipio,
    Poa,
    Programa,
    TipoInversion,
)

HOY = date(2025, 8, 20)
GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "libro.txt"
SHEETS = ["POA", "Calendario", "Avance", "Evaluación", "Gastos", "Evidencias", "Datos"]
MUNICIPIO = Municipio(
    nombre="San Isidro", estado="Jalisco", gobierno="GOBIERNO MUNICIPAL DE SAN ISIDRO"
)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63"
    "606060000000040001f61738550000000049454e44ae426082"
)


def small_poa() -> Poa:
    """A fixed POA with something of every kind."""
    ficha = Ficha(
        metas="Atender 120 solicitudes",
        inversion=Inversion(TipoInversion.MONTO, Decimal("80000.00"), "3,478 litros"),
        beneficiados_directos="El municipio",
        beneficiados_indirectos="La población",
        periodo_del=date(2025, 1, 1),
        periodo_al=date(2025, 12, 31),
        temporalidad=Temporalidad.TRIMESTRAL,
    )
    evidencia = Evidencia(
        1, "oficio 12.pdf", "application/pdf", 20_480, "ab" * 32, EstadoEvidencia.ACEPTADA
    )
    avances = [Avance()] * 12
    avances[2] = Avance(100, "Se entregó.", evidencias=(evidencia,))
    avances[5] = Avance(200, "", "Hubo más solicitudes.")
    first = LineaAccion(
        11, "Publicar el informe", programado=programado_predeterminado(ficha, 2025),
        avances=tuple(avances),
    )  # fmt: skip
    gastos = (
        Gasto(5, date(2025, 2, 3), Decimal("12000.50"), "261", "Gasolina de febrero", (evidencia,)),
        Gasto(6, date(2025, 5, 4), Decimal("70000.00"), "", "Gasolina de mayo"),
    )
    without = Inversion(TipoInversion.NO_GENERA_GASTO)
    second = LineaAccion(12, "Suministrar combustible", "Litro", programado=(10, 20, 30) * 4)
    return Poa(
        id=7,
        dependencia=Dependencia(
            3, "Hacienda Municipal", titular_nombre="Ana Ruiz", titular_cargo="Encargada"
        ),
        ejercicio=2025,
        vision="Una hacienda ordenada.",
        mision="Recaudar y pagar a tiempo.",
        foda=Foda(fortalezas=(ItemFoda(1, "Personal capacitado"), ItemFoda(2, "Sistema en orden"))),
        fecha=date(2024, 11, 6),
        programas=(Programa(1, 1, "Finanzas sanas", "Gastar menos", "Gobierno", ficha, (first,)),),
        actividades=(
            Actividad(2, 1, "Combustible", "Gobierno", None, ficha, (second,), gastos),
            Actividad(4, 2, "Sin gasto", ficha=Ficha(inversion=without)),
        ),
    )


def read(output: WorkbookOutput) -> Workbook:
    """The workbook as a program of somebody else reads it."""
    return load_workbook(BytesIO(output.content))


def open_areas(sheet: Worksheet) -> str:
    """The cells one can write in, as rows of columns: "D6 E6"."""
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return " ".join(cell.coordinate for cell in cells if not cell.protection.locked)


def dump(book: Workbook) -> str:
    """Every sheet as text: merged areas, then each filled cell with type and value."""
    rows: list[str] = []
    for sheet in book.worksheets:
        rows.append(f"=== {sheet.title} {sheet.dimensions} ===")
        rows.append(f"congelado {sheet.freeze_panes} filtro {sheet.auto_filter.ref}")
        rows.append(f"imprime {sheet.print_area} repite {sheet.print_titles}")
        rows.append(f"protegida {sheet.protection.sheet} abiertas {open_areas(sheet)}")
        for rule in sheet.data_validations.dataValidation:
            rows.append(f"acepta {rule.sqref}: {rule.type} {rule.formula1} {rule.formula2 or ''}")
            rows.append(f"  {rule.errorStyle} «{rule.error}» «{rule.prompt or ''}»")
        rows.append(f"unidas {' '.join(sorted(map(str, sheet.merged_cells.ranges)))}")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    value = str(cell.value).replace("\n", "⏎")
                    rows.append(f"{cell.coordinate} {cell.data_type} {value}")
    return "\n".join(rows) + "\n"


def test_every_sheet_reads_as_before(request: pytest.FixtureRequest) -> None:
    """Golden file; --update-golden writes it anew."""
    shown = dump(read(write_workbook(MUNICIPIO, small_poa(), HOY)))
    if request.config.getoption("--update-golden", default=False):
        GOLDEN.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == GOLDEN.read_text(encoding="utf-8")


def test_sheets_names_and_progress() -> None:
    told: list[float] = []
    book = read(write_workbook(MUNICIPIO, small_poa(), HOY, progress=told.append))
    assert book.sheetnames == SHEETS
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert set(book.defined_names) == {
        "Ejercicio", "Corte", "Unidades_distintas", "Umbral_verde", "Umbral_amarillo",
        "Umbral_sobre", "Unidades",
    }  # fmt: skip


def test_quantities_are_numbers_and_sin_capturar_is_empty() -> None:
    sheet = read(write_workbook(MUNICIPIO, small_poa(), HOY))["Calendario"]
    assert [sheet.cell(7, column).value for column in range(4, 7)] == [0.1, 0.2, 0.3]
    done = [sheet.cell(6, column).value for column in range(23, 35)]
    assert done == [None, None, 1, None, None, 2, None, None, None, None, None, None]
    assert sheet["N3"].value.date() == HOY
    assert [sheet["J3"].value, sheet["Q3"].value] == [
        "Fecha de corte", "← decide qué mes está vencido",
    ]  # fmt: skip


def test_formulas_carry_their_present_value() -> None:
    """A reader that does not calculate shows the program's figures."""
    content = write_workbook(MUNICIPIO, small_poa(), HOY).content
    sheet = load_workbook(BytesIO(content), data_only=True)["Evaluación"]
    # T1: the first línea's act of March is done, the three of the second are not
    assert sheet["E6"].value == 0.25
    assert [sheet["N6"].value, sheet["O6"].value] == [4, 1]
    assert sheet["F12"].value == "—"  # cantidades: the units differ


def test_same_input_gives_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the computer's clock says, even before 1980."""
    before = write_workbook(MUNICIPIO, small_poa(), HOY)
    monkeypatch.setattr(time, "time", lambda: -1e9)
    assert write_workbook(MUNICIPIO, small_poa(), HOY).content == before.content
    with zipfile.ZipFile(BytesIO(before.content)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = read(before).properties
    assert properties.created.date() == properties.modified.date() == HOY


GARBAGE = (
    "=1+1", "=cmd|' /C calc'!A0", "+52 33 1234", "-5", "@SUM(A1)", "'comilla", "\ttab",
    "<b>negrita</b>", "a<b & c>d \"comillas\"", "]]>", "&amp;", "_x0041_", "#DIV/0!", "1/2",
    "00123", "😀 emoji", "שלום עולם", "中文", "dos\nrenglones", "  espacios  ",
)  # fmt: skip


@pytest.mark.parametrize("text", GARBAGE)
def test_texts_come_back_equal_and_are_never_formulas(text: str) -> None:
    _hold(text, text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("uno\x00dos\x1b", "unodos"), ("fin\ufffe\uffff", "fin"), ("mitad \ud83d", "mitad "),
        ("a\r\nb\rc", "a\nb\nc"),
    ],
)  # fmt: skip
def test_what_a_workbook_cannot_hold_is_reported(text: str, kept: str) -> None:
    output = _hold(text, kept)
    assert bool(output.notices) == ("\r" not in text)
    assert all("no puede guardar" in notice for notice in output.notices)


@settings(max_examples=12, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_any_text_survives(text: str) -> None:
    kept = re.sub("[\ufffe\uffff]", "", text)
    if "x005F_" not in kept:  # openpyxl's own reader drops these letters wherever they stand
        _hold(text, kept)


def _hold(text: str, kept: str) -> WorkbookOutput:
    """Write *text* wherever a user can write; it must come back as *kept*, always as a text."""
    avances = (Avance(0, text, text), *[Avance()] * 11)
    linea = LineaAccion(1, text, text, programado=(100,) + (0,) * 11, avances=avances)
    poa = Poa(
        1, Dependencia(1, text), 2025, vision=text,
        programas=(Programa(1, 1, text, text, text, Ficha(metas=text), (linea,)),),
    )  # fmt: skip
    output = write_workbook(Municipio(gobierno=text), poa, HOY)
    book = read(output)
    kept_or_empty = kept or None
    places = [book["Calendario"]["B6"], book["Calendario"]["C6"], book["Avance"]["J4"],
              book["Avance"]["K4"], book["Evaluación"]["C14"], book["Evaluación"]["C15"],
              book["POA"]["A2"]]  # fmt: skip
    for cell in places:
        assert cell.value == kept_or_empty
        assert cell.data_type == ("s" if kept else "n")
        assert cell.quotePrefix == kept.startswith(("=", "+", "-", "@", "'", "\t"))
    for cell in (cell for row in book["POA"].iter_rows() for cell in row):
        assert cell.data_type != "f"
    return output


def test_a_text_longer_than_a_cell_is_continued_and_reported() -> None:
    long = "Á😀b" * 14_000
    linea = LineaAccion(1, long, programado=(100,) + (0,) * 11)
    poa = Poa(1, Dependencia(1, "X"), 2025, programas=(Programa(1, 1, "P", lineas=(linea,)),))
    for output, sheet, place in (
        (write_workbook(MUNICIPIO, poa, HOY), "Calendario", "B6"),
        (write_official_xlsx(MUNICIPIO, poa, HOY), "POA", None),
    ):
        book = read(output)
        assert any("el resto está en la hoja Datos" in notice for notice in output.notices)
        rest = [[cell.value for cell in row] for row in book["Datos"].iter_rows()]
        place = place or next(row[1] for row in rest if row[0] == "POA" and len(row) > 5 and row[5])
        parts = [row[5] for row in rest if row[:2] == [sheet, place]]
        first = book[sheet][place].value
        assert "".join([first, *parts]) == long
        for part in (first, *parts):
            assert len(part.encode("utf-16-le")) // 2 <= 32_767


def test_an_empty_poa_is_a_workbook() -> None:
    poa = Poa(1, Dependencia(1, ""), 2025)
    book = read(write_workbook(Municipio(), poa, HOY))
    assert book.sheetnames == SHEETS
    assert book["Evaluación"]["C14"].value == "Este POA todavía no tiene programas ni actividades."
    assert book["Evidencias"]["C4"].value == "Todavía no hay evidencias."


def test_a_large_poa_is_complete() -> None:
    linea = LineaAccion(1, "Entregar el informe", programado=(0, 0, 100) * 4)
    actividades = tuple(
        Actividad(number, number, f"Actividad {number}",
                  lineas=tuple(replace(linea, id=number * 100 + k) for k in range(20)))
        for number in range(1, 61)
    )  # fmt: skip
    poa = replace(small_poa(), programas=(), actividades=actividades)
    content = write_workbook(MUNICIPIO, poa, HOY).content
    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    calendario = [row[0] for row in book["Calendario"].iter_rows(max_col=1, values_only=True)]
    assert calendario[5:1205] == [f"A{a}.{k}" for a in range(1, 61) for k in range(1, 21)]
    last = list(book["Evaluación"].iter_rows(min_row=1273, max_col=5, values_only=True))
    assert last == [("A60.20", "Línea", "Entregar el informe", "Acción", 0)]


def test_paper_is_one_page_wide_and_evaluacion_prints_the_percentages() -> None:
    book = read(write_workbook(MUNICIPIO, small_poa(), HOY))
    for title in SHEETS:
        sheet = book[title]
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, title
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0), title
        assert not sheet.col_breaks.brk, title
    assert book["Calendario"].print_area == "'Calendario'!$A$1:$AO$9"
    assert book["Evaluación"].print_area == "'Evaluación'!$A$1:$K$18"


def test_avance_has_the_whole_text_of_a_linea_once_and_low_rows() -> None:
    poa = small_poa()
    long = "Entregar el informe mensual de la cuenta pública a la autoridad que lo revisa. " * 3
    linea = replace(poa.actividades[0].lineas[0], texto=long)
    poa = replace(poa, actividades=(replace(poa.actividades[0], lineas=(linea,)),))
    sheet = read(write_workbook(MUNICIPIO, poa, HOY))["Avance"]
    rows = [row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 1).value == "A1.1"]
    assert len(rows) == 12
    assert sheet.cell(rows[0], 2).value == long
    assert sheet.row_dimensions[rows[0]].height > 60
    for row in rows[1:]:
        shown = sheet.cell(row, 2).value
        assert len(shown) < 45
        assert long.startswith(shown.removesuffix("…"))
        assert sheet.row_dimensions[row].height < 17


def test_no_evidence_is_an_empty_cell() -> None:
    sheet = read(write_workbook(MUNICIPIO, small_poa(), HOY))["Avance"]
    counts = [sheet.cell(row, 12).value for row in range(4, sheet.max_row + 1)]
    assert set(counts) == {None, 1}


def test_no_word_of_a_unit_is_broken() -> None:
    poa = small_poa()
    linea = replace(poa.actividades[0].lineas[0], unidad_medida="Recordatorio electrónico")
    poa = replace(poa, actividades=(replace(poa.actividades[0], lineas=(linea,)),))
    book = read(write_workbook(MUNICIPIO, poa, HOY))
    for title, column in (("Calendario", "C"), ("Avance", "C"), ("Evaluación", "D")):
        pixels = int(book[title].column_dimensions[column].width * 7 + 5)
        assert count_rows("Recordatorio", pixels, 10) == 1, title
        assert count_rows("Recordatorio electrónico", pixels, 10) <= 2, title


def test_everything_is_protected_and_can_still_be_worked_in() -> None:
    book = read(write_workbook(MUNICIPIO, small_poa(), HOY))
    assert book.security.lockStructure
    assert not book.security.workbookPassword
    for sheet in book.worksheets:
        protection = sheet.protection
        assert protection.sheet, sheet.title
        assert protection.password is None
        for allowed in ("formatCells", "formatColumns", "formatRows", "autoFilter"):
            assert not getattr(protection, allowed), (sheet.title, allowed)
        assert not protection.selectUnlockedCells
        if open_areas(sheet):
            legend = [c.coordinate for row in sheet.iter_rows(max_row=3) for c in row
                      if c.value == "Se captura"]  # fmt: skip
            assert len(legend) == 1, sheet.title
            fill = sheet[legend[0]].fill.fgColor.rgb
            cells = [sheet[place] for place in open_areas(sheet).split()]
            fills = {c.fill.fgColor.rgb for c in cells if not isinstance(c, MergedCell)}
            assert fills == {fill}, "the legend shows the ground of every open cell"


def test_messages_are_as_short_as_excel_wants_them() -> None:
    """Longer ones make Excel offer to repair the file."""
    for sheet in read(write_workbook(MUNICIPIO, small_poa(), HOY)).worksheets:
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.errorTitle or "") <= 32
            assert len(rule.promptTitle or "") <= 32
            assert 0 < len(rule.error) <= 225
            assert len(rule.prompt or "") <= 255
            assert len(rule.formula1) <= 255


def test_avance_can_be_narrowed_to_a_period() -> None:
    book = read(write_workbook(MUNICIPIO, small_poa(), HOY, Periodo(2025, "T", 2)))
    months = {row[0].value for row in book["Avance"].iter_rows(min_row=4, min_col=4, max_col=4)}
    assert months - {None} == {"Abril", "Mayo", "Junio"}
    assert book["Avance"]["A2"].value == "Segundo trimestre, abril a junio de 2025"


def test_datos_recognises_every_linea() -> None:
    book = read(write_workbook(MUNICIPIO, small_poa(), HOY))
    rows = [[cell.value for cell in row[:5]] for row in book["Datos"].iter_rows()]
    assert rows[3][:2] == ["Formato", "POA Desktop"]
    assert rows[4][:2] == ["Versión del formato", 2]
    assert ["P1.1", "programa", 1, 11, 6] in rows
    assert ["A1.1", "actividad", 2, 12, 7] in rows
    assert book["Calendario"]["A7"].value == "A1.1"


def test_the_escudo_is_in_the_header_and_a_bad_one_is_reported() -> None:
    good = write_official_xlsx(replace(MUNICIPIO, escudo=PIXEL), small_poa(), HOY)
    assert not good.notices
    assert len(read(good)["POA"]._images) == 1
    bad = write_official_xlsx(replace(MUNICIPIO, escudo=b"\x89PNG rota"), small_poa(), HOY)
    assert bad.notices == ("El escudo no se pudo leer como imagen y no está en el libro.",)
    assert read(bad).sheetnames == ["POA"]


def test_no_formula_is_volatile_or_needs_a_newer_excel() -> None:
    newer = re.compile(
        r"\b(OFFSET|INDIRECT|TODAY|NOW|RAND|LET|FILTER|UNIQUE|XLOOKUP|IFS|TEXTJOIN|LAMBDA)\("
    )
    book = read(write_workbook(MUNICIPIO, small_poa(), HOY))
    formulas = [
        cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(formulas) > 200
    assert not [formula for formula in formulas if newer.search(formula)]
    assert max(map(len, formulas)) < 8192


def test_merged_areas_do_not_overlap_and_rows_have_a_lawful_height() -> None:
    """Either would make Excel offer to repair the file."""
    poa = replace(small_poa(), vision="Una visión larga. " * 400)
    for sheet in read(write_workbook(MUNICIPIO, poa, HOY)).worksheets:
        seen: set[tuple[int, int]] = set()
        for area in sheet.merged_cells.ranges:
            cells = set(area.cells)
            assert not cells & seen, (sheet.title, str(area))
            seen |= cells
        assert all((row.height or 1) <= 409 for row in sheet.row_dimensions.values())
