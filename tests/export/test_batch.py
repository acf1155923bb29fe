"""All documents of a period: each whole or absent, whatever fails or is given up."""

import errno
import os
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from poa_desktop import files
from poa_desktop.data.store import create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.export.batch import (
    Step,
    Wanted,
    Watch,
    every_document,
    fitting,
    joined_name,
    targets,
    write_each,
    write_joined,
)
from poa_desktop.export.document import Context, Documento, Progress, Rendered
from poa_desktop.export.pdf_pages import PdfDocument
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import parse_periodo

NOW = datetime(2024, 10, 15, 10, 32)


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    with create_store(tmp_path_factory.mktemp("lote") / "e.poa", lambda: NOW) as store:
        write_example(store)
        poa = store.poa(store.headers()[0].id)
        return Context(store.municipio(), poa, NOW.date(), parse_periodo("2024-T1"))


def words(name: str) -> Wanted:
    """A small document that says its own name."""

    def write(_context: Context, progress: Progress | None) -> Rendered:
        for each in (0.2, 0.6):
            if progress is not None:
                progress(each)
        return f"%PDF-{name}\n%%EOF".encode(), (f"aviso de {name}",)

    return Wanted(Documento(name, name, {"pdf": write}), "pdf")


def broken(name: str, error: Exception) -> Wanted:
    def write(_context: Context, _progress: Progress | None) -> Rendered:
        raise error

    return Wanted(Documento(name, name, {"pdf": write}), "pdf")


SMALL = tuple(words(name) for name in ("Uno", "Dos", "Tres", "Cuatro"))


def test_every_document_is_written_under_its_own_name(context: Context, tmp_path: Path) -> None:
    wanted = fitting(every_document(), context)
    seen: list[Step] = []
    report = write_each(context, wanted, tmp_path, Watch(seen.append))
    assert report.paths == targets(wanted, context, tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted(report.paths)
    assert not report.cancelled
    shares = [each.share for each in seen]
    assert shares == sorted(shares) and shares[0] == 0 and shares[-1] == 1
    assert str(seen[0]) == f"1 de {len(wanted)}: POA oficial (PDF)"
    for path in report.paths:
        if path.suffix == ".pdf":
            subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)


def test_one_pdf_has_every_page_and_a_bookmark_for_each_document(
    context: Context, tmp_path: Path
) -> None:
    wanted = fitting(every_document(), context)
    (tmp_path / "solos").mkdir()
    single = write_each(context, fitting(every_document(("pdf",)), context), tmp_path / "solos")
    path = tmp_path / joined_name(context)
    report = write_joined(context, wanted, path)
    assert {each.suffix for each in report.paths} == {".pdf", ".xlsx"}
    assert [each.written for each in report.results] == [True] * len(wanted)
    assert path.name == "Documentos - Hacienda Municipal 2024-T1.pdf"
    subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)
    pages = 0
    for each in single.paths:
        pdf = PdfDocument(each.read_bytes())
        pages += len(pdf.sizes)
        pdf.close()
    together = PdfDocument(path.read_bytes())
    assert len(together.sizes) == pages
    tops = [each.title for each in together.outline() if each.level == 0]
    assert tops == [each.kind.etiqueta for each in fitting(every_document(("pdf",)), context)]
    assert "Cambios del plan" in tops  # as a draft's paper calls it
    together.close()


def test_without_a_period_what_needs_one_is_left_out(context: Context) -> None:
    bare = Context(context.municipio, context.poa, context.hoy)
    assert {each.kind.nombre for each in fitting(every_document(), bare)} >= {"poa", "libro"}
    assert not any(each.kind.needs_periodo for each in fitting(every_document(), bare))


