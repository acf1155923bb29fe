"""The Tablero on paper: always one page, its texts found again by other programs."""

import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from poa_desktop.data.store import create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.export.document import Context
from poa_desktop.export.documents import find_documento, render
from poa_desktop.export.pdf_paper import elided, fitted_size, width_of, wrapped
from poa_desktop.export.pdf_tablero import EMPTY, write_tablero_pdf
from poa_desktop.export.pdf_tablero_map import plan
from poa_desktop.export.pdf_tablero_todo import share_rows
from poa_desktop.export.pdf_text import register_fonts
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import format_porcentaje
from poa_desktop.poa.periodos import Temporalidad, parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    Ficha,
    Gasto,
    Inversion,
    LineaAccion,
    Municipio,
    Poa,
    Programa,
    Regla,
    Reglas,
    TipoInversion,
)
from poa_desktop.tablero.figures import TableroData, tablero_de
from poa_desktop.tablero.scope import Selection

HOY = date(2024, 10, 15)
T3 = parse_periodo("2024-T3")
MUNICIPIO = Municipio(gobierno="GOBIERNO MUNICIPAL DE VALLE CLARO")
WHOLE: Selection = (TipoLugar.POA, 1)
LONG = "Nombre larguísimo que no cabe en ningún renglón de la hoja " * 6

needs_tools = pytest.mark.skipif(
    not all(map(shutil.which, ("pdftotext", "qpdf", "pdffonts"))),
    reason="needs poppler-utils and qpdf",
)
pytestmark = needs_tools


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Municipio, Poa]:
    path = tmp_path_factory.mktemp("tablero") / "ejemplo.poa"
    with create_store(path, lambda: datetime(2024, 10, 15, 10, 32)) as store:
        write_example(store)
        return store.municipio(), store.poa(store.headers()[0].id)


def quarterly(ident: int, done: int, texto: str = "", unidad: str = "Acción") -> LineaAccion:
    """A línea with one act in each quarter, the first *done* of them done."""
    return LineaAccion(
        ident,
        texto or f"Línea {ident}",
        unidad,
        programado=(0, 0, 100) * 4,
        avances=tuple(
            Avance(100 if mes % 3 == 2 and mes // 3 < done else None) for mes in range(12)
        ),
    )


def monthly(ident: int) -> LineaAccion:
    """A línea with an act in each month, nine of them done."""
    avances = tuple(Avance(100 if mes < 9 else None) for mes in range(12))
    return LineaAccion(ident, f"Línea {ident}", programado=(100,) * 12, avances=avances)


def actividad(number: int, lineas: Iterable[LineaAccion], **more: object) -> Actividad:
    return Actividad(number, number, f"Obra número {number}", lineas=tuple(lineas), **more)  # type: ignore[arg-type]


def poa_of(actividades: Iterable[Actividad], **more: object) -> Poa:
    whole = tuple(actividades)
    return Poa(1, Dependencia(1, "Obras Públicas"), 2024, actividades=whole, **more)  # type: ignore[arg-type]


def many(count: int) -> Poa:
    return poa_of(
        actividad(number, [quarterly(number * 10, number % 5)]) for number in range(1, count + 1)
    )


def text_of(content: bytes, folder: Path) -> str:
    """The one page as another program reads it."""
    path = folder / "tablero.pdf"
    path.write_bytes(content)
    subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=True)
    pages = subprocess.run(["qpdf", "--show-npages", str(path)], capture_output=True, check=True)
    assert pages.stdout.strip() == b"1"
    command = ["pdftotext", "-layout", str(path), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    text = " ".join(done.stdout.decode("utf-8").split())
    assert "Página 1 de 1" in text
    return text


def outside(content: bytes, folder: Path) -> list[str]:
    """Words that stand beyond the page's margins."""
    path = folder / "tablero.pdf"
    path.write_bytes(content)
    command = ["pdftotext", "-bbox", str(path), "-"]
    page = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    words = re.findall(r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)<', page)
    assert len(words) > 20
    return [
        word
        for left, top, right, bottom, word in words
        if float(left) < 47 or float(right) > 792 - 47 or float(top) < 40 or float(bottom) > 600
    ]


def figures(data: TableroData) -> set[str]:
    """Every percentage that must stand on the page."""
    cells = {
        format_porcentaje(cell.porcentaje).removesuffix(" %")
        for fila in data.filas
        for cell in fila.celdas
        if cell.comenzado and cell.porcentaje is not None
    }
    return cells | {gauge.shape.porcentaje for gauge in data.gauges if gauge.shape.porcentaje}


def test_the_example_at_all_four_levels(example: tuple[Municipio, Poa], tmp_path: Path) -> None:
    municipio, poa = example
    for selection in (
        (TipoLugar.POA, poa.id),
        (TipoLugar.PROGRAMA, poa.programas[0].id),
        (TipoLugar.ACTIVIDAD, poa.actividades[2].id),
        (TipoLugar.LINEA, poa.actividades[2].lineas[0].id),
    ):
        data = tablero_de(poa, selection, T3, HOY)
        made = write_tablero_pdf(municipio, poa, selection, T3, HOY)
        text = text_of(made.content, tmp_path)

        assert made.notices == ()
        assert data.headline.completo in text
        assert all(word in text for word in data.titulo.split())
        assert T3.en_palabras in text
        assert poa.dependencia.nombre in text
        assert municipio.gobierno in text
        assert all(figure in text for figure in figures(data))
        assert all(gauge.shape.cuenta in text for gauge in data.gauges)
        for fila in data.filas:
            assert f"{fila.clave} {fila.nombre.split()[0]}" in text
        assert data.inversion.cifra in text
        assert outside(made.content, tmp_path) == []


def test_fonts_language_and_title_are_in_the_file(
    example: tuple[Municipio, Poa], tmp_path: Path
) -> None:
    municipio, poa = example
    path = tmp_path / "tablero.pdf"
    path.write_bytes(write_tablero_pdf(municipio, poa, (TipoLugar.POA, poa.id), T3, HOY).content)
    listed = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True)
    fonts = listed.stdout.decode().splitlines()[2:]
    assert fonts and all("LiberationSans" in row for row in fonts)
    assert all(row.split()[-5] == "yes" for row in fonts), "embedded"
    bare = subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", str(path), "-"],
        capture_output=True,
        check=True,
    ).stdout
    assert b"/Lang (es-MX)" in bare
    info = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True).stdout.decode()
    assert re.search(r"Title:\s+Tablero: POA 2024, Hacienda Municipal, T3", info)
    assert re.search(r"Page size:\s+792 x 612 pts", info)


