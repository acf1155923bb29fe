"""The transparency formats: the office's own blanks, and blanks that somebody has changed."""

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
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from poa_desktop.data.store import create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.export.sipot_campos import FORMATOS, INDICADORES, OBJETIVOS, normal
from poa_desktop.export.sipot_contenido import Fuente
from poa_desktop.export.sipot_llenado import Llenado, llenar, reconocer
from poa_desktop.intake.text_form import read_text_form
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.evaluacion import evaluar
from poa_desktop.poa.formats import format_porcentaje
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import Avance, Dependencia, Poa, Regla, Reglas
from tests.workbooks.packages import parts_of

HOY = date(2024, 10, 15)
T3 = parse_periodo("2024-T3")
SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "sipot"


def sample(number: int) -> tuple[bytes, str]:
    """One of the blank workbooks; they belong to others and are not in the project."""
    found = sorted(SAMPLES.glob(f"{number}.-*.xlsx"))
    if not found:
        pytest.skip("the blank SIPOT workbooks are not beside the project (../shared/sipot)")
    return found[0].read_bytes(), found[0].name


@pytest.fixture(scope="module")
def poa(tmp_path_factory: pytest.TempPathFactory) -> Poa:
    """The bundled example, with avances."""
    path = tmp_path_factory.mktemp("sipot") / "ejemplo.poa"
    with create_store(path, lambda: datetime(2024, 10, 15)) as store:
        write_example(store)
        return store.poa(store.headers()[0].id)


def numbered(poa: Poa) -> Poa:
    """A draft's records with ids, as the store would give them."""
    return replace(
        poa,
        programas=tuple(replace(p, id=n) for n, p in enumerate(poa.programas, 1)),
        actividades=tuple(replace(a, id=n) for n, a in enumerate(poa.actividades, 101)),
    )


def fill(blank: tuple[bytes, str], *poas: Poa, **options: Any) -> Llenado:
    sources = [Fuente(each, options.pop("anterior", None), T3, HOY) for each in poas]
    return llenar(*blank, sources, **options)


def opened(content: bytes) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the blanks have no default style, which openpyxl tells
        return load_workbook(BytesIO(content))


def rows_of(content: bytes, sheet: int = 0, first: int = 8) -> list[tuple[Any, ...]]:
    rows = opened(content).worksheets[sheet].iter_rows(min_row=first, values_only=True)
    return [row for row in rows if any(value is not None for value in row)]


# -- the office's own blanks -----------------------------------------------------------------------


def test_objetivos_y_metas(poa: Poa) -> None:
    blank = sample(5)
    made = fill(blank, poa)
    rows, table = rows_of(made.content), rows_of(made.content, 1, 4)
    assert (len(rows), len(table)) == (16, 16 + 70)
    assert made.reporte.filas == 16 and made.reporte.filas_tablas == 86
    first = rows[0]
    assert first[:4] == (2024, "01/07/2024", "30/09/2024", poa.dependencia.nombre)
    assert first[4] == poa.programas[0].estrategia
    assert rows[2][4] == poa.actividades[0].nombre
    assert [row[5] for row in rows] == list(range(1, 17))
    assert {row[6] for row in rows} == {None}
    assert [row[7:10] for row in rows] == [
        (poa.dependencia.nombre, "15/10/2024", "15/10/2024")
    ] * 16
    joined = {row[0] for row in table}
    assert joined == set(range(1, 17))
    assert next(row for row in table if row[0] == 1)[2] == poa.programas[0].ficha.metas
    texts = [linea.texto for linea in poa.programas[0].lineas]
    assert [row[1].endswith(text) for row, text in zip(table[1:], texts, strict=False)] == [
        True
    ] * 16
    assert made.reporte.desconocidas == ()
    assert [each.partition(" (")[0][:12] for each in made.reporte.vacias] == ["Hipervínculo"]
    assert "Colocar el ID" not in made.content.decode("latin-1")


def test_indicadores_de_resultados(poa: Poa) -> None:
    made = fill(sample(7), poa)
    rows = rows_of(made.content)
    results = evaluar(poa, T3, HOY).bloques
    shown = [
        "Sin programación en el periodo" if (p := r.medida.porcentaje) is None
        else format_porcentaje(p) for r in results
    ]  # fmt: skip
    assert [row[14] for row in rows] == shown
    assert {row[15] for row in rows} == {"Ascendente"}
    assert {row[6] for row in rows} == {"Eficacia"}
    assert rows[0][8].startswith("No. Act. Realizadas / No. Act. Proyectadas × 100: ")
    assert {row[11] for row in rows} == {"No disponible"}
    assert [e.partition(" (")[0] for e in made.reporte.vacias] == [
        "Metas ajustadas que existan, en su caso"
    ]
    assert "16 filas" in made.reporte.frase


