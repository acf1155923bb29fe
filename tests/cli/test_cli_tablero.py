"""exportar --documento tablero: of the POA or of one node, on one page."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

TABLERO = ("--documento", "tablero", "--formato", "pdf")


def page_text(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    assert done.stdout.count(b"\f") == 1, "one page"
    return " ".join(done.stdout.decode().split())


@pytest.mark.parametrize(
    ("nodo", "title"),
    [
        ((), "POA 2024"),
        (("--nodo", "P1"), "Programa 1. Gasto público ordenado"),
        (("--nodo", "A3"), "Actividad 3. Bitácora única de combustible"),
        (("--nodo", "a3.1"), "Línea A3.1. Entregar a cada área"),
    ],
)
def test_the_tablero_of_a_node(
    poa: Callable[..., object], example: Path, tmp_path: Path, nodo: tuple[str, ...], title: str
) -> None:
    target = tmp_path / "tablero.pdf"
    words = ("exportar", example, *TABLERO, "--periodo", "2024-T3", *nodo, "--salida", target)
    said = poa(*words)
    assert (said.code, said.err) == (0, "")  # type: ignore[attr-defined]
    text = page_text(target)
    assert title in text
    assert "Tercer trimestre, julio a septiembre de 2024" in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((*TABLERO, "--periodo", "2024-T3", "--nodo", "A99"), "no tiene A99"),
        ((*TABLERO, "--periodo", "2024-T3", "--nodo", "A3.77"), "no tiene la línea A3.77"),
        ((*TABLERO, "--periodo", "2024-T3", "--nodo", "tercera"), "no es un nodo del POA"),
        ((*TABLERO, "--periodo", "2024-T3", "--nodo", ""), "no es un nodo del POA"),
        ((*TABLERO, "--nodo", "A3"), "indique cuál, por ejemplo 2024-T1"),
        (("--documento", "poa", "--formato", "pdf", "--nodo", "A3"), "quite --nodo"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    refused: Callable[..., str], example: Path, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    target = tmp_path / "tablero.pdf"
    assert told in refused("exportar", example, *words, "--salida", target)
    assert not target.exists()


def test_last_years_figures_stand_beside_this_years(
    poa: Callable[..., object], example: Path, tmp_path: Path
) -> None:
    text = Path(__file__).resolve().parents[2] / "resources" / "ejemplo" / "poa_ejemplo.txt"
    before = tmp_path / "poa2023.txt"
    before.write_text(text.read_text(encoding="utf-8").replace("2024", "2023"), encoding="utf-8")
    assert poa("importar", before, "--en", example).code == 0  # type: ignore[attr-defined]
    target = tmp_path / "tablero.pdf"
    words = ("exportar", example, *TABLERO, "--periodo", "2024-T3", "--salida", target)
    assert poa(*words).code == 0  # type: ignore[attr-defined]
    text = page_text(target)
    assert text.count("2023: 0.0 %") == 3  # T4 and the year still run
    for difference in ("+92.6", "+81.0", "+59.3"):
        assert f"2023: 0.0 % ({difference})" in text
    assert "30 sin capturar · De enero a septiembre: 78.0 %, en riesgo" in text
    assert "; en 2023, 0.0 %" in text
