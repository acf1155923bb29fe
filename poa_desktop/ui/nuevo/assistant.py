"""The assistant for a new POA: a few steps, Enter goes on, most of it may be left for later."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.nuevo import Existente, NuevoPoa
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.keyboard import ENTER
from poa_desktop.ui.nuevo.step import Step
from poa_desktop.ui.nuevo.steps import DependenciaStep, MunicipioStep
from poa_desktop.ui.nuevo.steps_plan import EjesStep, ProgramaStep, SummaryStep
from poa_desktop.ui.theme import current_theme, set_role

_SIZE = (760, 500)
_RAIL = 176  # pixels of the list of steps


class NewPoaAssistant(QDialog):
    """Asks for a new POA. *start* holds what is known already and proposals; *archivo* is the
    name of the open file that it is added to, "" for a file of its own."""

    def __init__(
        self,
        start: NuevoPoa,
        parent: QWidget | None = None,
        *,
        archivo: str = "",
        existentes: Sequence[Existente] = (),
        titulares: dict[str, NuevoPoa] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Agregar otro POA" if archivo else "Nuevo POA")
        self.resize(*_SIZE)
        self._start = start
        self.dependencia = DependenciaStep(existentes, titulares or {})
        self.summary = SummaryStep(archivo)
        steps: list[Step] = []
        if not (archivo and start.municipio):
            self.municipio = MunicipioStep()
            steps.append(self.municipio)
        steps.append(self.dependencia)
        if not (archivo and start.ejes):
            self.ejes = EjesStep()
            steps.append(self.ejes)
        self.programa = ProgramaStep()
        steps += [self.programa, self.summary]
        self.steps = tuple(steps)
        self.stack = QStackedWidget()
        for step in self.steps:
            step.show_answer(start)
            self.stack.addWidget(step)
            for editor in step.findChildren(QPlainTextEdit):
                editor.installEventFilter(self)
        self.back_button = QPushButton("A&trás")
        self.back_button.clicked.connect(self.go_back)
        self.next_button = QPushButton("&Siguiente")
        set_role(self.next_button, "primary")
        self.next_button.setDefault(True)
        self.next_button.clicked.connect(self.go_on)
        self.create_button = QPushButton("&Crear ya")
        self.create_button.setAutoDefault(False)
        self.create_button.setToolTip("Crea el POA con lo escrito hasta aquí (Ctrl+Mayús+Enter)")
        self.create_button.clicked.connect(self.create)
        self.cancel_button = QPushButton("Cancelar")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(lambda: self.done(self.DialogCode.Rejected))
        self.told = QLabel()
        self.told.setWordWrap(True)
        self._warned = False
        self.back_button.setAutoDefault(False)
        for keys in ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"):
            QShortcut(QKeySequence(keys), self, self.create)
        self._marks: list[QLabel] = []
        self._lay_out()
        self._show_step(0)

    def _lay_out(self) -> None:
        theme = current_theme()
        rail = QVBoxLayout()
        rail.setSpacing(theme.gap)
        for number, step in enumerate(self.steps, 1):
            mark = QLabel(f"{number}. {_SHORT.get(type(step), step.title)}")
            self._marks.append(mark)
            rail.addWidget(mark)
        rail.addStretch(1)
        side = QWidget()
        side.setFixedWidth(_RAIL)
        side.setLayout(rail)
        rail.setContentsMargins(0, theme.half, 0, 0)
        rule = QFrame()
        rule.setFrameShape(QFrame.Shape.NoFrame)
        rule.setFixedWidth(1)
        rule.setStyleSheet("")
        set_role(rule, "rule")
        rule.setMaximumHeight(16_777_215)
        body = QHBoxLayout()
        body.setSpacing(theme.margin)
        body.addWidget(side)
        body.addWidget(self.stack, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.create_button)
        buttons.addWidget(self.told, 1)
        for button in (self.back_button, self.next_button, self.cancel_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.margin, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap_wide)
        column.addLayout(body, 1)
        column.addLayout(buttons)

    # -- going from step to step -----------------------------------------------------------

    @property
    def step(self) -> Step:
        """The step in sight."""
        return self.steps[self.stack.currentIndex()]

    def _show_step(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        last = place == len(self.steps) - 1
        if last:
            self.summary.show_answer(self.answer())
        self.back_button.setEnabled(place > 0)
        self.next_button.setText("&Crear" if last else "&Siguiente")
        self.create_button.setVisible(not last)
        for number, mark in enumerate(self._marks):
            font = mark.font()
            font.setBold(number == place)
            mark.setFont(font)
            mark.setEnabled(number <= place)
        if last:
            self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.step.focus_first()
        announce(self, f"Paso {place + 1} de {len(self.steps)}: {self.step.title}")

    def reject(self) -> None:
        """Esc or the window's cross: once it is only said that what is written would be lost."""
        if self._warned or self.answer() == self._start:
            super().reject()
            return
        self._warned = True
        self.told.setText(_SURE)
        announce(self, _SURE, urgent=True)

    def go_back(self) -> None:
        """One step back; what is written stays."""
        if self.stack.currentIndex() > 0:
            self._show_step(self.stack.currentIndex() - 1)

    def go_on(self) -> None:
        """One step on, or create at the end; what is missing is said beside its field."""
        place = self.stack.currentIndex()
        if place == len(self.steps) - 1:
            self.create()
        elif self.step is not self.dependencia or self._is_complete():
            self._show_step(place + 1)

    def create(self) -> None:
        """Create with what is written; without a dependencia go where it is asked for."""
        if not self.dependencia.missing(self.answer()):
            self.accept()
            return
        self._show_step(self.steps.index(self.dependencia))
        self._is_complete()

    def _is_complete(self) -> bool:
        return self.dependencia.tell(self.dependencia.missing(self.answer()))

    def answer(self) -> NuevoPoa:
        """What was answered up to now."""
        nuevo = self._start
        for step in self.steps:
            nuevo = step.answer(nuevo)
        return nuevo

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter goes on where Enter starts a new row."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if control and event.key() in ENTER:
                self.go_on()
                return True
        return super().eventFilter(watched, event)


_SURE = "Se perdería lo escrito: pulse Esc otra vez para cancelar."
_SHORT: dict[type[Step], str] = {
    MunicipioStep: "Municipio",
    DependenciaStep: "Dependencia",
    EjesStep: "Ejes del PMD",
    ProgramaStep: "Primer programa",
    SummaryStep: "Resumen",
}
