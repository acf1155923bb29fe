"""The pages of a node, each made when it is first shown: the start pays for one, not for six."""

from importlib import import_module

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from poa_desktop.ui.first_paint import after_first_paint
from poa_desktop.ui.page import Page
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session

PAGES = ("tablero", "datos", "calendario", "avance", "gastos", "cierre")


def _make(name: str, session: Session, place: Place) -> Page:
    """A page by its name: module datos.page, class DatosPage."""
    kind = getattr(import_module(f"poa_desktop.ui.{name}.page"), f"{name.capitalize()}Page")
    page = kind(session, place)
    assert isinstance(page, Page)
    return page


class Pages(QStackedWidget):
    """Tablero, Datos, Calendario, Avance and Gastos of the node at hand; Cierre of its POA."""

    go_to = Signal(object)
    counted = Signal(str)

    def __init__(self, session: Session, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._place = place
        self._pages: dict[str, Page] = {}
        self.name = PAGES[0]

    def __getitem__(self, name: str) -> Page:
        if name not in self._pages:
            page = _make(name, self._session, self._place)
            page.go_to.connect(self.go_to)
            page.counted.connect(self.counted)
            self._pages[name] = page
            self.addWidget(page)
        return self._pages[name]

    @property
    def page(self) -> Page:
        """The page in sight."""
        return self[self.name]

    def commit_pending(self) -> bool:
        """Finish an edit on the page in sight; False when something cannot be kept."""
        page = self._pages.get(self.name)
        return page is None or page.commit_pending() is not False

    @property
    def draft_words(self) -> str:
        """What a page holds typed and not kept, in a sentence; "" when all is kept."""
        return next(filter(None, (page.draft_words for page in self._pages.values())), "")

    def show_page(self, name: str) -> None:
        """Bring a page into sight."""
        self.name = name
        if self.window().isVisible():
            self._bring(self[name])
        else:  # at the program's start the window is painted before its page is computed
            after_first_paint(self, self._show_named)

    def _show_named(self) -> None:
        self._bring(self[self.name])

    def _bring(self, page: Page) -> None:
        """Only the page in sight asks for room: a hidden one must not widen a small window."""
        ignored, preferred = QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        for each in self._pages.values():
            policy = preferred if each is page else ignored
            each.setSizePolicy(policy, policy)
        self.setCurrentWidget(page)

    def show_place(self, place: Place) -> None:
        """Show another node on every page that was made."""
        self._place = place
        for page in self._pages.values():
            page.show_place(place)
