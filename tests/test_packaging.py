"""What goes out: a wheel that works away from the source tree, and the recipe of the frozen one."""

import ast
import os
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
SPEC = ROOT / "installer.spec"
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


def run(*words: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([*map(str, words)], capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(*PIP, "wheel", "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
    (made,) = folder.glob("*.whl")
    return made


def test_wheel_holds_modules_resources_and_console_script(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (entry_points,) = (name for name in names if name.endswith("entry_points.txt"))
        script = archive.read(entry_points).decode()
    assert "poa-desktop = poa_desktop.cli:main" in script
    for path in (ROOT / "resources").rglob("*"):
        if path.is_file():
            assert (
                f"poa_desktop/_resources/{path.relative_to(ROOT / 'resources').as_posix()}" in names
            )
    for path in (ROOT / "poa_desktop").rglob("*.py"):
        assert path.relative_to(ROOT).as_posix() in names
    assert not [name for name in names if name.startswith(("tests", "resources", "scripts"))]


def test_installed_wheel_works_away_from_the_source_tree(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    run(*PIP, "install", "--no-deps", "--target", target, wheel)
    libraries = os.pathsep.join([str(target), sysconfig.get_path("purelib")])
    env = {**os.environ, "PYTHONPATH": libraries}
    # -S: without the .pth that puts the source tree on the path
    program = [sys.executable, "-S", target / "bin" / "poa-desktop"]
    if sys.platform == "win32":
        program = [sys.executable, "-S", "-m", "poa_desktop"]

    version = run(*program, "--version", env=env, cwd=tmp_path).stdout
    where = "import poa_desktop; print(poa_desktop.__file__)"
    assert str(target) in run(sys.executable, "-S", "-c", where, env=env, cwd=tmp_path).stdout
    assert version.startswith("POA Desktop ")

    run(*program, "ejemplo", "--en", "ejemplo.poa", env=env, cwd=tmp_path)
    words = (
        "exportar",
        "ejemplo.poa",
        "--documento",
        "poa",
        "--formato",
        "pdf",
        "--salida",
        "p.pdf",
    )
    run(*program, *words, env=env, cwd=tmp_path)
    assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF-")


# -- the frozen program --------------------------------------------------------------------------


def spec_lists() -> dict[str, Any]:
    """The literal lists of installer.spec by name."""
    found: dict[str, Any] = {}
    for node in ast.parse(SPEC.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            try:
                found[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:
                continue
    return found


def test_spec_compiles_and_what_it_names_exists() -> None:
    compile(SPEC.read_text(encoding="utf-8"), str(SPEC), "exec")
    for path in ("resources/icons/app.ico", "docs/licencias/LGPL-3.0.txt", "LICENSE"):
        assert (ROOT / path).is_file()
    lists = spec_lists()
    for module in lists["LAZY"]:
        assert find_spec(module) is not None, module
    assert not set(lists["LAZY"]) & {f"PySide6.Qt{name}" for name in lists["UNUSED_QT"]}


def test_spec_names_every_library_the_program_imports() -> None:
    """A module imported only inside functions must not be missed by PyInstaller."""
    imported = {
        name.split(".")[0]
        for path in (ROOT / "poa_desktop").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in imported_names(node)
    }
    foreign = imported - set(sys.stdlib_module_names) - {"poa_desktop"}
    assert foreign <= {module.split(".")[0] for module in spec_lists()["LAZY"]}


def test_spec_takes_whole_packages_that_load_their_modules_by_computed_names() -> None:
    """What the QR of an acta needs is named nowhere; the built program printed none without it."""
    work = (
        "import sys; from poa_desktop.export.pdf_qr import qr_modules; before = set(sys.modules);"
        "qr_modules('POA1:X'); print(*sorted(set(sys.modules) - before))"
    )
    loaded = run(sys.executable, "-c", work, cwd=ROOT).stdout.split()
    computed = [name for name in loaded if name.startswith("reportlab.graphics.barcode.")]
    assert "reportlab.graphics.barcode.code128" in computed
    assert all(any(name.startswith(each) for each in spec_lists()["WHOLE"]) for name in computed)


def imported_names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def test_spec_takes_no_qt_module_the_program_uses_out() -> None:
    source = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "poa_desktop").rglob("*.py"))
    assert [name for name in spec_lists()["UNUSED_QT"] if f"PySide6.Qt{name} " in source] == []


def test_every_library_that_goes_along_brings_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [Requirement(each) for each in project["dependencies"]]
    needed: set[str] = set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in needed or (requirement.marker and not requirement.marker.evaluate()):
            continue
        needed.add(name)
        waiting += [Requirement(each) for each in distribution(name).requires or ()]
    own_texts = {"pyside6-essentials", "shiboken6"}  # docs/licencias
    not_taken_along = {"pip"}  # a requirement of sqlite-utils' command line
    assert needed - own_texts - not_taken_along <= set(spec_lists()["LICENSED"])
    for name in spec_lists()["LICENSED"]:
        assert any("licen" in str(file).lower() for file in distribution(name).files or ()), name


@pytest.mark.skipif(
    os.environ.get("POA_TEST_BUILD") != "1", reason="takes a minute: POA_TEST_BUILD=1 runs it"
)
def test_frozen_program_works_in_an_empty_environment() -> None:
    done = run(ROOT / "scripts" / "build")
    assert "la instalación funciona" in done.stdout
    built = ROOT / "dist" / "poa-desktop"
    assert (built / "_internal" / "licencias" / "PySide6" / "LGPL-3.0.txt").is_file()
    assert not list(built.rglob("libQt6Qml*"))
