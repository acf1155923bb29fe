"""What a start pays for: a window from few modules, painted before its page is made."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from poa_desktop.data.store import create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.today import clock

MOST_MODULES = 74
"""Each costs some 0.7 ms before anything is seen: what a click opens is imported by that click."""
WAITS = (
    "_dialog", ".dialog", "assistant", "ui.grid.", "ui.evidence.", "ui.datos.",
    "ui.fields.", "ui.calendario.", "ui.avance.", "ui.gastos.", "ui.tablero.page", "ui.buscar.",
    "ui.historial.", "ui.propuestas.", "ui.libro.", "ui.envio.", "poa.checks", "poa.recorte",
    "ui.verificacion.", "data.testigo", "data.sellos", "data.llave", "poa.verificacion",
    "poa.textos", "poa.frecuencia", "data.traslados", "intake", "commands", "command_line",
)  # fmt: skip
START = """
import json, sys, time
from pathlib import Path
from poa_desktop.cli import load_window
from poa_desktop.today import clock

window = load_window().open_window(Path(sys.argv[1]), clock)

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt

over = QEvent.Type(QEvent.registerEventType())
def ours():
    return sorted(each for each in sys.modules if each.startswith("poa_desktop."))

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            window.removeEventFilter(self)
            QCoreApplication.postEvent(self, QEvent(over), Qt.EventPriority.HighEventPriority.value)
        return False
    def event(self, event):
        if event.type() == over:
            print(json.dumps(ours()))
            pages = window.workspace.pages
            pages.currentChanged.connect(lambda _place: QCoreApplication.quit())
            if pages.count():
                QCoreApplication.quit()
        return super().event(event)

watch = Watch()
window.installEventFilter(watch)
slow = time.monotonic() + 0.05  # a slow computer: any short timer is due before the first paint
while time.monotonic() < slow:
    pass
QCoreApplication.exec()
print(json.dumps(ours()))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[str]]:
    """Our modules after the first paint, and once the first page is in sight."""
    path: Path = tmp_path_factory.mktemp("inicio") / "ejemplo.poa"
    with create_store(path, clock) as store:
        write_example(store)
    words = [sys.executable, "-c", START, str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)
    painted, complete = (json.loads(row) for row in done.stdout.splitlines())
    return painted, complete


def test_the_window_is_painted_before_its_page_is_made(loaded):
    painted, complete = loaded
    assert "poa_desktop.ui.tablero.page" not in painted
    assert "poa_desktop.ui.tablero.page" in complete


def test_what_the_first_window_does_not_show_is_not_loaded(loaded):
    painted, _complete = loaded
    assert [each for each in painted if any(word in each for word in WAITS)] == []
    assert len(painted) <= MOST_MODULES, painted