@pytest.mark.parametrize(("number", "touched"), [(5, {1, 2}), (7, {1})])
def test_everything_else_of_the_blank_is_as_it_was(
    number: int, touched: set[int], poa: Poa
) -> None:
    """Parts byte for byte, and within the sheets everything but the rows of data."""
    blank = sample(number)
    made = fill(blank, poa).content
    before, after = parts_of(blank[0]), parts_of(made)
    sheets = {f"xl/worksheets/sheet{each}.xml" for each in touched}
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == sheets
    for name in sheets:
        first = 8 if name.endswith("sheet1.xml") else 4
        old, new = before[name].decode(), after[name].decode()
        assert old.partition("<dimension")[0] == new.partition("<dimension")[0]
        kept = re.compile(rf'<sheetViews>.*?(?=<row r="{first}"|</sheetData>)', re.DOTALL)
        assert kept.search(old)[0] == kept.search(new)[0]  # type: ignore[index]
        assert old.partition("</sheetData>")[2] == new.partition("</sheetData>")[2]


def test_the_real_poa_fills_both(seed_path: Path) -> None:
    poa = numbered(read_text_form(seed_path.read_bytes(), seed_path.name).poa)
    for number, empty in ((5, 1), (7, 1)):
        made = fill(sample(number), poa)
        assert (made.reporte.filas, len(made.reporte.vacias)) == (16, empty)
    rows = rows_of(fill(sample(7), poa).content)
    assert "28 " not in rows[0][12] and "16 actos en el periodo" in rows[0][12]


def test_the_other_blanks_are_refused_by_their_names() -> None:
    for number in (6, 25, 26, 38, 43, 45, 48):
        content, name = sample(number)
        with pytest.raises(
            PoaError, match=r"no se puede llenar: es el formato «.+», y el programa"
        ):
            reconocer(content, name)


def test_recognised_by_what_is_in_it_and_not_by_its_name() -> None:
    content, _ = sample(5)
    assert reconocer(content, "7.-Indicadores.xlsx").tipo.clave == "objetivos"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same(poa: Poa, tmp_path: Path) -> None:
    for number in (5, 7):
        made = fill(sample(number), poa).content
        path = tmp_path / f"f{number}.xlsx"
        path.write_bytes(made)
    words = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/lo",
             "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"),
             *map(str, sorted(tmp_path.glob("f*.xlsx")))]  # fmt: skip
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    for number in (5, 7):
        ours, theirs = (
            opened((tmp_path / p / f"f{number}.xlsx").read_bytes()) for p in ("", "out")
        )
        for sheet in ours:
            other = theirs[sheet.title]
            for row in sheet.iter_rows():
                assert [c.value for c in row] == [other[c.coordinate].value for c in row]
            hidden = [n for n, d in sheet.row_dimensions.items() if d.hidden]
            assert hidden == [n for n, d in other.row_dimensions.items() if d.hidden]
            assert sorted(map(str, sheet.merged_cells.ranges)) == sorted(
                map(str, other.merged_cells.ranges)
            )


# -- blanks of our own making ----------------------------------------------------------------------

HEADERS = [campo.nombres[0] for campo in INDICADORES.campos]
TYPES = {"programa": "2", "objetivo": "1", "sentido": "9", "inicio": "4", "termino": "4"}


