"""What every check gets to see, and how it names the place of a finding."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Generic, TypeAlias, TypeVar

from poa_desktop.poa.calendario import meses_vigentes
from poa_desktop.poa.observado import ObservacionLinea, abiertas_por_linea
from poa_desktop.poa.periodos import Periodo, Temporalidad, month_end, periodo_anual, periodos_de
from poa_desktop.poa.problems import Gravedad, Lugar, Problem, TipoLugar
from poa_desktop.poa.records import Bloque, LineaAccion, Poa, Programa, etiqueta_bloque
from poa_desktop.poa.text import comparable
from poa_desktop.poa.texto_viejo import Mencion, pendientes

CITA_MAXIMA = 60  # characters of the user's text that a message repeats

Hallazgo: TypeAlias = tuple[Lugar, str]
"""Where, and what is wrong; the table adds the code, the severity and what to do."""

Sujeto = TypeVar("Sujeto")


@dataclass(frozen=True, slots=True)
class PeriodoRevisado:
    """An evaluation period, its months (1–12), and whether it is over on the day of the review."""

    en_palabras: str
    meses: tuple[int, ...]
    terminado: bool


@dataclass(frozen=True, slots=True)
class SitioBloque:
    """A programa or actividad under review, with the months (1–12) of its Del–al.

    *etiqueta* is the place as told to a person: "Actividad 5".
    """

    bloque: Bloque
    meses: tuple[int, ...]
    etiqueta: str

    def lugar(self, campo: str, fila: int | None = None) -> Lugar:
        """A field of the block or of its ficha; *fila* is a gasto of its."""
        kind = TipoLugar.PROGRAMA if isinstance(self.bloque, Programa) else TipoLugar.ACTIVIDAD
        return Lugar(kind, self.bloque.id, campo, self.etiqueta, fila=fila)


@dataclass(frozen=True, slots=True)
class SitioLinea:
    """A línea under review, with the block that holds it and its number there, from 1.

    *realizado* are its twelve quantities in hundredths, None sin capturar; *etiqueta* is the
    place as told to a person: "Actividad 5, línea 1".
    """

    en: SitioBloque
    linea: LineaAccion
    numero: int
    realizado: tuple[int | None, ...]
    etiqueta: str

    def lugar(self, campo: str, mes: int | None = None) -> Lugar:
        """A field of the línea, or of its avance in a month."""
        return Lugar(TipoLugar.LINEA, self.linea.id, campo, self.etiqueta, mes)


class Contexto:
    """The POA under review and what is computed once for all checks.

    *terminados* are the months that are over on the day of the review. *lineas* has the líneas
    of each of the *bloques*. *nombres* and *textos*
    give, for each compared form of a name or línea, the place where it stands first; *pruebas*,
    for each content, the línea and month that it proves first. *viejas* are the unjudged mentions
    of the year a plan was copied from, by record; *observadas* the open observations, by línea
    (None: about the POA).
    """

    def __init__(self, poa: Poa, hoy: date, observaciones: Sequence[ObservacionLinea] = ()) -> None:
        self.poa = poa
        self.hoy = hoy
        self.observadas = abiertas_por_linea(observaciones)
        self.terminados = tuple(mes for mes in range(1, 13) if month_end(poa.ejercicio, mes) < hoy)
        self.viejas: dict[tuple[TipoLugar, int], list[Mencion]] = {}
        for mencion in pendientes(poa):
            donde = mencion.donde
            tipo = TipoLugar.POA if donde.tipo is TipoLugar.DIAGNOSTICO else donde.tipo
            self.viejas.setdefault((tipo, donde.id), []).append(mencion)
        self.bloques = tuple(
            SitioBloque(
                bloque, meses_vigentes(bloque.ficha, poa.ejercicio), etiqueta_bloque(bloque)
            )
            for bloque in poa.bloques
        )
        self.lineas = tuple(_sitios(sitio) for sitio in self.bloques)
        self.nombres: dict[str, SitioBloque] = {}
        for sitio in self.bloques:
            self.nombres.setdefault(comparable(sitio.bloque.nombre), sitio)
        self.textos: dict[str, SitioLinea] = {}
        for lineas in self.lineas:
            for sitio_linea in lineas:
                self.textos.setdefault(comparable(sitio_linea.linea.texto), sitio_linea)
        self.pruebas: dict[str, tuple[SitioLinea, int]] = {}
        for lineas in self.lineas:
            for sitio_linea in lineas:
                for mes, avance in enumerate(sitio_linea.linea.avances, start=1):
                    for evidencia in avance.evidencias:
                        self.pruebas.setdefault(evidencia.sha256, (sitio_linea, mes))
        self._periodos: dict[Temporalidad | None, tuple[PeriodoRevisado, ...]] = {
            kind: tuple(self._reviewed(each) for each in periodos_de(kind, poa.ejercicio))
            for kind in Temporalidad
        }
        self._periodos[None] = (self._reviewed(periodo_anual(poa.ejercicio)),)

    def _reviewed(self, periodo: Periodo) -> PeriodoRevisado:
        return PeriodoRevisado(periodo.en_palabras, periodo.meses, periodo.fin < self.hoy)

    def periodos(self, bloque: Bloque) -> tuple[PeriodoRevisado, ...]:
        """The evaluation periods of a block; without a temporalidad, the year."""
        return self._periodos[bloque.ficha.temporalidad]


@dataclass(frozen=True, slots=True)
class ReglaRevision(Generic[Sujeto]):
    """One check: its code, its severity, the function that looks, and what the user should do."""

    codigo: str
    gravedad: Gravedad
    buscar: Callable[[Contexto, Sujeto], Iterator[Hallazgo]]
    que_hacer: str

    def problems(self, contexto: Contexto, sujeto: Sujeto) -> Iterator[Problem]:
        """The findings of this check in one record."""
        for donde, mensaje in self.buscar(contexto, sujeto):
            yield Problem(self.codigo, self.gravedad, donde, mensaje, self.que_hacer)


def _sitios(sitio: SitioBloque) -> tuple[SitioLinea, ...]:
    return tuple(
        SitioLinea(sitio, linea, numero, linea.realizado, f"{sitio.etiqueta}, línea {numero}")
        for numero, linea in enumerate(sitio.bloque.lineas, start=1)
    )


@lru_cache(maxsize=4096)
def cita(text: str) -> str:
    """The beginning of a text between quotation marks, cut at a word, on one row."""
    row = " ".join(text.split()) or "sin texto"
    if len(row) > CITA_MAXIMA:
        cut = row[: CITA_MAXIMA - 1]
        row = (cut.rsplit(" ", 1)[0] or cut) + "…"
    return f"«{row}»"
