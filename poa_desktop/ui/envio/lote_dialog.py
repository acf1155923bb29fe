"""Exporting the documents of many files: forty POAs in one go, for who receives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice, pairwise
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.envio import Pedido, export_files, find_poa_files
from poa_desktop.export.batch import Watch, every_document, usual
from poa_desktop.export.batch_files import EnvioReport, FileReport, PoaReport
from poa_desktop.poa.periodos import EJERCICIOS, Periodo
from poa_desktop.source import Source
from poa_desktop.ui.elided_combo import ElidedCombo
from poa_desktop.ui.envio.batch_dialog import BatchDialog, Row
from poa_desktop.ui.envio.period_choice import fill_periods
from poa_desktop.ui.fields.folder import FolderField
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.prompts import FILTRO_POA, Prompts
from poa_desktop.ui.settings import Settings
from poa_desktop.ui.theme import set_role

_AIR = 8
_LEAST = 48  # pixels of a list
_SEEN = 20_000  # entries of the target that are looked at before asking


class LoteDialog(BatchDialog):
    """The documents of a period, of many files."""

    def __init__(
        self,
        settings: Settings,
        prompts: Prompts,
        now: Callable[[], datetime],
        periodo: Periodo,
        parent: QWidget | None = None,
        *,
        opened: Mapping[Path, Source] | None = None,
    ) -> None:
        every = every_document()
        super().__init__("Exportar varios archivos", every, usual(every), settings, prompts, parent)
        self._now = now
        self._opened = dict(opened or {})
        self.files = QListWidget()
        self.files.setAccessibleName("Archivos")
        self.files.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.files.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.files.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.files.setMinimumHeight(_LEAST)
        self.documents.setMinimumHeight(_LEAST)
        self.file_buttons: list[QPushButton] = []
        self.count = QLabel()
        set_role(self.count, "soft")
        self.year = QSpinBox()
        self.year.lineEdit().setTextMargins(6, 0, 0, 0)
        self.year.setRange(EJERCICIOS[0], EJERCICIOS[-1])
        self.year.setValue(periodo.ejercicio)
        self.year.setAccessibleName("Ejercicio")
        self.periods = ElidedCombo(160, 460)
        self.periods.setAccessibleName("Periodo")
        fill_periods(self.periods, periodo.ejercicio, periodo)
        self.target = FolderField("Carpeta de destino", settings.documents_folder, prompts)
        self.folders = QCheckBox("Una &carpeta por dependencia")
        self.folders.setChecked(True)
        self.joined = QCheckBox("Un &solo PDF por dependencia")
        self.run_button.setText("&Exportar")
        self._fill_form()
        self.resize(880, 480)
        self.year.valueChanged.connect(lambda year: fill_periods(self.periods, year))
        for signal in (
            self.year.valueChanged,
            self.periods.currentIndexChanged,
            self.target.field.textChanged,
            self.folders.toggled,
            self.joined.toggled,
            self.documents.itemChanged,
        ):
            signal.connect(lambda *_anything: self.show_form())
        self._show_count()

    def _fill_form(self) -> None:
        grid = QGridLayout(self.form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        label = QLabel("&Archivos .poa")
        label.setBuddy(self.files)
        grid.addWidget(label, 0, 0)
        grid.addLayout(self.documents_heading(), 0, 1)
        for column, widget in enumerate((self.files, self.documents)):
            grid.addWidget(widget, 1, column)
            grid.setColumnStretch(column, 1)
        grid.addLayout(self._file_buttons(), 2, 0)
        grid.addWidget(self.count, 3, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self._where(), 2, 1, 2, 1)
        grid.setRowStretch(1, 1)
        walked = (self.files, *self.file_buttons, *self.tick_buttons, self.documents, self.year)
        for before, after in pairwise(walked):  # the files first, then what is made of them
            QWidget.setTabOrder(before, after)

    def _file_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, tip, work in (
            ("Archi&vos…", "Agregar archivos .poa", self.add_files),
            ("Car&peta…", "Agregar los archivos .poa de una carpeta", self.add_folder),
            ("&Quitar", "Quitar de la lista los elegidos", self._remove),
        ):
            button = QPushButton(text)
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, each=work: each())
            self.file_buttons.append(button)
            row.addWidget(button)
        row.addStretch()
        return row

    def _where(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        row = QHBoxLayout()
        label = QLabel("Per&iodo")
        label.setBuddy(self.periods)
        row.addWidget(label)
        row.addWidget(self.year)
        row.addWidget(self.periods, 1)
        column.addLayout(row)
        row = QHBoxLayout()
        label = QLabel("&Guardar en")
        label.setBuddy(self.target)
        row.addWidget(label)
        row.addWidget(self.target, 1)
        column.addLayout(row)
        column.addWidget(self.folders)
        column.addWidget(self.joined)
        return column

    # -- the files -------------------------------------------------------------------------

    def add_files(self) -> None:
        """Ask for files and add them."""
        folder = self.settings.folder()
        self.add(self.prompts.open_files("Agregar archivos", folder, FILTRO_POA))

    def add_folder(self) -> None:
        """Ask for a folder and add what is in it."""
        folder = self.prompts.choose_folder("Agregar carpeta", self.settings.folder())
        if folder is None:
            return
        before = self.files.count()
        self.add([folder])
        if self.files.count() == before:
            self.tell(f"En «{folder.name}» no hay más archivos .poa.")

    def add(self, paths: Sequence[Path]) -> None:
        """Add files, and what is in folders; each once."""
        known = {path.resolve() for path in self.paths()}
        for path in find_poa_files(paths):
            if path.resolve() in known:
                continue
            item = QListWidgetItem(path.name)
            item.setSizeHint(QSize(0, self.files.fontMetrics().lineSpacing() + _AIR))
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setToolTip(plain_tip(str(path)))
            self.files.addItem(item)
        self.show_form()
        self._show_count()

    def paths(self) -> list[Path]:
        """The files of the list."""
        rows = range(self.files.count())
        return [self.files.item(row).data(Qt.ItemDataRole.UserRole) for row in rows]

    def _remove(self) -> None:
        for item in self.files.selectedItems():
            self.files.takeItem(self.files.row(item))
        self.show_form()
        self._show_count()

    def _show_count(self) -> None:
        count = self.files.count()
        self.count.setText(
            "Agregue los archivos, o la carpeta donde están."
            if not count
            else "1 archivo"
            if count == 1
            else f"{count} archivos"
        )

    # -- the work --------------------------------------------------------------------------

    def problem(self) -> str:
        if not self.files.count():
            return "Agregue al menos un archivo .poa."
        if not self.documents.wanted():
            return "Marque al menos un documento."
        if self.target.path is None:
            return "Elija la carpeta de destino."
        if not self.target.path.is_dir():
            return f"No existe la carpeta «{self.target.path}»: elija otra."
        return ""

    def existing(self) -> str:
        """Names are known once each file is open, so any document there is asked about."""
        assert self.target.path is not None
        kinds = {f".{each.formato}" for each in self.documents.wanted()}
        seen = islice(self.target.path.glob("*/*" if self.folders.isChecked() else "*"), _SEEN)
        if not any(path.suffix.lower() in kinds for path in seen):
            return ""
        return (
            f"«{self.target.path.name}» ya tiene documentos. Si alguno se llama igual, ¿lo "
            "reemplaza, o guarda el nuevo con otro nombre?"
        )

    def make_work(self, *, keep_existing: bool) -> Callable[[Watch], object]:
        folder = self.target.path
        assert folder is not None
        self.folder = folder
        self.settings.documents_folder = folder
        pedido = Pedido(
            self.documents.wanted(),
            self.periods.currentData(),
            folder,
            subcarpetas=self.folders.isChecked(),
            juntos=self.joined.isChecked(),
            conservar=keep_existing,
            omitir_vacios=True,
        )
        paths, now, opened = self.paths(), self._now, self._opened
        return lambda watch: export_files(paths, pedido, now, watch, opened)

    def rows(self, report: object) -> Iterator[Row]:
        """What is missing stands first: that is what one has to see to."""
        assert isinstance(report, EnvioReport)
        rows = [row for each in report.files for row in _rows_of(report, each)]
        rows += [
            (False, f"{report.name_of(path)}: no se llegó a abrir.") for path in report.pending
        ]
        return iter(sorted(rows, key=lambda row: row[0]))

    def headline(self, report: object) -> str:
        assert isinstance(report, EnvioReport)
        whole = sum(each.whole for each in report.files)
        total = len(report.files) + len(report.pending)
        done = "1 documento" if report.written == 1 else f"{report.written:,} documentos"
        begin = "Se canceló: " if report.cancelled else ""
        return f"{begin}{whole} de {total} archivos .poa completos: {done} en {self.folder}."


def _rows_of(report: EnvioReport, each: FileReport) -> Iterator[Row]:
    name = report.name_of(each.path)
    if each.error:
        yield False, f"{name}: {each.error}"
    for poa in each.poas:
        yield from _rows_of_poa(name, poa, report.where(poa))


def _rows_of_poa(name: str, poa: PoaReport, where: str) -> Iterator[Row]:
    """*where* is said of a POA that could be mistaken for another one."""
    results = poa.report.results
    done = sum(one.written for one in results)
    whose = f"{poa.titulo} ({name})" if where else poa.titulo
    for one in results:
        if not one.written:
            yield False, f"{whose}, {one.what}: {one.error}"
    documents = "1 documento" if done == 1 else f"{done} documentos"
    told = f"{documents} {where}" if done and where else documents
    if poa.omitidos:
        told += f"; {poa.omitted}"
    if poa.report.cancelled:
        yield False, f"{poa.titulo} ({name}): se canceló; quedaron {told}."
    elif not results and not poa.omitidos:
        yield False, f"{poa.titulo} ({name}): no le corresponde ninguno de los documentos marcados."
    elif done or poa.omitidos:
        yield True, f"{poa.titulo} ({name}): {told}."
