"""A combo for texts that may be longer than its place."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from poa_desktop.ui.plain_text import plain_tip

_LIST = 420  # pixels
_ROOM = 6


class ElidedCombo(QComboBox):
    """As wide as its place, between two limits in pixels.

    Its text ends in "…" where it is cut, and the tooltip holds the whole.
    """

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumWidth(least)
        self.setMaximumWidth(most)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.view().setMinimumWidth(_LIST)
        self.view().setTextElideMode(Qt.TextElideMode.ElideRight)

        self.currentTextChanged.connect(lambda text: self.setToolTip(plain_tip(text)))

    def whole_width(self) -> int:
        """The width at which its text stands whole, or its limit."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        metrics = self.fontMetrics()
        text = QSize(metrics.horizontalAdvance(self.currentText()) + _ROOM, metrics.height())
        kind = QStyle.ContentsType.CT_ComboBox
        width = self.style().sizeFromContents(kind, option, text, self).width()
        return max(self.minimumWidth(), min(width, self.maximumWidth()))

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, field.width() - 2
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
