"""exportar: writes one document."""

from pathlib import Path

from poa_desktop.commands.outcome import Clock, Outcome, choose_poa, open_to_read
from poa_desktop.export.documents import Context, find_documento, write_document
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import parse_periodo


def exportar(
    path: Path,
    clock: Clock,
    documento: str,
    formato: str,
    salida: Path,
    *,
    periodo: str | None = None,
    dependencia: str | None = None,
    ejercicio: int | None = None,
) -> Outcome:
    """Write one document of a POA to *salida*; an earlier file stays until the new one is whole."""
    window = parse_periodo(periodo) if periodo else None
    kind = find_documento(documento, formato)
    if salida.resolve() == path.resolve() or salida.suffix.lower() == ".poa":
        raise PoaError(
            f"«{salida.name}» es el nombre de un archivo de datos: escriba en --salida uno que "
            f"termine en .{formato}."
        )
    with open_to_read(path, clock) as store:
        poa = choose_poa(store, dependencia, ejercicio, window.ejercicio if window else None)
        context = Context(store.municipio(), poa, clock().date(), window)
    notices = write_document(kind, formato, context, salida)
    data = {"documento": documento, "formato": formato, "salida": str(salida)}
    return Outcome(f"Se escribió {kind.etiqueta} en {salida}.", data, notices)
