"""The papers of a period that was closed in a file, reopened, changed and closed again."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from poa_desktop.data import lineas, municipios
from poa_desktop.data.store import open_store
from poa_desktop.envio import Pedido, export_files
from poa_desktop.export.batch import every_document, usual
from poa_desktop.export.documents import find_documento, render
from poa_desktop.export.opciones import Opciones
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.resources import resource
from tests.closed_example import FIRST, LATER, REASON, T1, ClosedExample
from tests.pdf_words import text_of

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")
SEALED = ("acta", "evaluacion", "evidencias")


@pytest.fixture
def example(tmp_path: Path) -> Iterator[ClosedExample]:
    made = ClosedExample(tmp_path / "ejemplo.poa")
    with made.store:
        yield made


def printed(example: ClosedExample, documento: str, **asked: object) -> tuple[bytes, str]:
    opciones = Opciones(**asked)  # type: ignore[arg-type]
    kind = find_documento(documento, "pdf")
    content, notices = render(kind, "pdf", example.context(opciones=opciones))
    return content, "\n".join(notices)


def change_everything(example: ClosedExample) -> None:
    """What may change around a closed period, does."""
    poa = example.store.poa(example.poa_id)

    def work(db: object) -> None:
        for linea in poa.lineas:
            lineas.edit(db, linea.id, texto=f"Otra cosa {linea.id}")  # type: ignore[arg-type]
        municipios.edit(db, nombre="Otro", gobierno="OTRO GOBIERNO", color="#6D1A36")  # type: ignore[arg-type]
        municipios.set_escudo(db, resource("icons", "app.png").read_bytes())  # type: ignore[arg-type]

    example.store.run("x", work)


def test_both_versions_print_as_they_did(example: ClosedExample) -> None:
    example.cerrar()
    asked = {"acta": {}, "evaluacion": {"anexos": True}, "evidencias": {"miniaturas": True}}
    first = {each: printed(example, each, **asked[each])[0] for each in SEALED}
    example.reabrir()
    example.correct()
    example.store.forget_history()
    example.store.drop_unreferenced()
    example.cerrar(LATER)
    second = {each: printed(example, each, **asked[each])[0] for each in SEALED}
    change_everything(example)
    for each in SEALED:
        content, notices = printed(example, each, version=1, **asked[each])
        assert content == first[each], each
        assert "la sustituyó la versión 2" in notices
        assert printed(example, each, version=2, **asked[each])[0] == second[each], each
        assert printed(example, each, **asked[each])[0] == second[each], each
        assert second[each] != first[each]


@needs_poppler
def test_the_second_acta_lists_what_changed(example: ClosedExample, tmp_path: Path) -> None:
    first = example.cerrar()
    example.reabrir()
    example.correct()
    example.cerrar(LATER)
    text = " ".join(text_of(printed(example, "acta")[0], tmp_path, "-raw").split())
    for words in (
        f"Sustituye a la versión 1 Folio {first.folio}",
        f"Motivo: {REASON}",
        "75 de 81 actos = 92.6 % Cumple 76 de 81 actos = 93.8 % Cumple",
        "A9.3 Realizado Marzo 0 1",
        "A9.3 Justificación Marzo El directorio se publicará en abril. —",
        "Evidencias",
    ):
        assert words in text, words


@needs_poppler
def test_what_the_cierre_confirmed_as_0_is_told_apart(
    example: ClosedExample, tmp_path: Path
) -> None:
    example.cerrar()
    text = " ".join(text_of(printed(example, "acta")[0], tmp_path, "-raw").split())
    assert "confirmado como 0 al cerrar (1 mes) A9.3 (marzo)." in text
    assert "Programado y capturado como 0 (6 meses) P1.13 (marzo);" in text


@needs_poppler
def test_evidence_removed_after_a_reapertura_is_still_in_the_annexes(
    example: ClosedExample, tmp_path: Path
) -> None:
    example.cerrar()
    example.reabrir()
    example.correct()
    example.store.forget_history()
    example.store.drop_unreferenced()
    text = text_of(printed(example, "evaluacion", anexos=True, version=1)[0], tmp_path, "-raw")
    assert "Anexo 2 de 2" in text
    assert "no se pudo" not in text
    live = printed(example, "evaluacion", anexos=True)
    assert "sin anexos" in live[1]


TAMPERED = {
    "nombre": "UPDATE tramites SET nombre = 'Otra persona' WHERE paso = 'cierre'",
    "nota": "UPDATE tramites SET nota = 'Con una nota' WHERE paso = 'cierre'",
    "folio": "UPDATE sellos SET folio = replace(folio, 'AC-2024-T1-1', 'AC-2024-T1-2')",
    "contenido": "UPDATE contenidos SET bytes = CAST(replace(CAST(bytes AS TEXT), '75', '81') AS "
    "BLOB) WHERE sha256 IN (SELECT contenido FROM sellos)",
    "firma": "UPDATE sellos SET firma = replace(firma, 'a', 'b')",
}


@pytest.mark.parametrize("what", TAMPERED)
def test_nothing_prints_as_sealed_that_its_seal_disowns(
    example: ClosedExample, tmp_path: Path, what: str
) -> None:
    example.cerrar()
    example.store.close()
    path = tmp_path / "ejemplo.poa"
    with sqlite3.connect(path) as conn:
        for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            conn.execute(f'DROP TRIGGER "{name}"')
        assert conn.execute(TAMPERED[what]).rowcount > 0
    conn.close()
    with open_store(path, lambda: LATER, read_only=True) as store:
        example.store = store
        for documento in SEALED:
            with pytest.raises(PoaError):
                printed(example, documento)


def test_sending_has_an_acta_only_of_what_is_closed(example: ClosedExample, tmp_path: Path) -> None:
    example.cerrar()
    example.store.close()
    for code, expected in (("2024-T1", True), ("2024-T2", False)):
        folder = tmp_path / code
        report = export_files(
            [tmp_path / "ejemplo.poa"],
            Pedido(usual(every_document(("pdf",))), parse_periodo(code), folder,
                   subcarpetas=False, omitir_vacios=True),
            lambda: FIRST,
        )  # fmt: skip
        assert all(each.whole for each in report.files)
        names = [path.name for path in folder.iterdir()]
        assert (f"Acta de cierre - Hacienda Municipal {code}.pdf" in names) is expected
        assert f"Hoja de evaluación - Hacienda Municipal {code}.pdf" in names


def test_the_file_of_a_version_says_which_one_it_is(example: ClosedExample) -> None:
    example.cerrar()
    kind = find_documento("acta", "pdf")
    assert (
        kind.file_name(example.context(), "pdf")
        == "Acta de cierre - Hacienda Municipal 2024-T1.pdf"
    )
    asked = example.context(opciones=Opciones(version=1))
    assert kind.file_name(asked, "pdf").endswith(" 2024-T1 versión 1.pdf")
    assert example.store.cierres(example.poa_id).is_closed(T1)