def test_the_same_input_gives_the_same_bytes(example: tuple[Municipio, Poa]) -> None:
    municipio, poa = example
    selection = (TipoLugar.POA, poa.id)
    once, again = (write_tablero_pdf(municipio, poa, selection, T3, HOY) for _ in range(2))
    assert once.content == again.content


def test_sixty_actividades_stand_in_two_columns(tmp_path: Path) -> None:
    content = write_tablero_pdf(MUNICIPIO, many(60), WHOLE, T3, HOY).content
    text = text_of(content, tmp_path)

    assert all(f"A{number} Obra" in text for number in range(1, 61))
    assert "que no caben" not in text
    assert outside(content, tmp_path) == []


def test_what_does_not_fit_is_counted_and_not_just_left_out(tmp_path: Path) -> None:
    text = text_of(write_tablero_pdf(MUNICIPIO, many(200), WHOLE, T3, HOY).content, tmp_path)
    told = re.search(r"y (\d+) más, que no caben en esta hoja", text)
    assert told is not None
    shown = {int(number) for number in re.findall(r"\bA(\d+) Obra", text)}
    assert shown == set(range(1, 200 - int(told[1]) + 1))


def test_plan_never_asks_for_more_height_than_there_is() -> None:
    data = tablero_de(many(200), WHOLE, T3, HOY)
    for count in range(1, 201):
        made = plan(data.filas[:count], 250.0)
        assert made.height <= 250.0 - 13
        assert made.shown == count or made.shown == made.columns * made.per_column - 1


def test_a_monthly_node_has_thirteen_gauges_and_last_year_below(tmp_path: Path) -> None:
    ficha = Ficha(temporalidad=Temporalidad.MENSUAL)
    lineas = tuple(monthly(number) for number in range(1, 19))
    programa = Programa(1, 1, "Limpia", ficha=ficha, lineas=lineas)
    poa = poa_of((), programas=(programa,))
    before = replace(poa, id=2, ejercicio=2023)
    selection = (TipoLugar.PROGRAMA, 1)
    made = write_tablero_pdf(
        MUNICIPIO, poa, selection, parse_periodo("2024-M09"), HOY, anterior=before
    )
    text = text_of(made.content, tmp_path)

    for month in ("Enero", "Septiembre", "Noviembre", "Año"):
        assert month in text
    assert text.count("2023: 100.0 %") == 9
    assert "Aún no comienza" in text
    assert "2023: 162" in text, "the end of last year's line"
    assert outside(made.content, tmp_path) == []


