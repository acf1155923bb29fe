"""What travels on the clipboard: it comes back as it went, and nothing foreign gets through."""

import csv
import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import Temporalidad
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    Ficha,
    Gasto,
    Inversion,
    LineaAccion,
    Poa,
    Programa,
    TipoInversion,
)
from poa_desktop.poa.recorte import (
    Recorte,
    con_nombres_libres,
    cuantos,
    para_ejercicio,
    recorte_de,
)
from poa_desktop.poa.recorte_json import MAX_BYTES, read_recorte, write_recorte
from poa_desktop.poa.recorte_texto import html_de, lineas_de_texto, texto_de
from poa_desktop.poa.text import clean_text

TEXTS = st.text(max_size=30).map(lambda raw: clean_text(raw).text)
ONE_LINE = st.text(max_size=30).map(lambda raw: clean_text(raw, multiline=False).text)
QUANTITIES = st.lists(st.integers(0, 10**9), min_size=12, max_size=12).map(tuple)
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2199, 12, 31))
MONEY = st.integers(0, 10**12).map(lambda cents: Decimal(cents).scaleb(-2))
INVERSIONES = st.sampled_from(
    [Inversion(), Inversion(TipoInversion.NO_GENERA_GASTO, None, "sin costo")]
) | MONEY.map(lambda monto: Inversion(TipoInversion.MONTO, monto, "nota"))
FICHAS = st.builds(
    Ficha,
    metas=TEXTS,
    inversion=INVERSIONES,
    beneficiados_directos=st.none() | TEXTS,
    beneficiados_indirectos=st.none() | TEXTS,
    periodo_del=DAYS,
    periodo_al=DAYS,
    temporalidad=st.none() | st.sampled_from(Temporalidad),
)


def numbered(lineas: list[LineaAccion]) -> tuple[LineaAccion, ...]:
    return tuple(replace(each, id=place) for place, each in enumerate(lineas, 1))


LINEAS = st.lists(
    st.builds(
        LineaAccion,
        id=st.just(0),
        texto=TEXTS,
        unidad_medida=ONE_LINE,
        medio_verificacion=TEXTS,
        responsable=ONE_LINE,
        programado=QUANTITIES,
    ),
    max_size=3,
).map(numbered)
BLOCK = {
    "id": st.just(0),
    "numero": st.integers(1, 99),
    "nombre": ONE_LINE,
    "eje": ONE_LINE,
    "ficha": FICHAS,
    "lineas": LINEAS,
}


@st.composite
def recortes(draw: st.DrawFn) -> Recorte:
    programas = draw(st.lists(st.builds(Programa, estrategia=TEXTS, **BLOCK), max_size=2))
    under = st.none() | (st.integers(1, len(programas)) if programas else st.none())
    actividades = draw(st.lists(st.builds(Actividad, programa_id=under, **BLOCK), max_size=3))
    found = Recorte(
        draw(st.integers(1990, 2199)),
        tuple(replace(each, id=place) for place, each in enumerate(programas, 1)),
        tuple(replace(each, id=place) for place, each in enumerate(actividades, 1)),
        draw(LINEAS),
        draw(st.sampled_from(["", "0123abcd"])),
    )
    return found or replace(found, lineas=(LineaAccion(1, "una"),))


@given(recortes())
def test_it_comes_back_as_it_went(recorte: Recorte) -> None:
    assert read_recorte(write_recorte(recorte)) == recorte
    texto_de(recorte)
    html_de(recorte)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


def damaged(draw: st.DrawFn, value: object) -> object:
    """A value with one part of it replaced, dropped or added."""
    if isinstance(value, dict) and value and draw(st.integers(0, 3)):
        name = draw(st.sampled_from(sorted(value)))
        how = draw(st.integers(0, 5))
        if how == 0:
            return {key: each for key, each in value.items() if key != name}
        if how == 1:
            return {**value, draw(st.text(max_size=5)): draw(JSON)}
        return {**value, name: damaged(draw, value[name])}
    if isinstance(value, list) and value and draw(st.integers(0, 3)):
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], damaged(draw, value[place]), *value[place + 1 :]]
    return draw(JSON)


