"""What happened to a period: every step in order, the sealed ones with folio and short hash."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.formats import fecha_corta
from poa_desktop.poa.sello import Sello
from poa_desktop.poa.tramites import Paso, Tramite
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

_TITLES = ("Trámite", "Cuándo", "Quién", "Folio", "Sello", "Motivo o nota")
_QUIEN, _NOTA = 2, len(_TITLES) - 1
_LEAST = 180
_NOTHING = "Todavía no hay ningún trámite de este periodo."


class TramitesTable(QTableWidget):
    """Read only; Ctrl+C copies the row."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """The last column takes what is left, and at least what can be read."""
        header = self.horizontalHeader()
        left = self.viewport().width() - sum(map(header.sectionSize, range(_NOTA)))
        mode = QHeaderView.ResizeMode
        header.setSectionResizeMode(_NOTA, mode.Stretch if left >= _LEAST else mode.Fixed)
        if left < _LEAST:
            header.resizeSection(_NOTA, _LEAST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            row = self.currentRow()
            texts = (self.item(row, column) for column in range(self.columnCount()))
            QGuiApplication.clipboard().setText("\t".join(each.text() for each in texts if each))
            event.accept()
        else:
            super().keyPressEvent(event)


class ActasList(QWidget):
    """The steps of the chosen period, and what can be done with their versions."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current_theme()
        self._session = session
        self._rows: tuple[tuple[Tramite, Sello | None], ...] = ()
        self.nothing = QLabel(_NOTHING)
        set_role(self.nothing, "soft")
        self.table = TramitesTable(0, len(_TITLES))
        self.table.setHorizontalHeaderLabels(list(_TITLES))
        self.table.setAccessibleName("Trámites del periodo")
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        set_role(self.table, "rows")
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_NOTA, QHeaderView.ResizeMode.Stretch)
        self.acta_button = QPushButton("Ver el ac&ta")
        self.acta_button.setToolTip("Muestra el acta de cierre como se imprime")
        self.compare_button = QPushButton("Co&mparar versiones…")
        self.copy_button = QPushButton("Copiar &folio")
        self.copy_button.setToolTip("Copia folio y sello, como los lleva el código del acta")
        foot = QHBoxLayout()
        foot.setSpacing(theme.gap)
        for button in (self.acta_button, self.compare_button, self.copy_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.gap, 0, 0)
        column.setSpacing(theme.gap)
        column.addWidget(self.nothing)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.table.itemSelectionChanged.connect(self._enable)
        self.acta_button.clicked.connect(lambda: self._show_acta())
        self.compare_button.clicked.connect(lambda: self.compare())
        self.copy_button.clicked.connect(lambda: self._copy())

    @property
    def count(self) -> int:
        """How many steps there are."""
        return len(self._rows)

    @property
    def sello(self) -> Sello | None:
        """The seal of the row at hand; None where it is none."""
        row = self.table.currentRow()
        return self._rows[row][1] if 0 <= row < len(self._rows) else None

    def show_actas(self) -> None:
        """Show the steps of the chosen period, newest first; the newest is at hand."""
        session = self._session
        assert session.poa is not None
        periodo = session.periodo
        steps = [each for each in session.tramites() if each.periodo == periodo]
        sealed = iter(each for each in session.store.sellos(session.poa.id)
                      if each.periodo == str(periodo))  # fmt: skip
        rows = [(each, next(sealed, None) if each.paso in SEALED else None) for each in steps]
        self._rows = tuple(reversed(rows))
        self.table.setRowCount(len(self._rows))
        for number, (step, sello) in enumerate(self._rows):
            for column, text in enumerate(_texts(step, sello)):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(step.cargo if column == _QUIEN else text))
                self.table.setItem(number, column, item)
        self.table.fit()
        self.nothing.setVisible(not self._rows)
        self.table.setVisible(bool(self._rows))
        if self._rows:
            self.table.selectRow(0)
        self._enable()

    def _enable(self) -> None:
        sello = self.sello
        closes = sello is not None and sello.paso is Paso.CIERRE
        self.acta_button.setEnabled(closes)
        self.copy_button.setEnabled(sello is not None)
        versions = sum(step.paso in KEPT for step, _ in self._rows)
        self.compare_button.setEnabled(versions > 0)
        self.compare_button.setToolTip(
            "Lista lo que cambió entre dos cierres o envíos, o desde entonces hasta ahora"
            if versions
            else "Hace falta un envío o un cierre que comparar"
        )

    def _show_acta(self) -> None:
        show = getattr(self.window(), "show_preview", None)
        if show is not None and self.sello is not None:
            show("acta", self.sello.version)

    def compare(self, *, sent: bool = False) -> None:
        """Show what differs between two versions; *sent*: between the last envío and now."""
        from poa_desktop.ui.cierre.versiones_dialog import VersionesDialog, versiones_de
        from poa_desktop.ui.prompts import prompts_of

        versions = versiones_de(self._session)
        dialog = VersionesDialog(versions, self._session.periodo, self)
        if sent:
            dialog.choose(len(versions) - 2, len(versions) - 1)
        prompts_of(self).review(dialog)
        dialog.deleteLater()

    def _copy(self) -> None:
        if self.sello is not None:
            QGuiApplication.clipboard().setText(self.sello.codigo)


SEALED = (Paso.CIERRE, Paso.REAPERTURA)
KEPT = (Paso.ENVIO, Paso.CIERRE)
"""The steps that keep what the period then said."""


def _texts(step: Tramite, sello: Sello | None) -> tuple[str, ...]:
    version = f", versión {sello.version}" if sello and step.paso is Paso.CIERRE else ""
    return (
        f"{step.paso.etiqueta}{version}",
        f"{fecha_corta(step.cuando.date())} {step.cuando:%H:%M}",
        step.nombre,
        sello.folio if sello else "",
        sello.corta if sello else "",
        step.nota,
    )
