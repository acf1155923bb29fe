"""The sheet Avance: what was done month by month, with comments, justifications and evidence.

One row per línea and month that has anything to say: something programado, captured, written or
attached. The first row of a línea has its whole text, the others the beginning in grey, so that
they stay low and can still be filtered. Quantities are read from Calendario, so each is captured
in one place only.
"""

from collections.abc import Sequence
from datetime import date

from poa_desktop.export import sheet_calendario as calendario
from poa_desktop.export.sheet_calendario import Renglon, unit_width, whole_numbers
from poa_desktop.export.sheet_cells import Book, Sheet, as_number, letter
from poa_desktop.export.sheet_evaluacion_look import semaforo_rules
from poa_desktop.export.sheet_formulas import NONE
from poa_desktop.export.sheet_measure import shorten, width_for
from poa_desktop.export.sheet_styles import CANTIDAD_ENTERA, PROGRAMADO_ENTERO, Kind
from poa_desktop.export.sheet_table import FIRST_ROW, finish_table, write_table_head
from poa_desktop.poa.evaluacion import EstadoLinea, evaluar_linea
from poa_desktop.poa.periodos import MESES, Periodo, Temporalidad, periodo_de_mes
from poa_desktop.poa.records import SIN_AVANCES, Poa

TITLE = "Avance"
HEADS = (
    ("Clave", 7), ("Línea de acción", 40), ("Unidad", 9), ("Mes", 11), ("Periodo", 8),
    ("Programado", 11), ("Realizado", 10), ("%", 9), ("Estado", 18), ("Comentario", 36),
    ("Justificación", 36), ("Evidencias", 10),
)  # fmt: skip
_UNIT_MOST = 20.0  # characters: a longer unit takes several rows
_PROGRAMADO, _REALIZADO, _PERCENT, _ESTADO, _COMENTARIO, _JUSTIFICACION, _COUNT = range(6, 13)


def write_avance(
    book: Book, poa: Poa, lines: Sequence[Renglon], hoy: date, periodo: Periodo | None
) -> Sheet:
    """Add the sheet; with *periodo* only the months of that period."""
    sheet = book.add_sheet(TITLE)
    units = (line.linea.unidad_medida for line in lines)
    unidad = max(unit_width(lines), width_for(units, 9, _UNIT_MOST))
    sheet.widths([unidad if head == "Unidad" else width for head, width in HEADS])
    which = periodo.en_palabras if periodo else f"Año {poa.ejercicio}"
    write_table_head(sheet, f"Avance · {poa.titulo}", which, [head for head, _ in HEADS])
    months = periodo.meses if periodo else tuple(range(1, 13))
    row = FIRST_ROW
    for line in lines:
        shown = [mes for mes in months if _has_anything(line, mes)]
        for mes in shown:
            _write_text(sheet, row, line, whole=mes == shown[0])
            _write_row(sheet, row, line, mes, poa, hoy)
            row += 1
    if row == FIRST_ROW:
        sheet.put(row, 2, "No hay nada programado ni capturado.", Kind.TEXT)
        row += 1
    finish_table(sheet, poa, len(HEADS), row - 1, frozen=3)
    first, last = FIRST_ROW, row - 1
    percent = letter(_PERCENT)
    for rule in semaforo_rules(f"{percent}{first}"):
        sheet.condition(f"{percent}{first}:{percent}{last}", rule)
    for column, whole in ((_PROGRAMADO, PROGRAMADO_ENTERO), (_REALIZADO, CANTIDAD_ENTERA)):
        cell = f"{letter(column)}{first}"
        sheet.condition(f"{cell}:{letter(column)}{last}", whole_numbers(cell, whole))
    return sheet


def _has_anything(line: Renglon, mes: int) -> bool:
    linea = line.linea
    return bool(linea.programado[mes - 1]) or linea.avances[mes - 1] != SIN_AVANCES[0]


