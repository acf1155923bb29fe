"""How a row of proposals is drawn: the text with what it was read from, and three strips."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from poa_desktop.poa.propuestas import Grupo, Origen, Propuesta
from poa_desktop.ui.propuestas.model import ORIGENES, TEXTO, PropuestasModel, head_text, reason
from poa_desktop.ui.propuestas.strip import paint_nothing, paint_radio, paint_strip, strip_size
from poa_desktop.ui.theme import Theme, current_theme, font_of

Index = QModelIndex | QPersistentModelIndex

PAD = 6
_ROWS = 2
_CLAVE = "A88.88"
_NOTHING = {
    Origen.TEMPORALIDAD: "Sin temporalidad ni meses",
    Origen.TEXTO: "El texto no lo dice",
}


def row_height(theme: Theme) -> int:
    """Two rows of text, one of reason, and air."""
    text, small = QFontMetrics(font_of(theme.body)), QFontMetrics(font_of(theme.small))
    return _ROWS * text.height() + small.height() + 2 * PAD


def head_height(theme: Theme) -> int:
    """One row of bold text, and air."""
    return QFontMetrics(font_of(theme.body, bold=True)).height() + 2 * PAD


class PropuestasDelegate(QStyledItemDelegate):
    """Draws blocks and líneas."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = current_theme()
        model = index.model()
        assert isinstance(model, PropuestasModel)
        if model.propuesta_at(index.row()) is None:
            return QSize(0, head_height(theme))
        width = 160 if index.column() == TEXTO else strip_size(theme).width() + 2 * PAD
        return QSize(width, row_height(theme))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, PropuestasModel)
        theme = current_theme()
        row = model.row_at(index.row())
        painter.save()
        painter.setClipRect(option.rect)
        if isinstance(row, Grupo):
            _paint_head(painter, option.rect, row, theme)
        else:
            _paint_ground(painter, option, theme)
            area = option.rect.adjusted(PAD, PAD, -PAD, -PAD)
            if index.column() == TEXTO:
                _paint_linea(painter, area, row, theme)
            else:
                origen = ORIGENES[index.column() - 1]
                _paint_choice(painter, area, row, origen, model.chosen(row) is origen, theme)
            painter.setPen(QColor(theme.hairline))
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QColor(theme.focus))
                painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
                painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()


def _paint_head(painter: QPainter, rect: QRect, group: Grupo, theme: Theme) -> None:
    painter.fillRect(rect, QColor(theme.surface_sunken))
    painter.setFont(font_of(theme.body, bold=True))
    painter.setPen(QColor(theme.ink))
    area = rect.adjusted(PAD, 0, -PAD, 0)
    shown = painter.fontMetrics().elidedText(
        head_text(group), Qt.TextElideMode.ElideRight, area.width()
    )
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), shown)


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    ground = theme.accent_soft if selected else theme.surface_raised
    painter.fillRect(option.rect, QColor(ground))


def _paint_choice(
    painter: QPainter, area: QRect, row: Propuesta, origen: Origen, chosen: bool, theme: Theme
) -> None:
    if not row.ofrece(origen):
        paint_nothing(painter, area, _NOTHING[origen], theme)
        return
    paint_radio(painter, area, theme, chosen=chosen)
    if origen is Origen.ACTUAL and not any(row.actual):
        paint_nothing(painter, area, "Sin programación", theme)
    else:
        paint_strip(painter, area, row.programado(origen), theme)


def _paint_linea(painter: QPainter, area: QRect, row: Propuesta, theme: Theme) -> None:
    body = font_of(theme.body)
    painter.setFont(body)
    painter.setPen(QColor(theme.ink_soft))
    metrics = painter.fontMetrics()
    clave = metrics.horizontalAdvance(_CLAVE) + PAD
    top = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    painter.drawText(area, top, row.clave)
    text = area.adjusted(clave, 0, 0, 0)
    painter.setPen(QColor(theme.ink))
    _paint_text(painter, text, row, _ROWS if row.lectura else _ROWS + 1)
    if row.lectura is None:
        return
    painter.setFont(font_of(theme.small))
    doubtful = bool(row.lectura.duda)
    painter.setPen(QColor(theme.amarillo.tinta if doubtful else theme.ink_soft))
    small = painter.fontMetrics()
    foot = QRect(text.left(), text.bottom() - small.height() + 1, text.width(), small.height())
    words = f"Duda: {row.lectura.duda}" if doubtful else reason(row)
    shown = small.elidedText(words, Qt.TextElideMode.ElideRight, foot.width())
    painter.drawText(foot, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def _paint_text(painter: QPainter, area: QRect, row: Propuesta, most: int) -> None:
    """So many rows of the text, those with the fragment; "…" for what is before or after."""
    texto = row.linea.texto.replace("\n", " ")
    start, end = (row.lectura.inicio, row.lectura.fin) if row.lectura else (0, 0)
    layout = _layout(texto, area.width(), start, end)
    line = max(0, layout.lineForTextPosition(start).lineNumber() if end else 0)
    moved = line >= most
    if moved:
        cut = layout.lineAt(line - 1).textStart()
        texto = f"…{texto[cut:]}"
        layout = _layout(texto, area.width(), start - cut + 1, end - cut + 1)
    rows = min(most, layout.lineCount())
    if layout.lineCount() > most:
        last = layout.lineAt(most - 1)
        kept = texto[: last.textStart() + max(0, last.textLength() - 3)].rstrip()
        begin = min(start, len(kept)) if not moved else start - cut + 1
        finish = end if not moved else end - cut + 1
        layout = _layout(f"{kept}…", area.width(), begin, min(finish, len(kept)))
        rows = min(most, layout.lineCount())
    for number in range(rows):
        layout.lineAt(number).draw(painter, QPointF(area.topLeft()))


def _layout(texto: str, width: int, start: int, end: int) -> QTextLayout:
    theme = current_theme()
    layout = QTextLayout(texto, font_of(theme.body))
    layout.setTextOption(_WRAP)
    if end > start:
        mark = QTextCharFormat()
        mark.setFontWeight(700)
        mark.setForeground(QColor(theme.accent))
        found = QTextLayout.FormatRange()
        found.start, found.length, found.format = start, end - start, mark
        layout.setFormats([found])
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


_WRAP = QTextOption()
_WRAP.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
