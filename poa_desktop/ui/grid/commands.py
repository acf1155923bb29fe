"""What is done with the selected cells of a month table: copy, paste, fill, clear, fulfil."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from poa_desktop.poa.errors import PoaError
from poa_desktop.ui.grid import block
from poa_desktop.ui.grid.clipboard import mime_of, parse_block
from poa_desktop.ui.grid.cumplir import as_programmed
from poa_desktop.ui.grid.exact import with_exact
from poa_desktop.ui.grid.model import MonthGridModel
from poa_desktop.ui.grid.pasting import Reading, landings, read_landings
from poa_desktop.ui.grid.reading import empty_value
from poa_desktop.ui.grid.rows import CellKey
from poa_desktop.ui.prompts import prompts_of

if TYPE_CHECKING:
    from poa_desktop.ui.grid.table import MonthGridTable

_NO_MONTH = "Elija la celda de un mes para pegar ahí."


class GridCommands:
    """Each is one operation, which one Ctrl+Z takes back."""

    def __init__(self, table: "MonthGridTable", model: MonthGridModel) -> None:
        self._table = table
        self._model = model

    def _refuse(self, error: PoaError) -> None:
        self._model.rejected.emit(str(error))

    def copy(self) -> bool:
        """Put the selected block on the clipboard, as text and as a table; False if it is none."""
        try:
            rows = block.copied(self._model, self._table.selectionModel().selection())
        except PoaError as error:
            self._refuse(error)
            return False
        if rows:
            QGuiApplication.clipboard().setMimeData(mime_of(rows))
        return bool(rows)

    def cut(self) -> None:
        """Copy the selected block and clear it; nothing of a locked month can be cut."""
        if not self.copy():
            return
        values = {key: empty_value(key) for key in self._table.selected().cells.values()}
        if values:
            self._model.write(f"Cortar {celdas(len(values))}", values)

    def clear(self) -> None:
        """Empty the selected quantities: nothing programado, realizado sin capturar."""
        values = {key: empty_value(key) for key in self._table.selected().cells.values()}
        if values:
            self._model.write(f"Borrar {celdas(len(values))}", values, clearing=True)

    # -- paste -------------------------------------------------------------------------------

    def paste(self) -> None:
        """Write the clipboard's block from the selection's first cell on, as one operation. What
        cannot be written is named first, and the rest goes in only when the user agrees.
        """
        try:
            reading = self._read_clipboard()
        except PoaError as error:
            self._refuse(error)
            return
        if reading is None:
            return
        self._model.mark(reading.bad)
        if not self._agreed(reading):
            return
        values = reading.values
        if values and not self._model.write(f"Pegar {celdas(len(values))}", values):
            return
        quantities = [key for key in values if isinstance(key, CellKey)]
        if quantities and not reading.bad:
            self._select_keys(quantities)
        self._tell(reading)

    def _read_clipboard(self) -> Reading | None:
        rows, columns = block.selected_places(self._model, self._table.selectionModel().selection())
        columns = [n for n in columns if self._takes(n)]
        if not rows or not columns:
            raise PoaError(_NO_MONTH)
        data = QGuiApplication.clipboard().mimeData()
        texts = with_exact(parse_block(data.text()), data.html())
        placed = landings(self._model, rows, columns, texts)
        return read_landings(self._model, placed) if placed else None

    def _takes(self, column: int) -> bool:
        return self._model.columns[column].mes is not None or self._model.is_text(column)

    def _agreed(self, reading: Reading) -> bool:
        """Whether to write what can be; one lone bad cell, or a locked plan, needs no question."""
        bad = reading.bad
        if not bad:
            return True
        self._model.rejected.emit(f"{bad[0].name}: {bad[0].reason}")
        lock = self._model.session.candado_plan
        if not reading.values and (len(bad) == 1 or all(each.reason == lock for each in bad)):
            return False
        from poa_desktop.ui.grid.paste_dialog import PasteDialog

        prompts = self._table.prompts or prompts_of(self._table)
        dialog = PasteDialog(bad, len(reading.values), self._table.window())
        agreed = prompts.review(dialog)
        dialog.deleteLater()
        return agreed and bool(reading.values)

    def _tell(self, reading: Reading) -> None:
        """What the paste left out, if anything."""
        count = len(reading.bad)
        if count:
            left = "1 celda quedó" if count == 1 else f"{count} celdas quedaron"
            self._model.accepted.emit(f"{left} sin pegar, marcadas con «!».")
        elif reading.computed:
            self._model.accepted.emit("Los totales no se pegan: se calculan con los meses.")

    def _select_keys(self, keys: list[CellKey]) -> None:
        corners = [self._model.index_of(keys[0]), self._model.index_of(keys[-1])]
        self._table.select_block(*corners)

    # -- fill --------------------------------------------------------------------------------

    def fill_right(self) -> None:
        """Repeat the first selected column to the right."""
        self._fill("Rellenar a la derecha", block.filled_right)

    def fill_down(self) -> None:
        """Repeat the first selected row downwards."""
        self._fill("Rellenar hacia abajo", block.filled_down)

    def _fill(
        self,
        titulo: str,
        filled: Callable[[MonthGridModel, block.Selected], Mapping[CellKey, int | None]],
    ) -> None:
        selected = self._table.selected()
        values = filled(self._model, selected) if selected.cells else {}
        if values:
            self._model.write(titulo, values)

    def spread(self, text: str) -> bool:
        """Write what is typed into every selected cell; False when it cannot be."""
        keys = list(self._table.selected().cells.values())
        return self._model.write_texts(
            f"Escribir en {celdas(len(keys))}", dict.fromkeys(keys, text)
        )

    def cumplir(self, *, chosen: block.Selected | None = None) -> None:
        """Capture what was programado as realizado, where it is due and nothing is captured; of
        the selection, or of some other cells.
        """
        found = as_programmed(self._model, chosen or self._table.selected())
        done = len(found.values)
        if found.values and not self._model.write(
            f"Cumplir lo programado en {celdas(done)}", found.values
        ):
            return
        self._model.accepted.emit(found.told)


def celdas(count: int) -> str:
    """A number of cells in words."""
    return "1 celda" if count == 1 else f"{count} celdas"
