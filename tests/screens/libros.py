"""A workbook with something of every kind, for the dialog that shows what it brings."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from poa_desktop.intake.libro_cells import Wrong, problem
from poa_desktop.poa.diferencias import Comparacion, Tipo, comparar
from poa_desktop.poa.libro import Campo, Captura, Celda, Identidad, Libro
from poa_desktop.poa.records import Poa
from poa_desktop.ui.libro.dialog import LibroDialog

_SENTENCE = (
    "El Cabildo pospuso la convocatoria para después de la temporada de lluvias, y el resto se "
    "entregará con el cierre del cuarto trimestre.\nFalta el acuse de recibo."
)


_GONE = 999_999
"""A línea that was deleted since the export."""


def libro_dialog(parent: QWidget, poa: Poa) -> LibroDialog:
    """The dialog on changes, conflicts, a línea that is gone and problems; empty on no líneas."""
    dialog = LibroDialog("Libro de Excel - Hacienda Municipal 2024 (2) revisado.xlsx", parent)
    dialog.show_comparison(poa, comparison(poa))
    return dialog


def comparison(poa: Poa) -> Comparacion:
    """What such a workbook brings for a POA."""
    captures = []
    for number, linea in enumerate(poa.lineas[:14]):
        mes = number % 12 + 1
        captures += [
            Captura(
                Celda(Campo.PROGRAMADO, linea.id, mes),
                12_345_650 if number == 9 else 400,
                f"{chr(68 + mes)}6",
            ),
            Captura(Celda(Campo.REALIZADO, linea.id, mes), 250, f"W{number + 6}"),
            Captura(Celda(Campo.COMENTARIO, linea.id, mes), _SENTENCE, f"J{number + 4}"),
        ]
    captures.append(Captura(Celda(Campo.REALIZADO, _GONE, 3), 100, "W99"))
    identity = Identidad(2, "", poa.id, poa.ejercicio, poa.dependencia.id, poa.titulo, "2024-10-15")
    claves = {
        linea.id: f"{bloque.clave}.{number}"
        for bloque in poa.bloques
        for number, linea in enumerate(bloque.lineas, start=1)
    }
    claves[_GONE] = "P1.17"
    wrong = Wrong(
        "Dice «doce piezas», que no es una cantidad.", "Escriba un número de 0 en adelante."
    )
    problems = tuple(
        problem("Calendario", f"F{row}", wrong, what=f"A{row}.1, Realizado de marzo")
        for row in range(6, 10)
    )
    libro = Libro("libro.xlsx", identity, claves, {}, tuple(captures), None, problems)
    found = comparar(poa, libro)
    mixed = tuple(
        replace(each, tipo=Tipo.CONFLICTO, motivo="También cambió en el programa.")
        if number % 9 == 1 and each.tipo is Tipo.CAMBIO
        else each
        for number, each in enumerate(found.diferencias)
    )
    return replace(found, diferencias=mixed) if mixed else Comparacion((), ())
