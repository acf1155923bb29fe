"""LibreOffice recalculates the workbook and reaches the program's own figures.

It gets the files without the values that the program wrote into the formulas, and most of them
with other quantities typed into Calendario.
"""

import random
import shutil
import subprocess
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from poa_desktop.export.libro import write_workbook
from poa_desktop.poa.evaluacion import evaluar
from poa_desktop.poa.periodos import Periodo, Temporalidad, periodo_anual, periodos_de
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

HOY = date(2025, 8, 20)
MUNICIPIO = Municipio(nombre="San Isidro", gobierno="GOBIERNO MUNICIPAL DE SAN ISIDRO")
TOLERANCE = 1e-9
TYPED = "con cantidades capturadas"
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


def random_linea(source: random.Random, number: int, unit: str) -> LineaAccion:
    """A línea with gaps, decimals that add up badly in binary, and every kind of avance."""
    quantities = source.choice([(0, 100), (0, 10, 20, 30), (0, 0, 33, 250, 123_456), (0,)])
    planned = tuple(source.choice(quantities) for _ in range(12))
    avances = []
    for quantity in planned:
        done = source.choice([None, 0, quantity, quantity, 10, 20, quantity * 2])
        avances.append(Avance(done, source.choice(["", "Se hizo."])))
    return LineaAccion(number, f"Línea {number}", unit, programado=planned, avances=tuple(avances))


def random_poa(seed: int, regla: Regla, *, mixed: bool) -> Poa:
    """A POA with two programas and a few actividades, one of them without líneas."""
    source = random.Random(seed)
    numbers = iter(range(1, 1000))
    units = ("Acción", "acción", "Litro") if mixed else ("Acción",)

    def lineas() -> tuple[LineaAccion, ...]:
        return tuple(
            random_linea(source, next(numbers), source.choice(units))
            for _ in range(source.randint(1, 4))
        )

    actividades = [
        Actividad(10 + number, number, f"Actividad {number}", lineas=lineas())
        for number in range(1, source.randint(3, 6))
    ]
    actividades.append(Actividad(40, 9, "Sin líneas"))
    return Poa(
        id=seed,
        dependencia=Dependencia(1, "Hacienda Municipal"),
        ejercicio=2025,
        reglas=Reglas(regla=regla),
        programas=(
            Programa(1, 1, "Finanzas", ficha=Ficha(), lineas=lineas()),
            Programa(2, 2, "Ingresos", lineas=lineas()),
        ),
        actividades=tuple(actividades),
    )


def decimals_poa() -> Poa:
    """0.1 + 0.2 against 0.3, act by act: the comparison must not fail by a binary hair."""
    planned = (10, 20, 0, 30, 10, 20, 70, 10, 10, 0, 0, 0)
    done = (None, 10, 20, 10, 20, 30, 10, 20, 30, 40, None, None)
    linea = LineaAccion(1, "Litros", "Litro", programado=planned, avances=tuple(map(Avance, done)))
    gastos = tuple(
        Gasto(number, date(2025, number, 3), Decimal(amount))
        for number, amount in enumerate(("0.10", "0.20", "1234.56"), start=1)
    )
    ficha = Ficha(inversion=Inversion(TipoInversion.MONTO, Decimal("1000.30")))
    actividad = Actividad(1, 1, "Combustible", ficha=ficha, lineas=(linea,), gastos=gastos)
    without = Actividad(2, 2, "Sin gasto")
    return Poa(1, Dependencia(1, "Hacienda"), 2025, actividades=(actividad, without))


@dataclass(frozen=True)
class Case:
    """A POA, its workbook as written, and the same as LibreOffice recalculated it."""

    poa: Poa
    written: Workbook
    formulas: Workbook
    recalculated: Workbook


def changed(poa: Poa) -> Poa:
    """The same POA with other quantities."""
    source = random.Random(poa.id)

    def lineas(bloque: Programa | Actividad) -> tuple[LineaAccion, ...]:
        return tuple(random_linea(source, linea.id, linea.unidad_medida) for linea in bloque.lineas)

    return replace(
        poa,
        programas=tuple(replace(each, lineas=lineas(each)) for each in poa.programas),
        actividades=tuple(replace(each, lineas=lineas(each)) for each in poa.actividades),
    )


