"""exportar --documento todos: a folder, one PDF, several files; the contract of the rest stands."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from poa_desktop.export.batch import every_document, usual

BOOKS = [each for each in every_document(("xlsx",)) if each.kind.nombre != "plantilla"]
"""The example's municipio has no template of its own."""
TODOS = ("--documento", "todos", "--periodo", "2024-T1")


def test_all_documents_into_a_folder(
    poa: Callable[..., Any], example: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "salida"
    words = ("exportar", example, *TODOS, "--formato", "pdf", "--salida", folder)
    said = poa(*words, "--json")
    assert said.code == 0 and said.err == ""
    (file,) = said.json["archivos"]
    written = [Path(each["salida"]) for each in file["poas"][0]["documentos"]]
    assert sorted(written) == sorted(folder.iterdir())
    papers = {each.kind.nombre for each in usual(every_document(("pdf",)))}
    assert len(written) == len(papers - {"adecuaciones", "acta"})
    assert file["poas"][0]["omitidos"] == ["Cambios del plan"]  # nothing has changed yet
    text = poa(*words)
    assert text.code == 0 and str(folder) in text.out
    assert "; sin cambios que contar, se omitió Cambios del plan\n" in text.out


def test_one_joined_pdf(poa: Callable[..., Any], example: Path, tmp_path: Path) -> None:
    path = tmp_path / "trimestre.pdf"
    said = poa("exportar", example, *TODOS, "--formato", "pdf", "--salida", path)
    assert said.code == 0
    assert path.read_bytes().startswith(b"%PDF-")
    assert "Se escribió 1 archivo" in said.out


def test_several_files_one_of_them_damaged(
    poa: Callable[..., Any], example: Path, tmp_path: Path
) -> None:
    other, broken = tmp_path / "otro.poa", tmp_path / "roto.poa"
    other.write_bytes(example.read_bytes())
    broken.write_bytes(example.read_bytes()[:4_000])
    folder = tmp_path / "salida"
    words = ("--formato", "xlsx", "--salida", folder)
    said = poa("exportar", example, other, broken, *TODOS, *words)
    assert said.code == 1
    assert "roto.poa" in said.err and "Traceback" not in said.err
    assert "completos, 2 de los 3 archivos .poa" in said.out
    assert len(list(folder.rglob("*.xlsx"))) == 2 * len(BOOKS)
    for path, tail in ((example, ""), (other, " (2)")):
        where = f"en la carpeta «Hacienda Municipal 2024{tail}»"
        assert f"Hacienda Municipal · POA 2024 ({path.name}), {where}: " in said.out
    told = poa("exportar", example, other, *TODOS, *words, "--json").json["archivos"]
    folders = [each["poas"][0]["carpeta"] for each in told]
    assert folders == [str(folder / f"Hacienda Municipal 2024{tail}") for tail in ("", " (2)")]


def test_several_files_take_all_documents(
    program: Callable[..., Any], example: Path, tmp_path: Path
) -> None:
    done = program(
        "exportar", example, example, "--documento", "poa", "--formato", "pdf", "--salida",
        tmp_path / "x.pdf",
    )  # fmt: skip
    assert done.returncode == 2
    assert "--documento todos" in done.stderr.decode()
    assert not (tmp_path / "x.pdf").exists()


def test_a_single_file_that_does_not_open_is_refused(
    refused: Callable[..., str], tmp_path: Path
) -> None:
    missing = tmp_path / "no-hay.poa"
    sentence = refused(
        "exportar", missing, *TODOS, "--formato", "pdf", "--salida", tmp_path / "salida"
    )
    assert "No existe" in sentence
    assert not (tmp_path / "salida").exists()


def test_options_of_single_documents_are_refused(
    refused: Callable[..., str], example: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "salida"
    said = refused("exportar", example, *TODOS, "--formato", "pdf", "--salida", folder, "--anexos")
    assert "--anexos" in said and not folder.exists()


def test_the_data_are_never_replaced_by_a_document(
    refused: Callable[..., str], example: Path, tmp_path: Path
) -> None:
    data = tmp_path / "datos.pdf"  # somebody gave the file another ending
    data.write_bytes(example.read_bytes())
    said = refused("exportar", data, *TODOS, "--formato", "pdf", "--salida", data)
    assert "archivo de datos" in said
    assert data.read_bytes() == example.read_bytes()
