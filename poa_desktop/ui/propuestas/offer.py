"""The offer beside one línea: what its text says of its schedule, and one button to take it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from poa_desktop.poa.problems import Problem
from poa_desktop.poa.propuestas import Propuesta, meses_programados, propuesta_de
from poa_desktop.poa.records import EstadoPoa
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.place import Place, find_bloque, find_linea
from poa_desktop.ui.propuestas.visit import write
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role


class ScheduleOffer(QWidget):
    """«El texto dice «trimestral»: programar mar, jun, sep y dic», with its button.

    It is there only while the línea has no schedule of its own: none, or that of its temporalidad.
    """

    campo = "propuesta"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._offered: Propuesta | None = None
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_role(self.label, "soft")
        self.button = QPushButton("&Programar así")
        self.button.clicked.connect(lambda: self.take())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().gap_wide)
        row.addWidget(self.label, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_offer(self, place: Place) -> None:
        """Offer what the text of a línea says, or nothing."""
        before, self._offered = self._offered, self._find(place)
        self.setVisible(self._offered is not None)
        if self._offered is None or self._offered.lectura is None:
            return
        read, linea = self._offered.lectura, self._offered.linea
        said = " ".join(linea.texto[read.inicio : read.fin].split())
        sentence = f"El texto dice «{said}»: programar {meses_programados(read.programado)}."
        if read.duda:
            sentence += f" {read.duda}"
        self.label.setText(sentence)
        self.button.setAccessibleDescription(sentence)
        if before is None or before.linea.id != linea.id or before.lectura != read:
            announce(self, sentence)

    def _find(self, place: Place) -> Propuesta | None:
        poa = self._session.poa
        if poa is None or poa.estado is not EstadoPoa.BORRADOR or self._session.store.read_only:
            return None
        bloque, linea = find_bloque(poa, place), find_linea(poa, place)
        if bloque is None or linea is None:
            return None
        found = propuesta_de(poa, bloque, linea)
        own = any(found.actual) and found.actual != found.temporalidad
        offers = found.lectura is not None and found.lectura.propone
        return found if offers and not own and found.texto != found.actual else None

    def take(self) -> None:
        """Write what is offered; the offer is gone then."""
        if self._offered is not None:
            schedules = [(self._offered.linea.id, self._offered.texto)]
            self._session.run("Programar por el texto", partial(write, schedules=schedules))

    # -- what a form asks of its fields ------------------------------------------------------

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Nothing is checked here."""

    def forget(self) -> None:
        """Nothing is typed here."""

    def commit(self) -> bool:
        """Nothing is ever pending here."""
        return True

    def focus_editor(self) -> None:
        """Put the keyboard on the button."""
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
