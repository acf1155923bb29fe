"""Cierres of POAs that are in no file, sealed with a key that never changes."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from poa_desktop.data.llave import Llave
from poa_desktop.poa.cerrado import Cierres
from poa_desktop.poa.congelado import Confirmado, Congelado, read_congelado, write_congelado
from poa_desktop.poa.observado import ObservacionLinea
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import Municipio, Poa
from poa_desktop.poa.sello import PRIMER_SELLO, Sello, canonical, folio_de
from poa_desktop.poa.tramites import Paso, Tramite

LLAVE = Llave(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
QUIEN = ("Lucía Ramos", "Analista de Planeación")


@dataclass
class SealedFile:
    """Steps and seals as a file would keep them, in order.

    The hash of a content is made up from its number: a new field of a record would else change the
    golden files of every paper that prints it.
    """

    archivo: str = "ab" * 16
    tramites: list[Tramite] = field(default_factory=list)
    sellos: list[Sello] = field(default_factory=list)
    contents: dict[str, Congelado] = field(default_factory=dict)

    def cerrar(
        self,
        municipio: Municipio,
        poa: Poa,
        periodo: Periodo,
        cuando: datetime,
        *,
        nota: str = "",
        observaciones: tuple[ObservacionLinea, ...] = (),
        confirmados: tuple[Confirmado, ...] = (),
        alter: Callable[[dict[str, Any]], None] = lambda _: None,
    ) -> Sello:
        """Close a period; *alter* changes the plain content before it is sealed."""
        frozen = Congelado(
            self.archivo, poa, municipio, cuando.date(), periodo, observaciones,
            confirmados=confirmados,
        )  # fmt: skip
        plain = json.loads(write_congelado(frozen))
        alter(plain)
        content = canonical(plain)
        sello = self._seal(Paso.CIERRE, poa, periodo, cuando, nota)
        self.contents[sello.contenido] = replace(read_congelado(content), municipio=municipio)
        return sello

    def reabrir(self, poa: Poa, periodo: Periodo, cuando: datetime, motivo: str) -> Sello:
        """Reopen a period."""
        return self._seal(Paso.REAPERTURA, poa, periodo, cuando, motivo)

    def cierres(self, poa_id: int = 1) -> Cierres:
        """The workflow of a POA as its papers get it."""
        read = self.contents
        return Cierres(
            poa_id, tuple(self.tramites), tuple(self.sellos), lambda each: read[each.contenido]
        )

    def _seal(self, paso: Paso, poa: Poa, periodo: Periodo, cuando: datetime, nota: str) -> Sello:
        key = len(self.sellos) + 1
        self.tramites.append(Tramite(key, periodo, paso, cuando, *QUIEN, nota))
        contenido = hashlib.sha256(f"contenido {key}".encode()).hexdigest()
        version = 1 + sum(
            (each.poa_id, each.periodo, each.paso) == (poa.id, str(periodo), paso)
            for each in self.sellos
        )
        draft = Sello(
            key, self.archivo, poa.id, str(periodo), paso, version,
            folio_de(paso, str(periodo), version, contenido), contenido, 40 + key, "c4" * 32,
            self.sellos[-1].digest if self.sellos else PRIMER_SELLO, cuando, *QUIEN, nota,
            LLAVE.publica,
        )  # fmt: skip
        signed = replace(draft, firma=LLAVE.sign(draft.payload()))
        self.sellos.append(signed)
        return signed
