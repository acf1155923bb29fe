"""Forty POAs at once: what opens is written, what does not is named, nothing is changed."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from poa_desktop.commands.exportar_todo import exportar_todo
from poa_desktop.data import drafts, poas
from poa_desktop.data.store import create_store, open_store
from poa_desktop.ejemplo import write_example
from poa_desktop.envio import (
    Pedido,
    export_files,
    find_poa_files,
    folder_name,
)
from poa_desktop.export.batch import Step, Watch, every_document
from poa_desktop.export.batch_files import EnvioReport
from poa_desktop.intake.libro_read import read_libro_file
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.libro import Campo
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.source import source_of

NOW = datetime(2024, 10, 15, 10, 32)
PERIODO = parse_periodo("2024-T1")
OF_CLOSED = ("acta", "inalterabilidad")
PAPERS = [each for each in every_document(("pdf",)) if each.kind.nombre not in OF_CLOSED]
"""Nothing is closed in the example."""


def clock() -> datetime:
    return NOW


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("envio") / "ejemplo.poa"
    with create_store(path, clock) as store:
        write_example(store)
    return path


def rename(path: Path, name: str) -> None:
    with open_store(path, clock) as store:
        store.run("Cambiar", lambda db: db.execute("UPDATE dependencias SET nombre = ?", [name]))


@pytest.fixture
def many(example: Path, tmp_path: Path) -> Callable[[int], list[Path]]:
    """So many files, each of its own dependencia."""

    def make(count: int) -> list[Path]:
        folder = tmp_path / "recibidos"
        folder.mkdir()
        made = []
        for number in range(count):
            path = folder / f"dependencia-{number:02}.poa"
            shutil.copy(example, path)
            rename(path, f"Dependencia {number}")
            made.append(path)
        return made

    return make


def pedido(folder: Path, *formatos: str, **more: object) -> Pedido:
    return Pedido(every_document(formatos or ("pdf",)), PERIODO, folder, **more)  # type: ignore[arg-type]


def hashes(paths: list[Path]) -> list[bytes]:
    return [path.read_bytes() for path in paths]


def test_each_poa_gets_its_documents_in_a_folder_of_its_own(
    many: Callable[[int], list[Path]], tmp_path: Path
) -> None:
    files = many(4)
    before = hashes(files)
    steps: list[Step] = []
    report = export_files(files, pedido(tmp_path / "salida"), clock, Watch(steps.append))
    assert all(each.whole for each in report.files)
    names = sorted(path.name for path in (tmp_path / "salida").iterdir())
    assert names == [f"Dependencia {number} 2024" for number in range(4)]
    count = len(PAPERS)
    assert report.written == 4 * count
    for folder in (tmp_path / "salida").iterdir():
        assert len(list(folder.iterdir())) == count
    assert hashes(files) == before
    assert sorted(tmp_path.joinpath("recibidos").iterdir()) == files  # no note, no journal
    shares = [each.share for each in steps]
    assert shares == sorted(shares) and shares[-1] == 1
    assert str(steps[-1]).startswith("4 de 4: dependencia-03.poa, ")


def test_a_workbook_says_of_which_file_it_is(example: Path, tmp_path: Path) -> None:
    report = export_files([example], pedido(tmp_path / "salida", "xlsx"), clock)
    results = report.files[0].poas[0].report.results
    written = next(each.path for each in results if each.what == "Libro de Excel")
    assert written is not None
    with open_store(example, clock) as store:
        assert read_libro_file(written).identidad.archivo == store.clave != ""


def test_what_cannot_be_opened_is_named_and_the_others_go_on(
    many: Callable[[int], list[Path]], tmp_path: Path
) -> None:
    files = many(5)
    damaged, locked, missing, other_year, good = files
    damaged.write_bytes(damaged.read_bytes()[:5_000])
    holder = open_store(locked, clock)
    missing.unlink()
    other_year.unlink()
    with create_store(other_year, clock) as store:
        store.run("Crear POA", lambda db: poas.create(db, "Turismo", 2023))
    report = export_files(files, pedido(tmp_path / "salida"), clock)
    holder.close()
    errors = [each.error for each in report.files]
    assert "dañado" in errors[0]
    assert "abierto" in errors[1]
    assert "No existe" in errors[2]
    assert errors[3] == f"«{other_year.name}» no tiene un POA de 2024: contiene 2023."
    assert errors[4] == "" and report.files[4].whole
    assert [path.name for path in (tmp_path / "salida").iterdir()] == ["Dependencia 4 2024"]
    assert good.exists()


def test_two_files_of_one_dependencia_do_not_replace_each_other(
    example: Path, tmp_path: Path
) -> None:
    files = [tmp_path / "uno.poa", tmp_path / "dos.poa"]
    for path in files:
        shutil.copy(example, path)
    count = len(PAPERS)
    report = export_files(files, pedido(tmp_path / "con"), clock)
    assert len(list((tmp_path / "con").iterdir())) == 2
    assert report.written == 2 * count
    together = export_files(files, pedido(tmp_path / "sin", subcarpetas=False), clock)
    assert len(list((tmp_path / "sin").iterdir())) == 2 * count == together.written
    told = [report.where(each.poas[0]) for each in report.files]
    assert told == [f"en la carpeta «Hacienda Municipal 2024{tail}»" for tail in ("", " (2)")]
    told = [together.where(each.poas[0]) for each in together.files]
    assert told == ["sin número al final del nombre", "con (2) al final del nombre"]
    alone = export_files(files[:1], pedido(tmp_path / "solo"), clock)
    assert alone.where(alone.files[0].poas[0]) == ""
    again = export_files(files, pedido(tmp_path / "con"), clock)  # the next day: in their place
    assert again.written == 2 * count
    assert len(list((tmp_path / "con").rglob("*.pdf"))) == 2 * count


def test_files_of_one_name_are_told_with_their_folders(example: Path, tmp_path: Path) -> None:
    files = [tmp_path / "obras" / "poa.poa", tmp_path / "turismo" / "poa.poa", example]
    for path in files[:2]:
        path.parent.mkdir()
        shutil.copy(example, path)
    report = export_files(files, pedido(tmp_path / "salida", "xlsx"), clock)
    names = [report.name_of(each.path) for each in report.files]
    assert names == ["obras/poa.poa", "turismo/poa.poa", example.name]


def test_one_file_with_several_dependencias(example: Path, tmp_path: Path) -> None:
    path = tmp_path / "todas.poa"
    shutil.copy(example, path)
    with open_store(path, clock) as store:
        poa = store.poa(store.headers()[0].id)
        from dataclasses import replace

        for number in range(3):
            other = replace(
                poa,
                dependencia=replace(poa.dependencia, nombre=f"Dependencia {number}"),
                actividades=(),
            )
            store.run("Agregar", lambda db, other=other: drafts.write_draft(  # type: ignore[misc]
                db, store.municipio(), other, {}
            ))  # fmt: skip
    report = export_files([path], pedido(tmp_path / "salida", juntos=True), clock)
    assert len(report.files[0].poas) == 4
    written = sorted(each.name for each in (tmp_path / "salida").rglob("*.pdf"))
    assert len(written) == 4 and all(name.startswith("Documentos - ") for name in written)
    only = export_files([path], pedido(tmp_path / "una", dependencia="dependencia 1"), clock)
    assert [each.titulo for each in only.files[0].poas] == ["Dependencia 1 · POA 2024"]
    none = export_files([path], pedido(tmp_path / "una", dependencia="Turismo"), clock)
    assert "no tiene el POA de Turismo" in none.files[0].error


def test_a_file_this_program_has_open_comes_from_what_it_holds(
    example: Path, tmp_path: Path
) -> None:
    path = tmp_path / "abierto.poa"
    shutil.copy(example, path)
    with open_store(path, clock) as store:
        refused = export_files([path], pedido(tmp_path / "a"), clock)
        assert "ábralo" in refused.files[0].error or "abierto" in refused.files[0].error
        opened = {path.resolve(): source_of(store)}
        report = export_files([path], pedido(tmp_path / "b"), clock, opened=opened)
    assert report.files[0].whole


def test_given_up_it_says_what_is_there_and_what_was_not_begun(
    many: Callable[[int], list[Path]], tmp_path: Path
) -> None:
    files = many(4)
    steps: list[Step] = []

    def stop() -> bool:
        return bool(steps) and steps[-1].share > 0.4

    report = export_files(files, pedido(tmp_path / "salida"), clock, Watch(steps.append, stop))
    assert report.cancelled
    begun = [each.path for each in report.files]
    assert [*begun, *report.pending] == files and report.pending
    there = sorted((tmp_path / "salida").rglob("*.pdf"))
    told = sorted(path for each in report.files for poa in each.poas for path in poa.report.paths)
    assert there == told and len(there) == report.written


def test_a_folder_gives_its_files_and_those_of_its_own_folders(tmp_path: Path) -> None:
    for name in ("b.poa", "a.poa", ".c.poa", "nota.txt", "obras/d.poa", "obras/lejos/e.poa"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    found = find_poa_files([tmp_path, tmp_path / "a.poa", tmp_path / "x.poa"])
    names = [path.relative_to(tmp_path).as_posix() for path in found]
    assert names == ["a.poa", "b.poa", "obras/d.poa", "x.poa"]


def test_a_name_that_no_folder_may_have(example: Path) -> None:
    with open_store(example, clock, read_only=True) as store:
        header = store.headers()[0]
    from dataclasses import replace

    assert folder_name(replace(header, dependencia='Obras: "A/B" ...')) == "Obras_ _A_B_ 2024"
    assert folder_name(replace(header, dependencia="...")) == "POA 2024"


def test_a_folder_that_cannot_be_made_is_told_for_each(example: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "ocupado"
    blocked.write_text("")
    report: EnvioReport = export_files([example], pedido(blocked), clock)
    assert report.written == 0 and report.files[0].error.endswith(".")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"periodo": None}, "--periodo"),
        ({"periodo": "2024-T9"}, "no es un periodo"),
        ({"nodo": "A3"}, "--nodo"),
        ({"ejercicio": 2023}, "--ejercicio"),
        ({"formato": "xlsx", "salida": "todo.pdf"}, "--formato pdf"),
        ({"salida": "todo.xlsx"}, "carpeta"),
    ],
)
def test_wrong_orders_are_refused(
    example: Path, tmp_path: Path, more: dict[str, object], words: str
) -> None:
    order = {"formato": "pdf", "salida": "salida", "periodo": "2024-T1", **more}
    formato, salida = str(order.pop("formato")), tmp_path / str(order.pop("salida"))
    with pytest.raises(PoaError, match=words.replace("--", "")):
        exportar_todo([example], clock, formato, salida, **order)  # type: ignore[arg-type]
    assert not salida.exists()


def test_a_workbook_of_a_batch_knows_its_file(example: Path, tmp_path: Path) -> None:
    from poa_desktop.data.cambios import compare_with
    from poa_desktop.intake.libro_read import read_libro_file

    mine, other = tmp_path / "uno.poa", tmp_path / "dos.poa"
    shutil.copy(example, mine)
    with create_store(other, clock) as store:
        write_example(store)  # the same dependencia, year and ids, in another file
    report = export_files([mine], pedido(tmp_path / "salida", "xlsx"), clock)
    (path,) = (path for path in report.files[0].poas[0].report.paths if "Libro" in path.name)
    libro = read_libro_file(path)
    with open_store(mine, clock, read_only=True) as store:
        assert libro.identidad.archivo == store.clave
    months = {c.celda.mes for c in libro.capturas if c.celda.campo is Campo.COMENTARIO}
    assert months == set(range(1, 13)), "it is of the year, as its name says"
    with open_store(mine, clock, read_only=True) as store:
        assert compare_with(store, libro)[1].diferencias == ()
    with open_store(other, clock) as store, pytest.raises(PoaError, match="otro archivo"):
        compare_with(store, libro)


def test_two_files_of_one_dependencia_keep_their_names_the_next_day(
    example: Path, tmp_path: Path
) -> None:
    files = [tmp_path / "uno.poa", tmp_path / "dos.poa"]
    for path in files:
        shutil.copy(example, path)
    asked = pedido(tmp_path / "salida", subcarpetas=False)
    first = export_files(files, asked, clock)
    again = export_files(files, asked, clock)
    names = [
        [poa.report.paths for each in one.files for poa in each.poas] for one in (first, again)
    ]
    assert names[0] == names[1]
    assert len(list((tmp_path / "salida").iterdir())) == again.written


def test_a_folder_of_one_poa_that_cannot_be_made_leaves_the_others_alone(
    example: Path, tmp_path: Path
) -> None:
    path = tmp_path / "todas.poa"
    shutil.copy(example, path)
    with open_store(path, clock) as store:
        for name in ("Archivo", "Zoológico"):  # before and after the example's own
            store.run("Crear POA", lambda db, name=name: poas.create(db, name, 2024))  # type: ignore[misc]
    folder = tmp_path / "salida"
    folder.mkdir()
    blocked = folder / "Hacienda Municipal 2024"
    blocked.write_text("")
    (file,) = export_files([path], pedido(folder), clock).files
    whole = {each.titulo: all(one.written for one in each.report.results) for each in file.poas}
    assert whole == {
        "Archivo · POA 2024": True,
        "Hacienda Municipal · POA 2024": False,
        "Zoológico · POA 2024": True,
    }
    (missing,) = file.poas[1].report.results
    assert "no es una carpeta" in missing.error and str(blocked) in missing.error
    assert not file.whole


def test_the_period_is_in_the_name_however_long_the_dependencia(
    example: Path, tmp_path: Path
) -> None:
    from dataclasses import replace

    path = tmp_path / "larga.poa"
    shutil.copy(example, path)
    rename(path, "Dirección General de Obras Públicas y Ordenamiento Territorial " * 3)
    asked = pedido(tmp_path / "salida")
    reports = [
        export_files([path], replace(asked, periodo=parse_periodo(code)), clock)
        for code in ("2024-T1", "2024-T2")
    ]
    sheets = {
        file.name
        for report in reports
        for file in report.files[0].poas[0].report.paths
        if file.name.startswith("Hoja")
    }
    assert len(sheets) == 2 and all(len(name) < 120 for name in sheets)
    assert sorted(name[-11:] for name in sheets) == ["2024-T1.pdf", "2024-T2.pdf"]
