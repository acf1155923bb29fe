"""What reading a frequency rests on: the text without accents or case, findings, schedules."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from poa_desktop.poa.calendario import UN_ACTO

NUMEROS = {
    "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
    "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "quince": 15,
    "dieciocho": 18, "veinte": 20, "veinticuatro": 24, "treinta": 30, "cuarenta": 40,
    "cincuenta": 50, "cien": 100,
}  # fmt: skip
NUMERO = rf"(?:\d{{1,3}}|{'|'.join(NUMEROS)})"

ORDINALES = (
    r"prim(?:er|ero|era)|1(?:er|ro|ra|°|º|ª)\.?",
    r"segund[oa]|2(?:do|da|°|º|ª)\.?",
    r"terc(?:er|ero|era)|3(?:er|ro|ra|°|º|ª)\.?",
    r"cuart[oa]|4(?:to|ta|°|º|ª)\.?",
    r"quint[oa]|5(?:to|ta|°|º|ª)\.?",
    r"sext[oa]|6(?:to|ta|°|º|ª)\.?",
)
ORDINAL = rf"(?:{'|'.join(ORDINALES)})"

SEGUIDO = 0
"""The step of what is done more often than once a month."""


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """A place in the folded text that tells a frequency.

    *fuerza* orders findings of one text: named months over numbers and adjectives over moments
    over words such as «permanente»; of equal ones the one with more acts counts. *programado* is
    in hundredths.
    """

    inicio: int
    fin: int
    programado: tuple[int, ...]
    porque: str
    fuerza: int
    duda: str = ""


MESES_NOMBRADOS, CONTADO, PALABRA, MOMENTO, VAGO, SIN_MESES = 4, 3, 3, 2, 1, 0
"""The fuerza of each kind of finding."""


def folded(texto: str) -> tuple[str, list[int]]:
    """The text without accents and case, and the place in *texto* of each of its characters."""
    plain: list[str] = []
    places: list[int] = []
    for place, character in enumerate(texto):
        for each in unicodedata.normalize("NFD", character.casefold()):
            if unicodedata.combining(each):
                continue
            bare = " " if each.isspace() else each
            if bare == " " and plain and plain[-1] == " ":
                continue
            plain.append(bare)
            places.append(place)
    return "".join(plain), places


def number_of(word: str) -> int:
    """The value of a number in digits or words."""
    return int(word) if word.isdecimal() else NUMEROS[word]


def acts_in(meses: Sequence[int], cantidad: int = UN_ACTO) -> tuple[int, ...]:
    """A schedule with the same quantity (hundredths) in some months."""
    return tuple(cantidad if mes in meses else 0 for mes in range(1, 13))


def periods(paso: int) -> list[range]:
    """The periods of so many months; a step that does not divide the year leaves a rest."""
    return [range(first, first + paso) for first in range(1, 14 - paso, paso)]


def every(paso: int, vigentes: Sequence[int]) -> tuple[int, ...]:
    """One act in the last month of each period that Del–al leaves; up to 1: in each month."""
    if paso <= 1:
        return acts_in(vigentes)
    left = ([mes for mes in period if mes in vigentes] for period in periods(paso))
    return acts_in([months[-1] for months in left if months])


def spread(veces: int, meses: Sequence[int]) -> tuple[int, ...]:
    """So many acts evenly over some months, the last of them in the last month.

    More acts than months: the quantity is shared out, what does not divide goes to the end.
    """
    room = len(meses)
    if room == 0 or veces == 0:
        return acts_in(())
    if veces <= room:
        return acts_in([meses[-(-turn * room // veces) - 1] for turn in range(1, veces + 1)])
    least, rest = divmod(veces, room)
    shares = dict(zip(meses, [least] * (room - rest) + [least + 1] * rest, strict=True))
    return tuple(shares.get(mes, 0) * UN_ACTO for mes in range(1, 13))


def each_period(veces: int, paso: int, vigentes: Sequence[int]) -> tuple[int, ...]:
    """So many acts in each period: spread over its months, or a quantity where it has one."""
    if paso == SEGUIDO:
        return acts_in(vigentes)
    total = [0] * 12
    for period in periods(paso):
        of_period = spread(veces, [mes for mes in period if mes in vigentes])
        total = [had + more for had, more in zip(total, of_period, strict=True)]
    return tuple(total)
