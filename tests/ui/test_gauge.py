"""The gauge and the charts: what they say in words, how they are reached, what they draw."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QStyleOptionViewItem, QTreeView, QWidget

from poa_desktop.poa.evaluacion import Medida
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Regla, Reglas
from poa_desktop.poa.semaforo import Semaforo, semaforo_de
from poa_desktop.tablero.curve import CurvaData
from poa_desktop.tablero.curve_scale import scale_top
from poa_desktop.tablero.gauge_shape import Gauge as Shape
from poa_desktop.tablero.gauge_shape import gauge_of
from poa_desktop.tablero.gauges import GaugeData
from poa_desktop.tablero.heat import CeldaData, FilaData
from poa_desktop.ui.tablero.chart_curve import CurveChart, parted
from poa_desktop.ui.tablero.chart_curve_words import months_in_words, told_in_words
from poa_desktop.ui.tablero.chart_map import HeatMap
from poa_desktop.ui.tablero.gauge import Gauge, spoken
from poa_desktop.ui.tablero.map import MapPane
from poa_desktop.ui.theme import apply_theme
from poa_desktop.ui.tree.delegate import (
    ROLE_CLAVE,
    ROLE_PORCENTAJE,
    ROLE_SEMAFORO,
    ROLE_VENCIDA,
    RowTree,
    TreeProgressDelegate,
    rounded,
)

T1, T2 = parse_periodo("2024-T1"), parse_periodo("2024-T2")
HOY = date(2024, 5, 15)


@pytest.fixture
def theme(qapp):
    return apply_theme(qapp, False)


def data_of(
    porcentaje: Fraction | None, count: tuple[int, int] = (14, 18), *, chosen: bool = False
) -> GaugeData:
    light = semaforo_de(porcentaje, Reglas())
    done, due = count if porcentaje is not None else (0, 0)
    medida = Medida(Regla.ACTOS, due, done, porcentaje, light)
    explicacion = "14 realizadas / 18 proyectadas × 100, regla: actos"
    return GaugeData(T1, gauge_of("T1", medida, T1, HOY), explicacion, chosen, False)


NOT_BEGUN = GaugeData(T1, Shape("T1", None, "", "", "", Semaforo.GRIS), "", False, False)


def shown(qtbot, widget: QWidget, width: int, height: int) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    return widget.grab().toImage()


def count_color(image: QImage, color: str) -> int:
    wanted = QColor(color).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def test_the_gauge_says_figure_count_and_word():
    told = spoken(data_of(Fraction(1400, 18), chosen=True))
    assert told == (
        "Primer trimestre, enero a marzo de 2024: 77.8 %, 14 de 18 actos, En riesgo, "
        "periodo elegido"
    )


def test_a_period_that_has_not_begun_and_one_without_programming_say_so():
    assert spoken(NOT_BEGUN).endswith("Aún no comienza")
    assert spoken(data_of(None)).endswith("—, Sin programación")


def test_name_and_tooltip_follow_the_data(qtbot, theme):
    gauge = Gauge(data_of(Fraction(50)))
    qtbot.addWidget(gauge)
    assert "50.0 %" in gauge.accessibleName()
    gauge.show_data(data_of(Fraction(100)))
    assert "100.0 %" in gauge.accessibleName()
    assert "14 realizadas / 18 proyectadas × 100, regla: actos" in gauge.toolTip()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Enter])
def test_the_keyboard_chooses_a_period(qtbot, theme, key):
    gauge = Gauge(data_of(Fraction(50)))
    qtbot.addWidget(gauge)
    assert gauge.focusPolicy() & Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(gauge.chosen, timeout=500) as told:
        qtbot.keyClick(gauge, key)
    assert told.args == [T1]


def test_a_click_chooses_and_one_that_ends_outside_does_not(qtbot, theme):
    gauge = Gauge(data_of(Fraction(50)))
    qtbot.addWidget(gauge)
    gauge.resize(140, 160)
    with qtbot.waitSignal(gauge.chosen, timeout=500):
        qtbot.mouseClick(gauge, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(gauge.chosen):
        qtbot.mouseClick(gauge, Qt.MouseButton.LeftButton, pos=QPoint(500, 500))


def test_more_is_filled_for_more_and_above_100_the_arc_is_just_full(qtbot, theme):
    def filled(porcentaje: int) -> int:
        # one colour for all, so that only the length of the arc is measured
        shape = data_of(Fraction(porcentaje)).shape
        green = Shape("", shape.sweep, "", "", "", Semaforo.VERDE)
        widget = Gauge(GaugeData(T1, green, "", False, False))
        return count_color(shown(qtbot, widget, 200, 220), theme.verde.relleno)

    part, half, full, above = filled(20), filled(50), filled(100), filled(190)
    assert part < half < full
    assert full == above


def test_a_period_that_has_not_begun_has_neither_track_nor_fill(qtbot, theme):
    image = shown(qtbot, Gauge(NOT_BEGUN), 200, 220)
    assert count_color(image, theme.track) == 0
    assert count_color(shown(qtbot, Gauge(data_of(Fraction(0))), 200, 220), theme.track) > 500


def test_the_chosen_gauge_is_marked(qtbot, theme):
    plain = shown(qtbot, Gauge(data_of(Fraction(50))), 140, 160)
    marked = shown(qtbot, Gauge(data_of(Fraction(50), chosen=True)), 140, 160)
    assert count_color(plain, theme.accent) == 0
    assert count_color(marked, theme.accent) > 200


@settings(max_examples=40, deadline=None)
@given(st.fractions(min_value=0, max_value=100_000), st.integers(20, 400), st.integers(20, 300))
def test_any_figure_paints_at_any_size(qapp, porcentaje, width, height):
    widget = Gauge(data_of(porcentaje, (999_999, 1_000_000)))
    widget.resize(width, height)
    assert not widget.grab().isNull()


def running(porcentaje: Fraction) -> GaugeData:
    medida = Medida(Regla.ACTOS, 18, 14, porcentaje, semaforo_de(porcentaje, Reglas()))
    shape = gauge_of("T1", medida, T1, date(2024, 2, 1))
    return GaugeData(T1, shape, "", False, True)


def test_a_running_period_is_drawn_in_a_neutral_tone(qtbot, theme):
    image = shown(qtbot, Gauge(running(Fraction(1400, 18))), 200, 220)
    assert count_color(image, theme.gris.relleno) > 500
    for light in (theme.verde, theme.amarillo, theme.rojo):
        assert count_color(image, light.relleno) == 0


def test_a_running_period_says_so_once():
    assert spoken(running(Fraction(1400, 18))).endswith("77.8 %, 14 de 18 actos, En curso")
    assert spoken(running(Fraction(100))).endswith("Cumple, en curso")


def test_the_tooltip_says_that_the_period_runs(qtbot, theme):
    gauge = Gauge(running(Fraction(50)))
    qtbot.addWidget(gauge)
    assert "en curso" in gauge.toolTip()


def with_last_year(porcentaje: int) -> GaugeData:
    comparacion = "6.4 puntos más que en 2023."
    return replace(data_of(Fraction(porcentaje)), anterior="2023: 85.2 %", comparacion=comparacion)


def test_last_year_is_spoken_and_its_distance_told(qtbot, theme):
    data = with_last_year(50)
    gauge = Gauge(data)
    qtbot.addWidget(gauge)
    assert gauge.accessibleName().endswith("Rezago; 2023: 85.2 %")
    assert gauge.toolTip().endswith("6.4 puntos más que en 2023.")
    assert spoken(replace(NOT_BEGUN, anterior="2023: 85.2 %")).endswith(
        "Aún no comienza; 2023: 85.2 %"
    )


def arc_rows(image: QImage, color: str) -> tuple[int, int]:
    """First and last row of pixels with a colour."""
    wanted = QColor(color).rgb()
    rows = [
        y
        for y in range(image.height())
        if any(image.pixel(x, y) == wanted for x in range(image.width()))
    ]
    return rows[0], rows[-1]


def test_a_gauge_without_last_year_keeps_its_arc_in_line_with_one_that_has_it(qtbot, theme):
    def arc(data: GaugeData, *, compared: bool) -> tuple[int, int]:
        gauge = Gauge(data)
        gauge.show_data(data, compared=compared)
        return arc_rows(shown(qtbot, gauge, 140, 160), theme.track)

    with_figure = arc(with_last_year(0), compared=True)
    assert arc(data_of(Fraction(0)), compared=True) == with_figure
    assert arc(data_of(Fraction(0)), compared=False) != with_figure


# the line pair


def curve(done: int) -> CurvaData:
    values = tuple(Fraction(each) for each in range(1, 13))
    return CurvaData("actos", values, values[:done])


def test_the_curve_tells_its_ends_in_words():
    assert told_in_words(curve(3)) == "Programado al año: 12 actos. A marzo: realizado 3 de 3."
    behind = replace(curve(3), realizado=(Fraction(0), Fraction(1), Fraction(1)))
    assert told_in_words(behind).endswith("realizado 1 de 3, 2 menos.")
    compared = replace(behind, anterior=curve(12).realizado, ejercicio_anterior=2023)
    assert told_in_words(compared).endswith("realizado 1 de 3, 2 menos; en 2023, 3.")
    assert "aún no comienza" in told_in_words(curve(0))


def test_the_curve_tells_every_month_to_who_cannot_see_it(qtbot, theme):
    chart = CurveChart()
    qtbot.addWidget(chart)
    chart.show_data(curve(2))
    told = chart.accessibleDescription()
    assert told == months_in_words(curve(2))
    months = told.split("; ")
    assert len(months) == 12
    assert months[1] == "febrero: programado 2, realizado 2"
    assert months[2] == "marzo: programado 3"
    assert "Programado al año" in chart.accessibleName()


def test_last_year_is_a_quiet_line_behind(qtbot, theme):
    chart = CurveChart()
    flat = tuple(Fraction(2) for _ in range(12))
    chart.show_data(replace(curve(3), anterior=flat, ejercicio_anterior=2023))
    with_line = count_color(shown(qtbot, chart, 400, 200), theme.hairline_strong)
    chart.show_data(curve(3))
    assert with_line > count_color(chart.grab().toImage(), theme.hairline_strong)


@given(st.lists(st.floats(0, 200), min_size=1, max_size=3))
def test_names_at_the_end_of_the_lines_never_cover_each_other(wanted):
    places = parted(wanted, 14.0, 200.0)
    close = sorted(places)
    assert all(after - before >= 13.999 for before, after in pairwise(close))
    assert max(places) <= 200.0
    if len(wanted) == 1:
        assert places == wanted


@given(st.floats(min_value=0.01, max_value=1e9))
def test_the_axis_ends_above_the_highest_value_with_few_round_marks(highest):
    top, step = scale_top(highest)
    assert top >= highest * 0.999999
    assert 1 <= round(top / step) <= 6


@pytest.mark.parametrize("done", [0, 1, 11, 12])
def test_the_done_line_reaches_as_far_as_there_is_something_done(qtbot, theme, done):
    chart = CurveChart()
    chart.show_data(curve(done))
    image = shown(qtbot, chart, 400, 200)
    columns = [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) == QColor(theme.accent).rgb() for y in range(image.height()))
    ]
    assert bool(columns) is (done > 0)


def test_a_curve_of_zeros_paints(qtbot, theme):
    chart = CurveChart()
    chart.show_data(CurvaData("actos", (Fraction(0),) * 12, (Fraction(0),) * 12))
    assert not shown(qtbot, chart, 300, 150).isNull()


# the heat map


def heat_map(qtbot) -> HeatMap:
    def row(number: int) -> FilaData:
        cells = tuple(
            CeldaData(
                parse_periodo(f"2024-T{each}"), Fraction(90 + each), Semaforo.VERDE, "Cumple", True
            )
            for each in (1, 2)
        )
        return FilaData(f"A{number}", f"Nombre {number}", (TipoLugar.ACTIVIDAD, number), cells)

    chart = HeatMap()
    qtbot.addWidget(chart)
    chart.show_rows(tuple(row(number) for number in (1, 2, 3)), T1)
    chart.resize(500, chart.sizeHint().height())
    return chart


def test_the_map_is_walked_from_cell_to_cell_and_names_each(qtbot, theme):
    chart = heat_map(qtbot)
    assert "A1 Nombre 1: Primer trimestre" in chart.accessibleName()
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    name = (
        "Avance por periodo, A2 Nombre 2: Segundo trimestre, abril a junio de 2024: 92.0 %, Cumple"
    )
    assert chart.accessibleName() == name
    assert "91.0 %, Cumple" in chart.accessibleDescription()
    with qtbot.waitSignal(chart.row_chosen, timeout=500) as told:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert told.args == [(TipoLugar.ACTIVIDAD, 2), T2]
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleName() == name  # there is no further column


@pytest.mark.parametrize(
    ("key", "control", "row", "column"),
    [
        (Qt.Key.Key_Home, False, "A2", "Primer"),
        (Qt.Key.Key_End, False, "A2", "Segundo"),
        (Qt.Key.Key_Home, True, "A1", "Segundo"),
        (Qt.Key.Key_End, True, "A3", "Segundo"),
        (Qt.Key.Key_PageUp, False, "A1", "Segundo"),
        (Qt.Key.Key_PageDown, False, "A3", "Segundo"),
    ],
)
def test_the_ends_of_the_map_are_one_key_away(qtbot, theme, key, control, row, column):
    chart = heat_map(qtbot)
    with qtbot.waitExposed(chart):
        chart.show()
    for each in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(chart, each)
    whole = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(chart, key, whole)
    assert f"{row} Nombre" in chart.accessibleName()
    assert f"{column} trimestre" in chart.accessibleName()
    chart.close()


def test_the_cell_at_hand_is_framed_while_the_map_has_the_keyboard(qtbot, theme):
    chart = heat_map(qtbot)
    with qtbot.waitExposed(chart):
        chart.show()
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)

    def framed() -> int:
        """The middle of the frame, in pixels from the left."""
        image = chart.grab().toImage()
        wanted = QColor(theme.focus).rgb()
        row = chart._row_rect(2).top()  # the second row of three
        y = int(row) + 1
        found = [x for x in range(image.width()) if image.pixel(x, y + 1) == wanted]
        return sum(found) // len(found)

    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    first = framed()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert framed() > first + 30
    chart.close()


def test_another_period_takes_the_keyboard_to_its_column(qtbot, theme):
    chart = heat_map(qtbot)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    chart.show_rows(chart._rows, T2)
    assert "Segundo trimestre" in chart.accessibleName()


def test_a_click_on_a_cell_gives_its_row_and_period(qtbot, theme):
    chart = heat_map(qtbot)
    last_row = QPoint(chart.width() - 5, chart.height() - 6)
    with qtbot.waitSignal(chart.row_chosen, timeout=500) as told:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=last_row)
    assert told.args == [(TipoLugar.ACTIVIDAD, 3), parse_periodo("2024-T2")]
    with qtbot.assertNotEmitted(chart.row_chosen):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def test_rows_tighten_before_anything_is_cut(qtbot, theme):
    chart = heat_map(qtbot)
    comfortable, least = chart.sizeHint().height(), chart.minimumSizeHint().height()
    assert least < comfortable
    for height in (comfortable, least):
        chart.resize(500, height)
        last_row = QPoint(chart.width() - 5, height - 6)
        with qtbot.waitSignal(chart.row_chosen, timeout=500) as told:
            qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=last_row)
        assert told.args[0] == (TipoLugar.ACTIVIDAD, 3)


def pane_of(qtbot, count: int, height: int) -> MapPane:
    cells = (CeldaData(T1, Fraction(90), Semaforo.VERDE, "Cumple", True),)
    rows = tuple(
        FilaData(f"A{n}", f"Nombre {n}", (TipoLugar.ACTIVIDAD, n), cells) for n in range(count)
    )
    pane = MapPane()
    qtbot.addWidget(pane)
    pane.resize(500, height)
    pane.show_rows(rows, T1)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


def test_a_map_too_long_for_its_place_scrolls_under_its_heading(qtbot, theme):
    pane = pane_of(qtbot, 40, 300)
    bar = pane.verticalScrollBar()
    assert bar.maximum() > 0
    heading = pane.viewport().grab(QRect(0, 0, 480, 16)).toImage()
    bar.setValue(bar.maximum())
    assert pane.viewport().grab(QRect(0, 0, 480, 16)).toImage() == heading
    with qtbot.assertNotEmitted(pane.map.row_chosen):
        at = pane.map.mapFrom(pane.viewport(), QPoint(5, 5))
        qtbot.mouseClick(pane.map, Qt.MouseButton.LeftButton, pos=at)
    pane.close()


def test_the_row_the_keyboard_reaches_is_in_sight(qtbot, theme):
    pane = pane_of(qtbot, 40, 300)
    for key, end in ((Qt.Key.Key_End, "maximum"), (Qt.Key.Key_Home, "minimum")):
        qtbot.keyClick(pane.map, key, Qt.KeyboardModifier.ControlModifier)
        bar = pane.verticalScrollBar()
        assert bar.value() == getattr(bar, end)()
    pane.close()


def test_the_pane_follows_the_number_of_rows(qtbot, theme):
    pane = pane_of(qtbot, 40, 300)
    pane.show_rows(pane.map._rows[:3], T1)
    qtbot.waitUntil(lambda: pane.verticalScrollBar().maximum() == 0)
    pane.show_rows(pane.map._rows * 20, T1)
    qtbot.waitUntil(lambda: pane.verticalScrollBar().maximum() > 0)
    pane.close()


# the tree's rows


def tree_row(qtbot, porcentaje: Fraction | None, semaforo: Semaforo | None, due: bool) -> QImage:
    model = QStandardItemModel()
    item = QStandardItem("Nombre de la actividad " * 5)
    item.setData("A3", ROLE_CLAVE)
    item.setData(porcentaje, ROLE_PORCENTAJE)
    item.setData(semaforo, ROLE_SEMAFORO)
    item.setData(due, ROLE_VENCIDA)
    model.appendRow(item)
    view = QTreeView()
    view.setHeaderHidden(True)
    view.setModel(model)
    view.setItemDelegate(TreeProgressDelegate(view))
    hint = view.itemDelegate().sizeHint(QStyleOptionViewItem(), model.index(0, 0))
    assert hint.height() >= 24
    return shown(qtbot, view, 300, 80)


def test_a_row_of_the_tree_carries_bar_and_warning(qtbot, theme):
    half = tree_row(qtbot, Fraction(50), Semaforo.ROJO, True)
    more = tree_row(qtbot, Fraction(90), Semaforo.ROJO, False)
    plain = tree_row(qtbot, None, None, False)
    red = theme.rojo.relleno
    assert count_color(half, red) < count_color(more, red)
    assert count_color(half, theme.amarillo.tinta) > 0
    assert count_color(more, theme.amarillo.tinta) == 0
    assert count_color(plain, red) == count_color(plain, theme.track) == 0


@pytest.mark.parametrize("semaforo", list(Semaforo))
def test_each_light_has_its_sign(qtbot, theme, semaforo):
    image = tree_row(qtbot, Fraction(0), semaforo, False)
    assert count_color(image, theme.semaforo(semaforo).relleno) > 2


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "—"),
        (Fraction(625, 10), "63 %"),
        (Fraction(6249, 100), "62 %"),
        (Fraction(0), "0 %"),
        (Fraction(123_456), "123,456 %"),
    ],
)
def test_the_tree_rounds_half_up_to_whole_percent(value, text):
    assert rounded(value) == text


def test_selection_and_focus_of_a_row_are_one_piece(qtbot, theme):
    model = QStandardItemModel()
    parent = QStandardItem("Programa")
    parent.appendRow(QStandardItem("Actividad"))
    model.appendRow(parent)
    view = RowTree()
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setHeaderHidden(True)
    view.setModel(model)
    view.setItemDelegate(TreeProgressDelegate(view))
    view.expandAll()
    below = model.index(0, 0, model.index(0, 0))
    view.setCurrentIndex(below)
    qtbot.addWidget(view)
    view.resize(300, 80)
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    image = view.viewport().grab().toImage()
    row = view.visualRect(below)
    selection, focus = QColor(theme.selection).rgb(), QColor(theme.focus).rgb()
    inside = [image.pixel(x, row.top() + 3) for x in range(1, image.width() - 1)]
    assert inside.count(selection) > 0.9 * len(inside)  # the rest are the strokes of the text
    assert all(image.pixel(x, row.top()) == focus for x in range(image.width()))
    edges = [image.pixel(x, row.center().y()) for x in range(image.width())]
    assert edges[0] == edges[-1] == focus
    assert focus not in edges[1 : row.left() + 1]  # no box within the row
    view.close()


def test_a_month_of_the_curve_is_read_off_with_the_mouse_and_the_arrows(qtbot, theme):
    chart = CurveChart()
    chart.show_data(curve(10))
    before = shown(qtbot, chart, 420, 200)
    with qtbot.waitExposed(chart):
        chart.show()
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.mes == 9
    assert chart.accessibleDescription().startswith("septiembre: programado")
    assert chart.grab().toImage() != before
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.mes == 0
    assert chart.accessibleDescription().startswith("enero: programado")
    months = []
    for x in range(0, chart.width(), 4):
        qtbot.mouseMove(chart, QPoint(x, 60))
        months.append(chart.mes)
    told = [mes for place, mes in enumerate(months) if mes and mes not in months[:place]]
    assert told == list(range(1, 13))
    assert months[0] == 0  # on the axis there is no month


def test_past_the_last_month_told_the_curve_says_only_what_was_programmed(qtbot, theme):
    chart = CurveChart()
    chart.show_data(curve(3))
    shown(qtbot, chart, 420, 200)
    chart.read(12)
    assert "realizado" not in chart.accessibleDescription()
