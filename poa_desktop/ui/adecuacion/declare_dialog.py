"""The dialogs that begin and end an adecuación."""

from collections.abc import Sequence
from datetime import date
from textwrap import shorten

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from poa_desktop.poa.adecuaciones import CambioPlan
from poa_desktop.poa.declarada import Declarada
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import parse_fecha
from poa_desktop.poa.records import Poa
from poa_desktop.ui.adecuacion.changes_tree import ChangesTree
from poa_desktop.ui.adecuacion.step_dialog import StepDialog
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import current_theme, set_role

_WHY = 400  # characters of a justificación that are shown; the tooltip has all of it


class BeginDialog(StepDialog):
    """Why the plan changes, and by which oficio."""

    def __init__(self, poa: Poa, numero: int, who: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "Iniciar adecuación", f"Adecuación {numero}: {poa.titulo}", "&Iniciar", parent
        )
        self.resize(600, 420)
        self.say(
            "El plan se abre para cambiarlo. Al concluir se ve lo que cambió, con el valor "
            "anterior y el nuevo; ambos y esta justificación se imprimen en la historia de "
            "adecuaciones."
        )
        self.justificacion = QTextEdit()
        self.ask("&Justificación", self.justificacion)
        self.oficio, self.fecha = QLineEdit(), QLineEdit()
        self.oficio.setMaxLength(120)
        self.fecha.setPlaceholderText("dd/mm/aaaa")
        self._put_beside()
        self.wrong = self.say("", "danger")
        self.wrong.hide()
        self.column.addStretch(1)
        self.end(f"La declara: {who}")
        self.justificacion.textChanged.connect(self._enable)
        self.fecha.textChanged.connect(lambda _text: self._enable())
        self._enable()

    def _put_beside(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(current_theme().gap_wide)
        labels = ("Número de &oficio (opcional)", "&Fecha del oficio (opcional)")
        for label, field, share in zip(labels, (self.oficio, self.fecha), (2, 1), strict=True):
            told = QLabel(label)
            told.setBuddy(field)
            field.setAccessibleName(label.replace("&", ""))
            part = QVBoxLayout()
            part.setSpacing(current_theme().half)
            part.addWidget(told)
            part.addWidget(field)
            row.addLayout(part, share)
        self.column.addLayout(row)

    @property
    def day(self) -> date | None:
        """The day of the oficio; None when none is written. Raises PoaError for no date."""
        text = self.fecha.text().strip()
        return parse_fecha(text) if text else None

    def _enable(self) -> None:
        reason = ""
        try:
            assert self.day is None or self.day
        except PoaError as error:
            reason = str(error)
        self.wrong.setText(reason)
        self.wrong.setVisible(bool(reason) and len(self.fecha.text().strip()) >= 8)
        self.ok_button.setEnabled(bool(self.justificacion.toPlainText().strip()) and not reason)


class ConcludeDialog(StepDialog):
    """What changed, before it is ended; without changes it can only be discarded."""

    def __init__(
        self,
        declarada: Declarada,
        changes: Sequence[CambioPlan],
        parent: QWidget | None = None,
    ) -> None:
        self.discards = not changes
        super().__init__(
            "Concluir adecuación",
            declarada.titulo,
            "&Descartar la adecuación" if self.discards else "&Concluir",
            parent,
        )
        self.resize(860, 480)
        why = self.say(shorten(declarada.justificacion, _WHY, placeholder="…"))
        why.setToolTip(plain_tip(declarada.justificacion))
        self.tree = ChangesTree("Lo que cambió")
        if self.discards:
            self.say("El plan no ha cambiado con esta adecuación.", "heading")
            self.say("Descártela, o cancele y haga los cambios que la justifican.")
            self.tree.hide()
            self.column.addStretch(1)
        else:
            count = "1 cambio" if len(changes) == 1 else f"{len(changes):,} cambios"
            self.say(f"Lo que cambió del plan: {count}", "heading")
            self.tree.show_changes(changes)
            self.column.addWidget(self.tree, 1)
            told = self.say("Después de concluir, el plan queda bloqueado otra vez.")
            set_role(told, "soft")
        self.end(f"La declaró: {declarada.quien}")
