"""The page Tablero: computes the figures of the node at hand and follows what is clicked."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from poa_desktop.tablero.figures import tablero_de
from poa_desktop.ui.page import Page
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from poa_desktop.ui.tablero.view import TableroView


class TableroPage(Page):
    """Gauges, curve, map and pending work of a node."""

    menu_wanted = Signal(QPoint)
    """A right click (or the menu key) at this place of the screen."""

    def __init__(self, session: Session, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(session, place, parent)
        self.view = TableroView()
        self.view.period_chosen.connect(session.set_periodo)
        self.view.go_to.connect(self.go_to)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def refresh(self) -> None:
        poa = self.session.poa
        assert poa is not None
        selection = self.place.tipo, self.place.id
        session = self.session
        before, asked = session.last_year(), session.observaciones()
        self.view.show_data(tablero_de(poa, selection, session.periodo, session.hoy, before, asked))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())
