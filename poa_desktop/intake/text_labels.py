"""The labels of the official form, and how they are recognised in a cell."""

import re
from dataclasses import dataclass
from enum import StrEnum, auto

from poa_desktop.intake.text_rows import BOLD_OFF, BOLD_ON, Cell, plain
from poa_desktop.poa.text import fold


class Etiqueta(StrEnum):
    """The labels of the form."""

    DEPENDENCIA = auto()
    VISION = auto()
    MISION = auto()
    FORTALEZAS = auto()
    DEBILIDADES = auto()
    OPORTUNIDADES = auto()
    AMENAZAS = auto()
    OBJETIVO = auto()
    PROGRAMA = auto()
    ACTIVIDAD = auto()
    ESTRATEGIA = auto()
    EJE = auto()
    LINEAS = auto()
    RESULTADOS = auto()
    METAS = auto()
    INVERSION = auto()
    BENEFICIADOS = auto()
    PERIODO = auto()
    TEMPORALIDAD = auto()
    EVALUACION = auto()
    FECHA = auto()
    RESPONSABLE = auto()


BLOQUES = (Etiqueta.PROGRAMA, Etiqueta.ACTIVIDAD)
COLUMNAS = (
    Etiqueta.VISION, Etiqueta.MISION,
    Etiqueta.FORTALEZAS, Etiqueta.DEBILIDADES, Etiqueta.OPORTUNIDADES, Etiqueta.AMENAZAS,
)  # fmt: skip
DATOS = (
    Etiqueta.DEPENDENCIA, Etiqueta.OBJETIVO, Etiqueta.ESTRATEGIA, Etiqueta.EJE,
    Etiqueta.EVALUACION, Etiqueta.FECHA, Etiqueta.RESPONSABLE,
)  # fmt: skip
ENCABEZADOS = (Etiqueta.LINEAS, Etiqueta.RESULTADOS)

_FODA_TAIL = r"(?: que (?:impulsan|restringen) (?:la actividad|las actividades) de la dependencia)?"

# folded, without the colon, without spaces around "/"
_LABELS = tuple(
    (re.compile(pattern), etiqueta)
    for pattern, etiqueta in (
        (r"direccion/jefatura|dependencia|unidad responsable", Etiqueta.DEPENDENCIA),
        (r"vision(?: 3 anos)?", Etiqueta.VISION),
        (r"mision", Etiqueta.MISION),
        (r"fortalezas" + _FODA_TAIL, Etiqueta.FORTALEZAS),
        (r"debilidades" + _FODA_TAIL, Etiqueta.DEBILIDADES),
        (r"oportunidades" + _FODA_TAIL, Etiqueta.OPORTUNIDADES),
        (r"amenazas" + _FODA_TAIL, Etiqueta.AMENAZAS),
        (r"objetivo/fin|objetivo|fin", Etiqueta.OBJETIVO),
        (r"estrategia/objetivos? estrategicos?|objetivo estrategico|estrategia",
         Etiqueta.ESTRATEGIA),
        (r"eje(?: del)? (?:pmd|pmdg|plan municipal de desarrollo)|eje", Etiqueta.EJE),
        (r"lineas? de accion(?:/componentes?)?|componentes?", Etiqueta.LINEAS),
        (r"resultados?/impactos?|resultados", Etiqueta.RESULTADOS),
        (r"metas?", Etiqueta.METAS),
        (r"inversion", Etiqueta.INVERSION),
        (r"benefici(?:ad|ari)[oa]s", Etiqueta.BENEFICIADOS),
        (r"periodo de tiempo", Etiqueta.PERIODO),
        (r"temporalidad(?: de (?:la )?evaluacion)?", Etiqueta.TEMPORALIDAD),
        (r"evaluacion por parte del ayuntamiento", Etiqueta.EVALUACION),
        (r"fecha(?: de elaboracion)?", Etiqueta.FECHA),
        (r"responsable[:,]? \(?nombre y firma\)?|nombre y firma(?: del responsable)?",
         Etiqueta.RESPONSABLE),
    )
)  # fmt: skip

