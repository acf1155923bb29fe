"""Sending all documents of a period: which ones, as files or as one PDF, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from poa_desktop.envio import logged
from poa_desktop.export.batch import (
    Report,
    Watch,
    every_document,
    fitting,
    joined_name,
    targets,
    usual,
    write_each,
    write_joined,
)
from poa_desktop.export.document import Context
from poa_desktop.poa.periodos import Periodo
from poa_desktop.source import source_of
from poa_desktop.ui.elided_combo import ElidedCombo
from poa_desktop.ui.envio.batch_dialog import BatchDialog, Row
from poa_desktop.ui.envio.period_choice import fill_periods
from poa_desktop.ui.fields.folder import FolderField
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.session import Session
from poa_desktop.ui.settings import Settings
from poa_desktop.ui.theme import set_role

_JOINED = "envio-un-solo-pdf"


class EnvioDialog(BatchDialog):
    """All documents of one POA and period."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        prompts: Prompts,
        parent: QWidget | None = None,
        *,
        periodo: Periodo | None = None,
    ) -> None:
        assert session.poa is not None
        context = _context(session, periodo or session.periodo)
        documents = fitting(every_document(), context)
        ticked = usual(documents, context)
        super().__init__(
            "Enviar documentos del periodo", documents, ticked, settings, prompts, parent
        )
        self.session = session
        self.periods = ElidedCombo(200, 460)
        self.periods.setAccessibleName("Periodo")
        fill_periods(self.periods, session.poa.ejercicio, periodo or session.periodo)
        self.target = FolderField("Carpeta de destino", settings.documents_folder, prompts)
        self.each = QRadioButton("&Un archivo por documento")
        self.joined = QRadioButton("Un &solo PDF, y los libros de Excel aparte")
        kinds = QButtonGroup(self)
        kinds.addButton(self.each)
        kinds.addButton(self.joined)
        (self.joined if settings.text(_JOINED) == "si" else self.each).setChecked(True)
        self.run_button.setText("Guardar docume&ntos")
        self._fill_form()
        self.resize(760, 440)
        for signal in (self.periods.currentIndexChanged, self.target.field.textChanged):
            signal.connect(self._again)
        self.periods.currentIndexChanged.connect(self._list_documents)
        self.each.toggled.connect(self._again)
        self.documents.itemChanged.connect(self._again)

    def _fill_form(self) -> None:
        grid = QGridLayout(self.form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.addLayout(self.documents_heading(), 0, 0)
        grid.addWidget(self.documents, 1, 0)
        side = QVBoxLayout()
        side.setSpacing(6)
        label = QLabel("&Periodo")
        label.setBuddy(self.periods)
        grid.addWidget(label, 0, 1)
        side.addWidget(self.periods)
        side.addSpacing(12)
        side.addWidget(self.each)
        side.addWidget(self.joined)
        side.addSpacing(12)
        label = QLabel("&Guardar en")
        label.setBuddy(self.target)
        side.addWidget(label)
        side.addWidget(self.target)
        hint = QLabel("Después adjúntelos a un correo, o cópielos a una memoria.")
        hint.setWordWrap(True)
        set_role(hint, "soft")
        side.addWidget(hint)
        side.addStretch()
        grid.addLayout(side, 1, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)

    def _again(self, *_anything: object) -> None:
        """Something was chosen anew: a question about the choice before is over."""
        self.show_form()

    def _list_documents(self) -> None:
        """Another period may have an acta, or none."""
        context = self.context()
        documents = fitting(every_document(), context)
        self.documents.show_documents(documents, usual(documents, context))

    def context(self) -> Context:
        """The frozen records that the documents are made from."""
        return _context(self.session, self.periods.currentData())

    def problem(self) -> str:
        if not self.documents.wanted():
            return "Marque al menos un documento."
        if self.joined.isChecked() and not any(
            each.formato == "pdf" for each in self.documents.wanted()
        ):
            return "Marque al menos un documento en PDF, o elija un archivo por documento."
        folder = self.target.path
        if folder is None:
            return "Elija la carpeta de destino."
        if not folder.is_dir():
            return f"No existe la carpeta «{folder}»: elija otra."
        return ""

    def existing(self) -> str:
        there = [path.name for path in self._paths() if path.exists()]
        if not there:
            return ""
        if len(there) == 1:
            return f"Ya existe «{there[0]}»: ¿lo reemplaza, o guarda el nuevo con otro nombre?"
        return (
            f"Ya existen {len(there)} de los archivos: ¿los reemplaza, o guarda los nuevos con "
            "otro nombre?"
        )

    def _paths(self) -> tuple[Path, ...]:
        context, folder = self.context(), self.target.path or Path()
        wanted = self.documents.wanted()
        if not self.joined.isChecked():
            return targets(wanted, context, folder)
        books = [each for each in wanted if each.formato != "pdf"]
        return (folder / joined_name(context), *targets(books, context, folder))

    def make_work(self, *, keep_existing: bool) -> Callable[[Watch], object]:
        context, wanted = self.context(), self.documents.wanted()
        folder = self.target.path or Path()
        self.folder = folder
        self.settings.documents_folder = folder
        self.settings.save_text(_JOINED, "si" if self.joined.isChecked() else "no")
        if self.joined.isChecked():
            path = folder / joined_name(context)
            return lambda watch: logged(
                write_joined(context, wanted, path, watch, keep_existing=keep_existing)
            )
        return lambda watch: logged(
            write_each(context, wanted, folder, watch, keep_existing=keep_existing)
        )

    def rows(self, report: object) -> Iterator[Row]:
        assert isinstance(report, Report)
        for each in report.results:
            if each.path is None:
                yield False, f"{each.what}: {each.error}"
                continue
            yield True, f"{each.what}: {each.path.name}"
            yield from ((True, f"{each.what}: {notice}") for notice in each.notices)

    def headline(self, report: object) -> str:
        assert isinstance(report, Report)
        done, every = len(report.paths), len(report.results)
        failed = sum(not each.written for each in report.results)
        files = "1 archivo" if done == 1 else f"{done} archivos"
        if report.cancelled:
            if not done:
                return "Se canceló: no se escribió ningún archivo."
            quedan = "quedó 1 archivo completo" if done == 1 else f"quedaron {done} completos"
            return f"Se canceló: {quedan}; los demás no se tocaron."
        if failed:
            left = "falta" if failed == 1 else "faltan"
            kept = "Quedó" if done == 1 else "Quedaron"
            return f"{kept} {files} en {self.folder}; {left} {failed} de {every} documentos."
        return f"Listo: {files} en {self.folder}."


def _context(session: Session, periodo: Periodo) -> Context:
    assert session.poa is not None
    kinds = [each.kind for each in every_document()]
    return source_of(session.store).context(kinds, session.poa, session.hoy, periodo)
