"""exportar: writes one document."""

from __future__ import annotations

from pathlib import Path

from poa_desktop.commands.exportar_nodo import find_nodo
from poa_desktop.commands.outcome import Clock, Outcome, choose_poa, open_to_read
from poa_desktop.export.documents import find_documento, write_document
from poa_desktop.export.opciones import SIN_OPCIONES, Opciones, refuse_foreign
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.source import source_of


def exportar(
    path: Path,
    clock: Clock,
    documento: str,
    formato: str,
    salida: Path,
    *,
    periodo: str | None = None,
    nodo: str | None = None,
    dependencia: str | None = None,
    ejercicio: int | None = None,
    opciones: Opciones = SIN_OPCIONES,
) -> Outcome:
    """Write one document of a POA to *salida*; an earlier file stays until the new one is whole.

    *nodo* (A3, P1, A3.1) is what a document of a node is about; without it, the whole POA.
    *opciones* that the document does not offer are refused.
    """
    window = parse_periodo(periodo) if periodo else None
    kind = find_documento(documento, formato)
    if salida.resolve() == path.resolve() or salida.suffix.lower() == ".poa":
        raise PoaError(
            f"«{salida.name}» es el nombre de un archivo de datos: escriba en --salida uno que "
            f"termine en .{formato}."
        )
    if nodo is not None and not kind.of_node:
        raise PoaError(f"{kind.etiqueta} es de todo el POA: quite --nodo.")
    refuse_foreign(kind.etiqueta, kind.opciones, opciones)
    with open_to_read(path, clock) as store:  # its contents are read while the document is made
        poa = choose_poa(store, dependencia, ejercicio, window.ejercicio if window else None)
        context = source_of(store).context(
            (kind,),
            poa,
            clock().date(),
            window,
            nodo=find_nodo(poa, nodo) if nodo is not None else None,
            opciones=opciones,
        )
        kind = kind.of(poa)
        if kind.absent and not kind.applies(context):  # at a terminal there is no page Datos
            raise PoaError(kind.absent)
        notices = write_document(kind, formato, context, salida)
    data = {"documento": documento, "formato": formato, "salida": str(salida)}
    return Outcome(f"Se escribió {kind.etiqueta} en {salida}.", data, notices)
