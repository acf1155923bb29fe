"""The Tablero: its figures from records, and what the view does with them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor

from poa_desktop.intake.text_form import read_text_form
from poa_desktop.poa.evaluacion import contar_actos, evaluar
from poa_desktop.poa.formats import format_porcentaje
from poa_desktop.poa.periodos import Temporalidad, parse_periodo, periodos_de
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    Evidencia,
    Ficha,
    Gasto,
    Inversion,
    LineaAccion,
    Poa,
    Programa,
    Regla,
    Reglas,
    TipoInversion,
)
from poa_desktop.poa.semaforo import Semaforo, semaforo_mostrado
from poa_desktop.tablero.figures import TableroData, tablero_de
from poa_desktop.tablero.pending import Falta
from poa_desktop.ui.tablero.view import TableroView
from poa_desktop.ui.theme import apply_theme
from poa_desktop.ui.tree.delegate import ROLE_CLAVE
from poa_desktop.ui.tree.model import Node, TreeModel, build_nodes

QUARTERS = (0, 0, 100) * 4
T1, T2, T3 = (parse_periodo(f"2024-T{number}") for number in (1, 2, 3))
A = parse_periodo("2024-A")
WHOLE = (TipoLugar.POA, 1)
HOY = date(2024, 5, 15)
YEAR = tuple(range(1, 13))
PROOF = (Evidencia(1, "acta.pdf", "application/pdf", 10, "0" * 64),)


def linea(ident: int, done: dict[int, int], programado=QUARTERS, **avance) -> LineaAccion:
    """A línea with what was done by month, in hundredths."""
    avances = tuple(
        Avance(done[mes], evidencias=PROOF, **avance) if mes in done else Avance()
        for mes in range(1, 13)
    )
    return LineaAccion(ident, f"Línea {ident}", programado=programado, avances=avances)


def monto(amount: str) -> Ficha:
    return Ficha(
        inversion=Inversion(TipoInversion.MONTO, Decimal(amount)),
        temporalidad=Temporalidad.TRIMESTRAL,
    )


def poa_of(*actividades: Actividad, programas: tuple[Programa, ...] = (), reglas=None) -> Poa:
    dependencia = Dependencia(1, "Hacienda Municipal")
    return Poa(
        1,
        dependencia,
        2024,
        reglas=reglas or Reglas(),
        programas=programas,
        actividades=actividades,
    )


def sample() -> Poa:
    """One programa with an actividad below it, and one actividad that stands alone."""
    return poa_of(
        Actividad(
            1,
            1,
            "Con programa",
            programa_id=1,
            ficha=monto("100"),
            lineas=(linea(11, {3: 100}), linea(12, {3: 0})),
        ),
        Actividad(
            2,
            2,
            "Mensual",
            ficha=Ficha(
                inversion=Inversion(TipoInversion.NO_GENERA_GASTO),
                temporalidad=Temporalidad.MENSUAL,
            ),
            lineas=(linea(21, {1: 100, 2: 300}, (100,) * 12),),
        ),
        programas=(Programa(1, 1, "Programa", ficha=monto("900"), lineas=(linea(1, {3: 100}),)),),
    )


def figures(data: TableroData) -> dict[str, str]:
    return {each.periodo.codigo: each.shape.porcentaje for each in data.gauges}


# figures


def test_the_seed_gives_the_worked_figures(seed_path):
    poa = read_text_form(seed_path.read_bytes(), seed_path.name).poa
    data = tablero_de(poa, WHOLE, T1, date(2025, 2, 1))
    assert [each.shape.cuenta for each in data.gauges] == [
        f"0 de {count} actos" for count in (81, 84, 81, 84, 330)
    ]
    assert data.curva.programado[-1] == 330
    assert data.inversion.cifra == "$2,190,000.00"
    assert len(data.filas) == 16


def test_gauges_are_those_of_the_evaluation():
    poa = sample()
    data = tablero_de(poa, WHOLE, T1, HOY)
    for gauge in data.gauges:
        medida = evaluar(poa, gauge.periodo, HOY).total
        light = semaforo_mostrado(medida.semaforo, gauge.periodo, HOY)
        assert gauge.shape.sweep is None or gauge.shape.semaforo is light
    assert figures(data)["T1"] == "83.3 %"  # 5 of 6 acts: línea 12 did nothing
    assert [each.elegido for each in data.gauges] == [True, False, False, False, False]


def test_periods_follow_the_temporalidad_of_the_node():
    poa = sample()
    monthly = tablero_de(poa, (TipoLugar.ACTIVIDAD, 2), T1, HOY)
    assert list(figures(monthly)) == [f"M{mes:02d}" for mes in range(1, 13)] + ["A"]
    one = tablero_de(poa, (TipoLugar.LINEA, 21), T1, HOY)
    assert list(figures(one)) == list(figures(monthly))
    assert list(figures(tablero_de(poa, WHOLE, T1, HOY))) == ["T1", "T2", "T3", "T4", "A"]


def test_an_annual_node_has_the_year_once():
    ficha = Ficha(temporalidad=Temporalidad.ANUAL)
    poa = poa_of(Actividad(1, 1, "Anual", ficha=ficha, lineas=(linea(1, {}),)))
    assert list(figures(tablero_de(poa, (TipoLugar.ACTIVIDAD, 1), A, HOY))) == ["A"]


def test_a_linea_shows_its_raw_figure_above_100():
    data = tablero_de(sample(), (TipoLugar.LINEA, 21), T1, HOY)
    february = data.gauges[1]
    assert february.shape.porcentaje == "300.0 %"
    assert february.shape.palabra == "Sobrecumplimiento"
    assert february.shape.cuenta == "3 de 1"
    assert february.explicacion == "3 realizado / 1 programado × 100 (Acción); 1 de 1 actos"


def test_a_period_to_come_is_an_outline_and_the_one_at_hand_is_running():
    gauges = tablero_de(sample(), WHOLE, T1, HOY).gauges
    assert [each.shape.sweep is None for each in gauges] == [False, False, True, True, False]
    assert [each.en_curso for each in gauges] == [False, True, False, False, True]


def test_the_percentage_is_explained():
    data = tablero_de(sample(), WHOLE, T1, HOY)
    assert data.gauges[0].explicacion == "5 realizadas / 6 proyectadas × 100, regla: actos"
    promedio = replace(sample(), reglas=Reglas(Regla.PROMEDIO))
    assert "promedio" in tablero_de(promedio, WHOLE, T1, HOY).gauges[0].explicacion


def test_a_rule_that_does_not_apply_says_why():
    poa = sample()
    other = replace(poa.actividades[0].lineas[0], unidad_medida="Litro")
    changed = replace(poa.actividades[0], lineas=(other,))
    poa = replace(poa, actividades=(changed, *poa.actividades[1:]), reglas=Reglas(Regla.CANTIDADES))
    data = tablero_de(poa, WHOLE, T1, HOY)
    assert data.rechazo
    assert "unidades de medida" in data.rechazo
    assert tablero_de(poa, (TipoLugar.LINEA, 11), T1, HOY).rechazo is None


def test_the_curve_stops_today_and_counts_acts():
    curva = tablero_de(sample(), WHOLE, T1, HOY).curva
    assert curva.unidad == "actos"
    assert curva.programado[:3] == (1, 2, 6)
    assert curva.realizado == (1, 4, 6, 6, 6)  # línea 21: the 4 done by February reach to April
    one = tablero_de(sample(), (TipoLugar.LINEA, 21), T1, HOY).curva
    assert one.unidad == "Acción"
    assert one.realizado == (1, 4, 4, 4, 4)


@pytest.mark.parametrize(("hoy", "months"), [(date(2023, 12, 31), 0), (date(2025, 1, 1), 12)])
def test_the_curve_of_a_year_to_come_and_of_one_gone(hoy, months):
    poa = alone(linea(1, {}))
    assert len(tablero_de(poa, WHOLE, T1, hoy).curva.realizado) == months


def test_the_curve_tells_what_is_captured_ahead():
    poa = alone(linea(1, {5: 100}))
    assert len(tablero_de(poa, WHOLE, T1, date(2024, 2, 1)).curva.realizado) == 5


def test_a_running_period_is_no_rezago_anywhere():
    poa = alone(linea(1, {3: 0}))
    data = tablero_de(poa, WHOLE, T1, date(2024, 5, 15))
    told = [(each.shape.palabra, each.shape.semaforo) for each in data.gauges]
    assert told[0] == ("Rezago", Semaforo.ROJO)
    assert told[1] == told[4] == ("En curso", Semaforo.GRIS)
    cells = data.filas[0].celdas
    assert [each.semaforo for each in cells] == [Semaforo.ROJO] + [Semaforo.GRIS] * 4
    words = ["Rezago", "En curso", "Aún no comienza", "Aún no comienza", "En curso"]
    assert [each.palabra for each in cells] == words
    assert str(cells[1].porcentaje) == "0"


def nodes_of(poa: Poa, periodo, hoy: date) -> dict[str, Node]:
    nodes = build_nodes(poa, evaluar(poa, periodo, hoy), hoy)
    below = [child for node in nodes for child in node.children]
    leaves = [leaf for node in below for leaf in node.children]
    return {node.key: node for node in (*nodes, *below, *leaves)}


def test_the_tree_holds_the_light_of_a_running_period_back_and_keeps_the_figure():
    poa = alone(linea(1, {3: 0}))
    for hoy, light, word in (
        (date(2024, 3, 31), Semaforo.GRIS, "En curso"),
        (date(2024, 4, 1), Semaforo.ROJO, "Rezago"),
    ):
        nodes = nodes_of(poa, T1, hoy)
        for key in ("poa-1", "actividad-1", "linea-1"):
            assert (nodes[key].semaforo, nodes[key].palabra) == (light, word)
            assert nodes[key].porcentaje == 0


def test_the_groups_of_the_tree_carry_the_figures_of_what_they_hold():
    poa = sample()
    nodes = nodes_of(poa, T1, HOY)
    own = evaluar(poa, T1, HOY).programas[0].medida
    componentes = nodes["componentes-1"]
    assert componentes.porcentaje == own.porcentaje == 100
    assert (componentes.semaforo, componentes.palabra) == (Semaforo.VERDE, "Cumple")
    loose = nodes["sin-programa"]
    assert loose.porcentaje == nodes["actividad-2"].porcentaje  # A1 stands under its programa
    assert (loose.semaforo, loose.palabra) == (Semaforo.VERDE, "Cumple")
    later = nodes_of(poa, T2, HOY)["sin-programa"]
    assert (later.porcentaje, later.semaforo, later.palabra) == (0, Semaforo.GRIS, "En curso")


def test_the_loose_actividades_are_measured_together_by_the_rule():
    done, late = linea(1, {3: 100}), linea(2, {3: 0})
    poa = poa_of(Actividad(1, 1, "a", lineas=(done,)), Actividad(2, 2, "b", lineas=(late,)))
    group = nodes_of(poa, T1, HOY)["sin-programa"]
    assert (group.porcentaje, group.semaforo) == (50, Semaforo.ROJO)
    refused = replace(
        poa,
        reglas=Reglas(Regla.CANTIDADES),
        actividades=(
            poa.actividades[0],
            replace(poa.actividades[1], lineas=(replace(late, unidad_medida="Litro"),)),
        ),
    )
    group = nodes_of(refused, T1, HOY)["sin-programa"]
    assert (group.porcentaje, group.semaforo) == (None, Semaforo.GRIS)


def test_the_tree_names_blocks_as_the_map_does_and_tells_the_exact_figure(qapp):
    model = TreeModel()
    poa = sample()
    model.show_nodes(build_nodes(poa, evaluar(poa, T1, HOY), HOY))
    third = model.index_of("actividad-1")
    assert third.data(ROLE_CLAVE) == "A1"
    assert third.data(Qt.ItemDataRole.ToolTipRole) == "A1 Con programa\n50.0 %, Rezago"
    assert third.data(Qt.ItemDataRole.AccessibleTextRole) == "A1 Con programa: 50.0 %, Rezago"
    assert model.index_of("programa-1").data(ROLE_CLAVE) == "P1"
    diagnostico = model.index_of("diagnostico")
    assert diagnostico.data(Qt.ItemDataRole.ToolTipRole) == "Diagnóstico"


def test_the_map_of_each_level():
    poa = sample()
    whole = tablero_de(poa, WHOLE, T1, HOY)
    assert [row.clave for row in whole.filas] == ["P1", "A1", "A2"]
    assert whole.filas[1].lugar == (TipoLugar.ACTIVIDAD, 1)
    programa = tablero_de(poa, (TipoLugar.PROGRAMA, 1), T1, HOY)
    assert [row.clave for row in programa.filas] == ["P1.1", "A1"]
    actividad = tablero_de(poa, (TipoLugar.ACTIVIDAD, 1), T1, HOY)
    assert [row.lugar for row in actividad.filas] == [(TipoLugar.LINEA, 11), (TipoLugar.LINEA, 12)]
    assert tablero_de(poa, (TipoLugar.LINEA, 11), T1, HOY).filas == ()


def test_a_node_has_one_figure_in_the_evaluation_and_in_its_tablero():
    poa = sample()
    evaluacion = evaluar(poa, T1, HOY)
    for tipo, result in (
        (TipoLugar.PROGRAMA, evaluacion.programas[0]),
        (TipoLugar.ACTIVIDAD, evaluacion.actividades[0]),
    ):
        data = tablero_de(poa, (tipo, result.bloque.id), T1, HOY)
        (chosen,) = [gauge for gauge in data.gauges if gauge.elegido]
        assert chosen.shape.porcentaje == format_porcentaje(result.medida.porcentaje)


def test_inversion_never_adds_programas_and_actividades():
    poa = sample()
    whole = tablero_de(poa, WHOLE, T1, HOY).inversion
    assert whole.cifra == "$100.00"
    assert whole.detalle == ("1 no genera gasto", "Programas: $900.00, no se suman")
    programa = tablero_de(poa, (TipoLugar.PROGRAMA, 1), T1, HOY).inversion
    assert programa.cifra == "$100.00"  # what spending is held against: only actividades spend
    assert programa.programado == 100
    assert programa.detalle == ("El programa: $900.00",)
    free = tablero_de(poa, (TipoLugar.ACTIVIDAD, 2), T1, HOY).inversion
    assert free.cifra == "No genera gasto"


def test_a_selection_that_is_gone_shows_the_poa():
    assert tablero_de(sample(), (TipoLugar.LINEA, 999), T1, HOY).titulo == "POA 2024"


# what is left to do


def missing(poa: Poa, periodo, hoy=HOY) -> list[tuple[Falta, str, int]]:
    found = tablero_de(poa, WHOLE, periodo, hoy).pendientes
    return [(each.falta, each.clave, each.mes) for each in found]


def alone(one: LineaAccion) -> Poa:
    return poa_of(Actividad(1, 1, "Una", ficha=monto("1"), lineas=(one,)))


def test_overdue_and_due_acts():
    poa = alone(linea(1, {}))
    assert missing(poa, T1) == [(Falta.CAPTURA, "A1.1", 3)]
    assert missing(poa, T2) == [(Falta.ACTO, "A1.1", 6)]
    assert missing(poa, T1, date(2024, 3, 31)) == [(Falta.ACTO, "A1.1", 3)]
    assert missing(poa, T1, date(2024, 4, 1)) == [(Falta.CAPTURA, "A1.1", 3)]


def test_evidence_is_asked_for_what_is_done_and_not_for_a_zero():
    without = Avance(100)
    done = replace(linea(1, {}), avances=(Avance(),) * 2 + (without,) + (Avance(),) * 9)
    assert missing(alone(done), T1) == [(Falta.EVIDENCIA, "A1.1", 3)]


def test_a_reason_is_asked_for_too_little_once_the_period_is_over():
    poa = alone(linea(1, {3: 0}))
    assert missing(poa, T1, date(2024, 3, 31)) == []
    assert missing(poa, T1) == [(Falta.JUSTIFICACION, "A1.1", 3)]
    told = alone(linea(1, {3: 0}, justificacion="Se reprogramó por lluvias."))
    assert missing(told, T1) == []


def test_a_reason_is_asked_for_too_much_at_once():
    poa = alone(linea(1, {1: 300}))
    assert (Falta.JUSTIFICACION, "A1.1", 3) in missing(poa, T1, date(2024, 2, 1))


def test_the_overdue_stand_first():
    poa = poa_of(
        Actividad(1, 1, "a", lineas=(linea(1, {3: 0}), linea(2, {}))),
        Actividad(2, 2, "b", lineas=(linea(3, {}),)),
    )
    faltas = [falta for falta, *_ in missing(poa, A)]
    assert faltas == sorted(faltas)
    assert faltas[0] is Falta.CAPTURA


quantities = st.lists(st.sampled_from([0, 50, 100, 250]), min_size=12, max_size=12)
captured = st.lists(st.sampled_from([None, 0, 50, 100, 900]), min_size=12, max_size=12)


@settings(max_examples=60, deadline=None)
@given(quantities, captured, st.dates(date(2023, 12, 1), date(2025, 2, 1)))
def test_any_linea_gives_a_tablero_that_holds_together(programado, realizado, hoy):
    avances = tuple(Avance(each) for each in realizado)
    poa = alone(LineaAccion(1, "x", programado=tuple(programado), avances=avances))
    for selection in (WHOLE, (TipoLugar.ACTIVIDAD, 1), (TipoLugar.LINEA, 1)):
        data = tablero_de(poa, selection, T2, hoy)
        due, done = data.curva.programado, data.curva.realizado
        assert list(due) == sorted(due)
        assert list(done) == sorted(done)
        if selection[0] is not TipoLugar.LINEA:
            year = contar_actos(poa.lineas[0].programado, sum(filter(None, realizado)), YEAR)
            assert due[-1] == year[0]
            assert (done or (0,))[-1] == year[1]
        assert all(each.mes in T2.meses for each in data.pendientes)
        for gauge in data.gauges:
            assert gauge.shape.sweep is None or -240 <= gauge.shape.sweep <= 0


# the view


@pytest.fixture
def view(qapp, qtbot) -> TableroView:
    apply_theme(qapp, False)
    made = TableroView()
    qtbot.addWidget(made)
    made.resize(1061, 531)  # what the taskbar and the window leave for the page at 1366 × 768
    return made


def large() -> Poa:
    """As large as real ones: 2 programas, the first with 16 líneas, and 14 actividades."""
    many = tuple(
        Actividad(
            number,
            number,
            f"Actividad {number}",
            programa_id=1 if number < 6 else None,
            ficha=monto("1000"),
            lineas=(linea(number * 10, {3: 100}), linea(number * 10 + 1, {})),
        )
        for number in range(1, 15)
    )
    first = Programa(1, 1, "Uno", lineas=tuple(linea(900 + each, {}) for each in range(16)))
    two = (first, Programa(2, 2, "Dos", lineas=(linea(990, {}),)))
    monthly = replace(many[13], ficha=Ficha(temporalidad=Temporalidad.MENSUAL))
    return poa_of(*many[:13], monthly, programas=two)


PLACES = [
    (WHOLE, True),
    ((TipoLugar.PROGRAMA, 1), False),
    ((TipoLugar.ACTIVIDAD, 1), True),
    ((TipoLugar.ACTIVIDAD, 14), True),
    ((TipoLugar.LINEA, 10), True),
]


@pytest.mark.parametrize(("place", "whole_map"), PLACES)
@pytest.mark.parametrize("compared", [False, True])
def test_the_page_never_scrolls_in_the_smallest_window(view, qtbot, place, whole_map, compared):
    poa = large()
    before = last_year(poa) if compared else None
    view.show_data(tablero_de(poa, place, T1, HOY, before))
    with qtbot.waitExposed(view):
        view.show()
    assert any(each.compared for each in view.gauges.gauges) is compared
    assert view.horizontalScrollBar().maximum() == 0
    assert view.verticalScrollBar().maximum() == 0
    assert (view.map_pane.verticalScrollBar().maximum() == 0) is whole_map
    assert view.curve.height() >= view.curve.minimumSizeHint().height()
    assert view.todo.height() >= view.todo.minimumSizeHint().height()
    view.close()


def last_year(poa: Poa) -> Poa:
    """The same plan one year before."""
    return replace(poa, id=2, ejercicio=poa.ejercicio - 1)


def parts_of(view: TableroView) -> dict[str, QRect]:
    """Where each part of the page is, in the page's own pixels."""
    parts = {
        "head": view.head,
        "gauges": view.gauges,
        "inversion": view.inversion,
        "map": view.map_pane,
        "curve": view.curve,
        "todo": view.todo,
    }
    inside = view.widget()
    return {
        name: QRect(part.mapTo(inside, QPoint(0, 0)), part.size()) for name, part in parts.items()
    }


