"""The panel of the search: what to look for and where, and what was found, in the tree's place."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.buscar import Coincidencia, Hallazgos, Sitio, cuenta
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.buscar.delegate import FindsDelegate
from poa_desktop.ui.buscar.model import FindsModel
from poa_desktop.ui.buscar.question import QuestionBox
from poa_desktop.ui.buscar.recent import RecentList
from poa_desktop.ui.buscar.searcher import Searcher
from poa_desktop.ui.flat_button import flat_button
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role
from poa_desktop.ui.tree.delegate import RowTree

MIN_WIDTH = 264
TYPING_MS = 80  # between the last letter and the search
PASSING_MS = 150  # between the last arrow and the page that follows
_OPEN = 400  # finds: more are shown with their groups closed, but for the first
_HINT = (
    "Escriba una palabra, una clave (A3.1) o un importe (80,000).\n\nNo importan acentos ni "
    "mayúsculas. Con varias palabras, deben aparecer todas; «entre comillas», la frase tal cual."
)


class FindPanel(QWidget):
    """Asks while one types; says what was found; *wanted* is a find one goes to."""

    wanted = Signal(object)
    """A find (Coincidencia) to go to, with the keyboard."""
    passed = Signal(object)
    """A find one rests at on the way: to be shown, the keyboard stays here."""
    closed = Signal()
    replace_wanted = Signal()

    def __init__(self, session: Session, recents: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._current: tuple[object, ...] | None = None
        self.model = FindsModel()
        self.searcher = Searcher(session, self)
        self.searcher.found.connect(self._show)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._timer.timeout.connect(self.look)
        self._passing = QTimer(self)
        self._passing.setSingleShot(True)
        self._passing.setInterval(PASSING_MS)
        self._make_controls()
        self._make_results(recents)
        self._lay_out()
        self._connect()
        self.setMinimumWidth(MIN_WIDTH)
        self.hide()
        self.look()

    # -- parts -----------------------------------------------------------------------------

    def _make_controls(self) -> None:
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setWordWrap(True)
        set_role(self.count, "soft")
        self.close_button = flat_button("close", "Cerrar la búsqueda", "Esc")
        self.question = QuestionBox(self.close_button)
        self.field = self.question.field
        self.before = flat_button("up", "Resultado anterior", "Mayús+F3")
        self.next = flat_button("down", "Resultado siguiente", "F3")
        self.replace = QPushButton("Reemplazar…")
        self.replace.setToolTip("Reemplaza lo encontrado, con vista previa (Ctrl+H)")
        self.replace.setEnabled(not self._session.store.read_only)

    def _make_results(self, recents: list[str]) -> None:
        self.view = RowTree()
        self.view.setModel(self.model)
        self.view.setItemDelegate(FindsDelegate(self.view))
        self.view.setHeaderHidden(True)
        self.view.setIndentation(12)
        self.view.setAccessibleName("Resultados de la búsqueda")
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = QLabel()
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        set_role(self.nothing, "soft")
        self.recents = RecentList(recents, _HINT)
        self.stack = QStackedWidget()
        for each in (self.view, self.nothing, self.recents):
            self.stack.addWidget(each)

    def _lay_out(self) -> None:
        theme = current_theme()
        state = QHBoxLayout()
        state.setSpacing(0)
        state.addWidget(self.count, 1)
        state.addWidget(self.before)
        state.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.gap, theme.gap, theme.half, theme.gap)
        column.setSpacing(theme.half)
        column.addWidget(self.question)
        column.addLayout(state)
        column.addWidget(self.stack, 1)
        column.addWidget(self.replace, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.question.typed.connect(self._typed)
        self.question.chosen.connect(self.look)
        self.field.moved.connect(self.move)
        self.field.entered.connect(lambda back: self.step(-1) if back else self.go())
        self.close_button.clicked.connect(self.closed)
        self.before.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.replace.clicked.connect(self.replace_wanted)
        self.view.activated.connect(self._chosen)
        self.view.clicked.connect(self._chosen)
        self.view.selectionModel().currentChanged.connect(self._remember)
        self.recents.chosen.connect(self._take)
        self._session.changed.connect(self._changed)
        self._passing.timeout.connect(self._pass)

    # -- coming ----------------------------------------------------------------------------

    def open(self, words: str, nodo: Sitio | None, node_name: str) -> None:
        """Show it with *words* (or those it has) chosen, to be typed over. *nodo* is the node at
        hand."""
        several = len(self._session.store.headers()) > 1
        self.question.scope.offer(several, nodo, node_name)
        self.show()
        if words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    # -- asking ----------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        if text.strip():
            self._timer.start()
        else:
            self.look()

    def _take(self, words: str) -> None:
        self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look()

    def _changed(self, _change: object) -> None:
        if not self.isHidden():
            self._timer.start()  # after the pages, which one is looking at

    def look(self) -> None:
        """Search now."""
        self._timer.stop()
        if self.isHidden():
            self.searcher.stop()
            return
        self.searcher.ask(self.question.pregunta())

    def settle(self) -> None:
        """Have what is typed searched, if it is not yet."""
        if self._timer.isActive():
            self.look()

    def _show(self, hallazgos: object, searched: int, of: int) -> None:
        assert isinstance(hallazgos, Hallazgos)
        asked = bool(self.field.text().strip())
        kept = self._current
        self.model.show_finds(hallazgos)
        if len(hallazgos.grupos) == hallazgos.total or hallazgos.total <= _OPEN:
            self.view.expandAll()
        elif hallazgos.grupos:
            self.view.expand(self.model.index(0, 0))
        number = self.model.number_of_key(kept) if kept else -1
        if hallazgos.total:
            self._make_current(max(number, 0))
        if number < 0 and searched < of:
            self._current = kept  # it may be in a POA that is still to be searched
        if not asked:
            self.stack.setCurrentWidget(self.recents)
        elif not hallazgos.total and searched == of:
            self.nothing.setText(self.question.nothing_text())
            self.stack.setCurrentWidget(self.nothing)
        else:
            self.stack.setCurrentWidget(self.view)
        for each in (self.before, self.next):
            each.setEnabled(hallazgos.total > 0)
        self._tell(asked, hallazgos, searched, of)

    def _tell(self, asked: bool, hallazgos: Hallazgos, searched: int, of: int) -> None:
        told = cuenta(hallazgos) if asked else ""
        if searched < of:
            told = f"{told}; se buscó en {searched} de {of} POA…"
        failed = asked and not hallazgos.total and searched == of
        self.count.setText(told)
        set_role(self.count, "danger" if failed else "soft")
        self.field.mark_failed(failed)
        if asked and searched == of:
            announce(self, told)

    # -- going through ---------------------------------------------------------------------

    @property
    def at(self) -> int:
        """The place of the current find among all, from 0; −1 without one."""
        return self.model.number_of(self.view.currentIndex())

    def _make_current(self, number: int) -> None:
        index = self.model.index_of(number)
        self.view.expand(index.parent())
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    def _remember(self, current: QModelIndex, _before: QModelIndex) -> None:
        find = self.model.find_at(current)
        if find is not None:
            self._current = find.clave

    def move(self, step: int) -> None:
        """Another find becomes current, and is shown when one rests there; the keyboard stays in
        the field."""
        self.settle()
        self._passing.start()
        total = self.model.hallazgos.total
        if total:
            self._make_current((self.at + step) % total)
            announce(self.field, str(self.view.currentIndex().data()))

    def _pass(self) -> None:
        find = self.current()
        if find is not None and self.field.hasFocus():
            self.passed.emit(find)

    def go(self) -> None:
        """Go to the current find."""
        self.settle()
        self._passing.stop()
        find = self.model.find_at(self.view.currentIndex())
        if find is not None:
            self.wanted.emit(find)

    def step(self, step: int) -> None:
        """Go to the next find (1) or the one before (-1), from the end to the beginning again."""
        self.move(step)
        self.go()

    def current(self) -> Coincidencia | None:
        """The find that is current."""
        return self.model.find_at(self.view.currentIndex())

    def _chosen(self, index: QModelIndex) -> None:
        if index.internalId():
            self.go()
        elif index.isValid():
            self.view.setExpanded(index, not self.view.isExpanded(index))
