"""Checks of a plan that was copied: what it still says of the old year and nobody judged."""

from collections.abc import Iterator

from poa_desktop.poa.checks_contexto import Contexto, Hallazgo, SitioBloque, SitioLinea, cita
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Poa, Programa
from poa_desktop.poa.texto_viejo import Mencion
from poa_desktop.poa.texto_viejo_hallado import TipoMencion

_WORDS = {
    TipoMencion.EJERCICIO: "el año",
    TipoMencion.FECHA: "la fecha",
    TipoMencion.NOMBRE: "el nombre",
    TipoMencion.IMPORTE: "el importe",
}


def menciones_poa(contexto: Contexto, poa: Poa) -> Iterator[Hallazgo]:
    """In visión, misión, FODA, Objetivo/FIN."""
    yield from _told(contexto, TipoLugar.POA, poa.id)


def menciones_bloque(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """In the texts of a programa or actividad."""
    kind = TipoLugar.PROGRAMA if isinstance(sitio.bloque, Programa) else TipoLugar.ACTIVIDAD
    yield from _told(contexto, kind, sitio.bloque.id)


def menciones_linea(contexto: Contexto, sitio: SitioLinea) -> Iterator[Hallazgo]:
    """In the texts of a línea."""
    yield from _told(contexto, TipoLugar.LINEA, sitio.linea.id)


def _told(contexto: Contexto, tipo: TipoLugar, record: int) -> Iterator[Hallazgo]:
    copia = contexto.poa.copia
    for each in contexto.viejas.get((tipo, record), ()):
        assert copia is not None
        yield each.donde, _sentence(each, copia.ejercicio)


def _sentence(mencion: Mencion, ejercicio: int) -> str:
    before, after = mencion.alrededor()
    around = cita(f"{before[-20:]}{mencion.citado}{after[:20]}")
    return f"Se copió del {ejercicio} {_WORDS[mencion.tipo]} «{mencion.citado}»: {around}"
