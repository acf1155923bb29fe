"""Out to LibreOffice and back: what was typed there, all of it and nothing else.

POA_TEST_RONDAS=20 types twenty times as much, into a POA three times as long.
"""

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from poa_desktop.data import cambios
from poa_desktop.data.store import Store, create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.export.libro import write_workbook
from poa_desktop.intake.libro_read import read_libro
from poa_desktop.poa.diferencias import Tipo, comparar
from poa_desktop.poa.evaluacion import evaluar
from poa_desktop.poa.libro import Campo, Celda
from poa_desktop.poa.periodos import Temporalidad, periodo_anual, periodos_de
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    EstadoEvidencia,
    Evidencia,
    LineaAccion,
    Municipio,
    Poa,
    Regla,
)
from tests.workbooks.edits import any_edits, placed, values_of
from tests.workbooks.office import Office, Typed

HOY = date(2024, 10, 15)
ROUNDS = int(os.environ.get("POA_TEST_RONDAS", "1"))
LINEAS = 2 if ROUNDS == 1 else 6


def clock() -> datetime:
    return datetime(2024, 10, 15, 9, 0)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    return Office(tmp_path_factory.mktemp("oficina"))


def example_poa(folder: Path) -> Poa:
    with create_store(folder / "ejemplo.poa", clock) as store:
        write_example(store)
        return only_poa(store)


def only_poa(store: Store) -> Poa:
    return store.poa(store.headers()[0].id)


def seed_poa(folder: Path, seed: Path) -> Poa:
    from poa_desktop.data import drafts
    from poa_desktop.intake.text_form import read_text_form

    draft = read_text_form(seed.read_bytes(), seed.name)
    with create_store(folder / "semilla.poa", clock) as store:
        store.run("x", lambda db: drafts.write_draft(db, draft.municipio, draft.poa))
        return only_poa(store)


def sixty_poa(base: Poa) -> Poa:
    """Sixty actividades, with avances, texts and evidencias of every state."""
    source = random.Random(60)
    keys = iter(range(1000, 100_000))

    def avance(planned: int) -> Avance:
        if not planned or source.random() < 0.3:
            return Avance()
        proof = Evidencia(next(keys), "oficio.pdf", "application/pdf", 9, "ab" * 32)
        states = (
            proof,
            replace(proof, estado=EstadoEvidencia.OBSERVADA, motivo="Sin firma"),
            replace(proof, estado=EstadoEvidencia.ACEPTADA),
        )
        return Avance(
            source.choice([0, 10, 30, planned]), source.choice(["", "Hecho.", "=1+1"]),
            source.choice(["", "Llovió\ntodo el mes."]),
            (source.choice(states),) if source.random() < 0.2 else (),
        )  # fmt: skip

    def linea() -> LineaAccion:
        planned = tuple(source.choice([0, 0, 100, 30, 12_345]) for _ in range(12))
        return LineaAccion(
            next(keys), "Entregar el informe del mes a la autoridad que lo revisa",
            source.choice(["Acción", "Litro"]), programado=planned,
            avances=tuple(map(avance, planned)),
        )  # fmt: skip

    actividades = tuple(
        Actividad(
            next(keys), number, f"Actividad {number}", lineas=tuple(linea() for _ in range(LINEAS))
        )
        for number in range(1, 61)
    )
    return replace(base, programas=(), actividades=actividades)


@pytest.fixture(params=["ejemplo", "semilla", "sesenta"])
def poa(request: pytest.FixtureRequest, tmp_path: Path) -> Poa:
    if request.param == "semilla":
        return seed_poa(tmp_path, request.getfixturevalue("seed_path"))
    example = example_poa(tmp_path)
    return example if request.param == "ejemplo" else sixty_poa(example)


def test_untouched_brings_nothing_and_edits_come_back_exactly(
    office: Office, tmp_path: Path, poa: Poa
) -> None:
    source = tmp_path / "libro.xlsx"
    source.write_bytes(write_workbook(Municipio(), poa, HOY, archivo="clave").content)
    untouched = office.edit(source, tmp_path / "otra vez.xlsx", [])
    found = comparar(poa, read_libro(untouched, "otra vez.xlsx"))
    assert found.diferencias == ()
    assert found.problemas == ()
    for round_ in range(1, ROUNDS + 1):
        edits = any_edits(poa, random.Random(round_), 60)
        content = office.edit(source, tmp_path / f"{round_}.xlsx", [*typed(poa, edits)])
        found = comparar(poa, read_libro(content, f"{round_}.xlsx"))
        assert {each.celda: each.despues for each in found.diferencias} == edits
        assert {each.tipo for each in found.diferencias} == {Tipo.CAMBIO}
        assert found.problemas == ()
        present = values_of(poa)
        assert all(each.antes == present[each.celda] for each in found.diferencias)