@pytest.mark.parametrize("place", [WHOLE, (TipoLugar.ACTIVIDAD, 14), (TipoLugar.LINEA, 11)])
@pytest.mark.parametrize("width", [600, 640, 899, 1061, 1600])
def test_at_every_width_all_parts_are_inside_and_apart(view, qtbot, place, width):
    poa = large()
    view.show_data(tablero_de(poa, place, T1, HOY, last_year(poa)))
    view.resize(width, 500)
    with qtbot.waitExposed(view):
        view.show()
    parts = parts_of(view)
    if place[0] is TipoLugar.LINEA:
        del parts["map"]
    assert view.horizontalScrollBar().maximum() == 0
    for name, part in parts.items():
        assert part.left() >= 0, name
        assert part.right() <= view.viewport().width(), name
        assert part.height() >= 16, name
    for (one, first), (other, second) in combinations(parts.items(), 2):
        assert not first.intersects(second), f"{one} covers {other}"
    qtbot.waitUntil(lambda: view.map.width() <= view.map_pane.viewport().width())
    for gauge in view.gauges.gauges:
        assert view.gauges.rect().contains(gauge.geometry())
        assert gauge.width() >= gauge.minimumSizeHint().width()
    view.close()


def test_a_narrow_page_is_one_column_in_the_order_of_the_eye(view, qtbot):
    view.show_data(tablero_de(large(), WHOLE, T1, HOY))
    view.resize(640, 376)
    with qtbot.waitExposed(view):
        view.show()
    tops = [part.top() for part in parts_of(view).values()]
    assert tops == sorted(tops)
    assert len(set(tops)) == len(tops)
    assert view.verticalScrollBar().maximum() > 0
    assert view.map_pane.verticalScrollBar().maximum() == 0  # the page scrolls, not the map
    view.resize(1061, 531)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() == 0)
    wide = parts_of(view)
    assert wide["inversion"].left() > wide["gauges"].right()
    assert wide["curve"].left() > wide["map"].right()
    view.close()


