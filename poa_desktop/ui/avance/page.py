"""The page Avance: what was done in the chosen period, said and proven línea by línea."""

from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.formats import format_porcentaje
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.poa.records import LineaAccion, Poa
from poa_desktop.ui.avance.cumplir_button import CumplirButton
from poa_desktop.ui.avance.model import AvanceModel
from poa_desktop.ui.avance.panel import AvancePanel
from poa_desktop.ui.cierre.closed_note import ClosedNote
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.evidence.access import EvidenceAccess, can_attach
from poa_desktop.ui.evidence.cell_drop import CellDrop, Target
from poa_desktop.ui.grid.foot import MonthGridFoot
from poa_desktop.ui.grid.frame import MonthGridFrame
from poa_desktop.ui.grid.rows import Cantidad, GridRow, bloques_at, build_rows
from poa_desktop.ui.observaciones.drafts import draft_words
from poa_desktop.ui.page import Page
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

TEXT_ROWS = 2

_NO_LINEAS = (
    "Aquí todavía no hay líneas de acción.\nUse «Agregar», junto al árbol, y prográmelas en "
    "Calendario: después se captura aquí su avance."
)
_NOTHING_DUE = (
    "Ninguna línea tiene programación ni avance en este periodo.\nElija otro periodo, o marque "
    "«Mostrar también las líneas sin programación»."
)
_DETAIL_FIELDS = ("comentario", "justificacion", "evidencias", "observacion")


