"""The sheet Evidencias: one row per attached file, with what Planeación thinks of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from poa_desktop.export.pdf_evidencias_lista import kind_in_words
from poa_desktop.export.sheet_calendario import Renglon
from poa_desktop.export.sheet_capture import accept_list, accept_text, write_legend
from poa_desktop.export.sheet_cells import Book, Sheet, letter
from poa_desktop.export.sheet_styles import Kind
from poa_desktop.export.sheet_table import FIRST_ROW, finish_table, write_table_head
from poa_desktop.poa import libro
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.records import EstadoEvidencia, Evidencia, Poa

TITLE = libro.EVIDENCIAS
_HEADS = (
    (libro.NUMERO, 6), (libro.CLAVE, 7), (libro.LINEA, 40), (libro.MES, 12), ("Archivo", 34),
    ("Tipo", 14), ("Tamaño (bytes)", 14), (libro.ESTADO, 12), (libro.MOTIVO, 34),
)  # fmt: skip
_SIZE, _ESTADO, _MOTIVO = 7, 8, 9
STATES = tuple(estado.value.capitalize() for estado in EstadoEvidencia)


@dataclass(frozen=True, slots=True)
class Prueba:
    """An evidencia with its place; *numero* is its number in this workbook."""

    numero: int
    line: Renglon
    mes: int
    evidencia: Evidencia


def pruebas(lines: Sequence[Renglon]) -> Iterator[Prueba]:
    """Every evidencia, numbered from 1 in the order of the líneas and months."""
    number = 0
    for line in lines:
        for mes, avance in enumerate(line.linea.avances, start=1):
            for evidencia in avance.evidencias:
                number += 1
                yield Prueba(number, line, mes, evidencia)


def write_evidencias(
    book: Book, poa: Poa, lines: Sequence[Renglon], cerrados: frozenset[int]
) -> Sheet:
    """Add the sheet. Sizes are bytes. Evidencias of *cerrados* months cannot be judged."""
    sheet = book.add_sheet(TITLE)
    sheet.widths([width for _, width in _HEADS])
    row = FIRST_ROW
    for prueba in pruebas(lines):
        _write_row(sheet, row, prueba, closed=prueba.mes in cerrados)
        row += 1
    count = row - FIRST_ROW
    subtitle = f"{count} archivos" if count != 1 else "1 archivo"
    write_table_head(
        sheet, f"Relación de evidencias · {poa.titulo}", subtitle, [head for head, _ in _HEADS]
    )
    write_legend(sheet, 2, _SIZE - 2, _SIZE - 2, _MOTIVO)
    if count:
        _accept(sheet, row - 1)
    else:
        sheet.put(row, 3, "Todavía no hay evidencias.", Kind.TEXT)
        row += 1
    finish_table(sheet, poa, len(_HEADS), row - 1, frozen=2)
    return sheet


def _write_row(sheet: Sheet, row: int, prueba: Prueba, *, closed: bool) -> None:
    line, evidencia = prueba.line, prueba.evidencia
    sheet.number(row, 1, prueba.numero, Kind.COUNT)
    sheet.put(row, 2, line.clave, Kind.CLAVE)
    texts = [
        (3, line.linea.texto), (4, MESES[prueba.mes - 1].capitalize()), (5, evidencia.nombre),
        (6, kind_in_words(evidencia)),
    ]  # fmt: skip
    for column, text in texts:
        sheet.put(row, column, text, Kind.TEXT)
    sheet.number(row, _SIZE, evidencia.tamano, Kind.BYTES)
    estado = evidencia.estado.value.capitalize()
    sheet.put(row, _ESTADO, estado, Kind.WORD if closed else Kind.WORD_INPUT)
    sheet.put(row, _MOTIVO, evidencia.motivo, Kind.TEXT if closed else Kind.TEXT_INPUT)
    sheet.fit(row, [*texts, (_MOTIVO, evidencia.motivo)])


def _accept(sheet: Sheet, last: int) -> None:
    estado, motivo = (
        f"{letter(column)}{FIRST_ROW}:{letter(column)}{last}" for column in (_ESTADO, _MOTIVO)
    )
    accept_list(
        sheet, estado, f'"{",".join(STATES)}"', libro.ESTADO,
        f"Elija {STATES[0]}, {STATES[1]} u {STATES[2]}.",
        prompt="Si la observa, escriba el motivo al lado.",
    )  # fmt: skip
    accept_text(sheet, motivo, libro.MOTIVO, prompt="Solo lo lleva una evidencia observada.")
