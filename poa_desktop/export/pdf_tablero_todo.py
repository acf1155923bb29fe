"""Beside the curve: what is left to do in the period, and the money planned and spent."""

from collections.abc import Sequence
from itertools import groupby

from poa_desktop.export import paleta
from poa_desktop.export.pdf_paper import Area, Paper, fitted_size, width_of
from poa_desktop.poa.formats import format_dinero, format_porcentaje
from poa_desktop.poa.periodos import MESES_CORTOS
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.tablero.inversion import InversionData, exceeding
from poa_desktop.tablero.pending import Falta, Pendiente

NOTHING = "Nada pendiente en este periodo."

_SIZE = 7.4
_SMALL = 6.6
_ROW = 11.4
_MONTH = 17.0
_AMOUNT = 14.0
_INK = {
    Falta.OBSERVACION: Semaforo.ROJO,
    Falta.CAPTURA: Semaforo.ROJO,
    Falta.JUSTIFICACION: Semaforo.AMARILLO,
    Falta.EVIDENCIA: Semaforo.AMARILLO,
    Falta.ACTO: Semaforo.GRIS,
}


def draw_todo(paper: Paper, area: Area, pendientes: Sequence[Pendiente]) -> None:
    """Draw the kinds with their counts, as many rows of each as fit, and how many are left out."""
    if not pendientes:
        paper.text(area.left, area.top - _SIZE - 2, NOTHING, _SIZE, paleta.TEXTO_SECUNDARIO)
        return
    groups = [tuple(rows) for _, rows in groupby(pendientes, key=lambda each: each.falta)]
    slots = max(1, int(area.height / _ROW + 0.001))
    shares = share_rows([len(group) for group in groups], slots)
    key_width = max(width_of(each.clave, _SMALL) for each in pendientes) + 6
    y = area.top
    for group, share in zip(groups, shares, strict=True):
        y = _draw_heading(paper, area, y, group)
        for each in group[:share]:
            y = _draw_row(paper, area, y, each, key_width)
    left_out = len(pendientes) - sum(shares)
    if left_out:
        text = f"y {left_out:,} más" if sum(shares) else f"{left_out:,} en total"
        paper.text(area.left, y - _ROW * 0.72, text, _SIZE, paleta.TEXTO_SECUNDARIO)


def share_rows(counts: Sequence[int], slots: int) -> list[int]:
    """How many rows of each kind are shown where so many rows fit, headings among them.

    The kinds take turns, so that a long one does not hide the others; where not all fits, one row
    is kept to say so.
    """
    room = slots - len(counts)
    if sum(counts) > room:
        room -= 1
    shares = [0] * len(counts)
    while room > 0 and any(share < count for share, count in zip(shares, counts, strict=True)):
        for place, count in enumerate(counts):
            if room > 0 and shares[place] < count:
                shares[place] += 1
                room -= 1
    return shares


def _draw_heading(paper: Paper, area: Area, y: float, group: Sequence[Pendiente]) -> float:
    falta = group[0].falta
    text = f"{falta.etiqueta} ({len(group):,})"
    ink = paleta.SEMAFORO_TINTA[_INK[falta]]
    paper.text(area.left, y - _ROW * 0.72, text, _SIZE, ink, bold=True)
    paper.rule(area.left, area.right, y - _ROW, paleta.FILETE_SUAVE, 0.5)
    return y - _ROW


def _draw_row(paper: Paper, area: Area, y: float, each: Pendiente, key_width: float) -> float:
    baseline, soft = y - _ROW * 0.72, paleta.TEXTO_SECUNDARIO
    month = MESES_CORTOS[each.mes - 1].capitalize()
    paper.text(area.left, baseline, month, _SMALL, soft)
    paper.text(area.left + _MONTH, baseline, each.clave, _SMALL, soft)
    left = area.left + _MONTH + key_width
    paper.text(left, baseline, each.texto, _SIZE, room=area.right - left)
    paper.rule(area.left, area.right, y - _ROW, paleta.FILETE_SUAVE, 0.25)
    return y - _ROW


def draw_inversion(paper: Paper, area: Area, data: InversionData) -> None:
    """Draw what is planned and what is spent of it, with a bar and last year's spending."""
    soft = paleta.TEXTO_SECUNDARIO
    y = area.top - 9
    paper.text(area.left, y, "Inversión programada", 8.4, paper.accent, bold=True)
    y = _draw_figure(paper, area, y, data.cifra)
    for text in (data.que_es, *data.detalle):
        y -= 10
        paper.text(area.left, y, text, 7.2, soft, room=area.width)
    if data.ejercido is None:
        return
    y -= 17
    paper.text(area.left, y, "Ejercida", 8.4, paper.accent, bold=True)
    if data.porcentaje is not None:
        share = format_porcentaje(data.porcentaje)
        paper.text(area.right, y, share, 8.4, bold=True, align="right")
    y = _draw_figure(paper, area, y, format_dinero(data.ejercido))
    if data.porcentaje is not None:
        over = paleta.SEMAFORO_RELLENO[Semaforo.ROJO] if data.excedente else paleta.TEXTO_SECUNDARIO
        paper.bar(Area(area.left, y - 5, area.width, 4), data.porcentaje, over)
        y -= 9
    for text, color in _notes(data):
        y -= 10
        paper.text(area.left, y, text, 7.2, color, room=area.width)


def _draw_figure(paper: Paper, area: Area, y: float, text: str) -> float:
    size = fitted_size(text, area.width, _AMOUNT, 6.0, bold=True)
    y -= _AMOUNT + 2
    paper.text(area.left, y, text, size, bold=True, room=area.width)
    return y


def _notes(data: InversionData) -> list[tuple[str, str]]:
    """Rows below the bar: the period's share, what is beyond the plan, last year."""
    soft, ink = paleta.TEXTO_SECUNDARIO, paleta.SEMAFORO_TINTA[Semaforo.ROJO]
    rows = []
    if data.en_periodo is not None and data.periodo != "Año":
        rows.append((f"Ejercida en {data.periodo}: {format_dinero(data.en_periodo)}", soft))
    if data.excedente and data.programado:
        rows.append((f"{format_dinero(data.excedente)} más de lo programado", ink))
    elif data.excedente:
        rows.append(("Ejercida sin inversión programada", ink))
    elif data.excedidas:
        rows.append((exceeding(data.excedidas), ink))
    if data.anterior:
        rows.append((data.anterior, soft))
    return rows