def test_spending_its_share_its_excess_and_last_year(tmp_path: Path) -> None:
    def spent(amount: str, year: int) -> Actividad:
        ficha = Ficha(inversion=Inversion(TipoInversion.MONTO, Decimal("50000.00")))
        gasto = Gasto(1, date(year, 9, 2), Decimal(amount))
        return actividad(1, [quarterly(1, 3)], ficha=ficha, gastos=(gasto,))

    poa = poa_of([spent("62345.67", 2024)])
    before = replace(poa_of([spent("41000.00", 2023)]), id=2, ejercicio=2023)
    content = write_tablero_pdf(MUNICIPIO, poa, WHOLE, T3, HOY, anterior=before).content
    text = text_of(content, tmp_path)

    for told in (
        "$50,000.00",
        "$62,345.67",
        "124.7 %",
        "Ejercida en T3: $62,345.67",
        "$12,345.67 más de lo programado",
        "2023: $41,000.00 ejercidos",
    ):
        assert told in text


def test_an_actividad_that_exceeds_its_plan_is_told_where_the_whole_does_not(
    tmp_path: Path,
) -> None:
    def planned(number: int, amount: str, *spent: str) -> Actividad:
        ficha = Ficha(inversion=Inversion(TipoInversion.MONTO, Decimal(amount)))
        gastos = tuple(Gasto(1, date(2024, 9, 2), Decimal(each)) for each in spent)
        return actividad(number, [quarterly(number, 3)], ficha=ficha, gastos=gastos)

    poa = poa_of([planned(1, "10.00", "11.00"), planned(2, "5000.00")])
    whole = text_of(write_tablero_pdf(MUNICIPIO, poa, WHOLE, T3, HOY).content, tmp_path)
    assert "1 actividad excede lo programado" in whole
    one = write_tablero_pdf(MUNICIPIO, poa, (TipoLugar.ACTIVIDAD, 1), T3, HOY).content
    assert "$1.00 más de lo programado" in text_of(one, tmp_path)


def test_the_sentence_and_its_note_speak_of_the_chosen_period(tmp_path: Path) -> None:
    poa = poa_of([actividad(1, [quarterly(1, 2)])])
    before = replace(poa_of([actividad(1, [quarterly(1, 3)])]), id=2, ejercicio=2023)
    content = write_tablero_pdf(MUNICIPIO, poa, WHOLE, T3, HOY, anterior=before).content
    text = text_of(content, tmp_path)
    assert "En el tercer trimestre (julio a septiembre) no se cumplió" in text
    assert "1 sin capturar · De enero a septiembre: 66.7 %, en rezago; en 2023, 100.0 %" in text
    assert outside(content, tmp_path) == []
    over = write_tablero_pdf(MUNICIPIO, many(3), WHOLE, parse_periodo("2024-A"), date(2025, 1, 1))
    assert "De enero a" not in text_of(over.content, tmp_path)


def test_a_refused_rule_says_why(tmp_path: Path) -> None:
    lineas = [quarterly(1, 3), quarterly(2, 3, unidad="Litro")]
    poa = poa_of([actividad(1, lineas)], reglas=Reglas(regla=Regla.CANTIDADES))
    data = tablero_de(poa, WHOLE, T3, HOY)
    text = text_of(write_tablero_pdf(MUNICIPIO, poa, WHOLE, T3, HOY).content, tmp_path)

    assert data.rechazo is not None and data.rechazo in text
    assert data.headline.texto in text
    assert text.count("Regla no aplicable") == 5


def test_an_empty_node_says_what_to_do(tmp_path: Path) -> None:
    text = text_of(write_tablero_pdf(MUNICIPIO, poa_of([]), WHOLE, T3, HOY).content, tmp_path)
    assert EMPTY in text
    assert "POA 2024" in text


def test_names_of_three_hundred_characters_stay_on_the_page(tmp_path: Path) -> None:
    linea = quarterly(1, 2, LONG, LONG[:100])
    block = Actividad(1, 1, "X" * 300, lineas=(linea,))
    poa = replace(poa_of([block]), dependencia=Dependencia(1, LONG))
    municipio = Municipio(gobierno=LONG.upper())
    for selection in (WHOLE, (TipoLugar.ACTIVIDAD, 1), (TipoLugar.LINEA, 1)):
        content = write_tablero_pdf(municipio, poa, selection, T3, HOY, anterior=poa).content
        text_of(content, tmp_path)
        assert outside(content, tmp_path) == []