def test_a_low_page_gives_its_rows_what_it_can_spare_and_tooltips_keep_the_words(view, qtbot):
    view.show_data(tablero_de(large(), WHOLE, T1, HOY))
    with qtbot.waitExposed(view):
        view.show()
    spared = (view.head.soft, view.legend, view.map_heading)
    assert all(part.isHidden() for part in spared)
    assert view.head.soft.text() in view.head.sentence.toolTip()
    assert "Actos: cada mes programado" in view.head.sentence.toolTip()
    assert "Cumple, 90 % o más" in view.map_heading.toolTip()
    view.resize(1061, 640)
    assert not any(part.isHidden() for part in spared)
    assert view.map_heading.text() == "Avance por periodo (%)"
    view.resize(640, 376)  # one column scrolls, so there is room for everything
    assert not any(part.isHidden() for part in spared)
    view.close()


@pytest.mark.parametrize("compared", [False, True])
def test_a_map_of_many_periods_lies_across_the_page_above_curve_and_list(view, qtbot, compared):
    poa = large()
    before = last_year(poa) if compared else None
    view.show_data(tablero_de(poa, (TipoLugar.ACTIVIDAD, 14), T1, HOY, before))
    with qtbot.waitExposed(view):
        view.show()
    parts = parts_of(view)
    assert parts["inversion"].left() > parts["gauges"].right()
    assert parts["map"].width() > 1000
    assert parts["map"].bottom() < parts["curve"].top()
    assert parts["curve"].right() < parts["todo"].left()
    headings = [
        each.mapTo(view.widget(), QPoint(0, 0)).y()
        for each in (view.curve_heading, view.todo_heading)
    ]
    assert headings[0] == headings[1]
    assert parts["todo"].top() < headings[1] + 30  # the list follows its heading
    view.show_data(tablero_de(poa, WHOLE, T1, HOY, before))
    view.widget().layout().activate()
    qtbot.waitUntil(lambda: parts_of(view)["map"].right() < parts_of(view)["curve"].left())
    view.show_data(tablero_de(poa, (TipoLugar.LINEA, 11), T1, HOY, before))
    qtbot.waitUntil(lambda: parts_of(view)["curve"].width() > 1000)
    assert parts_of(view)["curve"].bottom() < parts_of(view)["todo"].top()
    view.close()


