"""Who probably sits here: the people the POA itself names."""

from dataclasses import dataclass

from poa_desktop.poa.records import Poa


@dataclass(frozen=True, slots=True)
class Sugerencia:
    """Somebody the POA names. *nombre* "": only the office is known."""

    papel: str
    nombre: str
    cargo: str

    @property
    def texto(self) -> str:
        """As offered: "Titular: Ana Ruiz, Tesorera"."""
        return f"{self.papel}: {', '.join(filter(None, (self.nombre, self.cargo)))}"


def sugerencias(poa: Poa | None) -> tuple[Sugerencia, ...]:
    """The titular, the enlace and Planeación, as far as the POA says them."""
    if poa is None:
        return ()
    dependencia = poa.dependencia
    named = (
        Sugerencia("Titular", dependencia.titular_nombre, dependencia.titular_cargo),
        Sugerencia("Enlace", dependencia.enlace, "Enlace" if dependencia.enlace else ""),
        Sugerencia("Planeación", "", poa.evaluador),
    )
    return tuple(
        each for each in named if each.nombre or (each.papel == "Planeación" and each.cargo)
    )
