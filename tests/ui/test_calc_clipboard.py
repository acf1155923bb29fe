"""Blocks to and from the real LibreOffice Calc, over the real clipboard of one display."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.workbooks.calc_clipboard import Arrived, CalcClipboard, Cell, x_display

pytestmark = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("Xvfb")), reason="needs soffice and Xvfb"
)
_LIMIT = 60
BLOCK = [
    [Cell("number", "1234.5", "#,##0.00"), Cell("text", ""), Cell("number", "0.25", "0.00")],
    [Cell("number", "7", "[$$-409]#,##0.00"), Cell("formula", "=2*3"), Cell("number", "12")],
    [Cell("number", "2.5", "0"), Cell("formula", "=1/3", "0.00"), Cell("text", "8")],
]
"""1,234.50 and $7.00 as they are shown, a formula's result, an empty cell; 2.5 seen as 3, a third
seen as 0.33, a figure that is a text."""


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], list[list[Arrived]]]:
    """Both sides meet once: what we saw, and what arrived in Calc."""
    folder = tmp_path_factory.mktemp("portapapeles")
    with x_display() as display:
        calc = CalcClipboard(folder / "perfil", folder, display)
        with calc.copying(BLOCK):
            child = subprocess.run(
                [sys.executable, "-m", "tests.ui.clipboard_child", str(folder)],
                env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
                cwd=Path(__file__).parents[2],
                capture_output=True,
                text=True,
                timeout=_LIMIT,
                check=False,
            )
            assert child.returncode == 0, child.stderr
        return json.loads((folder / "ours.json").read_text("utf-8")), calc.arrived()


def test_a_block_of_calc_arrives_here_exactly(
    met: tuple[dict[str, Any], list[list[Arrived]]],
) -> None:
    pasted = met[0]["pasted"]
    assert pasted["Bacheo"][:4] == [0, 123450, 0, 25]
    assert pasted["Puentes"][:4] == [0, 700, 600, 1200]
    assert pasted["Focos"][1:4] == [250, 33, 800]


def test_a_block_of_ours_arrives_in_calc_exactly(
    met: tuple[dict[str, Any], list[list[Arrived]]],
) -> None:
    ours, theirs = met
    bacheo, puentes = theirs[0], theirs[1]
    assert bacheo[:3] == ["P1.1", "Bacheo", "=1+1"]
    assert puentes[2] == '5" de <b>tubo</b> & más'
    assert bacheo[3:7] == [None, None, 1234.5, 1.0]  # the last is shown as 100.0 %
    assert bacheo[8] == 'Dice "sí"\ny no'  # the program keeps no tabs
    assert bacheo[9] == "3/4"
    assert len(bacheo) == 10  # «Falta» is no evidencia
    assert [row[:3] for row in theirs[2:]] == [row[:3] for row in ours["shown"][2:]]
