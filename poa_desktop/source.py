"""An open file as its documents see it: frozen records, and a way to the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from poa_desktop.data.store import Store
from poa_desktop.export.document import Contents, Context, Documento, Verify
from poa_desktop.export.opciones import SIN_OPCIONES, Opciones
from poa_desktop.poa.adecuaciones import Adecuacion
from poa_desktop.poa.cerrado import SIN_CIERRES, Cierres
from poa_desktop.poa.observado import ObservacionLinea
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import Municipio, Poa, PoaEncabezado
from poa_desktop.tablero.scope import Selection


@dataclass(frozen=True, slots=True)
class Source:
    """What an open file holds, and how to ask it; `context` is the one way to a Context of it."""

    municipio: Municipio
    headers: tuple[PoaEncabezado, ...]
    clave: str
    """The file's key, by which its workbooks come back in."""
    poa: Callable[[int], Poa]
    year_before: Callable[[Poa], Poa | None]
    contents: Contents
    verificar: Verify
    adecuaciones: Callable[[int], tuple[Adecuacion, ...]]
    observaciones: Callable[[int], tuple[ObservacionLinea, ...]]
    constancia: Callable[[Poa], str]
    cierres: Callable[[int], Cierres]

    def context(
        self,
        kinds: Iterable[Documento],
        poa: Poa,
        hoy: date,
        periodo: Periodo | None = None,
        *,
        nodo: Selection | None = None,
        opciones: Opciones = SIN_OPCIONES,
    ) -> Context:
        """What documents of these kinds are made from; what none of them needs is not read."""
        wanted = tuple(kinds)
        return Context(
            municipio=self.municipio,
            poa=poa,
            hoy=hoy,
            periodo=periodo,
            nodo=nodo,
            anterior=self.year_before(poa) if any(each.of_node for each in wanted) else None,
            contenido=self.contents,
            opciones=opciones,
            adecuaciones=(
                self.adecuaciones(poa.id) if any(each.of_trail for each in wanted) else ()
            ),
            archivo=self.clave,
            autorizacion=self.constancia(poa),
            verificar=self.verificar,
            observaciones=self.observaciones(poa.id),
            cierres=(self.cierres(poa.id) if any(each.sealed for each in wanted) else SIN_CIERRES),
        )


def source_of(store: Store) -> Source:
    """What an open store gives."""
    return Source(
        municipio=store.municipio(),
        headers=store.headers(),
        clave=store.clave,
        poa=store.poa,
        year_before=store.year_before,
        contents=store.evidence,
        verificar=store.verificar,
        adecuaciones=store.adecuaciones,
        observaciones=store.observaciones,
        constancia=store.constancia,
        cierres=store.cierres,
    )
