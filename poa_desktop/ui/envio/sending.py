"""Sending: the dialogs that write all documents of a period, of the open file or of many."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from poa_desktop.poa.periodos import Periodo
    from poa_desktop.source import Source
    from poa_desktop.ui.main_window import MainWindow


class Sending:
    """What the window's actions «Enviar documentos» and «Exportar varios archivos» do."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def send(self, periodo: Periodo | None = None) -> None:
        """Write all documents of a period (the one at hand unless given) of the open POA."""
        from poa_desktop.ui.envio.dialog import EnvioDialog

        window = self._window
        if window.session is None or window.workspace is None:
            return
        window.workspace.page.commit_pending()
        dialog = EnvioDialog(
            window.session, window.settings, window.prompts, window, periodo=periodo
        )
        dialog.exec()
        dialog.deleteLater()

    def export_many(self) -> None:
        """Write the documents of many files; the window needs none of its own for that."""
        from poa_desktop.ui.envio.lote_dialog import LoteDialog

        window = self._window
        if window.workspace is not None:
            window.workspace.page.commit_pending()
        dialog = LoteDialog(
            window.settings,
            window.prompts,
            window.now,
            self._periodo(),
            window,
            opened=source_of(window),
        )
        dialog.exec()
        dialog.deleteLater()

    def _periodo(self) -> Periodo:
        """The one at hand; without a file the quarter of the last month that is over."""
        from poa_desktop.poa.periodos import Temporalidad, periodo_de_mes

        if self._window.session is not None:
            return self._window.session.periodo
        today = self._window.now().date()
        ejercicio, mes = (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)
        return periodo_de_mes(Temporalidad.TRIMESTRAL, ejercicio, mes)


def source_of(window: MainWindow) -> dict[Path, Source]:
    """The open file by its path: its lock is ours, so that it is not opened a second time."""
    from poa_desktop import source

    if window.session is None:
        return {}
    store = window.session.store
    return {store.path.resolve(): source.source_of(store)}
