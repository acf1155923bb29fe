"""The questions for a new POA: whose, and for which year."""

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from poa_desktop.poa.periodos import EJERCICIOS
from poa_desktop.poa.text import clean_text


class NewPoaDialog(QDialog):
    """Municipio, dependencia and ejercicio; everything else is filled in on the pages."""

    def __init__(self, ejercicio: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Nuevo POA")
        form = QFormLayout(self)
        form.setContentsMargins(24, 24, 24, 16)
        form.setVerticalSpacing(12)
        intro = QLabel("Lo demás se escribe después, en cualquier orden.")
        form.addRow(intro)
        self.municipio = QLineEdit()
        self.municipio.setPlaceholderText("Por ejemplo: San Aurelio del Valle")
        self.dependencia = QLineEdit()
        self.dependencia.setPlaceholderText("Por ejemplo: Hacienda Municipal")
        self.dependencia.setMinimumWidth(320)
        self.ejercicio = QSpinBox()
        self.ejercicio.lineEdit().setTextMargins(6, 0, 0, 0)
        self.ejercicio.setRange(EJERCICIOS[0], EJERCICIOS[-1])
        self.ejercicio.setValue(ejercicio)
        form.addRow("&Municipio", self.municipio)
        form.addRow("&Dependencia", self.dependencia)
        form.addRow("&Ejercicio", self.ejercicio)
        for field in (self.municipio, self.dependencia, self.ejercicio):
            # a form layout puts a label a little above the middle of its field
            form.labelForField(field).setMinimumHeight(field.sizeHint().height())
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton("Crear", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Cancelar", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        self.dependencia.textChanged.connect(self._judge)
        self._judge()

    def _judge(self) -> None:
        complete = bool(self.answer()[1])
        self.accept_button.setEnabled(complete)
        self.accept_button.setToolTip("" if complete else "Escriba el nombre de la dependencia")

    def answer(self) -> tuple[str, str, int]:
        """Municipio (may be empty), dependencia, ejercicio."""
        return (
            clean_text(self.municipio.text(), multiline=False).text,
            clean_text(self.dependencia.text(), multiline=False).text,
            self.ejercicio.value(),
        )
