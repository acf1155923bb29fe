"""The dialogs of a new POA and of next year's, in the states worth a look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from poa_desktop.data import copias, lineas, modelos, poas, unidades
from poa_desktop.data.store import Store
from poa_desktop.ejemplo import write_example
from poa_desktop.poa.copia import copiar
from poa_desktop.poa.modelos import modelo_de
from poa_desktop.poa.nuevo import NuevoPoa
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.nuevo.assistant import NewPoaAssistant
from poa_desktop.ui.nuevo.modelos_dialog import ModelosDialog
from poa_desktop.ui.nuevo.next_year_dialog import NextYearDialog
from poa_desktop.ui.nuevo.poas_dialog import PoasDialog
from poa_desktop.ui.nuevo.texts_dialog import TextsDialog
from poa_desktop.ui.nuevo.unidades_dialog import UnidadesDialog

if TYPE_CHECKING:
    from sqlite_utils import Database

_OFFICES = (
    "Agua Potable y Alcantarillado", "Alumbrado Público", "Archivo Municipal", "Aseo Público",
    "Catastro Municipal", "Comunicación Social", "Contraloría Municipal", "Cultura", "Deportes",
    "Desarrollo Social", "Educación", "Obras Públicas", "Oficialía Mayor Administrativa",
    "Padrón y Licencias", "Parques y Jardines", "Participación Ciudadana y Gobernanza",
    "Planeación y Agenda para el Desarrollo Municipal", "Protección Civil y Bomberos",
    "Registro Civil",
)  # fmt: skip
_STALE = (
    "Entregar el segundo avance del ejercicio 2024 antes del 31 de enero de 2024, como pide la "
    "Ley de Austeridad de 2019 y en comparación con 2023.",
    "Pagar $80,000.00 anuales por el servicio del ciclo 23-24, a cargo de la Lic. Ana Ruiz "
    "Camarena, según el oficio HM/123/2024.",
    "Sesionar el jueves 29 de febrero de 2024 con el C. Juan Pérez López.",
)


def write_next_year(store: Store) -> None:
    """A file of forty POAs: the example with next year's plan, not yet judged, and others."""
    draft = write_example(store)
    original = store.archivo().poas[0]
    texts = zip(original.lineas, _STALE, strict=False)

    def prepare(db: Database) -> None:
        for linea, unit in zip(original.lineas, ("accion", "ACCIONES", "informe"), strict=False):
            lineas.edit(db, linea.id, unidad_medida=unit)
        unidades.add(db, "Bache tapado")
        modelos.add(db, modelo_de(original.lineas[5]))
        for name in _OFFICES:
            for year in (2023, 2024):
                poas.create(db, name, year)
        for linea, text in texts:
            lineas.edit(db, linea.id, texto=text)

    store.run("Escribir otros", prepare)
    copy = copiar(store.poa(original.id), 2025)
    store.run("Preparar el año siguiente", lambda db: copias.write_copy(db, draft.municipio, copy))


_ANSWER = NuevoPoa(
    "Dirección de Servicios Públicos",
    2025,
    "San Aurelio del Valle",
    "Jalisco",
    "GOBIERNO MUNICIPAL DE SAN AURELIO DEL VALLE",
    ("Gobierno eficiente y transparente", "Servicios públicos de calidad", "Bienestar"),
    "Dirección",
    "Ing. María Elena Robles",
    "Directora de Servicios Públicos",
)


def _assistant(window: MainWindow, step: int, missing: bool = False) -> QDialog:
    start = replace(_ANSWER, dependencia="") if missing else _ANSWER
    dialog = NewPoaAssistant(start, window)
    dialog._show_step(step)
    if step == 4:
        dialog.programa.programa.setText("Alumbrado y aseo público")
        dialog.programa.actividad.setText("Mantenimiento de luminarias")
        dialog._show_step(step)
    if missing:
        dialog.go_on()
    return dialog


def _next_year(window: MainWindow) -> QDialog:
    session = window.session
    assert session is not None and session.poa is not None
    return NextYearDialog(
        session.store.headers(), session.poa.id, lambda _path: (), lambda: Path("x.poa"), window
    )


def nuevo_dialogs(window: MainWindow) -> dict[str, Callable[[], QDialog]]:
    """Each with its name."""
    session = window.session
    assert session is not None and session.poa is not None
    kinds: dict[str, Callable[[], QDialog]] = {
        "dialogo-nuevo": lambda: _assistant(window, 0),
        "dialogo-nuevo-dependencia": lambda: _assistant(window, 1),
        "dialogo-nuevo-falta": lambda: _assistant(window, 1, missing=True),
        "dialogo-nuevo-ejes": lambda: _assistant(window, 2),
        "dialogo-nuevo-programa": lambda: _assistant(window, 3),
        "dialogo-nuevo-resumen": lambda: _assistant(window, 4),
        "dialogo-ano-siguiente": lambda: _next_year(window),
        "dialogo-poas": lambda: PoasDialog(session, window),
    }
    kinds["dialogo-unidades"] = lambda: UnidadesDialog(session, window)
    kinds["dialogo-plantillas"] = lambda: ModelosDialog(
        session, "Se agrega a la actividad 3, Combustible.", lambda: (), window
    )
    if session.poa.copia is not None:
        kinds["dialogo-textos"] = lambda: TextsDialog(session, window)
    return kinds
