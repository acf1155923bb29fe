"""How a mention of the old year is shown: its row, its sentence, and the count of them all."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat
from PySide6.QtWidgets import QTextEdit, QTreeWidgetItem

from poa_desktop.poa.texto_viejo import Mencion
from poa_desktop.poa.texto_viejo_hallado import TipoMencion
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import current_theme

PLACE = int(Qt.ItemDataRole.UserRole)
"""Where in a row its position among the mentions is kept."""

_WORDS = {
    TipoMencion.EJERCICIO: "Año",
    TipoMencion.FECHA: "Fecha",
    TipoMencion.NOMBRE: "Nombre",
    TipoMencion.IMPORTE: "Importe",
}


class Sentence(QTextEdit):
    """The sentence, the words in question marked."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Frase en la que aparece")
        self.setFixedHeight(72)

    def show_mention(self, mencion: Mencion | None) -> None:
        """Show where the words stand."""
        self.clear()
        if mencion is None:
            return
        theme = current_theme()
        plain, marked = QTextCharFormat(), QTextCharFormat()
        marked.setFontWeight(QFont.Weight.Bold)
        marked.setForeground(QColor(theme.selection_ink))
        marked.setBackground(QColor(theme.selection))
        cursor = self.textCursor()
        before, after = mencion.alrededor()
        for text, form in ((before, plain), (mencion.citado, marked), (after, plain)):
            cursor.insertText(text, form)


def mention_row(place: int, mencion: Mencion) -> QTreeWidgetItem:
    """A row of the list."""
    duda = " (?)" if mencion.duda else ""
    texts = [
        mencion.donde.etiqueta,
        mencion.citado,
        mencion.propuesta or "—",
        _WORDS[mencion.tipo] + duda,
    ]
    item = QTreeWidgetItem(texts)
    item.setData(0, PLACE, place)
    for column, text in enumerate(texts):
        item.setToolTip(column, plain_tip(text))
    if mencion.duda:
        item.setToolTip(3, plain_tip(mencion.duda))
    return item


def count_text(open_ones: tuple[Mencion, ...], all_of_them: int) -> str:
    """How many of each kind nobody judged."""
    if not open_ones:
        return "Todo está revisado." if all_of_them else "No hay nada del año anterior."
    counted = {tipo: sum(each.tipo is tipo for each in open_ones) for tipo in TipoMencion}
    names = {
        TipoMencion.EJERCICIO: ("año", "años"),
        TipoMencion.FECHA: ("fecha", "fechas"),
        TipoMencion.NOMBRE: ("nombre", "nombres"),
        TipoMencion.IMPORTE: ("importe", "importes"),
    }
    parts = [f"{n} {names[tipo][n != 1]}" for tipo, n in counted.items() if n]
    return f"Por revisar: {', '.join(parts)}. Lo que deje sigue en la revisión (F8)."
