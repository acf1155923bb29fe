"""What the assistant proposes from the last POA that was made on this computer."""

from poa_desktop.poa.nuevo import NuevoPoa
from poa_desktop.poa.text import fold
from poa_desktop.ui.settings import Settings

_WORDS = ("municipio", "estado", "gobierno")
_HEADS = "nuevo-titulares"
_KEPT = 40  # dependencias
_FIELDS = 4


class Proposals:
    """Municipio, ejes and who heads which dependencia, in the settings of the account."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def start(self, ejercicio: int) -> NuevoPoa:
        """The answers the assistant begins with."""
        words = {name: self._settings.text(f"nuevo-{name}") for name in _WORDS}
        ejes = tuple(self._settings.load_names("nuevo-ejes"))
        return NuevoPoa("", ejercicio, **words, ejes=ejes)

    def titulares(self) -> dict[str, NuevoPoa]:
        """Who heads a dependencia, by the compared form of its name."""
        found: dict[str, NuevoPoa] = {}
        names = self._settings.load_names(_HEADS)
        for place in range(0, len(names) - len(names) % _FIELDS, _FIELDS):
            name, tipo, titular, cargo = names[place : place + _FIELDS]
            found[fold(name)] = NuevoPoa(name, 0, tipo=tipo, titular=titular, cargo=cargo)
        return found

    def keep(self, nuevo: NuevoPoa) -> None:
        """Remember the answers for the next one."""
        for name in _WORDS:
            self._settings.save_text(f"nuevo-{name}", getattr(nuevo, name))
        self._settings.save_names("nuevo-ejes", list(nuevo.ejes))
        known = {**self.titulares(), fold(nuevo.dependencia): nuevo}
        last = list(known.values())[-_KEPT:]
        rows = [(each.dependencia, each.tipo, each.titular, each.cargo) for each in last]
        self._settings.save_names(_HEADS, [text for row in rows for text in row])
