"""The documents say what is there: commands, links, layers, versions; and no machine is named."""

import argparse
import ast
import os
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest

from poa_desktop import __version__
from poa_desktop.command_line.grammar import build_parser

ROOT = Path(__file__).resolve().parent.parent
MANUAL = sorted((ROOT / "docs" / "manual").glob("*.md"))
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *MANUAL]
README = ROOT / "README.md"


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def slug(heading: str) -> str:
    """The anchor of a heading, as the usual renderers make it."""
    kept = "".join(c for c in heading.strip().lower() if c.isalnum() or c in " -_")
    return kept.replace(" ", "-")


def anchors(path: Path) -> set[str]:
    return {slug(row.lstrip("#")) for row in text_of(path).splitlines() if row.startswith("#")}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_resolve(path: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", text_of(path)):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        assert file.exists(), f"{path.name}: {target}"
        assert not anchor or anchor in anchors(file), f"{path.name}: {target}"


def test_every_chapter_is_in_the_index_and_every_picture_is_shown() -> None:
    chapters = {path.name for path in MANUAL} - {"index.md"}
    assert chapters == set(re.findall(r"\]\(([^)]+\.md)\)", text_of(MANUAL[0].parent / "index.md")))
    pictures = list((ROOT / "docs" / "manual" / "imagenes").iterdir())
    shown = {
        name for path in DOCUMENTS for name in re.findall(r"imagenes/([\w-]+\.png)", text_of(path))
    }
    assert {path.name for path in pictures} == shown
    assert sum(path.stat().st_size for path in pictures) < 1_500_000


def test_scripts_that_are_named_exist_and_run() -> None:
    for path in DOCUMENTS:
        for name in re.findall(r"\bscripts/[a-z]+\b(?!\.)", text_of(path)):
            assert os.access(ROOT / name, os.X_OK), f"{path.name}: {name}"


def test_version_is_the_same_everywhere() -> None:
    first = re.search(r"^## \[(\d+\.\d+\.\d+)\]", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert first is not None
    assert first[1] == __version__


# -- the command line ----------------------------------------------------------------------------


def subcommands() -> set[str]:
    (action,) = (
        each for each in build_parser()._actions if isinstance(each, argparse._SubParsersAction)
    )
    return set(action.choices)


def documented(path: Path) -> list[str]:
    """The commands in code blocks and code spans, without the program's name."""
    return re.findall(r"(?:^|`)poa-desktop (\S[^`\n]*)", text_of(path), re.MULTILINE)


@pytest.mark.parametrize("path", [README, *MANUAL], ids=lambda path: path.name)
def test_documented_commands_are_understood(path: Path) -> None:
    for command in documented(path):
        words = shlex.split(command)
        if words[0] in ("[ARCHIVO.poa]", "ORDEN", "--self-test", "--version"):
            continue
        try:
            build_parser().parse_args(words)
        except SystemExit:
            pytest.fail(f"{path.name}: poa-desktop {command}")


@pytest.mark.parametrize("name", ["README.md", "docs/manual/linea-de-ordenes.md"])
def test_every_command_is_documented(name: str) -> None:
    assert subcommands() <= {command.split()[0] for command in documented(ROOT / name)}


# -- layers and dependencies -----------------------------------------------------------------------


def layers_of_the_test() -> dict[str, tuple[set[str], set[str]]]:
    tree = ast.parse(text_of(ROOT / "tests" / "test_architecture.py"))
    (table,) = (
        node.value
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "LAYERS"
    )
    assert table is not None
    found: dict[str, tuple[set[str], set[str]]] = eval(ast.unparse(table), {"set": set})
    return found


def test_layer_table_is_the_one_that_is_tested() -> None:
    section = text_of(ROOT / "ARCHITECTURE.md").split("## Layers")[1].split("\n## ")[0]
    written = {}
    for row in section.splitlines():
        cells = [set(re.findall(r"`([^`]+)`", cell)) for cell in row.strip("|").split("|")]
        if row.startswith("| `"):
            (name,) = cells[0]
            written[name] = (cells[1], cells[2])
    assert written == layers_of_the_test()


def test_every_dependency_has_its_licence_and_reason() -> None:
    table = text_of(README).split("## Licencias")[1].lower()
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    for each in project["dependencies"]:
        name = each.split("==")[0].lower().removesuffix("-essentials")
        assert name in table, each


# -- nothing of the machine it was written on ------------------------------------------------------


def test_no_machine_path_nor_registry_host() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone: there is no list of the project's files")
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, check=True).stdout
    forbidden = re.compile(rb"/wor[k]/|/roo[t]/|/hom[e]/\w|\bpyp[i]\.|pythonhoste[d]|index-ur[l]")
    named = []
    for name in filter(None, listed.decode().split("\0")):
        path = ROOT / name
        content = path.read_bytes() if path.is_file() else b""
        if b"\0" not in content[:1000]:
            named += [f"{name}: {found.decode()}" for found in forbidden.findall(content)]
    assert named == []
