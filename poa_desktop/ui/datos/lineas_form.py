"""The list of the líneas of a programa or actividad."""

from collections.abc import Sequence

from poa_desktop.data import lineas
from poa_desktop.poa.calendario import programado_predeterminado
from poa_desktop.poa.candados import motivo_quitar, solo_abiertos
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.problems import Problem, TipoLugar
from poa_desktop.poa.records import Bloque, LineaAccion, Poa
from poa_desktop.poa.recorte_texto import lineas_de_texto
from poa_desktop.poa.text import clean_text
from poa_desktop.poa.unidades import escritura
from poa_desktop.ui.datos.unidad_field import catalogo_de
from poa_desktop.ui.fields.list import ItemList, ItemWords, ItemWrites
from poa_desktop.ui.fields.list_model import Item
from poa_desktop.ui.fields.note import told
from poa_desktop.ui.fields.record_form import RecordForm
from poa_desktop.ui.place import find_bloque

UNIDAD_COLUMN = 2


class LineasList(ItemList):
    """The líneas: added with the default schedule of the ficha."""

    def __init__(self, form: RecordForm, heading: str) -> None:
        self._form = form
        words = ItemWords(
            heading=heading,
            titles=("Texto", "Unidad de medida"),
            first="Escriba la primera línea de acción y pulse Enter",
            next="Escriba otra línea de acción y pulse Enter",
        )
        writes = ItemWrites(self._add, self._edit, self._delete, self._move, self._add_table)
        super().__init__("lineas", words, writes, {UNIDAD_COLUMN: self._unidades})
        self.button_add = self.add_button("Agregar línea")

    def _unidades(self) -> list[str]:
        return list(catalogo_de(self._form.session))

    @property
    def _poa(self) -> Poa:
        poa = self._form.session.poa
        assert poa is not None
        return poa

    def show_lineas(self, bloque: Bloque, problems: Sequence[Problem]) -> None:
        """Show the líneas of a block, each with what the checks say of it."""
        said: dict[int, list[str]] = {linea.id: [] for linea in bloque.lineas}
        for each in problems:
            if each.donde.tipo is TipoLugar.LINEA and each.donde.id in said:
                said[each.donde.id].append(told(each))
        self.show_value(
            [
                Item(each.id, (each.texto, each.unidad_medida), "\n".join(said[each.id]))
                for each in bloque.lineas
            ]
        )

    def _add(self, texts: Sequence[str]) -> str | None:
        return self._write([LineaAccion(0, text) for text in texts])

    def _add_table(self, text: str) -> str | None:
        """Rows of a table: text, and unit in the second column."""
        try:
            return self._write(lineas_de_texto(text))
        except PoaError as error:
            return str(error)

    def _write(self, new: Sequence[LineaAccion]) -> str | None:
        poa, place = self._poa, self._form.place
        bloque = find_bloque(poa, place)
        assert bloque is not None
        schedule = solo_abiertos(poa, programado_predeterminado(bloque.ficha, poa.ejercicio))
        units = self._unidades()
        return self._form.write(
            "Agregar línea" if len(new) == 1 else "Agregar líneas",
            lambda db: [
                lineas.add(
                    db,
                    place.tipo,
                    place.id,
                    each.texto,
                    programado=schedule,
                    unidad_medida=escritura(each.unidad_medida, units),
                )
                for each in new
            ],
        )

    def _edit(self, item: int, column: int, text: str) -> str | None:
        if column == UNIDAD_COLUMN - 1:
            unidad = escritura(clean_text(text, multiline=False).text, self._unidades())
            return self._held(item, "cambia de unidad") or self._form.write(
                "Editar unidad de medida", lambda db: lineas.edit(db, item, unidad_medida=unidad)
            )
        cleaned = clean_text(text)
        self._notices = cleaned.notices
        if not cleaned.text:
            return "La línea no puede quedar vacía: para eliminarla pulse Supr."
        return self._form.write(
            "Editar línea", lambda db: lineas.edit(db, item, texto=cleaned.text)
        )

    def _delete(self, item: int) -> str | None:
        return self._held(item, "se elimina") or self._form.write(
            "Eliminar línea", lambda db: lineas.delete(db, item)
        )

    def _held(self, item: int, verbo: str) -> str:
        """Why a línea with something in a closed month stays as it is; "" when it need not."""
        return motivo_quitar(self._poa, [item], verbo=verbo)

    def _move(self, item: int, position: int) -> str | None:
        return self._form.write("Mover línea", lambda db: lineas.move(db, item, position))