def test_where_not_even_few_rows_of_such_a_map_have_room_the_page_scrolls(view, qtbot):
    poa = large()
    many = replace(poa.actividades[13], lineas=tuple(linea(700 + each, {}) for each in range(16)))
    poa = replace(poa, actividades=(*poa.actividades[:13], many))
    view.show_data(tablero_de(poa, (TipoLugar.ACTIVIDAD, 14), T1, HOY))
    with qtbot.waitExposed(view):
        view.show()
    page, of_map = view.verticalScrollBar(), view.map_pane.verticalScrollBar()
    for height, scrolls in [(440, "page"), (605, "map"), (440, "page"), (531, "map"), (575, "map")]:
        view.resize(1061, height)
        for each, bar in (("page", page), ("map", of_map)):
            qtbot.waitUntil(lambda bar=bar, moves=each == scrolls: (bar.maximum() > 0) is moves)
        spared = height in (531, 575)
        assert view.legend.isHidden() is spared
        assert view.head.soft.isHidden() is spared
    view.close()


def test_a_short_list_leaves_its_room_to_the_curve(view, qtbot):
    view.show_data(tablero_de(alone(linea(7, {3: 0})), WHOLE, T1, HOY))
    view.resize(1400, 900)
    with qtbot.waitExposed(view):
        view.show()
    parts = parts_of(view)
    assert parts["todo"].height() == view.todo.whole_height()
    assert parts["curve"].height() == view.curve.maximumHeight()
    assert abs(parts["map"].top() - parts["curve"].top()) < 8  # the rest is left below
    view.resize(1400, 640)
    parts = parts_of(view)
    assert parts["todo"].height() == view.todo.whole_height()
    assert parts["todo"].bottom() > view.viewport().height() - 30
    view.close()


