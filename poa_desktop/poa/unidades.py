"""Units of measure: the catalogue that is offered, its one spelling, and spellings that differ.

Two spellings are one unit when they differ by accents or case only; "acciones" beside "Acción" is
shown as the same unit, but nobody changes it unasked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from poa_desktop.poa.text import fold

COMUNES = (
    "Acción", "Informe", "Documento", "Reunión", "Capacitación", "Persona", "Trámite",
    "Supervisión", "Evento", "Oficio", "Obra", "Kilómetro", "Litro", "Actividad", "Acta",
    "Acuerdo", "Apoyo", "Asesoría", "Auditoría", "Boletín", "Campaña", "Censo", "Circular",
    "Concierto", "Conferencia", "Constancia", "Consulta", "Contrato", "Convenio", "Curso",
    "Diagnóstico", "Dictamen", "Encuesta", "Entrega", "Equipo", "Estudio", "Evaluación",
    "Expediente", "Familia", "Festival", "Gestión", "Hora", "Inspección", "Inventario", "Jornada",
    "Kilogramo", "Licencia", "Luminaria", "Lote", "Mantenimiento", "Manual", "Metro",
    "Metro cuadrado", "Metro cúbico", "Módulo", "Notificación", "Operativo", "Pago", "Permiso",
    "Pieza", "Plan", "Plática", "Porcentaje", "Proyecto", "Publicación", "Recorrido", "Registro",
    "Reglamento", "Reparación", "Reporte", "Servicio", "Sesión", "Solicitud", "Taller",
    "Tonelada", "Vehículo", "Verificación", "Viaje", "Visita", "Vivienda",
)  # fmt: skip
"""What offices commonly count; the default first."""

EnUso = Iterable[tuple[str, int]]
"""Spellings in the líneas of a file, with how many have each."""


def catalogo(en_uso: EnUso, agregadas: Sequence[str] = ()) -> tuple[str, ...]:
    """The units to choose from, each once: those most used first, then those added, then common
    ones. Of several spellings the one that was added counts, then the common one, then the most
    used."""
    ranked = sorted(((name, count) for name, count in en_uso if name), key=lambda each: -each[1])
    spelling: dict[str, str] = {}
    for name in (*agregadas, *COMUNES, *(name for name, _ in ranked)):
        spelling.setdefault(fold(name), name)
    used: dict[str, int] = {}
    for name, count in ranked:
        used[fold(name)] = used.get(fold(name), 0) + count
    order = dict.fromkeys((*sorted(used, key=lambda key: -used[key]), *map(fold, agregadas)))
    order.update(dict.fromkeys(map(fold, COMUNES)))
    return tuple(spelling[key] for key in order)


def escritura(texto: str, unidades: Iterable[str]) -> str:
    """A unit as the catalogue spells it; what the catalogue does not know stays as it is."""
    key = fold(texto)
    return next((name for name in unidades if fold(name) == key), texto)


def conocida(texto: str, unidades: Iterable[str]) -> bool:
    """Whether the catalogue has a unit, however it is spelt."""
    return fold(texto) in map(fold, unidades)


def coincidencias(texto: str, unidades: Sequence[str]) -> tuple[str, ...]:
    """What one may be about to write: units that begin so, then units with a word that begins so.

    Everything for an empty text.
    """
    key = fold(texto)
    if not key:
        return tuple(unidades)
    begins = [name for name in unidades if fold(name).startswith(key)]
    inside = [name for name in unidades if name not in begins and f" {key}" in f" {fold(name)}"]
    return (*begins, *inside)


@dataclass(frozen=True, slots=True)
class Variantes:
    """Spellings of one unit, the most used first, and the one that could stay."""

    formas: tuple[tuple[str, int], ...]
    propuesta: str


def variantes(en_uso: EnUso, agregadas: Sequence[str] = ()) -> tuple[Variantes, ...]:
    """The units that are written in more than one way: accents, case or plural."""
    groups: dict[str, list[tuple[str, int]]] = {}
    for name, count in en_uso:
        groups.setdefault(_stem(name), []).append((name, count))
    known: dict[str, str] = {}
    for name in (*agregadas, *COMUNES):
        known.setdefault(_stem(name), name)
    return tuple(
        Variantes(tuple(formas), known.get(stem, formas[0][0]))
        for stem, formas in ((s, sorted(f, key=lambda e: (-e[1], e[0]))) for s, f in groups.items())
        if len(formas) > 1
    )


def _stem(name: str) -> str:
    return " ".join(_singular(word) for word in fold(name).replace(".", " ").split())


def _singular(word: str) -> str:
    """A form that singular and plural share: "accion" and "acciones", "luz" and "luces"."""
    if len(word) <= 3:
        return word
    if word.endswith("ces"):
        return f"{word[:-3]}z"
    bare = word.removesuffix("s")
    return bare.removesuffix("e") if len(bare) > 3 else bare
