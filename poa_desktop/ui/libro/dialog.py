"""The changes of a workbook before they are applied: read with progress, seen, chosen."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.diferencias import Comparacion, Diferencia, Tipo, cuenta_text
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.libro import Libro
from poa_desktop.poa.problems import Problem
from poa_desktop.poa.records import Poa
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.job import Job, Work, bug_sentence
from poa_desktop.ui.libro.tree import LibroTree
from poa_desktop.ui.theme import set_role

Compare = Callable[[Libro], tuple[Poa, Comparacion]]

_SIZE = (980, 640)
_EMPTY_SIZE = (620, 200)
_PROBLEMS_HEIGHT = 116


class LibroDialog(QDialog):
    """Shows what a workbook changes. When it is accepted, `chosen` says what to apply."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Importar cambios de Excel")
        self.resize(*_SIZE)
        self._name = name
        self._job: Job | None = None
        self._compare: Compare | None = None
        self.poa: Poa | None = None
        self.title = ElidedLabel()
        self.title.setText(f"Cambios de «{name}»")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_role(self.title, "title")
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Avance de la lectura")
        self.tree = LibroTree()
        self.tree.ticked_changed.connect(self._count)
        self.sheets = QComboBox()
        self.sheets.setAccessibleName("Hoja")
        self.sheets.currentIndexChanged.connect(
            lambda: self.tree.show_sheet(self.sheets.currentData())
        )
        self.all_button = QPushButton("&Marcar los cambios")
        self.all_button.clicked.connect(lambda: self.tree.tick_all(True))
        self.none_button = QPushButton("&Desmarcar todo")
        self.none_button.clicked.connect(lambda: self.tree.tick_all(False))
        self.heading = QLabel()
        set_role(self.heading, "heading")
        self.problems = QPlainTextEdit()
        self.problems.setReadOnly(True)
        self.problems.setTabChangesFocus(True)
        self.problems.setAccessibleName("Problemas del libro")
        self.problems.setFixedHeight(_PROBLEMS_HEIGHT)
        self.copy_button = QPushButton("&Copiar la lista")
        self.copy_button.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self.problems.toPlainText())
        )
        self.apply_button = QPushButton("&Aplicar")
        set_role(self.apply_button, "primary")
        self.apply_button.setDefault(True)
        self.apply_button.clicked.connect(self.accept)
        self.close_button = QPushButton("Cancelar")
        self.close_button.clicked.connect(self.reject)
        self._lay_out()
        self._show_parts(comparison=False, problems=False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.message)
        column.addWidget(self.progress)
        self.bar = QWidget()
        bar = QHBoxLayout(self.bar)
        bar.setContentsMargins(0, 0, 0, 0)
        label = QLabel("&Ver")
        label.setBuddy(self.sheets)
        for widget in (label, self.sheets):
            bar.addWidget(widget)
        bar.addStretch()
        for button in (self.all_button, self.none_button):
            bar.addWidget(button)
        column.addWidget(self.bar)
        column.addWidget(self.tree, 1)
        column.addWidget(self.heading)
        column.addWidget(self.problems)
        self._filler = QWidget()
        column.addWidget(self._filler, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy_button)
        buttons.addStretch()
        buttons.addWidget(self.apply_button)
        buttons.addWidget(self.close_button)
        column.addLayout(buttons)

    # -- reading ---------------------------------------------------------------------------

    def read(self, work: Work, compare: Compare) -> None:
        """Read the workbook beside the window, then show what *compare* finds."""
        self._compare = compare
        job = Job(work, self)
        job.progressed.connect(self.progress.setValue)
        job.done.connect(self._read)
        job.refused.connect(self._refuse)
        job.crashed.connect(self._crashed)
        job.finished.connect(self._finished)
        self._job = job
        self.message.setText("Leyendo el libro…")
        self.close_button.setText("Cancelar")
        self.progress.show()
        job.start()

    def _finished(self) -> None:
        self._job = None

    def _read(self, libro: object) -> None:
        assert isinstance(libro, Libro) and self._compare is not None
        try:
            poa, comparison = self._compare(libro)
        except PoaError as error:
            self._refuse(str(error))
            return
        self.show_comparison(poa, comparison)

    def _refuse(self, sentence: str) -> None:
        self.progress.hide()
        self.resize(*_EMPTY_SIZE)
        self.message.setText(sentence)
        self.close_button.setText("Cerrar")
        announce(self, sentence, urgent=True)

    def _crashed(self, error: object) -> None:
        self._refuse(bug_sentence(error, "El libro no se leyó por un error inesperado"))

    # -- what it brings --------------------------------------------------------------------

    def show_comparison(self, poa: Poa, comparison: Comparacion) -> None:
        """Show what there is to choose, and every problem."""
        self.progress.hide()
        self.poa = poa
        sentence = f"{poa.titulo}. {cuenta_text(comparison)}."
        if not comparison.diferencias:
            sentence += " El POA ya dice lo que dice el libro."
        elif comparison.de_tipo(Tipo.CONFLICTO):
            sentence += " Los conflictos se aplican solo si los marca."
        self.message.setText(sentence)
        self._fill_sheets(comparison)
        self.tree.show_differences(comparison.diferencias)
        self.heading.setText(f"Para revisar en el libro ({len(comparison.problemas)})")
        self.problems.setPlainText("\n".join(map(_row, comparison.problemas)))
        self._show_parts(
            comparison=bool(comparison.diferencias), problems=bool(comparison.problemas)
        )
        if not comparison.diferencias and not comparison.problemas:
            self.resize(*_EMPTY_SIZE)
        (self.tree if comparison.diferencias else self.close_button).setFocus()
        announce(self, sentence)

    def _fill_sheets(self, comparison: Comparacion) -> None:
        self.sheets.blockSignals(True)
        self.sheets.clear()
        self.sheets.addItem("Todas las hojas", None)
        for hoja in dict.fromkeys(each.hoja for each in comparison.diferencias):
            self.sheets.addItem(f"Hoja {hoja}", hoja)
        self.sheets.blockSignals(False)

    def _show_parts(self, *, comparison: bool, problems: bool) -> None:
        for widget in (self.bar, self.tree, self.apply_button):
            widget.setVisible(comparison)
        for widget in (self.heading, self.problems, self.copy_button):
            widget.setVisible(problems)
        self._filler.setVisible(not comparison)
        self.close_button.setText("Cancelar" if comparison else "Cerrar")

    def _count(self) -> None:
        count = len(self.tree.ticked())
        words = "1 cambio" if count == 1 else f"{count:,} cambios"
        self.apply_button.setText(f"&Aplicar {words}")
        self.apply_button.setEnabled(count > 0)

    def chosen(self) -> tuple[Diferencia, ...]:
        """What is ticked."""
        return self.tree.ticked()

    def done(self, result: int) -> None:
        """Every way of closing comes through here: the reading ends first."""
        if self._job is not None:
            self._job.stop()
            self._job = None
        super().done(result)


def _row(problem: Problem) -> str:
    return f"{problem.donde.etiqueta}: {problem.mensaje} {problem.que_hacer}"
