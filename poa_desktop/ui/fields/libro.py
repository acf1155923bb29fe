"""The field of the municipio's own Excel template: which it is, what of it is filled or wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from poa_desktop.data.plantillas import MAX_BYTES
from poa_desktop.files import read_bytes
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import Plantilla
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.fields.instant import InstantField
from poa_desktop.ui.fields.note import notice
from poa_desktop.ui.icons import set_icon
from poa_desktop.ui.theme import current_theme, set_role

NONE = "Sin plantilla propia. El ejemplo muestra los nombres de celda que el programa llena."
MOST = 6
"""So many wrong names are listed; the command line lists all."""

Keep = Callable[[str, bytes | None], str | None]


class LibroField(InstantField):
    """Shows the template and changes it at once."""

    campo = "libro"

    def __init__(self, keep: Keep) -> None:
        super().__init__()
        self._keep = keep
        self._stored: Plantilla | None = None
        self.color = ""
        self.name = ElidedLabel("")
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self.told, "soft")
        self.choose = self._button("Elegir archivo…", "Elegir la plantilla de Excel", "open")
        self.choose.clicked.connect(self._ask)
        self.remove = self._button("Quitar", "Quitar la plantilla de Excel", "delete")
        self.remove.clicked.connect(lambda: self.attempt(lambda: self._keep("", None)))
        self.example = self._button(
            "Guardar ejemplo…", "Guardar un ejemplo de plantilla de Excel", "export"
        )
        self.example.clicked.connect(self._ask_example)
        self._lay_out()
        self._show()

    def _button(self, text: str, name: str, picture: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(name)
        set_icon(button, picture)
        return button

    def _lay_out(self) -> None:
        theme = current_theme()
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.gap)
        for each in (self.choose, self.remove, self.example):
            buttons.addWidget(each)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.half)
        layout.addWidget(QLabel("Plantilla de Excel"))
        layout.addWidget(self.name)
        layout.addWidget(self.told)
        layout.addLayout(buttons)
        layout.addWidget(self.note)

    # -- showing ---------------------------------------------------------------------------

    def show_value(self, libro: Plantilla | None) -> None:
        """Show the kept template."""
        if libro != self._stored:
            self._stored = libro
            self._show()

    def _show(self) -> None:
        kept = self._stored
        self.remove.setEnabled(kept is not None)
        self.name.setVisible(kept is not None)
        self.told.setText(NONE)
        self.remarks = ()
        if kept is not None:
            self.name.setText(kept.nombre)
            try:
                self._show_report(kept)
            except PoaError as error:  # it was sound when it was kept
                self.told.setText(str(error))
        self._show_note()

    def _show_report(self, kept: Plantilla) -> None:
        from poa_desktop.export.plantilla_revision import check_template

        report = check_template(kept.content, kept.nombre)
        count = len(report.llenados)
        fills = (
            "Se llena 1 celda con nombre" if count == 1 else f"Se llenan {count} celdas con nombre"
        )
        self.told.setText(f"{fills}: Exportar ▸ Libro con plantilla propia.")
        wrong = [each.mensaje for each in report.problemas]
        more = len(wrong) - MOST
        if more > 0:
            wrong = [*wrong[:MOST], f"Hay {more} más."]
        self.remarks = tuple(map(notice, wrong))

    def focus_editor(self) -> None:
        """Put the keyboard on the button that chooses."""
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- choosing --------------------------------------------------------------------------

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Elegir plantilla de Excel", "", "Excel (*.xlsx)"
        )
        if chosen:
            self.load(Path(chosen))

    def load(self, path: Path) -> None:
        """Keep a workbook as the template, or tell why not."""

        def work() -> str | None:
            from poa_desktop.export.plantilla_revision import check_template

            content = read_bytes(path, MAX_BYTES)
            report = check_template(content, path.name)
            if not report.sirve:
                return (
                    f"«{path.name}» no tiene ninguna celda con un nombre conocido: parta del "
                    "ejemplo."
                )
            return self._keep(path.name, content)

        self.attempt(work)

    def _ask_example(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Guardar ejemplo", "plantilla-ejemplo.xlsx", "Excel (*.xlsx)"
        )
        if chosen:
            self.write_example(Path(chosen))

    def write_example(self, path: Path) -> None:
        """Write the example that shows every name, in the municipio's colour."""

        def work() -> None:
            from poa_desktop.export.documents import verify_xlsx
            from poa_desktop.export.plantilla_ejemplo import write_template_example
            from poa_desktop.files import write_atomically
            from poa_desktop.ui.prompts import chosen_target

            target = chosen_target(path, ".xlsx")
            write_atomically(target, write_template_example(self.color), verify_xlsx)
            self.told.setText(f"El ejemplo quedó en {target}.")

        self.attempt(work)
