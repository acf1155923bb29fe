"""The ordered list of the ejes of the Plan Municipal de Desarrollo."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from poa_desktop.data import municipios
from poa_desktop.poa.text import clean_text, fold
from poa_desktop.ui.fields.list import ItemList, ItemWords, ItemWrites
from poa_desktop.ui.fields.list_model import Item

if TYPE_CHECKING:
    from poa_desktop.ui.fields.record_form import RecordForm

_WORDS = ItemWords(
    heading="Ejes del PMD",
    titles=("Eje",),
    first="Escriba el primer eje y pulse Enter",
    next="Escriba otro eje y pulse Enter",
)


def ejes_items(ejes: Sequence[str]) -> list[Item]:
    """The ejes as items; an eje is known by its name, so its place serves as id."""
    return [Item(number, (nombre,)) for number, nombre in enumerate(ejes)]


def ejes_list(form: "RecordForm") -> ItemList:
    """The list, writing through the form."""

    def ejes() -> list[str]:
        return list(form.session.municipio.ejes)

    def keep(titulo: str, names: list[str]) -> str | None:
        if len({fold(name) for name in names}) < len(names):
            return "Ese eje ya está en la lista."
        return form.write(titulo, lambda db: municipios.set_ejes(db, names))

    def add(texts: Sequence[str]) -> str | None:
        names = [clean_text(text, multiline=False).text for text in texts]
        return keep("Agregar eje" if len(names) == 1 else "Agregar ejes", [*ejes(), *names])

    def edit(item: int, _column: int, text: str) -> str | None:
        name = clean_text(text, multiline=False).text
        if not name:
            return "El eje no puede quedar vacío: para quitarlo pulse Supr."
        names = ejes()
        names[item] = name
        return keep("Editar eje", names)

    def delete(item: int) -> str | None:
        names = ejes()
        del names[item]
        return keep("Quitar eje", names)

    def move(item: int, position: int) -> str | None:
        names = ejes()
        names.insert(position, names.pop(item))
        reason = keep("Mover eje", names)
        if reason is None:
            index = field.model.index(position, 1)
            field.view.setCurrentIndex(index)
        return reason

    field = ItemList("ejes", _WORDS, ItemWrites(add, edit, delete, move))
    return field