def test_the_headline_wraps_instead_of_being_cut(view, qtbot):
    view.show_data(tablero_de(large(), WHOLE, T1, HOY))
    view.resize(1061, 531)
    with qtbot.waitExposed(view):
        view.show()
    one_row = view.head.sentence.height()
    view.resize(400, 531)
    label = view.head.sentence
    qtbot.waitUntil(lambda: label.height() > one_row)
    assert label.height() >= label.heightForWidth(label.width())
    view.resize(1061, 531)
    qtbot.waitUntil(lambda: label.height() == one_row)  # and gives the row back
    assert one_row < 2 * label.fontMetrics().height()
    view.close()


def test_an_empty_page_does_not_scroll(view, qtbot):
    view.show_data(tablero_de(large(), WHOLE, T1, HOY))
    view.resize(640, 376)
    with qtbot.waitExposed(view):
        view.show()
    assert view.verticalScrollBar().maximum() > 0
    view.show_data(tablero_de(poa_of(), WHOLE, T1, HOY))
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() == 0)
    view.show_data(tablero_de(large(), WHOLE, T1, HOY))
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    view.close()


def test_the_head_speaks_of_the_chosen_period_and_of_the_year_so_far(view):
    view.show_data(tablero_de(sample(), WHOLE, T1, HOY))
    told = (
        "En el primer trimestre (enero a marzo) se cumplieron 5 de 6 actos programados, 83.3 %: "
        "en riesgo."
    )
    assert view.head.sentence.accessibleName() == told
    assert view.head.note.text() == "1 sin capturar · De enero a abril: 85.7 %, en riesgo"
    assert not view.head.note.isHidden()
    assert view.head.soft.text() == "1 programa · 2 actividades · 4 líneas de acción · Regla: actos"
    view.show_data(tablero_de(sample(), WHOLE, T3, HOY))
    assert "En el tercer trimestre (julio a septiembre)" in view.head.sentence.accessibleName()


