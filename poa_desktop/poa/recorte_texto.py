"""A recorte as text for Word and Excel, and líneas out of text that was copied there."""

import csv
import io
from html import escape

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import fecha_corta, format_cantidad, format_dinero
from poa_desktop.poa.pegado import cells_of
from poa_desktop.poa.periodos import MESES_CORTOS
from poa_desktop.poa.records import (
    UNIDAD_MEDIDA,
    Bloque,
    Ficha,
    Inversion,
    LineaAccion,
    TipoInversion,
    etiqueta_bloque,
)
from poa_desktop.poa.recorte import Recorte
from poa_desktop.poa.text import clean_text

MAX_RENGLONES = 500
_UNIDAD_LONGEST = 60  # a longer second cell is no unit of measure
_HTML = '<html lang="es-MX"><head><meta charset="utf-8"></head><body>{}</body></html>'
_TEXT = """ style='mso-number-format:"\\@"'"""  # for Excel a text, whatever it begins with
_HEAD = ("Línea de acción", "Unidad de medida", *(mes.capitalize() for mes in MESES_CORTOS))


def lineas_de_texto(text: str) -> tuple[LineaAccion, ...]:
    """Líneas, one for each row of a text: text and, behind a tab, unit. None for an empty text.

    Raises PoaError for more rows than anybody pastes on purpose.
    """
    rows = cells_of(text)
    if len(rows) > MAX_RENGLONES:
        raise PoaError(
            f"El portapapeles tiene {len(rows):,} renglones y se pegan a lo más {MAX_RENGLONES} de "
            "una vez: copie menos."
        )
    found = []
    for texto, *rest in rows:
        unidad = clean_text(rest[0], multiline=False).text if rest else ""
        kept = clean_text(texto).text
        if kept:
            usable = unidad and len(unidad) <= _UNIDAD_LONGEST
            found.append(LineaAccion(0, kept, unidad if usable else UNIDAD_MEDIDA))
    return tuple(found)


def texto_de(recorte: Recorte) -> str:
    """Rows of tab-separated cells: a heading for each block, then its líneas with their months."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter="\t", lineterminator="\n")
    for bloque in recorte.bloques:
        writer.writerow([_heading(bloque)])
        writer.writerows([f"{name}: {value}"] for name, value in _rows(bloque))
        writer.writerows(_linea(each) for each in bloque.lineas)
        writer.writerow([])
    writer.writerows(_linea(each) for each in recorte.lineas)
    return target.getvalue()


def html_de(recorte: Recorte) -> str:
    """The same as a document with tables."""
    parts = []
    for bloque in recorte.bloques:
        parts.append(f"<h3>{_escaped(_heading(bloque))}</h3>")
        parts += [
            f"<p><b>{_escaped(name)}:</b> {_escaped(value)}</p>" for name, value in _rows(bloque)
        ]
        parts.append(_table(bloque.lineas))
    parts.append(_table(recorte.lineas))
    return _HTML.format("".join(parts))


def _heading(bloque: Bloque) -> str:
    return f"{etiqueta_bloque(bloque)}: {bloque.nombre}"


def _rows(bloque: Bloque) -> list[tuple[str, str]]:
    ficha = bloque.ficha
    rows = (
        ("Estrategia", getattr(bloque, "estrategia", "")),
        ("Eje del PMD", bloque.eje),
        ("Metas", ficha.metas),
        ("Inversión", _inversion(ficha.inversion)),
        ("Beneficiados directos", ficha.beneficiados_directos or ""),
        ("Beneficiados indirectos", ficha.beneficiados_indirectos or ""),
        ("Periodo", _periodo(ficha)),
        ("Temporalidad", ficha.temporalidad.value.capitalize() if ficha.temporalidad else ""),
    )
    return [(name, value) for name, value in rows if value]


def _inversion(inversion: Inversion) -> str:
    if inversion.tipo is TipoInversion.NO_GENERA_GASTO:
        return "No genera gasto"
    if inversion.monto is None:
        return ""
    return f"{format_dinero(inversion.monto)} {inversion.nota}".strip()


def _periodo(ficha: Ficha) -> str:
    days = (("del", ficha.periodo_del), ("al", ficha.periodo_al))
    return " ".join(f"{word} {fecha_corta(day)}" for word, day in days if day is not None)


def _linea(linea: LineaAccion) -> list[str]:
    months = [format_cantidad(each) if each else "" for each in linea.programado]
    return [linea.texto, linea.unidad_medida, *months]


def _table(lineas: tuple[LineaAccion, ...]) -> str:
    if not lineas:
        return ""
    head = "".join(f"<th>{name}</th>" for name in _HEAD)
    rows = "".join(
        f"<tr>{_cells(_linea(each)[:2], _TEXT)}{_cells(_linea(each)[2:])}</tr>" for each in lineas
    )
    return f'<table border="1"><tr>{head}</tr>{rows}</table>'


def _cells(texts: list[str], kind: str = "") -> str:
    return "".join(f"<td{kind}>{_escaped(text)}</td>" for text in texts)


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")
