"""How often the text of a línea says that it is done, read as a schedule of twelve months.

What is read is a proposal: its fragment and its reason are shown, and a person decides.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from poa_desktop.poa.frecuencia_meses import Tramo, moments, named, stretches
from poa_desktop.poa.frecuencia_palabras import counted, words
from poa_desktop.poa.frecuencia_texto import (
    MESES_NOMBRADOS,
    MOMENTO,
    VAGO,
    Hallazgo,
    folded,
)


@dataclass(frozen=True, slots=True)
class Lectura:
    """What a text says of its schedule.

    *programado*: twelve quantities in hundredths; all 0 when it says that something is done but
    not in a month that can be planned (*duda* says why). *inicio* and *fin* are the fragment of
    the text it was read from, *porque* the reason in one sentence. *duda* is "" when the reading
    is plain.
    """

    programado: tuple[int, ...]
    inicio: int
    fin: int
    porque: str
    duda: str = ""

    @property
    def propone(self) -> bool:
        """Whether there is a schedule to accept."""
        return any(self.programado)


def leer_frecuencia(texto: str, vigentes: Sequence[int], ejercicio: int) -> Lectura | None:
    """What *texto* says of how often it happens; None when it says nothing.

    *vigentes* are the months (1–12) within Del–al: nothing is proposed outside of them. A month
    of another year than the *ejercicio* is no schedule. Accents and case do not matter.
    """
    plain, places = folded(texto)
    found = _found(plain, tuple(vigentes), ejercicio)
    if not found:
        return None
    best = max(found, key=lambda each: (each.fuerza, _acts(each), -each.inicio))

    def cited(each: Hallazgo) -> str:
        return " ".join(texto[slice(*_span(texto, places, each))].split())

    start, end = _span(texto, places, best)
    duda = best.duda
    if not any(best.programado):
        duda = duda or "Lo que dice el texto queda fuera del periodo de ejecución de la ficha."
    rivals = [each for each in found if _contradicts(each, best)]
    if rivals and not duda:
        duda = f"El texto también dice «{cited(rivals[0])}»: confirme los meses."
    return Lectura(best.programado, start, end, f"«{cited(best)}»: {best.porque}.", duda)


def _span(texto: str, places: Sequence[int], each: Hallazgo) -> tuple[int, int]:
    """Where a finding stands in the text as it was written."""
    start, end = places[each.inicio], places[each.fin - 1] + 1
    while end < len(texto) and unicodedata.combining(texto[end]):
        end += 1
    return start, end


def _found(plain: str, vigentes: tuple[int, ...], ejercicio: int) -> list[Hallazgo]:
    """Everything in a folded text that tells a frequency, each with its schedule."""
    tramos = _outermost_stretches(stretches(plain, vigentes, ejercicio))
    months = {mes for each in tramos for mes in each.meses}
    within = tuple(mes for mes in vigentes if mes in months) if tramos else vigentes
    told = _outermost([*counted(plain, within), *words(plain, within)])
    if tramos and told:
        told = [_narrowed(each, tramos) for each in told]
    free = [each for each in named(plain, vigentes, ejercicio) if not _inside(each, tramos)]
    if free or any(each.fuerza > VAGO for each in told):
        alone = []
    else:
        alone = [each.solo for each in tramos if each.solo is not None]
    joined = _together(alone) + _together(free)
    return [*told, *joined, *moments(plain, vigentes, ejercicio)]


def _narrowed(each: Hallazgo, tramos: Sequence[Tramo]) -> Hallazgo:
    """A frequency that the text bounds: its fragment reaches over both, its reason says so."""
    start = min(each.inicio, *(tramo.inicio for tramo in tramos))
    end = max(each.fin, *(tramo.fin for tramo in tramos))
    return replace(each, inicio=start, fin=end, porque=f"{each.porque}, entre los meses que dice")


def _together(found: Sequence[Hallazgo]) -> list[Hallazgo]:
    """Several places that name months are one schedule."""
    if len(found) < 2:
        return [*found]
    months = tuple(max(column) for column in zip(*(each.programado for each in found), strict=True))
    first = min(found, key=lambda each: each.inicio)
    end = max(each.fin for each in found)
    duda = next((each.duda for each in found if each.duda), "")
    return [
        Hallazgo(first.inicio, end, months, "un acto en cada mes que dice", MESES_NOMBRADOS, duda)
    ]


def _inside(each: Hallazgo, tramos: Iterable[Tramo]) -> bool:
    return any(tramo.inicio < each.fin and each.inicio < tramo.fin for tramo in tramos)


def _outermost_stretches(found: Iterable[Tramo]) -> list[Tramo]:
    kept: list[Tramo] = []
    for each in sorted(found, key=lambda tramo: tramo.inicio - tramo.fin):
        if not any(each.inicio < other.fin and other.inicio < each.fin for other in kept):
            kept.append(each)
    return kept


def _outermost(found: Iterable[Hallazgo]) -> list[Hallazgo]:
    """Without what lies within a longer finding: «cada mes» within «una vez en cada mes»."""
    kept: list[Hallazgo] = []
    for each in sorted(found, key=lambda each: (each.inicio - each.fin, each.inicio)):
        if not any(each.inicio < other.fin and other.inicio < each.fin for other in kept):
            kept.append(each)
    return kept


def _contradicts(each: Hallazgo, best: Hallazgo) -> bool:
    """Whether a second finding tells other months, and says so as plainly as the first."""
    if each.programado == best.programado or each.fuerza <= VAGO:
        return False
    covered = all(had for had, want in zip(best.programado, each.programado, strict=True) if want)
    if best.fuerza >= MESES_NOMBRADOS and _acts(each) == _acts(best):
        return False  # «dos eventos, uno en mayo y otro en octubre»
    if each.fuerza == MOMENTO or best.fuerza >= MESES_NOMBRADOS:
        return not covered
    return True


def _acts(each: Hallazgo) -> int:
    return sum(map(bool, each.programado))
