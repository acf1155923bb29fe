"""The dialogs that authorise a plan, and that make it a draft again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTextEdit, QTreeWidget, QTreeWidgetItem, QWidget

from poa_desktop.poa.problems import Gravedad, Lugar, Problem, count_text
from poa_desktop.poa.records import Poa
from poa_desktop.ui.adecuacion.step_dialog import StepDialog
from poa_desktop.ui.icons import icon
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import current_theme, set_role

_MEANS = (
    "El plan (programas, actividades, líneas, programación y fichas) se congela y se sella con un "
    "folio. Desde entonces solo cambia con una adecuación declarada, que dice por qué. El avance, "
    "las evidencias y los gastos se capturan como siempre."
)
_NO_WAY_BACK = (
    "No se deshace con Ctrl+Z. Mientras no se cierre ningún periodo puede regresar a borrador."
)
_PLACE = int(Qt.ItemDataRole.UserRole)


class AuthoriseDialog(StepDialog):
    """What should be looked at first, what it means, and a note. *jump* is the place to go to
    instead."""

    def __init__(
        self, poa: Poa, problems: Sequence[Problem], who: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("Autorizar el POA", f"Autorizar: {poa.titulo}", "&Autorizar", parent)
        self.jump: Lugar | None = None
        self.resize(720, 520)
        self.say(_MEANS)
        found = (
            f"Revise antes: {count_text(problems)}" if problems else "La revisión no encontró nada."
        )
        self.say(found, "heading")
        self.list = QTreeWidget()
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName("Lo que la revisión encontró; Enter va al lugar")
        set_role(self.list, "changes")
        self.list.itemActivated.connect(self._go)
        self.list.addTopLevelItems([_row(each) for each in problems])
        self.list.setVisible(bool(problems))
        self.column.addWidget(self.list, 1)
        if problems:
            self.say("Doble clic o Enter en un renglón va al lugar, sin autorizar.", "soft")
        else:
            self.column.addStretch(1)
        self.nota = QLineEdit()
        self.nota.setMaxLength(500)
        self.nota.setPlaceholderText("Por ejemplo: acta de cabildo 14/2024, punto 6")
        self.ask("&Nota (opcional)", self.nota)
        self.say(_NO_WAY_BACK, "soft")
        self.end(f"Autoriza: {who}")
        self.nota.setFocus()

    def _go(self, item: QTreeWidgetItem) -> None:
        self.jump = item.data(0, _PLACE)
        self.reject()


def _row(problem: Problem) -> QTreeWidgetItem:
    theme = current_theme()
    text = f"{problem.donde.etiqueta}: {problem.mensaje}"
    item = QTreeWidgetItem([text])
    error = problem.gravedad is Gravedad.ERROR
    sign = ("error", theme.danger) if error else ("warning", theme.amarillo.tinta)
    item.setIcon(0, icon(*sign))
    item.setToolTip(0, plain_tip(f"{text}\n{problem.que_hacer}"))
    item.setData(0, _PLACE, problem.donde)
    return item


class RevokeDialog(StepDialog):
    """Back to a draft: why."""

    def __init__(self, poa: Poa, who: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "Regresar a borrador",
            f"Regresar a borrador: {poa.titulo}",
            "&Regresar a borrador",
            parent,
        )
        self.resize(560, 320)
        self.say(
            "El plan vuelve a cambiar sin adecuaciones, y habrá que autorizarlo otra vez. Lo que "
            "se selló al autorizarlo se conserva. No se deshace con Ctrl+Z."
        )
        self.motivo = QTextEdit()
        self.ask("&Motivo", self.motivo)
        self.column.addStretch(1)
        self.end(f"Lo regresa: {who}")
        self.motivo.textChanged.connect(self._enable)
        self._enable()

    def _enable(self) -> None:
        self.ok_button.setEnabled(bool(self.motivo.toPlainText().strip()))
