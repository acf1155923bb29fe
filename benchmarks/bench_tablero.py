"""The Tablero of a large POA: until it is painted first, and until it has followed the period.

60 actividades of 20 líneas, every month scheduled or not by turns. The floor lays out and paints
as many plain QLabels as the page has texts in sight; for the other period it gives each of them
another text. In the whole window the tree beside the page follows too: that is work which the
floor does not have.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from alternate import alternate, seconds, show
from large_poa import ACTIVIDADES, LINEAS, large_poa
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

ROUNDS = 21
NOW = datetime(2024, 10, 15, 10, 32)
SIZE = 1061, 604  # what a window of 1366 × 768 leaves for the page
PER_ROW = 7


class PaintWatch(QObject):
    """Whether every one of some widgets has been painted since they were last asked."""

    def __init__(self, widgets: list[QWidget]) -> None:
        super().__init__()
        self._wanted = set(widgets)
        self.waiting: set[QObject] = set()
        for each in widgets:
            each.installEventFilter(self)

    def ask(self) -> None:
        """Forget the paints until now."""
        self.waiting = set(self._wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.waiting.discard(watched)
        return False


def until_painted(app, watch: PaintWatch, work) -> float:
    """Seconds from some work until all that it changes has been painted, and nothing waits."""

    def run() -> None:
        watch.ask()
        work()
        limit = time.perf_counter() + 5
        while watch.waiting:
            app.processEvents()
            assert time.perf_counter() < limit, f"never painted: {watch.waiting}"

    return seconds(run)


def texts_in_sight(view) -> int:
    """Texts that the page shows without scrolling: what its floor has to show as well."""
    rows_of_map = view.map_pane.viewport().height() // view.map._row_height()
    columns = len(view.map._rows[0].celdas)
    of_map = rows_of_map * (2 + columns)  # number, name and cells; the heading has fewer
    of_gauges = sum(
        bool(text)
        for gauge in view.gauges.gauges
        for text in (gauge.data.shape.titulo, gauge.data.shape.porcentaje,
                     gauge.data.shape.cuenta, gauge.data.shape.palabra, gauge.data.anterior)
    )  # fmt: skip
    row = max(view.todo.sizeHintForRow(0), 1)
    of_list = 3 * (view.todo.viewport().height() // row)
    of_curve = 12 + 5 + 2  # months, axis, names of the lines
    labels = [each for each in view.findChildren(QLabel) if each.isVisible() and each.text()]
    of_inversion = 6
    return of_map + of_gauges + of_list + of_curve + len(labels) + of_inversion


class Floor:
    """A widget with as many labels."""

    def __init__(self, count: int) -> None:
        self.widget = QWidget()
        self.widget.resize(*SIZE)
        grid = QGridLayout(self.widget)
        self.labels = [QLabel(self._text(place, 0)) for place in range(count)]
        for place, label in enumerate(self.labels):
            grid.addWidget(label, place // PER_ROW, place % PER_ROW)
        self.watch = PaintWatch([self.labels[0], self.labels[-1]])

    def _text(self, place: int, turn: int) -> str:
        return f"{place % 89 + turn}.{turn} % de {place}"

    def change(self, turn: int) -> None:
        """Give every label another text."""
        for place, label in enumerate(self.labels):
            label.setText(self._text(place, turn))


def _first_floor(app, count: int) -> float:
    made: list[Floor] = []

    def work() -> None:
        made.append(Floor(count))
        made[0].widget.show()
        made[0].watch.ask()
        while made[0].watch.waiting:
            app.processEvents()

    taken = seconds(work)
    made[0].widget.close()
    return taken


def turns() -> Iterator[int]:
    """1, 2, 3, 4, 1, …"""
    while True:
        yield from (1, 2, 3, 4)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POA_DESKTOP_DATOS"] = folder
        from poa_desktop.app import make_app
        from poa_desktop.data import drafts
        from poa_desktop.data.store import create_store
        from poa_desktop.poa.periodos import Periodo
        from poa_desktop.poa.problems import TipoLugar
        from poa_desktop.poa.records import Municipio
        from poa_desktop.tablero import figures
        from poa_desktop.ui.main_window import MainWindow
        from poa_desktop.ui.place import Place
        from poa_desktop.ui.session import Session
        from poa_desktop.ui.tablero.page import TableroPage

        app = make_app(dark=False)
        path = Path(folder) / "grande.poa"
        store = create_store(path, lambda: NOW)
        store.run("Escribir", lambda db: drafts.write_draft(db, Municipio(), large_poa(), {}))
        session = Session(store, lambda: NOW)
        place = Place(TipoLugar.POA, session.poa.id)

        def page_in_sight() -> TableroPage:
            page = TableroPage(session, place)
            page.resize(*SIZE)
            page.show()
            return page

        def watch_of(page: TableroPage) -> PaintWatch:
            view = page.view
            return PaintWatch([view.map, *view.gauges.gauges, view.todo.viewport()])

        def first_paint() -> float:
            figures._latest.clear()  # a file that was just opened has nothing computed
            pages: list[TableroPage] = []

            def work() -> None:
                pages.append(page_in_sight())
                watch = watch_of(pages[0])
                watch.ask()
                while watch.waiting:
                    app.processEvents()

            taken = seconds(work)
            pages[0].close()
            pages[0].deleteLater()
            app.processEvents()
            return taken

        page = page_in_sight()
        for _ in range(20):
            app.processEvents()
        texts = texts_in_sight(page.view)
        first = alternate(first_paint, lambda: _first_floor(app, texts), ROUNDS)
        floor, ours, theirs = Floor(texts), turns(), turns()
        floor.widget.show()
        # the map marks its column, the list and the gauges of both periods change
        changing = PaintWatch([page.view.map, page.view.todo.viewport()])

        def next_period(session: Session) -> None:
            session.set_periodo(Periodo(2024, "T", next(ours)))

        changed = alternate(
            lambda: until_painted(app, changing, lambda: next_period(session)),
            lambda: until_painted(app, floor.watch, lambda: floor.change(next(theirs))),
            ROUNDS,
            warm=4,
        )
        page.close()
        page.deleteLater()
        store.close()
        window = MainWindow(lambda: NOW)
        window.files.open_path(path)
        window.resize(1366, 768)
        window.show()
        window.workspace.tree.view.expandToDepth(0)
        for _ in range(20):
            app.processEvents()
        view = window.workspace.page.view
        whole = PaintWatch([view.map, view.todo.viewport(), window.workspace.tree.view.viewport()])
        in_window = alternate(
            lambda: until_painted(app, whole, lambda: next_period(window.session)),
            lambda: until_painted(app, floor.watch, lambda: floor.change(next(theirs))),
            ROUNDS,
            warm=4,
        )
        show(f"tablero de {ACTIVIDADES} × {LINEAS}: primera pintura ({texts} textos)", *first)
        show("tablero: cambiar de periodo", *changed)
        show("tablero y árbol en su ventana: cambiar de periodo", *in_window)
        floor.widget.close()
        window.close()


if __name__ == "__main__":
    main()
