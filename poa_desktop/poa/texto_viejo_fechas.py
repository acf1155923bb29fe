"""Dates and years in the texts of a copied plan, and what they would be in the new year."""

import re
from collections.abc import Iterator

from poa_desktop.poa.checks_texto import Cita, Excusa, citas
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.text import fold
from poa_desktop.poa.texto_viejo_hallado import Hallado, TipoMencion

_FLAGS = re.IGNORECASE

# --- dates ----------------------------------------------------------------------------------

_MONTH = "|".join((*MESES, "setiembre"))
_SHORT = r"ene|feb|mar|abr|may|jun|jul|ago|sept?|oct|nov|dic"
_WEEKDAY = re.compile(
    r"(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo),?\s+(?:d[ií]a\s+)?$", _FLAGS
)
_LONG_DATE = re.compile(
    rf"(?<![\w.,])(?:(?P<day>\d{{1,2}})(?:\s?[°º]|\s?o\.)?\s+(?:de\s+)?)?"
    rf"(?P<month>{_MONTH}|(?:{_SHORT})\.?)\s*[-/,]?\s*(?:del?\s+)?(?:año\s+)?"
    r"(?P<year>(?:19|20)\d\d)(?![\d])(?![.,]\d)",
    _FLAGS,
)
_SHORT_DATE = re.compile(
    rf"(?<!\w)(?:(?P<day>\d{{1,2}})[-/. ])?(?P<month>{_SHORT})(?:\.?[-/]|\.?\s?['’])"
    r"(?P<year>\d\d)(?!\w)",
    _FLAGS,
)
_FIGURES = re.compile(
    r"(?<![\w/.-])(?:(?P<day>\d{1,2})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)"
    r"(?P<year>(?:19|20)\d\d|\d\d)|(?P<iso>(?:19|20)\d\d)-(?P<isomonth>\d\d)-(?P<isoday>\d\d))"
    r"(?![\w/-])(?!\.\d)"
)
_OTHER_YEAR = "Es de {}, otro año que el del plan que se copió."
_WEEK = "Revise el día de la semana: cambia de un año a otro."
_LEAP = "El 29 de febrero no existe en {}."


def dates(text: str, viejo: int, nuevo: int) -> Iterator[Hallado]:
    """Days and months with their year, in words or figures."""
    for pattern in (_LONG_DATE, _SHORT_DATE, _FIGURES):
        for match in pattern.finditer(text):
            found = _date(text, match, viejo, nuevo)
            if found is not None:
                yield found


