"""A small POA in a file of its own, and the hands that type into its month tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from poa_desktop.data import drafts
from poa_desktop.data.store import create_store
from poa_desktop.poa.periodos import Temporalidad, parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    Ficha,
    LineaAccion,
    Municipio,
    Poa,
    Programa,
)
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.calendario.page import CalendarioPage
from poa_desktop.ui.grid.paste_dialog import PasteDialog
from poa_desktop.ui.grid.rows import Cantidad, CellKey
from poa_desktop.ui.place import Place
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.session import Session
from tests.ui.keys import press_in

TablePage = CalendarioPage | AvancePage
PROGRAMADO, REALIZADO = Cantidad.PROGRAMADO, Cantidad.REALIZADO
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TRIMESTRES = (0, 0, 100) * 4


def clock() -> datetime:
    """14 May 2024: the first quarter is over."""
    return datetime(2024, 5, 14, 10, 32)


def _ficha(first: int, last: int) -> Ficha:
    return Ficha(
        periodo_del=date(2024, first, 1),
        periodo_al=date(2024, last, 28),
        temporalidad=Temporalidad.TRIMESTRAL,
    )


def _linea(texto: str, programado: tuple[int, ...], unidad: str = "Acción") -> LineaAccion:
    return LineaAccion(0, texto, unidad, programado=programado)


def small_poa() -> Poa:
    """P1: Bacheo, Puentes (all year). A1, from February to November: Focos, with a leftover in
    January. A2: Nóminas, every month.
    """
    leftover = replace(
        _linea("Focos", (500, *TRIMESTRES[1:11], 0), "Luminaria"),
        avances=(Avance(200), *(Avance(),) * 11),
    )
    return Poa(
        0,
        Dependencia(0, "Obras Públicas"),
        2024,
        programas=(
            Programa(
                0,
                1,
                "Caminos",
                ficha=_ficha(1, 12),
                lineas=(_linea("Bacheo", TRIMESTRES), _linea("Puentes", TRIMESTRES)),
            ),
        ),
        actividades=(
            Actividad(0, 1, "Alumbrado", ficha=_ficha(2, 11), lineas=(leftover,)),
            Actividad(0, 2, "Pagos", ficha=_ficha(1, 12), lineas=(_linea("Nóminas", (100,) * 12),)),
        ),
    )


@contextmanager
def open_session(folder: Path, poa: Poa | None = None) -> Iterator[Session]:
    """A session on a file with a POA."""
    with create_store(folder / "x.poa", clock) as store:
        made = poa or small_poa()
        store.run("Importar", lambda db: drafts.write_draft(db, Municipio("Valle"), made))
        yield Session(store, clock)


def close_months(session: Session, *meses: int) -> None:
    """Have the months belong to closed periods, as data/load will say one day."""
    load = session._load

    def loaded() -> None:
        load()
        assert session.poa is not None
        session.poa = replace(session.poa, meses_cerrados=frozenset(meses))

    session._load = loaded  # type: ignore[method-assign]
    loaded()
    session.changed.emit(None)


def show_calendario(session: Session, qtbot: QtBot, mode: str = "Ambos") -> CalendarioPage:
    """The Calendario of the whole POA, with the keyboard."""
    page = CalendarioPage(session, Place(TipoLugar.POA, 1))
    page.set_mode(mode)
    _show(page, qtbot)
    return page


def show_avance(session: Session, qtbot: QtBot, periodo: str = "2024-T1") -> AvancePage:
    """The Avance of the whole POA in a period, with the keyboard."""
    session.set_periodo(parse_periodo(periodo))
    page = AvancePage(session, Place(TipoLugar.POA, 1))
    _show(page, qtbot)
    return page


def _show(page: TablePage, qtbot: QtBot) -> None:
    qtbot.addWidget(page)
    page.resize(1200, 640)
    page.show()
    page.activateWindow()
    page.grid.table.setFocus()
    QApplication.processEvents()


def cell(page: TablePage, name: str, mes: int, cantidad: Cantidad = REALIZADO) -> QModelIndex:
    """The cell of a línea's month."""
    row = next(r for r in page.model.rows if r.linea and r.linea.texto == name)
    assert row.linea is not None
    return page.model.index_of(CellKey(row.linea.id, cantidad, mes))


def go(page: TablePage, name: str, mes: int, cantidad: Cantidad = REALIZADO) -> None:
    """Put the keyboard into a cell."""
    index = cell(page, name, mes, cantidad)
    page.grid.table.go(index.row(), index.column())


def here(page: TablePage) -> tuple[str, int]:
    """The línea and month the keyboard is in."""
    index = page.grid.table.currentIndex()
    linea = page.model.rows[index.row()].linea
    assert linea is not None
    return linea.texto, page.model.columns[index.column()].mes or 0


def linea(session: Session, name: str) -> LineaAccion:
    """A línea as the session has it."""
    assert session.poa is not None
    return next(each for each in session.poa.lineas if each.texto == name)


def press(page: TablePage, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Press a key where the keyboard is: in the table or its editor."""
    press_in(editor(page) or page.grid.table, key, *modifiers)


def editor(page: TablePage) -> QLineEdit | None:
    """The open editor."""
    found = page.grid.table.indexWidget(page.grid.table.currentIndex())
    return found if isinstance(found, QLineEdit) else None


class PasteAnswer(Prompts):
    """Answers the question of a paste, and remembers what it said."""

    def __init__(self, parent: QWidget, agree: bool) -> None:
        super().__init__(parent)
        self._agree = agree
        self.asked: list[list[str]] = []
        self.offered: list[str] = []

    def review(self, dialog: QDialog) -> bool:
        assert isinstance(dialog, PasteDialog)
        items = range(dialog.list.count())
        self.asked.append([dialog.list.item(number).text() for number in items])
        self.offered.append(dialog.rest.text())
        assert dialog.nothing.isDefault()
        return self._agree


def answer_paste(page: TablePage, *, agree: bool) -> PasteAnswer:
    """From now on a paste with bad cells is answered so."""
    made = PasteAnswer(page, agree)
    page.grid.table.prompts = made
    return made