def type_into_calendario(book: Workbook, poa: Poa) -> None:
    """Do what a user does: type quantities into the month cells."""
    sheet = book["Calendario"]
    for row, linea in enumerate(poa.lineas, start=6):
        for mes in range(12):
            sheet.cell(row, 4 + mes).value = linea.programado[mes] / 100
            done = linea.realizado[mes]
            sheet.cell(row, 23 + mes).value = None if done is None else done / 100


def poas() -> dict[str, Poa]:
    """The POAs of this test by name."""
    cases = {"decimales": decimals_poa(), "vacío": replace(decimals_poa(), actividades=())}
    cases |= {f"{regla} {TYPED}": random_poa(3, regla, mixed=False) for regla in Regla}
    cases["mixto"] = random_poa(10, Regla.CANTIDADES, mixed=True)
    return cases


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The profile of a private LibreOffice that always recalculates."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = tmp_path_factory.mktemp("lo")
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)
    return profile


def convert(office: Path, kind: str, folder: Path) -> Path:
    """Convert every workbook of a folder in one go."""
    target = folder / kind
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={office.as_uri()}", "--headless",
            "--convert-to", kind, "--outdir", str(target), *map(str, folder.glob("*.xlsx")),
        ],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return target


@pytest.fixture(scope="session")
def recalculated(office: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    """Every case, without its written values and again with typed quantities."""
    folder = tmp_path_factory.mktemp("books")
    cases = {}
    for name, poa in poas().items():
        content = write_workbook(MUNICIPIO, poa, HOY).content
        formulas = load_workbook(BytesIO(content))
        if TYPED in name:
            poa = changed(poa)
            content = write_workbook(MUNICIPIO, poa, HOY).content
            type_into_calendario(formulas, poa)
        formulas.save(folder / f"{name}.xlsx")  # openpyxl drops the written values
        cases[name] = (poa, load_workbook(BytesIO(content), data_only=True), formulas)
    target = convert(office, "xlsx", folder)
    return {
        name: Case(*case, load_workbook(target / f"{name}.xlsx", data_only=True))
        for name, case in cases.items()
    }


def same(shown: object, expected: object) -> bool:
    """Equal, numbers up to the tolerance; an empty text is an empty cell."""
    if isinstance(shown, int | float) and isinstance(expected, int | float):
        return abs(shown - expected) <= TOLERANCE * max(1.0, abs(expected))
    return (shown or "") == (expected or "") if expected != 0 else shown == 0


def test_every_formula_has_the_value_that_the_program_wrote(
    recalculated: dict[str, Case],
) -> None:
    count = 0
    for name, case in recalculated.items():
        for sheet in ("Calendario", "Avance", "Evaluación", "Gastos"):
            if sheet == "Avance" and TYPED in name:
                continue  # its rows are those of the months that had something to say before
            for row in case.formulas[sheet].iter_rows():
                for cell in row:
                    if cell.data_type != "f":
                        continue
                    count += 1
                    shown = case.recalculated[sheet][cell.coordinate].value
                    expected = case.written[sheet][cell.coordinate].value
                    assert same(shown, expected), (name, sheet, cell.coordinate, cell.value)
                    assert not str(shown).startswith(("#", "Err:")), (name, cell.coordinate)
    assert count > 5_000


def test_all_rules_in_all_periods_give_the_program_figures(
    recalculated: dict[str, Case],
) -> None:
    """Percentages against evaluar(), exact, for the four rules and every subtotal and block."""
    checked = 0
    for name, case in recalculated.items():
        sheet = case.recalculated["Evaluación"]
        for number, periodo in enumerate(_periods(2025)):
            for row, regla in enumerate(Regla, start=9):
                total = evaluar(
                    case.poa, periodo, HOY, reglas=replace(case.poa.reglas, regla=regla)
                ).total
                assert _is(sheet.cell(row, 5 + number).value, total.porcentaje), (name, periodo)
                checked += 1
            result = evaluar(case.poa, periodo, HOY)
            parts = [result.total, result.subtotal_programas, result.subtotal_actividades]
            for row, medida in enumerate(parts, start=6):
                assert _is(sheet.cell(row, 5 + number).value, medida.porcentaje), (name, periodo)
                assert sheet.cell(row, 17 + 6 * number).value == _light(medida), (name, periodo)
            row = 14
            for block in result.bloques:
                shown = sheet.cell(row, 5 + number).value
                assert _is(shown, block.medida.porcentaje), (name, periodo, row)
                for linea in block.lineas:
                    row += 1
                    first = 12 + 6 * number
                    figures = [sheet.cell(row, first + k).value for k in range(5)]
                    assert same(figures[0], linea.programado / 100)
                    assert same(figures[1], linea.realizado / 100)
                    assert figures[2:4] == [linea.actos_proyectados, linea.actos_realizados]
                    assert _is(figures[4], linea.porcentaje)
                row += 1
    assert checked == 4 * 7 * len(recalculated)


def _periods(ejercicio: int) -> tuple[Periodo, ...]:
    return (
        *periodos_de(Temporalidad.TRIMESTRAL, ejercicio),
        *periodos_de(Temporalidad.SEMESTRAL, ejercicio),
        periodo_anual(ejercicio),
    )


def _is(shown: object, percentage: Fraction | None) -> bool:
    if percentage is None:
        return shown == "—"
    return isinstance(shown, int | float) and abs(Fraction(shown) - percentage / 100) <= Fraction(
        1, 10**9
    )


def _light(medida: object) -> str:
    return "No aplica" if medida.rechazo else medida.semaforo.palabra  # type: ignore[attr-defined]


def test_the_thresholds_are_live(office: Path, tmp_path: Path) -> None:
    """A quantity exactly on a threshold is not below it; another threshold, another word."""
    linea = LineaAccion(
        1,
        "Nueve de diez",
        programado=(1000, *[0] * 11),
        avances=(Avance(900), *[Avance()] * 11),
    )
    poa = replace(decimals_poa(), actividades=(Actividad(1, 1, "Una", lineas=(linea,)),))
    book = load_workbook(BytesIO(write_workbook(MUNICIPIO, poa, HOY).content))
    book.save(tmp_path / "igual.xlsx")
    book["Evaluación"][book.defined_names["Umbral_verde"].attr_text.split("!")[1]].value = 0.95
    book.save(tmp_path / "otro.xlsx")
    target = convert(office, "xlsx", tmp_path)
    words = [
        load_workbook(target / f"{name}.xlsx", data_only=True)["Evaluación"]["Q15"].value
        for name in ("igual", "otro")
    ]
    assert words == ["Cumple", "En riesgo"]


def test_the_seed_recalculates_to_the_worked_figures(
    office: Path, tmp_path: Path, seed_path: Path
) -> None:
    from poa_desktop.intake.text_form import read_text_form
    from poa_desktop.poa.calendario import programado_predeterminado

    draft = read_text_form(seed_path.read_bytes(), seed_path.name)
    poa = draft.poa
    poa = replace(
        poa,
        **{
            part: tuple(
                replace(
                    bloque,
                    lineas=tuple(
                        replace(
                            linea,
                            programado=programado_predeterminado(bloque.ficha, poa.ejercicio),
                        )
                        for linea in bloque.lineas
                    ),
                )
                for bloque in getattr(poa, part)
            )
            for part in ("programas", "actividades")
        },
    )
    book = load_workbook(BytesIO(write_workbook(draft.municipio, poa, HOY).content))
    book.save(tmp_path / "seed.xlsx")
    sheet = load_workbook(convert(office, "xlsx", tmp_path) / "seed.xlsx", data_only=True)[
        "Evaluación"
    ]
    acts = [[sheet.cell(row, 14 + 6 * period).value for period in (0, 1, 2, 3, 6)]
            for row in (7, 8, 6)]  # fmt: skip
    assert acts == [[28, 28, 28, 28, 112], [53, 56, 53, 56, 218], [81, 84, 81, 84, 330]]


def test_it_prints_every_sheet(office: Path, tmp_path: Path) -> None:
    """The PDF that LibreOffice makes has every sheet, and no cell too narrow for its number."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    poa = random_poa(3, Regla.ACTOS, mixed=True)
    (tmp_path / "libro.xlsx").write_bytes(write_workbook(MUNICIPIO, poa, HOY).content)
    pdf = convert(office, "pdf", tmp_path) / "libro.pdf"
    text = subprocess.run(
        ["pdftotext", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    for words in ("RESPONSABLE NOMBRE Y FIRMA", "Calendario · ", "Avance · ", "Evaluación · ",
                  "Relación de evidencias", "Datos del archivo", "Página 1 de"):  # fmt: skip
        assert words in text
    assert "###" not in text
