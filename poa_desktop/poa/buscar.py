"""Searching everything a POA says: what was found, by node in the order of the plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from poa_desktop.poa.consulta import Consulta, Span, encontrar, plegado
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Municipio, Poa
from poa_desktop.poa.text import fold
from poa_desktop.poa.textos import Nodo, Registro, Texto, nodos

_SHARED = (Registro.MUNICIPIO, Registro.EJES, Registro.DEPENDENCIAS)
"""What several POAs of a file have in common: found once."""

# Between two changes hardly a text is another one, and folding is what costs.
_form = lru_cache(maxsize=2**17)(plegado)

Sitio = tuple[TipoLugar, int]
"""A node of the tree: its kind and id."""


@dataclass(frozen=True, slots=True)
class Coincidencia:
    """A find: a place in a text of a POA."""

    poa_id: int
    texto: Texto
    span: Span

    @property
    def encontrado(self) -> str:
        """The words found, as they are written there."""
        return self.texto.texto[self.span[0] : self.span[1]]

    @property
    def clave(self) -> tuple[object, ...]:
        """What tells it from the others, also after a change elsewhere."""
        return self.poa_id, self.texto.clave, self.span


@dataclass(frozen=True, slots=True)
class Grupo:
    """The finds in one node. *poa* is the title of the POA it belongs to."""

    poa: str
    nodo: Nodo
    coincidencias: tuple[Coincidencia, ...]


@dataclass(frozen=True, slots=True)
class Hallazgos:
    """What was found. *lugares* are the fields it stands in; *completo* False: there is more."""

    grupos: tuple[Grupo, ...] = ()
    total: int = 0
    lugares: int = 0
    completo: bool = True

    def __add__(self, other: "Hallazgos") -> "Hallazgos":
        return Hallazgos(
            self.grupos + other.grupos,
            self.total + other.total,
            self.lugares + other.lugares,
            self.completo and other.completo,
        )


class Indice:
    """The texts of one POA made ready to be searched at every key."""

    def __init__(self, municipio: Municipio, poa: Poa) -> None:
        self.poa_id = poa.id
        self.titulo = poa.titulo
        self.nodos = tuple(
            (nodo, tuple((texto, _form(texto.texto)) for texto in nodo.textos))
            for nodo in nodos(municipio, poa)
        )


def buscar(
    indice: Indice,
    consulta: Consulta,
    *,
    en: Sitio | None = None,
    limite: int = 2_000,
    vistos: set[tuple[object, ...]] | None = None,
) -> Hallazgos:
    """What a consulta finds in a POA, or *en* a node and below it.

    It stops after *limite* finds and says so. *vistos* are shared texts that were searched with
    another POA of the file: they are passed over, and those of this one join them.
    """
    if not consulta:
        return Hallazgos()
    grupos: list[Grupo] = []
    total = lugares = 0
    probable = tuple(map(fold, consulta.terminos)) if consulta.exacta else consulta.terminos
    for nodo, textos in indice.nodos:
        if en is not None and not nodo.esta_en(*en):
            continue
        found: list[Coincidencia] = []
        for texto, spans in _found(consulta, probable, _unseen(textos, vistos)):
            lugares += 1
            found += [Coincidencia(indice.poa_id, texto, span) for span in spans]
        if found:
            grupos.append(Grupo(indice.titulo, nodo, tuple(found)))
            total += len(found)
        if total > limite:
            return Hallazgos(tuple(grupos), total, lugares, completo=False)
    return Hallazgos(tuple(grupos), total, lugares)


def _found(
    consulta: Consulta, probable: tuple[str, ...], textos: Iterable[tuple[Texto, str]]
) -> Iterator[tuple[Texto, tuple[Span, ...]]]:
    for texto, form in textos:
        for term in probable:
            if term not in form and not texto.numero:
                break
        else:
            known = None if consulta.exacta else form
            spans = encontrar(consulta, texto.texto, known, numero=texto.numero)
            if spans:
                yield texto, spans


def _unseen(
    textos: tuple[tuple[Texto, str], ...], vistos: set[tuple[object, ...]] | None
) -> Iterable[tuple[Texto, str]]:
    if vistos is None or not any(texto.registro in _SHARED for texto, _ in textos):
        return textos
    fresh = [each for each in textos if each[0].clave not in vistos]
    vistos.update(texto.clave for texto, _ in fresh if texto.registro in _SHARED)
    return fresh


def cuenta(hallazgos: Hallazgos) -> str:
    """How much was found: "23 coincidencias en 11 lugares"."""
    if not hallazgos.total:
        return "Sin resultados"
    found = "1 coincidencia" if hallazgos.total == 1 else f"{hallazgos.total:,} coincidencias"
    where = "1 lugar" if hallazgos.lugares == 1 else f"{hallazgos.lugares:,} lugares"
    return f"{found} en {where}" if hallazgos.completo else f"{found} o más"
