"""What came in with a document, and everything in it that was not understood."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.problems import Problem
from poa_desktop.poa.records import Poa
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.theme import set_role


class ImportReportDialog(QDialog):
    """The counts of what was read, and the list of avisos to copy or to look through."""

    def __init__(
        self, poa: Poa, problems: tuple[Problem, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Resultado de la importación")
        self.resize(720, 480)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        title = ElidedLabel()
        title.setText(poa.titulo)
        title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_role(title, "title")
        column.addWidget(title)
        column.addWidget(
            QLabel(
                f"{len(poa.programas)} programas, {len(poa.actividades)} actividades y "
                f"{len(poa.lineas)} líneas de acción."
            )
        )
        heading = QLabel(f"Para revisar contra el documento ({len(problems)})")
        set_role(heading, "heading")
        column.addWidget(heading)
        self.text = QPlainTextEdit("\n\n".join(_row(each) for each in problems))
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Avisos de la importación")
        column.addWidget(self.text)
        copy = QPushButton("Copiar la lista")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        close = QPushButton("Cerrar")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch()
        buttons.addWidget(close)
        column.addLayout(buttons)


def _row(problem: Problem) -> str:
    return f"{problem.donde.etiqueta}: {problem.mensaje}\n{problem.que_hacer}"
