"""The observations of the línea at hand in Avance, one at a time."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from poa_desktop.poa.observado import ObservacionLinea, del_periodo
from poa_desktop.ui.icons import set_icon
from poa_desktop.ui.observaciones.card import ObservationCard
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import set_role


class ObservationStrip(QWidget):
    """In sight only while the línea has observations in the period shown; open ones come first."""

    told = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._listed: tuple[ObservacionLinea, ...] = ()
        self._linea_id = 0
        self.card = ObservationCard(session, self)
        self.card.told.connect(self.told)
        self.place = QLabel(self)
        set_role(self.place, "soft")
        self.before, self.after = self._arrow("page-prev", -1), self._arrow("page-next", 1)
        for widget in (self.before, self.place, self.after):
            self.card.corner.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.card)
        self.hide()

    def _arrow(self, picture: str, step: int) -> QToolButton:
        button = QToolButton(self)
        set_icon(button, picture)
        set_role(button, "flat")
        name = (
            "Observación siguiente de la línea" if step > 0 else "Observación anterior de la línea"
        )
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setStyleSheet("QToolButton { padding: 0; }")
        button.setIconSize(QSize(14, 14))
        button.setFixedSize(QSize(20, 20))
        button.clicked.connect(lambda: self._step(step))
        return button

    @property
    def order(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return self.before, self.after, *self.card.order

    def show_linea(self, linea_id: int) -> None:
        """Show what is observed of a línea; the one in sight stays while it is there."""
        session = self._session
        shown = del_periodo(session.observaciones(), session.periodo)
        own = (each for each in shown if each.linea_id == linea_id)
        self._listed = tuple(sorted(own, key=lambda each: (not each.abierta, each.id)))
        kept = self.card.shown if linea_id == self._linea_id else None
        self._linea_id = linea_id
        key = kept.id if kept is not None else 0
        again = (each for each in self._listed if each.id == key)
        self._show(next(again, next(iter(self._listed), None)))
        self.setMinimumHeight(self.card.minimumSizeHint().height())
        self.setVisible(bool(self._listed))

    def go_to(self, observacion: int) -> None:
        """Bring one of the línea's observations into sight, the keyboard in its answer."""
        for each in self._listed:
            if each.id == observacion:
                self._show(each)
        self.focus_answer()

    def focus_answer(self) -> None:
        """Put the keyboard into the answer."""
        self.card.respuesta.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, each: ObservacionLinea | None) -> None:
        self.card.show_observation(each)
        many = len(self._listed) > 1
        for widget in (self.before, self.place, self.after):
            widget.setVisible(many)
        if each is not None:
            number = self._number(each)
            self.place.setText(f"{number + 1} de {len(self._listed)}")
            self.before.setEnabled(number > 0)
            self.after.setEnabled(number < len(self._listed) - 1)

    def _number(self, each: ObservacionLinea) -> int:
        return next(n for n, one in enumerate(self._listed) if one.id == each.id)

    def _step(self, step: int) -> None:
        if self.card.shown is not None:
            self._show(self._listed[self._number(self.card.shown) + step])