def test_without_anything_to_add_the_head_has_no_note(view):
    view.show_data(tablero_de(alone(linea(1, {3: 100})), WHOLE, T1, date(2024, 4, 1)))
    assert view.head.note.isHidden()


def test_the_keyboard_walks_along_the_gauges_and_stops_at_the_ends(view, qtbot):
    view.show_data(tablero_de(sample(), WHOLE, T1, HOY))
    with qtbot.waitExposed(view):
        view.show()
    gauges = view.gauges.gauges
    gauges[0].setFocus()
    for key, at in (
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_End, 4),
        (Qt.Key.Key_Right, 4),
        (Qt.Key.Key_Home, 0),
    ):
        qtbot.keyClick(view.focusWidget() or view, key)
        assert gauges[at].hasFocus()
    view.close()


def spent(*amounts: str) -> Poa:
    """One actividad with 1,000 pesos planned and gastos in March."""
    gastos = tuple(Gasto(1, date(2024, 3, 1), Decimal(each)) for each in amounts)
    one = replace(alone(linea(1, {})).actividades[0], ficha=monto("1000"), gastos=gastos)
    return poa_of(one)


@pytest.mark.parametrize(
    ("amounts", "told"),
    [
        ((), "Programada $1,000.00; Ejercida $0.00; 0.0 % ejercido"),
        (
            ("300", "84.5"),
            "Programada $1,000.00; Ejercida $384.50; 38.5 % ejercido en T1: $384.50",
        ),
        (
            ("1500",),
            "Programada $1,000.00; Ejercida $1,500.00; 150.0 % ejercido en T1: $1,500.00; "
            "$500.00 más de lo programado",
        ),
    ],
)
def test_the_inversion_is_told_in_words(view, amounts, told):
    view.show_data(tablero_de(spent(*amounts), WHOLE, T1, HOY))
    assert view.inversion.accessibleName() == f"Inversión suma de 1 actividad; {told}"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_inversion_leads_to_the_gastos(view, qtbot, key):
    view.show_data(tablero_de(sample(), (TipoLugar.LINEA, 11), T1, HOY))
    with qtbot.waitSignal(view.go_to, timeout=500) as told:
        qtbot.keyClick(view.inversion, key)
    assert told.args == [Lugar(TipoLugar.ACTIVIDAD, 1, "gastos", "")]
    view.show_data(tablero_de(sample(), WHOLE, T1, HOY))
    with qtbot.waitSignal(view.go_to, timeout=500) as told:
        qtbot.mouseClick(view.inversion, Qt.MouseButton.LeftButton)
    assert told.args == [Lugar(TipoLugar.POA, 1, "gastos", "")]


