"""The dialog that asks who is at the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.data.persona import MAX_CHARACTERS
from poa_desktop.poa.text import clean_text
from poa_desktop.ui.elided_combo import ElidedCombo
from poa_desktop.ui.fields.pasting import PlainLine
from poa_desktop.ui.persona.suggestions import Sugerencia
from poa_desktop.ui.theme import current_theme, set_role

_WIDTH = 520
_FIELD = 300
_USE = (
    "Su nombre y su cargo quedan en la bitácora de cada cambio que haga desde esta cuenta{}, y en "
    "las actas que selle."
)
_PROOF = (
    "Es lo que usted dice, no una contraseña: no prueba quién estaba sentado aquí. Si otra persona "
    "usa la cuenta, cambie el nombre antes de empezar."
)


class PersonaDialog(QDialog):
    """Name and office; without a name there is nobody."""

    def __init__(
        self,
        nombre: str,
        cargo: str,
        parent: QWidget | None = None,
        *,
        sugerencias: Sequence[Sugerencia] = (),
        cuenta: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Quién usa este equipo")
        self.sugerencias = tuple(sugerencias)
        self.nombre, self.cargo = PlainLine(), PlainLine()
        for line, text in ((self.nombre, nombre), (self.cargo, cargo)):
            line.setMaxLength(MAX_CHARACTERS)
            line.setText(text)
            line.setMinimumWidth(_FIELD)
        self.nombre.setAccessibleName("Nombre")
        self.cargo.setAccessibleName("Cargo")
        self.cargo.setPlaceholderText("Puede quedar vacío")
        self.use = QLabel(_USE.format(f" («{cuenta}»)" if cuenta else ""))
        self.proof = QLabel(_PROOF)
        for label in (self.use, self.proof):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        set_role(self.proof, "soft")
        self.choice = ElidedCombo(_FIELD, _WIDTH)
        self.choice.setAccessibleName("Tomar del POA")
        self.choice.addItem("Elija a alguien del POA…")
        self.choice.addItems([each.texto for each in self.sugerencias])
        self.choice.activated.connect(self._take)
        self.ok_button = QPushButton("&Guardar")
        set_role(self.ok_button, "primary")
        self.ok_button.setDefault(True)
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button = QPushButton("Cancelar")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self.nombre.textChanged.connect(self._enable)
        self._lay_out()
        self._enable()
        self.nombre.setFocus()

    def _lay_out(self) -> None:
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.margin, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap_wide)
        column.addWidget(self.use)
        form = QFormLayout()
        form.setVerticalSpacing(theme.gap)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        if self.sugerencias:
            form.addRow("&Tomar del POA", self.choice)
        else:
            self.choice.hide()
        form.addRow("&Nombre", self.nombre)
        form.addRow("&Cargo", self.cargo)
        column.addLayout(form)
        column.addWidget(self.proof)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.ok_button)
        foot.addWidget(self.cancel_button)
        column.addLayout(foot)
        self.setMinimumWidth(_WIDTH)

    def answer(self) -> tuple[str, str]:
        """What was written, cleaned as it is kept."""
        return _clean(self.nombre.text()), _clean(self.cargo.text())

    def _take(self, index: int) -> None:
        """Fill in who was chosen; of Planeación only the office is known, so the name is asked."""
        if index == 0:
            return
        chosen = self.sugerencias[index - 1]
        self.nombre.setText(chosen.nombre)
        self.cargo.setText(chosen.cargo[:MAX_CHARACTERS])
        for line in (self.nombre, self.cargo):
            line.setCursorPosition(0)
        (self.ok_button if chosen.nombre else self.nombre).setFocus()

    def _enable(self) -> None:
        self.ok_button.setEnabled(bool(_clean(self.nombre.text())))


def _clean(text: str) -> str:
    return clean_text(text, multiline=False, limit=MAX_CHARACTERS).text
