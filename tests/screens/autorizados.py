"""An authorised plan with two declared adecuaciones, for scenes, pictures and tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from poa_desktop.data import bloques, cierres, declaradas, lineas
from poa_desktop.data.llave import own_key
from poa_desktop.data.lock import Person
from poa_desktop.data.store import Store
from poa_desktop.ejemplo import write_example
from poa_desktop.poa.adecuaciones import Adecuacion, CambioMes, CambioPlan
from poa_desktop.poa.autorizacion import del_plan
from poa_desktop.poa.declarada import Declarada
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.ui.adecuacion.authorise_dialog import AuthoriseDialog, RevokeDialog
from poa_desktop.ui.adecuacion.declare_dialog import BeginDialog, ConcludeDialog
from poa_desktop.ui.adecuacion.list_dialog import AdecuacionesDialog
from poa_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from sqlite_utils import Database

JEFA = Person("lramos", "PC-OBRAS", "Lucía Ramos", "Enlace")
ACTA = "Acta de cabildo 14/2024, punto 6"


def authorise(store: Store, poa_id: int, cuando: datetime = datetime(2024, 1, 15, 12, 30)) -> None:
    """Authorise a plan as the window does."""
    store.run_sealed(
        "Autorizar el POA",
        lambda db: cierres.autorizar(db, poa_id, cuando, JEFA, own_key(), ACTA),
    )


def declare(store: Store, poa_id: int, *, conclude: bool = True) -> None:
    """Two adecuaciones: the first concluded; the second too, or still open."""
    poa = store.poa(poa_id)
    first, second = poa.actividades[0], poa.actividades[2]
    store.run(
        "Iniciar adecuación",
        lambda db: declaradas.iniciar(
            db,
            poa_id,
            "La obra del rastro se adelantó por las lluvias: se reprograman los actos de la línea "
            "y se ajusta la meta, sin cambiar el techo presupuestal.",
            datetime(2024, 3, 14, 9, 5),
            JEFA,
            oficio="DP/031/2024",
            fecha=date(2024, 3, 12),
        ),
    )

    def reprogram(db: Database) -> None:
        for mes, cantidad in ((3, 0), (4, 200), (6, 150)):
            lineas.set_programado(db, first.lineas[0].id, mes, cantidad)

    store.run("Editar el calendario", reprogram)
    store.run(
        "Editar metas",
        lambda db: bloques.edit_ficha(
            db, TipoLugar.ACTIVIDAD, first.id, metas="Atender 40 solicitudes en el primer semestre."
        ),
    )
    store.run(
        "Concluir adecuación",
        lambda db: declaradas.concluir(db, poa_id, datetime(2024, 3, 14, 10, 20)),
    )
    store.run(
        "Iniciar adecuación",
        lambda db: declaradas.iniciar(
            db, poa_id, "Cabildo fusionó dos líneas.", datetime(2024, 8, 2, 13, 0), JEFA
        ),
    )
    store.run("Eliminar línea", lambda db: lineas.delete(db, second.lineas[-1].id))
    store.run(
        "Agregar línea",
        lambda db: lineas.add(
            db,
            TipoLugar.ACTIVIDAD,
            second.id,
            "Publicar el padrón de beneficiarios",
            programado=(0, 0, 0, 0, 0, 0, 0, 0, 100, 0, 0, 100),
            unidad_medida="Publicación",
        ),
    )
    store.run(
        "Editar línea",
        lambda db: lineas.edit(db, second.lineas[0].id, responsable="Coordinación de parque"),
    )
    if conclude:
        store.run(
            "Concluir adecuación",
            lambda db: declaradas.concluir(db, poa_id, datetime(2024, 8, 2, 13, 40)),
        )


def write_authorised(store: Store) -> None:
    """The example, authorised, with an adecuación of each kind."""
    write_example(store)
    poa_id = store.headers()[0].id
    authorise(store, poa_id)
    declare(store, poa_id, conclude=False)


_WHO = "Lucía Ramos Camarena, Directora de Planeación y Agenda para el Desarrollo Municipal"
_LONG = (
    "La obra se adelantó por las lluvias y cabildo aprobó reprogramarla: se mueven los actos, se "
    "ajusta la meta y se conserva el techo presupuestal de la dependencia."
)
_DECLARED = Declarada(
    1, 2, _LONG, "DP/031/2024", date(2024, 3, 12), "Lucía Ramos", "Enlace",
    datetime(2024, 3, 14, 9, 5), 40,
)  # fmt: skip
_CHANGES = (
    CambioPlan(
        "A1",
        "Cero gastos sin comprobar",
        "Metas",
        "Que el 95 % de los gastos a comprobar quede liquidado en 15 días.",
        "Que el 95 % de los gastos a comprobar quede liquidado en 10 días hábiles, con una "
        "relación firmada por cada área que los recibió.",
    ),
    CambioPlan(
        "A12.3",
        "Entregar a cada área un tarjetón electrónico con tope semanal de litros",
        "Programado",
        meses=tuple(CambioMes(mes, 100, 250) for mes in range(1, 13)),
    ),
    CambioPlan("A3.2", "Publicar el padrón", "Línea agregada", "", "Unidad: Publicación"),
)


def adecuacion_dialogs(window: MainWindow) -> dict[str, Callable[[], QDialog]]:
    """The dialogs of a plan's steps."""
    session = window.session
    assert session is not None and session.poa is not None
    poa = session.poa
    told = Adecuacion(40, "x", _DECLARED.iniciada, "Lucía", "PC", True, _CHANGES, _DECLARED)
    ended = replace(_DECLARED, numero=1, oficio="", concluida=_DECLARED.iniciada, hasta=41)
    before = replace(told, cambios=_CHANGES[:2], declarada=ended)
    return {
        "dialogo-autorizar": lambda: AuthoriseDialog(
            poa, del_plan(session.problems()), _WHO, window
        ),
        "dialogo-autorizar-limpio": lambda: AuthoriseDialog(poa, (), _WHO, window),
        "dialogo-regresar": lambda: RevokeDialog(poa, _WHO, window),
        "dialogo-adecuacion": lambda: BeginDialog(poa, 3, _WHO, window),
        "dialogo-concluir": lambda: ConcludeDialog(_DECLARED, _CHANGES, window),
        "dialogo-descartar": lambda: ConcludeDialog(_DECLARED, (), window),
        "dialogo-adecuaciones": lambda: AdecuacionesDialog(
            poa, (before, told), lambda: _CHANGES, window
        ),
        "dialogo-adecuaciones-ninguna": lambda: AdecuacionesDialog(poa, (), None, window),
    }