def test_an_inversion_without_gastos_leads_nowhere(view, qtbot):
    programa = Programa(1, 1, "Solo", ficha=monto("900"), lineas=(linea(1, {}),))
    poa = poa_of(programas=(programa,))
    view.show_data(tablero_de(poa, (TipoLugar.PROGRAMA, 1), T1, HOY))
    with qtbot.assertNotEmitted(view.go_to):
        qtbot.mouseClick(view.inversion, Qt.MouseButton.LeftButton)
    assert view.inversion.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_the_excess_is_drawn_in_the_colour_of_danger(view, qapp):
    theme = apply_theme(qapp, False)

    def danger(poa: Poa) -> int:
        view.show_data(tablero_de(poa, WHOLE, T1, HOY))
        image = view.inversion.grab().toImage()
        wanted = QColor(theme.rojo.relleno).rgb()
        return sum(
            image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
        )

    assert danger(spent("900")) == 0
    assert danger(spent("1100")) > 200


def test_the_view_has_a_name_for_a_screen_reader(view):
    assert view.accessibleName() == "Tablero"


def test_the_view_shows_every_node_one_after_the_other(view):
    poa = sample()
    places = [WHOLE, (TipoLugar.PROGRAMA, 1), (TipoLugar.ACTIVIDAD, 2), (TipoLugar.LINEA, 11)]
    for place in places * 2:
        data = tablero_de(poa, place, T1, HOY)
        view.show_data(data)
        assert len(view.gauges.gauges) == len(data.gauges)
        assert not view.grab().isNull()


def test_gauges_stay_while_only_figures_change(view):
    poa = sample()
    view.show_data(tablero_de(poa, WHOLE, T1, HOY))
    before = list(view.gauges.gauges)
    view.show_data(tablero_de(poa, WHOLE, T2, HOY))
    assert view.gauges.gauges == before
    assert [each.data.elegido for each in before] == [False, True, False, False, False]


