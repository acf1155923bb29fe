"""The list of shortcuts, and what program this is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop import __version__
from poa_desktop.log import system_report
from poa_desktop.ui.actions import shortcut_rows
from poa_desktop.ui.icons import icon
from poa_desktop.ui.theme import set_role

_IN_GRIDS = (
    ("Return", "Guardar y bajar"),
    ("Tab", "Guardar y pasar al mes siguiente"),
    ("F6", "Salir de la cuadrícula (o Ctrl+Tab)"),
    ("F2", "Editar la celda"),
    ("Del", "Borrar lo seleccionado"),
    ("Ctrl+C", "Copiar celdas, también hacia Excel"),
    ("Ctrl+V", "Pegar celdas, también desde Excel"),
    ("Ctrl+R", "Rellenar a la derecha"),
    ("Ctrl+D", "Rellenar hacia abajo"),
)

_IN_PREVIEW = (
    ("Ctrl+F", "Buscar en el documento"),
    ("F3", "Siguiente resultado (Mayús+F3: anterior)"),
    ("Ctrl+S", "Guardar PDF"),
    ("Ctrl+P", "Imprimir"),
    ("Ctrl++", "Ampliar (Ctrl+−: reducir)"),
    ("Ctrl+0", "Tamaño 100 %"),
    ("F9", "Contenido del documento"),
    ("Esc", "Volver al plan"),
)

_ON_KEYBOARD = {
    "Return": "Enter",
    "Del": "Supr",
    "Ctrl+Up": "Ctrl+↑",
    "Ctrl+Down": "Ctrl+↓",
    "Alt+Left": "Alt+←",
    "Alt+Right": "Alt+→",
}
"""Keys as they stand on a Mexican keyboard."""


class ShortcutsDialog(QDialog):
    """Every shortcut of the window, of the grids and of the preview."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Atajos del teclado")
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 24, 24, 16)
        grid.setHorizontalSpacing(24)
        rows = shortcut_rows()
        half = (len(rows) + 1) // 2
        for place, (keys, text) in enumerate(rows):
            column = 0 if place < half else 2
            _row(grid, place % half, column, keys, text)
        row = half
        for title, keys_there in (
            ("En las cuadrículas", _IN_GRIDS),
            ("En la vista previa", _IN_PREVIEW),
        ):
            row = _section(grid, row, title, keys_there)
        close = QPushButton("Cerrar")
        close.clicked.connect(self.accept)
        grid.addWidget(close, row, 3, Qt.AlignmentFlag.AlignRight)


def _section(grid: QGridLayout, row: int, title: str, rows: tuple[tuple[str, str], ...]) -> int:
    """Keys under a heading, in two columns; gives the row below them."""
    grid.setRowMinimumHeight(row, 40)
    heading = QLabel(title)
    set_role(heading, "heading")
    grid.addWidget(heading, row, 0, 1, 4)
    for place, (keys, text) in enumerate(rows):
        _row(grid, row + 1 + place // 2, 2 * (place % 2), keys, text)
    return row + 1 + (len(rows) + 1) // 2


def _row(grid: QGridLayout, row: int, column: int, keys: str, text: str) -> None:
    label = QLabel(_ON_KEYBOARD.get(keys, keys.replace("Shift", "Mayús")))
    set_role(label, "heading")
    grid.addWidget(label, row, column)
    grid.addWidget(QLabel(text), row, column + 1)


class AboutDialog(QDialog):
    """Name, version, licence, and the report that support asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Acerca de POA Desktop")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        picture = QLabel()
        picture.setAccessibleName("Ícono del programa")
        picture.setPixmap(icon("app").pixmap(48, 48))
        column.addWidget(picture)
        title = QLabel(f"POA Desktop {__version__}")
        set_role(title, "title")
        column.addWidget(title)
        column.addWidget(QLabel("Planeación y evaluación del Programa Operativo Anual."))
        column.addWidget(
            QLabel("Licencia MIT. Qt y PySide6: LGPL 3. Liberation Sans: SIL OFL 1.1.")
        )
        self.report = QLabel(system_report())
        set_role(self.report, "soft")
        column.addWidget(self.report)
        copy = QPushButton("Copiar informe")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.text()))
        close = QPushButton("Cerrar")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch()
        buttons.addWidget(close)
        column.addSpacing(8)
        column.addLayout(buttons)
        close.setFocus()
