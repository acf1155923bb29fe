"""A fresh process: opens a window, tells when its first paint is over, and ends.

first_paint.py programa ARCHIVO.poa   the program, as python -m poa_desktop opens it
first_paint.py piso                   a bare PySide6 window with a tree and a form
Prints the moment on the system's monotonic clock, in seconds.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def program(path: str):
    """The window of the program, with a file."""
    from poa_desktop.cli import load_window
    from poa_desktop.today import clock

    return load_window().open_window(Path(path), clock)


def floor():
    """What any program of this shape pays: Qt, a tree of as many rows, a form."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import (
        QApplication,
        QFormLayout,
        QLineEdit,
        QMainWindow,
        QSplitter,
        QTreeView,
        QWidget,
    )

    floor.app = QApplication(sys.argv[:1])
    model = QStandardItemModel()
    for block in range(16):
        item = QStandardItem(f"{block + 1} Nombre de una actividad")
        for row in range(4):
            item.appendRow(QStandardItem(f"Texto de la línea de acción {row + 1}"))
        model.appendRow(item)
    tree = QTreeView()
    tree.setModel(model)
    model.setParent(tree)
    page = QWidget()
    form = QFormLayout(page)
    for row in range(12):
        form.addRow(f"Campo {row + 1}", QLineEdit(f"Valor {row + 1}"))
    split = QSplitter()
    split.addWidget(tree)
    split.addWidget(page)
    window = QMainWindow()
    window.setCentralWidget(split)
    window.resize(1366, 728)
    window.show()
    return window


def main() -> None:
    """Open, wait for the first paint, tell, end."""
    window = program(sys.argv[2]) if sys.argv[1] == "programa" else floor()

    from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt

    painted_kind = QEvent.Type(QEvent.registerEventType())

    class Watch(QObject):
        """Sees the first paint begin; its own event comes after that paint is done."""

        seen = False

        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and not self.seen:
                self.seen = True
                priority = Qt.EventPriority.HighEventPriority.value
                QCoreApplication.postEvent(self, QEvent(painted_kind), priority)
            return False

        def event(self, event):
            if event.type() == painted_kind:
                print(f"{time.clock_gettime(time.CLOCK_MONOTONIC):.6f}", flush=True)
                window.close()
                QCoreApplication.quit()
            return super().event(event)

    watch = Watch()
    window.installEventFilter(watch)
    QCoreApplication.exec()


main()
