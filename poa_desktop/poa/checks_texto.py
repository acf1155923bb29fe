"""What a text says that matters to a check: another year, a number, a purchase or a payment.

The word lists come from reading real POAs. They decide warnings only, so a doubtful word is left
out: a warning that is wrong twice is no longer read.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_FLAGS = re.IGNORECASE
_REMEMBERED = 4096  # texts: between two reviews of a POA hardly one changes

# --- another year ---------------------------------------------------------------------------

_MES = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre"
_MAYBE_YEAR = re.compile(r"199\d|20\d\d")
_FOUR = r"((?:19|20)\d\d)"
_RANGE = re.compile(
    rf"(?<!\d)(?:\bentre\s+{_FOUR}\s+y\s+{_FOUR}|{_FOUR}\s*(?:[-–—/]|\bal?\b)\s*{_FOUR})"
    r"(?![\d,.]*\d)",
    _FLAGS,
)
_YEAR = re.compile(r"(?<![\w$/])(?<!\d[.,:-])(?<![\d$]\s)(199\d|20\d\d)(?!\w)(?![.,:/-]?\d)(?!-\w)")
_SLASHED = re.compile(r"(?<!\d)\d{1,2}([/-])\d{1,2}\1(199\d|20\d\d)(?!\d)")

# What makes the four digits after it a year for certain.
_SURE = re.compile(
    r"(?:\b(?:ejercicios?|ejercicio fiscal|fiscal|años?|poa|presupuesto|durante)"
    rf"|\b(?:{_MES})(?:\s+del?)?)(?:\s+(?:de|del))?\s*$",
    _FLAGS,
)
# A counted thing after them makes them a quantity: "2000 luminarias", "2022 kg".
_COUNTED = re.compile(
    r"\s*(?:%|(?:kg|km|m2|m3|m²|m³|lts?|mts?|ton|pzas?|hrs?)\b"
    r"|(?!(?:las|los|es|sus|mas|más|tres|dos|pues|tras|además|entonces|mientras)\b)"
    r"[a-záéíóúüñ]{3,}s\b)",
    _FLAGS,
)
# A law, a plan or a comparison may name another year and be right.
_LEGAL = re.compile(
    r"\b(?:ley(?:es)?|normas?|nom|reglamentos?|constituci[oó]n|decretos?|c[oó]digos?|acuerdos?"
    r"|reformas?|lineamientos|diario oficial|peri[oó]dico oficial|publicad[oa]s?|vigente desde"
    r"|iso|censo|desde|modelos?)\b",
    _FLAGS,
)
_COMPARISON = re.compile(
    r"\b(?:respecto|comparad[oa]s?|comparaci[oó]n|relaci[oó]n|contra|l[ií]nea base"
    r"|anterior(?:es)?|cartera vencida|rezago|adeudos?)\b",
    _FLAGS,
)
_HORIZON = re.compile(r"\b(?:agenda|plan|pmd|visi[oó]n|horizonte|objetivos)\b", _FLAGS)
_CONTEXT = 60  # characters before the year, within its sentence


class Excusa(StrEnum):
    """Why a year that a text cites may be right although it is not the ejercicio."""

    NINGUNA = ""
    RANGO = "rango"
    LEY = "ley"
    COMPARACION = "comparacion"
    HORIZONTE = "horizonte"


@dataclass(frozen=True, slots=True)
class Cita:
    """A year from 1990 to 2099 cited in a text: which, where it stands, and its excuse.

    A range ("2021-2024") is one Cita for each of its years, both with the place of the whole.
    """

    ejercicio: int
    inicio: int
    fin: int
    excusa: Excusa = Excusa.NINGUNA


def otros_ejercicios(text: str, ejercicio: int) -> tuple[int, ...]:
    """Years from 1990 to 2099 that the text cites and are not the ejercicio, each once, in order.

    Not cited years: amounts and counted things ("$2,022.00", "2000 luminarias"), a range that
    holds the ejercicio ("Plan 2021-2024"), the year of a law or norm, an earlier year as the
    base of a comparison, a later year as the horizon of a plan ("Agenda 2030").
    """
    cited = (
        each.ejercicio
        for each in citas(text, ejercicio)
        if each.ejercicio != ejercicio and each.excusa is Excusa.NINGUNA
    )
    return tuple(dict.fromkeys(cited))


@lru_cache(maxsize=_REMEMBERED)
def citas(text: str, ejercicio: int) -> tuple[Cita, ...]:
    """Every year that the text cites, in order, the ejercicio too, and those with an excuse.

    The *ejercicio* decides what is excused: see otros_ejercicios.
    """
    if not _MAYBE_YEAR.search(text):
        return ()
    found: list[Cita] = []

    def note(year: int, match: re.Match[str], excusa: Excusa) -> None:
        if 1990 <= year <= 2099:
            found.append(Cita(year, match.start(), match.end(), excusa))

    def take_range(match: re.Match[str]) -> str:
        first, last = sorted(int(year) for year in match.groups() if year)
        before = _before(text, match.start())
        excusa = Excusa.RANGO if first <= ejercicio <= last else Excusa.NINGUNA
        if excusa is Excusa.NINGUNA and _LEGAL.search(before):
            excusa = Excusa.LEY
        note(first, match, excusa)
        note(last, match, excusa)
        return " " * len(match[0])

    rest = _RANGE.sub(take_range, text)
    for match in _SLASHED.finditer(rest):
        note(int(match[2]), match, Excusa.NINGUNA)
    for match in _YEAR.finditer(rest):
        year = int(match[1])
        excuse = _excuse(rest, match, later=year > ejercicio)
        if excuse is not None:
            note(year, match, excuse)
    return tuple(sorted(found, key=lambda each: each.inicio))


def _before(text: str, position: int) -> str:
    return re.split(r"[.;\n]", text[max(0, position - _CONTEXT) : position])[-1]


def _excuse(text: str, match: re.Match[str], *, later: bool) -> Excusa | None:
    """Why the year may stand; None when the four digits are a quantity and no year."""
    before = _before(text, match.start())
    if _SURE.search(before) and not _LEGAL.search(before[-25:]):
        return Excusa.COMPARACION if _COMPARISON.search(before) else Excusa.NINGUNA
    if _COUNTED.match(text, match.end()):
        return None
    kinds = ((_LEGAL, Excusa.LEY), (_COMPARISON, Excusa.COMPARACION))
    if later:
        kinds = ((_LEGAL, Excusa.LEY), (_HORIZON, Excusa.HORIZONTE))
    return max(
        ((match.start(), excusa) for words, excusa in kinds for match in words.finditer(before)),
        default=(0, Excusa.NINGUNA),
    )[1]


# --- a number -------------------------------------------------------------------------------

# "un" and "una" are articles as often as numbers, and are left out.
_NUMBER_WORDS = re.compile(
    r"\b(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta"
    r"|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento|doscient[oa]s|quinient[oa]s"
    r"|mil|mill[oó]n|millones|mitad|doble|triple|tercio|totalidad|cero)\b",
    _FLAGS,
)


def tiene_numero(text: str, ejercicio: int) -> bool:
    """Whether a goal can be measured: it has a figure, or a number in words.

    The ejercicio itself ("durante 2024") measures nothing.
    """
    year = re.compile(rf"(?<![\d.,$]){ejercicio}(?!\d)(?![.,]\d)")
    bare = year.sub(lambda found: "0" if _COUNTED.match(text, found.end()) else " ", text)
    return bool(re.search(r"\d", bare) or _NUMBER_WORDS.search(bare))


# --- a purchase or a payment ----------------------------------------------------------------

# word or phrase -> why it speaks of spending; the plainest words first
GASTO: tuple[tuple[str, str], ...] = (
    (r"adqui(?:rir|rirá|rirán|ere|eren|era|eran)\b", "se adquiere algo"),
    (r"comprar(?:á|án|se)?\b|compras?\b", "una compra se paga"),
    (r"pagos?\b|pagar(?:á|án|se)?\b", "se hace un pago"),
    (r"rentas? de\b|rentar\b|arrendamientos?\b|arrendar\b", "una renta se paga"),
    (r"vi[aá]ticos?\b|honorarios\b|sueldos\b", "es un gasto de personal"),
    (r"contratar(?:á|án|se)?\b|contrataci(?:[oó]n|ones)\b", "lo contratado se paga"),
    (r"adquisici(?:[oó]n|ones)\b", "una adquisición se paga"),
)

_PAYERS = (
    r"(?:contribuyentes?|ciudadan[oa]s?|ciudadan[ií]a|usuari[oa]s?|moros[oa]s|deudor(?:es)?)\b"
)
_INCOME = r"(?:contribuciones|impuestos?|predial|agua|derechos|multas|licencias|refrendos?)\b"
_OF = r"(?: (?:de|del|a|para|en|que|seguir|el|la|los|las|su|sus))* "

# phrase -> why the word in it is no spending of the dependencia
NO_ES_GASTO: tuple[tuple[str, str], ...] = (
    (
        r"(?:recepci[oó]n|recibir|recaudar|recaudaci[oó]n|cobro|captaci[oó]n|facilitar|facilidades"
        rf"|registro|registrar|regularizar|regularizaci[oó]n){_OF}pagos?\b",
        "dinero que entra",
    ),
    (
        r"pagos? (?:al municipio|a la tesorer[ií]a|en l[ií]nea|segur[oa]s?|puntual(?:es)?)\b",
        "dinero que entra",
    ),
    (rf"pag(?:os?|ar){_OF}{_INCOME}", "pagan los contribuyentes"),
    (rf"pag(?:os?|ar)\b[^.;\n]{{0,60}}\b{_PAYERS}", "pagan los contribuyentes"),
    (rf"\b{_PAYERS}[^.;\n]{{0,60}}\bpag(?:os?|ar|uen)\b", "pagan los contribuyentes"),
    (
        r"(?:requerimientos?|plan|planes|convenios?|negativa|falta|formas?|medios?|opciones"
        r"|puntos?|cajas?|recibos?|comprobantes?|fichas?|invitaci[oó]n(?:es)?|campañas?)"
        r"(?: de| del| al| para| el)* pagos?\b",
        "pagan los contribuyentes",
    ),
    (
        r"(?:peticiones|petici[oó]n|solicitud(?:es)?|tr[aá]mites?|tramitar|proceso|expedientes?"
        rf"|revisi[oó]n|revisar|calendario|informaci[oó]n){_OF}pagos?\b(?! (?:a|de) proveedores)",
        "trámite del pago que hace otra área",
    ),
    (
        r"(?:reglamentos?|lineamientos?|protocolos?|normas?|normatividad|manual(?:es)?"
        r"|pol[ií]ticas?|comit[eé]|ley|plataforma|sistema|portal)"
        rf"{_OF}(?:adquisici(?:[oó]n|ones)|compras?|contrataci(?:[oó]n|ones)|arrendamientos?)\b",
        "norma o sistema sobre compras, no una compra",
    ),
    (
        r"(?:adquirir|adquisici[oó]n de) "
        r"(?:conocimientos?|habilidades|capacidades|competencias|experiencia)\b",
        "se aprende",
    ),
    (r"sin (?:pago|compra|contrataci[oó]n)\b", "se niega el gasto"),
)

_NO_ES_GASTO = re.compile("|".join(rf"(?:{pattern})" for pattern, _ in NO_ES_GASTO))
_GASTO = tuple(re.compile(rf"\b(?:{pattern})") for pattern, _ in GASTO)
_MAYBE_GASTO = re.compile(r"\b(?:adqui|compra|pag|renta|arrenda|vi[aá]t|honor|sueld|contrat)")


@lru_cache(maxsize=_REMEMBERED)
def gasto_mencionado(text: str) -> tuple[int, str] | None:
    """The plainest word of the text that names a purchase or a payment, with its rank in GASTO.

    The word is in lower case. None when the text names none, or only such as others pay or
    decide.
    """
    lower = text.lower()
    if not _MAYBE_GASTO.search(lower):
        return None
    rest = _NO_ES_GASTO.sub(" ", lower)
    for rank, pattern in enumerate(_GASTO):
        if match := pattern.search(rest):
            return rank, match[0]
    return None
