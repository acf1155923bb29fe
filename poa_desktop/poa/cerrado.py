"""The cierres of one POA: which versions a period has, and what each of them froze."""

from collections.abc import Callable
from dataclasses import dataclass

from poa_desktop.poa.congelado import Congelado
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.sello import PRIMER_SELLO, Sello, cierres_en
from poa_desktop.poa.tramites import EstadoPeriodo, Paso, Tramite, estado_de

Leer = Callable[[Sello], Congelado]
"""What a seal froze; may be called from any thread. Raises PoaError when it cannot be trusted."""


def _nothing(sello: Sello) -> Congelado:
    raise PoaError("Lo que se selló no está a la mano: abra el archivo .poa.")


@dataclass(frozen=True, slots=True)
class Cerrado:
    """One version of a closed period: its seal, and what it froze."""

    sello: Sello
    contenido: Congelado


@dataclass(frozen=True, slots=True)
class Cierres:
    """The workflow of one POA as its papers need it.

    *tramites* are its steps and *sellos* the sealed acts of the whole file, both in order; *leer*
    gives what one of them froze.
    """

    poa_id: int = 0
    tramites: tuple[Tramite, ...] = ()
    sellos: tuple[Sello, ...] = ()
    leer: Leer = _nothing

    def estado(self, periodo: Periodo) -> EstadoPeriodo:
        """Where the POA stands in a period."""
        return estado_de(self.tramites, periodo)

    def is_closed(self, periodo: Periodo) -> bool:
        """Whether a period is closed now."""
        return self.estado(periodo) is EstadoPeriodo.CERRADO

    def versiones(self, periodo: Periodo) -> tuple[Sello, ...]:
        """The cierres of a period, the first one first."""
        return cierres_en(self._own(), periodo)

    @property
    def any_closed(self) -> bool:
        """Whether some period of the POA was ever closed."""
        return any(each.paso is Paso.CIERRE for each in self._own())

    def sello(self, periodo: Periodo, version: int = 0) -> Sello | None:
        """The cierre of a version; 0 is the one in force, None where the period is not closed.

        Raises PoaError for a version that the period does not have.
        """
        known = self.versiones(periodo)
        if not version:
            if not self.is_closed(periodo):
                return None
            if not known:
                raise PoaError(
                    f"El cierre de {periodo} no tiene sello: compruebe el archivo con Archivo ▸ "
                    "Verificar integridad…"
                )
            return known[-1]
        found = next((each for each in known if each.version == version), None)
        if found is None:
            numbers = " o ".join(str(each.version) for each in known)
            has = f"elija {numbers}" if known else "no se ha cerrado"
            raise PoaError(f"{periodo.en_palabras} no tiene la versión {version}: {has}.")
        return found

    def cerrado(self, periodo: Periodo, version: int = 0) -> Cerrado | None:
        """What a version froze; None where the period is not closed. Raises as `sello` does."""
        sello = self.sello(periodo, version)
        return None if sello is None else Cerrado(sello, self.leer(sello))

    def reapertura(self, periodo: Periodo, version: int) -> Sello | None:
        """The reapertura that ended a version; None while it is in force."""
        wanted = str(periodo), Paso.REAPERTURA, version
        acts = ((each, (each.periodo, each.paso, each.version)) for each in self._own())
        return next((each for each, act in acts if act == wanted), None)

    def before(self, sello: Sello) -> Sello | None:
        """The seal before this one in the file, of whatever POA; None for the first one."""
        if sello.anterior == PRIMER_SELLO:
            return None
        return next((each for each in self.sellos if each.digest == sello.anterior), None)

    def _own(self) -> tuple[Sello, ...]:
        return tuple(each for each in self.sellos if each.poa_id == self.poa_id)


SIN_CIERRES = Cierres()
"""Of a POA of which nothing was closed, or of one whose workflow nobody looked up."""
