"""The stale-text check: what a plan that was copied still says of the year before.

Each mention is accepted or corrected. What nobody judged is a finding of the revisión, so closing
the dialog loses nothing. Years and dates are looked for in the texts as they are now; names and
amounts only as far as they came with the copy, for those written later are of the new year.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from poa_desktop.poa.formats import format_dinero
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.poa.records import (
    Bloque,
    Copia,
    Cuadrante,
    LineaAccion,
    Poa,
    Programa,
    etiqueta_bloque,
)
from poa_desktop.poa.text import fold
from poa_desktop.poa.texto_viejo_hallado import Hallado, TipoMencion
from poa_desktop.poa.texto_viejo_lectura import leer

MONTO = "inversion_monto"
"""The field whose text is an amount of pesos and not a sentence."""

_CONTEXT = 24  # characters at each side by which an accepted year is known again
_ROOM = 90  # characters at each side that are shown


@dataclass(frozen=True, slots=True)
class Texto:
    """A text of the POA: the place that is shown, the record that holds it, its column."""

    donde: Lugar
    item: int
    campo: str
    texto: str


@dataclass(frozen=True, slots=True)
class Mencion:
    """A piece of a text that speaks of the old year. *propuesta* None: nobody can guess it."""

    en: Texto
    hallado: Hallado

    @property
    def tipo(self) -> TipoMencion:
        """What it is."""
        return self.hallado.tipo

    @property
    def donde(self) -> Lugar:
        """The field in which it stands."""
        return self.en.donde

    @property
    def propuesta(self) -> str | None:
        """What it would be in the new year."""
        return self.hallado.propuesta

    @property
    def duda(self) -> str:
        """Why the proposal needs a look; "" when it is sure."""
        return self.hallado.duda

    @property
    def citado(self) -> str:
        """The words themselves."""
        return self.en.texto[self.hallado.inicio : self.hallado.fin]

    @property
    def segura(self) -> bool:
        """Whether it may be corrected together with all the others."""
        return self.propuesta is not None and not self.duda

    def alrededor(self) -> tuple[str, str]:
        """What stands before and after the words, of the same row, cut at a word with "…"."""
        text = self.en.texto
        before = text[: self.hallado.inicio].rsplit("\n", 1)[-1]
        after = text[self.hallado.fin :].split("\n", 1)[0]
        if len(before) > _ROOM:
            before = "…" + before[-_ROOM:].split(" ", 1)[-1]
        if len(after) > _ROOM:
            after = after[:_ROOM].rsplit(" ", 1)[0] + "…"
        return before, after

    @property
    def clave(self) -> str:
        """By what it is known again. A year also by the words around it."""
        parts = [self.en.donde.tipo.value, str(self.en.item), self.en.campo, self.tipo.value]
        if self.tipo in (TipoMencion.NOMBRE, TipoMencion.IMPORTE):
            parts.append(fold(self.citado))
        else:
            text, place = self.en.texto, self.hallado
            start = max(0, place.inicio - _CONTEXT)
            parts += [text[start : place.inicio], self.citado, text[place.fin :][:_CONTEXT]]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


# --- the texts of a POA ---------------------------------------------------------------------

_FODA = {
    Cuadrante.FORTALEZAS: "fortaleza",
    Cuadrante.DEBILIDADES: "debilidad",
    Cuadrante.OPORTUNIDADES: "oportunidad",
    Cuadrante.AMENAZAS: "amenaza",
}


def textos(poa: Poa) -> Iterator[Texto]:
    """Every text that a copy brings, in the order of the official layout."""
    for campo, etiqueta in (("vision", "Visión"), ("mision", "Misión")):
        donde = Lugar(TipoLugar.DIAGNOSTICO, poa.id, campo, etiqueta)
        yield Texto(donde, poa.id, campo, getattr(poa, campo))
    for cuadrante in Cuadrante:
        for number, item in enumerate(poa.foda.items(cuadrante), 1):
            label = f"FODA, {_FODA[cuadrante]} {number}"
            donde = Lugar(TipoLugar.DIAGNOSTICO, poa.id, cuadrante.value, label)
            yield Texto(donde, item.id, "foda", item.texto)
    objetivo = Lugar(TipoLugar.POA, poa.id, "objetivo_fin", "Objetivo/FIN")
    yield Texto(objetivo, poa.dependencia.id, "objetivo_fin", poa.dependencia.objetivo_fin)
    for bloque in poa.bloques:
        yield from _of_block(bloque)
    evaluador = Lugar(TipoLugar.POA, poa.id, "evaluador", "Evaluador")
    yield Texto(evaluador, poa.id, "evaluador", poa.evaluador)


def _of_block(bloque: Bloque) -> Iterator[Texto]:
    tipo = TipoLugar.PROGRAMA if isinstance(bloque, Programa) else TipoLugar.ACTIVIDAD
    etiqueta, ficha = etiqueta_bloque(bloque), bloque.ficha

    def text(campo: str, name: str, value: str | None, column: str = "") -> Texto:
        donde = Lugar(tipo, bloque.id, campo, f"{etiqueta}, {name}")
        return Texto(donde, bloque.id, column or campo, value or "")

    yield text("nombre", "nombre", bloque.nombre)
    if isinstance(bloque, Programa):
        yield text("estrategia", "estrategia", bloque.estrategia)
    yield text("eje", "eje", bloque.eje)
    yield text("metas", "metas", ficha.metas)
    if ficha.inversion.monto is not None:
        yield text("inversion", "inversión", format_dinero(ficha.inversion.monto), MONTO)
    yield text("inversion", "inversión", ficha.inversion.nota, "inversion_nota")
    for campo, name in (("directos", "directos"), ("indirectos", "indirectos")):
        column = f"beneficiados_{campo}"
        yield text(column, f"beneficiados {name}", getattr(ficha, column))
    for number, linea in enumerate(bloque.lineas, 1):
        yield from _of_linea(linea, f"{etiqueta}, línea {number}")


_LINEA = (
    ("texto", ""),
    ("unidad_medida", ", unidad de medida"),
    ("medio_verificacion", ", medio de verificación"),
    ("responsable", ", responsable"),
)


def _of_linea(linea: LineaAccion, etiqueta: str) -> Iterator[Texto]:
    for campo, name in _LINEA:
        donde = Lugar(TipoLugar.LINEA, linea.id, campo, etiqueta + name)
        yield Texto(donde, linea.id, campo, getattr(linea, campo))


# --- what is found in them ------------------------------------------------------------------


def menciones(poa: Poa) -> tuple[Mencion, ...]:
    """Everything of the old year in a POA that was prepared from it, judged or not.

    None for a POA that was not.
    """
    if poa.copia is None:
        return ()
    copia, titular = poa.copia, poa.dependencia.titular_nombre
    return tuple(
        Mencion(text, each)
        for text in textos(poa)
        if text.texto
        for each in _read(
            text.texto, copia.ejercicio, poa.ejercicio, copia.titular or titular, titular
        )
    )


@lru_cache(maxsize=8192)
def _read(text: str, viejo: int, nuevo: int, antes: str, ahora: str) -> tuple[Hallado, ...]:
    return tuple(leer(text, viejo, nuevo, antes, ahora))


def pendientes(poa: Poa) -> tuple[Mencion, ...]:
    """The mentions that nobody judged yet."""
    copia = poa.copia
    return tuple(each for each in menciones(poa) if copia is not None and _is_open(each, copia))


def _is_open(mencion: Mencion, copia: Copia) -> bool:
    clave = mencion.clave
    if mencion.tipo in (TipoMencion.NOMBRE, TipoMencion.IMPORTE):
        return clave in copia.pendientes
    return clave not in copia.aceptadas


def de_la_copia(poa: Poa) -> tuple[str, ...]:
    """Claves of the names and amounts that came with a copy: what is kept of them when it is
    made."""
    kinds = (TipoMencion.NOMBRE, TipoMencion.IMPORTE)
    return tuple(dict.fromkeys(each.clave for each in menciones(poa) if each.tipo in kinds))


# --- correcting -----------------------------------------------------------------------------

Cambio = tuple[Mencion, str]
"""A mention, and the words that take its place."""


@dataclass(frozen=True, slots=True)
class Correccion:
    """A text with some of its mentions replaced, and the claves judged by that."""

    en: Texto
    texto: str
    aceptadas: tuple[str, ...]


def corregir(poa: Poa, cambios: list[Cambio]) -> tuple[Correccion, ...]:
    """The texts with these mentions replaced, each text once.

    What was corrected or accepted stays judged, also where the new words mention the old year
    ("respecto a 2024") or a sentence changed around an accepted mention.
    """
    by_text: dict[Texto, list[Cambio]] = {}
    for mencion, words in cambios:
        by_text.setdefault(mencion.en, []).append((mencion, words))
    return tuple(_corrected(poa, text, changes) for text, changes in by_text.items())


def _corrected(poa: Poa, en: Texto, cambios: list[Cambio]) -> Correccion:
    copia = poa.copia
    assert copia is not None
    ordered = sorted(cambios, key=lambda each: each[0].hallado.inicio)
    pieces: list[str] = []
    judged: list[tuple[int, int]] = []
    end = length = 0
    place: Callable[[int], int] = _shifter(ordered)
    for mencion, words in ordered:
        kept = en.texto[end : mencion.hallado.inicio]
        pieces += [kept, words]
        length += len(kept) + len(words)
        judged.append((length - len(words), length))
        end = mencion.hallado.fin
    text = "".join((*pieces, en.texto[end:]))
    titular = poa.dependencia.titular_nombre
    years = copia.ejercicio, poa.ejercicio
    changed = {mencion.hallado for mencion, _ in cambios}
    for each in _read(en.texto, *years, copia.titular or titular, titular):
        if each not in changed and Mencion(en, each).clave in copia.aceptadas:
            judged.append((place(each.inicio), place(each.fin)))
    after = Texto(en.donde, en.item, en.campo, text)
    claves = (
        Mencion(after, each).clave
        for each in _read(text, *years, copia.titular or titular, titular)
        if each.tipo in (TipoMencion.EJERCICIO, TipoMencion.FECHA)
        and any(each.inicio < last and first < each.fin for first, last in judged)
    )
    return Correccion(en, text, tuple(dict.fromkeys(claves)))


def _shifter(ordered: list[Cambio]) -> Callable[[int], int]:
    def place(position: int) -> int:
        moved = (
            len(words) - (each.hallado.fin - each.hallado.inicio)
            for each, words in ordered
            if each.hallado.fin <= position
        )
        return position + sum(moved)

    return place


def monto_de(words: str) -> Decimal:
    """The amount of pesos that takes the place of a monto. Raises PoaError for what is none."""
    from poa_desktop.poa.formats import parse_dinero

    return parse_dinero(re.sub(r"\s+", "", words))
