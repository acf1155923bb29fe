"""The documents of many files at once: forty POAs, or one file with forty dependencias."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from poa_desktop.data.store import open_store
from poa_desktop.export.batch import (
    BUG,
    UNWATCHED,
    Report,
    Step,
    Wanted,
    Watch,
    failed,
    fitting,
    joined_name,
    write_each,
    write_joined,
)
from poa_desktop.export.batch_files import EnvioReport, FileReport, PoaReport
from poa_desktop.files import disk_text, explain_os_error
from poa_desktop.log import log_exception
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import PoaEncabezado
from poa_desktop.poa.text import fold
from poa_desktop.source import Source, source_of

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Pedido:
    """What is wanted of every POA, and where it goes.

    *subcarpetas* gives each POA a folder of its own below *carpeta*. *juntos* asks for one PDF
    of all its documents, called *nombre* unless that is "". *conservar* keeps files of the same
    name and writes beside them. *dependencia* is the only one wanted; "" wants them all.
    *omitir_vacios* leaves out, and names, documents that have nothing to tell of a POA.
    """

    wanted: tuple[Wanted, ...]
    periodo: Periodo
    carpeta: Path
    subcarpetas: bool = True
    juntos: bool = False
    nombre: str = ""
    conservar: bool = False
    dependencia: str = ""
    omitir_vacios: bool = False


def find_poa_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files themselves; of a folder, the .poa in it and in its own folders. Each once."""
    found: dict[Path, Path] = {}
    for path in paths:
        inside = (*path.glob("*.poa"), *path.glob("*/*.poa")) if path.is_dir() else (path,)
        for each in sorted(inside, key=lambda each: str(each).casefold()):
            if path.is_dir() and each.name.startswith("."):
                continue  # what another program has half written
            found.setdefault(each.resolve(), each)
    return tuple(found.values())


def export_files(
    paths: Sequence[Path],
    pedido: Pedido,
    clock: Clock,
    watch: Watch = UNWATCHED,
    opened: Mapping[Path, Source] | None = None,
) -> EnvioReport:
    """Write the documents of every POA of the period's year, file by file.

    A file that cannot be opened is left out with its reason; the others go on. *opened* are files
    this very program has open, by their resolved path: they are not opened again.
    """
    files: list[FileReport] = []
    taken = _Taken()
    for number, path in enumerate(paths, start=1):
        inner = _file_watch(watch, path, number, len(paths))
        if watch.stop():
            return EnvioReport(tuple(files), tuple(paths[number - 1 :]), cancelled=True)
        one = _export_file(path, pedido, clock, inner, (opened or {}).get(path.resolve()), taken)
        files.append(one)
        if any(each.report.cancelled for each in one.poas):
            return EnvioReport(tuple(files), tuple(paths[number:]), cancelled=True)
    return EnvioReport(tuple(files))


def logged(report: Report) -> Report:
    """The same report, every error nobody foresaw written to the log that its sentence names."""
    results = [
        replace(each, error=f"{each.what} {BUG} ({_log(each.bug)})", bug=None) if each.bug else each
        for each in report.results
    ]
    return replace(report, results=tuple(results))


def _log(error: Exception) -> str:
    return str(log_exception((type(error), error, error.__traceback__)))


@dataclass(slots=True)
class _Taken:
    """Files and folders of this very piece of work, which nothing of it may replace."""

    files: set[Path] = field(default_factory=set)
    folders: set[Path] = field(default_factory=set)

    def folder(self, wanted: Path) -> Path:
        """The folder itself, or "nombre (2)" when another POA has got it."""
        candidate, number = wanted, 2
        while candidate in self.folders:
            candidate = wanted.with_name(f"{wanted.name} ({number})")
            number += 1
        self.folders.add(candidate)
        return candidate


def _file_watch(watch: Watch, path: Path, number: int, total: int) -> Watch:
    def tell(step: Step) -> None:
        share = (number - 1 + step.share) / total
        watch.tell(Step(number, total, f"{path.name}, {step.what}", share))

    tell(Step(1, 1, "abriendo", 0.0))
    return Watch(tell, watch.stop)


