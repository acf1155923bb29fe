"""What program this is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop import __version__
from poa_desktop.data.persona import known_persona
from poa_desktop.log import system_report
from poa_desktop.ui.icons import icon
from poa_desktop.ui.theme import set_role


class AboutDialog(QDialog):
    """Name, version, licence, and the report that support asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Acerca de POA Desktop")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        picture = QLabel()
        picture.setAccessibleName("Ícono del programa")
        picture.setPixmap(icon("app").pixmap(48, 48))
        column.addWidget(picture)
        title = QLabel(f"POA Desktop {__version__}")
        set_role(title, "title")
        column.addWidget(title)
        column.addWidget(QLabel("Planeación y evaluación del Programa Operativo Anual."))
        column.addWidget(
            QLabel("Licencia MIT. Qt y PySide6: LGPL 3. Liberation Sans: SIL OFL 1.1.")
        )
        self.persona = QLabel(", ".join(filter(None, known_persona())))
        if self.persona.text():
            self.persona.setText(f"Usa este equipo: {self.persona.text()}.")
            self.persona.setTextFormat(Qt.TextFormat.PlainText)
            self.persona.setWordWrap(True)
            column.addWidget(self.persona)
        self.report = QLabel(system_report())
        set_role(self.report, "soft")
        column.addWidget(self.report)
        copy = QPushButton("Copiar informe")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.text()))
        close = QPushButton("Cerrar")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch()
        buttons.addWidget(close)
        column.addSpacing(8)
        column.addLayout(buttons)
        close.setFocus()
