"""All evidencias of a línea, a period or the year with their pictures: look, judge, move, save."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.formats import format_tamano
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.evidence.access import EvidenceAccess
from poa_desktop.ui.evidence.gallery_filter import GalleryFilter
from poa_desktop.ui.evidence.gallery_view import GalleryModel, GalleryView
from poa_desktop.ui.evidence.look_dialog import LookDialog
from poa_desktop.ui.evidence.menu import fill_move_menu, judge_actions
from poa_desktop.ui.evidence.owner import EVIDENCIAS
from poa_desktop.ui.evidence.placed import Placed, placed_in
from poa_desktop.ui.evidence.preview import EvidencePreview
from poa_desktop.ui.evidence.thumbnails import thumbnails_of
from poa_desktop.ui.evidence.work import EvidenceWork
from poa_desktop.ui.own_steps import OwnSteps
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

_SIZE = (1120, 660)
_SIDE = 280


class GalleryDialog(QDialog):
    """Every change is done at once, as in the window; Ctrl+Z undoes what was done here."""

    def __init__(
        self,
        session: Session,
        access: EvidenceAccess,
        linea_id: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle("Evidencias")
        self.resize(*_SIZE)
        if parent is not None:
            self.resize(self.size().boundedTo(parent.size()))
        thumbnails = thumbnails_of(session)
        self.work = EvidenceWork(session, access, EVIDENCIAS, self)
        self.model = GalleryModel(self)
        self.view = GalleryView(self.model, thumbnails, self)
        self.preview = EvidencePreview(thumbnails, self)
        self.filter = GalleryFilter(session, linea_id, self)
        self.count = QLabel(self)
        self.details = QLabel(self)
        self.empty = QLabel(self.view)
        self.message = ElidedLabel(self)
        self.buttons = self._make_buttons()
        self._lay_out()
        self._connect()
        self.refresh()
        self.view.setFocus()

    # -- parts -------------------------------------------------------------------------------

    def _make_buttons(self) -> dict[str, QPushButton]:
        made = {}
        todo: tuple[tuple[str, str, Callable[[], object] | None], ...] = (
            ("&Abrir", "Abrir una copia (doble clic o Enter)", self._open),
            ("&Guardar…", "Guardar las elegidas, o todas si no se elige ninguna", self._save),
            ("&Mover a", "Pasar a otro mes o a otra línea", None),
            ("&Renombrar", "Cambiar el nombre (F2)", self._rename_current),
            ("Re&visar", "Aceptar u observar", None),
            ("&Quitar", "Quitar; se puede deshacer (Supr)", self._remove),
        )
        for text, tip, work in todo:
            button = QPushButton(text, self)
            button.setToolTip(tip)
            button.setAutoDefault(False)
            if work is not None:
                button.clicked.connect(lambda _=False, do=work: do())
            made[text.replace("&", "").rstrip("…")] = button
        move, review = QMenu(made["Mover a"]), QMenu(made["Revisar"])
        move.aboutToShow.connect(
            lambda: fill_move_menu(move, self.work, self.view.chosen, self._session.poa)
        )
        review.addActions(judge_actions(self.work, self.view.chosen, review))
        made["Mover a"].setMenu(move)
        made["Revisar"].setMenu(review)
        return made

    def _lay_out(self) -> None:
        theme = current_theme()
        set_role(self.count, "soft")
        set_role(self.empty, "soft")
        set_role(self.message, "soft")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        head.setSpacing(theme.gap)
        head.addWidget(self.filter, 1)
        head.addWidget(self.count)
        self.details.setTextFormat(Qt.TextFormat.PlainText)
        self.details.setWordWrap(True)
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.details.setMinimumHeight(6 * self.fontMetrics().lineSpacing())
        side = QWidget(self)
        beside = QVBoxLayout(side)
        beside.setContentsMargins(theme.gap_wide, 0, 0, 0)
        beside.setSpacing(theme.gap)
        beside.addWidget(self.preview, 1)
        beside.addWidget(self.details)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.view)
        splitter.addWidget(side)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([_SIZE[0] - _SIDE, _SIDE])
        splitter.setStyleSheet("QSplitter::handle { background: transparent; }")
        within = QVBoxLayout(self.view)
        within.addWidget(self.empty)
        close = QPushButton("Cerrar", self)
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(theme.gap)
        for button in self.buttons.values():
            foot.addWidget(button)
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        foot.addWidget(self.message, 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.gap_wide, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        column.addLayout(head)
        column.addWidget(splitter, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        view = self.view
        self.model.dragged = self.work.dragged
        self.model.renamed.connect(self.work.rename)
        view.selectionModel().selectionChanged.connect(self._on_chosen)
        view.open_asked.connect(self._open)
        view.look_asked.connect(self._look)
        view.remove_asked.connect(self._remove)
        view.copy_asked.connect(lambda: self.work.copy(view.chosen()))
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_menu)
        self.filter.changed.connect(self.refresh)
        self._session.changed.connect(self._on_changed)
        self._session.failed.connect(self._refuse)
        self.work.told.connect(self._tell)
        OwnSteps(self._session, self, self._tell)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.filter.search.setFocus)

    def _show_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Abrir\tEnter").triggered.connect(self._open)
        menu.addAction("Ver en grande\tEspacio").triggered.connect(self._look)
        menu.addAction("Copiar\tCtrl+C").triggered.connect(
            lambda: self.work.copy(self.view.chosen())
        )
        menu.addAction("Guardar…").triggered.connect(self._save)
        menu.addSeparator()
        for name in ("Mover a", "Revisar"):
            below = self.buttons[name].menu()
            action = menu.addMenu(below)
            action.setText(name)
            action.setEnabled(self.buttons[name].isEnabled())
        rename = menu.addAction("Renombrar\tF2")
        rename.triggered.connect(self._rename_current)
        remove = menu.addAction("Quitar\tSupr")
        remove.triggered.connect(self._remove)
        for each in (rename, remove):
            each.setEnabled(self.buttons["Quitar"].isEnabled())
        menu.popup(self.view.viewport().mapToGlobal(point))

    # -- showing -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what the filters leave; what was chosen stays chosen."""
        poa = self._session.poa
        every = list(placed_in(poa)) if poa else []
        shown = [each for each in every if self.filter.fits(each)]
        self.view.show_files(shown)
        noun = EVIDENCIAS.count(len(shown))
        self.count.setText(f"{noun} · {format_tamano(sum(e.evidencia.tamano for e in shown))}")
        self.empty.setText(_empty(bool(every)))
        self.empty.setVisible(not shown)
        self._on_chosen()

    def _on_changed(self, _change: object) -> None:
        self.refresh()

    def _on_chosen(self, *_selections: object) -> None:
        chosen = self.view.chosen()
        one = chosen[0] if len(chosen) == 1 else None
        self.preview.show_file(one or (chosen[0] if chosen else None))
        self.details.setText(_details(chosen))
        writable = bool(chosen) and not self._session.store.read_only
        for name, button in self.buttons.items():
            button.setEnabled(writable or (name == "Abrir" and bool(chosen)))
        self.buttons["Guardar"].setEnabled(bool(self.model.files))
        self.buttons["Renombrar"].setEnabled(writable and one is not None)

    def _tell(self, sentence: str) -> None:
        self.message.setText(sentence)
        set_role(self.message, "soft")
        announce(self, sentence)

    def _refuse(self, sentence: str) -> None:
        self.message.setText(sentence)
        set_role(self.message, "danger")
        announce(self, sentence, urgent=True)

    # -- doing -------------------------------------------------------------------------------

    def _open(self) -> None:
        self.work.open(self.view.chosen())

    def _look(self) -> None:
        index = self.view.currentIndex()
        if not index.isValid():
            return
        dialog = LookDialog(
            self.model.files, index.row(), EVIDENCIAS, thumbnails_of(self._session), self
        )
        dialog.open_asked.connect(lambda each: self.work.open([each]))
        self.work.review(dialog)
        self.view.setCurrentIndex(self.model.index(dialog.at))
        dialog.deleteLater()

    def _save(self) -> None:
        chosen = self.view.chosen()
        if len(chosen) > 1 or len(self.model.files) == 1:
            self.work.save(chosen or self.model.files)
        else:
            self._save_one_or_all(chosen)

    def _save_one_or_all(self, chosen: list[Placed]) -> None:
        """With one card chosen both are likely: the menu asks which."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if chosen:
            menu.addAction("Guardar la elegida como…").triggered.connect(
                lambda: self.work.save(chosen)
            )
        noun = EVIDENCIAS.count(len(self.model.files))
        menu.addAction(f"Guardar {noun} en una carpeta…").triggered.connect(self.save_all)
        button = self.buttons["Guardar"]
        menu.popup(button.mapToGlobal(QPoint(0, 0)) - QPoint(0, menu.sizeHint().height()))

    def save_all(self) -> None:
        """Write everything that is shown into a folder."""
        self.work.save_into_folder(list(self.model.files))

    def _rename_current(self) -> None:
        self.view.setFocus()
        if not self.work.tells_closed(self.view.chosen()):
            self.view.edit(self.view.currentIndex())

    def _remove(self) -> None:
        if not self._session.store.read_only:
            self.work.remove(self.view.chosen())


def _empty(some: bool) -> str:
    if some:
        return "Ninguna evidencia es como se pide: cambie lo elegido arriba."
    return "Todavía no hay evidencias: adjúntelas en Avance, en cada línea y mes."


def _details(chosen: list[Placed]) -> str:
    if not chosen:
        return ""
    if len(chosen) > 1:
        size = format_tamano(sum(each.evidencia.tamano for each in chosen))
        return f"{len(chosen)} elegidas, {size}"
    each = chosen[0].evidencia
    rows = [each.nombre, f"{chosen[0].where} · {format_tamano(each.tamano)}"]
    return "\n".join(filter(None, [*rows, EVIDENCIAS.estado(each.estado), each.motivo]))
