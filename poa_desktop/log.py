"""The log of unexpected errors: what a person can send to support."""

import logging
import platform
from logging.handlers import RotatingFileHandler
from pathlib import Path

from poa_desktop import __version__
from poa_desktop.data.folders import log_path

_LOGGER = logging.getLogger("poa_desktop")


def _prepare() -> Path:
    path = log_path()
    if not _LOGGER.handlers:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handler: logging.Handler = RotatingFileHandler(
                path, maxBytes=1_000_000, backupCount=2, encoding="utf-8"
            )
        except OSError:
            handler = logging.NullHandler()
        logging.raiseExceptions = False  # a full disk must not put a traceback before the user
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        _LOGGER.addHandler(handler)
        _LOGGER.propagate = False
    return path


def log_exception(info: object = True) -> Path:
    """Write the exception (the one at hand, or the triple *info*) and the system; gives the log."""
    path = _prepare()
    _LOGGER.error("%s", system_report(), exc_info=info)  # type: ignore[arg-type]
    return path


def system_report() -> str:
    """Version and system in one row: what support asks first."""
    return f"POA Desktop {__version__}, Python {platform.python_version()}, {platform.platform()}"
