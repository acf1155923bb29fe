"""Gauge: geometry, texts and colours shared by paper and screen."""

import math
from datetime import date
from fractions import Fraction
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from poa_desktop.export import paleta
from poa_desktop.export.pdf_gauge import GaugeRow, draw_gauge
from poa_desktop.export.pdf_text import BOLD, REGULAR, register_fonts
from poa_desktop.poa.evaluacion import Medida
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import Regla
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.tablero import gauge_shape as shape
from poa_desktop.tablero.gauge_shape import gauge_of, sweep_of

T2 = parse_periodo("2024-T2")
HOY = date(2024, 7, 1)


def _medida(realizadas: int, proyectadas: int, regla: Regla = Regla.ACTOS) -> Medida:
    porcentaje = Fraction(realizadas * 100, proyectadas)
    return Medida(regla, proyectadas, realizadas, porcentaje, Semaforo.AMARILLO)


def test_a_gauge_says_percentage_count_and_word() -> None:
    gauge = gauge_of("T2", _medida(14, 18), T2, HOY)

    assert (gauge.porcentaje, gauge.cuenta, gauge.palabra) == (
        "77.8 %",
        "14 de 18 actos",
        "En riesgo",
    )
    assert gauge.sweep == pytest.approx(-240 * 14 / 18)


def test_above_100_the_arc_is_full_and_the_raw_figure_printed() -> None:
    gauge = gauge_of("T2", _medida(800, 400, Regla.CANTIDADES), T2, HOY)

    assert (gauge.sweep, gauge.porcentaje, gauge.cuenta) == (-240.0, "200.0 %", "8 de 4")


def test_without_programming_a_dash_and_an_empty_arc() -> None:
    gauge = gauge_of("T2", Medida(Regla.ACTOS, 0, 0, None, Semaforo.GRIS), T2, HOY)

    assert (gauge.sweep, gauge.porcentaje, gauge.cuenta) == (0.0, "—", "")
    assert gauge.palabra == "Sin programación"


def test_a_period_to_come_shows_its_outline_unless_something_is_done() -> None:
    before = date(2024, 3, 31)

    assert gauge_of("T2", _medida(0, 4), T2, before).sweep is None
    assert gauge_of("T2", _medida(0, 4), T2, date(2024, 4, 1)).sweep == 0
    assert gauge_of("T2", _medida(1, 4), T2, before).sweep == -60


def test_a_running_period_keeps_its_figures_and_is_no_rezago_yet() -> None:
    running = gauge_of("T2", _medida(14, 18), T2, date(2024, 6, 30))

    assert (running.porcentaje, running.cuenta) == ("77.8 %", "14 de 18 actos")
    assert running.sweep == pytest.approx(-240 * 14 / 18)
    assert (running.palabra, running.semaforo) == ("En curso", Semaforo.GRIS)
    assert gauge_of("T2", _medida(14, 18), T2, HOY).palabra == "En riesgo"


def test_what_is_met_before_the_period_is_over_is_green() -> None:
    medida = Medida(Regla.ACTOS, 4, 4, Fraction(100), Semaforo.VERDE)
    running = gauge_of("T2", medida, T2, date(2024, 5, 2))

    assert (running.palabra, running.semaforo) == ("Cumple", Semaforo.VERDE)


def test_a_refused_rule_shows_no_figure() -> None:
    medida = Medida(Regla.CANTIDADES, None, None, None, Semaforo.GRIS, "No se puede.")
    gauge = gauge_of("T2", medida, T2, HOY)

    assert (gauge.porcentaje, gauge.cuenta, gauge.palabra) == ("—", "", "Regla no aplicable")


def test_one_act_is_singular() -> None:
    assert gauge_of("T2", _medida(0, 1), T2, HOY).cuenta == "0 de 1 acto"
    assert gauge_of("T2", _medida(1, 1, Regla.ACTIVIDADES), T2, HOY).cuenta == "1 de 1 actividad"


@given(st.fractions(min_value=0, max_value=1000))
def test_the_sweep_grows_with_the_percentage_and_stops_at_the_full_arc(value: Fraction) -> None:
    sweep = sweep_of(value)
    assert shape.FULL_SWEEP <= sweep <= 0
    assert sweep_of(value + 1) <= sweep
    assert sweep_of(None) == 0


def test_the_arc_opens_symmetrically_downwards() -> None:
    start = math.radians(shape.START)
    end = math.radians(shape.START + shape.FULL_SWEEP)
    assert math.cos(start) == pytest.approx(-math.cos(end))
    assert math.sin(start) == pytest.approx(math.sin(end))
    assert math.sin(start) < 0


@pytest.mark.parametrize("counts", [(14, 18), (168, 276), (1_234, 12_345), (0, 1)])
def test_the_texts_fit_inside_the_arc(counts: tuple[int, int]) -> None:
    register_fonts()
    canvas = Canvas(BytesIO(), initialFontName=REGULAR)
    gauge = gauge_of("T2", _medida(*counts), T2, HOY)
    inner = 2 * (1 - shape.STROKE)
    assert canvas.stringWidth(gauge.porcentaje, BOLD, gauge.percent_size) < inner
    free = 2 * (1 - shape.STROKE) * math.cos(math.radians(shape.START - 180))
    assert canvas.stringWidth(gauge.cuenta, REGULAR, gauge.count_size) <= free


def test_gauges_draw_in_every_state_and_wrap_into_rows() -> None:
    canvas = Canvas(BytesIO(), initialFontName=REGULAR, invariant=1, pageCompression=0)
    gauges = [gauge_of(f"M{n}", _medida(n, 13), T2, HOY) for n in range(12)]
    gauges.append(gauge_of("M13", _medida(0, 4), T2, date(2024, 1, 1)))
    row = GaugeRow(gauges, 2)
    _, height = row.wrap(700, 500)
    assert height > 2 * row.radius * 2
    row.drawOn(canvas, 10, 10)
    draw_gauge(canvas, gauges[-1], 100, 400, 40)
    canvas.save()


def _luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_text_colours_can_be_read_and_fills_be_told_apart_in_grey() -> None:
    for light in Semaforo:
        assert _contrast(paleta.SEMAFORO_TINTA[light], paleta.BLANCO) >= 4.5
        assert _contrast(paleta.SEMAFORO_TINTA[light], paleta.SEMAFORO_FONDO[light]) >= 4.5
        assert _contrast(paleta.SEMAFORO_RELLENO[light], paleta.BLANCO) >= 3
    for color in (paleta.INSTITUCIONAL, paleta.TEXTO, paleta.TEXTO_SECUNDARIO):
        assert _contrast(color, paleta.BLANCO) >= 4.5
    fills = [paleta.SEMAFORO_RELLENO[light] for light in list(Semaforo)[:3]]
    green, amber, red = map(_luminance, fills)
    assert amber > red * 1.5
    assert red > green * 1.5
