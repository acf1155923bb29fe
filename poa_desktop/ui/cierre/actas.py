"""The sealed acts of a period: every cierre and reapertura with its folio."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from poa_desktop.poa.sello import Sello
from poa_desktop.ui.session import Session


class ActasList(QWidget):
    """One row an act, in order."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sellos: tuple[Sello, ...] = ()
        QVBoxLayout(self)

    @property
    def count(self) -> int:
        """How many acts there are."""
        return len(self._sellos)

    def show_actas(self) -> None:
        """Show those of the chosen period."""
        session = self._session
        assert session.poa is not None
        periodo = str(session.periodo)
        self._sellos = tuple(
            each for each in session.store.sellos(session.poa.id) if each.periodo == periodo
        )
