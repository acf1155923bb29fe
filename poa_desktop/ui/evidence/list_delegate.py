"""How a file is shown in a row: a small picture, its name, and below it what it is."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from poa_desktop.poa.formats import format_tamano
from poa_desktop.poa.records import EstadoEvidencia, Evidencia
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.ui.evidence.access import kind_text
from poa_desktop.ui.evidence.names import stem_length
from poa_desktop.ui.evidence.owner import EvidenceWords
from poa_desktop.ui.evidence.sign import paint_picture, paint_sign
from poa_desktop.ui.evidence.thumbnails import Thumbnails
from poa_desktop.ui.theme import current_theme, font_of

EVIDENCIA = Qt.ItemDataRole.UserRole
_PAD = 6
_GAP = 2
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_SIGNS = {EstadoEvidencia.ACEPTADA: "✓ ", EstadoEvidencia.OBSERVADA: "! "}

Index = QModelIndex | QPersistentModelIndex


def estado_color(estado: EstadoEvidencia) -> str:
    """The ink of what Planeación thinks of a file."""
    theme = current_theme()
    if estado is EstadoEvidencia.ACEPTADA:
        return theme.semaforo(Semaforo.VERDE).tinta
    if estado is EstadoEvidencia.OBSERVADA:
        return theme.semaforo(Semaforo.ROJO).tinta
    return theme.ink_soft


def estado_text(evidencia: Evidencia, words: EvidenceWords) -> str:
    """What Planeación thinks of a file, with a sign and the motivo; pendiente is not told."""
    if evidencia.estado is EstadoEvidencia.PENDIENTE:
        return ""
    motivo = " ".join(evidencia.motivo.split())
    told = f"{_SIGNS[evidencia.estado]}{words.estado(evidencia.estado)}"
    return f"{told}: {motivo}" if motivo else told


class EvidenceDelegate(QStyledItemDelegate):
    """Two lines of text beside a picture; the name is edited without its suffix chosen."""

    def __init__(self, words: EvidenceWords, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self._thumbnails = thumbnails

    def row_height(self) -> int:
        """Pixels of a row: two lines of text and some air."""
        widget = self.parent()
        assert isinstance(widget, QWidget)
        return 2 * widget.fontMetrics().lineSpacing() + _PAD

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self.row_height())

    def _parts(self, rect: QRect) -> tuple[QRect, QRect, QRect]:
        """Where picture, name and details go."""
        inner = rect.adjusted(_PAD, _GAP, -_PAD, -_GAP)
        picture = QRect(inner.left(), inner.top(), round(inner.height() * 1.25), inner.height())
        text = inner.adjusted(picture.width() + _PAD, 0, 0, 0)
        half = text.height() // 2
        name = QRect(text.left(), text.top(), text.width(), half)
        return picture, name, QRect(text.left(), text.top() + half, text.width(), half)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        evidencia = index.siblingAtColumn(0).data(EVIDENCIA)
        if not isinstance(evidencia, Evidencia):
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        theme = current_theme()
        picture, name, details = self._parts(option.rect)
        painter.save()
        if selected:
            painter.fillRect(option.rect, QColor(theme.selection))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.focus))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        made = self._thumbnails.picture(evidencia.sha256)
        if made is None:
            paint_sign(painter, picture, kind_text(evidencia.nombre, evidencia.tipo))
        else:
            paint_picture(painter, picture, made)
        painter.setFont(option.font)
        painter.setPen(QColor(theme.selection_ink if selected else theme.ink))
        metrics = painter.fontMetrics()
        text = metrics.elidedText(evidencia.nombre, Qt.TextElideMode.ElideMiddle, name.width())
        painter.drawText(name, _LEFT, text)
        self._paint_details(painter, details, evidencia, selected)
        painter.restore()

    def _paint_details(
        self, painter: QPainter, room: QRect, evidencia: Evidencia, selected: bool
    ) -> None:
        theme = current_theme()
        painter.setFont(font_of(theme.small))
        metrics = painter.fontMetrics()
        kind = kind_text(evidencia.nombre, evidencia.tipo)
        what = f"{kind} · {format_tamano(evidencia.tamano)}"
        painter.setPen(QColor(theme.selection_ink if selected else theme.ink_soft))
        painter.drawText(room, _LEFT, metrics.elidedText(what, _END, room.width()))
        estado = estado_text(evidencia, self._words)
        left = metrics.horizontalAdvance(f"{what}   ")
        if estado and room.width() > left + 30:
            rest = room.adjusted(left, 0, 0, 0)
            painter.setPen(
                QColor(theme.selection_ink if selected else estado_color(evidencia.estado))
            )
            painter.drawText(rest, _LEFT, metrics.elidedText(estado, _END, rest.width()))

    # -- the name ----------------------------------------------------------------------------

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        _, name, _ = self._parts(option.rect)
        high = editor.sizeHint().height()
        editor.setGeometry(
            name.left() - 4, option.rect.center().y() - high // 2, name.width(), high
        )

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(editor, QLineEdit):
            QTimer.singleShot(0, editor, lambda: _choose_stem(editor))
        return super().eventFilter(editor, event)


_END = Qt.TextElideMode.ElideRight


def _choose_stem(editor: QLineEdit) -> None:
    if editor.selectedText() == editor.text():
        editor.setSelection(0, stem_length(editor.text()))
