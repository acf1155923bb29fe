"""The cierres of a POA for its papers: nothing is printed as sealed that its seal disowns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa_desktop.data.sellos import is_valid
from poa_desktop.poa.cerrado import Cierres
from poa_desktop.poa.errors import PoaError

if TYPE_CHECKING:
    from poa_desktop.data.store import Store
    from poa_desktop.poa.congelado import Congelado
    from poa_desktop.poa.sello import Sello


def cierres_de(store: Store, poa_id: int) -> Cierres:
    """The workflow of one POA, with a way to what was frozen, which holds while *store* is open."""

    def read(sello: Sello) -> Congelado:
        if not is_valid(sello):
            raise PoaError(
                f"El sello del folio {sello.folio} no corresponde a lo que guarda el archivo y no "
                "se imprime: Archivo ▸ Verificar dice qué cambió."
            )
        return store.congelado(sello)

    return Cierres(poa_id, store.tramites(poa_id), store.sellos(), read)
