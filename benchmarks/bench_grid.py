"""The month table of a large POA: until a page of it is painted, and while it scrolls.

60 actividades of 20 líneas, programado and realizado. The floor is a plain QTableView in a window
of its own, with Qt's own delegate, grid and headings, over a model that holds the same texts, in
the same columns of the same widths. Ours wraps the líneas' texts, paints headings across, marks
and hatches; the floor does not.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from alternate import alternate, seconds, show
from large_poa import ACTIVIDADES, LINEAS, large_poa
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QTableView

ROUNDS = 41
NOW = datetime(2024, 10, 15, 10, 32)
SIZE = 1061, 604  # what a window of 1366 × 768 leaves for the page


class Texts(QAbstractTableModel):
    """The texts of another model, as plain strings."""

    def __init__(self, source) -> None:
        super().__init__()
        across, down = range(source.columnCount()), range(source.rowCount())
        self.texts = [
            [str(source.index(row, column).data() or "") for column in across] for row in down
        ]
        self.titles = [str(source.headerData(n, Qt.Orientation.Horizontal)) for n in across]

    def rowCount(self, _parent=None) -> int:
        return len(self.texts)

    def columnCount(self, _parent=None) -> int:
        return len(self.titles)

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        if role == Qt.ItemDataRole.DisplayRole:
            return self.texts[index.row()][index.column()]
        return None

    def headerData(self, section, orientation, role=Qt.ItemDataRole.DisplayRole):
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.titles[section]
        return None


def floor_of(frame) -> QTableView:
    """A plain table as large as ours, with its widths and heights."""
    view = QTableView()
    view.setModel(Texts(frame.model))
    view.verticalHeader().hide()
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().setDefaultSectionSize(frame.table.verticalHeader().defaultSectionSize())
    for number, column in enumerate(frame.model.columns):
        source = frame.side if column.frozen else frame.table
        view.setColumnWidth(number, source.columnWidth(number))
    view.resize(frame.size())
    view.show()
    return view


def repainted(*views) -> Callable[[], None]:
    """Paint views now, whole."""

    def work() -> None:
        for view in views:
            view.viewport().repaint()

    return work


def scrolled(app, bar, places: Iterator[int]) -> Callable[[], None]:
    """Scroll to the next place and paint what came into sight."""

    def work() -> None:
        bar.setValue(next(places))
        app.processEvents()

    return work


def down(bar, step: int) -> Iterator[int]:
    """Places down to the foot, again and again."""
    place = 0
    while True:
        place = (place + step) % max(bar.maximum(), 1)
        yield place


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POA_DESKTOP_DATOS"] = folder
        from poa_desktop.app import make_app
        from poa_desktop.data import drafts
        from poa_desktop.data.store import create_store
        from poa_desktop.poa.problems import TipoLugar
        from poa_desktop.poa.records import Municipio
        from poa_desktop.ui.calendario.page import CalendarioPage
        from poa_desktop.ui.place import Place
        from poa_desktop.ui.session import Session

        app = make_app(dark=False)
        store = create_store(Path(folder) / "grande.poa", lambda: NOW)
        store.run("Escribir", lambda db: drafts.write_draft(db, Municipio(), large_poa(), {}))
        session = Session(store, lambda: NOW)
        page = CalendarioPage(session, Place(TipoLugar.POA, session.poa.id))
        page.resize(*SIZE)
        page.show()
        floor = floor_of(page.grid)
        for _ in range(20):
            app.processEvents()
        ours, theirs = page.grid.table, floor
        name = f"calendario de {ACTIVIDADES} × {LINEAS}"
        whole = alternate(
            lambda: seconds(repainted(page.grid.side, ours)),
            lambda: seconds(repainted(theirs)),
            ROUNDS,
            warm=4,
        )
        show(f"{name}: pintar una página", *whole)
        for what, step in (("rodar tres filas", 81), ("pasar la página", 540)):
            bars = ours.verticalScrollBar(), theirs.verticalScrollBar()
            mine = scrolled(app, bars[0], down(bars[0], step))
            plain = scrolled(app, bars[1], down(bars[1], step))
            taken = alternate(lambda m=mine: seconds(m), lambda p=plain: seconds(p), ROUNDS, warm=4)
            show(f"{name}: {what}", *taken)
        page.close()
        floor.close()
        store.close()


main()
