"""The field of the planned spending: none said, no spending, or an amount; with a note."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.problems import Problem
from poa_desktop.poa.records import Inversion, TipoInversion
from poa_desktop.ui.fields.base import Save
from poa_desktop.ui.fields.note import FieldNote, finding
from poa_desktop.ui.fields.text import MoneyField, TextField
from poa_desktop.ui.theme import current_theme

_WORDS = {
    TipoInversion.SIN_DEFINIR: "Sin definir",
    TipoInversion.NO_GENERA_GASTO: "No genera gasto",
    TipoInversion.MONTO: "Con importe",
}
_NO_AMOUNT = "Escriba el importe, o elija «Sin definir» o «No genera gasto»."


class ImporteField(MoneyField):
    """The amount; while *needed*, an empty one is refused and Esc gives the choice back."""

    def __init__(self, save: Save, give_up: Callable[[], None]) -> None:
        super().__init__("monto", "Importe", save)
        self.needed = False
        self._give_up = give_up

    def commit(self) -> bool:
        if self.needed and not self.text().strip():
            return self._refuse(_NO_AMOUNT)
        return super().commit()

    @property
    def can_revert(self) -> bool:
        return self.needed or super().can_revert

    def revert(self) -> None:
        super().revert()
        self._give_up()


class InversionField(QWidget):
    """Three choices, the amount and the note, kept together as one Inversion."""

    campo = "inversion"
    campos = ("inversion", "monto", "nota")

    def __init__(self, save: Callable[[Inversion], str | None]) -> None:
        super().__init__()
        self._save = save
        self._stored = Inversion()
        self.radios = {tipo: QRadioButton(words) for tipo, words in _WORDS.items()}
        self._group = QButtonGroup(self)
        for tipo, radio in self.radios.items():
            radio.setAccessibleName(f"Inversión: {_WORDS[tipo]}")
            self._group.addButton(radio)
            radio.clicked.connect(lambda _checked, tipo=tipo: self._choose(tipo))
        self.importe = ImporteField(self._save_amount, self._show_choice)
        self.nota = TextField("nota", "Nota de la inversión", self._save_note)
        self.parts = {"nota": self.nota, "monto": self.importe}
        self.note = FieldNote()
        self._lay_out()
        self._show_choice()

    def _lay_out(self) -> None:
        theme = current_theme()
        choices = QHBoxLayout()
        choices.setSpacing(theme.margin)
        for radio in self.radios.values():
            choices.addWidget(radio)
        choices.addStretch(1)
        below = QGridLayout()
        below.setHorizontalSpacing(theme.gap_wide)
        for column, field in enumerate((self.importe, self.nota)):
            below.addWidget(field, 0, column)
            below.setColumnStretch(column, 1)
            below.setColumnMinimumWidth(column, 200)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.half)
        layout.addWidget(QLabel("Inversión"))
        layout.addLayout(choices)
        layout.addSpacing(theme.half)
        layout.addLayout(below)
        layout.addWidget(self.note)

    # -- showing ---------------------------------------------------------------------------

    @property
    def _chosen(self) -> TipoInversion:
        return next(tipo for tipo, radio in self.radios.items() if radio.isChecked())

    def show_value(self, inversion: Inversion) -> None:
        """Show what is kept; an amount that is still to be typed stays asked for."""
        if inversion.tipo is not self._stored.tipo:
            self._stored = inversion
            self._show_choice()
        self._stored = inversion
        self.importe.show_value(inversion.monto)
        self.nota.show_value(inversion.nota)

    def _show_choice(self) -> None:
        self.radios[self._stored.tipo].setChecked(True)
        self._allow_amount()

    def _allow_amount(self) -> None:
        wanted = self._chosen is TipoInversion.MONTO
        self.importe.needed = wanted
        self.importe.editor.setEnabled(wanted)
        self.importe.label.setEnabled(wanted)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what the checks found."""
        self.note.show_messages([finding(each) for each in problems])

    def forget(self) -> None:
        """Another record comes."""
        self.importe.forget()
        self.nota.forget()
        self._show_choice()

    def focus_editor(self) -> None:
        """Put the keyboard on the choice made."""
        self.radios[self._chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    # -- writing ---------------------------------------------------------------------------

    def commit(self) -> bool:
        """Keep what is being typed."""
        return all([self.importe.commit(), self.nota.commit()])

    def _choose(self, tipo: TipoInversion) -> None:
        if tipo is TipoInversion.MONTO:
            self._allow_amount()
            self.importe.focus_editor()
            return
        self.importe.needed = False
        self.importe.forget()
        reason = None
        if tipo is not self._stored.tipo:
            reason = self._save(Inversion(tipo, None, self._stored.nota))
        if reason is not None:
            self._show_choice()
        self._allow_amount()
        self.importe.show_value(self._stored.monto)

    def _save_amount(self, monto: Decimal) -> str | None:
        return self._save(Inversion(TipoInversion.MONTO, monto, self._stored.nota))

    def _save_note(self, nota: str) -> str | None:
        return self._save(Inversion(self._stored.tipo, self._stored.monto, nota))
