"""The declared adecuaciones of a POA, and what differs from the plan as it was authorised."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.adecuaciones import Adecuacion, CambioPlan
from poa_desktop.poa.formats import fecha_corta
from poa_desktop.poa.records import EstadoPoa, Poa
from poa_desktop.ui.adecuacion.changes_tree import ChangesTree
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.theme import current_theme, set_role

_DRAFT = (
    "El POA está en borrador: su plan cambia sin adecuaciones.\nAl autorizarlo (POA ▸ Autorizar el "
    "POA…) queda congelado, y sus cambios se declaran aquí."
)
_NONE = "El plan sigue como se autorizó: no hay adecuaciones."
_SAME = "El plan dice hoy lo mismo que cuando se autorizó."


class AdecuacionesDialog(QDialog):
    """Two looks at the same: by adecuación, or then against now.

    *printing* is set when the history is asked for as paper. *compare* gives what differs from the
    sealed plan, None where there is no seal.
    """

    def __init__(
        self,
        poa: Poa,
        told: Sequence[Adecuacion],
        compare: Callable[[], tuple[CambioPlan, ...]] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Adecuaciones del POA")
        self.resize(980, 560)
        self.printing = False
        self._compare = compare
        self.title = ElidedLabel()
        self.title.setText(f"Adecuaciones: {poa.titulo}")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_role(self.title, "title")
        self.by_declared = QPushButton("Por a&decuación")
        self.against = QPushButton("Co&mparar con el plan autorizado")
        self.tree = ChangesTree("Adecuaciones y sus cambios")
        self.differences = ChangesTree("Diferencias con el plan autorizado")
        self.nothing = QLabel()
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        set_role(self.nothing, "soft")
        self.print_button = QPushButton("&Imprimir…")
        self.close_button = QPushButton("Cerrar")
        self._told = [each for each in told if each.declarada is not None or each.autorizado]
        self._draft = poa.estado is not EstadoPoa.AUTORIZADO
        self._lay_out()
        self._fill()
        self.by_declared.setChecked(True)
        self._show()

    def _lay_out(self) -> None:
        theme = current_theme()
        looks = QHBoxLayout()
        looks.setSpacing(0)
        for button in (self.by_declared, self.against):
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setAutoDefault(False)
            set_role(button, "segment")
            button.clicked.connect(self._show)
            looks.addWidget(button)
        looks.addStretch(1)
        self.against.setVisible(self._compare is not None)
        self.stack = QStackedLayout()
        for widget in (self.nothing, self.tree, self.differences):
            self.stack.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(theme.gap)
        foot.addStretch(1)
        for button in (self.print_button, self.close_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.print_button.clicked.connect(self._print)
        self.print_button.setEnabled(bool(self._told))
        self.close_button.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.gap_wide, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        column.addWidget(self.title)
        column.addLayout(looks)
        column.addLayout(self.stack, 1)
        column.addLayout(foot)

    def _fill(self) -> None:
        for each in self._told:
            day = fecha_corta(each.cuando.date())
            if each.declarada is None:
                title = f"Cambio sin declarar del {day}: {each.titulo}"
                self.tree.add_group(title, each.quien, each.cambios)
                continue
            state = "abierta" if each.declarada.abierta else "concluida"
            who = f"{each.declarada.quien}, {state}. {each.declarada.justificacion}"
            self.tree.add_group(each.declarada.titulo, who, each.cambios)

    def _show(self) -> None:
        if self.against.isChecked() and self._compare is not None:
            found = self._compare()
            self.differences.show_changes(found)
            self._put(self.differences, bool(found), _SAME)
        else:
            self._put(self.tree, bool(self._told), _DRAFT if self._draft else _NONE)

    def _put(self, tree: ChangesTree, filled: bool, nothing: str) -> None:
        self.nothing.setText(nothing)
        self.stack.setCurrentWidget(tree if filled else self.nothing)

    def _print(self) -> None:
        self.printing = True
        self.accept()
