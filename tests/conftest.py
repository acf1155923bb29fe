"""What every test has: an offscreen Qt, a program folder of its own, and no dialog by surprise."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = os.environ.get("POA_TEST_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def pytest_addoption(parser: pytest.Parser) -> None:
    """--update-golden writes what is produced now as the golden files."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


def pytest_sessionfinish() -> None:
    """Empty the clipboard: the offscreen one outlives Python, and what Python made for it, which
    ended a run that passed with a segmentation fault (as often as its last copy was a block).
    """
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def _own_program_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Backups, settings and logs of a test stay in its own folder."""
    monkeypatch.setenv("POA_DESKTOP_DATOS", str(tmp_path / "datos-del-programa"))
    monkeypatch.delenv("POA_DESKTOP_HOY", raising=False)


@pytest.fixture
def seed_path() -> Path:
    """The real POA; tests that need it are skipped where it is not at hand."""
    found = sorted((ROOT.parent / "shared" / "seed").glob("POA_*.txt"))
    if not found:
        pytest.skip("the real POA is not beside the project (../shared/seed)")
    return found[0]


@pytest.fixture(autouse=True)
def _no_surprises(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """A dialog nobody planned fails the test; no window stays behind."""
    if "ui" not in Path(str(request.path)).parts:
        yield
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMessageBox

    def unplanned(*_args: object, **_options: object) -> None:
        raise AssertionError("a dialog opened that the test did not plan")

    for kind in (QDialog, QMessageBox, QFileDialog, QInputDialog):
        monkeypatch.setattr(kind, "exec", unplanned)
    for name in ("getOpenFileName", "getSaveFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, name, unplanned)
    yield
    app = QApplication.instance()
    if app is None:
        return
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    for each in left:
        each.close()
    assert not left, f"windows left open: {left}"
