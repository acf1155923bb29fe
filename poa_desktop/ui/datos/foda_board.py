"""The FODA as the form prints it: two rows of two ordered lists."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from poa_desktop.data import poas
from poa_desktop.poa.records import Cuadrante, Foda
from poa_desktop.poa.text import clean_text
from poa_desktop.ui.fields.list import ItemList, ItemWords, ItemWrites
from poa_desktop.ui.fields.list_model import Item
from poa_desktop.ui.fields.record_form import RecordForm
from poa_desktop.ui.theme import current_theme

_FIRST = {
    Cuadrante.FORTALEZAS: "primera fortaleza",
    Cuadrante.DEBILIDADES: "primera debilidad",
    Cuadrante.OPORTUNIDADES: "primera oportunidad",
    Cuadrante.AMENAZAS: "primera amenaza",
}


def _words(cuadrante: Cuadrante) -> ItemWords:
    first = _FIRST[cuadrante]
    return ItemWords(
        heading=cuadrante.value.capitalize(),
        titles=("Texto",),
        first=f"Escriba la {first} y pulse Enter",
        next=f"Escriba otra {first.removeprefix('primera ')} y pulse Enter",
    )


class FodaList(ItemList):
    """One list of the FODA."""

    def __init__(self, form: RecordForm, cuadrante: Cuadrante) -> None:
        self._form = form
        self._cuadrante = cuadrante
        self._one = _FIRST[cuadrante].removeprefix("primera ")
        writes = ItemWrites(self._add, self._edit, self._delete, self._move)
        super().__init__(cuadrante.value, _words(cuadrante), writes)

    def _add(self, texts: Sequence[str]) -> str | None:
        poa = self._form.session.poa
        assert poa is not None
        return self._form.write(
            f"Agregar {self._one if len(texts) == 1 else self._cuadrante.value}",
            lambda db: [poas.add_foda(db, poa.id, self._cuadrante, text) for text in texts],
        )

    def _edit(self, item: int, _column: int, text: str) -> str | None:
        cleaned = clean_text(text)
        self._notices = cleaned.notices
        if not cleaned.text:
            return f"La {self._one} no puede quedar vacía: para quitarla pulse Supr."
        return self._form.write(
            f"Editar {self._one}", lambda db: poas.edit_foda(db, item, cleaned.text)
        )

    def _delete(self, item: int) -> str | None:
        return self._form.write(f"Quitar {self._one}", lambda db: poas.delete_foda(db, item))

    def _move(self, item: int, position: int) -> str | None:
        return self._form.write(f"Mover {self._one}", lambda db: poas.move_foda(db, item, position))


class FodaBoard(QWidget):
    """The four lists, in the order of the form."""

    def __init__(self, form: RecordForm) -> None:
        super().__init__()
        theme = current_theme()
        self.lists = {cuadrante: FodaList(form, cuadrante) for cuadrante in Cuadrante}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(theme.margin)
        layout.setVerticalSpacing(theme.margin)
        for place, each in enumerate(self.lists.values()):
            layout.addWidget(each, *divmod(place, 2))
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)

    def show_foda(self, foda: Foda) -> None:
        """Show the four lists."""
        for cuadrante, each in self.lists.items():
            each.show_value([Item(item.id, (item.texto,)) for item in foda.items(cuadrante)])
