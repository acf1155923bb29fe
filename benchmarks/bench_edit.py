"""One field edited, in an open window: until it is committed, and until it is painted again.

The floor is one UPDATE of the same text by bare sqlite3 under the same pragmas, and the repaint
of a tree row and a label.
"""

import os
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from alternate import alternate, seconds, show
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QTreeView, QVBoxLayout, QWidget

ROUNDS = 31
NOW = datetime(2024, 10, 15, 10, 32)
WORDS = ("Elaborar el corte mensual de ingresos", "Elaborar y firmar el corte mensual")


class PaintWatch(QObject):
    """Whether a widget has been painted since it was last asked."""

    painted = False

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.painted = self.painted or event.type() == QEvent.Type.Paint
        return False


def until_painted(app, watch: PaintWatch, write: Callable[[], object]) -> float:
    """Seconds from a write until the widget it changes has been painted."""

    def work() -> None:
        watch.painted = False
        write()
        limit = time.perf_counter() + 5
        while not watch.painted:
            app.processEvents()
            assert time.perf_counter() < limit, "never painted"

    return seconds(work)


def floor_window(connection, linea: int):
    """A tree and a label, and a function that writes a text and shows it in both."""
    tree, label = QTreeView(), QLabel()
    model = QStandardItemModel(tree)
    for row in range(88):
        model.appendRow(QStandardItem(f"Renglón {row + 1}"))
    tree.setModel(model)
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(label)
    column.addWidget(tree)
    window.resize(1366, 728)

    def update(text: str) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE lineas SET texto = ? WHERE id = ?", (text, linea))
        connection.execute("COMMIT")

    def write(text: str) -> None:
        update(text)
        model.item(0).setText(text)
        label.setText(text)

    return window, label, update, write


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POA_DESKTOP_DATOS"] = folder
        from poa_desktop.app import make_app
        from poa_desktop.data import connection, lineas
        from poa_desktop.data.store import create_store
        from poa_desktop.ejemplo import write_example
        from poa_desktop.poa.problems import TipoLugar
        from poa_desktop.ui.main_window import MainWindow
        from poa_desktop.ui.place import Place

        app = make_app(dark=False)
        for name in ("ejemplo", "piso"):
            with create_store(Path(folder) / f"{name}.poa", lambda: NOW) as store:
                write_example(store)
        window = MainWindow(lambda: NOW)
        window.files.open_path(Path(folder) / "ejemplo.poa")
        session, workspace = window.session, window.workspace
        linea = session.poa.programas[0].lineas[0].id
        workspace.show_place(Place(TipoLugar.LINEA, linea))
        workspace.show_page("datos")
        window.show()
        bare = connection.connect(Path(folder) / "piso.poa")
        floor, label, update, write_floor = floor_window(bare, linea)
        floor.show()
        for _ in range(20):
            app.processEvents()
        turn = [0, 0]

        def text(side: int) -> str:
            turn[side] += 1
            return WORDS[turn[side] % 2]

        def edit(run: Callable[..., object]) -> None:
            words = text(0)
            run("Editar texto", lambda db: lineas.edit(db, linea, texto=words))

        pages, row = PaintWatch(workspace.tree.view.viewport()), PaintWatch(label)
        committed = alternate(
            lambda: seconds(lambda: edit(session.store.run)),
            lambda: seconds(lambda: update(text(1))),
            ROUNDS,
        )
        painted = alternate(
            lambda: until_painted(app, pages, lambda: edit(session.run)),
            lambda: until_painted(app, row, lambda: write_floor(text(1))),
            ROUNDS,
        )
        show("editar un campo: guardado", *committed)
        show("editar un campo: guardado y repintado", *painted)
        bare.close()
        floor.close()
        window.close()


main()
