"""What differs between two moments of a period: its envíos, its cierres, and now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import fecha_corta
from poa_desktop.poa.periodos import MESES, Periodo
from poa_desktop.poa.records import Poa
from poa_desktop.poa.sello import Sello
from poa_desktop.poa.tramites import Paso
from poa_desktop.poa.versiones import CambioVersion
from poa_desktop.poa.versiones_hoja import comparar_hoja
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

_SIZE = (900, 480)
_TITLES = ("Clave", "Qué", "Antes", "Después")


@dataclass(frozen=True, slots=True)
class Version:
    """A moment of a period: how it is called, and how its POA is read. None: it is gone."""

    nombre: str
    leer: Callable[[], Poa | None]
    cierre: bool = False


def versiones_de(session: Session) -> tuple[Version, ...]:
    """The envíos and cierres of the chosen period in order, and what there is now."""
    assert session.poa is not None
    periodo, poa = session.periodo, session.poa
    sealed = iter(
        each
        for each in session.store.sellos(poa.id)
        if each.periodo == str(periodo) and each.paso is Paso.CIERRE
    )
    found = []
    for step in session.tramites():
        if step.periodo != periodo:
            continue
        when = f"{fecha_corta(step.cuando.date())} {step.cuando:%H:%M}"
        if step.paso is Paso.ENVIO:
            found.append(Version(f"Envío del {when}", partial(session.store.enviado, step)))
        sello = next(sealed, None) if step.paso is Paso.CIERRE else None
        if sello is not None:
            name = f"Cierre, versión {sello.version}, del {when}"
            found.append(Version(name, partial(_frozen, session, sello), cierre=True))
    return (*found, Version("Ahora", lambda: poa))


def _frozen(session: Session, sello: Sello) -> Poa:
    return session.store.congelado(sello).poa


class VersionesDialog(QDialog):
    """Two moments to choose and the list of what differs, which can be copied."""

    def __init__(
        self, versiones: Sequence[Version], periodo: Periodo, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._versiones, self._periodo = tuple(versiones), periodo
        self._cambios: tuple[CambioVersion, ...] = ()
        self.setWindowTitle(f"Comparar versiones: {periodo.en_palabras}")
        self.resize(*_SIZE)
        self.before, self.after = QComboBox(), QComboBox()
        for combo, name in ((self.before, "Antes"), (self.after, "Después")):
            combo.addItems([each.nombre for each in versiones])
            combo.setAccessibleName(name)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.table = QTableWidget(0, len(_TITLES))
        self.copy_button = QPushButton("&Copiar la lista")
        self.close_button = QPushButton("Cerrar")
        self._lay_out()
        for combo in (self.before, self.after):
            combo.currentIndexChanged.connect(lambda _index: self._look())
        self.copy_button.clicked.connect(self.copy)
        self.close_button.clicked.connect(self.reject)
        self.choose(*self._at_first())
        self._look()

    def choose(self, before: int, after: int) -> None:
        """Compare two of the versions, by their place."""
        self.before.setCurrentIndex(before)
        self.after.setCurrentIndex(after)

    def _lay_out(self) -> None:
        theme = current_theme()
        self.table.setHorizontalHeaderLabels(list(_TITLES))
        self.table.setAccessibleName("Lo que cambió")
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        set_role(self.table, "rows")
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        for button in (self.copy_button, self.close_button):
            button.setAutoDefault(False)
        choice = QGridLayout()
        choice.setHorizontalSpacing(theme.gap)
        for row, (text, combo) in enumerate((("&De:", self.before), ("&A:", self.after))):
            label = QLabel(text)
            label.setBuddy(combo)
            choice.addWidget(label, row, 0)
            choice.addWidget(combo, row, 1)
        choice.setColumnStretch(1, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.gap)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.copy_button)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.gap_wide, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        column.addLayout(choice)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def _at_first(self) -> tuple[int, int]:
        """The two last cierres; with fewer, the last moment that is kept and now."""
        closed = [place for place, each in enumerate(self._versiones) if each.cierre]
        if len(closed) > 1:
            return closed[-2], closed[-1]
        last = len(self._versiones) - 1
        return max(last - 1, 0), last

    def _look(self) -> None:
        before = self._read(self.before.currentIndex())
        after = self._read(self.after.currentIndex())
        self._cambios = comparar_hoja(before, after, self._periodo) if before and after else ()
        self.table.setRowCount(len(self._cambios))
        for number, each in enumerate(self._cambios):
            when = f", {MESES[each.mes - 1]}" if each.mes else ""
            texts = (each.clave, f"{each.campo}{when}", each.antes or "—", each.despues or "—")
            for column, text in enumerate(texts):
                item = QTableWidgetItem(" ".join(text.split()))
                item.setToolTip(plain_tip(f"{each.clave} {each.nombre}" if not column else text))
                self.table.setItem(number, column, item)
        self.copy_button.setEnabled(bool(self._cambios))
        if before and after:
            count = len(self._cambios)
            told = "1 diferencia." if count == 1 else f"{count:,} diferencias."
            self.told.setText(told if count else "No hay ninguna diferencia.")

    def _read(self, place: int) -> Poa | None:
        try:
            found = self._versiones[place].leer()
        except PoaError as error:
            self.told.setText(str(error))
            return None
        if found is None:
            self.told.setText("El contenido de ese envío ya no se conserva.")
        return found

    def copy(self) -> None:
        """Put the list on the clipboard, one row a difference."""
        heading = f"{self._periodo.en_palabras}: {self.before.currentText()} → "
        rows = [f"{heading}{self.after.currentText()}", *map(str, self._cambios)]
        QGuiApplication.clipboard().setText("\n".join(rows))
        self.told.setText("Copiado.")