def blank_like(
    headers: list[str], *, title: str = "Indicadores de resultados", change: Callable[[Any], Any]
    = lambda book: None
) -> tuple[bytes, str]:  # fmt: skip
    """A blank as the platform makes them, with other headers."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Reporte de Formatos"
    for column, text in zip("ADG", ("TÍTULO", "NOMBRE CORTO", "DESCRIPCIÓN"), strict=True):
        sheet[f"{column}2"], sheet[f"{column}3"] = text, title
    for number, header in enumerate(headers, 1):
        campo = INDICADORES.campo(header)
        sheet.cell(4, number, TYPES.get(campo.clave if campo else "", "2"))
        sheet.cell(7, number, header)
    book.create_sheet("Hidden_1")
    book["Hidden_1"]["A1"], book["Hidden_1"]["A2"] = "Descendente", "Ascendente"
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue(), "formato.xlsx"


def column_of(made: Llenado, header: str) -> list[Any]:
    sheet = opened(made.content).worksheets[0]
    place = [cell.value for cell in sheet[7]].index(header)
    return [row[place] for row in rows_of(made.content)]


def test_shuffled_renamed_and_extra_columns(poa: Poa) -> None:
    renamed = {"Ejercicio": "EJERCICIO ", "Avance de metas": "avance  de las metas",
               "Fuente de información": "De dónde sale"}  # fmt: skip
    headers = [renamed.get(each, each) for each in reversed(HEADERS)]
    headers.insert(3, "Firma electrónica")
    straight, shuffled = (fill(blank_like(h), poa) for h in (HEADERS, headers))
    for header in HEADERS:
        if header != "Fuente de información":
            there = renamed.get(header, header)
            assert column_of(shuffled, there) == column_of(straight, header), header
    unknown = "(columna que el programa no conoce)"
    assert shuffled.reporte.desconocidas == (f"Firma electrónica {unknown}",
                                             f"De dónde sale {unknown}")  # fmt: skip
    assert column_of(shuffled, "Firma electrónica") == [None] * 16


def test_a_title_alone_does_not_make_a_format(poa: Poa) -> None:
    with pytest.raises(PoaError, match="sus encabezados no son"):
        fill(blank_like(["Uno", "Dos", "Tres"]), poa)
    with pytest.raises(PoaError, match="es el formato «Padrón»"):
        fill(blank_like(["Ejercicio", "Dos", "Tres"], title="Padrón"), poa)


def test_a_table_that_is_lost_is_told(poa: Poa) -> None:
    headers = [campo.nombres[0] for campo in OBJETIVOS.campos]
    with pytest.raises(PoaError, match="no tiene la hoja «Tabla_»"):
        fill(blank_like(headers), poa)

    def without_id(book: Workbook) -> None:
        book.create_sheet("Tabla_77")["A3"] = "Meta del indicador"

    with pytest.raises(PoaError, match="no tiene la columna ID"):
        fill(blank_like(headers, change=without_id), poa)

    def whole(book: Workbook) -> None:
        sheet = book.create_sheet("Tabla_77")
        sheet["A3"], sheet["B3"] = "Meta del indicador", "ID"

    made = fill(blank_like(headers, change=whole), poa)
    assert opened(made.content)["Tabla_77"]["B4"].value == 1


def test_a_header_twice_fills_the_first_only(poa: Poa) -> None:
    made = fill(blank_like([*HEADERS, "Nota"]), poa)
    assert [each for each in made.reporte.desconocidas] == [
        "Nota (columna que el programa no conoce)"
    ]


def test_only_values_of_the_catalogue_are_written(poa: Poa) -> None:
    def other(book: Workbook) -> None:
        book["Hidden_1"]["A1"], book["Hidden_1"]["A2"] = "ASCENDENTE", None

    made = fill(blank_like(HEADERS, change=other), poa)
    assert set(column_of(made, "Sentido del indicador")) == {"ASCENDENTE"}

    def none(book: Workbook) -> None:
        book["Hidden_1"]["A2"] = "Constante"

    made = fill(blank_like(HEADERS, change=none), poa)
    assert set(column_of(made, "Sentido del indicador")) == {None}
    assert any("no está en el catálogo" in notice for notice in made.reporte.avisos)


def test_the_catalogue_of_a_validation_counts_first(poa: Poa) -> None:
    place = HEADERS.index("Sentido del indicador") + 1

    def validated(book: Workbook) -> None:
        book.create_sheet("Listas")["B2"] = "ascendente"
        book.defined_names["LISTA"] = DefinedName("LISTA", attr_text="Listas!$B$2:$B$4")
        rule = DataValidation(type="list", formula1="LISTA")
        book.worksheets[0].add_data_validation(rule)
        rule.add(f"{book.worksheets[0].cell(8, place).coordinate}:{'Z'}99")

    made = fill(blank_like(HEADERS, change=validated), poa)
    assert set(column_of(made, "Sentido del indicador")) == {"ascendente"}


def test_rows_that_are_there_are_never_overwritten(poa: Poa) -> None:
    blank = sample(5)
    once = fill(blank, poa).content
    with pytest.raises(PoaError, match="ya tiene datos desde la fila 8"):
        fill((once, "lleno.xlsx"), poa)
    twice = fill((once, "lleno.xlsx"), poa, agregar=True).content
    rows, table = rows_of(twice), rows_of(twice, 1, 4)
    assert rows[:16] == rows_of(once) and len(rows) == 32
    assert [row[5] for row in rows] == list(range(1, 33))
    assert len(table) == 172 and {row[0] for row in table} == set(range(1, 33))


def test_several_dependencias_in_one_workbook(poa: Poa) -> None:
    other = replace(poa, dependencia=Dependencia(2, "Obras Públicas"))
    rows = rows_of(fill(sample(5), poa, other).content)
    assert [row[3] for row in rows] == [poa.dependencia.nombre] * 16 + ["Obras Públicas"] * 16
    assert [row[5] for row in rows] == list(range(1, 33))


def test_garbage_stays_text_and_what_is_long_is_told(poa: Poa) -> None:
    nasty = replace(poa.programas[0], nombre='=HYPERLINK("x")\x0b<b>&amp;', estrategia="á" * 200)
    made = fill(sample(7), replace(poa, programas=(nasty,)))
    row = rows_of(made.content)[0]
    assert row[3] == '=HYPERLINK("x")<b>&amp;' and row[4] == "á" * 200
    assert opened(made.content).worksheets[0]["D8"].data_type == "s"
    told = " ".join(made.reporte.avisos)
    assert "150 caracteres" in told and "se quitaron 1 caracteres" in told


def test_last_year_is_the_base_line(poa: Poa) -> None:
    now = poa
    before = replace(now, id=99, ejercicio=2023)
    made = llenar(*sample(7), [Fuente(now, before, T3, HOY)])
    bases = [row[11] for row in rows_of(made.content)]
    measure = evaluar(before, parse_periodo("2023-T3"), HOY).programas[0].medida.porcentaje
    assert (
        bases[0] == f"{format_porcentaje(measure)} (Tercer trimestre, julio a septiembre de 2023)"
    )


@pytest.mark.parametrize("regla", list(Regla))
def test_every_rule_has_its_words(poa: Poa, regla: Regla) -> None:
    changed = replace(poa, reglas=Reglas(regla=regla))
    rows = rows_of(fill(sample(7), changed).content)
    assert len({row[5] for row in rows}) == 1 and all(row[7] and row[8] for row in rows)
    if regla is Regla.CANTIDADES:  # the example's units differ
        assert {row[14] for row in rows} == {"No calculable"}


def test_dates_are_dates_where_the_blank_shows_dates(poa: Poa) -> None:
    def dated(book: Workbook) -> None:
        book.worksheets[0]["B8"].number_format = "dd/mm/yyyy"

    made = fill(blank_like(HEADERS, change=dated), poa)
    sheet = opened(made.content).worksheets[0]
    assert sheet["B8"].value.date() == T3.inicio and sheet["B20"].is_date
    assert sheet["C8"].value == "30/09/2024"


def test_before_the_period_ends_it_is_said(poa: Poa) -> None:
    early = llenar(*sample(7), [Fuente(poa, None, T3, T3.fin)])
    assert any("todavía no termina" in notice for notice in early.reporte.avisos)
    assert not any("todavía" in notice for notice in fill(sample(7), poa).reporte.avisos)


def test_a_poa_without_anything_and_workbooks_that_are_none(poa: Poa) -> None:
    empty = replace(poa, programas=(), actividades=())
    with pytest.raises(PoaError, match="no tiene programas ni actividades"):
        fill(sample(7), empty)
    book = Workbook()
    stream = BytesIO()
    book.save(stream)
    with pytest.raises(PoaError, match="Reporte de Formatos"):
        reconocer(stream.getvalue(), "otro.xlsx")


def test_a_block_that_nobody_began_is_not_zero(poa: Poa) -> None:
    quiet = replace(poa.actividades[0])
    lineas = tuple(replace(each, avances=(Avance(),) * 12) for each in quiet.lineas)
    made = fill(sample(7), replace(poa, programas=(), actividades=(replace(quiet, lineas=lineas),)))
    assert rows_of(made.content)[0][14] == "0.0 %"


def test_no_two_names_of_a_format_are_the_same() -> None:
    for tipo in FORMATOS:
        for campos in (tipo.campos, tipo.tabla):
            names = [normal(name) for campo in campos for name in campo.nombres]
            assert len(names) == len(set(names)), tipo.clave
            assert all(bool(campo.dato) != bool(campo.motivo) for campo in campos)
