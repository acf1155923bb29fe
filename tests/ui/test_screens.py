"""Every page of every scene in every size: no text cut, nothing without a name."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from poa_desktop.app import make_app
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.pages import PAGES
from tests.screens import views
from tests.screens.faults import faults
from tests.screens.scenes import SCENES, write_scene

SIZES = (QSize(960, 540), QSize(1366, 768), QSize(1920, 1080))
"""In units of the screen's scale: 1920x1080 at 200 %, the office PC, 1920x1080 at 100 %."""


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    return make_app(dark=False)


def looked_at(window: MainWindow, scene: str) -> Iterator[tuple[str, list[str]]]:
    """Every view in every size, with its faults; dialogs on the smallest screen only."""
    kinds = [views.pages, views.asides, views.closings, views.dialogs]
    if scene != "sesenta":  # hundreds of pages of paper
        kinds += [views.previews, views.preview_states]
    for kind in (*kinds, views.welcome):
        for view in kind(window):
            for size in SIZES if view.widget is window else SIZES[:1]:
                found = []
                if view.widget is window:
                    window.resize(size)
                    views.settle()
                    if window.size() != size:
                        found.append(f"la ventana no cabe: {window.width()}×{window.height()}")
                found += map(str, faults(view.widget))
                yield f"{view.name} a {size.width()}×{size.height()}", found
            window.resize(SIZES[0])


@pytest.mark.parametrize("scene", ["sesenta", *sorted({*SCENES} - {"sesenta"})])
def test_everything_can_be_read_and_named(app: QApplication, tmp_path: Path, scene: str) -> None:
    window = views.open_window(write_scene(scene, tmp_path), tmp_path, SIZES[0])
    faulty: dict[str, list[str]] = defaultdict(list)
    seen = []
    for view, found in looked_at(window, scene):
        seen.append(view)
        for fault in found:
            faulty[fault].append(view)
    window.close()
    window.deleteLater()
    assert {f"{page} a 960×540" for page in (*PAGES, "revision", "bienvenida")} <= {*seen}
    assert not faulty, "\n" + "\n".join(
        f"{fault}\n    {len(places)} veces, {places[0]}" for fault, places in sorted(faulty.items())
    )
