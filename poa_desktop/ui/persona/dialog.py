"""The dialog that asks who is at the keyboard."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from poa_desktop.data.persona import MAX_CHARACTERS


class PersonaDialog(QDialog):
    """Name and office; without a name there is nobody."""

    def __init__(self, nombre: str, cargo: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Quién usa este equipo")
        self.nombre, self.cargo = QLineEdit(nombre), QLineEdit(cargo)
        for each in (self.nombre, self.cargo):
            each.setMaxLength(MAX_CHARACTERS)
        told = QLabel("Su nombre y su cargo quedan en la bitácora y en las actas que se sellen.")
        told.setWordWrap(True)
        form = QFormLayout(self)
        form.addRow(told)
        form.addRow("&Nombre:", self.nombre)
        form.addRow("&Cargo:", self.cargo)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        self.nombre.textChanged.connect(self._enable)
        self._enable()

    def answer(self) -> tuple[str, str]:
        """What was written."""
        return self.nombre.text().strip(), self.cargo.text().strip()

    def _enable(self) -> None:
        self.ok_button.setEnabled(bool(self.nombre.text().strip()))
