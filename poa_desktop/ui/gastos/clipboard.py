"""What copying and pasting gastos means: rows to and from a spreadsheet."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication

from poa_desktop.poa.errors import PoaError
from poa_desktop.ui.gastos.model import GastosModel
from poa_desktop.ui.gastos.reading import CAMPOS, NewGasto, plain, read_block
from poa_desktop.ui.grid.clipboard import format_block, parse_block


def copy_rows(model: GastosModel, ids: Sequence[int]) -> None:
    """Put gastos on the clipboard, as fecha, importe, partida and concepto."""
    chosen = [gasto for gasto in model.gastos if gasto.id in ids]
    if chosen:
        rows = [[plain(campo, gasto) for campo in CAMPOS] for gasto in chosen]
        QGuiApplication.clipboard().setText(format_block(rows))


def paste_text(model: GastosModel, index: QModelIndex, text: str) -> None:
    """Add copied rows as gastos, all or none; one single text goes into the cell at *index*."""
    try:
        rows = parse_block(text)
        if len(rows) == 1 and len(rows[0]) == 1:
            model.setData(index, rows[0][0])
            return
        block = read_block(rows, model.ejercicio)
    except PoaError as error:
        model.rejected.emit(str(error))
        return
    if block.reasons:
        model.rejected.emit("No se pegó nada: hay renglones que corregir.")
        model.session.failed.emit(block.told())
    elif block.gastos:
        _add(model, block.gastos)


def _add(model: GastosModel, news: Sequence[NewGasto]) -> None:
    one = len(news) == 1
    count = "1 gasto" if one else f"{len(news)} gastos"
    if model.add(f"Pegar {count} en {model.clave}", news):
        verb = "Se agregó" if one else "Se agregaron"
        outside = sum(map(model.outside, news))
        beyond = f" {outside} con fecha fuera del ejercicio: revíselos." if outside else ""
        model.accepted.emit(f"{verb} {count}.{beyond} Ctrl+Z deshace el pegado.")
