"""The files of a record (evidencias, comprobantes): attach, look, keep a copy, judge, take off."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from poa_desktop.poa.records import Evidencia
from poa_desktop.ui.evidence.access import EvidenceAccess
from poa_desktop.ui.evidence.attaching import Attaching
from poa_desktop.ui.evidence.cell_drop import Target
from poa_desktop.ui.evidence.list import EvidenceList
from poa_desktop.ui.evidence.menu import fill_move_menu, judge_actions
from poa_desktop.ui.evidence.mime import dragged_ids, is_own_drag
from poa_desktop.ui.evidence.owner import (
    EVIDENCIAS,
    EvidenceOwner,
    EvidenceWords,
    month_owner,
)
from poa_desktop.ui.evidence.placed import Placed, placed_in
from poa_desktop.ui.evidence.thumbnails import thumbnails_of
from poa_desktop.ui.evidence.work import EvidenceWork
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

_ON_BUTTONS = ("Adjuntar…", "Abrir")
_WITHOUT_FILE = ("Adjuntar…", "Pegar")
_READ_ONLY = ("Abrir", "Ver en grande", "Copiar", "Guardar como…", "Guardar en una carpeta…")


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
        self._owner: EvidenceOwner | None = None
        self.attaching = Attaching(session, access, words, self)
        self.work = EvidenceWork(session, access, words, self)
        for each in (self.attaching, self.work):
            each.told.connect(self.told)
        self.list = EvidenceList(words, thumbnails_of(session), self)
        self._connect_list()
        self._actions = self._make_actions()
        self.more = QPushButton("Más", self)
        self.more_menu = QMenu(self.more)
        self.all_button = QPushButton("Ver toda&s…", self)
        self._buttons: dict[str, QPushButton] = {}
        self._lay_out()

    def _connect_list(self) -> None:
        self.list.dragged = lambda: self.work.dragged(self.chosen())
        self.list.data_received.connect(self.attach_data)
        self.list.paste_asked.connect(self.paste)
        self.list.copy_asked.connect(lambda: self.work.copy(self.chosen()))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.open_asked.connect(self.open_current)
        self.list.look_asked.connect(self.look)
        self.list.remove_asked.connect(self.remove_current)
        self.list.renamed.connect(self._rename)
        self.list.itemSelectionChanged.connect(self._enable)

    def _make_actions(self) -> dict[str, QAction]:
        """What can be done, by name. The keys belong to the list: here they are only told."""
        work, one = self.work, self._words.one
        actions: dict[str, QAction] = {}
        for name, keys, tip, do in (
            ("Adjuntar…", "", "Elegir archivos de este equipo", self.ask_files),
            ("Abrir", "Enter", "Abrir una copia (doble clic o Enter)", self.open_current),
            ("Ver en grande", "Espacio", "Ver la imagen o la primera página", self.look),
            ("Copiar", "Ctrl+C", "Copiar los archivos", lambda: work.copy(self.chosen())),
            ("Pegar", "Ctrl+V", "Pegar archivos o una imagen copiada", self.paste),
            ("Guardar como…", "", "Guardar una copia en este equipo", self.save_current_as),
            ("Guardar en una carpeta…", "", "Guardar todo lo que se ve aquí", self.save_all),
            ("Renombrar", "F2", "Cambiar el nombre", self.rename_current),
            ("Quitar", "Supr", f"Quitar {one}; se puede deshacer", self.remove_current),
        ):
            actions[name] = QAction(f"{name}\t{keys}" if keys else name, self)
            actions[name].setToolTip(tip)
            actions[name].triggered.connect(do)
        return actions

    def _lay_out(self) -> None:
        theme = current_theme()
        self.label = label = QLabel(self._words.label, self)
        label.setBuddy(self.list)
        column = QVBoxLayout()
        column.setSpacing(theme.half)
        for name in _ON_BUTTONS:
            action = self._actions[name]
            button = QPushButton(name, self)
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            self._buttons[name] = button
        self.more.setToolTip("Ver, copiar, guardar, mover, revisar, renombrar o quitar")
        self._change_menus = self._fill_menu(self.more_menu, own=False)
        self.more.setMenu(self.more_menu)
        self.all_button.setToolTip("Las evidencias del POA, con su imagen")
        self.all_button.clicked.connect(self.show_gallery)
        self.all_button.setVisible(self._words is EVIDENCIAS)
        set_role(self.all_button, "flat")
        for button in (*self._buttons.values(), self.more, self.all_button):
            name = button.text().rstrip("…").replace("&", "")
            button.setAccessibleName(f"{name}: {self._words.many}")
            button.setStyleSheet("QPushButton { padding: 2px 8px; }")
        for button in (*self._buttons.values(), self.more):
            column.addWidget(button)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.gap)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addStretch(0)
        row.addLayout(left, 1)
        row.addLayout(column)
        high = label.sizeHint().height() + theme.half  # so that the lists of a row stand in line
        self.all_button.setFixedHeight(high)
        self.all_button.setStyleSheet("QPushButton { padding: 0 8px 2px 8px; }")  # as the label
        head = QHBoxLayout()
        head.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        head.addStretch(1)
        head.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addStrut(high)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addLayout(row, 1)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons beside the list, from above, and the one over it."""
        return *self._buttons.values(), self.more, self.all_button

    # -- menus -------------------------------------------------------------------------------

    def _show_menu(self, point: QPoint) -> None:
        menu = self.make_menu()
        menu.popup(self.list.viewport().mapToGlobal(point))

    def make_menu(self) -> QMenu:
        """All that can be done; it goes when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_menu(menu, own=True)
        return menu

    def _fill_menu(self, menu: QMenu, *, own: bool) -> list[QMenu]:
        """Put the actions in, *own*: also those with a button; gives the menus that change."""
        changes: list[QMenu] = []
        for name, action in self._actions.items():
            if name == "Renombrar":
                menu.addSeparator()
                changes = self._add_changes(menu)
            if own or name not in _ON_BUTTONS:
                menu.addAction(action)
        return changes

    def _add_changes(self, menu: QMenu) -> list[QMenu]:
        review = QMenu("Re&visar", menu)
        review.addActions(judge_actions(self.work, self.chosen, review))
        made = [review]
        if self._words is EVIDENCIAS:
            move = QMenu("&Mover a", menu)
            move.aboutToShow.connect(
                lambda: fill_move_menu(move, self.work, self.chosen, self._session.poa)
            )
            made.insert(0, move)
        for each in made:
            menu.addMenu(each)
            each.setEnabled(self._is_writable and bool(self.list.chosen()))
        return made

    # -- showing -----------------------------------------------------------------------------

    def show_month(self, linea_id: int, clave: str, mes: int, shown: tuple[Evidencia, ...]) -> None:
        """Show a línea's evidencias of a month."""
        self.show_owner(month_owner(linea_id, clave, mes), shown)

    def show_owner(self, owner: EvidenceOwner | None, shown: tuple[Evidencia, ...]) -> None:
        """Show an owner's files; without an owner nothing can be attached."""
        self._owner = owner
        count = f" ({len(shown)})" if shown else ""
        self.label.setText(f"{self._words.label}{count}")
        self.list.show_evidencias(shown, has_owner=owner is not None)
        self.list.closed = self._is_closed
        self._enable()

    def chosen(self) -> list[Placed]:
        """The selected files, with their place."""
        return self._placed(self.list.chosen())

    def _placed(self, files: list[Evidencia]) -> list[Placed]:
        owner = self._owner
        if owner is None:
            return []
        place = owner.linea_id, owner.clave, owner.mes, owner.mes_gasto
        return [Placed(each, *place) for each in files]

    @property
    def _is_writable(self) -> bool:
        return self._owner is not None and not self._session.store.read_only

    @property
    def _is_closed(self) -> bool:
        """Whether the month of the owner is closed: nothing comes in, and trying says why."""
        poa, owner = self._session.poa, self._owner
        return bool(poa and owner and owner.mes_de_cierre in poa.meses_cerrados)

    def _enable(self) -> None:
        chosen = bool(self.list.chosen())
        for name, action in self._actions.items():
            needs_one = name not in _WITHOUT_FILE
            writes = name not in _READ_ONLY
            action.setEnabled((chosen or not needs_one) and (self._is_writable or not writes))
        for menu in self._change_menus:
            menu.setEnabled(chosen and self._is_writable)
        for name, button in self._buttons.items():
            button.setEnabled(self._actions[name].isEnabled())

    def look(self) -> None:
        """Show the chosen file large; the arrows go through the list."""
        if self.list.current() is None:
            return
        from poa_desktop.ui.evidence.look_dialog import LookDialog

        shown = self._placed(self.list.shown())
        at = self.list.indexOfTopLevelItem(self.list.currentItem())
        dialog = LookDialog(shown, at, self._words, thumbnails_of(self._session), self.window())
        dialog.open_asked.connect(lambda each: self.work.open([each]))
        self._access.review(dialog)
        self.list.setCurrentItem(self.list.topLevelItem(dialog.at))
        dialog.deleteLater()

    def show_gallery(self) -> None:
        """Show the evidencias of the POA with their pictures."""
        from poa_desktop.ui.evidence.gallery import GalleryDialog

        linea_id = self._owner.linea_id if self._owner else 0
        dialog = GalleryDialog(self._session, self._access, linea_id, self.window())
        self._access.review(dialog)
        dialog.deleteLater()

    # -- coming in ---------------------------------------------------------------------------

    def ask_files(self) -> None:
        """Let the user choose files, and attach them."""
        owner = self._owner
        if owner is not None and self._session.tells_closed(owner.mes_de_cierre):
            return
        paths = self._access.ask_files(self)
        if paths:
            self.attach_files(paths)

    def paste(self) -> None:
        """Attach what the clipboard holds: files or a picture."""
        self.attach_data(QGuiApplication.clipboard().mimeData())

    def attach_data(self, data: QMimeData | None) -> None:
        """Attach the files or the picture of a drop or paste."""
        if self._owner is None:
            self.told.emit(f"{self._words.nobody}.")
        else:
            self.attaching.attach_data(self._owner, data)

    def attach_files(self, paths: list[Path]) -> None:
        """Attach files; what cannot come in is asked about."""
        if self._owner is None:
            self.told.emit(f"{self._words.nobody}.")
        else:
            self.attaching.attach_files(self._owner, paths)

    def receive(self, target: Target, data: QMimeData) -> None:
        """Take what was dropped on a month: evidencias of this file move there, files come in."""
        linea_id, clave, mes = target
        poa = self._session.poa
        if self._session.store.read_only or poa is None:
            return
        if is_own_drag(data) and (ids := dragged_ids(data, self._session.store.clave)):
            moved = [each for each in placed_in(poa) if each.evidencia.id in ids]
            self.work.move(moved, linea_id, clave, mes)
        else:
            self.attaching.attach_data(month_owner(linea_id, clave, mes), data)

    # -- going out and changing --------------------------------------------------------------

    def open_current(self) -> None:
        """Open read-only copies of the chosen files with the system's programs."""
        self.work.open(self.chosen())

    def save_current_as(self) -> None:
        """Write the chosen file where the user says, or several into a folder."""
        self.work.save(self.chosen())

    def save_all(self) -> None:
        """Write every file of the list into a folder."""
        self.work.save_into_folder(self._placed(self.list.shown()))

    def _rename(self, evidencia_id: int, nombre: str) -> None:
        for each in self._placed(self.list.shown()):
            if each.evidencia.id == evidencia_id:
                self.work.rename(each, nombre)
                return

    def rename_current(self) -> None:
        """Let the user type another name, where it can change."""
        if self._is_writable and not self.work.tells_closed(self.chosen()):
            self.list.rename_current()

    def remove_current(self) -> None:
        """Take the chosen files off; undo brings them back."""
        if self._is_writable:
            self.work.remove(self.chosen())