def test_what_cannot_be_made_says_why_and_leaves_the_others_alone(
    context: Context, tmp_path: Path
) -> None:
    bug = ZeroDivisionError("nobody foresaw it")
    wanted = (
        SMALL[0],
        broken("Malo", PoaError("Falta el escudo: agréguelo en Datos.")),
        broken("Peor", bug),
        SMALL[1],
    )
    report = write_each(context, wanted, tmp_path)
    assert [each.written for each in report.results] == [True, False, False, True]
    assert report.results[1].error == "Falta el escudo: agréguelo en Datos."
    assert report.results[2].bug is bug and "error inesperado" in report.results[2].error
    assert report.results[0].notices == ("aviso de Uno",)
    assert len(list(tmp_path.iterdir())) == 2


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """The k-th file that is put in place, or flushed, fails."""
    state = {"fail": -1, "count": 0, "errno": errno.ENOSPC}
    flush = os.fsync

    def fsync(descriptor: int) -> None:
        if os.path.isfile(f"/proc/self/fd/{descriptor}"):
            state["count"] += 1
            if state["count"] == state["fail"]:
                raise OSError(state["errno"], "injected")
        flush(descriptor)

    monkeypatch.setattr(files.os, "fsync", fsync)
    return state


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("k", range(1, 5))
def test_the_kth_write_fails_and_only_its_document_is_missing(
    context: Context, tmp_path: Path, failing: dict[str, int], k: int, code: int
) -> None:
    before = {path: b"el anterior" for path in targets(SMALL, context, tmp_path)}
    for path, content in before.items():
        path.write_bytes(content)
    failing.update(fail=k, errno=code)
    report = write_each(context, SMALL, tmp_path)
    assert [each.written for each in report.results] == [n != k for n in range(1, 5)]
    sentence = report.results[k - 1].error
    assert sentence.endswith(".") and "«" in sentence and "injected" not in sentence
    for number, path in enumerate(before, start=1):
        assert (path.read_bytes() == b"el anterior") == (number == k)
    assert sorted(tmp_path.iterdir()) == sorted(before)  # no temporary is left


def test_a_full_disk_leaves_the_earlier_joined_pdf_as_it_was(
    context: Context, tmp_path: Path, failing: dict[str, int]
) -> None:
    path = tmp_path / "todo.pdf"
    path.write_bytes(b"el anterior")
    failing.update(fail=1)
    report = write_joined(context, fitting(every_document(), context), path)
    papers = len(fitting(every_document(("pdf",)), context))
    assert [each.written for each in report.results[:papers]] == [False] * papers
    assert all("El disco está lleno" in each.error for each in report.results[:papers])
    assert all(each.written for each in report.results[papers:])
    assert path.read_bytes() == b"el anterior"


@pytest.mark.parametrize("when", range(1, 14))
def test_given_up_in_the_middle_whole_documents_stay_and_no_other(
    context: Context, tmp_path: Path, when: int
) -> None:
    steps: list[Step] = []
    report = write_each(context, SMALL, tmp_path, Watch(steps.append, lambda: len(steps) >= when))
    assert report.cancelled
    assert sorted(tmp_path.iterdir()) == sorted(report.paths)
    assert len(report.paths) == (when - 1) // 4 or len(report.paths) == when // 4
    for path in report.paths:
        assert path.read_bytes().endswith(b"%%EOF")


def test_one_pdf_given_up_is_not_there_at_all(context: Context, tmp_path: Path) -> None:
    steps: list[Step] = []
    path = tmp_path / "todo.pdf"
    report = write_joined(
        context, every_document(), path, Watch(steps.append, lambda: len(steps) > 30)
    )
    assert report.cancelled and not report.paths
    assert not list(tmp_path.iterdir())


def test_files_of_the_same_name_are_replaced_or_kept(context: Context, tmp_path: Path) -> None:
    first = write_each(context, SMALL, tmp_path)
    again = write_each(context, SMALL, tmp_path)
    assert again.paths == first.paths
    kept = write_each(context, SMALL, tmp_path, keep_existing=True)
    assert all(path.stem.endswith("(2)") for path in kept.paths)
    assert len(list(tmp_path.iterdir())) == 8


def test_two_of_the_same_name_in_one_go_are_two_files(context: Context, tmp_path: Path) -> None:
    taken: set[Path] = set()
    write_each(context, SMALL, tmp_path, taken=taken)
    report = write_each(context, SMALL, tmp_path, taken=taken)
    assert len(list(tmp_path.iterdir())) == 8
    assert all(each.written for each in report.results)
