"""The head of the Tablero: one sentence with its light, and below it what the node covers."""

from html import escape

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.tablero.headline import Headline
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.tablero.chart_sign import SIGN, paint_sign
from poa_desktop.ui.theme import current_theme, font_of, set_role

_BETWEEN = 0.45  # of the way from the body's size to the title's


class TableroHead(QWidget):
    """Where the year stands, in the size between body and title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current_theme()
        self.sentence = HeadlineLabel()
        self.soft = ElidedLabel()
        self.note = ElidedLabel()
        for label in (self.note, self.soft):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        set_role(self.soft, "soft")
        self._sign = _Sign()
        self.share = QToolButton()
        self.share.setText("Compartir")
        self.share.setToolTip("Copiar, guardar o imprimir este tablero")
        self.share.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.share.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(self.share, "flat")
        self.share.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.gap)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sentence, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        whole.addLayout(column, 1)
        whole.addWidget(self.share, 0, Qt.AlignmentFlag.AlignTop)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.note)
        column.addWidget(self.soft)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def offer(self, menu: QMenu) -> None:
        """Offer what can be done with the whole Tablero."""
        self.share.setMenu(menu)
        self.share.show()

    def show_headline(self, headline: Headline, soft: str, rule: str) -> None:
        """Show another sentence; *soft* stands below it, and its tooltip adds *rule*."""
        self.sentence.show_headline(headline)
        self.note.setText(headline.nota)
        self.note.setVisible(bool(headline.nota))
        self._sign.show_light(headline)
        self.soft.setText(soft)
        for label in (self.sentence, self.soft):  # a low page hides the soft line
            label.setToolTip(plain_tip(f"{soft}\n{rule}"))


class HeadlineLabel(QLabel):
    """The sentence, in as many rows as its width asks for; the word in the colour of its light."""

    def __init__(self) -> None:
        super().__init__()
        self._headline = Headline("", Semaforo.GRIS, "")
        self._rows = 0  # pixels
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setWordWrap(True)

    def show_headline(self, headline: Headline) -> None:
        """Show another sentence."""
        self._headline = headline
        self._write()

    def _write(self) -> None:
        headline, theme = self._headline, current_theme()
        self.setFont(_font())
        text, word = escape(headline.texto).replace(" %", "&nbsp;%"), headline.palabra
        if word:
            color = theme.semaforo(headline.semaforo).tinta
            self.setText(f'{text}: <b style="color:{color}">{_unbroken(word)}</b>.')
        else:
            self.setText(f"{text}.")
        self.setAccessibleName(headline.completo)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A layout asks for the least height before it knows the width: tell it."""
        rows = self.heightForWidth(self.width())
        if rows != self._rows:
            self._rows = rows
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._rows)


def _unbroken(word: str) -> str:
    return escape(word).replace(" ", "&nbsp;")


def _font() -> QFont:
    theme = current_theme()
    return font_of(theme.body + (theme.title - theme.body) * _BETWEEN)


class _Sign(QWidget):
    """The light's shape beside the first row of the sentence; nothing where nothing is judged."""

    def __init__(self) -> None:
        super().__init__()
        self._light = Semaforo.GRIS

    def show_light(self, headline: Headline) -> None:
        """Show the light of another sentence."""
        self._light = headline.semaforo
        self.setAccessibleName(f"Semáforo: {headline.palabra}")
        self.setVisible(bool(headline.palabra))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(SIGN) + 4, QFontMetrics(_font()).height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        center = QPointF(self.rect().center()) + QPointF(0.5, 1.0)
        paint_sign(painter, center, self._light, current_theme())
        painter.end()
