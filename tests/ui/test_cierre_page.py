"""The page Cierre: where a period stands, what it lacks and where that leads."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.poa.tramites import EstadoPeriodo, Paso
from poa_desktop.ui.actions import PERIOD_MENU, PERIOD_STEPS
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.calendario.page import CalendarioPage
from poa_desktop.ui.cierre.page import ACTAS, FALTA, OBSERVACIONES
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from tests.ui.cierre_window import (
    Clerk,
    enabled,
    item,
    page_of,
    rows,
    session_of,
    show,
    take,
)
from tests.ui.keys import press, press_in, type_text
from tests.ui.test_accessibility import letters_in, twice
from tests.ui.windows import OpenMainWindow

STEP_NAMES = {Paso(value): name for name, value in PERIOD_STEPS.items()}


@pytest.fixture
def window(closing_window: MainWindow) -> MainWindow:
    """The example in its first quarter, of which one línea is sin capturar."""
    return closing_window


WAYS: dict[EstadoPeriodo, tuple[Paso, ...]] = {
    EstadoPeriodo.ABIERTO: (),
    EstadoPeriodo.ENVIADO: (Paso.ENVIO,),
    EstadoPeriodo.OBSERVADO: (Paso.ENVIO, Paso.DEVOLUCION),
    EstadoPeriodo.CERRADO: (Paso.ENVIO, Paso.CIERRE),
    EstadoPeriodo.REABIERTO: (Paso.CIERRE, Paso.REAPERTURA),
}
SAID = {
    EstadoPeriodo.ABIERTO: "Nadie lo ha enviado todavía. Le toca a la dependencia.",
    EstadoPeriodo.ENVIADO: "Enviado el 15/10/2024 10:32 por Lucía Ramos, Enlace. Le toca a "
    "Planeación.",
    EstadoPeriodo.OBSERVADO: "Devuelto con observaciones el 15/10/2024 10:32 por Lucía Ramos, "
    "Enlace. «Se corrige por el oficio 45». Le toca a la dependencia.",
    EstadoPeriodo.CERRADO: "Cerrado el 15/10/2024 10:32 por Lucía Ramos, Enlace.",
    EstadoPeriodo.REABIERTO: "Reabierto el 15/10/2024 10:32 por Lucía Ramos, Enlace. «Se corrige "
    "por el oficio 45». Le toca a la dependencia.",
}
OFFERED = {
    EstadoPeriodo.ABIERTO: {Paso.ENVIO, Paso.CIERRE},
    EstadoPeriodo.ENVIADO: {Paso.RETIRO, Paso.DEVOLUCION, Paso.CIERRE},
    EstadoPeriodo.OBSERVADO: {Paso.ENVIO, Paso.CIERRE},
    EstadoPeriodo.CERRADO: {Paso.REAPERTURA},
    EstadoPeriodo.REABIERTO: {Paso.ENVIO, Paso.CIERRE},
}
SIGNS = {
    EstadoPeriodo.ABIERTO: "",
    EstadoPeriodo.ENVIADO: "→",
    EstadoPeriodo.OBSERVADO: "!",
    EstadoPeriodo.CERRADO: "✓",
    EstadoPeriodo.REABIERTO: "↺",
}
SECTIONS = {EstadoPeriodo.OBSERVADO: OBSERVACIONES, EstadoPeriodo.CERRADO: ACTAS}


@pytest.mark.parametrize("estado", EstadoPeriodo)
def test_every_state_says_where_it_stands_and_what_may_follow(
    window: MainWindow, estado: EstadoPeriodo
) -> None:
    take(window, *WAYS[estado])
    page = page_of(window)
    assert session_of(window).estado() is estado
    assert page.head.period.text() == "Primer trimestre, enero a marzo de 2024"
    assert page.head.line.accessibleName() == f"Estado del periodo: {estado.etiqueta}"
    assert page.head.line.names[page.head.line.at] == estado.etiqueta
    assert page.head.since.text() == SAID[estado]
    assert page.head.figure.text() == "92.6 % · Cumple"
    assert page.head.rule.text() == "Regla «actos»"
    assert enabled(window) == OFFERED[estado]
    for paso, button in page.head.buttons.items():
        if paso not in OFFERED[estado]:
            assert button.toolTip().endswith("."), paso
    assert page.sections.currentIndex() == SECTIONS.get(estado, FALTA)
    buttons = {each.text(): each for each in window.toolbar.periods._buttons.values()}
    assert buttons["T1"].sign == SIGNS[estado]
    assert (f"({estado.value})" in buttons["T1"].accessibleName()) == bool(SIGNS[estado])
    assert {each.sign for name, each in buttons.items() if name != "T1"} == {""}
    for section in (FALTA, OBSERVACIONES, ACTAS):
        page.sections.setCurrentIndex(section)
        assert twice(letters_in(window)) == []
    window.actions_.menus[PERIOD_MENU].aboutToShow.emit()
    offered = {paso for paso, name in STEP_NAMES.items() if window.actions_[name].isEnabled()}
    assert offered == OFFERED[estado]


def test_ctrl_6_brings_the_page_whatever_node_is_chosen(window: MainWindow) -> None:
    assert window.workspace is not None
    poa = session_of(window).poa
    assert poa is not None
    window.workspace.show_page("datos")
    window.workspace.show_place(Place(TipoLugar.LINEA, poa.actividades[2].lineas[0].id))
    press_in(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace.page is page_of(window)
    assert page_of(window).head.figure.text() == "92.6 % · Cumple"
    assert window.workspace.title.text() == "POA 2024"
    window.workspace.show_page("avance")
    assert window.workspace.title.text().startswith("Entregar a cada área")


# -- what is lacking -------------------------------------------------------------------------------


def test_what_blocks_comes_first_and_long_groups_are_closed(window: MainWindow) -> None:
    tree = page_of(window).falta.list
    found = rows(window)
    assert found[:2] == [
        "Sin capturar (1): captúrelo, o confirme que fue 0",
        "A9.3: falta capturar marzo.",
    ]
    heads = {each.split(":")[0]: each for each in found if "(" in each}
    assert "Sin evidencia (62)" in heads
    assert item(window, "Sin capturar").isExpanded()
    assert not item(window, "Sin evidencia").isExpanded()
    assert page_of(window).sections.tabText(FALTA) == "Lo que falta (64)"
    assert tree.currentItem() is item(window, "Sin capturar")


def test_a_row_leads_to_its_cell_and_leaves_when_it_is_done(window: MainWindow) -> None:
    page = page_of(window)
    page.falta.list.setCurrentItem(item(window, "A9.3: falta capturar"))
    page.falta.list.setFocus()
    press(Qt.Key.Key_Return)
    assert window.workspace is not None
    avance = window.workspace.page
    assert isinstance(avance, AvancePage)
    row = avance.model.rows[avance.grid.table.currentIndex().row()]
    assert row.clave == "A9.3"
    assert avance.model.columns[avance.grid.table.currentIndex().column()].mes == 3
    assert avance.grid.table.hasFocus()
    type_text("1")
    press(Qt.Key.Key_Return)
    press_in(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert not any("falta capturar" in each for each in rows(window))


@pytest.mark.parametrize("text", ["A1.1: reporta avance", "P2.3: reporta avance"])
def test_every_row_of_evidence_leads_to_its_box(window: MainWindow, text: str) -> None:
    page = page_of(window)
    found = item(window, text)
    head = found.parent()
    assert head is not None
    head.setExpanded(True)
    page.falta.list.setCurrentItem(found)
    page.falta.go_button.click()
    assert window.workspace is not None
    avance = window.workspace.page
    assert isinstance(avance, AvancePage)
    assert avance.panel.title.text().startswith(text.split(":")[0])
    assert avance.panel.evidence.list.hasFocus()


def test_a_fact_of_the_period_leads_nowhere(window: MainWindow) -> None:
    page = page_of(window)
    page.falta.list.setCurrentItem(item(window, "El POA sigue en borrador"))
    assert not page.falta.go_button.isEnabled()


def test_months_that_another_closed_period_holds_are_told(window: MainWindow) -> None:
    take(window, Paso.CIERRE)
    show(window, "2024-M01")
    since = page_of(window).head.since
    assert "Le toca a la dependencia. Enero está cerrado (folio AC-2024-T1-1-" in since.text()
    show(window, "2024-T1")
    assert "está cerrado (" not in since.text()


def test_an_observation_leads_to_its_section(window: MainWindow) -> None:
    assert window.workspace is not None
    poa = session_of(window).poa
    assert poa is not None
    window.workspace.show_page("datos")
    window.workspace.go_to(Lugar(TipoLugar.POA, poa.id, "observacion", poa.titulo))
    assert window.workspace.page is page_of(window)
    assert page_of(window).sections.currentIndex() == OBSERVACIONES


# -- elsewhere -------------------------------------------------------------------------------------


def test_the_tables_tell_by_which_folio_their_months_are_closed(window: MainWindow) -> None:
    assert window.workspace is not None
    take(window, Paso.CIERRE)
    (sello,) = session_of(window).store.sellos()
    window.workspace.show_page("avance")
    avance = window.workspace.page
    assert isinstance(avance, AvancePage)
    assert avance.closed.isVisible()
    assert avance.closed.text().startswith(f"T1 cerrado el 15/10/2024, folio {sello.folio}.")
    window.workspace.show_page("calendario")
    calendario = window.workspace.page
    assert isinstance(calendario, CalendarioPage)
    assert calendario.closed.isVisible()
    window.workspace.show_page("avance")
    session_of(window).set_periodo(parse_periodo("2024-T2"))
    assert not avance.closed.isVisible()
    assert sello.folio in page_of(window).actas.table.item(0, 3).text()


def test_a_key_in_a_closed_month_tells_why_and_changes_nothing(window: MainWindow) -> None:
    assert window.workspace is not None
    take(window, Paso.CIERRE)
    before = session_of(window).store.content_hash()
    window.workspace.show_page("avance")
    avance = window.workspace.page
    assert isinstance(avance, AvancePage)
    first = next(n for n, each in enumerate(avance.model.rows) if each.linea)
    avance.grid.table.go(first, avance.model.column_of_month(3))
    avance.grid.table.setFocus()
    press(Qt.Key.Key_7)
    assert avance.foot.notice.text().startswith("Marzo está cerrado (folio AC-2024-T1-1-")
    assert session_of(window).store.content_hash() == before


def test_other_periods_are_named_with_their_state_in_the_menu(window: MainWindow) -> None:
    show(window, "2024-M01")
    take(window, Paso.CIERRE)
    periods = window.toolbar.periods
    assert periods._more.text() == "Enero"
    periods._menu.aboutToShow.emit()
    names = [each.text() for each in periods._menu.actions()]
    assert "Enero de 2024 (cerrado)" in names


# -- where there is little to say ------------------------------------------------------------------


def test_a_poa_without_lineas_says_what_to_do(
    open_main_window: OpenMainWindow, municipio_session: Session
) -> None:
    path = municipio_session.store.path
    municipio_session.store.close()
    window = open_main_window(path)
    assert window.workspace is not None
    window.workspace.show_page("cierre")
    page = page_of(window)
    assert page.empty.isVisible()
    assert "todavía no tiene líneas de acción" in page.empty.text()


def test_a_coming_period_can_only_be_looked_at(window: MainWindow, clerk: Clerk) -> None:
    show(window, "2024-T4")
    assert "El periodo termina el 31/12/2024." in rows(window)[0]
    show(window, "2024-M12")
    assert "El periodo comienza el 01/12/2024." in rows(window)[0]
    take(window, Paso.CIERRE)
    assert "resolver antes lo marcado en rojo" in clerk.told[0]
    assert session_of(window).estado() is EstadoPeriodo.ABIERTO


def test_nothing_is_offered_in_a_file_to_read_only(
    open_main_window: OpenMainWindow, example_path: Path, clerk: Clerk
) -> None:
    window = open_main_window(example_path, clerk)
    session = session_of(window)
    session.store.read_only = True  # as the store of a file on a disk that takes no writes
    show(window)
    assert enabled(window) == set()
    assert "solo para leer" in page_of(window).head.buttons[Paso.CIERRE].toolTip()
    session.store.read_only = False


def test_the_keyboard_arrives_on_the_sections(window: MainWindow) -> None:
    press_in(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page_of(window).sections.tabBar()


def test_the_moment_of_the_clock_is_the_one_that_is_kept(
    open_main_window: OpenMainWindow, example_path: Path, clerk: Clerk
) -> None:
    window = open_main_window(example_path, clerk, clock=lambda: datetime(2024, 11, 2, 8, 5))
    show(window)
    take(window, Paso.CIERRE)
    (sello,) = session_of(window).store.sellos()
    assert (sello.cuando, sello.nombre) == (datetime(2024, 11, 2, 8, 5), "Lucía Ramos")
