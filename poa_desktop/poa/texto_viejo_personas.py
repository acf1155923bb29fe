"""Names and amounts in the texts of a plan that was copied."""

import re
from collections.abc import Iterator

from poa_desktop.poa.text import fold
from poa_desktop.poa.texto_viejo_hallado import Hallado, TipoMencion

_FLAGS = re.IGNORECASE

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


def amounts(text: str) -> Iterator[Hallado]:
    """Amounts of pesos, in figures or words. Nobody can guess the new ones."""
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


def names(text: str) -> Iterator[Hallado]:
    """Names of persons that have a title."""
    for match in _NAMED.finditer(text):
        words = fold(bare_name(match[0])).split()
        whole = any(len(word.strip(".")) > 1 for word in words)
        if whole and words[0] not in _NO_NAMES:
            yield Hallado(TipoMencion.NOMBRE, match.start(), match.end())


def bare_name(name: str) -> str:
    """A person's name without its title: "Juan Pérez" of "L.C.P. Juan Pérez"."""
    return _TITLES.sub("", name.strip()).strip()


_VARIANTS = {"a": "aáàä", "e": "eéèë", "i": "iíìï", "o": "oóòö", "u": "uúùü", "n": "nñ"}


def titular(text: str, antes: str, ahora: str) -> Iterator[Hallado]:
    """The name of who headed the dependencia, and who does now where that is another."""
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
