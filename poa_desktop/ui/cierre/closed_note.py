"""The quiet line above a table whose months are closed: since when, and by which folio."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from poa_desktop.poa.formats import fecha_corta
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.sello import cierres_en
from poa_desktop.poa.tramites import periodos_cerrados
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import set_role


class ClosedNote(ElidedLabel):
    """Tells which closed periods hold some of the months in sight; hidden where none does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "soft")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.hide()

    def show_meses(self, session: Session, meses: tuple[int, ...]) -> None:
        """Tell about these months (1–12) of the POA at hand."""
        text = closed_text(session, meses)
        self.setText(text)
        self.setVisible(bool(text))


def closed_text(session: Session, meses: tuple[int, ...]) -> str:
    """Which closed periods hold some of the months; "" where none does."""
    poa = session.poa
    if poa is None or not poa.meses_cerrados.intersection(meses):
        return ""
    found = [
        each
        for each in periodos_cerrados(session.tramites())
        if set(each.meses).intersection(meses)
    ]
    told = " · ".join(_told(session, each) for each in found)
    return f"{told}. Sus meses no reciben cambios; reabrir se pide en Cierre (Ctrl+6)."


def _told(session: Session, periodo: Periodo) -> str:
    assert session.poa is not None
    closed = cierres_en(session.store.sellos(session.poa.id), periodo)
    if not closed:
        return f"{periodo.corto} cerrado, sin sello en el archivo"
    when = fecha_corta(closed[-1].cuando.date())
    return f"{periodo.corto} cerrado el {when}, folio {closed[-1].folio}"
