"""The checks of tests/screens find what they are for: each is shown a window with one fault."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTabBar,
    QTableView,
    QTextEdit,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.app import make_app
from poa_desktop.ui.elided_label import ElidedLabel
from tests.screens.faults import faults
from tests.screens.views import settle

LONG = "Un texto bastante más largo que su lugar en la ventana"


class Painted(QWidget):
    """A picture whose texts the test gives, each with its place."""

    def __init__(self, *texts: tuple[str, QRect | QPoint]) -> None:
        super().__init__()
        self._texts = texts
        self.setAccessibleName("Avance: 3 de 4")
        self.setFixedSize(200, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for text, place in self._texts:
            if isinstance(place, QRect):
                painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft), text)
            else:
                painter.drawText(place, text)
        painter.end()


def placed(*widgets: QWidget) -> QWidget:
    """A window with widgets one beneath the other."""
    window = QWidget()
    column = QVBoxLayout(window)
    for widget in widgets:
        column.addWidget(widget)
    return window


def sized(widget: QWidget, width: int, height: int = 30) -> QWidget:
    widget.setFixedSize(width, height)
    return widget


def free(*children: tuple[QWidget, QRect]) -> QWidget:
    """A window whose children stand where the test puts them."""
    window = QWidget()
    window.resize(300, 200)
    for child, place in children:
        child.setParent(window)
        child.setGeometry(place)
    return window


def table(text: str, width: int, tooltip: str = "", title: str = "A") -> QWidget:
    model = QStandardItemModel(1, 1)
    model.setHorizontalHeaderLabels([title])
    item = QStandardItem(text)
    item.setToolTip(tooltip)
    model.setItem(0, 0, item)
    view = QTableView()
    view.setAccessibleName("Tabla")
    view.setModel(model)
    model.setParent(view)
    view.setColumnWidth(0, width)
    view.setMinimumSize(500, 120)
    return placed(view)


def low_line(height: int) -> QWidget:
    """A line to type into, high enough or not, that can be chosen from as well."""
    box = QComboBox()
    box.setAccessibleName("Unidad de medida")
    box.setEditable(True)
    box.setEditText("Kilómetro")
    box.lineEdit().setFixedHeight(height)
    return placed(sized(box, 200, 40))


def spin(width: int) -> QWidget:
    box = QSpinBox()
    box.setAccessibleName("Año")
    box.setRange(0, 10**9)
    box.setValue(10**9)
    return placed(sized(box, width))


def combo(tooltip: str) -> QWidget:
    box = QComboBox()
    box.setAccessibleName("POA")
    box.addItem(LONG)
    box.setToolTip(tooltip)
    return placed(sized(box, 120))


def line(placeholder: str) -> QWidget:
    edit = QLineEdit()
    edit.setPlaceholderText(placeholder)
    edit.setAccessibleName("Nombre")
    return placed(sized(edit, 120))


def wrapped(text: str, height: int) -> QWidget:
    label = QLabel(text)
    label.setWordWrap(True)
    return placed(sized(label, 120, height))


def elided(tooltip: str | None) -> QWidget:
    label = ElidedLabel()
    label.setText(LONG)
    if tooltip is not None:
        label.setToolTip(tooltip)
    return placed(sized(label, 120))


def tabs(width: int) -> QWidget:
    bar = QTabBar()
    bar.setAccessibleName("Páginas")
    for text in ("Tablero", "Calendario", "Avance"):
        bar.addTab(text)
    return placed(sized(bar, width))


def toolbar(width: int) -> QWidget:
    window = QMainWindow()
    bar = QToolBar("Herramientas")
    for text in ("Deshacer", "Rehacer", "Imprimir", "Exportar"):
        bar.addAction(text)
    window.addToolBar(bar)
    window.resize(width, 200)
    return window


def scrolled(content: QSize, area: QSize) -> QWidget:
    inner = QWidget()
    inner.setMinimumSize(content)
    outer = QScrollArea()
    outer.setWidgetResizable(True)
    outer.setWidget(inner)
    outer.setFixedSize(area)
    outer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return placed(outer)


def group(title: str) -> QWidget:
    return placed(sized(QGroupBox(title), 120, 60))


def button(text: str, width: int) -> QWidget:
    return placed(sized(QPushButton(text), width))


def unnamed(widget: QWidget) -> QWidget:
    return placed(widget)


def picture(name: str, description: str = "") -> QWidget:
    shape = Painted()
    shape.setAccessibleName(name)
    shape.setAccessibleDescription(description)
    return placed(shape)


def listed(name: str) -> QWidget:
    view = QListView()
    view.setAccessibleName(name)
    return placed(view)


def overlapping(shift: int) -> QWidget:
    window = placed(sized(QLabel("Uno"), 80), sized(QLabel("Dos"), 80))
    window.show()
    settle()
    second = window.layout().itemAt(1).widget()
    second.move(second.x(), second.y() - shift)
    return window


def spanned(*texts: tuple[str, QRect | QPoint]) -> QWidget:
    return placed(Painted(*texts))


PAIRS: dict[str, tuple[Callable[[], QWidget], Callable[[], QWidget]]] = {
    "texto cortado: etiqueta": (
        lambda: placed(sized(QLabel(LONG), 120)),
        lambda: placed(QLabel(LONG)),
    ),
    "texto cortado: párrafo": (lambda: wrapped(LONG, 20), lambda: wrapped(LONG, 90)),
    "texto cortado: palabra": (
        lambda: wrapped("interinstitucionalmentedescentralizados", 60),
        lambda: wrapped("corta", 60),
    ),
    "texto cortado: botón": (lambda: button(LONG, 120), lambda: button("Abrir", 120)),
    "texto cortado: casilla": (
        lambda: placed(sized(QCheckBox(LONG), 120)),
        lambda: placed(QCheckBox(LONG)),
    ),
    "texto cortado: lista": (lambda: combo(""), lambda: combo(LONG)),
    "texto cortado: sugerencia": (lambda: line(LONG), lambda: line("Buscar")),
    "texto cortado: número": (lambda: spin(60), lambda: spin(160)),
    "texto cortado: pestañas": (lambda: tabs(120), lambda: tabs(400)),
    "texto cortado: grupo": (lambda: group(LONG), lambda: group("Grupo")),
    "texto cortado: encabezado": (
        lambda: table("a", 60, title=LONG),
        lambda: table("a", 60, title="A"),
    ),
    "texto cortado: renglón bajo": (lambda: low_line(8), lambda: low_line(30)),
    "texto cortado: barra": (lambda: toolbar(120), lambda: toolbar(600)),
    "celda cortada sin tooltip": (lambda: table(LONG, 100), lambda: table(LONG, 100, LONG)),
    "texto recortado sin tooltip": (lambda: elided("Otra cosa"), lambda: elided(None)),
    "texto pintado cortado": (
        lambda: spanned(("Septiembre y octubre", QRect(0, 0, 60, 20))),
        lambda: spanned(("Sí", QRect(0, 0, 60, 20))),
    ),
    "texto pintado fuera": (
        lambda: spanned(("Septiembre", QPoint(180, 20))),
        lambda: spanned(("Septiembre", QPoint(20, 20))),
    ),
    "textos encimados": (
        lambda: spanned(("Uno", QPoint(10, 20)), ("Dos", QPoint(14, 22))),
        lambda: spanned(("Uno", QPoint(10, 20)), ("Dos", QPoint(90, 20))),
    ),
    "cortado por su marco": (
        lambda: free((QPushButton("Abrir"), QRect(250, 10, 100, 30))),
        lambda: free((QPushButton("Abrir"), QRect(150, 10, 100, 30))),
    ),
    "uno sobre otro": (lambda: overlapping(20), lambda: overlapping(0)),
    "hay que desplazar a lo ancho": (
        lambda: scrolled(QSize(500, 20), QSize(200, 100)),
        lambda: scrolled(QSize(100, 500), QSize(200, 100)),
    ),
    "rendija": (
        lambda: scrolled(QSize(100, 500), QSize(200, 24)),
        lambda: scrolled(QSize(100, 500), QSize(200, 100)),
    ),
    "sin nombre accesible: botón": (
        lambda: unnamed(QToolButton()),
        lambda: button("Abrir", 120),
    ),
    "sin nombre accesible: texto": (lambda: unnamed(QTextEdit()), lambda: line("Buscar")),
    "sin nombre accesible: vista": (lambda: listed(""), lambda: listed("Recientes")),
    "dibujo sin texto: nombre": (lambda: picture(""), lambda: picture("Avance: 3 de 4")),
    "dibujo sin texto: descripción": (
        lambda: picture("Curva"),
        lambda: picture("Curva", "Enero 1 de 2, febrero 2 de 2"),
    ),
}
"""What is found, a window with the fault, and the same window without it."""


@pytest.fixture
def show(qapp: QApplication) -> Iterator[Callable[[QWidget], QWidget]]:
    make_app(dark=False)
    made: list[QWidget] = []

    def work(window: QWidget) -> QWidget:
        made.append(window)
        window.show()
        settle()
        return window

    yield work
    for window in made:
        window.close()
        window.deleteLater()


@pytest.mark.parametrize("kind", PAIRS)
def test_a_check_finds_its_fault_and_nothing_else(
    kind: str, show: Callable[[QWidget], QWidget]
) -> None:
    broken, sound = PAIRS[kind]
    assert {each.kind for each in faults(show(broken()))} == {kind.partition(":")[0]}
    assert faults(show(sound())) == []


def test_a_dialog_larger_than_the_screen_is_found(show: Callable[[QWidget], QWidget]) -> None:
    behind = show(free())
    dialog = QDialog(behind)
    QHBoxLayout(dialog).addWidget(sized(QLabel("Mucho"), 400, 100))
    show(dialog)
    assert [each.kind for each in faults(dialog)] == ["no cabe en la pantalla"]