def test_figures_far_above_100_stay_on_the_page(tmp_path: Path) -> None:
    avances = tuple(Avance(99_999_999 if mes < 9 else None) for mes in range(12))
    linea = LineaAccion(1, "Pintura", "Litro", programado=(0, 0, 40_000) * 4, avances=avances)
    gasto = Gasto(1, date(2024, 7, 2), Decimal("999999999999.99"))
    ficha = Ficha(inversion=Inversion(TipoInversion.MONTO, Decimal("1000.00")))
    poa = poa_of([actividad(1, [linea], ficha=ficha, gastos=(gasto,))])
    for selection in ((TipoLugar.ACTIVIDAD, 1), (TipoLugar.LINEA, 1)):
        content = write_tablero_pdf(MUNICIPIO, poa, selection, T3, HOY).content
        text = text_of(content, tmp_path)
        assert "$999,999,999,999.99" in text
        assert outside(content, tmp_path) == []
    assert "750,000.0 %" in text


def test_the_municipios_colour_is_the_pages_accent(tmp_path: Path) -> None:
    path = tmp_path / "tablero.pdf"
    found = {}
    for color in ("", "#7A1FA2"):
        municipio = replace(MUNICIPIO, color=color)
        path.write_bytes(write_tablero_pdf(municipio, many(3), WHOLE, T3, HOY).content)
        bare = subprocess.run(["qpdf", "--qdf", str(path), "-"], capture_output=True, check=True)
        found[color] = b".478431 .121569 .635294 rg" in bare.stdout
    assert found == {"": False, "#7A1FA2": True}


def test_characters_without_a_letter_are_told() -> None:
    poa = poa_of([Actividad(1, 1, "Parque 🌳", lineas=(quarterly(1, 3),))])
    made = write_tablero_pdf(MUNICIPIO, poa, WHOLE, T3, HOY)
    assert any("U+1F333" in notice for notice in made.notices)


# -- the registry ----------------------------------------------------------------------------------


def test_the_registry_offers_it_for_a_node_and_names_the_file() -> None:
    poa = many(3)
    kind = find_documento("tablero", "pdf")
    whole = Context(MUNICIPIO, poa, HOY, T3)
    linea = replace(whole, nodo=(TipoLugar.LINEA, 20))

    assert kind.file_name(whole, "pdf") == "Tablero en una hoja - Obras Públicas 2024-T3.pdf"
    assert kind.file_name(replace(whole, nodo=(TipoLugar.ACTIVIDAD, 2)), "png") == (
        "Tablero en una hoja A2 - Obras Públicas 2024-T3.png"
    )
    assert kind.file_name(linea, "pdf") == "Tablero en una hoja A2.1 - Obras Públicas 2024-T3.pdf"
    assert render(kind, "pdf", whole) != render(kind, "pdf", linea)
    with pytest.raises(PoaError, match="indique cuál"):
        render(kind, "pdf", replace(whole, periodo=None))


# -- texts that must fit ---------------------------------------------------------------------------


def test_texts_are_cut_wrapped_and_made_smaller_to_their_place() -> None:
    register_fonts()
    text = "Conservar las calles y las banquetas de la cabecera municipal"
    assert elided(text, 500, 8) == text
    cut = elided(text, 100, 8)
    assert cut.endswith("…") and width_of(cut, 8) <= 100
    assert text.startswith(cut[:-1])
    rows = wrapped(text, 100, 8, 2)
    assert len(rows) == 2 and rows[1].endswith("…")
    assert all(width_of(row, 8) <= 100 for row in rows)
    assert " ".join(wrapped(text, 100, 8, 9)) == text
    assert wrapped("X" * 300, 100, 8, 3)[0].endswith("…")
    assert wrapped("", 100, 8, 2) == ()
    size = fitted_size(text, 100, 8, 1)
    assert width_of(text, size) <= 100
    assert fitted_size(text, 100, 8, 6) == 6


def test_kinds_of_pending_work_take_turns() -> None:
    assert share_rows([3, 2], 20) == [3, 2]
    assert share_rows([30, 7, 48], 12) == [3, 3, 2]
    assert share_rows([30, 1, 48], 12) == [4, 1, 3]
    assert share_rows([5], 3) == [1]
    assert share_rows([5], 1) == [0]
    for slots in range(4, 40):
        counts = [9, 2, 11]
        shares = share_rows(counts, slots)
        used = len(counts) + sum(shares) + (sum(shares) < sum(counts))
        assert used <= slots
