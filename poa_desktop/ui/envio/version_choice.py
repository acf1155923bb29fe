"""The versions of a closed period to choose from, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from poa_desktop.export.opciones import Opcion
from poa_desktop.poa.formats import fecha_corta

if TYPE_CHECKING:
    from poa_desktop.export.document import Documento
    from poa_desktop.poa.cerrado import Cierres
    from poa_desktop.poa.periodos import Periodo

Versiones = tuple[tuple[str, int], ...]
"""What is shown of each, and its number; 0 is what is in force."""


def versiones_de(kind: Documento, cierres: Cierres, periodo: Periodo | None) -> Versiones:
    """What can be chosen for a document of a period, the usual one first; () when there is no
    choice: nothing was closed, or closed once and left so."""
    if periodo is None or Opcion.VERSION not in kind.opciones:
        return ()
    known = [
        (f"{each.version}, del {fecha_corta(each.cuando.date())}", each.version)
        for each in reversed(cierres.versiones(periodo))
    ]
    if not known:
        return ()
    if cierres.is_closed(periodo):
        (text, _), *older = known
        return ((f"{text} (vigente)", 0), *older) if older else ()
    present = [] if kind.nombre == "acta" else [("La de ahora, sin cerrar", 0)]
    return (*present, *known)


class VersionChoice(QWidget):
    """A combo of versions with its label; hidden while there is nothing to choose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = QComboBox()
        self.combo.setAccessibleName(Opcion.VERSION.etiqueta)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        label = QLabel("&Versión")
        label.setBuddy(self.combo)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(self.combo)

    def offer(self, versiones: Versiones) -> None:
        """Show these; the number that was chosen stays where it is among them."""
        before = self.version
        self.combo.blockSignals(True)
        self.combo.clear()
        for text, number in versiones:
            self.combo.addItem(text, number)
        self.combo.setCurrentIndex(max(0, self.combo.findData(before)))
        self.combo.blockSignals(False)

    def choose(self, version: int) -> None:
        """Choose a version by its number, where it is offered."""
        place = self.combo.findData(version)
        if place >= 0:
            self.combo.setCurrentIndex(place)

    @property
    def version(self) -> int:
        """The chosen one; 0 for what is in force."""
        number = self.combo.currentData()
        return number if isinstance(number, int) else 0
