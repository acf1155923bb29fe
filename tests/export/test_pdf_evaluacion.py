"""The evaluation sheet: its figures are those of `evaluar`, and its words explain them."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from poa_desktop.export.pdf_evaluacion import gauge_periods, write_evaluation_pdf
from poa_desktop.export.pdf_explicacion import (
    count_not_yet_due,
    explain,
    findings,
    pending,
    pending_acts,
    thresholds,
)
from poa_desktop.poa.claves import resultados_con_clave
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.evaluacion import REGLAS_EN_PALABRAS, evaluar
from poa_desktop.poa.formats import format_porcentaje
from poa_desktop.poa.periodos import meses_en_palabras, parse_periodo
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    Evidencia,
    LineaAccion,
    Municipio,
    Poa,
    Programa,
    Regla,
    Reglas,
)
from tests.pdf_words import assert_golden, text_of

HOY = date(2024, 7, 2)
T2 = parse_periodo("2024-T2")
MUNICIPIO = Municipio("Valle Claro", "Jalisco", "GOBIERNO MUNICIPAL DE VALLE CLARO")

needs_poppler = pytest.mark.skipif(
    not all(map(shutil.which, ("pdftotext", "qpdf", "pdffonts"))),
    reason="needs poppler-utils and qpdf",
)


def _linea(
    number: int, programado: dict[int, int], avances: dict[int, Avance] | None = None
) -> LineaAccion:
    given = avances or {}
    return LineaAccion(
        number,
        f"Línea de prueba número {number}",
        programado=tuple(programado.get(mes, 0) for mes in range(1, 13)),
        avances=tuple(given.get(mes, Avance()) for mes in range(1, 13)),
    )


def _poa(regla: Regla = Regla.ACTOS) -> Poa:
    proof = Evidencia(1, "oficio.pdf", "application/pdf", 10, "00")
    quarters = {3: 100, 6: 100, 9: 100, 12: 100}
    programa = Programa(
        1,
        1,
        "Calles",
        lineas=(
            _linea(1, quarters, {3: Avance(100), 6: Avance(100, "Con oficio 12", "", (proof,))}),
            _linea(2, quarters, {3: Avance(100), 6: Avance(0, "", "Faltó material")}),
            _linea(3, quarters),
        ),
    )
    actividad = Actividad(
        2,
        1,
        "Bacheo",
        lineas=(
            _linea(4, {6: 200}, {6: Avance(550)}),
            _linea(5, {1: 100}, {5: Avance(300)}),
            _linea(6, {12: 100}),
            _linea(7, {4: 100, 5: 100, 6: 100}, {5: Avance(100), 6: Avance(100)}),
        ),
    )
    return Poa(
        1,
        Dependencia(1, "Obras Públicas", titular_nombre="Ana Ruiz", enlace="Luis Peña"),
        2024,
        Reglas(regla),
        programas=(programa,),
        actividades=(actividad,),
    )


def _sheet(poa: Poa, folder: Path, code: str = "2024-T2", hoy: date = HOY) -> str:
    content = write_evaluation_pdf(MUNICIPIO, poa, parse_periodo(code), hoy).content
    return " ".join(text_of(content, folder, "-raw").split())


def test_the_percentage_is_explained_as_its_computation() -> None:
    evaluacion = evaluar(_poa(), T2, HOY)

    assert (evaluacion.total.realizadas, evaluacion.total.proyectadas) == (4, 7)
    assert explain(evaluacion) == "4 realizadas / 7 proyectadas × 100 = 57.1 %"


def test_each_rule_explains_itself() -> None:
    poa = _poa()
    explained = {regla: explain(evaluar(_poa(regla), T2, HOY)) for regla in Regla}

    assert explained[Regla.ACTIVIDADES] == "0 realizadas / 2 proyectadas × 100 = 0.0 %"
    assert explained[Regla.CANTIDADES] == "8.5 realizado / 8 programado × 100 = 106.3 %"
    assert explained[Regla.PROMEDIO] == ("Promedio de 5 líneas de acción con programación = 53.3 %")
    nothing = replace(poa, programas=(), actividades=())
    assert "Sin programación" in explain(evaluar(nothing, T2, HOY))


def test_the_lists_name_what_stands_out() -> None:
    lists = {
        lista.titulo: {item.clave: item.detalle for item in lista.hallazgos}
        for lista in findings(evaluar(_poa(), T2, HOY))
    }

    assert lists == {
        "Realizado más allá de lo proyectado": {"A1.1": "programado 2, realizado 5.5 (275.0 %)"},
        "Sin programación en el periodo": {"A1.3": "nada programado"},
        "Realizado sin programar": {"A1.2": "realizado 3 Acción"},
    }


def test_what_is_missing_is_listed_once_per_linea() -> None:
    rows = [
        (item.clave, item.meses, item.captura) for item in pending(evaluar(_poa(), T2, HOY), HOY)
    ]

    assert rows == [
        ("P1.2", "junio", "Realizado 0"),
        ("P1.3", "junio", "Sin capturar"),
        ("A1.4", "junio", "Sin capturar: abril"),
    ]


def test_acts_of_months_to_come_are_told_apart() -> None:
    early = date(2024, 6, 15)
    evaluacion = evaluar(_poa(), parse_periodo("2024-S1"), early)
    rows = {item.clave: item.meses for item in pending(evaluacion, early)}

    assert rows == {
        "P1.3": "marzo; junio (por vencer)",
        "A1.2": "",
        "A1.4": "junio (por vencer)",
    }
    assert count_not_yet_due(evaluacion, early) == 3
    assert count_not_yet_due(evaluacion, HOY) == 0


@needs_poppler
def test_a_list_without_rows_is_not_printed(tmp_path: Path) -> None:
    poa = _poa()
    done = _linea(1, {6: 100}, {6: Avance(100)})
    poa = replace(poa, programas=(), actividades=(Actividad(2, 1, "Uno", lineas=(done,)),))
    text = _sheet(poa, tmp_path)

    for title in ("Ninguno", "no realizados o", "más allá de lo proyectado", "Realizado sin"):
        assert title not in text
    assert "Actos no realizados o sin capturar (3)" in _sheet(_poa(), tmp_path)


@needs_poppler
def test_a_running_period_is_no_rezago_in_the_table_either(tmp_path: Path) -> None:
    running = _sheet(_poa(), tmp_path, hoy=date(2024, 6, 30))
    assert "P1.2 Línea de prueba número 2 Acción 1 0 0.0 % 50.0 % — En curso" in running
    assert "P1.1 Línea de prueba número 1 Acción 1 1 100.0 % 100.0 % ● Cumple" in running
    assert "TOTAL DEL POA 4 de 7 actos 57.1 % 63.6 % — En curso" in running
    assert "■ Rezago" not in running.replace(thresholds(Reglas()), "")
    assert "3 líneas de acción tienen actos por vencer" in running

    over = _sheet(_poa(), tmp_path, hoy=date(2024, 7, 1))
    assert "TOTAL DEL POA 4 de 7 actos 57.1 % 63.6 % ■ Rezago" in over
    assert "En curso" not in over.split("Cómo se obtiene")[1]


def test_pending_acts_and_done_acts_make_up_the_projected_ones() -> None:
    for code in ("2024-T1", "2024-T2", "2024-S1", "2024-A"):
        evaluacion = evaluar(_poa(), parse_periodo(code), HOY)
        for _, result in resultados_con_clave(evaluacion):
            pending = pending_acts(result, evaluacion.meses)
            assert len(pending) == result.actos_proyectados - result.actos_realizados


def test_thresholds_are_those_of_the_rules() -> None:
    shown = thresholds(Reglas(verde=Decimal("85.5"), amarillo=Decimal("60.0")))

    assert "Cumple: 85.5 % o más" in shown
    assert "En riesgo: de 60 % a menos de 85.5 %" in shown
    assert "Rezago: menos de 60 %" in shown


def test_months_are_listed_as_spoken() -> None:
    assert meses_en_palabras(()) == ""
    assert meses_en_palabras((3,)) == "marzo"
    assert meses_en_palabras((3, 4, 6)) == "marzo, abril y junio"


def test_gauges_cover_the_year_in_periods_of_the_same_kind() -> None:
    def codes(code: str) -> list[str]:
        return [periodo.codigo for periodo in gauge_periods(parse_periodo(code))]

    assert codes("2024-T2") == ["T1", "T2", "T3", "T4", "A"]
    assert codes("2024-A") == ["T1", "T2", "T3", "T4", "A"]
    assert len(codes("2024-M02")) == 13


def test_a_period_of_another_year_is_refused() -> None:
    with pytest.raises(PoaError, match=r"2023-T1 no es del POA 2024"):
        write_evaluation_pdf(MUNICIPIO, _poa(), parse_periodo("2023-T1"), HOY)


@needs_poppler
@pytest.mark.parametrize("code", ["2024-T1", "2024-T2", "2024-S1", "2024-M06", "2024-A"])
def test_every_figure_on_the_sheet_is_the_evaluations(tmp_path: Path, code: str) -> None:
    poa, periodo = _poa(), parse_periodo(code)
    now = evaluar(poa, periodo, HOY)
    year = evaluar(poa, periodo, HOY, acumulado=True)
    text = _sheet(poa, tmp_path, code)

    for (clave, result), (_, total) in zip(
        resultados_con_clave(now), resultados_con_clave(year), strict=True
    ):
        percentages = (
            f"{format_porcentaje(result.porcentaje)} {format_porcentaje(total.porcentaje)}"
        )
        row = rf"{clave} {result.linea.texto} Acción \S+ \S+ {re.escape(percentages)} "
        assert re.search(row, text), row
    for name, medida in (
        ("Subtotal de programas", now.subtotal_programas),
        ("Subtotal de actividades", now.subtotal_actividades),
        ("TOTAL DEL POA", now.total),
    ):
        assert re.search(
            rf"{name} {medida.realizadas} de {medida.proyectadas} actos? "
            rf"{re.escape(format_porcentaje(medida.porcentaje))}",
            text,
        ), name
    assert explain(now) in text
    assert explain(year) in text
    assert periodo.en_palabras in text


@needs_poppler
def test_states_comments_and_evidence_are_on_the_sheet(tmp_path: Path) -> None:
    text = _sheet(_poa(), tmp_path)

    assert "P1.1 Línea de prueba número 1 Acción 1 1 100.0 % 100.0 % ● Cumple" in text
    assert "Jun: Con oficio 12 1" in text
    assert "P1.2 Línea de prueba número 2 Acción 1 0 0.0 % 50.0 % ■ Rezago" in text
    assert "Jun, justificación: Faltó material —" in text
    assert "P1.3 Línea de prueba número 3 Acción 1 — 0.0 % 0.0 % ■ Rezago Sin capturar" in text
    assert "A1.1 Línea de prueba número 4 Acción 2 5.5 275.0 % 275.0 % ● Cumple" in text
    assert "Sobrecumplimiento Falta justificación." in text
    assert "A1.2 Línea de prueba número 5 Acción 0 3 — 300.0 % — Realizado sin programar" in text
    assert "A1.3 Línea de prueba número 6 Acción 0 — — — — Sin programación" in text


@needs_poppler
def test_rule_thresholds_and_signatures_are_printed(tmp_path: Path) -> None:
    for regla in Regla:
        text = _sheet(_poa(regla), tmp_path)
        assert REGLAS_EN_PALABRAS[regla] in text
        assert thresholds(Reglas()) in text
        for name in ("Elaboró", "Luis Peña", "Responsable", "Ana Ruiz", "Vo. Bo.", "BORRADOR"):
            assert name in text


@needs_poppler
def test_a_refused_rule_prints_its_reason_and_no_measure(tmp_path: Path) -> None:
    poa = _poa(Regla.CANTIDADES)
    first = replace(poa.actividades[0].lineas[0], unidad_medida="Litro")
    lineas = (first, *poa.actividades[0].lineas[1:])
    poa = replace(poa, actividades=(replace(poa.actividades[0], lineas=lineas),))

    text = _sheet(poa, tmp_path)
    assert evaluar(poa, T2, HOY).total.rechazo in text
    assert "TOTAL DEL POA — — — Regla no aplicable" in text
    assert "× 100 =" not in text


@needs_poppler
def test_the_signatures_stand_with_the_percentage_they_are_for(tmp_path: Path) -> None:
    for count in range(1, 40, 3):
        poa = _poa()
        many = tuple(_linea(number, {6: 100}) for number in range(1, count))
        poa = replace(poa, actividades=(replace(poa.actividades[0], lineas=many),))
        content = write_evaluation_pdf(MUNICIPIO, poa, T2, HOY).content
        last = " ".join(text_of(content, tmp_path, "-raw").split("\f")[-2].split())
        shown = format_porcentaje(evaluar(poa, T2, HOY).total.porcentaje)
        assert f"segundo trimestre, abril a junio de 2024: {shown}" in last
        for name in ("Elaboró", "Luis Peña", "Ana Ruiz", "DIRECCIÓN DE PLANEACIÓN"):
            assert name in last
        for what in ("TOTAL DEL POA", explain(evaluar(poa, T2, HOY)),
                     REGLAS_EN_PALABRAS[Regla.ACTOS], thresholds(Reglas())):  # fmt: skip
            assert what in last


@needs_poppler
def test_an_unknown_signer_gets_a_caption(tmp_path: Path) -> None:
    text = _sheet(replace(_poa(), dependencia=Dependencia(1, "Obras Públicas")), tmp_path)
    assert "Nombre Enlace" in text
    assert "Nombre y cargo OBRAS PÚBLICAS" in text


@needs_poppler
def test_a_year_of_seventy_lineas_takes_few_pages(tmp_path: Path) -> None:
    many = tuple(
        replace(_linea(number, {3: 100}), texto="Una línea de acción con su texto, " * 3)
        for number in range(1, 71)
    )
    poa = replace(_poa(), programas=(), actividades=(Actividad(2, 1, "Uno", lineas=many),))
    text = _sheet(poa, tmp_path, "2024-T1")
    assert int(re.findall(r"Página \d+ de (\d+)", text)[-1]) <= 8


@needs_poppler
def test_real_readers_accept_it_and_repeats_are_identical(tmp_path: Path) -> None:
    content = write_evaluation_pdf(MUNICIPIO, _poa(), T2, HOY).content

    assert content == write_evaluation_pdf(MUNICIPIO, _poa(), T2, HOY).content
    path = tmp_path / "hoja.pdf"
    path.write_bytes(content)
    subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=True)
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True)
    rows = fonts.stdout.decode("utf-8").splitlines()[2:]
    assert rows
    assert all("yes yes yes" in row and "LiberationSans" in row for row in rows)


@needs_poppler
def test_long_comments_and_an_empty_poa_print(tmp_path: Path) -> None:
    comment = Avance(100, "nota " * 2_000, "motivo " * 1_400)
    poa = _poa()
    linea = _linea(1, {6: 100}, {4: comment, 5: comment, 6: comment})
    poa = replace(poa, actividades=(replace(poa.actividades[0], lineas=(linea,)),))
    text = _sheet(poa, tmp_path)
    assert text.count("nota") == 6_000
    assert text.count("motivo") == 4_200

    empty = _sheet(Poa(1, Dependencia(1, ""), 2024), tmp_path)
    assert "TOTAL DEL POA — — — Sin programación" in empty


@needs_poppler
def test_block_headings_are_never_the_last_row_of_a_page(tmp_path: Path) -> None:
    base = _poa()
    for count in range(1, 9):
        actividades = tuple(
            Actividad(number, number, f"Nombre {number}", lineas=base.programas[0].lineas[:count])
            for number in range(1, 30 + count)
        )
        poa = replace(base, actividades=actividades)
        content = write_evaluation_pdf(MUNICIPIO, poa, T2, HOY).content
        for page in text_of(content, tmp_path, "-raw").split("\f")[:-1]:
            rows = [row for row in page.splitlines() if row.strip()]
            body = [row for row in rows if not re.match(r"Impreso el|Página|BORRADOR$", row)]
            assert not re.match(r"A\d+ Actividad \d+\.", body[-1]), body[-1]
            assert not re.match(r"No\. Línea de acción", body[-1])


@needs_poppler
def test_words_and_positions_as_agreed(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    content = write_evaluation_pdf(MUNICIPIO, _poa(), T2, HOY).content
    assert_golden(content, "hoja_evaluacion_words.txt", tmp_path, request)
