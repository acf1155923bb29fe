"""Every observation of the period: what is pending, answered, settled; answered in place."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.observado import ObservacionLinea
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.keyboard import ENTER
from poa_desktop.ui.observaciones.card import ObservationCard
from poa_desktop.ui.observaciones.model import (
    CLAVE,
    ESTADO,
    QUE,
    QUIEN,
    RESPUESTA,
    Filtro,
    ObservationModel,
    Row,
    rows_of,
)
from poa_desktop.ui.observaciones.work import may_change
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

_EMPTY = {
    Filtro.PENDIENTES: "Ninguna observación espera respuesta en este periodo.",
    Filtro.RESPONDIDAS: "Ninguna respuesta espera la revisión de Planeación.",
    Filtro.ATENDIDAS: "Ninguna observación se ha dado por atendida en este periodo.",
    Filtro.TODAS: "Planeación no ha observado nada en este periodo.\nUse «Observar…» aquí, en "
    "Avance o en el árbol.",
}
_SHARES = {ESTADO: 0.15, QUIEN: 0.19, RESPUESTA: 0.27}


class ObservationTable(QTableView):
    """A row to an observation; several can be chosen."""

    jump_asked = Signal()

    def __init__(self, model: ObservationModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName("Observaciones del periodo")
        set_role(self, "rows")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMinimumHeight(52)  # heading and a row: half a screen has no more
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        header = self.horizontalHeader()
        header.setSectionsMovable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(QUE, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda _index: self.jump_asked.emit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        clave = self.fontMetrics().horizontalAdvance("A14.10") + 24
        self.setColumnWidth(CLAVE, clave)
        for column, share in _SHARES.items():
            self.setColumnWidth(column, int((self.viewport().width() - clave) * share))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.jump_asked.emit()
        else:
            super().keyPressEvent(event)


class ObservationList(QWidget):
    """Filter and actions, the table, and the one under the keyboard with its answer."""

    go_to = Signal(object)
    """The Lugar of what was chosen to be seen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: tuple[Row, ...] = ()
        self.model = ObservationModel(self)
        self.table = ObservationTable(self.model, self)
        self.card = ObservationCard(session, self)
        self.filters = QButtonGroup(self)
        self.observe = QPushButton("O&bservar…", self)
        self.jump = QPushButton("&Ir a la línea", self)
        self.empty = QLabel(self)
        self.notice = ElidedLabel(self)
        self._lay_out()
        self.table.jump_asked.connect(self._jump)
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.table.selectionModel().selectionChanged.connect(lambda *_rows: self._enable())
        self.observe.clicked.connect(self._observe)
        self.jump.clicked.connect(self._jump)
        self.card.chosen = self.chosen
        self.card.told.connect(self._tell)

    def _lay_out(self) -> None:
        theme = current_theme()
        head = QHBoxLayout()
        head.setSpacing(0)
        for number, each in enumerate(Filtro):
            button = QPushButton(each.value, self)
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.setAutoDefault(False)
            set_role(button, "segment")
            self.filters.addButton(button, number)
            head.addWidget(button)
        self.filters.idClicked.connect(lambda _number: self._filter())
        head.addStretch(1)
        self.observe.setToolTip("Planeación observa una línea o el POA en este periodo")
        self.jump.setToolTip("Ver la línea en Avance (Enter o doble clic)")
        for button in (self.observe, self.jump):
            button.setAutoDefault(False)
            head.addSpacing(theme.gap)
            head.addWidget(button)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self.empty, "soft")
        set_role(self.notice, "soft")
        self.filled = QWidget(self)
        inner = QVBoxLayout(self.filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.half)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.card)
        self.stack = QStackedLayout()
        self.stack.addWidget(self.filled)
        self.stack.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.gap, 0, 0)
        box.setSpacing(theme.half)
        box.addLayout(head)
        box.addLayout(self.stack, 1)
        box.addWidget(self.notice)
        self.notice.hide()
        self.card.hide()

    # -- showing -----------------------------------------------------------------------------

    @property
    def filtro(self) -> Filtro:
        """Which rows are shown."""
        return list(Filtro)[max(0, self.filters.checkedId())]

    @property
    def open_count(self) -> int:
        """How many rows of the period wait for somebody."""
        return sum(each.observacion is None or each.observacion.abierta for each in self._rows)

    def show_observations(self) -> None:
        """Show what the session holds for its period; the row at hand stays or stays near."""
        session = self._session
        if session.poa is None:
            return
        listed = session.observaciones()
        self.card.forget_gone(listed)
        self._rows = rows_of(session.poa, listed, session.periodo)
        for number, filtro in enumerate(Filtro):
            count = sum(map(filtro.takes, self._rows))
            self.filters.button(number).setText(f"{filtro.value} ({count:,})")
        self._filter()

    def go_to_observation(self, observacion: int) -> None:
        """Bring an observation into sight the filter aside, the keyboard in its answer."""
        row = next(
            (r for r in self._rows if r.observacion and r.observacion.id == observacion), None
        )
        if row is None:
            return
        if not self.filtro.takes(row):
            self.filters.button(list(Filtro).index(Filtro.TODAS)).setChecked(True)
            self._filter()
        self._choose(self.model.rows.index(row))
        self.card.respuesta.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter(self) -> None:
        kept, number = self._current(), self.table.currentIndex().row()
        chosen = {each.id for each in self.chosen()}
        rows = tuple(row for row in self._rows if self.filtro.takes(row))
        if rows != self.model.rows:
            self.model.show_rows(rows)
            same = (n for n, row in enumerate(rows) if kept and row.lugar == kept.lugar)
            self._choose(next(same, min(max(number, 0), len(rows) - 1)))
            self._choose_too(chosen)
        self.empty.setText(_EMPTY[self.filtro])
        self.stack.setCurrentWidget(self.filled if rows else self.empty)
        self._show_card()
        self._enable()

    def _choose(self, number: int) -> None:
        if number >= 0:
            flags = QItemSelectionModel.SelectionFlag
            index = self.model.index(number, QUE)
            self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.table.scrollTo(index)

    def _choose_too(self, keys: set[int]) -> None:
        flags = QItemSelectionModel.SelectionFlag
        for number, row in enumerate(self.model.rows):
            if row.observacion is not None and row.observacion.id in keys:
                index = self.model.index(number, QUE)
                self.table.selectionModel().select(index, flags.Select | flags.Rows)

    def _on_current(self, _index: QModelIndex) -> None:
        self._tell("")
        self._show_card()

    def _show_card(self) -> None:
        row = self._current()
        self.card.setVisible(row is not None and row.observacion is not None)
        self.card.show_observation(row.observacion if row else None)

    def _enable(self) -> None:
        row = self._current()
        self.observe.setEnabled(may_change(self._session))
        self.jump.setEnabled(row is not None)
        whole = row is not None and row.observacion is not None and row.observacion.linea_id is None
        self.jump.setText("&Ir al POA" if whole else "&Ir a la línea")
        self.card.count_chosen()

    def _current(self) -> Row | None:
        number = self.table.currentIndex().row()
        return self.model.rows[number] if 0 <= number < len(self.model.rows) else None

    def chosen(self) -> list[ObservacionLinea]:
        """The observations chosen in the table."""
        numbers = sorted(each.row() for each in self.table.selectionModel().selectedRows())
        rows = (self.model.rows[number] for number in numbers)
        return [row.observacion for row in rows if row.observacion is not None]

    # -- doing -------------------------------------------------------------------------------

    def _tell(self, sentence: str) -> None:
        """Say how an action went, beneath the table."""
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))
        announce(self.notice, sentence)

    def _jump(self) -> None:
        row = self._current()
        if row is not None:
            self.go_to.emit(row.lugar)

    def _observe(self) -> None:
        row = self._current()
        about = row.observacion.linea_id if row and row.observacion else None
        self.card.work.observe(about)