def _write_text(sheet: Sheet, row: int, line: Renglon, *, whole: bool) -> None:
    """Clave and text of the línea; where not *whole*, as much as stands on one row."""
    texto = line.linea.texto
    sheet.put(row, 1, line.clave, Kind.CLAVE)
    if whole:
        sheet.put(row, 2, texto, Kind.TEXT)
    else:
        sheet.put(row, 2, shorten(texto, sheet.pixels(2)), Kind.REPEATED)
    sheet.fit(row, [(2, texto)] if whole else [])


def _write_row(sheet: Sheet, row: int, line: Renglon, mes: int, poa: Poa, hoy: date) -> None:
    linea, avance = line.linea, line.linea.avances[mes - 1]
    sheet.put(row, 3, linea.unidad_medida, Kind.TEXT)
    sheet.put(row, 4, MESES[mes - 1].capitalize(), Kind.TEXT)
    temporalidad = line.bloque.ficha.temporalidad or Temporalidad.TRIMESTRAL
    sheet.put(row, 5, periodo_de_mes(temporalidad, poa.ejercicio, mes).codigo, Kind.CENTER)
    planned = f"{calendario.TITLE}!{letter(calendario.PROGRAMADO + mes - 1)}{line.row}"
    done = f"{calendario.TITLE}!{letter(calendario.REALIZADO + mes - 1)}{line.row}"
    quantity = as_number(linea.programado[mes - 1])
    sheet.formula(row, _PROGRAMADO, f"={planned}", quantity, Kind.NUMBER)
    captured = as_number(avance.realizado)
    shown = "" if captured is None else captured
    sheet.formula(row, _REALIZADO, f'=IF(ISBLANK({done}),"",{done})', shown, Kind.NUMBER)
    result = evaluar_linea(linea, (mes,), poa.reglas, poa.ejercicio, hoy)
    own = f"{letter(_PROGRAMADO)}{row}", f"{letter(_REALIZADO)}{row}"
    has_figure = result.porcentaje is not None and captured is not None
    value = float(result.porcentaje / 100) if result.porcentaje is not None else 0.0
    formula = f'=IF({own[0]}=0,"{NONE}",IF({own[1]}="","{NONE}",{own[1]}/{own[0]}))'
    sheet.formula(row, _PERCENT, formula, value if has_figure else NONE, Kind.PERCENT)
    estado = result.estado.etiqueta
    if captured is None and result.estado in (
        EstadoLinea.SIN_AVANCE, EstadoLinea.SIN_PROGRAMACION,
    ):  # fmt: skip
        estado = ""
    sheet.formula(row, _ESTADO, _estado_formula(*own, mes), estado, Kind.WORD)
    sheet.put(row, _COMENTARIO, avance.comentario, Kind.TEXT_INPUT)
    sheet.put(row, _JUSTIFICACION, avance.justificacion, Kind.TEXT_INPUT)
    if avance.evidencias:
        sheet.number(row, _COUNT, len(avance.evidencias), Kind.COUNT)
    else:
        sheet.blank(row, _COUNT, Kind.COUNT)
    wrapped = (
        (3, linea.unidad_medida), (_ESTADO, estado), (_COMENTARIO, avance.comentario),
        (_JUSTIFICACION, avance.justificacion),
    )  # fmt: skip
    sheet.fit(row, list(wrapped), sheet.heights[row])


def _estado_formula(planned: str, done: str, mes: int) -> str:
    """The state of one month, in the words of EstadoLinea."""
    due = f"AND({planned}>0,DATE(Ejercicio,{mes + 1},0)<Corte)"
    over = f"ROUND({done}/{planned},11)>Umbral_sobre"
    state = EstadoLinea
    return (
        f'=IF({done}="",IF({due},"{state.SIN_CAPTURAR.etiqueta}",""),'
        f'IF({planned}=0,IF({done}>0,"{state.REALIZADO_SIN_PROGRAMAR.etiqueta}",'
        f'"{state.SIN_PROGRAMACION.etiqueta}"),'
        f'IF({over},"{state.SOBRECUMPLIMIENTO.etiqueta}",'
        f'IF({done}>={planned},"{state.CUMPLIDA.etiqueta}",'
        f'IF({done}>0,"{state.PARCIAL.etiqueta}","{state.SIN_AVANCE.etiqueta}")))))'
    )
