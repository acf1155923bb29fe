"""The values of the official form: dates, periods, inversión, beneficiados, lists, names."""

import re
from datetime import date
from decimal import Decimal

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import parse_dinero, parse_fecha
from poa_desktop.poa.periodos import Temporalidad
from poa_desktop.poa.records import Inversion, TipoInversion
from poa_desktop.poa.text import fold

_NO_GASTO = re.compile(r"no genera(?:n)?(?: ningun)? gastos?[ .]*")
_AMOUNT = re.compile(r"\\?(?P<sign>\$)?\s*(?P<amount>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<rest>.*)", re.S)
_PESOS = re.compile(r"[\s.]*(?:m\.?\s?n\.?|pesos|mxn)?[\s.]*", re.IGNORECASE)
_SCALE = re.compile(r"mil\b|mill|mdp|k\b")
_ITEM = re.compile(r"(?:[0-9]{1,3}\s*(?:\.\s*[-–—]|[.)](?![0-9])|\s[-–—](?=\s))|[-–—•·*](?=\s))\s*")
_ONLY_ITEM = re.compile(r"[0-9]{1,3}\s*[.)\-–—\s]*")
_INLINE_ITEMS = re.compile(r"\s(?=[0-9]{1,2}\s?\.\s?[-–]\s)")
_WHOM = re.compile(r"\b(directos|indirectos)\s*:", re.IGNORECASE)
_WHOM_BARE = re.compile(r"\s*directos\s+(.*?)\s+indirectos\s+(.*)", re.IGNORECASE | re.DOTALL)
_DEL_AL = re.compile(r"\s*(?:del?\b\s*:?)?\s*(.+?)\s*\bal\b\s*:?\s*(.+)", re.IGNORECASE | re.DOTALL)
_DAY_MONTH = re.compile(r"[0-9]{1,2}\s+(?:de\s+)?[a-z]+")
_DATE_INSIDE = re.compile(r"[0-9]{1,2}\s+(?:de\s+)?[a-z]+\s+(?:del?\s+)?[0-9]{4}", re.IGNORECASE)
_FORMULA = re.compile(r"\(\s*mediante\s+la\s+f[oó]rmula\b[^()]*\)", re.IGNORECASE)
_FORMULA_OF_FORM = "mediante la formula no act realizadas no act proyectadas 100"
_SMALL_WORDS = {"de", "del", "la", "las", "los", "el", "y", "e"}


def read_fecha(text: str, ejercicio: int | None = None) -> date | None:
    """A date as people write it; *ejercicio* stands in for a missing year. None: no date."""
    if len(text) > 60:
        return None
    bare = fold(text).strip(" .,;:").replace("setiembre", "septiembre")
    bare = re.sub(r"^(?:primero|1\s*(?:ro\.?|er|[°ºo]))(?=\s)", "1", bare)
    bare = re.sub(r"([a-z])\s+([0-9]{4})$", r"\1 de \2", bare)
    bare = re.sub(r"\bdel? de ([0-9]{4})$", r"de \1", bare)
    if ejercicio is not None and _DAY_MONTH.fullmatch(bare):
        bare = f"{bare} de {ejercicio}"
    try:
        return parse_fecha(bare)
    except PoaError:
        return None


def find_fecha(text: str) -> tuple[date | None, str]:
    """A date alone or inside a sentence, and the text around it."""
    whole = read_fecha(text)
    match = _DATE_INSIDE.search(text) if whole is None else None
    if match is None:
        return whole, ""
    inside = read_fecha(match[0])
    around = f"{text[: match.start()]} {text[match.end() :]}".strip(" .,;")
    return inside, around if inside else ""


