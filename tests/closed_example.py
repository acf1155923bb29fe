"""The bundled example with its first quarter closed, in a file, by a person with a name."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from poa_desktop.data import cierres, evidencias, lineas
from poa_desktop.data.llave import own_key
from poa_desktop.data.lock import Person
from poa_desktop.data.store import Store, create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.export.document import Context
from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.sello import Sello

T1 = parse_periodo("2024-T1")
PERSON = Person("lramos", "PC-1", "Lucía Ramos", "Analista de Planeación")
FIRST, REOPENED, SECOND = (datetime(2024, 5, day, 10, 30) for day in (2, 20, 27))
LATER = datetime(2024, 9, 1, 12, 0)
REASON = "Se capturó mal el directorio."
SENTENCE = "El directorio se publicará en abril."


class ClosedExample:
    """A store with the acts a test asks for; *linea* finds one by its clave."""

    def __init__(self, path: Path, clock: Callable[[], datetime] = lambda: FIRST) -> None:
        self.store: Store = create_store(path, clock, PERSON)
        write_example(self.store)
        self.poa_id = self.store.headers()[0].id
        self.llave = own_key()

    def linea(self, clave: str) -> int:
        """The id of a línea."""
        poa = self.store.poa(self.poa_id)
        pairs = (pair for each in poa.bloques for pair in con_clave(each))
        return next(linea.id for found, linea in pairs if found == clave)

    def cerrar(self, cuando: datetime = FIRST) -> Sello:
        """Close T1; what is missing in A9.3 is confirmed as 0, with its reason."""
        linea = self.linea("A9.3")
        if self.store.poa(self.poa_id).meses_cerrados == frozenset() and cuando == FIRST:
            self.store.run("x", lambda db: lineas.edit_avance(db, linea, 3, justificacion=SENTENCE))
        return self.store.run_sealed(
            "Cerrar",
            lambda db: cierres.cerrar(
                db, self.poa_id, T1, cuando, PERSON, self.llave, en_cero=True
            ),
        )[0]

    def reabrir(self) -> Sello:
        """Reopen T1."""
        return self.store.run_sealed(
            "Reabrir",
            lambda db: cierres.reabrir(db, self.poa_id, T1, REASON, REOPENED, PERSON, self.llave),
        )[0]

    def correct(self) -> None:
        """Capture A9.3 as done, and take away the evidence of P1's quarter that was there."""
        poa, linea = self.store.poa(self.poa_id), self.linea("A9.3")
        files = [file.id for each in poa.lineas for mes in T1.meses
                 for file in each.avances[mes - 1].evidencias]  # fmt: skip
        self.store.run(
            "x", lambda db: lineas.edit_avance(db, linea, 3, realizado=100, justificacion="")
        )
        for key in files:
            self.store.run("x", lambda db, key=key: evidencias.remove(db, key))  # type: ignore[misc]

    def context(self, **more: object) -> Context:
        """What the papers of T1 are made from, long after."""
        return Context(
            self.store.municipio(),
            self.store.poa(self.poa_id),
            LATER.date(),
            T1,
            contenido=self.store.evidence,
            cierres=self.store.cierres(self.poa_id),
            **more,  # type: ignore[arg-type]
        )