def typed(poa: Poa, edits: dict) -> list[Typed]:  # type: ignore[type-arg]
    rows = []
    for sheet, cell, value in placed(poa, edits):
        kind = "number" if isinstance(value, int | float) else "text"
        rows.append(Typed(sheet, cell, kind, "" if value is None else str(value)))
    return rows


def test_after_the_import_the_program_says_what_libreoffice_calculated(
    office: Office, tmp_path: Path
) -> None:
    """Seven periods under four rules: the percentages of the workbook as it came back."""
    with create_store(tmp_path / "ejemplo.poa", clock) as store:
        write_example(store)
        poa = only_poa(store)
        source = tmp_path / "libro.xlsx"
        content = write_workbook(Municipio(), poa, HOY, archivo=store.clave).content
        source.write_bytes(content)
        edits = any_edits(poa, random.Random(9), 150)
        content = office.edit(source, tmp_path / "de vuelta.xlsx", typed(poa, edits))
        _, found = cambios.compare_with(store, read_libro(content, "de vuelta.xlsx"))
        store.run("Importar", lambda db: cambios.apply(db, found.diferencias))
        changed = only_poa(store)
    sheet = load_workbook(BytesIO(content), data_only=True)["Evaluación"]
    periods = (
        *periodos_de(Temporalidad.TRIMESTRAL, 2024), *periodos_de(Temporalidad.SEMESTRAL, 2024),
        periodo_anual(2024),
    )  # fmt: skip
    different = 0
    for column, periodo in enumerate(periods, start=5):
        for row, regla in enumerate(Regla, start=9):
            reglas = replace(changed.reglas, regla=regla)
            expected = evaluar(changed, periodo, HOY, reglas=reglas).total.porcentaje
            shown = sheet.cell(row, column).value
            if expected is None:
                assert shown == "—"
            else:
                assert abs(Fraction(shown) - expected / 100) < Fraction(1, 10**9)
            different += expected != evaluar(poa, periodo, HOY, reglas=reglas).total.porcentaje
    assert different > 14, "the edits changed what is calculated"


def test_a_formula_of_the_user_counts_by_its_result(office: Office, tmp_path: Path) -> None:
    poa = example_poa(tmp_path)
    source = tmp_path / "libro.xlsx"
    source.write_bytes(write_workbook(Municipio(), poa, HOY, archivo="clave").content)
    edits = [Typed("Calendario", "D6", "formula", "=0.1+0.2"),
             Typed("Calendario", "E6", "formula", "=1/0")]  # fmt: skip
    libro = read_libro(office.edit(source, tmp_path / "f.xlsx", edits), "f.xlsx")
    found = comparar(poa, libro)
    assert [(each.celda, each.despues) for each in found.diferencias] == [
        (Celda(Campo.PROGRAMADO, poa.lineas[0].id, 1), 30)
    ]
    assert [each.donde.campo for each in found.problemas] == ["E6"]
    assert "#DIV/0!" in found.problemas[0].mensaje


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_other_formats_of_the_same_book_are_refused(
    office: Office, tmp_path: Path, kind: str, refused: Callable[[bytes, str], str]
) -> None:
    source = tmp_path / "libro.xlsx"
    poa = example_poa(tmp_path)
    source.write_bytes(write_workbook(Municipio(), poa, HOY).content)
    office.convert(kind, tmp_path, source)
    sentence = refused((tmp_path / f"libro.{kind}").read_bytes(), f"libro.{kind}")
    assert f"(.{kind})" in sentence


@pytest.fixture
def refused() -> Callable[[bytes, str], str]:
    from poa_desktop.poa.errors import PoaError

    def read(content: bytes, name: str) -> str:
        with pytest.raises(PoaError) as caught:
            read_libro(content, name)
        return str(caught.value)

    return read
