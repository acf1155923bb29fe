"""A file whose periods stand in every state, and the dialogs of their steps."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from poa_desktop.data import cierres, envios, lineas, rows
from poa_desktop.data.llave import own_key
from poa_desktop.data.lock import Person
from poa_desktop.data.store import Store
from poa_desktop.ejemplo import write_example
from poa_desktop.poa.periodos import Periodo, parse_periodo
from poa_desktop.poa.tramites import Paso
from poa_desktop.ui.cierre.entrega_dialog import EntregaDialog
from poa_desktop.ui.cierre.nota_dialog import NotaDialog
from poa_desktop.ui.cierre.versiones_dialog import VersionesDialog, versiones_de

if TYPE_CHECKING:
    from sqlite_utils import Database

    from poa_desktop.ui.main_window import MainWindow

LUCIA = Person("lucia.ramos", "HACIENDA-03", "Lucía Ramos Ibarra", "Enlace de Hacienda")
PEDRO = Person("pedro.luna", "PLANEACION-01", "Pedro Luna", "Dirección de Planeación")
_WHY = "El comité no sesionó; se reprograma."
_MOTIVO = "Se corrige la captura de A3.1 según el oficio HM/045/2024 de la contraloría."
STATES = {
    "cierre-cerrado": "2024-T1",
    "cierre-enviado": "2024-T2",
    "cierre-observado": "2024-T3",
    "cierre-reabierto": "2024-M01",
    "cierre-no-comienza": "2024-T4",
}
"""What is looked at: the name of the view and the period it shows."""


def write_closings(store: Store) -> None:
    """T1 closed twice, T2 sent and changed since, T3 sent back, January reopened."""
    write_example(store)
    poa = store.poa(store.headers()[0].id)
    reasons = {each.id: _WHY for each in poa.lineas}
    first, second = (each.id for each in poa.actividades[2].lineas[:2])

    def seal(title: str, work: Callable[[Database], object]) -> None:
        store.run_sealed(title, work)

    def close(code: str, day: datetime, nota: str = "") -> None:
        seal(
            f"Cerrar {code}",
            lambda db: cierres.cerrar(
                db, poa.id, _period(code), day, PEDRO, own_key(),
                en_cero=True, justificaciones=reasons, nota=nota,
            ),
        )  # fmt: skip

    def send(code: str, day: datetime) -> None:
        store.run(
            f"Enviar {code}",
            lambda db: envios.enviar(
                db, poa.id, _period(code), day, LUCIA, en_cero=True, justificaciones=reasons
            ),
        )

    send("T1", datetime(2024, 4, 5, 9, 12))
    close("T1", datetime(2024, 4, 9, 13, 40), "Sesión 14 del comité")
    seal(
        "Reabrir",
        lambda db: cierres.reabrir(
            db, poa.id, _period("T1"), _MOTIVO, datetime(2024, 5, 2, 10, 5), PEDRO, own_key()
        ),
    )
    store.run("x", lambda db: lineas.edit_avance(db, first, 3, realizado=300, justificacion=_WHY))
    close("M01", datetime(2024, 5, 5, 9, 0))
    seal(
        "Reabrir",
        lambda db: cierres.reabrir(
            db, poa.id, _period("M01"), _MOTIVO, datetime(2024, 5, 6, 9, 0), PEDRO, own_key()
        ),
    )
    close("T1", datetime(2024, 5, 7, 12, 30), "Segunda revisión")
    send("T2", datetime(2024, 7, 4, 9, 0))
    store.run("x", lambda db: lineas.edit_avance(db, first, 6, realizado=200, justificacion=_WHY))
    store.run("x", lambda db: lineas.edit_avance(db, second, 6, comentario="Se entregó tarde"))
    send("T3", datetime(2024, 10, 3, 9, 0))
    store.run("Observar", lambda db: _observe(db, poa.id, first))
    store.run(
        "Devolver",
        lambda db: envios.devolver(
            db, poa.id, _period("T3"), datetime(2024, 10, 8, 11, 20), PEDRO,
            "Responda lo observado antes del 20 de octubre.",
        ),
    )  # fmt: skip


def _period(code: str) -> Periodo:
    return parse_periodo(f"2024-{code}")


def _observe(db: Database, poa_id: int, linea_id: int) -> None:
    rows.insert(
        db, "observaciones", poa_id=poa_id, periodo="T3", linea_id=linea_id,
        texto="La lista no lleva firmas: adjunte la que se firmó.", nombre=PEDRO.nombre,
        cargo=PEDRO.cargo, cuando="2024-10-08T11:00:00",
    )  # fmt: skip


def closing_states(
    window: MainWindow, wanted: Container[str] | None, settle: Callable[[], None]
) -> Iterator[str]:
    """The page Cierre in every state that the file has; names what is in sight."""
    session, space = window.session, window.workspace
    assert session is not None and space is not None
    if not session.tramites():
        return
    before = session.periodo
    for name, code in STATES.items():
        if wanted is None or name in wanted:
            window.choose_periodo(parse_periodo(code))
            space.show_page("cierre")
            settle()
            yield name
    for page in ("avance", "calendario"):
        name = f"cierre-en-{page}"
        if wanted is None or name in wanted:
            window.choose_periodo(_period("T1"))
            space.show_page(page)
            settle()
            yield name
    window.choose_periodo(before)


def closing_dialogs(window: MainWindow) -> dict[str, Callable[[], QDialog]]:
    """The dialogs of the steps, by their name."""
    session = window.session
    assert session is not None

    def answered() -> EntregaDialog:
        dialog = EntregaDialog(session, Paso.CIERRE, window)
        dialog.en_cero.setChecked(True)
        dialog.razones.text.setText("No sesionó")
        return dialog

    return {
        "dialogo-enviar-periodo": lambda: EntregaDialog(session, Paso.ENVIO, window),
        "dialogo-cerrar-periodo": answered,
        "dialogo-retirar": lambda: NotaDialog(session, Paso.RETIRO, window),
        "dialogo-devolver": lambda: NotaDialog(session, Paso.DEVOLUCION, window),
        "dialogo-reabrir": lambda: NotaDialog(session, Paso.REAPERTURA, window),
        "dialogo-versiones": lambda: VersionesDialog(
            versiones_de(session), session.periodo, window
        ),
    }
