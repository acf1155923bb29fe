"""What in a text may be of the old year: dates, years, names, amounts, each with its place.

A mention that is missed is printed in the new year's plan; one too many costs a key. So whatever
has the digits of the old year is found, and what is doubtful says why.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from poa_desktop.poa.checks_texto import Cita, Excusa, citas
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.text import fold

_FLAGS = re.IGNORECASE


class TipoMencion(StrEnum):
    """What kind of thing of the old year a text mentions."""

    EJERCICIO = "ejercicio"
    FECHA = "fecha"
    NOMBRE = "nombre"
    IMPORTE = "importe"


@dataclass(frozen=True, slots=True)
class Hallado:
    """A piece of a text: where it stands, what it is, and what it would be in the new year.

    *propuesta* None: nobody can guess. *duda* says why the proposal needs a look; "" is sure.
    """

    tipo: TipoMencion
    inicio: int
    fin: int
    propuesta: str | None = None
    duda: str = ""


def leer(text: str, viejo: int, nuevo: int, antes: str = "", ahora: str = "") -> list[Hallado]:
    """Everything of the year *viejo* in a text, in order, none over another.

    *antes* and *ahora* are the names of the titular then and now: where they differ the new name
    is proposed.
    """
    found: list[Hallado] = []
    taken: list[tuple[int, int]] = []
    readers = (
        _amounts(text),
        _titular(text, antes, ahora),
        _names(text),
        _dates(text, viejo, nuevo),
        _years(text, viejo, nuevo),
        _short_ranges(text, viejo, nuevo),
        _in_words(text, viejo, nuevo),
        _left_over(text, viejo, nuevo),
    )
    for reader in readers:
        for each in reader:
            if all(each.fin <= start or each.inicio >= end for start, end in taken):
                found.append(each)
                taken.append((each.inicio, each.fin))
    return sorted(found, key=lambda each: each.inicio)


# --- amounts --------------------------------------------------------------------------------

_UNIT = r"(?:mil(?:es)?|mill[oó]n(?:es)?|mdp|m\.\s?n\.|mxn|pesos)"
_WORDS = (
    r"(?:un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince"
    r"|dieci\w+|veint\w+|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento"
    r"|\w+cient[oa]s|quinient[oa]s|mil|mill[oó]n|millones|y)"
)
_NUMBER = r"\d+(?:[,.]\d+)*"
_AMOUNT = re.compile(
    rf"\$\s?{_NUMBER}(?:\s+(?:de\s+)?{_UNIT}\b\.?)*"
    rf"|(?<![\w.,$]){_NUMBER}\s+(?:{_UNIT}\s+(?:de\s+)?)*(?:pesos|mdp|m\.\s?n\.)(?!\w)"
    rf"|\b{_WORDS}(?:\s+{_WORDS})*\s+(?:de\s+)?pesos\b",
    _FLAGS,
)


def _amounts(text: str) -> Iterator[Hallado]:
    for match in _AMOUNT.finditer(text):
        yield Hallado(TipoMencion.IMPORTE, match.start(), match.end())


# --- names ----------------------------------------------------------------------------------

_ABBREVIATED = (
    r"(?:C|CC|Lic(?:da)?|Ing|Mtr[oa]|Arq|Dra?|Profr?a?|Sra?|Srita|Psic|Biol|Cap|Cmte|Tte"
    r"|L\.?\s?C\.?\s?P|C\.?\s?P|L\.?\s?A\.?\s?E|L\.?\s?A|M\.?\s?V\.?\s?Z|Q\.?\s?F\.?\s?B)\."
)
_WHOLE = (
    r"(?:licenciad[oa]|ingenier[oa]|maestr[oa]|arquitect[oa]|doctora?|contadora?(?:\s+p[uú]blic[oa])?"
    r"|profesora?|ciudadan[oa]|president[ea]\s+municipal|tesorer[oa]|regidora?|s[ií]ndic[oa])"
)
_WORD = r"[A-ZÁÉÍÓÚÜÑ][\wÁÉÍÓÚÜÑáéíóúüñ'’-]+"
_FIRST = rf"(?:{_WORD}|[A-Z]\.)"
_MORE = rf"(?:\s+(?:(?i:de|del|la|las|los|y|e)\s+){{0,3}}{_FIRST})"
_NAMED = re.compile(
    rf"(?<!\w)(?:(?i:{_ABBREVIATED})\s*)+{_FIRST}{_MORE}{{0,5}}"
    rf"|(?<!\w)(?i:{_WHOLE})\s+{_FIRST}{_MORE}{{1,5}}"
)
_TITLES = re.compile(rf"^(?:\s*(?i:{_ABBREVIATED}))+\s*|^(?i:{_WHOLE})\s+")
_NO_NAMES = frozenset(
    {"presidente", "presidenta", "director", "directora", "tesorero", "tesorera", "encargado",
     "encargada", "sindico", "sindica", "regidor", "regidora", "titular", "jefe", "jefa",
     "secretario", "secretaria", "coordinador", "coordinadora", "oficial", "delegado", "delegada",
     "agente", "civil", "industrial", "ambiental", "mecanico", "quimico", "administracion",
     "derecho", "contabilidad", "municipal", "publico", "publica"}
)  # fmt: skip


def _names(text: str) -> Iterator[Hallado]:
    for match in _NAMED.finditer(text):
        words = fold(bare_name(match[0])).split()
        whole = any(len(word.strip(".")) > 1 for word in words)
        if whole and words[0] not in _NO_NAMES:
            yield Hallado(TipoMencion.NOMBRE, match.start(), match.end())


def bare_name(name: str) -> str:
    """A person's name without its title: "Juan Pérez" of "L.C.P. Juan Pérez"."""
    return _TITLES.sub("", name.strip()).strip()


_VARIANTS = {"a": "aáàä", "e": "eéèë", "i": "iíìï", "o": "oóòö", "u": "uúùü", "n": "nñ"}


def _titular(text: str, antes: str, ahora: str) -> Iterator[Hallado]:
    name, new = bare_name(antes), bare_name(ahora)
    words = fold(name).split()
    if len(words) < 2:
        return
    letters = (
        "".join(f"[{_VARIANTS[c]}]" if c in _VARIANTS else re.escape(c) for c in word)
        for word in words
    )
    changed = bool(new) and fold(new) != fold(name)
    pattern = r"\s+".join(letters)
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, _FLAGS):
        proposal = (new.upper() if match[0].isupper() else new) if changed else None
        yield Hallado(TipoMencion.NOMBRE, match.start(), match.end(), proposal)


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


def _dates(text: str, viejo: int, nuevo: int) -> Iterator[Hallado]:
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


def _years(text: str, viejo: int, nuevo: int) -> Iterator[Hallado]:
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


def _short_ranges(text: str, viejo: int, nuevo: int) -> Iterator[Hallado]:
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


def _in_words(text: str, viejo: int, nuevo: int) -> Iterator[Hallado]:
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


def _left_over(text: str, viejo: int, nuevo: int) -> Iterator[Hallado]:
    """Whatever else has the four digits: a folio, a name of a file, a counted thing.

    Not a plan or an administration that goes on ("2024-2027").
    """
    going_on = [each for each in citas(text, nuevo) if each.excusa is Excusa.RANGO]
    for match in re.finditer(rf"(?<!\d)(?<!\d[.,]){viejo}(?!\d)(?![.,]\d)", text):
        if any(each.inicio <= match.start() < each.fin for each in going_on):
            continue
        yield Hallado(TipoMencion.EJERCICIO, match.start(), match.end(), str(nuevo), _MAYBE_NUMBER)