def test_choosing_a_gauge_asks_for_its_period(view, qtbot):
    view.show_data(tablero_de(sample(), WHOLE, T1, HOY))
    with qtbot.waitSignal(view.period_chosen, timeout=500) as told:
        qtbot.keyClick(view.gauges.gauges[2], Qt.Key.Key_Return)
    assert told.args == [T3]


def test_a_row_of_the_map_goes_to_its_node(view, qtbot):
    view.show_data(tablero_de(sample(), WHOLE, T1, HOY))
    qtbot.keyClick(view.map, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.go_to, timeout=500) as told:
        qtbot.keyClick(view.map, Qt.Key.Key_Return)
    assert told.args == [Lugar(TipoLugar.ACTIVIDAD, 1, "", "")]


def test_a_thing_to_do_goes_to_its_field(view, qtbot):
    view.show_data(tablero_de(alone(linea(7, {3: 0})), WHOLE, T1, HOY))
    heading, row = (view.todo.rows.index(each) for each in range(view.todo.rows.rowCount()))
    with qtbot.assertNotEmitted(view.go_to):
        view.todo.clicked.emit(heading)
    with qtbot.waitSignal(view.go_to, timeout=500) as told:
        view.todo.clicked.emit(row)
    assert told.args == [Lugar(TipoLugar.LINEA, 7, "justificacion", "A1.1", 3)]


def test_what_is_left_is_counted_and_grouped_by_kind(view):
    without = replace(linea(1, {}), avances=(Avance(100),) * 3 + (Avance(),) * 9)
    poa = poa_of(
        Actividad(1, 1, "a", lineas=(linea(2, {3: 0}), without)),
        Actividad(2, 2, "b", lineas=(linea(3, {}),)),
    )
    view.show_data(tablero_de(poa, WHOLE, T1, HOY))
    heading = "Por hacer en T1: 1 acto · 2 justificaciones · 3 evidencias"
    assert view.todo_heading.text() == heading
    rows = [view.todo.rows.index(each) for each in range(view.todo.rows.rowCount())]
    kinds = [row.data() for row in rows if row.data()]
    assert kinds == ["Sin capturar (1)", "Falta justificar (2)", "Falta evidencia (3)"]
    assert rows[0].data() == kinds[0]
    assert not rows[0].flags() & Qt.ItemFlag.ItemIsSelectable
    told = rows[1].data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Sin capturar, marzo: A2.1 Línea 3"


def test_the_keyboard_passes_over_the_headings_of_the_list(view, qtbot):
    view.show_data(tablero_de(alone(linea(7, {3: 0})), WHOLE, T1, HOY))
    with qtbot.waitExposed(view):
        view.show()
    view.todo.setFocus()
    qtbot.waitUntil(view.todo.hasFocus)
    qtbot.keyClick(view.todo, Qt.Key.Key_Down)
    qtbot.keyClick(view.todo, Qt.Key.Key_Up)
    assert view.todo.currentIndex().row() == 1
    view.close()


def test_nothing_to_do_is_said(view):
    done = alone(linea(1, dict.fromkeys((3, 6, 9, 12), 100)))
    view.show_data(tablero_de(done, WHOLE, T1, HOY))
    assert view.todo.isHidden()
    assert not view.todo_empty.isHidden()
    assert view.todo_empty.text() == "Nada pendiente en este periodo."


def test_without_lineas_the_page_says_what_to_do_next(view):
    view.show_data(tablero_de(poa_of(), WHOLE, T1, HOY))
    assert view.widget().layout().currentWidget() is view.empty
    view.show_data(tablero_de(sample(), WHOLE, T1, HOY))
    assert view.widget().layout().currentWidget() is not view.empty


def test_the_tab_key_goes_as_the_eye_does(view):
    view.show_data(tablero_de(sample(), WHOLE, T1, HOY))
    wanted = [*view.gauges.gauges, view.inversion, view.map, view.todo]
    stops, each = [], view.gauges.gauges[0]
    for _ in range(60):
        if each in wanted:
            stops.append(each)
        each = each.nextInFocusChain()
        if each is view.gauges.gauges[0]:
            break
    assert stops == wanted


def test_fractions_stay_exact():
    data = tablero_de(sample(), WHOLE, T1, HOY)
    third = data.filas[0].celdas[0].porcentaje
    assert isinstance(third, Fraction)
    assert len(periodos_de(Temporalidad.TRIMESTRAL, 2024)) + 1 == len(data.filas[0].celdas)


@pytest.mark.parametrize(
    ("hoy", "running"),
    [
        (date(2024, 5, 15), True),
        (date(2024, 5, 31), True),
        (date(2024, 12, 31), True),
        (date(2025, 1, 1), False),
        (date(2023, 12, 31), True),  # captured ahead
    ],
)
def test_the_last_month_of_the_curve_is_running_until_its_last_day_is_over(hoy, running):
    data = tablero_de(sample(), WHOLE, T1, hoy)
    assert data.curva.en_curso is running
