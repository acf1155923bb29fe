"""The commands that write: importar, avance, exportar, respaldar, restaurar, ejemplo."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TOO_LONG = "x" * 12_000


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if each.is_file())


def line(poa: Callable[..., Any], path: Path, kind: str, block: int, number: int) -> dict[str, Any]:
    found = poa("ver", path, "--json").json["poas"][0][kind][block - 1]["lineas"][number - 1]
    assert isinstance(found, dict)
    return found


# -- importar ----------------------------------------------------------------------------------


def test_importar_makes_the_file(poa: Callable[..., Any], origin: Path, tmp_path: Path) -> None:
    target = tmp_path / "nuevo.poa"
    said = poa("importar", origin, "--en", target, "--json")
    assert said.code == 0
    data = said.json
    assert (data["ejercicio"], data["programas"], data["actividades"]) == (2024, 2, 14)
    assert data["lineas"] == 70
    assert isinstance(data["problemas"], list)
    assert len(said.err.splitlines()) == len(data["problemas"])
    assert names(tmp_path) == ["nuevo.poa"]
    assert len(poa("ver", target, "--json").json["poas"]) == 1


def test_importing_twice_is_refused_and_changes_nothing(
    poa: Callable[..., Any], refused: Callable[..., str], origin: Path, tmp_path: Path
) -> None:
    target = tmp_path / "a.poa"
    assert poa("importar", origin, "--en", target).code == 0
    before = target.read_bytes()
    assert "ya contiene el POA 2024" in refused("importar", origin, "--en", target)
    assert target.read_bytes() == before
    assert names(tmp_path) == ["a.poa"]


ORIGINS = {
    "missing": None,
    "empty": b"",
    "no POA": "Estimado señor presidente municipal:\n\nSaludos.\n".encode(),
    "binary": bytes(range(256)) * 40,
    "zeros": bytes(5000),
    "a zip": b"PK\x03\x04" + bytes(2000),
    "a database": b"SQLite format 3\x00" + bytes(4000),
}


@pytest.mark.parametrize("content", ORIGINS.values(), ids=ORIGINS)
def test_what_is_no_poa_is_refused_and_leaves_no_file(
    refused: Callable[..., str], tmp_path: Path, content: bytes | None
) -> None:
    source = tmp_path / "carta.txt"
    if content is not None:
        source.write_bytes(content)
    before = names(tmp_path)
    assert "carta.txt" in refused("importar", source, "--en", tmp_path / "nuevo.poa")
    assert names(tmp_path) == before


def test_importing_into_something_else_is_refused(
    refused: Callable[..., str], origin: Path, example: Path, tmp_path: Path
) -> None:
    other = tmp_path / "otro.txt"
    other.write_text("mi tesis")
    assert "no es un archivo de POA Desktop" in refused("importar", origin, "--en", other)
    assert other.read_text() == "mi tesis"
    assert "terminar en .poa" in refused("importar", origin, "--en", tmp_path / "nuevo.txt")
    assert "No existe" in refused("importar", origin, "--en", tmp_path / "no" / "n.poa")
    before = example.read_bytes()
    refused("importar", example, "--en", example)
    assert example.read_bytes() == before


def test_a_file_name_that_is_no_text_comes_in(
    poa: Callable[..., Any], origin: Path, tmp_path: Path
) -> None:
    """Old file systems have names in Latin-1."""
    source = tmp_path / "a\udcf1o.txt"
    try:
        source.write_bytes(origin.read_bytes())
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    assert poa("importar", source, "--en", tmp_path / "a.poa").code == 0


def test_importing_keeps_a_backup_first(
    poa: Callable[..., Any], example: Path, origin: Path, tmp_path: Path
) -> None:
    source = tmp_path / "2025.txt"
    text = origin.read_text(encoding="utf-8").replace("POA 2024", "POA 2025")
    source.write_text(text, encoding="utf-8")
    assert poa("importar", source, "--en", example).code == 0
    (kept,) = (tmp_path / "datos-del-programa" / "respaldos").rglob("*.poa")
    assert "importar" in kept.name
    assert len(poa("ver", kept, "--json").json["poas"]) == 1
    assert len(poa("ver", example, "--json").json["poas"]) == 2


def test_ejemplo_writes_and_never_overwrites(
    poa: Callable[..., Any], refused: Callable[..., str], tmp_path: Path
) -> None:
    target = tmp_path / "e.poa"
    said = poa("ejemplo", "--en", target, "--json")
    assert (said.code, said.json["lineas"]) == (0, 70)
    before = target.read_bytes()
    assert "Ya existe" in refused("ejemplo", "--en", target)
    assert target.read_bytes() == before


# -- avance ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "kind", "block", "number"),
    [
        ("A3.1", "actividades", 3, 1),
        ("P1.16", "programas", 1, 16),
        (" a14.3", "actividades", 14, 3),
    ],
)
def test_avance_captures_clears_and_keeps(
    poa: Callable[..., Any], example: Path, key: str, kind: str, block: int, number: int
) -> None:
    place = (example, "--linea", key, "--mes", "2024-12")
    said = poa(
        "avance", *place, "--realizado", "1,234.5", "--comentario", "Dos\nrenglones", "--json"
    )
    assert said.code == 0
    assert said.json["realizado"] == 1234.5
    found = line(poa, example, kind, block, number)
    assert found["realizado"][11] == 1234.5
    assert found["avances"][-1]["comentario"] == "Dos\nrenglones"
    assert poa("avance", *place, "--justificacion", "Sí").code == 0
    assert line(poa, example, kind, block, number)["realizado"][11] == 1234.5
    said = poa("avance", *place, "--realizado", "", "--json")
    assert (said.json["realizado"], said.json["comentario"]) == (None, "Dos\nrenglones")
    assert line(poa, example, kind, block, number)["realizado"][11] is None
    assert poa("avance", *place, "--comentario", "", "--justificacion", "").code == 0
    assert all(each["mes"] != 12 for each in line(poa, example, kind, block, number)["avances"])
    assert poa("avance", *place, "--realizado", "0", "--json").json["realizado"] == 0
    assert line(poa, example, kind, block, number)["realizado"][11] == 0
    assert poa("verificar", example).code == 0


def test_avance_attaches_evidence(poa: Callable[..., Any], example: Path, tmp_path: Path) -> None:
    proof = tmp_path / "lista de asistencia.pdf"
    proof.write_bytes(b"%PDF-1.4 lista")
    place = (example, "--linea", "A3.1", "--mes", "2024-11")
    said = poa("avance", *place, "--evidencia", proof, "--json")
    assert (said.code, said.json["evidencias"]) == (0, ["lista de asistencia.pdf"])
    (avance,) = [
        each for each in line(poa, example, "actividades", 3, 1)["avances"] if each["mes"] == 11
    ]
    (evidencia,) = avance["evidencias"]
    assert (evidencia["tipo"], evidencia["tamano"]) == ("application/pdf", 14)
    assert (evidencia["estado"], len(evidencia["sha256"])) == ("pendiente", 64)


def test_avance_says_when_it_had_to_cut(poa: Callable[..., Any], example: Path) -> None:
    said = poa(
        "avance", example, "--linea", "A3.1", "--mes", "2024-03", "--comentario", TOO_LONG, "--json"
    )
    assert said.code == 0
    assert "se cortó" in said.err
    assert len(said.json["comentario"]) == 10_000


REFUSALS = {
    "no such line": ["--linea", "A3.99", "--mes", "2024-03", "--realizado", "1"],
    "line zero": ["--linea", "A3.0", "--mes", "2024-03", "--realizado", "1"],
    "no such block": ["--linea", "P9.1", "--mes", "2024-03", "--realizado", "1"],
    "no key": ["--linea", "3.1", "--mes", "2024-03", "--realizado", "1"],
    "empty key": ["--linea", "", "--mes", "2024-03", "--realizado", "1"],
    "month 13": ["--linea", "A3.1", "--mes", "2024-13", "--realizado", "1"],
    "month 0": ["--linea", "A3.1", "--mes", "2024-00", "--realizado", "1"],
    "another year": ["--linea", "A3.1", "--mes", "2023-03", "--realizado", "1"],
    "no month": ["--linea", "A3.1", "--mes", "marzo", "--realizado", "1"],
    "negative": ["--linea", "A3.1", "--mes", "2024-03", "--realizado=-1"],
    "three decimals": ["--linea", "A3.1", "--mes", "2024-03", "--realizado", "1.005"],
    "no number": ["--linea", "A3.1", "--mes", "2024-03", "--realizado", "mucho"],
    "infinite": ["--linea", "A3.1", "--mes", "2024-03", "--realizado", "inf"],
    "not a number": ["--linea", "A3.1", "--mes", "2024-03", "--realizado", "nan"],
    "too much": ["--linea", "A3.1", "--mes", "2024-03", "--realizado", "9" * 30],
    "exponent": ["--linea", "A3.1", "--mes", "2024-03", "--realizado", "1e3"],
    "nothing": ["--linea", "A3.1", "--mes", "2024-03"],
    "missing proof": ["--linea", "A3.1", "--mes", "2024-03", "--evidencia", "no-existe.pdf"],
    "folder as proof": ["--linea", "A3.1", "--mes", "2024-03", "--evidencia", "."],
}


@pytest.mark.parametrize("words", REFUSALS.values(), ids=REFUSALS)
def test_avance_refuses_and_changes_nothing(
    refused: Callable[..., str], example: Path, words: list[str]
) -> None:
    before = example.read_bytes()
    refused("avance", example, *words)
    assert example.read_bytes() == before
    assert names(example.parent) == ["ejemplo.poa"]


def test_a_big_proof_is_refused(refused: Callable[..., str], example: Path, tmp_path: Path) -> None:
    proof = tmp_path / "video.mp4"
    with open(proof, "wb") as stream:
        stream.truncate(25_000_001)
    before = example.read_bytes()
    words = ("--linea", "A3.1", "--mes", "2024-03", "--evidencia", proof)
    assert "25 MB" in refused("avance", example, *words)
    assert example.read_bytes() == before


# -- exportar ----------------------------------------------------------------------------------


def test_exportar_writes_and_replaces(
    poa: Callable[..., Any], example: Path, tmp_path: Path
) -> None:
    target = tmp_path / "hoja.pdf"
    target.write_bytes(b"la de ayer")
    words = ("exportar", example, "--documento", "evaluacion", "--formato", "pdf")
    said = poa(*words, "--periodo", "2024-T1", "--salida", target, "--json")
    assert said.code == 0
    assert said.json == {"documento": "evaluacion", "formato": "pdf", "salida": str(target)}
    assert target.read_bytes().startswith(b"%PDF-")
    assert names(tmp_path) == ["ejemplo.poa", "hoja.pdf"]


@pytest.mark.parametrize(
    "words",
    [
        ["--documento", "evaluacion", "--formato", "pdf"],
        ["--documento", "evaluacion", "--formato", "pdf", "--periodo", "2025-T1"],
        ["--documento", "evaluacion", "--formato", "xlsx", "--periodo", "2024-T1"],
        ["--documento", "libro", "--formato", "pdf"],
        ["--documento", "poa", "--formato", "pdf", "--periodo", "marzo"],
        ["--documento", "poa", "--formato", "pdf", "--ejercicio", "2030"],
    ],
)
def test_exportar_refuses_and_the_earlier_file_stays(
    refused: Callable[..., str], example: Path, tmp_path: Path, words: list[str]
) -> None:
    target = tmp_path / "hoja.pdf"
    target.write_bytes(b"la de ayer")
    refused("exportar", example, *words, "--salida", target)
    assert target.read_bytes() == b"la de ayer"


def test_an_export_never_replaces_a_poa(
    refused: Callable[..., str], example: Path, tmp_path: Path
) -> None:
    before = example.read_bytes()
    link = tmp_path / "enlace.pdf"
    link.symlink_to(example)
    words = ("exportar", example, "--documento", "poa", "--formato", "pdf", "--salida")
    for target in (example, tmp_path / "." / "ejemplo.poa", link, tmp_path / "otro.POA"):
        assert "archivo de datos" in refused(*words, target)
    assert example.read_bytes() == before
    assert "No existe" in refused(*words, tmp_path / "no" / "a.pdf")
    assert "es una carpeta" in refused(*words, tmp_path)


# -- respaldar, restaurar ----------------------------------------------------------------------


def test_respaldar_and_restaurar(poa: Callable[..., Any], example: Path, tmp_path: Path) -> None:
    original = poa("ver", example, "--json").json
    said = poa("respaldar", example, "--json")
    assert said.code == 0
    assert Path(said.json["respaldo"]).is_file()
    poa("avance", example, "--linea", "A3.1", "--mes", "2024-12", "--realizado", "77")
    changed = example.read_bytes()
    assert poa("ver", example, "--json").json != original
    said = poa("restaurar", example, "--json")
    assert (said.code, said.json["respaldo"]) == (0, said.json["respaldo"])
    assert Path(said.json["anterior"]).read_bytes() == changed
    assert poa("ver", example, "--json").json == original
    assert poa("verificar", example).code == 0


def test_respaldar_to_a_place_of_choice(
    poa: Callable[..., Any], refused: Callable[..., str], example: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "usb" / "copia.poa"
    assert poa("respaldar", example, "--salida", copy).code == 0
    assert poa("ver", copy).out == poa("ver", example).out
    before = example.read_bytes()
    assert "mismo archivo" in refused("respaldar", example, "--salida", example)
    assert example.read_bytes() == before
    example.unlink()
    assert poa("restaurar", example, "--respaldo", copy, "--json").json["anterior"] is None
    assert poa("ver", copy).out == poa("ver", example).out


def test_restaurar_refuses_and_changes_nothing(
    refused: Callable[..., str], example: Path, tmp_path: Path
) -> None:
    before = example.read_bytes()
    assert "No hay respaldos" in refused("restaurar", example)
    bad = tmp_path / "malo.poa"
    for content in (b"", b"hola", before[: len(before) // 2], before[:100] + bytes(50_000)):
        bad.write_bytes(content)
        refused("restaurar", example, "--respaldo", bad)
    refused("restaurar", example, "--respaldo", tmp_path / "nada.poa")
    refused("restaurar", example, "--respaldo", tmp_path)
    assert example.read_bytes() == before
    assert names(tmp_path) == ["ejemplo.poa", "malo.poa"]


# -- files that are not right ------------------------------------------------------------------

PROOFS = {
    "ver": [],
    "evaluar": ["--periodo", "2024-T1"],
    "revisar": [],
    "verificar": [],
    "avance": ["--linea", "A3.1", "--mes", "2024-03", "--realizado", "1"],
    "exportar": ["--documento", "poa", "--formato", "pdf", "--salida", "x.pdf"],
    "respaldar": [],
}


def newer(content: bytes) -> bytes:
    return content[:60] + (99).to_bytes(4, "big") + content[64:]


BAD_FILES: dict[str, Callable[[bytes], bytes | None]] = {
    "missing": lambda content: None,
    "empty": lambda content: b"",
    "text": lambda content: b"PROGRAMA 1",
    "cut": lambda content: content[: len(content) // 3],
    "newer": newer,
    "foreign": lambda content: content[:68] + bytes(4) + content[72:],
    "zeroed": lambda content: content[:4096] + bytes(len(content) - 4096),
}


@pytest.mark.parametrize("command", PROOFS)
@pytest.mark.parametrize("spoil", BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_one_sentence(
    refused: Callable[..., str],
    example: Path,
    command: str,
    spoil: Callable[[bytes], bytes | None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(example.parent)
    content = spoil(example.read_bytes())
    if content is None:
        example.unlink()
    else:
        example.write_bytes(content)
    before = names(example.parent)
    assert "ejemplo.poa" in refused(command, example, *PROOFS[command])
    assert names(example.parent) == before
    assert content is None or example.read_bytes() == content


def test_verificar_finds_what_was_changed_past_the_program(
    poa: Callable[..., Any], example: Path
) -> None:
    for statement, key in (
        ("UPDATE avances SET realizado = realizado + 100 WHERE id = 1", "bitacora"),
        ("UPDATE contenidos SET bytes = x'00'", "evidencias"),
    ):
        tool = sqlite3.connect(example)
        tool.execute(statement)
        tool.commit()
        tool.close()
        said = poa("verificar", example, "--json")
        assert said.code == 1
        assert said.json["integro"] is False
        assert said.json[key] is False
        assert said.json["hallazgos"]
        said = poa("verificar", example)
        assert said.code == 1
        assert "tiene daños" in said.out
