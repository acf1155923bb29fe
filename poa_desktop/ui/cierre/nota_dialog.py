"""The confirmation of a step that only needs words: retirar, devolver, reabrir."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.observado import EstadoObservacion
from poa_desktop.poa.tramites import Paso
from poa_desktop.ui.answer_row import answer_row
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

_WIDTH = 520
_ROWS = 4


@dataclass(frozen=True, slots=True)
class _Words:
    """What a dialog says: its title, what will happen, what is asked, its button."""

    title: str
    happens: tuple[str, ...]
    asks: str
    button: str


_WORDS = {
    Paso.RETIRO: _Words(
        "Retirar el envío",
        (
            "El periodo vuelve a la dependencia; Planeación ya no lo tiene por enviado.",
            "Queda en la bitácora. Se puede deshacer, y enviar otra vez cuando se quiera.",
        ),
        "&Nota (si hace falta)",
        "&Retirar el envío",
    ),
    Paso.DEVOLUCION: _Words(
        "Devolver con observaciones",
        (
            "El periodo vuelve a la dependencia, que verá las observaciones, las responderá y lo "
            "enviará otra vez.",
        ),
        "&Nota para la dependencia",
        "&Devolver",
    ),
    Paso.REAPERTURA: _Words(
        "Reabrir el periodo",
        (
            "Los meses del periodo vuelven a recibir cambios, salvo los que otro periodo cerrado "
            "contenga.",
            "Lo que se cerró se conserva y se puede imprimir; el cierre siguiente será otra "
            "versión, y ambas se comparan.",
            "La reapertura se sella con su nombre y el motivo. No se puede deshacer.",
        ),
        "&Motivo de la reapertura",
        "&Reabrir el periodo",
    ),
}


class NotaDialog(QDialog):
    """Says what will happen and asks for a nota; where it is needed the button waits for it."""

    def __init__(self, session: Session, paso: Paso, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme, words = current_theme(), _WORDS[paso]
        pending = _pending(session) if paso is Paso.DEVOLUCION else 0
        self._needed = paso is Paso.REAPERTURA or (paso is Paso.DEVOLUCION and not pending)
        self.setWindowTitle(words.title)
        self.setMinimumWidth(_WIDTH)
        title = _label(session.periodo.en_palabras)
        set_role(title, "title")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.margin, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        column.addWidget(title)
        for sentence in (*words.happens, *_of_observaciones(paso, pending)):
            column.addWidget(_label(sentence))
        asks = QLabel(words.asks)
        self.edit = QPlainTextEdit()
        self.edit.setAccessibleName(words.asks.replace("&", ""))
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(_ROWS * self.fontMetrics().lineSpacing() + 16)
        asks.setBuddy(self.edit)
        column.addSpacing(theme.gap)
        column.addWidget(asks)
        column.addWidget(self.edit)
        self.ok_button, buttons = answer_row(self, words.button)
        column.addSpacing(theme.gap)
        column.addLayout(buttons)
        self.setMinimumHeight(column.heightForWidth(_WIDTH))  # its sentences wrap
        self.edit.textChanged.connect(self._enable)
        self._enable()
        self.edit.setFocus()

    def nota(self) -> str:
        """What was written."""
        return self.edit.toPlainText().strip()

    def _enable(self) -> None:
        self.ok_button.setEnabled(bool(self.nota()) or not self._needed)


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _pending(session: Session) -> int:
    """How many observaciones of the chosen period wait for an answer."""
    assert session.poa is not None
    return sum(
        each.periodo == session.periodo and each.estado is EstadoObservacion.PENDIENTE
        for each in session.store.observaciones(session.poa.id)
    )


def _of_observaciones(paso: Paso, pending: int) -> tuple[str, ...]:
    if paso is not Paso.DEVOLUCION:
        return ()
    if pending == 0:
        return ("Ninguna línea tiene observaciones: diga en la nota por qué se devuelve.",)
    told = "1 observación" if pending == 1 else f"{pending:,} observaciones"
    return (f"Lleva {told} por responder.",)
