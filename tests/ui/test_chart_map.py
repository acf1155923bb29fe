"""The heat map's cells: a sign in each that is judged, figures in line, what is chosen marked."""

from fractions import Fraction

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QToolTip

from poa_desktop.poa.periodos import Temporalidad, parse_periodo, periodo_anual, periodos_de
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.tablero.heat import CeldaData, FilaData
from poa_desktop.ui.tablero.chart_map import HeatMap
from poa_desktop.ui.tablero.chart_map_words import shortened
from poa_desktop.ui.theme import Theme, apply_theme

T1 = parse_periodo("2024-T1")


@pytest.fixture
def theme(qapp) -> Theme:
    return apply_theme(qapp, False)


def map_of(qtbot, temporalidad: Temporalidad, code: str, width: int, *figures) -> HeatMap:
    """One row per figure, the same in every column; a figure is a percentage and its light."""
    periodos = (*periodos_de(temporalidad, 2024), periodo_anual(2024))
    rows = tuple(
        FilaData(
            f"A{number}",
            "x",
            (TipoLugar.ACTIVIDAD, number),
            tuple(CeldaData(each, Fraction(done), light, "", True) for each in periodos),
        )
        for number, (done, light) in enumerate(figures, start=1)
    )
    chart = HeatMap()
    qtbot.addWidget(chart)
    chart.show_rows(rows, parse_periodo(f"2024-{code}"))
    chart.resize(width, chart.comfortable_height())
    return chart


def picture(chart: HeatMap) -> QImage:
    return chart.grab().toImage()


def cell(chart: HeatMap, row: int, column: int) -> QRect:
    area, width = chart._row_rect(row), chart._column_width()
    left = chart._columns_left() + column * width
    return QRect(int(left), int(area.top()), int(width), int(area.height()))


def drawn(image: QImage, place: QRect, color: str) -> list[tuple[int, int]]:
    """Where a colour is drawn in a cell, from its own corner."""
    wanted = QColor(color).rgb()
    return [
        (x, y)
        for x in range(place.width())
        for y in range(place.height())
        if image.pixel(place.left() + x, place.top() + y) == wanted
    ]


def near(image: QImage, place: QRect, color: str) -> int:
    """The rightmost pixel of a text in a colour: its letters are smoothed."""
    ink = QColor(color)

    def like(x: int, y: int) -> bool:
        found = image.pixelColor(place.left() + x, place.top() + y)
        return abs(found.red() - ink.red()) + abs(found.green() - ink.green()) < 120

    at = range(2, place.height() - 6)  # between the hairline and the bar
    return max((x for x in range(place.width()) if any(like(x, y) for y in at)), default=-1)


@pytest.mark.parametrize("light", [Semaforo.VERDE, Semaforo.AMARILLO, Semaforo.ROJO])
@pytest.mark.parametrize("width", [560, 520])
def test_each_judged_cell_has_its_sign_at_the_left(qtbot, theme, light, width):
    chart = map_of(qtbot, Temporalidad.TRIMESTRAL, "T1", width, (0, light), (0, Semaforo.GRIS))
    image = picture(chart)
    for column in range(5):
        place = cell(chart, 0, column)
        found = drawn(image, place, theme.semaforo(light).relleno)  # 0 %: the bar is empty
        assert len(found) >= 8
        assert max(x for x, _ in found) < place.width() / 4
        grey = theme.semaforo(Semaforo.GRIS).relleno
        assert not drawn(image, cell(chart, 1, column), grey)


def test_figures_end_in_line(qtbot, theme):
    figures = [(0, Semaforo.ROJO), (50, Semaforo.ROJO), (Fraction(201, 10), Semaforo.ROJO)]
    chart = map_of(qtbot, Temporalidad.TRIMESTRAL, "T1", 560, *figures, (100, Semaforo.ROJO))
    image = picture(chart)
    ink = theme.semaforo(Semaforo.ROJO).tinta
    ends = {near(image, cell(chart, row, 1), ink) for row in range(4)}
    assert len(ends) == 1
    (end,) = ends
    width = cell(chart, 0, 1).width()
    assert width * 0.8 < end < width


@pytest.mark.parametrize(
    ("width", "told"), [(36, "1,235"), (43.9, "1,235"), (44, "1,234.5"), (62, "1,234.5 %")]
)
def test_a_narrow_column_says_less(width, told):
    assert shortened("1,234.5 %", Fraction(12345, 10), width) == told


def test_whole_percents_are_rounded_as_everywhere():
    assert shortened("12.5 %", Fraction(25, 2), 40) == "13"
    assert shortened("99.5 %", Fraction(199, 2), 40) == "100"


def test_a_long_figure_stays_clear_of_its_sign(qtbot, theme):
    chart = map_of(qtbot, Temporalidad.MENSUAL, "M01", 560, (123_456, Semaforo.ROJO))
    image, place = picture(chart), cell(chart, 0, 3)
    signs = drawn(image, place.adjusted(0, 0, 0, -5), theme.semaforo(Semaforo.ROJO).relleno)
    sign = max(x for x, _ in signs if x < 12)
    ink = QColor(theme.semaforo(Semaforo.ROJO).tinta)
    text = [
        x
        for x in range(sign + 1, place.width())
        for y in range(4, place.height() - 6)
        if image.pixelColor(place.left() + x, place.top() + y).red() < (ink.red() + 255) // 2
    ]
    assert min(text) > sign


@pytest.mark.parametrize(
    ("temporalidad", "code", "columns"),
    [
        (Temporalidad.TRIMESTRAL, "T2", [1]),
        (Temporalidad.MENSUAL, "T2", [3, 4, 5]),
        (Temporalidad.MENSUAL, "M02", [1]),
        (Temporalidad.MENSUAL, "A", [12]),
        (Temporalidad.TRIMESTRAL, "M02", []),
    ],
)
def test_the_columns_of_the_chosen_period_are_marked(qtbot, theme, temporalidad, code, columns):
    chart = map_of(qtbot, temporalidad, code, 760, (0, Semaforo.GRIS))
    image = picture(chart)
    heading = cell(chart, 0, 0).top() - 2
    marked = []
    for column in range(len(chart._rows[0].celdas)):
        place = cell(chart, 0, column)
        line = QRect(place.left(), heading - 3, place.width(), 4)
        if len(drawn(image, line, theme.accent)) > place.width() / 2:
            marked.append(column)
    assert marked == columns


def test_the_keyboard_begins_in_the_first_column_of_the_chosen_period(qtbot, theme):
    assert map_of(qtbot, Temporalidad.MENSUAL, "T3", 760, (0, Semaforo.GRIS)).column == 6
    assert map_of(qtbot, Temporalidad.TRIMESTRAL, "M08", 760, (0, Semaforo.GRIS)).column == 4


def test_a_title_stands_beside_the_periods_and_the_tooltip_there_is_the_maps_own(qtbot, theme):
    chart = map_of(qtbot, Temporalidad.TRIMESTRAL, "T1", 560, (0, Semaforo.GRIS))
    room = QRect(0, 0, int(chart._columns_left()), cell(chart, 0, 0).top() - 2)
    assert not drawn(picture(chart), room, theme.ink)
    chart.show_title("Avance por periodo (%)")
    assert len(drawn(picture(chart), room, theme.ink)) > 40
    chart.setToolTip("Significado")
    with qtbot.waitExposed(chart):
        chart.show()
    point = room.center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, point, chart.mapToGlobal(point))
    chart.event(event)
    assert QToolTip.text() == "Significado"
    QToolTip.hideText()
    chart.close()
