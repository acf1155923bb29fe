"""The manual names menus, buttons and fields as the program does, to the letter."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from poa_desktop.export.documents import DOCUMENTOS
from poa_desktop.poa.frecuencia import leer_frecuencia
from poa_desktop.ui.actions import MENUS, SPECS

ROOT = Path(__file__).parents[1]
CHAPTERS = sorted((ROOT / "docs" / "manual").glob("*.md"))
PATH = re.compile(r"\*([^*]+? ▸ [^*]+?)\*")
NAME = re.compile(r"(?<![*\w])\*([^*]+?)\*(?![*\w])")
KEY = re.compile(r"(?:(?:Ctrl|Alt|Mayús)\+)+(?:\w+|[←→↑↓+=−?])|\bF\d+\b")
PLAIN = {
    "No. Act. Realizadas / No. Act. Proyectadas × 100",  # printed in parts
    "Libro de Excel (.xlsx)", "cuadro de nombres",  # Excel's own words
    "huella", "sin capturar", "temporalidad", "texto",
}  # fmt: skip
"""What is set off as a word of its own and names nothing on the screen."""


def plain(text: str) -> str:
    """A text as it is seen: without the marks of its letters, and on one line."""
    return " ".join(text.replace("&&", "\0").replace("&", "").replace("\0", "&").split())


@cache
def seen() -> frozenset[str]:
    """Every text of the program that might be on the screen; "…" for what changes in it."""
    texts = set()
    for path in (ROOT / "poa_desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(plain(node.value.split("\t")[0]))
            elif isinstance(node, ast.JoinedStr):
                parts = (str(getattr(each, "value", "")) if isinstance(each, ast.Constant) else "…"
                         for each in node.values)  # fmt: skip
                texts.add(plain("".join(parts)).removesuffix(" (…)"))
    return frozenset(texts)


def prose(chapter: Path) -> str:
    """A chapter without what is typed, and without bold."""
    text = re.sub(r"```.*?```", "", chapter.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"\*\*[^*]+\*\*", "", re.sub(r"`[^`]*`", "", text))


def words(found: str) -> str:
    return " ".join(found.split())


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_every_menu_path_exists(chapter: Path) -> None:
    texts = {spec.name: plain(spec.text) for spec in SPECS}
    menus = {plain(title): {texts[n] for n in names if n != "-"} for title, names in MENUS}
    documents = {each.etiqueta for each in DOCUMENTOS}
    for found in map(words, PATH.findall(prose(chapter))):
        menu, item, *below = found.split(" ▸ ")
        assert item in menus.get(menu, ()), found
        assert set(below) <= documents, found


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_every_name_is_on_the_screen(chapter: Path) -> None:
    found = {words(each) for each in NAME.findall(prose(chapter))}
    names = {each for each in found if " ▸ " not in each} - PLAIN
    assert not names - seen()


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_every_key_is_in_the_list_of_keys(chapter: Path) -> None:
    """What the list itself says, tests/ui/test_shortcuts.py holds against the program."""
    listed = (ROOT / "docs" / "manual" / "atajos.md").read_text("utf-8").split("\n## ", 1)[1]
    told = {each for each in KEY.findall(prose(chapter)) if not each.endswith(("flechas", "clic"))}
    assert not told - set(KEY.findall(listed)) - {"Mayús+F10"}


def test_names_are_found_at_all() -> None:
    """Else the tests above would look at nothing."""
    text = " ".join(prose(each) for each in CHAPTERS)
    assert len(PATH.findall(text)) > 15 and len(NAME.findall(text)) > 90
    assert "Archivo ▸ Abrir" not in seen()


def test_the_manual_says_what_is_proposed_for_which_words() -> None:
    """The table of Proponer programación: every phrase is read, what only looks alike is not."""
    text = (ROOT / "docs" / "manual" / "calendario.md").read_text("utf-8")
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    told = {proposed: said.replace(";", ",").split(", ") for said, proposed in rows}
    months = {
        "un acto en cada mes": {12},
        "un acto en cada mes: es lo que se puede evaluar": {12},
        "el último mes de cada periodo": {1, 2, 3, 4, 6},
        "esos actos, repartidos": {2, 3, 4, 12},
        "esos meses": {1, 2, 3},
        "el último mes; el primero": {1},
    }
    assert set(months) <= set(told)
    for proposed, counts in months.items():
        for phrase in told[proposed]:
            read = leer_frecuencia(f"Hacer una reunión {phrase}", range(1, 13), 2024)
            assert read is not None and sum(map(bool, read.programado)) in counts, phrase
    (alike,) = re.findall(r"Lo que solo lo parece no cuenta: (.+?)\.\n", text, re.DOTALL)
    for phrase in re.findall(r"«(.+?)»", words(alike)):
        assert leer_frecuencia(f"Cuidar {phrase}", range(1, 13), 2024) is None, phrase
