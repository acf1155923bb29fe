"""Documents in their formats to tick, in a list."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from poa_desktop.export.batch import Wanted

_AIR = 8  # pixels


class WantedList(QListWidget):
    """Documents in their formats, each with its tick; those of *ticked* have it."""

    def __init__(
        self, every: Sequence[Wanted], ticked: Sequence[Wanted], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Documentos")
        for wanted in every:
            self._add(self.count(), wanted, ticked=wanted in ticked)

    def _add(self, row: int, wanted: Wanted, *, ticked: bool) -> None:
        item = QListWidgetItem(wanted.etiqueta)
        item.setData(Qt.ItemDataRole.UserRole, wanted)
        item.setSizeHint(QSize(0, self.fontMetrics().lineSpacing() + _AIR))
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.insertItem(row, item)

    def show_documents(self, every: Sequence[Wanted], ticked: Sequence[Wanted]) -> None:
        """List these from now on: what stays keeps its tick, what comes has it by *ticked*."""
        names = [_name(each) for each in every]
        for row in reversed(range(self.count())):
            if _name(self.item(row).data(Qt.ItemDataRole.UserRole)) not in names:
                self.takeItem(row)
        known = [
            _name(self.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(self.count())
        ]
        for row, wanted in enumerate(every):
            if _name(wanted) not in known:
                self._add(row, wanted, ticked=wanted in ticked)

    def wanted(self) -> tuple[Wanted, ...]:
        """Those that are ticked."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )

    def tick_all(self, ticked: bool) -> None:
        """Tick all, or none."""
        for row in range(self.count()):
            state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            self.item(row).setCheckState(state)


def _name(wanted: Wanted) -> tuple[str, str]:
    return wanted.kind.nombre, wanted.formato
