"""The municipio's own template: every name gets its value, wrong names are told, the rest stays."""

import re
import shutil
import subprocess
import warnings
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from PIL import Image

from poa_desktop.data.store import create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.export.document import Context
from poa_desktop.export.documents import find_documento, render
from poa_desktop.export.plantilla_ejemplo import write_template_example
from poa_desktop.export.plantilla_libro import fill_template
from poa_desktop.export.plantilla_nombres import NOMBRES, POR_NOMBRE, suggestion
from poa_desktop.export.plantilla_revision import check_template
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.evaluacion import evaluar
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import Municipio, Plantilla, Poa, TipoPlantilla
from tests.workbooks.packages import parts_of

HOY = date(2024, 10, 15)
T3 = parse_periodo("2024-T3")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Municipio, Poa]:
    path = tmp_path_factory.mktemp("plantilla") / "ejemplo.poa"
    with create_store(path, lambda: datetime(2024, 10, 15)) as store:
        write_example(store)
        return store.municipio(), store.poa(store.headers()[0].id)


def template(names: dict[str, str], change: Callable[[Any], Any] = lambda book: None) -> bytes:
    """A workbook of one sheet "Hoja" with these names."""
    book = Workbook()
    book.active.title = "Hoja"
    for name, place in names.items():
        book.defined_names[name] = DefinedName(name, attr_text=place)
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def filled(content: bytes, example: tuple[Municipio, Poa]) -> tuple[Workbook, tuple[str, ...]]:
    made, notices = fill_template(content, "plantilla.xlsx", *example, T3, HOY)
    return load_workbook(BytesIO(made)), notices


def column(book: Workbook, letter: str, first: int, last: int) -> list[Any]:
    return [book["Hoja"][f"{letter}{row}"].value for row in range(first, last + 1)]


# -- the example -----------------------------------------------------------------------------------


def test_the_example_has_every_name_and_all_are_filled(example: tuple[Municipio, Poa]) -> None:
    content = write_template_example()
    report = check_template(content, "plantilla.xlsx")
    assert {each.nombre for each in report.llenados} == set(NOMBRES)
    assert report.problemas == () and report.sirve
    book, notices = filled(content, example)
    assert notices == ()
    shown = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    listed = {cell.value for row in book["Nombres"].iter_rows() for cell in row}
    assert not {f"[{name}]" for name in POR_NOMBRE} & shown
    assert set(POR_NOMBRE) <= listed
    assert book["Líneas"].max_row == 4 + len(example[1].lineas)
    assert content == write_template_example()
    assert b"FF6D1A36" in parts_of(write_template_example("#6D1A36"))["xl/styles.xml"]


def test_single_values(example: tuple[Municipio, Poa]) -> None:
    names = [each.nombre for each in NOMBRES if not each.tabla]
    places = {name: f"Hoja!$B${row}" for row, name in enumerate(names, 1)}

    def formats(book: Workbook) -> None:
        book.active[places["PORCENTAJE"].rpartition("!")[2].replace("$", "")].number_format = "0.0%"

    book, _ = filled(template(places, formats), example)
    got = dict(zip(names, column(book, "B", 1, len(names)), strict=True))
    municipio, poa = example
    total = evaluar(poa, T3, HOY).total
    assert got["POA_MUNICIPIO"] == municipio.nombre and got["POA_EJERCICIO"] == 2024
    assert (got["PROYECTADAS"], got["REALIZADAS"]) == (total.proyectadas, total.realizadas)
    assert total.porcentaje is not None
    assert got["PORCENTAJE"] == pytest.approx(float(total.porcentaje / 100), abs=1e-15)
    assert got["PORCENTAJE_ACUMULADO"] == 78.0  # no percentage format: the figure as printed
    assert got["PERIODO"] == "Tercer trimestre, julio a septiembre de 2024"
    assert got["PERIODO_FIN"] == "30/09/2024" and got["SEMAFORO"] == "Rezago"
    assert got["INVERSION"] == 2190000 and got["POA_FORTALEZAS"].startswith("1.- ")


# -- tables ----------------------------------------------------------------------------------------


def test_rows_go_under_the_heading_and_keep_the_first_ones_look(
    example: tuple[Municipio, Poa],
) -> None:
    def dress(book: Workbook) -> None:
        book.active["B5"] = "Nombre"
        book.active["B6"] = "(aquí un ejemplo)"
        book.active["B6"].number_format = "@"
        book.active["F6"].number_format = "0.00"

    book, notices = filled(template({"ACTIVIDADES_NOMBRE": "Hoja!$B$5"}, dress), example)
    names = [each.nombre for each in example[1].actividades]
    assert column(book, "B", 5, 20) == ["Nombre", *names, None] and notices == ()
    assert book["Hoja"]["B12"].number_format == "@"
    assert not book["Hoja"]["F12"].has_style, "what stands beside a table is not repeated"