def read_or_refuse(written: bytes) -> Recorte | None:
    """None when it was refused with the one kind of error there is."""
    try:
        return read_recorte(written)
    except PoaError:
        return None


@given(recortes(), st.data())
def test_what_was_damaged_is_read_or_refused_in_one_sentence(
    recorte: Recorte, data: st.DataObject
) -> None:
    value = json.loads(write_recorte(recorte))
    hurt = data.draw(st.composite(lambda draw: damaged(draw, value))())
    read = read_or_refuse(json.dumps(hurt).encode())
    assert read is None or read_recorte(write_recorte(read)) == read


@given(recortes(), st.data())
def test_cut_and_flipped_bytes_are_refused_or_read(recorte: Recorte, data: st.DataObject) -> None:
    written = bytearray(write_recorte(recorte))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(written) - 1))
        if data.draw(st.booleans()):
            written[place] = data.draw(st.integers(0, 255))
        else:
            del written[place:]
            break
        if not written:
            break
    read_or_refuse(bytes(written))


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(PoaError):
        read_recorte(content)


def changed(**fields: object) -> bytes:
    value = json.loads(write_recorte(Recorte(2024, lineas=(LineaAccion(1, "una"),))))
    return json.dumps({**value, **fields}).encode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (changed(version=2), "más nueva"),
        (changed(version=True), "no se puede pegar"),
        (changed(version=1.0), "no se puede pegar"),
        (changed(ejercicio="2024"), "no se puede pegar"),
        (changed(otra=1), "no se puede pegar"),
        (changed(lineas=[]), "no se puede pegar"),
        (b" " * (MAX_BYTES + 1), "demasiado"),
        (b"[" * 200_000, "no se puede pegar"),
        (b'{"formato": "poa-desktop/recorte", "formato": "poa-desktop/recorte"}', "no se puede"),
        (b"9" * 10_000, "no se puede pegar"),
    ],
)
def test_each_refusal_says_what_to_do(content: bytes, words: str) -> None:
    with pytest.raises(PoaError, match=words):
        read_recorte(content)


# -- taking ----------------------------------------------------------------------------------------

REPORTED = tuple(Avance(100, "hecho") for _ in range(12))


def plan() -> Poa:
    def lineas(*ids: int) -> tuple[LineaAccion, ...]:
        return tuple(LineaAccion(each, f"L{each}", avances=REPORTED) for each in ids)

    return Poa(
        1,
        Dependencia(1, "Obras"),
        2024,
        programas=(Programa(1, 1, "Bacheo", lineas=lineas(1, 2)), Programa(2, 2, "Agua")),
        actividades=(
            Actividad(1, 1, "Comprar", programa_id=1, lineas=lineas(3)),
            Actividad(
                2,
                2,
                "Archivar",
                ficha=Ficha(periodo_del=date(2024, 2, 29), periodo_al=date(2024, 12, 31)),
                lineas=lineas(4, 5),
                gastos=(Gasto(1, date(2024, 1, 1), Decimal(5)),),
            ),
        ),
    )


def test_a_programa_brings_its_actividades_and_nothing_reported() -> None:
    taken = recorte_de(
        plan(),
        [
            (TipoLugar.LINEA, 5),
            (TipoLugar.PROGRAMA, 1),
            (TipoLugar.LINEA, 1),
            (TipoLugar.ACTIVIDAD, 1),
        ],
    )
    assert [each.nombre for each in taken.programas] == ["Bacheo"]
    assert [(each.nombre, each.programa_id) for each in taken.actividades] == [("Comprar", 1)]
    assert [each.texto for each in taken.lineas] == ["L5"]
    assert taken.en_palabras == "1 programa, 1 actividad y 1 línea"
    assert not any(
        avance.realizado
        for block in taken.bloques
        for linea in block.lineas
        for avance in linea.avances
    )
    assert recorte_de(plan(), [(TipoLugar.ACTIVIDAD, 2)]).actividades[0].gastos == ()


def test_dates_move_by_the_years_between() -> None:
    taken = recorte_de(plan(), [(TipoLugar.ACTIVIDAD, 2)])
    ficha = para_ejercicio(taken, 2025).actividades[0].ficha
    assert (ficha.periodo_del, ficha.periodo_al) == (date(2025, 2, 28), date(2025, 12, 31))
    assert para_ejercicio(taken, 2024) is taken


