"""The sheet Avance: what was done month by month, with comments, justifications and evidence.

One row per línea and month that has anything to say: something programado, captured, written or
attached. The first row of a línea has its whole text, the others the beginning in grey, so that
they stay low and can still be filtered. Quantities are read from Calendario, so each is captured
in one place only. Below stand a few empty rows, for a comment on any other month.
"""

from collections.abc import Sequence
from datetime import date

from poa_desktop.export import sheet_calendario as calendario
from poa_desktop.export.sheet_calendario import Renglon, unit_width, whole_numbers
from poa_desktop.export.sheet_capture import MONTHS, accept_list, accept_text, write_legend
from poa_desktop.export.sheet_cells import Book, Sheet, as_number, letter
from poa_desktop.export.sheet_evaluacion_look import semaforo_rules
from poa_desktop.export.sheet_formulas import NONE
from poa_desktop.export.sheet_measure import shorten, width_for
from poa_desktop.export.sheet_styles import CANTIDAD_ENTERA, PROGRAMADO_ENTERO, Kind
from poa_desktop.export.sheet_table import FIRST_ROW, finish_table, write_table_head
from poa_desktop.poa import libro
from poa_desktop.poa.evaluacion import EstadoLinea, evaluar_linea
from poa_desktop.poa.periodos import MESES, Periodo, Temporalidad, periodo_de_mes
from poa_desktop.poa.records import SIN_AVANCES, Poa

TITLE = libro.AVANCE
HEADS = (
    (libro.CLAVE, 7), (libro.LINEA, 40), (libro.UNIDAD, 9), (libro.MES, 11), ("Periodo", 8),
    ("Programado", 11), ("Realizado", 10), ("%", 9), ("Estado", 18), (libro.COMENTARIO, 36),
    (libro.JUSTIFICACION, 36), ("Evidencias", 10),
)  # fmt: skip
FREE_ROWS = 15
_UNIT_MOST = 20.0  # characters: a longer unit takes several rows
_PROGRAMADO, _REALIZADO, _PERCENT, _ESTADO, _COMENTARIO, _JUSTIFICACION, _COUNT = range(6, 13)


def write_avance(
    book: Book, poa: Poa, lines: Sequence[Renglon], hoy: date, periodo: Periodo | None,
    cerrados: frozenset[int],
) -> Sheet:  # fmt: skip
    """Add the sheet; with *periodo* only the months of that period.

    The texts of the months in *cerrados* cannot be written in.
    """
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
            _write_texts(sheet, row, line, mes, closed=mes in cerrados)
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
    write_legend(sheet, 2, _COMENTARIO - 1, _COMENTARIO - 1, _COUNT)
    if lines:
        _write_free_rows(sheet, last + 2, lines)
        _accept(sheet, last + 2 + FREE_ROWS)
    return sheet


def _write_free_rows(sheet: Sheet, heading: int, lines: Sequence[Renglon]) -> None:
    """Empty rows for the months that have none above: the person chooses clave and month."""
    text = "Para escribir sobre otro mes, elija aquí la clave y el mes."
    sheet.put(heading, 2, text, Kind.BLOCK_TEXT)
    sheet.merge(heading, 2, _COUNT)
    first, last = (f"{letter(calendario.CLAVE)}${row}" for row in (lines[0].row, lines[-1].row))
    claves = f"{calendario.TITLE}!${first}:${last}"
    texts = claves.replace(f"${letter(calendario.CLAVE)}$", f"${letter(calendario.TEXTO)}$")
    for row in range(heading + 1, heading + 1 + FREE_ROWS):
        sheet.blank(row, 1, Kind.CLAVE_INPUT)
        found = f'IFERROR(INDEX({texts},MATCH(A{row},{claves},0)),"Esa clave no existe.")'
        sheet.formula(row, 2, f'=IF(A{row}="","",{found})', "", Kind.REPEATED)
        for column in range(3, _COMENTARIO):
            sheet.blank(row, column, Kind.REPEATED)
        sheet.blank(row, 4, Kind.UNWRAPPED_INPUT)
        for column in (_COMENTARIO, _JUSTIFICACION):
            sheet.blank(row, column, Kind.TEXT_INPUT)
        sheet.blank(row, _COUNT, Kind.COUNT)
    area = f"{heading + 1}:{{}}{heading + FREE_ROWS}"
    accept_list(
        sheet, f"A{area.format('A')}", claves, "Clave", "Elija una clave de la lista.",
        prompt="La línea de la que quiere escribir.",
    )  # fmt: skip
    accept_list(sheet, f"D{area.format('D')}", MONTHS, "Mes", "Elija un mes de la lista.")


def _accept(sheet: Sheet, end: int) -> None:
    """What the texts take; *end* is the last of the free rows."""
    prompts = {
        _COMENTARIO: "",
        _JUSTIFICACION: "La revisión la pide cuando lo realizado se aparta de lo programado.",
    }
    for column, prompt in prompts.items():
        name = letter(column)
        title = HEADS[column - 1][0]
        accept_text(sheet, f"{name}{FIRST_ROW}:{name}{end}", title, prompt=prompt)


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
    unit = f"{calendario.TITLE}!{letter(calendario.UNIDAD)}{line.row}"
    sheet.echo(row, 3, unit, linea.unidad_medida, Kind.TEXT)
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
    if avance.evidencias:
        sheet.number(row, _COUNT, len(avance.evidencias), Kind.COUNT)
    else:
        sheet.blank(row, _COUNT, Kind.COUNT)
    sheet.fit(row, [(3, linea.unidad_medida), (_ESTADO, estado)], sheet.heights[row])


def _write_texts(sheet: Sheet, row: int, line: Renglon, mes: int, *, closed: bool) -> None:
    """Comentario and justificación: what is captured on this sheet."""
    avance = line.linea.avances[mes - 1]
    texts = [(_COMENTARIO, avance.comentario), (_JUSTIFICACION, avance.justificacion)]
    for column, text in texts:
        sheet.put(row, column, text, Kind.TEXT if closed else Kind.TEXT_INPUT)
    sheet.fit(row, texts, sheet.heights[row])


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
