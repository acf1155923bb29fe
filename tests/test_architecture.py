"""The layer rule of ARCHITECTURE.md, held against the imports of every module."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "poa_desktop"

# layer -> what it may import of the program, and of others
LAYERS: dict[str, tuple[set[str], set[str]]] = {
    "poa": (set(), set()),
    "files": ({"poa"}, set()),
    "resources": (set(), set()),
    "data": ({"poa", "files"}, {"sqlite_utils", "cryptography"}),
    "xlsx": ({"poa"}, set()),
    "intake": ({"poa", "files", "xlsx"}, set()),
    "tablero": ({"poa"}, set()),
    "export": (
        {"poa", "files", "xlsx", "resources", "tablero"},
        {"openpyxl", "reportlab", "PIL", "pypdf", "pypdfium2"},
    ),
    "log": ({"data"}, set()),
    "ejemplo": ({"poa", "data", "intake", "resources"}, {"sqlite_utils"}),
    "source": ({"poa", "data", "export", "tablero"}, set()),
    "envio": ({"poa", "files", "data", "export", "log", "source"}, set()),
    "ui": (
        {
            "poa",
            "files",
            "xlsx",
            "resources",
            "data",
            "intake",
            "tablero",
            "export",
            "log",
            "ejemplo",
            "source",
            "envio",
        },
        {"PySide6", "sqlite_utils"},
    ),
    "commands": (
        {
            "poa",
            "files",
            "xlsx",
            "resources",
            "data",
            "intake",
            "export",
            "ejemplo",
            "source",
            "envio",
        },
        {"sqlite_utils"},
    ),
    "app": ({"poa", "data", "ui", "log"}, {"PySide6"}),
    "today": ({"poa"}, set()),
    "self_test": ({"app", "commands", "data", "ejemplo", "today", "ui"}, set()),
    "command_line": ({"commands", "export", "today"}, set()),
    "cli": ({"poa", "commands", "command_line", "app", "self_test", "log", "today"}, set()),
    "__main__": ({"cli"}, set()),
    "__init__": (set(), set()),
}

FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "misc"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            if node.module == "poa_desktop":
                found.update(f"poa_desktop.{alias.name}" for alias in node.names)
            else:
                found.add(node.module)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_layer_imports_only_what_it_may(path: Path) -> None:
    layer = layer_of(path)
    own, others = LAYERS[layer]
    for name in imports(path):
        top, *rest = name.split(".")
        if top == "poa_desktop":
            target = rest[0] if rest else "__init__"
            assert target in own | {layer, "__version__"}, f"{layer} must not import {name}"
        elif top not in sys.stdlib_module_names:
            assert top in others, f"{layer} must not import {name}"


def test_every_layer_is_in_the_table() -> None:
    assert {layer_of(path) for path in MODULES} == set(LAYERS)


def test_only_session_and_file_actions_open_stores_in_the_window() -> None:
    """Pages write through the session; nothing in ui/ runs SQL of its own."""
    readers = ("session.py", "file_actions.py", "tree/panel.py")  # the last knows a Change
    for path in (PACKAGE / "ui").rglob("*.py"):
        names, name = imports(path), path.relative_to(PACKAGE / "ui").as_posix()
        if name not in readers:
            assert "poa_desktop.data.store" not in names, name
        assert "sqlite3" not in names, name


def test_sql_is_only_where_it_is_kept() -> None:
    for path in MODULES:
        if layer_of(path) == "data":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            assert not (called and node.func.attr in ("execute", "executemany")), path  # type: ignore[attr-defined]


def test_no_module_is_a_drawer_for_everything() -> None:
    for path in MODULES:
        assert not FORBIDDEN_NAMES & set(path.stem.split("_")), path


def test_every_module_and_public_definition_says_what_it_is_for() -> None:
    silent = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree):
            silent.append(str(path))
        for node in tree.body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"
            if public and not ast.get_docstring(node):  # type: ignore[arg-type]
                silent.append(f"{path}:{node.lineno}")
    assert silent == []


def test_writers_of_documents_are_not_loaded_at_start() -> None:
    """openpyxl, reportlab and pypdfium2 cost a third of a second and the window needs none."""
    code = (
        "import sys; import poa_desktop.app; "
        "print([m for m in ('openpyxl', 'reportlab', 'pypdfium2', 'pypdf', "
        "'PySide6.QtPrintSupport') "
        "if m in sys.modules])"
    )
    env = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True
    )
    assert done.stdout.strip() == "[]"
