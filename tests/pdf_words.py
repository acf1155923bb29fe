"""What poppler reads in a PDF: its text, and every word with its place, as golden files keep it."""

import re
import subprocess
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
_WORD = re.compile(r'xMin="([\d.-]+)" yMin="([\d.-]+)".*>(.+)</word>')


def text_of(content: bytes, folder: Path, *options: str) -> str:
    """The text by pdftotext, which gets the *options* ("-raw", "-layout", "-bbox")."""
    path = folder / "documento.pdf"
    path.write_bytes(content)
    command = ["pdftotext", *options, str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def words_of(content: bytes, folder: Path) -> str:
    """A row per word: page, left and top in points, the word."""
    rows, page = [], 0
    for row in text_of(content, folder, "-bbox").splitlines():
        page += "<page" in row
        if found := _WORD.search(row):
            rows.append(f"{page} {float(found[1]):.0f} {float(found[2]):.0f} {found[3]}")
    return "\n".join(rows) + "\n"


def assert_golden(content: bytes, name: str, folder: Path, request: pytest.FixtureRequest) -> None:
    """The words of a PDF stand where the golden file of that name has them."""
    shown, golden = words_of(content, folder), GOLDEN / name
    if request.config.getoption("--update-golden"):
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")