def test_rows_stop_at_what_is_below_them(example: tuple[Municipio, Poa]) -> None:
    def total(book: Workbook) -> None:
        book.active["B10"] = "=SUM(B6:B9)"

    names = {"ACTIVIDADES_PROYECTADAS": "Hoja!$B$5", "ACTIVIDADES_CLAVE": "Hoja!$A$5"}
    book, notices = filled(template(names, total), example)
    assert column(book, "A", 6, 11) == ["A1", "A2", "A3", "A4", None, None]
    assert book["Hoja"]["B10"].value == "=SUM(B6:B9)"
    (notice,) = notices
    assert notice.startswith("«Hoja» B10: de ACTIVIDADES caben 4 de 14 filas")


def test_a_reserved_stretch_is_filled_from_its_first_row_and_emptied_behind(
    example: tuple[Municipio, Poa],
) -> None:
    def samples(book: Workbook) -> None:
        for row in range(5, 25):
            book.active[f"C{row}"] = "muestra"

    made = template({"ACTIVIDADES_CLAVE": "Hoja!$C$5:$C$22"}, samples)
    book, notices = filled(made, example)
    keys = [each.clave for each in example[1].actividades]
    assert column(book, "C", 5, 24) == [*keys, None, None, None, None, "muestra", "muestra"]
    assert notices == ()
    made = template({"ACTIVIDADES_CLAVE": "Hoja!$C$5:$C$9"}, samples)
    book, notices = filled(made, example)
    assert column(book, "C", 5, 10) == [*keys[:5], "muestra"] and "caben 5 de 14" in notices[0]


def test_merged_headings(example: tuple[Municipio, Poa]) -> None:
    def merged(book: Workbook) -> None:
        book.active.merge_cells("B4:D5")
        book.active.merge_cells("G1:H2")

    names = {"PROGRAMAS_NOMBRE": "Hoja!$B$4:$D$5", "POA_DEPENDENCIA": "Hoja!$G$1:$H$2"}
    book, notices = filled(template(names, merged), example)
    assert column(book, "B", 6, 7) == [each.nombre for each in example[1].programas]
    assert book["Hoja"]["G1"].value == example[1].dependencia.nombre and notices == ()


def test_not_captured_is_not_zero(example: tuple[Municipio, Poa]) -> None:
    names = {"LINEAS_REALIZADO": "Hoja!$A$1", "LINEAS_ESTADO": "Hoja!$B$1"}
    book, _ = filled(template(names), example)
    pairs = list(zip(column(book, "A", 2, 71), column(book, "B", 2, 71), strict=True))
    assert (None, "Sin capturar") in pairs and (0, "Sin avance") in pairs
    assert (0, "Sin capturar") not in pairs


# -- wrong names -----------------------------------------------------------------------------------


def test_every_wrong_name_is_told() -> None:
    def odd(book: Workbook) -> None:
        book.active["E1"] = "=1+1"
        book.active.merge_cells("F1:G1")

    report = check_template(
        template(
            {
                "POA_MUNICPIO": "Hoja!$A$1",
                "LINEAS_INVENTADA": "Hoja!$A$2",
                "POA_TITULAR": "Hoja!$B$2:$C$4",
                "POA_ENLACE": "#REF!",
                "POA_MISION": "Hoja!#REF!",
                "POA_VISION": "Otra!$A$1",
                "SEMAFORO": '"rojo"',
                "REGLA": "Hoja!$E$1",
                "PERIODO": "Hoja!$G$1",
                "Poa_Ejercicio": "Hoja!$A$9",
                "TIPO_DE_CAMBIO": "Hoja!$Z$1",
                "_xlnm.Print_Area": "Hoja!$A$1:$B$2",
            },
            odd,
        ),
        "mía.xlsx",
    )
    assert [each.donde for each in report.llenados] == ["Hoja!A9"]
    told = {each.nombre: each.mensaje for each in report.problemas}
    for name, words in {
        "POA_MUNICPIO": "¿quiso escribir POA_MUNICIPIO?",
        "LINEAS_INVENTADA": "no es un nombre conocido",
        "POA_TITULAR": "abarca B2:C4: debe ser una sola celda",
        "POA_ENLACE": "#REF!",
        "POA_MISION": "#REF!",
        "POA_VISION": "la hoja «Otra», que no está",
        "SEMAFORO": "no apunta a una celda",
        "REGLA": "tiene una fórmula",
        "PERIODO": "use F1",
    }.items():
        assert words in told.pop(name), name
    assert told == {}
    assert report.renglones[0] == "«mía.xlsx»: 1 nombre se llena y 9 hay que corregir."


@pytest.mark.parametrize(
    ("name", "right"),
    [("POA_TITULR", "POA_TITULAR"), ("poa_titulares", "POA_TITULAR"),
     ("LINEA_TEXTO", "LINEAS_TEXTO"),
     ("SEMAFOROS", "SEMAFORO"), ("PORCENTAGE", "PORCENTAJE"), ("VENTAS", None), ("TOTAL", None)],
)  # fmt: skip
def test_near_misses_have_a_suggestion(name: str, right: str | None) -> None:
    assert suggestion(name) == right


def test_a_workbook_without_names_is_refused(example: tuple[Municipio, Poa]) -> None:
    with pytest.raises(PoaError, match="ninguna celda con un nombre conocido"):
        filled(template({}), example)


