"""From exec to the first paint of the main window, against a bare PySide6 window."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from alternate import alternate, show

ROUNDS = 9
HERE = Path(__file__).resolve().parent


def start(*words: str) -> float:
    """Seconds from exec to the moment a fresh process tells."""
    begun = time.clock_gettime(time.CLOCK_MONOTONIC)
    done = subprocess.run(
        [sys.executable, str(HERE / "first_paint.py"), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    return float(done.stdout) - begun


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POA_DESKTOP_DATOS"] = folder
        example = str(Path(folder) / "ejemplo.poa")
        words = [sys.executable, "-m", "poa_desktop", "ejemplo", "--en", example]
        subprocess.run(words, cwd=HERE.parent, capture_output=True, check=True)
        ours, floor = alternate(lambda: start("programa", example), lambda: start("piso"), ROUNDS)
    show("abrir el ejemplo: del exec a la primera pintura", ours, floor)


main()