_BLOCK = re.compile(
    r"\W*(?P<kind>programa|actividad)\s*(?:n[oúu]m(?:ero)?\.?|no\.|n[°º]|#)?\s*"
    r"(?:(?P<number>[0-9]{1,3})(?![0-9]))?\s*(?:(?P<mark>[:.)\-–—]+)(?![0-9])(?P<name>.*))?",
    re.IGNORECASE | re.DOTALL,
)

_RESULT = (
    r"(?:metas?|inversi[oó]n|benefici(?:ad|ari)[oa]s|per[ií]odo\s+de\s+tiempo"
    r"|temporalidad(?:\s+de\s+(?:la\s+)?evaluaci[oó]n)?)"
)
_RESULT_AT = re.compile(
    rf"(?P<start>^|\n|{BOLD_ON}|(?<=\s)){BOLD_ON}*\s*(?P<label>{_RESULT})(?!\w)"
    rf"(?P<mark>\s*:?\s*{BOLD_OFF}?\s*:?)",
    re.IGNORECASE,
)
_UNMISTAKABLE = ("periodo de tiempo", "temporalidad de la evaluacion")


@dataclass(frozen=True, slots=True)
class Label:
    """A recognised label, the text that follows it in its cell, and a block's number."""

    etiqueta: Etiqueta
    rest: str
    numero: int | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """A cell of the results box: what stands before its first label, then label and value."""

    before: str
    values: tuple[tuple[Etiqueta, str], ...]


def label_of(text: str) -> Etiqueta | None:
    """Which label a text is, whatever its accents, case, spaces and colon."""
    if len(text) > 120:
        return None
    key = re.sub(r"\s*/\s*", "/", fold(text.strip(" \t\n:.;*#_-")))
    return next((etiqueta for pattern, etiqueta in _LABELS if pattern.fullmatch(key)), None)


def read_label(cell: Cell) -> Label | None:
    """The label a cell begins with; None when the cell is plain text."""
    block = _read_block(cell)
    if block is not None:
        return block
    text = cell.text
    head, colon, tail = text.partition(":")
    first, _, others = text.partition("\n")
    candidates = ((cell.lead, cell.after_lead), (head, tail if colon else ""), (first, others))
    for candidate, rest in candidates:
        etiqueta = label_of(candidate) if candidate else None
        if etiqueta is not None:
            return Label(etiqueta, rest.strip().removeprefix(":").strip())
    return None


def _read_block(cell: Cell) -> Label | None:
    """A label such as "PROGRAMA 1:"; a sentence that begins with the word is none."""
    for text, after in ((cell.lead, cell.after_lead), (cell.text, "")):
        match = _BLOCK.fullmatch(text) if text else None
        if match is None or not _says_block(match):
            continue
        rest = f"{(match['name'] or '').strip()} {after.strip().removeprefix(':')}".strip()
        numero = int(match["number"]) if match["number"] else None
        return Label(Etiqueta(match["kind"].lower()), rest, numero)
    return None


def _says_block(match: re.Match[str]) -> bool:
    if match["number"]:
        return True
    return (match["mark"] or "").startswith(":") and not (match["name"] or "").strip()


def read_results(cell: Cell, *, in_results: bool) -> Results | None:
    """Cut a cell at the labels of the results box; None when it has none.

    Inside a sentence only a bold label counts; *in_results* (the cell stands in the results
    column) accepts a label without its colon at the cell's beginning.
    """
    marked = cell.marked
    found: list[re.Match[str]] = []
    for match in _RESULT_AT.finditer(marked):
        if _is_result_label(match, bool(found), in_results):
            found.append(match)
    if not found:
        return None
    ends = [match.start() for match in found[1:]] + [len(marked)]
    values = []
    for match, end in zip(found, ends, strict=True):
        etiqueta = label_of(match["label"])
        if etiqueta is not None:
            values.append((etiqueta, plain(marked[match.end() : end])))
    return Results(plain(marked[: found[0].start()]), tuple(values))


def _is_result_label(match: re.Match[str], after_label: bool, in_results: bool) -> bool:
    colon = ":" in match["mark"]
    if BOLD_ON in match[0]:
        return colon or BOLD_OFF in match["mark"]
    line_start = match.start() == 0 or match["start"] == "\n"
    if colon:
        return line_start or (after_label and match["label"][0].isupper())
    if match.start() != 0:
        return False
    return in_results or fold(match["label"]) in _UNMISTAKABLE
