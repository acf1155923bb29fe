"""Proposing schedules: for each línea what it has, what its temporalidad and its text propose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.propuestas import Grupo, Origen, Propuesta
from poa_desktop.ui.propuestas.model import PropuestasModel, Vista, reason
from poa_desktop.ui.propuestas.table import PropuestasTable
from poa_desktop.ui.theme import current_theme, set_role

_SIZE = (1180, 660)
_DETAIL_ROWS = 4


class PropuestasDialog(QDialog):
    """Shows the proposals. When it is accepted, `changes` says what to write."""

    def __init__(self, groups: Sequence[Grupo], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Proponer programación")
        self.resize(*_SIZE)
        self.model = PropuestasModel(groups, self)
        self.table = PropuestasTable(self.model)
        self.by_text = QPushButton("Todas por el te&xto")
        self.by_default = QPushButton("Todas por &temporalidad")
        self.only_empty = QPushButton("&Solo las que no tienen programación")
        self.none_button = QPushButton("&Ninguna")
        self.shown = QComboBox()
        self.shown.setAccessibleName("Qué líneas se ven")
        self.shown.addItems([each.value for each in Vista])
        self.detail = QTextEdit()
        self.count = QLabel()
        self.apply_button = QPushButton()
        self.close_button = QPushButton("Cancelar")
        self._connect()
        self._lay_out()
        self._count()
        self._show_line(self.table.propuesta)
        self.table.setFocus()

    def _connect(self) -> None:
        model = self.model
        self.by_text.clicked.connect(lambda: model.choose(model.all, Origen.TEXTO))
        self.by_default.clicked.connect(lambda: model.choose(model.all, Origen.TEMPORALIDAD))
        self.only_empty.clicked.connect(self._choose_empty)
        self.none_button.clicked.connect(lambda: model.choose(model.all, Origen.ACTUAL))
        self.shown.currentTextChanged.connect(lambda text: model.show_only(Vista(text)))
        self.table.line_changed.connect(self._show_line)
        model.dataChanged.connect(self._count)
        self.apply_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        theme = current_theme()
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.detail.setAccessibleName("La línea elegida y el motivo")
        row = self.detail.fontMetrics().lineSpacing()
        self.detail.setFixedHeight(_DETAIL_ROWS * row + theme.gap_wide)
        self.count.setWordWrap(True)
        set_role(self.apply_button, "primary")
        self.apply_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.gap_wide, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        bar = QHBoxLayout()
        bar.setSpacing(theme.gap)
        for button in (self.by_text, self.by_default, self.only_empty, self.none_button):
            button.setAutoDefault(False)
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self.shown)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        foot = QHBoxLayout()
        foot.setSpacing(theme.gap)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.apply_button)
        foot.addWidget(self.close_button)
        column.addLayout(foot)

    def changes(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """What to write: línea ids with their new schedules."""
        return self.model.changes()

    def _choose_empty(self) -> None:
        """What is recommended for the líneas that have nothing; the others are kept."""
        self.model.take(
            {
                each.linea.id: Origen.ACTUAL if any(each.actual) else each.recomendada
                for each in self.model.all
            }
        )

    def _count(self) -> None:
        count = len(self.changes())
        self.count.setText(_sentence(self.model))
        self.apply_button.setText(
            "&Programar" if not count else f"&Programar {count:,} {_lineas(count)}"
        )
        self.apply_button.setEnabled(count > 0)

    def _show_line(self, propuesta: Propuesta | None) -> None:
        """The whole text, its fragment marked, and the reason in full."""
        self.detail.clear()
        if propuesta is None:
            return
        cursor = self.detail.textCursor()
        strong, soft = QTextCharFormat(), QTextCharFormat()
        strong.setFontWeight(700)
        strong.setForeground(QColor(current_theme().accent))
        soft.setForeground(QColor(current_theme().ink_soft))
        texto, read = propuesta.linea.texto, propuesta.lectura
        start, end = (read.inicio, read.fin) if read else (0, 0)
        plain = QTextCharFormat()
        for piece, shape in (
            (f"{propuesta.clave}  {texto[:start]}", plain),
            (texto[start:end], strong),
            (texto[end:], plain),
            (f"\n{reason(propuesta)}", soft),
        ):
            cursor.insertText(piece, shape)
        self.detail.moveCursor(QTextCursor.MoveOperation.Start)


def _lineas(count: int) -> str:
    return "línea" if count == 1 else "líneas"


def _sentence(model: PropuestasModel) -> str:
    """How many change, in which way, and whether something that was planned is replaced."""
    changing = [each for each in model.all if each.cambia(model.chosen(each))]
    if not changing:
        return f"No cambia ninguna de las {len(model.all):,} líneas."
    if len(changing) == 1:
        by = "el texto" if model.chosen(changing[0]) is Origen.TEXTO else "la temporalidad"
        before = "; ya tenía programación" if any(changing[0].actual) else ""
        return f"Cambia 1 de {len(model.all):,} líneas, por {by}{before}."
    by_text = sum(model.chosen(each) is Origen.TEXTO for each in changing)
    parts = [
        f"{count:,} {words}"
        for count, words in (
            (by_text, "por el texto"),
            (len(changing) - by_text, "por temporalidad"),
        )
        if count
    ]
    sentence = f"Cambian {len(changing):,} de {len(model.all):,} líneas: {' y '.join(parts)}."
    replaced = sum(any(each.actual) for each in changing)
    if replaced:
        verb = "tenía" if replaced == 1 else "tenían"
        sentence += f" De ellas, {replaced:,} ya {verb} programación."
    return sentence