# -- the rest of the workbook ----------------------------------------------------------------------


def rich_template(folder: Path) -> bytes:
    """A template with a chart, a picture, a text box, validations and formulas over names."""
    picture = folder / "escudo.png"
    Image.new("RGB", (40, 40), "#1F5C4A").save(picture)
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet, hidden = book.add_worksheet("Informe"), book.add_worksheet("Listas")
    percent = book.add_format({"num_format": "0.0%", "bg_color": "#EEF4F1"})
    wrap = book.add_format({"text_wrap": True, "border": 1})
    sheet.write("A1", "Dependencia", wrap)
    sheet.write("B1", "", wrap)
    sheet.write("A4", "Actividad")
    sheet.write("B4", "%")
    sheet.write_blank("B5", None, percent)
    for row in range(5, 25):
        sheet.write_formula(f"C{row}", f"=IF(ISNUMBER(B{row}),B{row}*2,0)", None, -1)
    sheet.write_formula("E1", "=COUNT(B5:B40)", None, -1)
    hidden.write_formula("A1", "=Informe!E1+1", None, -1)
    hidden.hide()
    sheet.conditional_format("B5:B40", {"type": "3_color_scale"})
    sheet.conditional_format("B5:B40", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation("F1", {"validate": "list", "source": ["sí", "no"]})
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Informe!$B$5:$B$18", "categories": "=Informe!$A$5:$A$18"})
    sheet.insert_chart("H2", chart)
    sheet.insert_image("H20", str(picture))
    sheet.insert_textbox("H30", "No tocar")
    sheet.insert_checkbox("F5", True)
    sheet.freeze_panes(4, 1)
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column("A:A", 30)
    book.define_name("POA_DEPENDENCIA", "=Informe!$B$1")
    book.define_name("ACTIVIDADES_NOMBRE", "=Informe!$A$4")
    book.define_name("ACTIVIDADES_PORCENTAJE", "=Informe!$B$4")
    book.close()
    return stream.getvalue()


def test_charts_pictures_and_controls_keep_their_bytes(
    example: tuple[Municipio, Poa], tmp_path: Path
) -> None:
    before = rich_template(tmp_path)
    made, notices = fill_template(before, "rica.xlsx", *example, T3, HOY)
    old, new = parts_of(before), parts_of(made)
    sheet, other = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
    assert notices == ()
    changed = {name for name in old if old[name] != new[name]}
    assert changed <= {sheet, other, "xl/workbook.xml"}
    assert new[other] == old[other].replace(b"<v>-1</v>", b""), "only the old result is gone"
    assert b'fullCalcOnLoad="1"' in new["xl/workbook.xml"]
    assert {"xl/charts/chart1.xml", "xl/media/image1.png"} <= set(new)
    assert old[sheet].partition(b"</sheetData>")[2] == new[sheet].partition(b"</sheetData>")[2]
    assert old[sheet].partition(b"<dimension")[0] == new[sheet].partition(b"<dimension")[0]
    assert new[sheet].count(b"<f>") == old[sheet].count(b"<f>") == 21


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_recalculates_formulas_over_filled_cells(
    example: tuple[Municipio, Poa], tmp_path: Path
) -> None:
    made, _ = fill_template(rich_template(tmp_path), "rica.xlsx", *example, T3, HOY)
    (tmp_path / "rica.xlsx").write_bytes(made)
    words = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/lo",
             "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"),
             str(tmp_path / "rica.xlsx")]  # fmt: skip
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    content = (tmp_path / "out" / "rica.xlsx").read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of each extension it does not know
        book = load_workbook(BytesIO(content), data_only=True)
    results = evaluar(example[1], T3, HOY).actividades
    expected = [float(r.medida.porcentaje or 0) / 50 for r in results]
    assert [book["Informe"][f"C{row}"].value for row in range(5, 19)] == pytest.approx(expected)
    counted = sum(r.medida.porcentaje is not None for r in results)
    assert (book["Informe"]["E1"].value, book["Listas"]["A1"].value) == (counted, counted + 1)
    assert len(book["Informe"]._charts) == 1


# -- what is said of it ----------------------------------------------------------------------------


def test_the_manual_lists_every_name() -> None:
    manual = Path(__file__).resolve().parents[2] / "docs" / "manual" / "plantilla.md"
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", manual.read_text("utf-8"), re.MULTILINE)
    assert rows == [(each.nombre, each.descripcion) for each in NOMBRES]


# -- as a document ---------------------------------------------------------------------------------


def test_the_document_is_refused_without_a_template(example: tuple[Municipio, Poa]) -> None:
    kind = find_documento("plantilla", "xlsx")
    municipio, poa = example
    with pytest.raises(PoaError, match="no tiene una plantilla de Excel propia"):
        render(kind, "xlsx", Context(municipio, poa, HOY, T3))
    content = write_template_example()
    own = replace(municipio, libro=Plantilla(TipoPlantilla.LIBRO, "mía.xlsx", "abc", content))
    made, notices = render(kind, "xlsx", Context(own, poa, HOY, T3))
    assert notices == () and load_workbook(BytesIO(made))["Informe"]["B4"].value == municipio.nombre
