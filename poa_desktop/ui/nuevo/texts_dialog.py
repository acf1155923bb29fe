"""The texts that still speak of the year a plan was copied from, judged one after the other."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.data import copias
from poa_desktop.poa.records import Poa
from poa_desktop.poa.text import clean_text
from poa_desktop.poa.texto_viejo import Mencion, corregir, menciones, pendientes
from poa_desktop.poa.texto_viejo_hallado import TipoMencion
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.fields.note import FieldNote, notice, refusal
from poa_desktop.ui.keyboard import ENTER
from poa_desktop.ui.nuevo.dialog_writes import DialogWrites
from poa_desktop.ui.nuevo.texts_shown import PLACE, Sentence, count_text, mention_row
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

_SIZE = (980, 600)
_HEADS = ("Dónde", "Dice", "Diría", "Qué es")
_SHARES = (0.34, 0.24, 0.24, 0.18)
_SCROLL_BAR = 16  # pixels
_KINDS: tuple[tuple[str, tuple[TipoMencion, ...]], ...] = (
    ("Todo", tuple(TipoMencion)),
    ("Años y fechas", (TipoMencion.EJERCICIO, TipoMencion.FECHA)),
    ("Nombres", (TipoMencion.NOMBRE,)),
    ("Importes", (TipoMencion.IMPORTE,)),
)
_HELP = "Enter corrige · Espacio acepta como está · ↓ salta · F2 escribe otra cosa"


class TextsDialog(QDialog):
    """A list of mentions. Each judgement is saved at once and can be undone."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle("Textos del año anterior")
        self.resize(*_SIZE)
        self.title = QLabel()
        set_role(self.title, "title")
        self.count = QLabel()
        self.kinds = QComboBox()
        self.kinds.setAccessibleName("Qué se muestra")
        for name, _ in _KINDS:
            self.kinds.addItem(name)
        self.kinds.currentIndexChanged.connect(lambda: self._fill(0))
        self.list = QTreeWidget()
        self.list.setAccessibleName("Textos por revisar")
        self.list.setHeaderLabels(list(_HEADS))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        set_role(self.list, "changes")
        self.list.header().setStretchLastSection(True)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.list.currentItemChanged.connect(lambda: self._show_current())
        self.list.itemDoubleClicked.connect(lambda: self.write_other())
        self.list.installEventFilter(self)
        self.sentence = Sentence()
        self.words = QLineEdit()
        self.words.setAccessibleName("Cambiar por")
        self.words.installEventFilter(self)
        self.note = FieldNote()
        self.correct_button = QPushButton("&Corregir")
        set_role(self.correct_button, "primary")
        self.accept_button = QPushButton("&Aceptar como está")
        self.skip_button = QPushButton("&Saltar")
        self.all_button = QPushButton()
        self.undo_button = QPushButton("&Deshacer")
        self.close_button = QPushButton("Cerrar")
        work: dict[QPushButton, Callable[[], object]] = {
            self.correct_button: self.correct,
            self.accept_button: self.accept_as_is,
            self.skip_button: self.skip,
            self.all_button: self.correct_all,
            self.undo_button: self._undo,
            self.close_button: self.accept,
        }
        for button, press in work.items():
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, press=press: press())
        QShortcut(QKeySequence("Ctrl+Z"), self, self._undo)
        self._shown: tuple[Mencion, ...] = ()
        self._writes = DialogWrites(session)
        self._lay_out()
        self._fill(0)
        self.list.setFocus()

    def _lay_out(self) -> None:
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.gap_wide, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        column.addWidget(self.title)
        head = QHBoxLayout()
        head.setSpacing(theme.gap)
        self.count.setWordWrap(True)
        head.addWidget(self.count, 1)
        show = QLabel("&Ver")
        show.setBuddy(self.kinds)
        head.addWidget(show)
        head.addWidget(self.kinds)
        head.addWidget(self.all_button)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.sentence)
        self._judging = QWidget()
        row = QHBoxLayout(self._judging)
        row.setContentsMargins(0, 0, 0, 0)
        label = QLabel("Cambiar &por")
        label.setBuddy(self.words)
        row.addWidget(label)
        row.addWidget(self.words, 1)
        for button in (self.correct_button, self.accept_button, self.skip_button):
            row.addWidget(button)
        column.addWidget(self._judging)
        column.addWidget(self.note)
        foot = QHBoxLayout()
        self.help = QLabel(_HELP)
        set_role(self.help, "soft")
        foot.addWidget(self.help, 1)
        foot.addWidget(self.undo_button)
        foot.addWidget(self.close_button)
        column.addLayout(foot)

    # -- showing ---------------------------------------------------------------------------

    @property
    def _poa(self) -> Poa:
        assert self.session.poa is not None
        return self.session.poa

    def _fill(self, row: int) -> None:
        poa = self._poa
        assert poa.copia is not None
        open_ones = pendientes(poa)
        kinds = _KINDS[self.kinds.currentIndex()][1]
        self._shown = tuple(each for each in open_ones if each.tipo in kinds)
        self.list.blockSignals(True)
        self.list.clear()
        for place, each in enumerate(self._shown):
            self.list.addTopLevelItem(mention_row(place, each))
        self.list.blockSignals(False)
        if self._shown:
            last = len(self._shown) - 1
            self.list.setCurrentItem(self.list.topLevelItem(min(row, last)))
        self.title.setText(f"Textos de {poa.copia.ejercicio} en el POA {poa.ejercicio}")
        self.count.setText(count_text(open_ones, len(menciones(poa))))
        sure = sum(each.segura for each in open_ones)
        self.all_button.setText(
            "Corregir el &año seguro" if sure == 1 else f"Corregir los {sure} años se&guros"
        )
        self.all_button.setVisible(sure > 0)
        self.undo_button.setEnabled(self._writes.can_undo)
        for part in (self.list, self.sentence, self._judging, self.help):
            part.setEnabled(bool(self._shown))
        self._show_current()
        if not self._shown:
            self.close_button.setFocus()

    def current(self) -> Mencion | None:
        """The mention the keyboard is on."""
        item = self.list.currentItem()
        return None if item is None else self._shown[item.data(0, PLACE)]

    def _show_current(self) -> None:
        mencion = self.current()
        self.sentence.show_mention(mencion)
        self.words.setText("" if mencion is None else mencion.propuesta or mencion.citado)
        said = [notice(mencion.duda)] if mencion is not None and mencion.duda else []
        if mencion is not None and mencion.en.campo == "objetivo_fin":
            said.append(notice("El Objetivo/FIN es de la dependencia: cambia en todos sus años."))
        self.note.show_messages(said)

    def _share_width(self) -> None:
        room = self.list.width() - _SCROLL_BAR
        for column, share in enumerate(_SHARES[:-1]):
            self.list.setColumnWidth(column, int(room * share))

    # -- judging ---------------------------------------------------------------------------

    def correct(self) -> None:
        """Put the words of the field in place of the mention."""
        mencion, words = self.current(), clean_text(self.words.text()).text
        if mencion is None:
            return
        if words == mencion.citado:
            self._refuse("Es lo mismo que dice: escriba otra cosa, o acéptelo como está.")
            self.write_other()
            return
        changes = corregir(self._poa, [(mencion, words)])
        poa = self._poa.id
        self._do("Corregir texto del año anterior", lambda db: copias.correct(db, poa, changes))

    def accept_as_is(self) -> None:
        """Let the mention stay."""
        mencion, poa = self.current(), self._poa.id
        if mencion is not None:
            self._do("Aceptar texto del año anterior", lambda db: copias.accept(db, poa, [mencion]))

    def skip(self) -> None:
        """Leave it for later: it stays in the list and in the revisión."""
        item = self.list.currentItem()
        below = None if item is None else self.list.itemBelow(item)
        self.list.setCurrentItem(below or self.list.topLevelItem(0))
        self.list.setFocus()

    def correct_all(self) -> None:
        """Correct every year and date of which there is no doubt, as one step."""
        sure = [(each, each.propuesta) for each in pendientes(self._poa) if each.segura]
        poa = self._poa.id
        changes = corregir(self._poa, [(each, words or "") for each, words in sure])
        self._do("Corregir los años del plan copiado", lambda db: copias.correct(db, poa, changes))

    def write_other(self) -> None:
        """Go and write something else."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.selectAll()

    def _do(self, title: str, work: Callable[..., object]) -> None:
        row = self.list.indexOfTopLevelItem(self.list.currentItem())
        reason = self._writes.run(title, work)
        if reason is not None:
            self._refuse(reason)
            self.write_other()
            return
        self._fill(max(0, row))
        self.list.setFocus()
        announce(self, self.count.text())

    def _undo(self) -> None:
        if self._writes.undo():
            self._fill(self.list.indexOfTopLevelItem(self.list.currentItem()))
            self.list.setFocus()

    def _refuse(self, sentence: str) -> None:
        self.note.show_messages([refusal(sentence)])
        announce(self.words, sentence, urgent=True)

    # -- keyboard --------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and event.type() == QEvent.Type.Resize:
            self._share_width()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.list and self._pressed_in_list(event.key()):
                return True
            if watched is self.words and self._pressed_in_words(event.key()):
                return True
        return super().eventFilter(watched, event)

    def _pressed_in_list(self, key: int) -> bool:
        mencion = self.current()
        if key in ENTER and mencion is not None:
            if mencion.propuesta is None:
                self.write_other()
            else:
                self.correct()
        elif key == Qt.Key.Key_Space:
            self.accept_as_is()
        elif key == Qt.Key.Key_F2:
            self.write_other()
        else:
            return False
        return True

    def _pressed_in_words(self, key: int) -> bool:
        if key in ENTER:
            self.correct()
        elif key == Qt.Key.Key_Escape:
            self._show_current()
            self.list.setFocus()
        else:
            return False
        return True