def _date(text: str, match: re.Match[str], viejo: int, nuevo: int) -> Hallado | None:
    part = match.groupdict()
    iso = part.get("iso")
    written = iso or part["year"]
    day, month = (
        part.get("isoday" if iso else "day"),
        part.get("isomonth" if iso else "month") or "",
    )
    year = int(written) + (viejo // 100 * 100 if len(written) == 2 else 0)
    if not _is_day(day, month) or not viejo - 30 <= year <= viejo:
        return None
    if year != viejo and len(written) == 2:
        return None
    moved = year + nuevo - viejo
    group = "iso" if iso else "year"
    start, end = match.span(group)
    new = f"{moved % 100:02d}" if len(written) == 2 else str(moved)
    proposal = text[match.start() : start] + new + text[end : match.end()]
    duda = "" if year == viejo else _OTHER_YEAR.format(year)
    if _WEEKDAY.search(text[max(0, match.start() - 24) : match.start()]):
        duda = _WEEK
    if day == "29" and _is_february(month) and not _is_leap(moved):
        proposal = re.sub(r"(?<!\d)29(?!\d)", "28", proposal, count=1)
        duda = _LEAP.format(moved)
    return Hallado(TipoMencion.FECHA, match.start(), match.end(), proposal, duda)


def _is_day(day: str | None, month: str) -> bool:
    if day is not None and not 1 <= int(day) <= 31:
        return False
    return not month.isdecimal() or 1 <= int(month) <= 12


def _is_february(month: str) -> bool:
    return month.lower().startswith("feb") or (month.isdecimal() and int(month) == 2)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


# --- years ----------------------------------------------------------------------------------

_YEARLY_LAW = re.compile(
    r"\b(?:ley(?:es)? de ingresos|presupuesto de egresos|tabla de valores)\b", _FLAGS
)
_DOUBT = {
    Excusa.RANGO: "Es un periodo de años que puede seguir vigente.",
    Excusa.LEY: "Puede ser el año de una ley, norma o publicación.",
    Excusa.COMPARACION: "Es la base de una comparación.",
    Excusa.HORIZONTE: "Es el horizonte de un plan.",
}
_LONG_RANGE = "Es un periodo de varios años: escriba el que corresponde."
_LATER = "Es un año posterior: revise si sigue siendo el previsto."
_MAYBE_NUMBER = "Puede ser un número y no un año."


def years(text: str, viejo: int, nuevo: int) -> Iterator[Hallado]:
    """Years that the checks would read too, with and without an excuse."""
    seen: set[tuple[int, int]] = set()
    found = citas(text, nuevo)
    for each in found:
        span = each.inicio, each.fin
        together = [other.ejercicio for other in found if (other.inicio, other.fin) == span]
        if span in seen:
            continue
        seen.add(span)
        one = (
            _range(text, span, together, each.excusa, viejo, nuevo)
            if len(together) > 1
            else _year(text, each, viejo, nuevo)
        )
        if one is not None:
            yield one


def _year(text: str, each: Cita, viejo: int, nuevo: int) -> Hallado | None:
    year, inicio, fin = each.ejercicio, each.inicio, each.fin
    if year == nuevo or (each.excusa is not Excusa.NINGUNA and year not in (viejo, viejo - 1)):
        return None
    excusa = each.excusa
    if excusa is Excusa.LEY and _YEARLY_LAW.search(text[max(0, inicio - 80) : inicio]):
        excusa = Excusa.NINGUNA
    if year == viejo - 1 and excusa not in (Excusa.COMPARACION, Excusa.NINGUNA):
        return None
    proposal: str | None = str(nuevo)
    duda = _DOUBT.get(excusa, "")
    if year > nuevo:
        proposal, duda = None, _LATER
    elif year != viejo:
        proposal = str(year + nuevo - viejo if excusa is Excusa.COMPARACION else nuevo)
        duda = duda or _OTHER_YEAR.format(year)
    if proposal is not None and fin - inicio > 4:
        proposal = text[inicio:fin].replace(str(year), proposal)
    return Hallado(TipoMencion.EJERCICIO, inicio, fin, proposal, duda)


def _range(
    text: str, span: tuple[int, int], years: list[int], excusa: Excusa, viejo: int, nuevo: int
) -> Hallado | None:
    first, last = min(years), max(years)
    if last < viejo - 1 and excusa is not Excusa.NINGUNA:
        return None
    if last - first == 1 and viejo in years:
        moved = re.sub(r"\d{4}", lambda year: str(int(year[0]) + nuevo - viejo), text[slice(*span)])
        return Hallado(TipoMencion.EJERCICIO, *span, moved, _DOUBT.get(excusa, ""))
    if first <= nuevo <= last:
        return None  # a plan or an administration that goes on
    return Hallado(TipoMencion.EJERCICIO, *span, None, _LONG_RANGE)


_PAIR = re.compile(r"(?<![\w$./-])((?:19|20)?\d\d)\s?([-–/])\s?(\d\d)(?![\w/-])(?![.,]\d)")
_CYCLE = re.compile(
    r"\b(?:ciclo|periodo|período|ejercicio|escolar|administraci[oó]n|temporada|zafra|curso)"
    r"(?:es)?\s+(?:escolar\s+|agr[ií]cola\s+)?$",
    _FLAGS,
)


def short_ranges(text: str, viejo: int, nuevo: int) -> Iterator[Hallado]:
    """The likes of "23-24" and "2023-24": two years that follow one another."""
    for match in _PAIR.finditer(text):
        first, last = int(match[1]) % 100, int(match[3])
        if (last - first) % 100 != 1 or viejo % 100 not in (first, last):
            continue
        if re.match(rf"\s+(?:de\s+)?(?:{_MONTH})\b", text[match.end() :], _FLAGS):
            continue  # days: 23-24 de marzo
        step = nuevo - viejo
        head = str(int(match[1]) + step) if len(match[1]) == 4 else f"{(first + step) % 100:02d}"
        proposal = text[match.start() : match.end()].replace(match[1], head, 1)
        proposal = f"{proposal[: -len(match[3])]}{(last + step) % 100:02d}"
        sure = len(match[1]) == 4 or _CYCLE.search(text[max(0, match.start() - 40) : match.start()])
        duda = "" if sure else "Puede no ser un par de años."
        yield Hallado(TipoMencion.EJERCICIO, match.start(), match.end(), proposal, duda)


_SHORT_YEAR = re.compile(
    r"\b(?:ejercicio(?:\s+fiscal)?|año|poa|presupuesto|ciclo)\s+['’]?(\d\d)(?![\w/-])"
    r"(?!\s*[%°º]|[.,]\d|\s+(?:de|[a-záéíóúñ]+s)\b)",
    _FLAGS,
)


def short_years(text: str, viejo: int, nuevo: int) -> Iterator[Hallado]:
    """The likes of "ejercicio 24" and "POA '24"."""
    for match in _SHORT_YEAR.finditer(text):
        if int(match[1]) == viejo % 100:
            new = f"{nuevo % 100:02d}"
            yield Hallado(TipoMencion.EJERCICIO, *match.span(1), new, _MAYBE_NUMBER)


_UNITS = (
    "", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once",
    "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve",
    "veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis",
    "veintisiete", "veintiocho", "veintinueve",
)  # fmt: skip
_TENS = ("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")


def ejercicio_en_letra(year: int) -> str:
    """A year from 2000 to 2099 in words: "dos mil veinticuatro"."""
    rest = year - 2000
    if rest < 30:
        return f"dos mil {_UNITS[rest]}".strip()
    ten, unit = divmod(rest, 10)
    return f"dos mil {_TENS[ten - 3]}" + (f" y {_UNITS[unit]}" if unit else "")


def in_words(text: str, viejo: int, nuevo: int) -> Iterator[Hallado]:
    """The old year in words."""
    if not (2000 < viejo < 2100 and 2000 < nuevo < 2100):
        return
    words = ejercicio_en_letra(viejo).replace(" ", r"\s+")
    plain = re.sub("[áéíóú]", lambda c: f"[{c[0]}{fold(c[0])}]", words)
    for match in re.finditer(rf"\b{plain}\b(?!\s+(?:y\b|pesos))", text, _FLAGS):
        new = ejercicio_en_letra(nuevo)
        if match[0].isupper():
            new = new.upper()
        elif match[0][0].isupper():
            new = new[0].upper() + new[1:]
        yield Hallado(TipoMencion.EJERCICIO, match.start(), match.end(), new)


def left_over(text: str, viejo: int, nuevo: int) -> Iterator[Hallado]:
    """Whatever else has the four digits: a folio, a name of a file, a counted thing.

    Not a plan or an administration that goes on ("2024-2027").
    """
    going_on = [each for each in citas(text, nuevo) if each.excusa is Excusa.RANGO]
    for match in re.finditer(rf"(?<!\d)(?<!\d[.,]){viejo}(?!\d)(?![.,]\d)", text):
        if any(each.inicio <= match.start() < each.fin for each in going_on):
            continue
        yield Hallado(TipoMencion.EJERCICIO, match.start(), match.end(), str(nuevo), _MAYBE_NUMBER)
