"""Replacing what was found: what a text would say, and why its field would not take it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from poa_desktop.poa.consulta import Span
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import check_partida
from poa_desktop.poa.text import MAX_CHARACTERS, MULTILINE, clean_text
from poa_desktop.poa.textos import Registro, Texto

MAX_NOMBRE = 200  # characters of a file's name, as the store keeps it
_FILES = (Registro.EVIDENCIAS, Registro.COMPROBANTES)
_NEVER_EMPTY = {
    (Registro.DEPENDENCIAS, "nombre"): "La dependencia no puede quedar sin nombre.",
    (Registro.PROGRAMAS, "nombre"): "El programa no puede quedar sin nombre.",
    (Registro.ACTIVIDADES, "nombre"): "La actividad no puede quedar sin nombre.",
    (Registro.LINEAS, "texto"): "La línea no puede quedar vacía.",
    (Registro.LINEAS, "unidad_medida"): "La unidad de medida no puede quedar vacía.",
    (Registro.FODA, "texto"): "La entrada del FODA no puede quedar vacía.",
    (Registro.EJES, "nombre"): "El eje no puede quedar vacío.",
}


@dataclass(frozen=True, slots=True)
class Cambio:
    """What a text would say after replacing *spans* of it. *motivo* is why that cannot be kept, ""
    when it can; *nuevo* is the text as it would be kept."""

    texto: Texto
    spans: tuple[Span, ...]
    nuevo: str
    motivo: str = ""


def palabra_nueva(encontrado: str, reemplazo: str, *, conservar: bool) -> str:
    """What takes the place of a find. *conservar*: written in capitals, with a capital or without
    as what it replaces; abbreviations in capitals stay in capitals."""
    if not conservar or encontrado == reemplazo:
        return reemplazo
    letters = [c for c in encontrado if c.isalpha()]
    if not letters:
        return reemplazo
    if len(letters) > 1 and encontrado.isupper():
        return reemplazo.upper()
    if encontrado.islower():
        return _each_word(reemplazo, lambda word: word if _is_abbreviation(word) else word.lower())
    words = encontrado.split()
    if all(word[:1].isupper() or not word[:1].isalpha() for word in words) and len(words) > 1:
        return _each_word(reemplazo, _capital)
    return _capital(reemplazo) if letters[0].isupper() else reemplazo


def _each_word(text: str, change: Callable[[str], str]) -> str:
    return " ".join(change(word) for word in text.split(" "))


def _is_abbreviation(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def aplicar(text: str, spans: Sequence[Span], nuevos: Sequence[str]) -> str:
    """The text with each span replaced; all else as it was."""
    parts: list[str] = []
    place = 0
    for (first, after), nuevo in zip(spans, nuevos, strict=True):
        parts += [text[place:first], nuevo]
        place = after
    return "".join([*parts, text[place:]])


PLAN = (Registro.PROGRAMAS, Registro.ACTIVIDADES, Registro.FICHAS, Registro.LINEAS)
"""The records whose texts are the plan."""


def cambio_de(
    texto: Texto,
    spans: Sequence[Span],
    reemplazo: str,
    *,
    conservar: bool = False,
    candado: str = "",
) -> Cambio:
    """What a text would say with these finds replaced, and whether its field takes that.

    *candado* says why the plan takes no change, "" when it does.
    """
    words = texto.texto
    nuevos = [
        palabra_nueva(words[first:after], reemplazo, conservar=conservar) for first, after in spans
    ]
    raw = aplicar(words, spans, nuevos)
    if raw == words:
        return Cambio(texto, tuple(spans), words)
    multiline = texto.columna in MULTILINE
    nuevo = clean_text(raw, multiline=multiline, limit=len(raw) + 1).text
    locked = candado if texto.registro in PLAN else ""
    return Cambio(texto, tuple(spans), nuevo, locked or _motivo(texto, spans, nuevo))


def _motivo(texto: Texto, spans: Sequence[Span], nuevo: str) -> str:
    """Why a field would not keep a text, in one sentence; "" when it would."""
    if texto.numero:
        return (
            "Es un número o una fecha, que no se cambia reemplazando texto: corríjalo en su campo."
        )
    if len(nuevo) > MAX_CHARACTERS:
        return f"Quedaría con {len(nuevo):,} caracteres y el límite es de {MAX_CHARACTERS:,}."
    if not nuevo and (texto.registro, texto.columna) in _NEVER_EMPTY:
        return _NEVER_EMPTY[texto.registro, texto.columna]
    if texto.registro in _FILES:
        return _motivo_archivo(texto.texto, spans, nuevo)
    if texto.columna == "partida":
        try:
            check_partida(nuevo)
        except PoaError as error:
            return str(error)
    return ""


def _motivo_archivo(before: str, spans: Sequence[Span], nuevo: str) -> str:
    suffix = PurePath(before).suffix
    stem = len(before) - len(suffix)
    if not nuevo.removesuffix(suffix).strip(" ."):
        return "El archivo no puede quedar sin nombre."
    if nuevo != nuevo.strip(". "):
        return "El nombre de un archivo no empieza ni termina con un punto."
    if any(after > stem for _, after in spans) or PurePath(nuevo).suffix != suffix:
        return f"El archivo conserva su terminación «{suffix}»." if suffix else _no_suffix(nuevo)
    if "/" in nuevo or "\\" in nuevo:
        return "El nombre de un archivo no lleva / ni \\."
    if len(nuevo) > MAX_NOMBRE:
        return f"El nombre de un archivo tiene a lo más {MAX_NOMBRE} caracteres."
    return ""


def _no_suffix(nuevo: str) -> str:
    return f"El archivo quedaría con otra terminación: «{PurePath(nuevo).suffix}»."


def titulo_de(buscado: str, reemplazo: str, lugares: int) -> str:
    """How the operation is called in the menu after Deshacer."""
    where = "1 lugar" if lugares == 1 else f"{lugares:,} lugares"
    if not reemplazo:
        return f"Quitar «{_short(buscado)}» de {where}"
    return f"Reemplazar «{_short(buscado)}» por «{_short(reemplazo)}» en {where}"


def _short(text: str) -> str:
    row = " ".join(text.split())
    return row if len(row) <= 40 else row[:39] + "…"
