"""The months a text names: «en marzo y septiembre», «de enero a marzo», «al cierre del año»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from poa_desktop.poa.frecuencia_texto import (
    MESES_NOMBRADOS,
    MOMENTO,
    NUMERO,
    ORDINAL,
    ORDINALES,
    Hallazgo,
    acts_in,
    number_of,
    periods,
)
from poa_desktop.poa.periodos import MESES, meses_en_palabras

_MES = r"(?:" + "|".join((*MESES, "setiembre")) + r")"
_ANO = r"(?: (?:de |del )?(?:ano )?(?:\d{4}))?"
_DIA = r"(?:\d{1,2}|primero|1o|1º|1°)"
_HASTA = rf"(?: ?[-–] ?| (?:a|al|hasta|hasta el)(?: mes de| {_DIA} de)? )"
_RANGO = re.compile(
    rf"\b(?:(?:de|del|desde|desde el|durante|en|entre|periodo|meses de|mes de)"
    rf"(?: el| {_DIA} de| mes de)? )?(?P<de>{_MES}){_ANO}{_HASTA}(?P<a>{_MES}){_ANO}\b"
    rf"|\bentre (?:(?:el )?{_DIA} de )?(?P<de2>{_MES})"
    rf" y (?:el {_DIA} de )?(?P<a2>{_MES}){_ANO}\b"
)
_ANTES = (
    rf"(?:en|durante|para|hasta|antes de|mes(?:es)? de|a mas tardar en|(?:el |al )?{_DIA} de"
    r"|(?:inicios|principios|mediados|finales|fines|fin|final|quincena|semana|dias)"
    r" de(?:l mes de)?)"
)
_LISTA = re.compile(
    rf"\b{_ANTES} {_MES}(?:(?:, (?:y )?| y | e )(?:(?:en|de|durante|{_DIA} de) )?{_MES})*{_ANO}\b"
)
_DESDE = re.compile(rf"\b(?:a partir de(?:l mes de)?|desde) (?P<mes>{_MES}){_ANO}\b")
_LUGAR = re.compile(
    r"(?:calle|avenida|av\.?|colonia|col\.?|escuela|primaria|plaza|jardin|parque|barrio|bulevar|"
    r"boulevard|fraccionamiento|preparatoria|secundaria|unidad|hospital|auditorio|puente|mercado|"
    r"deportiva|kinder|colegio|telesecundaria|instituto|preescolar|centro)(?: [a-z]+)?"
    r" (?:el |al )?$"
)
_PERIODO = re.compile(
    rf"\b(?P<cuales>(?:{ORDINAL}|ultimo)(?:(?:, | y (?:el )?| e )(?:{ORDINAL}|ultimo))*)"
    rf" (?P<cual>bimestre|trimestre|cuatrimestre|semestre){_ANO}\b"
)
_TRECHO = re.compile(
    rf"\b(?:(?P<ini>primer[oa]s)|ultim[oa]s) (?P<n>{NUMERO}) meses|"
    rf"\b(?P<n2>{NUMERO}) (?:(?P<ini2>primer[oa]s)|ultim[oa]s) meses"
)
_LARGO = {"bimestre": 2, "trimestre": 3, "cuatrimestre": 4, "semestre": 6}
_EJERCICIO = r"(?:ejercicio|ano)(?: fiscal)?" + _ANO
_CIERRE = re.compile(
    r"\b(?:al |a |para el |en el |antes del )?(?:(?:cierre|termino|finale?s?|fin|fines|conclusion)"
    rf" (?:del|de) {_EJERCICIO}|(?:cerrar|terminar|finalizar|concluir) el {_EJERCICIO})\b"
)
_INICIO = re.compile(
    r"\b(?:al |a |en el )?(?:(?:inicio|inicios|principio|principios|comienzo|arranque) (?:del|de)"
    rf" {_EJERCICIO}|(?:iniciar|comenzar|arrancar) el {_EJERCICIO})\b"
)
_UNICA = re.compile(r"\b(?:por unica (?:vez|ocasion)|una sola (?:vez|ocasion))\b")


@dataclass(frozen=True, slots=True)
class Tramo:
    """A stretch of the year that a text names: what is done more often lies within it.

    *solo* is what it tells when nothing else does; None: nothing («a partir de marzo»).
    """

    inicio: int
    fin: int
    meses: tuple[int, ...]
    solo: Hallazgo | None


def _mes(name: str) -> int:
    return MESES.index(name.replace("setiembre", "septiembre")) + 1


def stretches(plain: str, vigentes: Sequence[int], ejercicio: int) -> Iterator[Tramo]:
    """«De enero a marzo», «primer semestre», «a partir de mayo» in a folded text."""
    for match in _RANGO.finditer(plain):
        if _of_year(match[0], ejercicio):
            yield _range(match, vigentes)
    for match in _PERIODO.finditer(plain):
        if _of_year(match[0], ejercicio):
            yield _named_periods(match, vigentes)
    for match in _TRECHO.finditer(plain):
        yield _stretch(match, vigentes)
    for match in _DESDE.finditer(plain):
        if _of_year(match[0], ejercicio):
            yield Tramo(*match.span(), tuple(range(_mes(match["mes"]), 13)), None)


def _range(match: re.Match[str], vigentes: Sequence[int]) -> Tramo:
    first, last = _mes(match["de"] or match["de2"]), _mes(match["a"] or match["a2"])
    duda = ""
    if first <= last:
        months = tuple(range(first, last + 1))
    else:
        months = (*range(1, last + 1), *range(first, 13))
        duda = "El texto pasa de un año al otro: confirme los meses de este ejercicio."
    if len(months) == 12:
        return Tramo(*match.span(), months, None)  # the whole year tells no frequency
    left = [mes for mes in months if mes in vigentes]
    why = "un acto en cada uno de esos meses"
    return Tramo(
        *match.span(), months, Hallazgo(*match.span(), acts_in(left), why, MESES_NOMBRADOS, duda)
    )


def _stretch(match: re.Match[str], vigentes: Sequence[int]) -> Tramo:
    """«Los primeros tres meses»: of the year, or of what Del–al leaves of it."""
    count = number_of(match["n"] or match["n2"])
    months = tuple(vigentes[:count] if match["ini"] or match["ini2"] else vigentes[-count:])
    why = "un acto en cada uno de esos meses"
    return Tramo(
        *match.span(), months, Hallazgo(*match.span(), acts_in(months), why, MESES_NOMBRADOS)
    )


def _named_periods(match: re.Match[str], vigentes: Sequence[int]) -> Tramo:
    spans = periods(_LARGO[match["cual"]])
    numbers = [
        number
        for number, each in enumerate(ORDINALES[: len(spans)])
        if re.search(rf"(?<!\w)(?:{each})(?!\w)", match["cuales"])
    ]
    if "ultimo" in match["cuales"]:
        numbers.append(len(spans) - 1)
    of_each = [[mes for mes in spans[number] if mes in vigentes] for number in numbers]
    ends = [months[-1] for months in of_each if months]
    why = f"un acto en {meses_en_palabras(ends)}" if ends else "ningún mes de la ficha"
    months = tuple(mes for number in numbers for mes in spans[number])
    if not numbers:
        return Tramo(*match.span(), tuple(range(1, 13)), None)
    return Tramo(
        *match.span(), months, Hallazgo(*match.span(), acts_in(ends), why, MESES_NOMBRADOS)
    )


def named(plain: str, vigentes: Sequence[int], ejercicio: int) -> Iterator[Hallazgo]:
    """Single months: «en marzo», «los meses de marzo y septiembre», «el 30 de abril»."""
    for match in _LISTA.finditer(plain):
        if not _of_year(match[0], ejercicio) or _LUGAR.search(plain[: match.start()]):
            continue
        months = sorted({_mes(each) for each in re.findall(_MES, match[0])})
        left = [mes for mes in months if mes in vigentes]
        why = f"un acto en {meses_en_palabras(months)}"
        yield Hallazgo(*match.span(), acts_in(left), why, MESES_NOMBRADOS)


def moments(plain: str, vigentes: Sequence[int], ejercicio: int) -> Iterator[Hallazgo]:
    """«Al cierre del ejercicio», «al inicio del año», «por única vez»."""
    first, last = list(vigentes[:1]), list(vigentes[-1:])
    for pattern, months, why in (
        (_CIERRE, last, "un acto en el último mes del periodo de ejecución"),
        (_INICIO, first, "un acto en el primer mes del periodo de ejecución"),
        (_UNICA, last, "un solo acto, en el último mes del periodo de ejecución"),
    ):
        for match in pattern.finditer(plain):
            if _of_year(match[0], ejercicio):
                yield Hallazgo(*match.span(), acts_in(months), why, MOMENTO)


def _of_year(text: str, ejercicio: int) -> bool:
    """Whether the years that a place names, if any, are the ejercicio."""
    return all(int(year) == ejercicio for year in re.findall(r"\b\d{4}\b", text))
