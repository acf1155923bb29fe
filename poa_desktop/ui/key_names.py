"""How Qt itself calls the keys, in menus: as they are printed on a Mexican keyboard."""

from PySide6.QtCore import QTranslator

from poa_desktop.ui.actions import KEYCAPS

_CONTEXT = "QShortcut"
_BOTH = "Return"
"""Qt reads keys by these names too: "Enter" for it as well would make the two one."""

_NAMES = {"Ctrl": "Ctrl", "Esc": "Esc"} | {k: v for k, v in KEYCAPS.items() if k != _BOTH}


class KeyNames(QTranslator):
    """Comes before Qt's own Spanish, which says "Control+Mayúsculas" and "Suprimir"."""

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        return _NAMES.get(text) if context == _CONTEXT else None

    def isEmpty(self) -> bool:
        return False
