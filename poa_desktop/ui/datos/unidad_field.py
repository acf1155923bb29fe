"""The field of a unit of measure: the catalogue while one types, one spelling, and adding."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from poa_desktop.poa.unidades import catalogo, conocida, escritura
from poa_desktop.ui.fields.base import Save
from poa_desktop.ui.fields.choice import SuggestField
from poa_desktop.ui.fields.suggest import complete
from poa_desktop.ui.icons import set_icon
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import set_role

_SHOWN = 28  # characters of a unit in the button


def catalogo_de(session: Session) -> tuple[str, ...]:
    """The units to choose from in the open file."""
    return catalogo(session.store.unidades_en_uso(), session.municipio.unidades)


class UnidadField(SuggestField):
    """ "accion" becomes the catalogue's "Acción"; another unit is kept as it is written, and can be
    put into the catalogue."""

    def __init__(self, campo: str, label: str, save: Save, add: Callable[[str], object]) -> None:
        super().__init__(campo, label, save)
        self._units: tuple[str, ...] = ()
        complete(self._combo, lambda: self._units)
        self.add_button = QToolButton()
        self.add_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        set_role(self.add_button, "flat")
        set_icon(self.add_button, "add")
        self.add_button.clicked.connect(lambda: add(str(self._stored or "")))
        self.add_button.hide()
        self._body.insertWidget(2, self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def set_suggestions(self, texts: Sequence[str]) -> None:
        self._units = tuple(texts)
        super().set_suggestions(texts)

    def parse(self, text: str) -> Any:
        return escritura(super().parse(text), self._units)

    def offer_adding(self, agregadas: Sequence[str], comunes: Sequence[str]) -> None:
        """Offer to put the kept unit into the catalogue where it is not there yet."""
        unit = str(self._stored or "")
        known = not unit or conocida(unit, (*agregadas, *comunes))
        self.add_button.setVisible(not known)
        short = unit if len(unit) <= _SHOWN else unit[: _SHOWN - 1] + "…"
        self.add_button.setText(f"Agregar «{short}» al catálogo".replace("&", "&&"))
        self.add_button.setToolTip(
            plain_tip(f"«{unit}» se ofrecerá siempre, también en otros POA de este archivo")
        )
