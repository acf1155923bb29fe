"""The files of a record (evidencias, comprobantes): attach, open, keep a copy, rename, take off."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from poa_desktop.data import evidencias
from poa_desktop.files import free_name, write_atomically
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import Evidencia
from poa_desktop.ui.evidence.access import (
    EvidenceAccess,
    NamedContent,
    disk_name,
    is_program,
    local_files,
    picture_content,
    read_files,
)
from poa_desktop.ui.evidence.list import EvidenceList
from poa_desktop.ui.evidence.owner import (
    EVIDENCIAS,
    EvidenceOwner,
    EvidenceWords,
    month_owner,
)
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme

_ON_BUTTONS = ("Adjuntar…", "Abrir")


class EvidenceBox(QWidget):
    """The list with its buttons, for one owner at a time."""

    told = Signal(str)
    """How an action went, in one Spanish sentence."""

    def __init__(
        self,
        session: Session,
        access: EvidenceAccess,
        parent: QWidget | None = None,
        words: EvidenceWords = EVIDENCIAS,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._access = access
        self._words = words
        self._copies: QTemporaryDir | None = None
        self._owner: EvidenceOwner | None = None
        self.list = EvidenceList(words, self)
        self.list.data_received.connect(self.attach_data)
        self.list.paste_asked.connect(self.paste)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.open_asked.connect(self.open_current)
        self.list.remove_asked.connect(self.remove_current)
        self.list.renamed.connect(self._rename)
        self.list.currentItemChanged.connect(lambda _now, _before: self._enable())
        self._actions = self._make_actions()
        self.more = QPushButton("Más", self)
        self.more_menu = QMenu(self.more)
        self._buttons: dict[str, QPushButton] = {}
        self._lay_out()

    def _make_actions(self) -> dict[str, QAction]:
        """What can be done, by name. The keys belong to the list: here they are only told."""
        actions: dict[str, QAction] = {}
        for name, keys, tip, work in (
            ("Adjuntar…", "", "Elegir archivos de este equipo", self.ask_files),
            ("Abrir", "Enter", "Abrir una copia (doble clic o Enter)", self.open_current),
            ("Pegar", "Ctrl+V", "Pegar archivos o una imagen copiada", self.paste),
            ("Guardar como…", "", "Guardar una copia en este equipo", self.save_current_as),
            ("Renombrar", "F2", "Cambiar el nombre", self.list.rename_current),
            ("Quitar", "Supr", f"Quitar {self._words.one}; se puede deshacer", self.remove_current),
        ):
            actions[name] = QAction(f"{name}\t{keys}" if keys else name, self)
            actions[name].setToolTip(tip)
            actions[name].triggered.connect(work)
        return actions

    def _lay_out(self) -> None:
        theme = current_theme()
        label = QLabel(self._words.label, self)
        label.setBuddy(self.list)
        column = QVBoxLayout()
        column.setSpacing(theme.half)
        for name in _ON_BUTTONS:
            action = self._actions[name]
            button = QPushButton(name, self)
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            self._buttons[name] = button
        self.more.setToolTip("Pegar, guardar una copia, renombrar o quitar")
        self.more_menu.addActions([a for n, a in self._actions.items() if n not in _ON_BUTTONS])
        self.more.setMenu(self.more_menu)
        for button in self.buttons:
            button.setAccessibleName(f"{button.text().rstrip('…')}: {self._words.many}")
            button.setStyleSheet("QPushButton { padding: 2px 8px; }")
            column.addWidget(button)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.gap)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addStretch(0)
        row.addLayout(left, 1)
        row.addLayout(column)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.half)
        box.addWidget(label)
        box.addLayout(row, 1)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons beside the list, from above."""
        return *self._buttons.values(), self.more

    def _show_menu(self, point: QPoint) -> None:
        menu = self.make_menu()
        menu.popup(self.list.viewport().mapToGlobal(point))

    def make_menu(self) -> QMenu:
        """All that can be done; it goes when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self._actions.values()))
        return menu

    # -- showing -----------------------------------------------------------------------------

    def show_month(self, linea_id: int, clave: str, mes: int, shown: tuple[Evidencia, ...]) -> None:
        """Show a línea's evidencias of a month."""
        self.show_owner(month_owner(linea_id, clave, mes), shown)

    def show_owner(self, owner: EvidenceOwner | None, shown: tuple[Evidencia, ...]) -> None:
        """Show an owner's files; without an owner nothing can be attached."""
        self._owner = owner
        self.list.show_evidencias(shown, has_owner=owner is not None)
        self._enable()

    def _enable(self) -> None:
        chosen = self.list.current() is not None
        writable = self._owner is not None and not self._session.store.read_only
        for name, action in self._actions.items():
            needs_one = name not in ("Adjuntar…", "Pegar")
            writes = name not in ("Abrir", "Guardar como…")
            action.setEnabled((chosen or not needs_one) and (writable or not writes))
        for name, button in self._buttons.items():
            button.setEnabled(self._actions[name].isEnabled())

    # -- coming in ---------------------------------------------------------------------------

    def ask_files(self) -> None:
        """Let the user choose files, and attach them."""
        paths = self._access.ask_files(self)
        if paths:
            self.attach_files(paths)

    def paste(self) -> None:
        """Attach what the clipboard holds: files or a picture."""
        self.attach_data(QGuiApplication.clipboard().mimeData())

    def attach_data(self, data: QMimeData | None) -> None:
        """Attach the files or the picture of a drop or paste."""
        paths = local_files(data)
        if paths:
            self.attach_files(paths)
            return
        picture = picture_content(data, self._owner.picture if self._owner else "")
        if picture is None:
            self.told.emit("No hay archivos ni una imagen copiada: cópielos y pegue otra vez.")
        else:
            self._attach([picture])

    def attach_files(self, paths: list[Path]) -> None:
        """Attach files, all of them or none."""
        try:
            contents = read_files(paths)
        except PoaError as error:
            self._session.failed.emit(str(error))
            return
        self._attach(contents)

    def _attach(self, contents: list[NamedContent]) -> None:
        owner, count = self._owner, len(contents)
        if owner is None:
            self.told.emit(f"{self._words.nobody}.")
            return
        noun = self._words.count(count)
        done = self._session.run(
            f"Adjuntar {noun} a {owner.name}",
            lambda db: [owner.attach(db, nombre, content) for nombre, content in contents],
        )
        if done:
            self.told.emit(f"Se adjuntó {noun}." if count == 1 else f"Se adjuntaron {noun}.")

    # -- going out ---------------------------------------------------------------------------

    def open_current(self) -> None:
        """Open a read-only copy of the chosen file with the system's program."""
        evidencia = self.list.current()
        if evidencia is None:
            return
        if is_program(evidencia.nombre):
            self.told.emit(
                f"«{evidencia.nombre}» puede ejecutar instrucciones y no se abre desde aquí: use "
                "«Guardar como…» si confía en su origen."
            )
            return
        try:
            path = self._write_copy(evidencia)
        except PoaError as error:
            self._session.failed.emit(str(error))
            return
        if not self._access.open_file(path):
            self.told.emit(
                f"Este equipo no tiene un programa para «{evidencia.nombre}»: use «Guardar como…»."
            )

    def _write_copy(self, evidencia: Evidencia) -> Path:
        if self._copies is None:
            self._copies = QTemporaryDir()
        path = free_name(Path(self._copies.path()) / disk_name(evidencia.nombre))
        write_atomically(path, self._session.store.evidence(evidencia.sha256))
        path.chmod(0o444)
        return path

    def save_current_as(self) -> None:
        """Write the chosen file where the user says."""
        evidencia = self.list.current()
        target = self._access.ask_target(self, disk_name(evidencia.nombre)) if evidencia else None
        if evidencia is None or target is None:
            return
        try:
            write_atomically(target, self._session.store.evidence(evidencia.sha256))
        except PoaError as error:
            self._session.failed.emit(str(error))
            return
        self.told.emit(f"Se guardó «{target.name}».")

    # -- changing ----------------------------------------------------------------------------

    def _rename(self, evidencia_id: int, nombre: str) -> None:
        if self._owner is None:
            return
        table = self._owner.table
        self._session.run(
            f"Renombrar {self._words.one}",
            lambda db: evidencias.rename(db, evidencia_id, nombre, table),
        )

    def remove_current(self) -> None:
        """Take the chosen file off; undo brings it back."""
        evidencia = self.list.current()
        if evidencia is None or self._owner is None:
            return
        table, words = self._owner.table, self._words
        title = f"Quitar {words.one} «{evidencia.nombre}»"
        if self._session.run(title, lambda db: evidencias.remove(db, evidencia.id, table)):
            it = "la" if words.ending == "a" else "lo"
            self.told.emit(f"Se quitó «{evidencia.nombre}». Ctrl+Z {it} devuelve.")
