"""What a full verification of a file found, as values, and how each of it is told.

The window, the command line and the Informe de inalterabilidad say what stands here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from poa_desktop.poa.formats import fecha_corta
from poa_desktop.poa.sello import Sello
from poa_desktop.poa.verificacion_partes import Confianza, Parte
from poa_desktop.poa.versiones import CambioVersion


@dataclass(frozen=True, slots=True)
class Registro:
    """One operation of the audit trail, as it is pointed at."""

    numero: int
    cuando: datetime
    quien: str
    titulo: str = ""

    def __str__(self) -> str:
        return f"operación {self.numero} ({momento(self.cuando)}, {self.quien})"


@dataclass(frozen=True, slots=True)
class Bitacora:
    """The audit trail: how many operations, the seal of the last one, and up to where it holds.

    *rota* is the first operation that does not hold, None when all do; *hasta* the last one
    before that, None when there is none.
    """

    operaciones: int = 0
    sello: str = ""
    rota: int | None = None
    hasta: Registro | None = None


@dataclass(frozen=True, slots=True)
class SelloComprobado:
    """A seal and what is wrong with it; *vigente*: no later act has taken its place."""

    sello: Sello
    dependencia: str
    confianza: Confianza
    vigente: bool
    hallazgos: tuple[str, ...] = ()

    @property
    def valido(self) -> bool:
        """Whether everything that can be checked of it holds."""
        return not self.hallazgos

    def __str__(self) -> str:
        covers = (
            f"el sello {self.sello.folio} cubre hasta la operación {self.sello.bitacora_numero}"
        )
        return f"{covers} y es válido" if self.valido else f"{covers} y no es válido"


class Juicio(StrEnum):
    """How a difference between what was frozen and now came about, by the audit trail."""

    REGISTRADA = "registrada"
    NO_PERMITIDA = "no permitida"
    SIN_REGISTRO = "sin registro"


@dataclass(frozen=True, slots=True)
class Diferencia:
    """One value of a closed period that is not what was frozen."""

    cambio: CambioVersion
    juicio: Juicio
    registro: Registro | None = None

    @property
    def legitima(self) -> bool:
        """Whether the program itself made it, as it may."""
        return self.juicio is Juicio.REGISTRADA

    @property
    def explicacion(self) -> str:
        """How it came about."""
        if self.juicio is Juicio.REGISTRADA:
            return f"se cambió después del cierre y quedó registrado: {self.registro}"
        if self.juicio is Juicio.NO_PERMITIDA:
            return (
                f"la bitácora dice que lo cambió la {self.registro}, pero el periodo estaba "
                "cerrado y el programa no lo permite"
            )
        return "ninguna operación de la bitácora lo registra: se alteró fuera del programa"

    def __str__(self) -> str:
        return f"{self.cambio}; {self.explicacion}"


@dataclass(frozen=True, slots=True)
class CierreComprobado:
    """A period that is closed now, beside what its last cierre froze."""

    sello: Sello
    dependencia: str
    diferencias: tuple[Diferencia, ...] = ()
    problema: str = ""
    """Why it could not be compared."""

    @property
    def intacto(self) -> bool:
        """Whether nothing differs but what the program itself recorded."""
        return not self.problema and all(each.legitima for each in self.diferencias)

    @property
    def alteradas(self) -> tuple[Diferencia, ...]:
        """The differences that the program did not make."""
        return tuple(each for each in self.diferencias if not each.legitima)


@dataclass(frozen=True, slots=True)
class Perdido:
    """A sealed act that this installation has seen and the file does not have (any more)."""

    folio: str
    visto: datetime
    reconocido: str = ""
    """When and by whom it was said that this is known; "" where it was not."""


@dataclass(frozen=True, slots=True)
class Testigo:
    """What this installation remembers of the file, beside what the file says.

    *visto* None: it sees the file for the first time. *ajenas*: fingerprints of keys that are not
    those the file was known with.
    """

    visto: datetime | None = None
    operaciones: int = 0
    perdidos: tuple[Perdido, ...] = ()
    ajenas: tuple[str, ...] = ()
    avisos: tuple[str, ...] = ()

    @property
    def hallazgos(self) -> tuple[str, ...]:
        """What somebody has to look into, as sentences."""
        lost = _lost([each.folio for each in self.perdidos if not each.reconocido])
        keys = [
            f"Hay actos sellados con una llave distinta de la conocida (huella {each}): "
            "confirme la huella con quien selló."
            for each in self.ajenas
        ]
        return (*lost, *keys)


def _lost(folios: list[str]) -> Iterator[str]:
    maybe = "puede ser una copia anterior o un respaldo restaurado"
    if len(folios) == 1:
        yield (
            f"Este equipo conoce un acto posterior, folio {folios[0]}, que el archivo ya no tiene: "
            f"{maybe}."
        )
    elif folios:
        yield (
            f"Este equipo conoce {len(folios)} actos posteriores que el archivo ya no tiene, "
            f"folios {', '.join(folios)}: {maybe}."
        )


@dataclass(frozen=True, slots=True)
class Verificacion:
    """Everything that a full verification found. *hallazgos* are of the file, by part."""

    archivo: str
    clave: str
    cuando: datetime
    bitacora: Bitacora
    hallazgos: dict[Parte, tuple[str, ...]] = field(default_factory=dict)
    sellos: tuple[SelloComprobado, ...] = ()
    cierres: tuple[CierreComprobado, ...] = ()
    testigo: Testigo = Testigo()

    def de(self, parte: Parte) -> tuple[str, ...]:
        """What was found in one part."""
        if parte is Parte.TESTIGO:
            return self.testigo.hallazgos
        return self.hallazgos.get(parte, ())

    @property
    def todos(self) -> tuple[str, ...]:
        """What was found in the file itself, in order."""
        return tuple(each for parte in Parte for each in self.hallazgos.get(parte, ()))

    @property
    def integro(self) -> bool:
        """Whether the file itself holds."""
        return not self.todos

    @property
    def conforme(self) -> bool:
        """Whether the file holds and is the one this installation knew."""
        return self.integro and not self.testigo.hallazgos

    @property
    def diferencias(self) -> tuple[Diferencia, ...]:
        """Every difference of a closed period, legitimate ones too."""
        return tuple(each for cierre in self.cierres for each in cierre.diferencias)

    @property
    def desde(self) -> tuple[str, ...]:
        """Up to where everything holds, in sentences: what was altered is later."""
        told = [*_trail_holds(self.bitacora)]
        valid = [each for each in self.sellos if each.valido]
        if valid:
            told.append(capital(str(valid[-1])) + ".")
        told += [
            f"Lo alterado de {each.sello.periodo} es posterior a su cierre, "
            f"{each.sello.folio}, del {momento(each.sello.cuando)}."
            for each in self.cierres
            if each.alteradas
        ]
        return tuple(told)

    @property
    def titular(self) -> str:
        """The result in one sentence."""
        if not self.integro:
            return "El archivo fue alterado o está dañado."
        if not self.conforme:
            return "El archivo está íntegro, pero no es el que este equipo conocía."
        if not self.sellos:
            return "El archivo está íntegro; todavía no tiene ningún acto sellado."
        return "El archivo está íntegro y sus sellos son válidos."

    @property
    def que_hacer(self) -> str:
        """What comes next, in one sentence; "" where nothing has to be done."""
        if not self.integro:
            return (
                "Un archivo alterado no se corrige: guárdelo aparte y, en el menú Archivo, elija "
                "«Restaurar respaldo…»."
            )
        if not self.conforme:
            return "Busque el archivo más reciente, o confirme con quien selló antes de seguir."
        return ""


def _trail_holds(bitacora: Bitacora) -> Iterator[str]:
    if bitacora.rota is None:
        if bitacora.hasta is not None:
            last = str(bitacora.hasta).removeprefix("operación ")
            yield f"La bitácora está íntegra hasta su última operación, la {last}."
    elif bitacora.hasta is None:
        yield "La bitácora no se sostiene desde su primera operación."
    else:
        yield f"La bitácora está íntegra hasta la {bitacora.hasta}; lo alterado es posterior."


def momento(when: datetime) -> str:
    """Day and time as told: "12/04/2024 10:30"."""
    return f"{fecha_corta(when.date())} {when:%H:%M}"


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
