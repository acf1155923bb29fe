"""Whether a printed folio is what a file sealed: the answer to what somebody typed or pasted."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from poa_desktop.poa.sello import CodigoImpreso
from poa_desktop.poa.tramites import Paso
from poa_desktop.poa.verificacion import SelloComprobado, Verificacion, capital, momento


class Respuesta(StrEnum):
    """The answer in one word."""

    COINCIDE = "coincide"
    SUSTITUIDO = "sustituido"
    SIN_CLAVE = "sin clave"
    NO_COINCIDE = "no coincide"
    NO_VALIDO = "no válido"
    NO_ESTA = "no está"

    @property
    def bien(self) -> bool:
        """Whether the sheet is one that this file sealed."""
        return self in (Respuesta.COINCIDE, Respuesta.SUSTITUIDO)

    @property
    def mal(self) -> bool:
        """Whether sheet and file contradict each other."""
        return self in (Respuesta.NO_COINCIDE, Respuesta.NO_VALIDO, Respuesta.NO_ESTA)


_TITLES = {
    Respuesta.COINCIDE: "Coincide: es lo que se selló y sigue vigente",
    Respuesta.SUSTITUIDO: "Coincide con lo que se selló, pero ya no es lo vigente",
    Respuesta.SIN_CLAVE: "El folio existe; falta comprobar su sello",
    Respuesta.NO_COINCIDE: "No coincide: la hoja no dice lo que se selló",
    Respuesta.NO_VALIDO: "El sello de ese folio no es válido en este archivo",
    Respuesta.NO_ESTA: "Este archivo no tiene ese folio",
}


@dataclass(frozen=True, slots=True)
class FolioComprobado:
    """The answer about one folio, with what is known of it, in sentences."""

    codigo: CodigoImpreso
    respuesta: Respuesta
    detalles: tuple[str, ...]
    sello: SelloComprobado | None = None

    @property
    def titulo(self) -> str:
        """The answer in one sentence."""
        return _TITLES[self.respuesta]


def comprobar_folio(codigo: CodigoImpreso, found: Verificacion) -> FolioComprobado:
    """Hold what is printed against the seals of a file that was just verified."""
    each = next((each for each in found.sellos if each.sello.folio == codigo.folio), None)
    if each is None:
        return FolioComprobado(codigo, Respuesta.NO_ESTA, tuple(_not_there(codigo, found)))
    wrong = tuple(_disagrees(codigo, each))
    told = (_who(each), *wrong)
    if wrong:
        return FolioComprobado(codigo, Respuesta.NO_COINCIDE, told, each)
    if not each.valido:
        reasons = tuple(f"{capital(what)}." for what in each.hallazgos)
        return FolioComprobado(codigo, Respuesta.NO_VALIDO, (*told, *reasons), each)
    told = (*told, *_since(each, found), *_key(each))
    if not (codigo.digest or codigo.corta):
        ask = (
            f"Compare el sello impreso junto al folio: debe ser {each.sello.corta}. O pegue el "
            "texto del código QR."
        )
        return FolioComprobado(codigo, Respuesta.SIN_CLAVE, (*told, ask), each)
    answer = Respuesta.COINCIDE if each.vigente else Respuesta.SUSTITUIDO
    return FolioComprobado(codigo, answer, told, each)


def _who(each: SelloComprobado) -> str:
    sello = each.sello
    signed = f"{sello.nombre}, {sello.cargo}," if sello.cargo else sello.nombre
    return (
        f"{sello.paso.etiqueta} de {sello.periodo}, versión {sello.version}, de "
        f"{each.dependencia}. Selló {signed} el {momento(sello.cuando)}."
    )


def _key(each: SelloComprobado) -> Iterator[str]:
    yield f"Llave {each.sello.huella_llave} ({each.confianza.etiqueta})."


def _disagrees(codigo: CodigoImpreso, each: SelloComprobado) -> Iterator[str]:
    sello = each.sello
    if codigo.contenido and codigo.contenido != sello.contenido:
        yield "El contenido impreso en el QR no es el que se congeló."
    if codigo.digest and codigo.digest != sello.digest:
        yield "El sello impreso en el QR no es el de este archivo: se volvió a sellar, o es falso."
    if codigo.corta and codigo.corta != sello.corta:
        yield f"El sello impreso dice {codigo.corta} y el de este archivo es {sello.corta}."


def _since(each: SelloComprobado, found: Verificacion) -> Iterator[str]:
    """What came after the act, and what differs now."""
    sello = each.sello
    of_period = [
        other.sello
        for other in found.sellos
        if (other.sello.poa_id, other.sello.periodo) == (sello.poa_id, sello.periodo)
    ]
    later = [other for other in of_period if other.id > sello.id]
    for other in later:
        yield (
            f"Después: {other.paso.etiqueta.lower()} del {momento(other.cuando)}, folio "
            f"{other.folio}" + (f" ({other.nota.rstrip('. ')})." if other.nota else ".")
        )
    live = next((one for one in found.cierres if one.sello.folio == sello.folio), None)
    if live is not None and live.diferencias:
        yield "Lo que el archivo dice hoy difiere de lo que se congeló:"
        yield from (f"{capital(str(difference))}." for difference in live.diferencias)
    elif live is not None and not live.problema:
        yield "Lo que el archivo dice hoy de ese periodo es lo que se congeló."
    elif not later and sello.paso is Paso.CIERRE and live is not None:
        yield f"{capital(live.problema)}."


def _not_there(codigo: CodigoImpreso, found: Verificacion) -> Iterator[str]:
    lost = [each for each in found.testigo.perdidos if each.folio == codigo.folio]
    if lost:
        yield (
            f"Este equipo sí le conoció ese folio (lo vio el {momento(lost[0].visto)}): el archivo "
            "es una copia anterior, o se le quitó."
        )
    start = codigo.folio.rsplit("-", 1)[0]
    others = [each for each in found.sellos if each.sello.folio.rsplit("-", 1)[0] == start]
    for each in others:
        yield (
            f"Del mismo acto tiene el folio {each.sello.folio}: lo que se selló es otra cosa que "
            "lo impreso, o se tecleó mal."
        )
    if not lost and not others:
        folios = ", ".join(each.sello.folio for each in found.sellos[-6:])
        told = f" Los últimos son {folios}." if folios else " No tiene ninguno."
        yield f"Revise que sea el archivo de esa dependencia y ese año.{told}"
