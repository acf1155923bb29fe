"""The table of an ordered list: wraps its texts, as tall as its rows, edited in place."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from poa_desktop.ui.fields.choice import CalmCombo
from poa_desktop.ui.fields.list_model import MARK_ROLE, ItemsModel
from poa_desktop.ui.fields.suggest import complete
from poa_desktop.ui.fields.text import GrowingEdit
from poa_desktop.ui.icons import icon
from poa_desktop.ui.keyboard import ENTER
from poa_desktop.ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex

PAD_X, PAD_Y = 8, 6
SIGN = 14
NUMBER_WIDTH, COLUMN_WIDTH = 40, 128  # at least: more where a heading needs it
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class CellText(GrowingEdit):
    """The editor of one text: Enter keeps it, Shift+Enter starts a new row of text."""

    finished = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(1, parent)
        self.is_filled = False  # once: a refresh must not replace what is being typed
        self.document().setDocumentMargin(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in ENTER and not shifted:
            self.finished.emit()
            return
        super().keyPressEvent(event)


class ItemDelegate(QStyledItemDelegate):
    """Paints wrapped texts with room around them, and gives the editors."""

    pasted = Signal(str)
    """After a paste into a cell: what was changed in the text, "" nothing."""

    def __init__(self, suggestions: dict[int, Callable[[], Sequence[str]]]) -> None:
        super().__init__()
        self._suggestions = suggestions

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        assert isinstance(view, ItemsView)
        theme = current_theme()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        current = view.currentIndex() == index and view.hasFocus()
        painter.save()
        if selected:
            painter.fillRect(option.rect, QColor(theme.selection))
        ink = theme.selection_ink if selected else theme.ink
        painter.setPen(QColor(ink if index.column() else theme.ink_soft))
        painter.drawText(self._text_rect(option.rect, index), WRAP, index.data())
        if index.data(MARK_ROLE):
            place = option.rect.topRight()
            sign = icon("warning", theme.amarillo.tinta)
            sign.paint(painter, place.x() - SIGN - 4, place.y() + PAD_Y, SIGN, SIGN)
        if index.row() < index.model().rowCount() - 1:
            painter.setPen(QColor(theme.hairline))
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if current:
            painter.setPen(QColor(theme.focus))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _text_rect(self, rect: QRect, index: Index) -> QRect:
        right = SIGN + 6 if index.data(MARK_ROLE) else PAD_X
        return rect.adjusted(PAD_X, PAD_Y, -right, -PAD_Y)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        assert isinstance(view, QTableView)
        width = view.columnWidth(index.column())
        rect = self._text_rect(QRect(0, 0, width, 100_000), index)
        text = option.fontMetrics.boundingRect(rect, WRAP, index.data() or " ")
        return QSize(width, text.height() + 2 * PAD_Y + 1)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        place = QPersistentModelIndex(index)
        if index.column() in self._suggestions:
            combo = CalmCombo(editable=True, parent=parent)
            combo.addItems(list(self._suggestions[index.column()]()))
            complete(combo, self._suggestions[index.column()])
            combo.activated.connect(lambda _index: self._close(combo, option.widget, place))
            return combo
        text = CellText(parent)
        text.pasted.connect(self.pasted)
        text.finished.connect(lambda: self._close(text, option.widget, place))
        text.document().documentLayout().documentSizeChanged.connect(
            lambda _size: self._make_room(text, index.row())
        )
        return text

    def _close(self, editor: QWidget, view: QWidget, place: QPersistentModelIndex) -> None:
        assert isinstance(view, QTableView)
        if view.indexWidget(QModelIndex(place)) is not editor:
            return  # a combo box says "activated" once more when it has been closed already
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def _make_room(self, editor: CellText, row: int) -> None:
        view = editor.parent().parent()
        if isinstance(view, ItemsView):
            view.make_room(row, editor.height())

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, CalmCombo):
            editor.setEditText(text)
            editor.lineEdit().selectAll()
        elif isinstance(editor, CellText) and not editor.is_filled:
            editor.is_filled = True
            editor.replace_text(text)
            editor.moveCursor(QTextCursor.MoveOperation.End)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, CalmCombo):
            model.setData(index, editor.currentText())
        elif isinstance(editor, CellText):
            model.setData(index, editor.toPlainText())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect)


class ItemsView(QTableView):
    """The table. Supr and Ctrl+↑/↓ are told to its owner; Tab leaves it."""

    delete_pressed = Signal()
    copy_pressed = Signal()
    cut_pressed = Signal()
    paste_pressed = Signal()
    move_pressed = Signal(int)

    def __init__(self, model: ItemsModel, delegate: ItemDelegate) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked)
        self.setShowGrid(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(8)
        header = self.horizontalHeader()
        header.setVisible(model.columnCount() > 2)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(0, NUMBER_WIDTH)
        for column in range(2, model.columnCount()):
            header.resizeSection(column, COLUMN_WIDTH)
        self.doubleClicked.connect(self._edit_from_number)
        model.modelReset.connect(self.fit)
        model.dataChanged.connect(self.fit)

    def fit(self) -> None:
        """Make every row as tall as its texts, and the table as tall as its rows."""
        self.resizeRowsToContents()
        self._fit_height()

    def _fit_height(self) -> None:
        header = self.horizontalHeader()
        top = header.sizeHint().height() if not header.isHidden() else 0
        self.setFixedHeight(self.verticalHeader().length() + top + 2 * self.frameWidth())

    def make_room(self, row: int, height: int) -> None:
        """Let a row grow with the text that is being typed into it."""
        if height > self.rowHeight(row):
            self.setRowHeight(row, height)
            self._fit_height()

    @property
    def is_editing(self) -> bool:
        """Whether an editor is open in the table."""
        return self.state() == QAbstractItemView.State.EditingState

    def edit_text(self, index: QModelIndex) -> None:
        """Edit a cell in place; the number stands for the text beside it."""
        cell = index.siblingAtColumn(max(1, index.column()))
        self.setCurrentIndex(cell)
        self.edit(cell)

    def _edit_from_number(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.edit_text(index)

    def finish_edit(self) -> None:
        """Keep what is being typed into a cell."""
        editor = self.indexWidget(self.currentIndex()) if self.is_editing else None
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_headings()
            self.fit()

    def _fit_headings(self) -> None:
        """No heading is cut, whatever the font of the desk."""
        header = self.horizontalHeader()
        if not header.isHidden():
            for column in (0, *range(2, self.model().columnCount())):
                least = NUMBER_WIDTH if column == 0 else COLUMN_WIDTH
                header.resizeSection(column, max(least, header.sectionSizeHint(column)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, never the list

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_editing:
            return  # a key that its editor let through
        ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif ctrl and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_pressed.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut_pressed.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_pressed.emit()
        elif event.key() in (*ENTER, Qt.Key.Key_F2) and self.currentIndex().isValid():
            self.edit_text(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 1))
        return super().event(event)
