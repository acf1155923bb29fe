"""One observation with the place to answer it, and what Planeación does with the answer."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.formats import fecha_corta
from poa_desktop.poa.observado import EstadoObservacion, ObservacionLinea
from poa_desktop.poa.text import clean_text
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.fields.pasting import PlainEdit
from poa_desktop.ui.keyboard import ENTER
from poa_desktop.ui.observaciones.sign import BubbleSign
from poa_desktop.ui.observaciones.work import ObservationWork, may_change
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

_MIN_ROWS, _MAX_ROWS = 4, 7
_HEAD = 20  # pixels: as high with the arrows as without
_EDIT_FRAME = 15  # padding and border of the style sheet, margins of the document
_EMPTY_ANSWER = "Diga qué se corrigió"


class ObservationCard(QWidget):
    """Left what Planeación asks, right what the dependencia answers; each says who and when.

    An answer that is typed and not sent stays with its observation, here and on the other page,
    while the file is open.
    """

    told = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.work = ObservationWork(session, self)
        self.work.told.connect(self.told)
        self._shown: ObservacionLinea | None = None
        self.chosen: Callable[[], list[ObservacionLinea]] = list
        """What a list has chosen beside the one in sight: settled together."""
        self.sign = BubbleSign(self)
        self.estado = QLabel(self)
        set_role(self.estado, "heading")
        self.asked_by, self.answered_by = ElidedLabel(self), ElidedLabel(self)
        self.texto, self.respuesta = PlainEdit(self), PlainEdit(self)
        self.send = QPushButton("Respo&nder", self)
        self.settle = QPushButton("Dar por atendida", self)
        self.more = QPushButton("Más", self)
        self._dress()
        self._lay_out()

    def _dress(self) -> None:
        for label in (self.asked_by, self.answered_by):
            set_role(label, "soft")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for edit, name in (
            (self.texto, "Lo que observa Planeación"),
            (self.respuesta, "Respuesta de la dependencia"),
        ):
            edit.document().setDocumentMargin(2)
            edit.setAccessibleName(name)
            rows = edit.fontMetrics().lineSpacing()
            edit.setMinimumHeight(_MIN_ROWS * rows + _EDIT_FRAME)
            edit.setMaximumHeight(_MAX_ROWS * rows + _EDIT_FRAME)
            edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.texto.setReadOnly(True)
        self.respuesta.setPlaceholderText(_EMPTY_ANSWER)
        self.respuesta.setToolTip("Ctrl+Enter responde")
        self.respuesta.textChanged.connect(self._on_typed)
        self.respuesta.installEventFilter(self)
        self.send.setToolTip("La dependencia responde, con su nombre y la fecha (Ctrl+Enter)")
        self.send.clicked.connect(self.answer)
        self.settle.setToolTip("Planeación queda conforme, con o sin respuesta")
        self.settle.clicked.connect(self._attend)
        self.more.setToolTip("Devolver la respuesta, corregir o quitar la observación")
        self._menu = QMenu(self.more)
        self.give_back = self._menu.addAction("&Devolver la respuesta…", self._give_back)
        self.correct = self._menu.addAction("&Corregir la observación…", self._correct)
        self.remove = self._menu.addAction("&Quitar la observación", self._remove)
        self.more.setMenu(self._menu)
        for button in self.buttons:
            button.setAutoDefault(False)
            button.setStyleSheet("QPushButton { padding: 2px 8px; }")

    def _lay_out(self) -> None:
        theme = current_theme()
        head = QHBoxLayout()
        head.setSpacing(theme.half)
        head.addWidget(self.sign)
        head.addWidget(self.estado)
        head.addSpacing(theme.half)
        head.addWidget(self.asked_by, 1)
        self.corner = QHBoxLayout()
        self.corner.setSpacing(theme.half)
        self.corner.addWidget(self.answered_by, 1)
        column = QVBoxLayout()
        column.setSpacing(theme.half)
        for button in self.buttons:
            column.addWidget(button)
        column.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.gap_wide)
        grid.setVerticalSpacing(theme.half)
        grid.setRowMinimumHeight(0, _HEAD)
        grid.addLayout(head, 0, 0)
        grid.addLayout(self.corner, 0, 1, 1, 2)
        grid.addWidget(self.texto, 1, 0)
        grid.addWidget(self.respuesta, 1, 1)
        grid.addLayout(column, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons, from above."""
        return self.send, self.settle, self.more

    @property
    def order(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return self.texto, self.respuesta, *self.buttons

    # -- showing -----------------------------------------------------------------------------

    @property
    def shown(self) -> ObservacionLinea | None:
        """The observation in sight."""
        return self._shown

    def show_observation(self, each: ObservacionLinea | None) -> None:
        """Show an observation; an answer that is being typed for it stays."""
        self._shown = each
        self.setEnabled(each is not None)
        if each is None:
            for edit in (self.texto, self.respuesta):
                edit.clear()
            return
        other = "" if each.periodo == self._session.periodo else f" ({each.periodo})"
        self.sign.show_estado(each.estado)
        self.estado.setText(f"{each.estado_en_palabras}{other}")
        when = fecha_corta(each.cuando.date())
        self.asked_by.setText(f"Observa Planeación ({when}): {_who(each.nombre, each.cargo)}")
        self.answered_by.setText(_answered(each))
        told = each.texto
        if each.regresada:
            told = f"{told}\n\nRespuesta que no bastó ({each.quien_responde}): {each.respuesta}"
        if self.texto.toPlainText() != told:
            self.texto.setPlainText(told)
        text = self._session.respuestas.get(each.id, _kept(each))
        if self.respuesta.toPlainText() != text:
            self.respuesta.setPlainText(text)
        free = may_change(self._session, each)
        self.respuesta.setReadOnly(not free or not each.abierta)
        self.give_back.setEnabled(free and each.estado is not EstadoObservacion.PENDIENTE)
        self.give_back.setText(
            "&Devolver la respuesta…" if each.abierta else "&Abrir otra vez la observación…"
        )
        self.correct.setEnabled(free and not each.respuesta and each.abierta)
        self.remove.setEnabled(free and not each.respuesta)
        self.more.setEnabled(free)
        self.count_chosen()
        self._enable_send()

    def showEvent(self, event: QShowEvent) -> None:
        """What was typed for the same observation on another page is shown here too."""
        super().showEvent(event)
        self.show_observation(self._shown)

    def _to_settle(self) -> list[ObservacionLinea]:
        """The observations that the button settles: those chosen, or the one in sight."""
        several = self.chosen()
        shown = several if len(several) > 1 else [self._shown] if self._shown else []
        return [each for each in shown if each.abierta and may_change(self._session, each)]

    def count_chosen(self) -> None:
        """Say how many observations the button settles."""
        count = len(self._to_settle())
        self.settle.setEnabled(count > 0)
        many = len(self.chosen()) > 1
        self.settle.setText(f"Dar por atendidas ({count})" if many else "Dar por atendida")

    def _on_typed(self) -> None:
        each = self._shown
        if each is None:
            return
        text = self.respuesta.toPlainText()
        if text == _kept(each) or not text.strip():
            self._session.respuestas.pop(each.id, None)
        else:
            self._session.respuestas[each.id] = text
        self._enable_send()

    def _enable_send(self) -> None:
        each = self._shown
        typed = each is not None and each.id in self._session.respuestas
        self.send.setEnabled(typed and not self.respuesta.isReadOnly())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.respuesta and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.type() == QEvent.Type.KeyPress and event.key() in ENTER and control:
                self.answer()
                return True
        return super().eventFilter(watched, event)

    # -- doing -------------------------------------------------------------------------------

    def answer(self) -> None:
        """Send what is typed."""
        each = self._shown
        if each is None or not self.send.isEnabled():
            return
        typed = self.respuesta.toPlainText()
        self._session.respuestas.pop(each.id, None)  # what the refresh shows then is what was kept
        if not self.work.answer(each, typed):
            self._session.respuestas[each.id] = typed
            self._enable_send()
            return
        notices = clean_text(typed).notices
        if notices:
            self.told.emit(" ".join(("Respuesta guardada.", *notices)))

    def _attend(self) -> None:
        self.work.attend(self._to_settle())

    def _give_back(self) -> None:
        if self._shown is not None:
            self.work.give_back(self._shown)

    def _correct(self) -> None:
        if self._shown is not None:
            self.work.correct(self._shown)

    def _remove(self) -> None:
        if self._shown is not None:
            self.work.remove(self._shown)


def _kept(each: ObservacionLinea) -> str:
    """The answer that stands; one that was given back is told beside the question."""
    return "" if each.regresada else each.respuesta


def _answered(each: ObservacionLinea) -> str:
    if each.regresada or each.respondida is None:
        return "Responde la dependencia"
    assert each.respondida is not None
    when = fecha_corta(each.respondida.date())
    return f"Responde la dependencia ({when}): {_who(each.respondio, each.respondio_cargo)}"


def _who(nombre: str, cargo: str) -> str:
    return ", ".join(filter(None, (nombre, cargo)))
