"""What is looked for: the words, how exactly, and where."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from poa_desktop.poa.buscar import Sitio
from poa_desktop.poa.consulta import consulta_de
from poa_desktop.ui.buscar.searcher import Alcance, Pregunta
from poa_desktop.ui.keyboard import ENTER
from poa_desktop.ui.theme import current_theme

_WHERE = {Alcance.POA: "este POA", Alcance.ARCHIVO: "todos los POA del archivo"}
_ONLY = "Solo en "


class FindField(QLineEdit):
    """Arrows go through what was found, Enter goes there, with Mayús to the one before."""

    moved = Signal(int)
    entered = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in ENTER:
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def mark_failed(self, failed: bool) -> None:
        """Show that nothing was found."""
        if bool(self.property("invalid")) != failed:
            self.setProperty("invalid", failed)
            self.style().unpolish(self)
            self.style().polish(self)


class ScopeBox(QComboBox):
    """Where one looks: the POA, all of the file when there are more, or the node at hand."""

    def __init__(self, name: str, least: int) -> None:
        super().__init__()
        self.nodo: Sitio | None = None
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(least)

    def offer(self, several: bool, nodo: Sitio | None, node_name: str) -> None:
        """Offer what there is now; another node at hand is not what was chosen before."""
        before = self.alcance
        if before is Alcance.NODO and nodo != self.nodo:
            before = Alcance.POA
        self.nodo = nodo
        self.blockSignals(True)
        self.clear()
        self.addItem("En este POA", Alcance.POA)
        if several:
            self.addItem("En todos los POA del archivo", Alcance.ARCHIVO)
        if nodo is not None:
            self.addItem(f"{_ONLY}{node_name}", Alcance.NODO)
        self.setCurrentIndex(max(0, self.findData(before)))
        self.setEnabled(self.count() > 1)
        self.blockSignals(False)

    @property
    def alcance(self) -> Alcance:
        """What is chosen."""
        return Alcance(self.currentData() or Alcance.POA)

    @property
    def in_words(self) -> str:
        """Where one looked, to end a sentence with."""
        return _WHERE.get(self.alcance) or self.currentText().removeprefix(_ONLY)


class QuestionBox(QWidget):
    """Field, options and scope, one beneath the other."""

    typed = Signal(str)
    chosen = Signal()
    """An option or the scope was chosen."""

    def __init__(self, close_button: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = FindField()
        self.field.setPlaceholderText("Buscar en todo")
        self.field.setAccessibleName("Buscar en todo el POA")
        self.field.setClearButtonEnabled(True)
        self.exact = QCheckBox("Distinguir mayúsculas y acentos")
        self.whole = QCheckBox("Palabra completa")
        self.scope = ScopeBox("Dónde buscar", 12)
        theme = current_theme()
        top = QHBoxLayout()
        top.setSpacing(theme.half)
        top.addWidget(self.field, 1)
        top.addWidget(close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.half)
        column.addLayout(top)
        for each in (self.exact, self.whole, self.scope):
            column.addWidget(each)
        self.field.textChanged.connect(self.typed)
        for box in (self.exact, self.whole):
            box.toggled.connect(lambda _on: self.chosen.emit())
        self.scope.activated.connect(lambda _index: self.chosen.emit())

    def pregunta(self) -> Pregunta:
        """What is asked now."""
        consulta = consulta_de(
            self.field.text(), exacta=self.exact.isChecked(), palabra=self.whole.isChecked()
        )
        return Pregunta(consulta, self.scope.alcance, self.scope.nodo)

    def nothing_text(self) -> str:
        """What to say when nothing was found, and what may help."""
        told = f"No se encontró «{self.field.text().strip()}»; se buscó en {self.scope.in_words}."
        if self.exact.isChecked() or self.whole.isChecked():
            return f"{told}\n\nQuite las marcas de arriba para encontrar más."
        if len(self.pregunta().consulta.terminos) > 1:
            return f"{told}\n\nTodas las palabras deben estar en el mismo texto: pruebe con menos."
        return told
