"""The window's composition root: logging, the last resort for bugs, Spanish Qt, the window."""

import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from poa_desktop.ui.first_paint import after_first_paint
from poa_desktop.ui.icons import icon
from poa_desktop.ui.key_names import KeyNames
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.settings import Settings
from poa_desktop.ui.theme import apply_theme

Clock = Callable[[], datetime]


def make_app(*, dark: bool | None = None) -> QApplication:
    """The Qt application, in Spanish and dressed."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("POA Desktop")
    app.setDesktopFileName("poa-desktop")
    spanish = QLocale(QLocale.Language.Spanish, QLocale.Country.Mexico)
    QLocale.setDefault(spanish)
    if app.findChild(KeyNames) is None:  # tests make it several times
        _speak_spanish(app)
    apply_theme(app, dark)
    return app


def _speak_spanish(app: QApplication) -> None:
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_es", folder):
        app.installTranslator(translator)
    app.installTranslator(KeyNames(app))


def open_window(path: Path | None, clock: Clock) -> MainWindow:
    """The window, with the file in it, shown; bugs are told from now on."""
    settings = Settings()
    make_app(dark=settings.dark)
    window = MainWindow(clock, settings)
    after_first_paint(window, lambda: QApplication.setWindowIcon(icon("app")))
    sys.excepthook = lambda kind, error, trace: report_bug(window, kind, error, trace)
    if path is not None:
        window.files.open_path(path)
    window.show()
    return window


def run_window(path: Path | None, clock: Clock) -> int:
    """Open the window and stay until it is closed; gives the exit code."""
    _window = open_window(path, clock)
    return QApplication.exec()


def report_bug(
    window: MainWindow,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """An unexpected error: logged, told with a report to copy; the window stays."""
    from poa_desktop.log import log_exception, system_report

    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    where = log_exception((kind, error, trace))
    report = system_report() + "\n" + "".join(traceback.format_exception(kind, error, trace))
    window.prompts.report_bug(
        f"Algo falló y lo último que hizo puede no haberse guardado. El informe quedó en {where}.",
        report,
    )
