"""The dialogs of the verification, with what they find in a file that was altered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from poa_desktop.poa.folio_comprobado import comprobar_folio
from poa_desktop.poa.sello import CodigoImpreso, Sello
from poa_desktop.poa.tramites import Paso
from poa_desktop.poa.verificacion import (
    Bitacora,
    CierreComprobado,
    Diferencia,
    Juicio,
    Perdido,
    Registro,
    SelloComprobado,
    Testigo,
    Verificacion,
)
from poa_desktop.poa.verificacion_partes import Confianza, Parte
from poa_desktop.poa.versiones import CambioVersion
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.verificacion.dialog import VerificationDialog
from poa_desktop.ui.verificacion.folio_dialog import FolioDialog

_DEPENDENCIA = "Hacienda Municipal"
_WORDS = "Conciliar las cuentas bancarias de la tesorería con los auxiliares del mes que se cierra"


def _sello(number: int, paso: Paso, periodo: str, serie: str) -> Sello:
    folio = f"{serie}-2024-{periodo}-1-7F3A9C2{number}"
    return Sello(
        number, "5a" * 16, 1, f"2024-{periodo}", paso, 1, folio,
        "7f3a9c21" * 8, 100 + 9 * number, "cd" * 32, "0" * 64,
        datetime(2024, 3 + number, 12, 10, 30), "Lucía Ramos", "Enlace de la dependencia",
        "Se corrige febrero." if paso is Paso.REAPERTURA else "", "ef" * 32, "01" * 64,
    )  # fmt: skip


_SELLOS = (
    _sello(1, Paso.CIERRE, "T1", "AC"),
    _sello(2, Paso.CIERRE, "T2", "AC"),
    _sello(3, Paso.REAPERTURA, "T2", "RE"),
)
_LATER = Registro(
    131, datetime(2024, 9, 2, 9, 5), "Luis Peña, Analista (lpena)", "Editar texto de A3.1"
)
_TEXT = CambioVersion(
    "A3.1", _WORDS, "Línea de acción", None, _WORDS, f"{_WORDS}, con su póliza y su comprobante"
)
_FORGED = CambioVersion("A3.1", _WORDS, "Realizado", 3, "1", "5")
ALTERED = Verificacion(
    "hacienda-municipal-2024.poa",
    "5a" * 16,
    datetime(2024, 10, 15, 10, 32),
    Bitacora(140, "9d" * 32, 133, replace(_LATER, numero=132)),
    {
        Parte.ESTRUCTURA: (
            "Otro programa cambió las tablas o las reglas que protegen lo cerrado: "
            "avances_cerrado_update.",
        ),
        Parte.BITACORA: ("La bitácora fue alterada en la operación 133 o después.",),
        Parte.CIERRES: ("2024-T1 de Hacienda Municipal, A3.1, Realizado de marzo: 1 → 5.",),
    },
    tuple(
        SelloComprobado(each, _DEPENDENCIA, Confianza.CONOCIDA, vigente=each.id != 2)
        for each in _SELLOS
    ),
    (
        CierreComprobado(
            _SELLOS[0],
            _DEPENDENCIA,
            (
                Diferencia(_TEXT, Juicio.REGISTRADA, _LATER),
                Diferencia(_FORGED, Juicio.SIN_REGISTRO),
            ),
        ),
    ),
    Testigo(
        datetime(2024, 10, 1, 8, 0),
        151,
        (Perdido("AC-2024-T2-2-AABBCCDD", datetime(2024, 10, 1, 8, 0)),),
        avisos=(
            "Este equipo le había visto 151 operaciones y ahora tiene 140: puede ser una copia "
            "anterior o un respaldo restaurado.",
        ),
    ),
)


def sound(window: MainWindow) -> VerificationDialog:
    """The verification of the open file, at its end."""
    assert window.session is not None
    dialog = VerificationDialog(window.session, Path("Documentos"), window.prompts, window)
    while dialog.found is None:
        QCoreApplication.processEvents()
    return dialog


def altered(window: MainWindow) -> VerificationDialog:
    """What is shown of a file that was altered and is not the one that was known."""
    dialog = sound(window)
    dialog.show_found(ALTERED)
    return dialog


def folio(window: MainWindow) -> FolioDialog:
    """A folio that is sealed, was reopened since, and agrees."""
    assert window.session is not None
    dialog = FolioDialog(window.session, window)
    sello = _SELLOS[1]
    dialog.field.setText(f"{sello.folio} {sello.corta}")
    dialog.show_answer(comprobar_folio(CodigoImpreso(sello.folio, corta=sello.corta), ALTERED))
    return dialog
