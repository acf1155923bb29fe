"""Where the gastos of one actividad are captured: figures, table, and the chosen one's proofs."""

from decimal import Decimal
from itertools import pairwise

from PySide6.QtCore import QItemSelection, QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.candados import mes_de_gasto
from poa_desktop.poa.formats import fecha_corta, format_dinero
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Actividad, Gasto
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.evidence.access import EvidenceAccess
from poa_desktop.ui.evidence.box import EvidenceBox
from poa_desktop.ui.evidence.owner import COMPROBANTES, gasto_owner
from poa_desktop.ui.fields.note import FieldNote, finding
from poa_desktop.ui.gastos.cells import PROOFS
from poa_desktop.ui.gastos.figures import GastosFigures, cuenta_de
from poa_desktop.ui.gastos.model import GastosModel
from poa_desktop.ui.gastos.reading import CAMPOS, Campo
from poa_desktop.ui.gastos.table import GastosTable
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

EMPTY = "Esta actividad no tiene gastos. Escriba el primero en el renglón vacío."
EMPTY_READ_ONLY = "Esta actividad no tiene gastos."
_LEAST_ROWS, _MOST_ROWS = 3, 5  # of the list of comprobantes
_FOOT = 20
_FIELDS = ("gastos", "comprobantes")
_UNBOUNDED = 16_777_215  # Qt's own