class AvancePage(Page):
    """The líneas of the period in a table, the chosen one's texts and evidencias below."""

    def __init__(
        self,
        session: Session,
        place: Place,
        parent: QWidget | None = None,
        *,
        access: EvidenceAccess | None = None,
    ) -> None:
        super().__init__(session, place, parent)
        self.model = AvanceModel(session, self)
        self.grid = MonthGridFrame(self.model, TEXT_ROWS, self)
        self.grid.table.setAccessibleName("Avance del periodo")
        self.panel = AvancePanel(session, access or EvidenceAccess(), self)
        self.foot = MonthGridFoot(self.grid, self, pairs=True)
        self.cumplir = CumplirButton(self.grid.table, self.model, self)
        self.show_all = QCheckBox("Mostrar también las líneas sin programación", self)
        self._kept_shown: set[int] = set()  # a línea does not vanish while its cells are edited
        self._shown_for: tuple[object, ...] = ()
        self._panel_height = 0  # chosen by the user; 0: what it needs
        self._lay_out()
        self.grid.counted.connect(self.counted)
        self.show_all.toggled.connect(self.touch)
        self.grid.table.selectionModel().currentChanged.connect(self._on_current)
        self.grid.table.detail_asked.connect(self._on_detail_asked)
        self.panel.mes_chosen.connect(self._on_mes)
        self.panel.evidence.told.connect(self.foot.tell)
        self.panel.observed.told.connect(self.foot.tell)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)
        self.drops = CellDrop(self.grid.table, self._target_of)
        self.drops.dropped.connect(self.panel.evidence.receive)
        self.drops.paste_asked.connect(self._paste)

    def _lay_out(self) -> None:
        theme = current_theme()
        self.heading = ElidedLabel(self)
        set_role(self.heading, "heading")
        self.show_all.setToolTip("Líneas sin programación ni avance en el periodo")
        head = QHBoxLayout()
        head.setSpacing(theme.gap_wide)
        head.addWidget(self.heading, 1)
        head.addWidget(self.cumplir)
        head.addWidget(self.show_all)
        head.addStrut(28)  # as high without the box
        self.closed = ClosedNote(self)
        self.empty = QLabel(self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self.empty, "soft")
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._upper())
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.stack = QStackedLayout()
        self.stack.addWidget(self.splitter)
        self.stack.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.margin, 0, theme.gap_wide, theme.half)
        box.setSpacing(theme.half)
        box.addLayout(head)
        box.addWidget(self.closed)
        box.addLayout(self.stack, 1)
        for before, after in pairwise(
            (self.cumplir, self.show_all, self.grid.table, *self.panel.order)
        ):
            self.setTabOrder(before, after)

    def _upper(self) -> QWidget:
        """The table with its foot."""
        upper = QWidget(self)
        box = QVBoxLayout(upper)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(current_theme().half)
        box.addWidget(self.grid, 1)
        box.addWidget(self.foot)
        box.setSizeConstraint(QLayout.SizeConstraint.SetMinAndMaxSize)
        return upper

    # -- page --------------------------------------------------------------------------------

    def refresh(self) -> None:
        poa = self.session.poa
        assert poa is not None
        moved = self._start_anew_when_moved()
        self.heading.setText(self.session.periodo.en_palabras)
        self.closed.show_meses(self.session, self.session.periodo.meses)
        self.model.read_results()
        self.panel.show_meses(self.model.meses)
        self.model.show_rows(self._rows(poa), self.model.make_columns())
        self._kept_shown |= {row.linea.id for row in self.model.rows if row.linea}
        self._show_emptiness(poa)
        start = self.model.start_cell() if moved else None
        if start is not None:
            self.grid.table.go(*start)
        self.cumplir.count()
        self._show_detail()
        self._share_height()

    def _start_anew_when_moved(self) -> bool:
        """Forget which líneas were kept in sight; True when place or period are others."""
        before = self._shown_for
        self._shown_for = self.place, self.session.periodo, self.show_all.isChecked()
        if self._shown_for != before:
            self._kept_shown = {self.place.id} if self.place.tipo is TipoLugar.LINEA else set()
        return self._shown_for[:2] != before[:2]

    def _share_height(self) -> None:
        """The panel as low as it can be, or as the user made it: the rest is the table's."""
        panel = self._panel_height or self.panel.minimumSizeHint().height()
        whole = self.splitter.height() - self.splitter.handleWidth()
        self.splitter.setSizes([max(whole - panel, 1), panel])

    def _on_splitter_moved(self, _position: int, _handle: int) -> None:
        self._panel_height = self.splitter.sizes()[1]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _rows(self, poa: Poa) -> tuple[GridRow, ...]:
        return build_rows(poa, self.place, (Cantidad.REALIZADO,), self._is_shown)

    def _is_shown(self, linea: LineaAccion) -> bool:
        if self.show_all.isChecked() or linea.id in self._kept_shown:
            return True
        if self.model.observed(linea) is not None:
            return True
        return any(
            linea.programado[mes - 1] or has_something(linea, mes) for mes in self.model.meses
        )

    def _show_emptiness(self, poa: Poa) -> None:
        some = any(bloque.lineas for bloque in bloques_at(poa, self.place))
        self.empty.setText(_NOTHING_DUE if some else _NO_LINEAS)
        self.stack.setCurrentWidget(self.splitter if self.model.rows else self.empty)
        self.cumplir.setVisible(bool(self.model.rows))
        self.show_all.setEnabled(some)
        self.show_all.setVisible(self.place.tipo is not TipoLugar.LINEA)  # it is always shown

    def take_keyboard(self) -> None:
        self.grid.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_field(self, campo: str, mes: int | None = None) -> None:
        if self.place.tipo is TipoLugar.LINEA:
            self.grid.go_to(self.place.id, mes)
        if campo in _DETAIL_FIELDS:
            self.panel.focus_field(campo)
        else:
            self.grid.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_lugar(self, lugar: Lugar) -> None:
        super().focus_lugar(lugar)
        if lugar.campo == "evidencias" and lugar.fila is not None:
            self.panel.evidence.list.go_to(lugar.fila)
        if lugar.campo == "observacion" and lugar.fila is not None:
            self.panel.observed.go_to(lugar.fila)

    @property
    def draft_words(self) -> str:
        return draft_words(self.session)

    def commit_pending(self) -> bool:
        in_table = self.grid.table.commit_pending()
        return self.panel.commit() and in_table

    # -- detail ------------------------------------------------------------------------------

    def _on_current(self, _current: QModelIndex) -> None:
        self._show_detail()

    def _show_detail(self) -> None:
        index = self.grid.table.currentIndex()
        row = self.model.rows[index.row()] if index.isValid() else None
        self.panel.setVisible(row is not None and row.linea is not None)
        if row is None or row.linea is None:
            return
        mes = self.model.columns[index.column()].mes or self._mes_of(row.linea)
        before = self.panel.observed.isHidden()
        self.panel.show_avance(row, mes, self._missing(row.linea))
        if self.panel.observed.isHidden() is not before and self.isVisible():
            self._share_height()
            self.grid.table.scrollTo(index)

    def _mes_of(self, linea: LineaAccion) -> int:
        """The month to show when the keyboard is in none: the present one, or what is due."""
        if self.panel.shows(linea.id) and self.panel.mes in self.model.meses:
            return self.panel.mes
        return due_month(linea, self.model.meses)

    def _missing(self, linea: LineaAccion) -> str:
        if not self.model.lacks_justificacion(linea):
            return ""
        return f"falta ({format_porcentaje(self.model.result(linea).porcentaje)})"

    def _on_mes(self, mes: int) -> None:
        index = self.grid.table.currentIndex()
        if index.isValid():
            self.grid.table.go(index.row(), self.model.column_of_month(mes))
            self._show_detail()

    def _target_of(self, index: QModelIndex) -> Target | None:
        """The línea and month on which files are dropped; a cell of no month is the one shown."""
        row = self.model.rows[index.row()]
        if row.linea is None or self.session.store.read_only:
            return None
        mes = self.model.columns[index.column()].mes or self._mes_of(row.linea)
        return row.linea.id, row.clave, mes

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Files and pictures are pasted wherever on the page nothing else takes them."""
        pasting = event.matches(QKeySequence.StandardKey.Paste)
        if pasting and can_attach(QGuiApplication.clipboard().mimeData()):
            self._paste()
        else:
            super().keyPressEvent(event)

    def _paste(self) -> None:
        """Attach what the clipboard holds to the línea in sight, if there is one."""
        if self.panel.isVisible():
            self.panel.evidence.paste()
        else:
            self.foot.tell("Elija la celda de una línea y pegue otra vez.")

    def _on_detail_asked(self, column: str) -> None:
        if column in _DETAIL_FIELDS:
            self.panel.focus_field(column)


def has_something(linea: LineaAccion, mes: int) -> bool:
    """Whether anything was captured, said or proven about a month."""
    avance = linea.avances[mes - 1]
    captured = avance.realizado is not None
    return captured or bool(avance.comentario or avance.justificacion or avance.evidencias)


def due_month(linea: LineaAccion, meses: tuple[int, ...]) -> int:
    """The last month of the period with something captured or said, else the first scheduled."""
    told = [mes for mes in meses if has_something(linea, mes)]
    scheduled = [mes for mes in meses if linea.programado[mes - 1]]
    return (told[-1:] or scheduled or list(meses))[0]
