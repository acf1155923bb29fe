"""Every rule of the revisión leads to its field: real window and keys, a POA that breaks all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from poa_desktop.data import drafts, evidencias, observado, poas
from poa_desktop.data.lock import Person
from poa_desktop.data.store import create_store
from poa_desktop.poa.checks import REGLAS_BLOQUE, REGLAS_LINEA, REGLAS_POA
from poa_desktop.poa.periodos import Temporalidad, parse_periodo
from poa_desktop.poa.problems import Problem, TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    Ficha,
    Foda,
    Gasto,
    Inversion,
    ItemFoda,
    LineaAccion,
    Municipio,
    Poa,
    Programa,
    TipoInversion,
)
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.calendario.page import CalendarioPage
from poa_desktop.ui.cierre.page import CierrePage
from poa_desktop.ui.datos.page import DatosPage
from poa_desktop.ui.fields.list import ItemList
from poa_desktop.ui.fields.note import FieldNote
from poa_desktop.ui.gastos.page import GastosPage
from poa_desktop.ui.grid.rows import Cantidad
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.place import Place
from poa_desktop.ui.reviewing import is_shown
from tests.ui.windows import OpenMainWindow, hoy

ANALYST = Person("aruiz", "PC", "Ana Ruiz", "Analista")
YEAR = "Conforme al ejercicio 2022."
MONTO = Inversion(TipoInversion.MONTO, Decimal(100))


def months(**amounts: int) -> tuple[int, ...]:
    """Twelve quantities; m3=1 is one in March."""
    return tuple(100 * amounts.get(f"m{mes}", 0) for mes in range(1, 13))


def avances(**by_month: Avance) -> tuple[Avance, ...]:
    return tuple(by_month.get(f"m{mes}", Avance()) for mes in range(1, 13))


def ficha(**changes: object) -> Ficha:
    sound = Ficha(
        "Atender 100 % de lo pedido.",
        Inversion(TipoInversion.NO_GENERA_GASTO),
        "Todos",
        "Todos",
        date(2024, 1, 1),
        date(2024, 12, 31),
        Temporalidad.TRIMESTRAL,
    )
    return replace(sound, **changes)  # type: ignore[arg-type]


def broken() -> Poa:
    """A POA in which every rule finds something, in every field it looks at."""
    unscheduled = LineaAccion(0, "Sin calendario")
    lineas = (
        LineaAccion(0, "", programado=months(m12=1)),
        LineaAccion(0, "Atender", programado=months(m12=1)),
        LineaAccion(0, "ATENDER.", programado=months(m12=1)),
        LineaAccion(0, YEAR, "Acción", YEAR, programado=months(m12=1)),
        LineaAccion(0, "Sin unidad", "", programado=months(m12=1)),
        unscheduled,
        LineaAccion(0, "Fuera de su periodo", programado=months(m2=1, m9=1, m12=1)),
        LineaAccion(0, "Sin capturar", programado=months(m6=1, m9=1)),
        LineaAccion(0, "Sin programar", programado=months(m12=1), avances=avances(m2=Avance(100))),
        LineaAccion(0, "Poco", programado=months(m6=9), avances=avances(m6=Avance(100))),
    )
    gastos = (
        Gasto(0, date(2024, 1, 5), Decimal(60), concepto="Papel"),
        Gasto(0, date(2024, 2, 5), Decimal(70), concepto="Tinta"),
        Gasto(0, date(2024, 2, 5), Decimal(70), concepto="Tinta"),
        Gasto(0, date(2023, 2, 5), Decimal(5), concepto="Otro año"),
    )
    programas = (
        Programa(0, 1, "", YEAR, YEAR, ficha(periodo_del=None, periodo_al=None), (unscheduled,)),
        Programa(0, 2, "Igual", ficha=ficha(temporalidad=None, metas="")),
    )
    actividades = (
        Actividad(0, 1, f"Uno. {YEAR}", ficha=ficha(periodo_del=date(2024, 3, 1)), lineas=lineas),
        Actividad(0, 2, "igual", ficha=ficha(metas="Mejorar.", inversion=Inversion())),
        Actividad(
            0, 3, "Comprar papel",
            ficha=ficha(beneficiados_directos=None, beneficiados_indirectos=None),
            lineas=lineas[1:2],
        ),
        Actividad(
            0, 4, "Gastar de más",
            ficha=ficha(inversion=MONTO, beneficiados_directos="", metas=f"Hacer 3. {YEAR}"),
            lineas=lineas[3:4], gastos=gastos,
        ),
        Actividad(
            0, 5, "Cinco",
            ficha=ficha(
                inversion=Inversion(nota=YEAR), beneficiados_directos=YEAR,
                beneficiados_indirectos="", periodo_del=date(2025, 2, 1),
                periodo_al=date(2023, 2, 1),
            ),
            lineas=lineas[4:5], gastos=gastos[:1],
        ),
        Actividad(
            0, 6, "Seis", ficha=ficha(beneficiados_indirectos=YEAR, periodo_al=date(2023, 5, 1)),
            lineas=lineas[5:6],
        ),
    )  # fmt: skip
    foda = Foda(fortalezas=tuple(ItemFoda(0, text) for text in ("Una", "Otra", YEAR, "Más")))
    dependencia = Dependencia(0, "Obras", objetivo_fin=YEAR)
    return Poa(0, dependencia, 2024, vision=YEAR, foda=foda, programas=programas,
               actividades=actividades)  # fmt: skip


def write(path: Path, poa: Poa, copied: bool) -> None:
    """Write a file; *copied*: its POA was prepared from that of 2022."""
    with create_store(path, hoy) as store:
        store.run("Escribir", lambda db: drafts.write_draft(db, Municipio("Valle"), poa))
        written = store.archivo().poas[0]
        row = written.dependencia.id
        proven = [linea.id for linea in written.lineas if linea.texto in ("Poco", "Sin capturar")]
        for linea, mes in zip(proven, (6, 9), strict=True):  # one file as the proof of two months
            store.run(
                "x", lambda db, each=(linea, mes): evidencias.attach(db, *each, "a.txt", b"a")
            )
        store.run("Observar", lambda db: observe(db, written.id, proven[0]))
        if copied:
            store.run("Copiar", lambda db: poas.edit(db, written.id, copiado_de=2022))
        store.run("Borrar", lambda db: poas.edit_dependencia(db, row, nombre=""))


def observe(db: Any, poa: int, linea: int) -> None:
    """Two observations about the POA and two about a línea: one of each is answered."""
    for about in (None, linea):
        for answered in (False, True):
            made = observado.observar(
                db, poa, parse_periodo("2024-T2"), about, "Falta el sello", hoy(), ANALYST
            )
            if answered:
                observado.responder(db, made, "Se selló", hoy(), ANALYST)


@pytest.fixture
def open_poa(open_main_window: OpenMainWindow, tmp_path: Path) -> Callable[..., MainWindow]:
    def opened(poa: Poa, copied: bool = False) -> MainWindow:
        path = tmp_path / ("copiado.poa" if copied else "escrito.poa")
        write(path, poa, copied)
        return open_main_window(path)

    return opened


def has_keyboard(widget: QWidget) -> bool:
    at_hand = QApplication.focusWidget()
    return at_hand is not None and (at_hand is widget or widget.isAncestorOf(at_hand))


def where(window: MainWindow, problem: Problem) -> str:
    """Why the window does not stand in the field of a problem; "" when it does."""
    workspace, donde = window.workspace, problem.donde
    assert workspace is not None and window.session is not None
    if workspace.place != Place(donde.tipo, donde.id):
        return f"at {workspace.place}"
    page = workspace.page
    if donde.campo in ("programado", "realizado", "justificacion", "evidencias"):
        return _in_months(page, problem, window)
    if donde.campo == "observacion":
        return _in_observaciones(page, problem)
    if donde.campo in ("gastos", "comprobantes"):
        assert isinstance(page, GastosPage)
        return _in_gastos(page, problem)
    if not isinstance(page, DatosPage) or page.form is None:
        return f"page {workspace.page_name}"
    field = page.form.field_named(donde.campo, donde.tipo)
    assert isinstance(field, QWidget)
    part = getattr(field, "parts", {}).get(donde.campo, field)
    if donde.campo == "nota" and part is field:
        return "the whole inversión stands for its note"
    if not has_keyboard(part):
        return f"keyboard in {QApplication.focusWidget()}"
    if donde.campo == "lineas":
        assert isinstance(field, ItemList)
        return "" if has_keyboard(field.entry) else "not where a línea is written"
    if donde.fila is not None:
        assert isinstance(field, ItemList)
        item = field.current_item()
        return "" if item is not None and item.id == donde.fila else f"item {item}"
    top = QApplication.focusWidget().mapTo(page, QApplication.focusWidget().rect().topLeft())
    return "" if page.rect().contains(top) else "out of sight"


def _in_months(page: QWidget, problem: Problem, window: MainWindow) -> str:
    donde = problem.donde
    wanted = CalendarioPage if donde.campo == "programado" else AvancePage
    if not isinstance(page, wanted):
        return f"page {type(page).__name__}"
    assert isinstance(page, CalendarioPage | AvancePage)
    row = page.model.rows[page.grid.table.currentIndex().row()]
    column = page.model.columns[page.grid.table.currentIndex().column()]
    if row.linea is None or row.linea.id != donde.id:
        return f"row {row}"
    if column.mes != (donde.mes or 1):
        return f"month {column.mes}, not {donde.mes}"
    if donde.campo in ("programado", "realizado"):
        if isinstance(page, CalendarioPage) and row.cantidad is not Cantidad.PROGRAMADO:
            return f"row of {row.cantidad}"
        return "" if has_keyboard(page.grid.table) else "keyboard elsewhere"
    assert isinstance(page, AvancePage) and window.session is not None
    if page.panel.mes != donde.mes or donde.mes not in window.session.periodo.meses:
        return f"panel of month {page.panel.mes}"
    field = page.panel.justificacion if donde.campo == "justificacion" else page.panel.evidence.list
    return "" if has_keyboard(field) else "keyboard elsewhere"


def _in_observaciones(page: QWidget, problem: Problem) -> str:
    if isinstance(page, AvancePage):
        card = page.panel.observed.card
    else:
        assert isinstance(page, CierrePage)
        card = page.observaciones.card
    if card.shown is None or card.shown.id != problem.donde.fila:
        return f"observation {card.shown}"
    return "" if has_keyboard(card.respuesta) else "keyboard elsewhere"


def _in_gastos(page: GastosPage, problem: Problem) -> str:
    if not has_keyboard(page.capture.table):
        return "keyboard elsewhere"
    gasto = page.capture.current()
    if problem.donde.fila is not None:
        return "" if gasto is not None and gasto.id == problem.donde.fila else f"gasto {gasto}"
    if problem.donde.campo == "comprobantes":
        return "" if gasto is not None and not gasto.comprobantes else f"gasto {gasto}"
    return ""


def test_the_poa_breaks_every_rule(open_poa: Callable[..., MainWindow]) -> None:
    session, copy = open_poa(broken()).session, open_poa(broken(), copied=True).session
    assert session is not None and copy is not None
    found = {problem.regla for each in (session, copy) for problem in each.problems()}
    assert found == {each.codigo for each in (*REGLAS_POA, *REGLAS_BLOQUE, *REGLAS_LINEA)}
    fields = {(each.regla, each.donde.campo) for each in session.problems()}
    years = {campo for regla, campo in fields if regla == "otro-ejercicio"}
    assert years == {
        "vision", "fortalezas", "objetivo_fin", "nombre", "estrategia", "eje", "metas", "nota",
        "beneficiados_directos", "beneficiados_indirectos", "texto", "medio_verificacion",
    }  # fmt: skip


@pytest.mark.parametrize("copied", [False, True], ids=["plain", "copied"])
@pytest.mark.parametrize("period", ["2024-T1", "2024-T4", "2024-M05", "2024-A"])
def test_every_problem_leads_to_its_field(
    open_poa: Callable[..., MainWindow], qtbot: QtBot, period: str, copied: bool
) -> None:
    window = open_poa(broken(), copied)
    session, workspace = window.session, window.workspace
    assert session is not None and workspace is not None
    wrong: list[str] = []
    steps = session.problems()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert is_shown(workspace)
    seen: list[Problem] = []
    workspace.problems.go_to.disconnect()

    def went(lugar: object) -> None:
        problem = next(each for each in steps if each.donde is lugar)
        seen.append(problem)
        session.set_periodo(parse_periodo(period))
        workspace.go_to(problem.donde)
        reason = where(window, problem)
        if reason:
            wrong.append(f"{problem.regla} {problem.donde}: {reason}")

    workspace.problems.go_to.connect(went)
    for _ in steps:
        qtbot.keyClick(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ControlModifier)
    assert not wrong, "\n".join(wrong)
    assert {id(each) for each in seen} == {id(each) for each in steps}


def test_f3_goes_through_the_list_while_the_keyboard_is_there(
    open_poa: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_poa(broken())
    workspace = window.workspace
    assert workspace is not None
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert workspace.problems.list.hasFocus()
    gone: list[object] = []
    workspace.problems.go_to.connect(gone.append)
    qtbot.keyClick(workspace.problems.list, Qt.Key.Key_F3)
    assert len(gone) == 1
    workspace.problems.list.setFocus()
    qtbot.keyClick(workspace.problems.list, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert len(gone) == 2
    assert gone[0] != gone[1]
    assert not workspace.tree.isHidden()  # no search was opened
    workspace.problems.list.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert not is_shown(workspace)


@pytest.mark.parametrize("key", [Qt.Key.Key_F8, Qt.Key.Key_Escape])
def test_closing_the_list_gives_the_keyboard_back(
    open_poa: Callable[..., MainWindow], qtbot: QtBot, key: Qt.Key
) -> None:
    window = open_poa(broken())
    workspace = window.workspace
    assert workspace is not None
    workspace.show_page("datos")
    workspace.page.focus_field("evaluador")
    before = QApplication.focusWidget()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert workspace.problems.list.hasFocus()
    qtbot.keyClick(workspace.problems.list, key)
    assert not is_shown(workspace)
    assert QApplication.focusWidget() is before


def test_what_was_repaired_leaves_and_the_choice_stays_near(
    open_poa: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    poa = broken()
    window = open_poa(poa)
    workspace, session = window.workspace, window.session
    assert workspace is not None and session is not None
    qtbot.keyClick(window, Qt.Key.Key_F8)
    panel = workspace.problems
    rows = [item for item in panel._rows() if "no tiene unidad" in item.text(0)]
    assert len(rows) == 2
    panel.list.setCurrentItem(rows[0])
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    first = session.problems()
    editor = QApplication.focusWidget()
    qtbot.keyClicks(editor, "Obra")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert len(session.problems()) == len(first) - 1
    current = panel.list.currentItem()
    assert current is not None and "no tiene unidad" in current.text(0)
    here = workspace.place
    qtbot.keyClick(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ControlModifier)
    assert workspace.place != here
    assert workspace.place.tipo is TipoLugar.LINEA
    editor = QApplication.focusWidget()
    qtbot.keyClicks(editor, "Obra")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert not any(each.regla == "unidad-falta" for each in session.problems())
    assert panel.list.currentItem() is not None


def test_every_problem_stands_beside_its_field_too(open_poa: Callable[..., MainWindow]) -> None:
    window = open_poa(broken())
    session, workspace = window.session, window.workspace
    assert session is not None and workspace is not None
    missing: list[str] = []
    for problem in session.problems():
        workspace.go_to(problem.donde)
        page = workspace.page
        if isinstance(page, AvancePage | CalendarioPage | CierrePage):
            continue  # cells and rows say it: their tests are in the tests of these pages
        notes = [each for each in page.findChildren(FieldNote) if each.isVisible()]
        if not any(problem.mensaje in note.text for note in notes):
            missing.append(f"{problem.regla} {problem.donde}")
    assert not missing, "\n".join(missing)
