"""The preview's coming and going: what it takes the place of, and what comes back after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from poa_desktop.ui.main_window import MainWindow
    from poa_desktop.ui.preview.page import PreviewPage


class PreviewVisit:
    """Shows the documents as paper inside the window; *page* is None while one is at the plan."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.page: PreviewPage | None = None

    def begin(self, documento: str | None = None, version: int = 0) -> None:
        """Show a document (the first one unless named) of the node and period at hand; *version*
        of a closed period, 0 for what is in force."""
        from poa_desktop.ui.preview.page import PreviewPage

        window = self._window
        workspace, session = window.workspace, window.session
        if session is None or workspace is None or self.page is not None:
            return
        workspace.pages.commit_pending()
        page = PreviewPage(
            session,
            window.settings,
            window.prompts,
            documento=documento,
            nodo=window.node(),
            version=version,
        )
        page.closed.connect(self.end)
        page.send_wanted.connect(lambda: window.sending.send(page.choice.periods.currentData()))
        self.page = page
        window.stack.addWidget(page)
        window.stack.setCurrentWidget(page)
        window.toolbar.hide()
        window.actions_.enable_for_file(False)  # what cannot be seen is not changed
        page.pages.setFocus()
        page.load()

    def end(self) -> None:
        """Back to the plan."""
        window, page = self._window, self.page
        if page is None:
            return
        page.leave()
        window.stack.removeWidget(page)
        page.deleteLater()
        self.page = None
        if window.workspace is not None:
            window.stack.setCurrentWidget(window.workspace)
            window.toolbar.show()
            read_only = window.session is not None and window.session.store.read_only
            window.actions_.enable_for_file(True, read_only=read_only)
            window.refresh_actions()
            before = window.workspace.focusWidget() or window.workspace.tree.view
            before.setFocus(Qt.FocusReason.OtherFocusReason)