def test_names_of_blocks_stay_different_and_those_that_are_free_stay() -> None:
    taken = recorte_de(plan(), [(TipoLugar.ACTIVIDAD, 1), (TipoLugar.ACTIVIDAD, 2)])
    once = con_nombres_libres(taken, plan())
    assert [each.nombre for each in once.actividades] == ["Comprar (copia)", "Archivar (copia)"]
    poa = replace(plan(), actividades=(*plan().actividades, *once.actividades))
    again = con_nombres_libres(taken, poa)
    assert again.actividades[0].nombre == "Comprar (copia 2)"
    empty = replace(plan(), programas=(), actividades=())
    assert con_nombres_libres(taken, empty) == taken


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((0, 0, 1), "1 línea"), ((2, 0, 3), "2 programas y 3 líneas"), ((0, 0, 0), "nada")],
)
def test_numbers_in_words(numbers: tuple[int, int, int], words: str) -> None:
    assert cuantos(*numbers) == words


# -- text of other programs ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uno\r\nDos\r\n\r\n", [("Uno", "Acción"), ("Dos", "Acción")]),
        ("1.- Uno\n2) Dos\n3 . Tres", [("Uno", "Acción"), ("Dos", "Acción"), ("Tres", "Acción")]),
        ("\uf0b7\tUno\n\uf0b7\tDos", [("Uno", "Acción"), ("Dos", "Acción")]),
        ("o\tUno\no\tDos", [("Uno", "Acción"), ("Dos", "Acción")]),
        ("Uno\tInforme\nDos\tActa", [("Uno", "Informe"), ("Dos", "Acta")]),
        ("1\tUno\tInforme\n2\tDos\t", [("Uno", "Informe"), ("Dos", "Acción")]),
        ('"Uno\ny medio"\tInforme', [("Uno\ny medio", "Informe")]),
        (
            '5" de tubo\tMetro\n6" de tubo\tMetro',
            [('5" de tubo', "Metro"), ('6" de tubo', "Metro")],
        ),
        (
            "1.5 toneladas\n2024 informes",
            [("1.5 toneladas", "Acción"), ("2024 informes", "Acción")],
        ),
        ("", []),
    ],
)
def test_rows_become_lineas(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(each.texto, each.unidad_medida) for each in lineas_de_texto(text)]
    assert found == expected


def test_a_whole_document_is_not_pasted_by_accident() -> None:
    with pytest.raises(PoaError, match="501 renglones"):
        lineas_de_texto("\n".join(["fila"] * 501))


def test_copied_lineas_come_back_as_text_too() -> None:
    lineas = tuple(
        LineaAccion(place, texto, "Acta", programado=(100,) * 12)
        for place, texto in enumerate(("Uno\ndos", 'Con "comillas"', "3 tubos"), 1)
    )
    back = lineas_de_texto(texto_de(Recorte(2024, lineas=lineas)))
    assert [(each.texto, each.unidad_medida) for each in back] == [
        (each.texto, each.unidad_medida) for each in lineas
    ]


@given(st.text(max_size=200))
def test_any_text_can_be_pasted(text: str) -> None:
    for linea in lineas_de_texto(text):
        assert clean_text(linea.texto).text == linea.texto != ""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_reads_what_was_copied(tmp_path: Path) -> None:
    """The table of the clipboard, opened by LibreOffice Calc and given back as text."""
    linea = LineaAccion(1, "=1+1 & <b>\nseñal", "Acta", programado=(150, *(0,) * 10, 100))
    block = Actividad(1, 3, "Bacheo", ficha=Ficha(metas="Tapar 5"), lineas=(linea,))
    (tmp_path / "a.html").write_text(html_de(Recorte(2024, actividades=(block,))), "utf-8")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/perfil",
            "--headless",
            "--infilter=HTML (StarCalc)",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false",
            "--outdir",
            tmp_path,
            tmp_path / "a.html",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    with open(tmp_path / "a.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t") if any(row)]
    assert [row[0] for row in rows[:2]] == ["Actividad 3: Bacheo", "Metas: Tapar 5"]
    assert rows[-1] == ["=1+1 & <b>\nseñal", "Acta", "1.5", *[""] * 10, "1"]