class GastosCapture(QWidget):
    """The gastos of one actividad, and the comprobantes of the chosen one."""

    def __init__(
        self, session: Session, access: EvidenceAccess, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.figures = GastosFigures(self)
        self.note = FieldNote(self)
        self.model = GastosModel(session, self)
        self.table = GastosTable(self.model, self)
        self.notice = ElidedLabel(self)
        self.sum = QLabel(self)
        self.evidence = EvidenceBox(session, access, self, COMPROBANTES)
        self._panel_height = 0  # chosen by the user; 0: what it needs
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        theme = current_theme()
        self.notice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_role(self.sum, "soft")
        foot = QHBoxLayout()
        foot.addWidget(self.notice, 1)
        foot.addWidget(self.sum)
        foot.addStrut(_FOOT)
        self.upper = QWidget(self)
        above = QVBoxLayout(self.upper)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(theme.half)
        above.addWidget(self.table, 1)
        above.addLayout(foot)
        above.addStretch(0)
        rows = self.evidence.list.fontMetrics().lineSpacing() + 6
        self.evidence.list.setMinimumHeight((_LEAST_ROWS + 1) * rows)
        self.evidence.list.setMaximumHeight((_MOST_ROWS + 1) * rows)
        self.evidence.layout().setContentsMargins(0, theme.half, 0, 0)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.upper)
        self.splitter.addWidget(self.evidence)
        self.splitter.setStretchFactor(0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.gap)
        box.addWidget(self.figures)
        box.addWidget(self.note)
        box.addWidget(self.splitter, 1)
        for before, after in pairwise((self.table, self.evidence.list, *self.evidence.buttons)):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.model.rejected.connect(self.refuse)
        self.model.accepted.connect(self.tell)
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.table.selectionModel().selectionChanged.connect(self._show_sum)
        self.model.restructured.connect(lambda: self.tell(""))
        self.model.restructured.connect(self._show_rest)
        self.model.dataChanged.connect(self._show_rest)
        self.table.proofs_asked.connect(self._focus_proofs)
        self.table.proofs_pasted.connect(self.evidence.paste)
        self.evidence.told.connect(self.tell)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)

    # -- showing -----------------------------------------------------------------------------

    def show_actividad(self, actividad: Actividad) -> None:
        """Show an actividad; a sentence about other rows goes."""
        self.model.show_actividad(actividad)

    def _show_rest(self) -> None:
        """Figures and comprobantes of what the table shows now."""
        actividad = self.model.actividad
        assert actividad is not None
        self.figures.show_cuenta(cuenta_de(actividad))
        self.note.show_messages(
            [
                finding(each)
                for each in self._session.problems()
                if (each.donde.tipo, each.donde.id) == (TipoLugar.ACTIVIDAD, actividad.id)
                and each.donde.campo in _FIELDS
            ]
        )
        self.evidence.setVisible(bool(actividad.gastos))
        self._share_height()
        self._show_proofs()
        self._show_sum()

    def current(self) -> Gasto | None:
        """The gasto under the keyboard."""
        return self.model.gasto_at(self.table.currentIndex().row())

    def _on_current(self, _current: QModelIndex) -> None:
        self._show_proofs()

    def _show_proofs(self) -> None:
        gasto = self.current()
        if gasto is None:
            self.evidence.show_owner(None, ())
            return
        told = f"gasto de {format_dinero(gasto.importe)} del {fecha_corta(gasto.fecha)}"
        poa = self._session.poa
        mes = mes_de_gasto(poa, gasto.fecha) if poa is not None else 0
        self.evidence.show_owner(gasto_owner(gasto.id, told, mes), gasto.comprobantes)

    def _show_sum(self, _selected: QItemSelection | None = None, *_rest: object) -> None:
        ids = set(self.table.chosen_ids())
        chosen = [gasto.importe for gasto in self.model.gastos if gasto.id in ids]
        total = format_dinero(sum(chosen, Decimal(0)))
        self.sum.setText(f"{len(chosen)} gastos · {total}" if len(chosen) > 1 else "")

    def _share_height(self) -> None:
        """The table no higher than its rows; the comprobantes right beneath, as low as they can be
        or as the user made them.
        """
        table = self.table.maximumHeight() + current_theme().half + _FOOT
        self.upper.setMaximumHeight(table if self.model.gastos else _UNBOUNDED)
        panel = self._panel_height or self.evidence.minimumSizeHint().height()
        whole = self.splitter.height() - self.splitter.handleWidth()
        upper = max(min(whole - panel, table), 1)
        self.splitter.setSizes([upper, whole - upper])

    def _on_splitter_moved(self, _position: int, _handle: int) -> None:
        self._panel_height = self.splitter.sizes()[1]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    # -- telling -----------------------------------------------------------------------------

    def refuse(self, text: str) -> None:
        """Say why an input was not accepted."""
        self._say(text, "danger")

    def tell(self, text: str) -> None:
        """Say how an action went; with nothing to say, what to do where there is no gasto."""
        if not text and not self.model.gastos:
            text = EMPTY_READ_ONLY if self._session.store.read_only else EMPTY
        self._say(text, "soft")

    def _say(self, text: str, role: str) -> None:
        self.notice.setText(text)
        set_role(self.notice, role)
        if self.isVisible():
            announce(self.notice, text, urgent=role == "danger")

    # -- going -------------------------------------------------------------------------------

    def _focus_proofs(self) -> None:
        self.evidence.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_gastos(self) -> None:
        """Put the keyboard into the table, on a gasto dated in another year if there is one."""
        outside = (n for n, each in enumerate(self.model.gastos) if self.model.outside(each))
        self._focus_row(next(outside, self.model.new_row))

    def focus_comprobantes(self) -> None:
        """Put the keyboard on the comprobantes of the first gasto, in order, that has none."""
        lacking = (n for n, each in enumerate(self.model.gastos) if not each.comprobantes)
        self._focus_row(next(lacking, self.model.new_row), PROOFS)

    def focus_gasto(self, gasto_id: int, campo: str = Campo.FECHA) -> None:
        """Put the keyboard on a gasto, on the column of a field of it."""
        self._focus_row(self.model.row_of(gasto_id), CAMPOS.index(Campo(campo)))

    def focus_comprobante(self, comprobante_id: int) -> None:
        """Put the keyboard on a comprobante, with its gasto chosen."""
        for row, gasto in enumerate(self.model.gastos):
            if comprobante_id in [each.id for each in gasto.comprobantes]:
                self._focus_row(row, PROOFS)
                self.evidence.list.go_to(comprobante_id)
                self._focus_proofs()

    def _focus_row(self, row: int, column: int = 0) -> None:
        self.table.go(max(row, 0), column)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit_pending(self) -> bool:
        """Finish an edit; False when something typed is not kept, also a gasto without importe."""
        self.evidence.list.finish_edit()
        if not self.table.commit_pending():
            return False
        if self.model.draft:
            self.refuse("El gasto del renglón vacío no se ha guardado: escriba su importe.")
            return False
        return True
