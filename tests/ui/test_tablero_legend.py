"""The legend below the heat map: signs with their words, as many as fit."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtGui import QColor

from poa_desktop.poa.records import Reglas
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.ui.tablero.legend import Legend
from poa_desktop.ui.theme import apply_theme, current_theme


@pytest.fixture
def legend(qapp, qtbot) -> Legend:
    apply_theme(qapp, False)
    made = Legend()
    qtbot.addWidget(made)
    made.show_reglas(Reglas())
    return made


def last_ink(legend: Legend, width: int) -> int:
    """The rightmost pixel that is drawn."""
    legend.resize(width, legend.sizeHint().height())
    image = legend.grab().toImage()
    ground = image.pixel(width - 1, 0)
    return max(
        x for x in range(width) if any(image.pixel(x, y) != ground for y in range(image.height()))
    )


def test_all_its_words_are_told_to_a_screen_reader_and_in_the_tooltip(legend):
    for words in (
        "Cumple, 90 % o más",
        "En riesgo, 70 % o más",
        "Rezago, menos de 70 %",
        "En curso",
        "Sin programación",
        "Aún no comienza",
    ):
        assert words in legend.accessibleName()
        assert words in legend.toolTip()
    assert legend.toolTip().startswith("●  Cumple")


def test_other_limits_are_told_at_once(legend):
    legend.show_reglas(replace(Reglas(), verde=Decimal("85.5")))
    assert "Cumple, 85.5 % o más" in legend.accessibleName()
    assert "90 %" not in legend.toolTip()


def test_an_entry_that_does_not_fit_is_left_out_whole(legend):
    whole = last_ink(legend, 1200)
    assert last_ink(legend, whole + 40) == whole
    without_last = last_ink(legend, whole - 20)
    assert without_last < whole - 60  # not a part of «Aún no comienza»
    assert last_ink(legend, 200) < 199


def test_each_light_has_its_colour(legend):
    theme = current_theme()
    legend.resize(1200, legend.sizeHint().height())
    image = legend.grab().toImage()
    found = {image.pixel(x, y) for x in range(600) for y in range(image.height())}
    for light in (Semaforo.VERDE, Semaforo.ROJO, Semaforo.AMARILLO):
        assert QColor(theme.semaforo(light).relleno).rgb() in found
