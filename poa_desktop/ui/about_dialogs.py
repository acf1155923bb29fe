"""The list of shortcuts, and what program this is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from poa_desktop import __version__
from poa_desktop.log import system_report
from poa_desktop.ui.actions import shortcut_rows
from poa_desktop.ui.icons import icon
from poa_desktop.ui.theme import set_role

_IN_GRIDS = (
    ("Return", "Guardar y bajar (Mayús+Enter: subir)"),
    ("Tab", "Guardar y pasar al mes siguiente"),
    ("Ctrl+Return", "Escribir en todo lo elegido"),
    ("F2", "Editar la celda"),
    ("Esc", "Dejar lo que había"),
    ("Del", "Borrar lo seleccionado"),
    ("Ctrl+X", "Cortar celdas"),
    ("Ctrl+C", "Copiar celdas, también hacia Excel"),
    ("Ctrl+V", "Pegar celdas, también desde Excel"),
    ("Ctrl+R", "Rellenar a la derecha"),
    ("Ctrl+D", "Rellenar hacia abajo"),
    ("Ctrl+Shift+Return", "Cumplir lo programado"),
    ("Shift+←↑→↓", "Elegir más celdas"),
    ("Ctrl+←↑→↓", "Ir al borde de lo escrito"),
    ("Inicio, Fin", "Primer, último mes (Ctrl: línea)"),
    ("Ctrl+A", "Elegir todo"),
    ("Shift+Espacio", "Elegir la fila"),
    ("Ctrl+Espacio", "Elegir la columna"),
    ("F6", "Salir de la cuadrícula (o Ctrl+Tab)"),
)

_IN_PREVIEW = (
    ("Ctrl+F", "Buscar en el documento"),
    ("F3", "Siguiente resultado (Mayús+F3: anterior)"),
    ("Ctrl+S", "Guardar PDF"),
    ("Ctrl+P", "Imprimir"),
    ("Ctrl++", "Acercar (Ctrl+−: alejar)"),
    ("Ctrl+0", "Tamaño 100 %"),
    ("F9", "Contenido del documento"),
    ("Esc", "Volver al plan"),
)

_ON_KEYBOARD = {
    "Return": "Enter",
    "Ctrl+Return": "Ctrl+Enter",
    "Ctrl+Shift+Return": "Ctrl+Mayús+Enter",
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
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        self.tabs = QTabWidget()
        for named in (self.tabs, self.tabs.tabBar()):  # the bar is what the keyboard reaches
            named.setAccessibleName("Dónde valen los atajos")
        self.tabs.addTab(_keys(shortcut_rows()), "En la ventana")
        self.tabs.addTab(_keys(_IN_GRIDS), "En las cuadrículas")
        self.tabs.addTab(_keys(_IN_PREVIEW), "En la vista previa")
        column.addWidget(self.tabs)
        close = QPushButton("Cerrar")
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _keys(rows: Sequence[tuple[str, str]]) -> QWidget:
    """Keys and what they do, in two columns."""
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 16, 0, 8)
    grid.setHorizontalSpacing(24)
    half = (len(rows) + 1) // 2
    for place, (keys, text) in enumerate(rows):
        _row(grid, place % half, 0 if place < half else 2, keys, text)
    grid.setRowStretch(half, 1)
    for column in (1, 3):
        grid.setColumnStretch(column, 1)
    return page


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
