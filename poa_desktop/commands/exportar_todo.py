"""exportar --documento todos: every document of a period, of one file or of many."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from poa_desktop.commands.outcome import Clock, Outcome
from poa_desktop.envio import Pedido, export_files, find_poa_files
from poa_desktop.export.batch import UNWATCHED, Watch, every_document, usual
from poa_desktop.export.batch_files import EnvioReport, FileReport, PoaReport
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import parse_periodo


def exportar_todo(
    paths: Sequence[Path],
    clock: Clock,
    formato: str,
    salida: Path,
    *,
    periodo: str | None = None,
    nodo: str | None = None,
    dependencia: str | None = None,
    ejercicio: int | None = None,
    watch: Watch = UNWATCHED,
) -> Outcome:
    """Write every document that has the format into the folder *salida*.

    Of several files each POA gets a folder of its own in it; *salida* that ends in .pdf is one
    PDF of all documents of one file. What cannot be opened or written is named, the rest is
    written, and the outcome counts as failed.
    """
    if periodo is None:
        raise PoaError("Los documentos son de un periodo: indique --periodo, por ejemplo 2024-T1.")
    window = parse_periodo(periodo)
    if nodo is not None:
        raise PoaError("Los documentos son de todo el POA: quite --nodo.")
    if ejercicio is not None and ejercicio != window.ejercicio:
        raise PoaError(f"El periodo es de {window.ejercicio}: quite --ejercicio o corrija uno.")
    files = find_poa_files(paths)
    if not files:
        raise PoaError("No hay archivos .poa en lo que se indicó: revise las carpetas.")
    joined = salida.suffix.lower() == ".pdf"
    _check_target(salida, formato, files, joined=joined)
    report = export_files(
        files,
        Pedido(
            usual(every_document((formato,))),
            window,
            salida.parent if joined else salida,
            subcarpetas=len(files) > 1,
            juntos=joined,
            nombre=salida.name if joined else "",
            dependencia=dependencia or "",
            omitir_vacios=True,
        ),
        clock,
        watch,
    )
    missing = tuple(_missing(report))
    if not report.written and len(report.files) == 1 and report.files[0].error:
        raise PoaError(report.files[0].error)
    data = {
        "documento": "todos",
        "formato": formato,
        "periodo": str(window),
        "salida": str(salida),
        "archivos": [_file_data(each) for each in report.files],
    }
    return Outcome(_text(report, salida), data, missing, failed=bool(missing))


def _check_target(salida: Path, formato: str, files: Sequence[Path], *, joined: bool) -> None:
    if joined and formato != "pdf":
        raise PoaError("Un solo archivo se escribe en pdf: escriba --formato pdf o una carpeta.")
    if joined and len(files) > 1:
        raise PoaError("Un solo PDF es de un archivo: escriba en --salida una carpeta.")
    if joined and salida.resolve() in (each.resolve() for each in files):
        raise PoaError(f"«{salida.name}» es un archivo de datos: escriba otro nombre en --salida.")
    if not joined and salida.exists() and not salida.is_dir():
        raise PoaError(f"«{salida}» es un archivo: escriba en --salida una carpeta.")
    if not joined and salida.suffix.lower() in (".poa", ".xlsx"):
        raise PoaError(f"«{salida.name}» es el nombre de un archivo: escriba una carpeta.")


def _missing(report: EnvioReport) -> Iterator[str]:
    """One sentence per file or document that is not there."""
    for each in report.files:
        if each.error:
            yield each.error
        for poa in each.poas:
            whose = _whose(report, each, poa)
            yield from (f"{whose}: {one.error}" for one in poa.report.results if one.error)


def _whose(report: EnvioReport, each: FileReport, poa: PoaReport) -> str:
    """The POA, with its file where another POA has the same name."""
    mistakable = report.where(poa)
    return f"{poa.titulo} ({report.name_of(each.path)})" if mistakable else poa.titulo


def _text(report: EnvioReport, salida: Path) -> str:
    rows = []
    for each in report.files:
        for poa in each.poas:
            made = ", ".join(one.what for one in poa.report.results if one.written)
            where = report.where(poa)
            whose = _whose(report, each, poa) + (f", {where}" if where else "")
            rows.append(f"{whose}: {'; '.join(part for part in (made, poa.omitted) if part)}")
    whole = sum(each.whole for each in report.files)
    count = len(report.files)
    made = (
        "Se escribió 1 archivo"
        if report.written == 1
        else f"Se escribieron {report.written} archivos"
    )
    origin = "" if count == 1 else f"; completos, {whole} de los {count} archivos .poa"
    rows.append(f"{made} en {salida}{origin}.")
    return "\n".join(rows)


def _file_data(each: FileReport) -> dict[str, Any]:
    return {
        "archivo": str(each.path),
        "error": each.error or None,
        "poas": [
            {
                "titulo": poa.titulo,
                "carpeta": str(poa.carpeta) if poa.carpeta else None,
                "documentos": [
                    {
                        "documento": one.what,
                        "salida": str(one.path) if one.path else None,
                        "error": one.error or None,
                    }
                    for one in poa.report.results
                ],
                "omitidos": list(poa.omitidos),
            }
            for poa in each.poas
        ],
    }
