"""Replacing with a preview: every occurrence before and after, each with its tick, one undo."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.data import textos
from poa_desktop.poa.buscar import Hallazgos, Sitio
from poa_desktop.poa.consulta import consulta_de
from poa_desktop.poa.reemplazo import titulo_de
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.buscar.question import ScopeBox
from poa_desktop.ui.buscar.replace_model import ReplaceModel
from poa_desktop.ui.buscar.replace_view import ReplaceView
from poa_desktop.ui.buscar.searcher import Pregunta, Searcher
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

_SIZE = QSize(940, 560)
_TYPING_MS = 150
_LIMIT = 20_000
_HINT = "Escriba arriba lo que se busca: aquí verá cada lugar, antes y después."
_CHANGED = "El POA cambió mientras tanto y la lista se renovó: revísela."


class ReplaceDialog(QDialog):
    """Stays beside the window, which goes on: when a text changes the list is renewed."""

    place_wanted = Signal(object)
    """A find (Coincidencia) one wants to see in its field."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Reemplazar")
        self.resize(_SIZE)
        self._session = session
        self._anew = True
        self._ready = False
        self._writing = False
        self._told = ""
        self.model = ReplaceModel()
        self.searcher = Searcher(session, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_MS)
        self._make_controls()
        self._lay_out()
        self._connect()

    # -- parts -----------------------------------------------------------------------------

    def _make_controls(self) -> None:
        self.words, self.new_words = QLineEdit(), QLineEdit()
        self.exact = QCheckBox("&Distinguir mayúsculas y acentos")
        self.whole = QCheckBox("&Palabra completa")
        self.keep_case = QCheckBox("&Conservar mayúsculas")
        self.keep_case.setToolTip("Hacienda se vuelve Tesorería; HACIENDA, TESORERÍA")
        self.scope = ScopeBox("Dónde reemplazar", 24)
        self.view = ReplaceView(self.model)
        self.empty = QLabel(_HINT)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        set_role(self.empty, "soft")
        self.state = QLabel()
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self.consent = QCheckBox()
        self.all_button, self.none_button = (
            QPushButton("&Marcar todo"),
            QPushButton("De&smarcar todo"),
        )
        self.apply_button = QPushButton("&Reemplazar")
        set_role(self.apply_button, "primary")
        self.close_button = QPushButton("Cerrar")
        for button in (self.all_button, self.none_button, self.apply_button, self.close_button):
            button.setAutoDefault(False)  # Enter in a field must not replace

    def _lay_out(self) -> None:
        theme = current_theme()
        form = QGridLayout()
        form.setHorizontalSpacing(theme.gap)
        form.setVerticalSpacing(theme.gap)
        for row, (text, field) in enumerate(
            (("&Buscar", self.words), ("Reemplazar c&on", self.new_words))
        ):
            label = QLabel(text)
            label.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))
            form.addWidget(label, row, 0)
            form.addWidget(field, row, 1)
        options = QHBoxLayout()
        options.setSpacing(theme.gap_wide)
        for box in (self.exact, self.whole, self.keep_case):
            options.addWidget(box)
        options.addStretch(1)
        options.addWidget(self.scope)
        foot = QHBoxLayout()
        foot.setSpacing(theme.gap)
        foot.addWidget(self.all_button)
        foot.addWidget(self.none_button)
        foot.addStretch(1)
        foot.addWidget(self.apply_button)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.gap_wide, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        column.addLayout(form)
        column.addLayout(options)
        column.addWidget(self.view, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.state)
        column.addWidget(self.consent)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.searcher.found.connect(self._show)
        self._timer.timeout.connect(self.look)
        for field in (self.words, self.new_words):
            field.textChanged.connect(self._typed)
        self.words.returnPressed.connect(self.new_words.setFocus)
        self.new_words.returnPressed.connect(self.view.setFocus)
        for box in (self.exact, self.whole, self.keep_case):
            box.toggled.connect(self._typed)
        self.scope.activated.connect(self._typed)
        self.model.ticked_changed.connect(self._tell)
        self.consent.toggled.connect(self._tell)
        self.view.activated.connect(self._go)
        self.view.doubleClicked.connect(self._go)
        self.all_button.clicked.connect(lambda: self.model.tick_all(True))
        self.none_button.clicked.connect(lambda: self.model.tick_all(False))
        self.apply_button.clicked.connect(self.apply)
        self.close_button.clicked.connect(self.reject)
        self._session.changed.connect(self._changed)

    def begin(self, words: str, nodo: Sitio | None, node_name: str, *, exact: bool) -> None:
        """Show it, with what is looked for filled in."""
        self.scope.offer(len(self._session.store.headers()) > 1, nodo, node_name)
        self.exact.setChecked(exact)
        if words:
            self.words.setText(words)
        self.look()
        self.show()
        self.raise_()
        self.activateWindow()
        first = self.new_words if self.words.text() else self.words
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- asking ----------------------------------------------------------------------------

    def _typed(self, _what: object = None) -> None:
        self._anew, self._ready, self._told = True, False, ""
        self.apply_button.setEnabled(False)
        self._timer.start()

    def _changed(self, _change: object) -> None:
        """A text may be another one: the list is never older than what it would write over."""
        if not self._writing:
            self._told = _CHANGED if self.model.hallazgos.total else ""
            self.look()

    def look(self) -> None:
        """Search now and show what would change."""
        self._timer.stop()
        self._ready = False
        consulta = consulta_de(
            self.words.text(),
            exacta=self.exact.isChecked(),
            palabra=self.whole.isChecked(),
            frase=True,
        )
        self.searcher.ask(Pregunta(consulta, self.scope.alcance, self.scope.nodo), _LIMIT)

    def _show(self, hallazgos: object, searched: int, of: int) -> None:
        assert isinstance(hallazgos, Hallazgos)
        poa = self._session.poa
        self.model.locks = {poa.id: self._session.candado_plan} if poa else {}
        self._ready = searched == of
        self.model.show_preview(
            hallazgos,
            self.new_words.text(),
            keep_case=self.keep_case.isChecked(),
            anew=self._anew,
        )
        if self._ready:
            self._anew = False
        there = self.model.hallazgos.total > 0
        self.view.setVisible(there)
        self.empty.setVisible(not there)
        words = self.words.text().strip()
        self.empty.setText(f"No se encontró «{words}» en ningún texto." if words else _HINT)
        self._tell()

    # -- telling ---------------------------------------------------------------------------

    def _tell(self, _what: object = None) -> None:
        model = self.model
        total, ticked, refused = model.hallazgos.total, model.ticked, model.refused()
        many = sum(len(each.spans) for each in refused)
        verb = "&Reemplazar" if self.new_words.text() or not total else "&Quitar"
        self.apply_button.setText(f"{verb} {ticked:,} de {total:,}" if total else verb)
        self.consent.setVisible(bool(many))
        left = "1 lugar que no se puede" if many == 1 else f"{many:,} lugares que no se pueden"
        motivo = refused[0].motivo if refused else ""
        self.consent.setText(
            f"Dejar sin cambio {left} reemplazar: {motivo[:1].lower()}{motivo[1:]}"
        )
        agreed = self.consent.isChecked() or not many
        self.apply_button.setEnabled(self._ready and ticked > 0 and agreed)
        for button in (self.all_button, self.none_button):
            button.setEnabled(total > 0)
        self._say(self._told or self._sentence(total))

    def _sentence(self, total: int) -> str:
        model = self.model
        parts = []
        if total:
            parts.append(_places_text(len(model.changes())))
        if not model.hallazgos.completo:
            parts.append(f"Se muestran las primeras {total:,}: reemplácelas y siga con las demás.")
        if model.numbers:
            many = model.numbers
            what = "1 coincidencia está" if many == 1 else f"{many:,} coincidencias están"
            parts.append(f"{what} en números, claves o fechas: se corrigen en su campo.")
        return " ".join(parts)

    def _say(self, sentence: str, *, failed: bool = False) -> None:
        if sentence != self.state.text():
            self.state.setText(sentence)
            announce(self, sentence, urgent=failed)
        set_role(self.state, "danger" if failed else "soft")

    # -- doing -----------------------------------------------------------------------------

    def _go(self, index: QModelIndex) -> None:
        if index.internalId():
            self.place_wanted.emit(self.model.find_at(index))

    def apply(self) -> None:
        """Write what is ticked, as one operation; what cannot be written leaves all as it was."""
        changes = [(each.texto, each.nuevo) for each in self.model.changes()]
        if not changes:
            return
        titulo = titulo_de(self.words.text().strip(), self.new_words.text(), len(changes))
        reasons: list[str] = []
        self._session.failed.connect(reasons.append)
        self._writing = True
        try:
            done = self._session.run(titulo, lambda db: textos.write(db, changes))
        finally:
            self._writing = False
            self._session.failed.disconnect(reasons.append)
        self.consent.setChecked(False)
        where = "1 lugar" if len(changes) == 1 else f"{len(changes):,} lugares"
        self._told = f"Se reemplazó en {where}. Ctrl+Z, en la ventana, lo deshace." if done else ""
        self.look()
        if not done:
            self._say(" ".join(reasons), failed=True)

    def done(self, result: int) -> None:
        """Every way of closing comes through here."""
        self._timer.stop()
        self.searcher.stop()
        super().done(result)


def _places_text(places: int) -> str:
    if not places:
        return "No se cambia nada."
    where = "Se cambia 1 lugar" if places == 1 else f"Se cambian {places:,} lugares"
    return f"{where}; lo demás de cada texto queda igual."