def _export_file(
    path: Path, pedido: Pedido, clock: Clock, watch: Watch, source: Source | None, taken: _Taken
) -> FileReport:
    try:
        if source is not None:
            return FileReport(path, poas=tuple(_export(source, pedido, clock, watch, path, taken)))
        with open_store(path, clock, read_only=True) as store:
            opened = source_of(store)
            return FileReport(path, poas=tuple(_export(opened, pedido, clock, watch, path, taken)))
    except PoaError as error:
        return FileReport(path, str(error))
    except OSError as error:
        return FileReport(path, explain_os_error(error, pedido.carpeta))
    except Exception as error:
        return FileReport(path, f"«{path.name}» {BUG} ({_log(error)})")


def _export(
    source: Source, pedido: Pedido, clock: Clock, watch: Watch, path: Path, taken: _Taken
) -> Iterator[PoaReport]:
    year = pedido.periodo.ejercicio
    name = fold(pedido.dependencia)
    headers = [
        each
        for each in source.headers
        if each.ejercicio == year and (not name or fold(each.dependencia) == name)
    ]
    if not headers and any(each.ejercicio == year for each in source.headers):
        raise PoaError(f"«{path.name}» no tiene el POA de {pedido.dependencia}: revise el nombre.")
    if not headers:
        years = ", ".join(str(each) for each in sorted({each.ejercicio for each in source.headers}))
        holds = f"contiene {years}" if years else "no contiene ninguno"
        raise PoaError(f"«{path.name}» no tiene un POA de {year}: {holds}.")
    pedido.carpeta.mkdir(parents=True, exist_ok=True)
    for number, header in enumerate(headers):
        inner = _poa_watch(watch, header, number, len(headers))
        try:
            one = _export_poa(source, header, pedido, clock().date(), inner, taken)
        except Exception as error:  # the other POAs of the file go on
            folder = pedido.carpeta / folder_name(header)
            report = logged(Report((failed("Documentos", error, folder),)))
            one = PoaReport(f"{header.dependencia} · POA {header.ejercicio}", report)
        yield one
        if one.report.cancelled:
            return


def _poa_watch(watch: Watch, header: PoaEncabezado, number: int, total: int) -> Watch:
    def tell(step: Step) -> None:
        share = (number + step.share) / total
        what = f"{header.dependencia}, {step.what}" if total > 1 else step.what
        watch.tell(replace(step, what=what, share=share))

    return Watch(tell, watch.stop)


def _export_poa(
    source: Source,
    header: PoaEncabezado,
    pedido: Pedido,
    hoy: date,
    watch: Watch,
    taken: _Taken,
) -> PoaReport:
    poa = source.poa(header.id)
    kinds = [each.kind for each in pedido.wanted]
    context = source.context(kinds, poa, hoy, pedido.periodo)
    own = pedido.carpeta / folder_name(header)
    folder = taken.folder(own) if pedido.subcarpetas else pedido.carpeta
    wanted = fitting(pedido.wanted, context)
    silent = [each for each in wanted if pedido.omitir_vacios and not each.kind.tells(context)]
    wanted = tuple(each for each in wanted if each not in silent)
    if wanted:
        folder.mkdir(parents=True, exist_ok=True)
    if pedido.juntos:
        report = write_joined(
            context,
            wanted,
            folder / (pedido.nombre or joined_name(context)),
            watch,
            keep_existing=pedido.conservar,
            taken=taken.files,
        )
    else:
        report = write_each(
            context, wanted, folder, watch, keep_existing=pedido.conservar, taken=taken.files
        )
    return PoaReport(
        poa.titulo, logged(report), folder, own, tuple(each.etiqueta for each in silent)
    )


def folder_name(header: PoaEncabezado) -> str:
    """A name for the folder of one POA: "Hacienda Municipal 2024"."""
    return f"{disk_text(header.dependencia)[:80].strip(' .') or 'POA'} {header.ejercicio}"
