"""Under whose name it is being captured, in the status bar: seen always, asked quietly."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import set_role

_MOST, _LEAST = 170, 24  # pixels of the name
_AIR = 26  # padding and border of the style sheet
_ASK = "¿Quién captura?"
_WHY = "Diga su nombre y su cargo: quedan en la bitácora y en las actas"


class PersonaButton(QPushButton):
    """Shows the name; where nobody has said, it asks from the first capture on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._captured = False
        self._name = ""
        set_role(self, "flat")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def follow(self, session: Session | None) -> None:
        """Another file is open, or none."""
        if session is not None and session is not self._session:
            session.saved.connect(self._note_capture)
            session.persona_changed.connect(self.show_person)
        self._session = session
        self._captured = False
        self.show_person()

    def _note_capture(self) -> None:
        if not self._captured:
            self._captured = True
            self.show_person()

    def show_person(self) -> None:
        """Show who is known now."""
        session = self._session
        if session is None:
            self.hide()
            return
        person = session.store.person
        self._name = person.nombre or _ASK
        self.updateGeometry()
        self._fit()
        if person.nombre:
            self.setAccessibleName(f"Captura {person.nombre}")
            self.setToolTip(plain_tip(f"{person.etiqueta}\nPulse para decir que es otra persona"))
        else:
            self.setAccessibleName(_ASK)
            self.setToolTip(_WHY)
        self.setVisible(bool(person.nombre) or self._captured)

    def sizeHint(self) -> QSize:
        width = min(self.fontMetrics().horizontalAdvance(self._name) + 1, _MOST)
        return QSize(width + _AIR, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """On a small screen a sum may take all of its place: the window never grows for a name."""
        return QSize(0, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - _AIR if self.isVisible() else _MOST
        elided = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        shown = elided if room >= _LEAST else ""
        text = shown.replace("&", "&&")
        if text != self.text():
            self.setText(text)