def read_periodo(text: str, ejercicio: int) -> tuple[date, date] | None:
    """ "Del: … al: …": both dates, or None when either cannot be read.

    The year missing in one date is the other's; missing in both, the ejercicio.
    """
    match = _DEL_AL.fullmatch(text) if len(text) <= 200 else None
    if match is None:
        return None
    start_alone, end_alone = read_fecha(match[1]), read_fecha(match[2])
    start = start_alone or read_fecha(match[1], end_alone.year if end_alone else ejercicio)
    end = end_alone or read_fecha(match[2], start_alone.year if start_alone else ejercicio)
    return (start, end) if start and end else None


def read_temporalidad(text: str) -> Temporalidad | None:
    """The temporalidad a text names, or None."""
    try:
        return Temporalidad(fold(text).strip(" .:;"))
    except ValueError:
        return None


def read_inversion(text: str) -> Inversion | None:
    """No expense, or an amount with an optional note; None when it says something else.

    Without "$" only a bare number (with a parenthesis at most) is an amount: "5 camionetas" is
    not five pesos.
    """
    if _NO_GASTO.fullmatch(fold(text)):
        return Inversion(TipoInversion.NO_GENERA_GASTO)
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        return None
    nota = _nota(match["rest"].strip(), signed=match["sign"] is not None)
    monto = _monto(match["amount"].rstrip(","))
    if nota is None or monto is None:
        return None
    return Inversion(TipoInversion.MONTO, monto, nota)


def _monto(text: str) -> Decimal | None:
    try:
        return parse_dinero(text)
    except PoaError:
        return None


def _nota(rest: str, *, signed: bool) -> str | None:
    """The note after an amount; None when it changes what the amount means."""
    if _PESOS.fullmatch(rest):
        return rest.strip(" .")
    if rest.startswith("(") and rest.endswith(")") and rest.count("(") == rest.count(")") == 1:
        return rest[1:-1].strip()
    outside = re.sub(r"\([^()]*\)", "", rest)
    if not signed or re.search(r"[0-9$]", outside) or _SCALE.match(fold(outside)):
        return None
    return rest


def read_beneficiados(text: str) -> tuple[str | None, str | None, str]:
    """Directos, indirectos (None: not named) and the text that belongs to neither."""
    parts = _WHOM.split(text)
    if len(parts) == 1:
        bare = _WHOM_BARE.fullmatch(text)
        return (bare[1].strip(), bare[2].strip(), "") if bare else (None, None, text.strip())
    found: dict[str, str] = {}
    others = [parts[0].strip()]
    for who, value in zip(parts[1::2], parts[2::2], strict=True):
        if who.lower() in found:
            others.append(value.strip())
        else:
            found[who.lower()] = value.strip()
    return found.get("directos"), found.get("indirectos"), " ".join(filter(None, others))


def read_items(text: str) -> list[str]:
    """The items of a numbered list without their numbers; a number alone stays as it is."""
    items: list[str] = []
    for line in text.split("\n"):
        for piece in _INLINE_ITEMS.split(line.strip()):
            bare = _ITEM.sub("", piece, count=1) if _ITEM.match(piece) else piece
            items.append(bare.strip() or piece.strip())
    return [item for item in items if item]


def is_only_number(item: str) -> bool:
    """Whether an item of a list is a number without a text."""
    return _ONLY_ITEM.fullmatch(item) is not None


def split_evaluador(text: str) -> tuple[str, str]:
    """Who evaluates, and a formula that is not the one of the form ("" when it is)."""
    match = _FORMULA.search(text)
    if match is None:
        return text.strip(), ""
    evaluador = f"{text[: match.start()].rstrip()} {text[match.end() :].lstrip()}".strip()
    bare = " ".join(re.sub(r"[^a-z0-9]", " ", fold(match[0])).split())
    return evaluador, "" if bare == _FORMULA_OF_FORM else match[0]


def proper_name(text: str) -> str:
    """A place name in capitals with its usual spelling: "SAN JUAN DE LOS LAGOS"."""
    if not text.isupper():
        return text
    words = text.lower().split()
    return " ".join(
        word if index and word in _SMALL_WORDS else word[:1].upper() + word[1:]
        for index, word in enumerate(words)
    )
