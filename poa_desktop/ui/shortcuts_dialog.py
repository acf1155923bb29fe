"""The list of every key: searched by typing, copied or printed."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.ui.announcement import announce
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.shortcuts import as_text, groups, in_words, matching
from poa_desktop.ui.theme import current_theme, font_of, set_role

_WIDTH, _HEIGHT = 720, 560
_NOTHING = "Ningún atajo tiene esas palabras."
_NO_PRINTER = "Este equipo no tiene impresoras: copie la lista y péguela en un documento."


class ShortcutsDialog(QDialog):
    """Every key, grouped by where it acts."""

    def __init__(self, parent: QWidget | None = None, prompts: Prompts | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Atajos del teclado")
        self._prompts = prompts or Prompts(self)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Buscar una tecla o lo que hace")
        self.search.setAccessibleName("Buscar un atajo")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show)
        self.list = QTreeWidget()
        self.list.setAccessibleName("Atajos del teclado")
        self.list.setHeaderLabels(["Tecla", "Qué hace"])
        self.list.setRootIsDecorated(False)
        self.list.setItemsExpandable(False)
        self.list.setIndentation(current_theme().gap)
        self.list.setUniformRowHeights(True)
        self.list.setStyleSheet(
            "QTreeWidget { border: 1px solid palette(dark); border-radius: 3px; }"
            " QTreeWidget:focus { border: 2px solid palette(accent); }"
            " QTreeWidget::item { padding: 3px 2px; }"
        )
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(True)
        self.list.header().setAccessibleName("Encabezado de los atajos")
        self.said = QLabel()
        set_role(self.said, "soft")
        self.said.setWordWrap(True)
        self._lay_out()
        self._show("")
        self.resize(_WIDTH, _HEIGHT)

    def _lay_out(self) -> None:
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.gap_wide, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        buttons = QHBoxLayout()
        for text, work in (("Copiar la lista", self.copy), ("Imprimir…", self.print_list)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, work=work: work())
            buttons.addWidget(button)
        buttons.addWidget(self.said, 1)
        close = QPushButton("Cerrar")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        buttons.addWidget(close)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)

    def _show(self, wanted: str) -> None:
        self.list.clear()
        theme = current_theme()
        for group in matching(wanted):
            head = QTreeWidgetItem([group.title])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            head.setFont(0, font_of(theme.body, bold=True))
            self.list.addTopLevelItem(head)
            head.setFirstColumnSpanned(True)
            head.addChildren([_row(in_words(keys), text) for keys, text in group.rows])
        self.list.expandAll()
        nothing = self.list.topLevelItemCount() == 0
        self._tell(_NOTHING if nothing else "")

    def _tell(self, sentence: str) -> None:
        self.said.setText(sentence)
        if sentence:
            announce(self.said, sentence)

    def copy(self) -> None:
        """Put the whole list on the clipboard."""
        QGuiApplication.clipboard().setText(as_text())
        self._tell("Lista copiada.")

    def print_list(self) -> None:
        """Print the whole list on the printer one chooses."""
        if not self._prompts.printers():
            self._tell(_NO_PRINTER)
            return
        from PySide6.QtGui import QTextDocument
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        document = QTextDocument()
        document.setHtml(_as_html())
        if self._prompts.ask_printer(printer, max(1, document.pageCount())):
            document.print_(printer)
            self._tell("La lista se envió a la impresora.")


def _as_html() -> str:
    parts = ["<h2>Atajos del teclado de POA Desktop</h2>"]
    for group in groups():
        rows = "".join(
            f"<tr><td width='34%'><b>{escape(in_words(keys))}</b></td><td>{escape(text)}</td></tr>"
            for keys, text in group.rows
        )
        parts.append(f"<h3>{escape(group.title)}</h3><table width='100%'>{rows}</table>")
    return "".join(parts)


def _row(keys: str, text: str) -> QTreeWidgetItem:
    row = QTreeWidgetItem([keys, text])
    for column in (0, 1):
        row.setToolTip(column, plain_tip(row.text(column)))
    return row
