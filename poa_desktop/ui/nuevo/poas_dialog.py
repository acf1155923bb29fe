"""The POAs of the file: show one, give it another name or year, remove it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.data import poas
from poa_desktop.poa.periodos import EJERCICIOS
from poa_desktop.poa.records import PoaEncabezado
from poa_desktop.poa.text import clean_text
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.fields.note import FieldNote, notice, refusal
from poa_desktop.ui.fields.text import OneLine
from poa_desktop.ui.nuevo.answer_field import AnswerField
from poa_desktop.ui.nuevo.dialog_writes import DialogWrites
from poa_desktop.ui.nuevo.selector import name_of
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

_SIZE = (640, 460)
_DELETE = "E&liminar el POA…"
_SEALED = (
    "«{}» no se elimina: tiene actos sellados (su autorización o un cierre), que se conservan. "
    "Para trabajar sin él, use un archivo nuevo."
)
_POA = int(Qt.ItemDataRole.UserRole)


class PoasDialog(QDialog):
    """A list with two fields beneath. Each change is saved at once and can be undone."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle("POA de este archivo")
        self.resize(*_SIZE)
        self.list = QTreeWidget()
        self.list.setAccessibleName("POA de este archivo")
        self.list.setHeaderLabels(["Ejercicio", "Dependencia"])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        set_role(self.list, "changes")
        self.list.currentItemChanged.connect(lambda: self._show_current())
        self.list.itemActivated.connect(lambda: self._open())
        self.dependencia = OneLine()
        self.ejercicio = QSpinBox()
        self.ejercicio.setRange(EJERCICIOS[0], EJERCICIOS[-1])
        self.ejercicio.lineEdit().setTextMargins(6, 0, 0, 0)
        self.ejercicio.setMinimumWidth(104)
        self.change_button = QPushButton("Cambiar el &nombre o el año")
        self.open_button = QPushButton("&Mostrar")
        self.delete_button = QPushButton(_DELETE)
        self.undo_button = QPushButton("&Deshacer")
        self.close_button = QPushButton("Cerrar")
        set_role(self.delete_button, "danger")
        work: dict[QPushButton, Callable[[], object]] = {
            self.change_button: self.change,
            self.open_button: self._open,
            self.delete_button: self.delete,
            self.undo_button: self._undo,
            self.close_button: self.accept,
        }
        for button, press in work.items():
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, press=press: press())
        self.dependencia.returnPressed.connect(self.change)
        QShortcut(QKeySequence("Ctrl+Z"), self, self._undo)
        self.note = FieldNote()
        self._writes = DialogWrites(session)
        self._sure: int | None = None
        self._lay_out()
        assert session.poa is not None
        self._fill(session.poa.id)

    def _lay_out(self) -> None:
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.margin, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        column.addWidget(self.list, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.gap_wide)
        top = Qt.AlignmentFlag.AlignTop
        for editor in (self.dependencia, self.ejercicio):
            editor.ensurePolished()
        self.dependencia.setMinimumHeight(self.ejercicio.sizeHint().height())
        grid.addWidget(AnswerField("De&pendencia", self.dependencia), 0, 0, top)
        grid.addWidget(AnswerField("&Ejercicio", self.ejercicio), 0, 1, top)
        grid.setColumnStretch(0, 1)
        column.addLayout(grid)
        column.addWidget(self.note)
        row = QHBoxLayout()
        for button in (self.change_button, self.open_button, self.delete_button):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.undo_button, self.close_button):
            row.addWidget(button)
        column.addLayout(row)

    def _fill(self, wanted: int) -> None:
        headers = self.session.store.headers()
        self.list.blockSignals(True)
        self.list.clear()
        current: QTreeWidgetItem | None = None
        for each in sorted(headers, key=lambda one: -one.ejercicio):
            item = QTreeWidgetItem([str(each.ejercicio), each.dependencia])
            item.setData(0, _POA, each)
            item.setToolTip(1, plain_tip(each.dependencia))
            self.list.addTopLevelItem(item)
            if current is None or each.id == wanted:
                current = item
        self.list.blockSignals(False)
        if current is not None:
            self.list.setCurrentItem(current)
        self.list.resizeColumnToContents(0)
        self.delete_button.setEnabled(len(headers) > 1)
        self.undo_button.setEnabled(self._writes.can_undo)
        self._show_current()

    def current(self) -> PoaEncabezado:
        """The POA the keyboard is on."""
        header = self.list.currentItem().data(0, _POA)
        assert isinstance(header, PoaEncabezado)
        return header

    def _show_current(self) -> None:
        header = self.current()
        self.dependencia.setText(header.dependencia)
        self.dependencia.setCursorPosition(0)
        self.ejercicio.setValue(header.ejercicio)
        self._sure = None
        self.delete_button.setText(_DELETE)
        self.note.show_messages([])

    def _open(self) -> None:
        self.session.select_poa(self.current().id)
        self.accept()

    def change(self) -> None:
        """Give the POA another dependencia or ejercicio."""
        header, ejercicio = self.current(), self.ejercicio.value()
        name = clean_text(self.dependencia.text(), multiline=False).text
        if (name, ejercicio) == (header.dependencia, header.ejercicio):
            self.dependencia.setFocus()
            self.dependencia.selectAll()
            return
        done = self._do(
            f"Cambiar a {name} · POA {ejercicio}",
            lambda db: poas.put_elsewhere(db, header.id, name, ejercicio),
            header.id,
        )
        if done:
            self.note.show_messages([notice(each) for each in self._besides(header)])

    def _besides(self, before: PoaEncabezado) -> list[str]:
        """What a change of the POA at hand meant for others, and did not do."""
        now, said = self.current(), []
        headers = self.session.store.headers()
        years = sum(each.dependencia == now.dependencia for each in headers)
        if now.dependencia != before.dependencia and years > 1:
            said.append(f"El nombre cambió en los {years} años de esta dependencia.")
        if now.ejercicio != before.ejercicio:
            said.append(
                "Las fechas Del y Al de las fichas no cambian solas: la revisión (F8) dice cuáles "
                "quedaron fuera del ejercicio."
            )
        return said

    def delete(self) -> None:
        """Remove the POA; the first press says what goes, the second one does it."""
        header = self.current()
        if self.session.store.sellos(header.id):
            self.note.show_messages([refusal(_SEALED.format(name_of(header)))])
            return
        if self._sure != header.id:
            self._sure = header.id
            self.delete_button.setText("Sí, e&liminarlo")
            sentence = (
                f"Se elimina «{name_of(header)}» con sus avances, evidencias y gastos. "
                "Pulse otra vez para eliminarlo; Deshacer lo recupera."
            )
            self.note.show_messages([notice(sentence)])
            announce(self.delete_button, sentence)
            return
        shown = self.session.poa.id if self.session.poa else 0
        others = [each.id for each in self.session.store.headers() if each.id != header.id]
        if shown == header.id:
            self.session.select_poa(others[-1])
        self._do(f"Eliminar {name_of(header)}", lambda db: poas.delete(db, header.id), others[-1])

    def _do(self, title: str, work: Callable[..., object], wanted: int) -> bool:
        reason = self._writes.run(title, work)
        if reason is not None:
            self.note.show_messages([refusal(reason)])
            return False
        self._fill(wanted)
        return True

    def _undo(self) -> None:
        if self._writes.undo():
            self._fill(self.session.poa.id if self.session.poa else 0)
