"""Commands that write documents, and fill workbooks of others."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from poa_desktop.command_line.parser import Add, Arguments, choice_of_poa
from poa_desktop.today import clock

if TYPE_CHECKING:
    from poa_desktop.commands.outcome import Outcome
    from poa_desktop.commands.plantilla import Cambio
    from poa_desktop.export.batch import Watch

TODOS = "todos"
"""Stands for every document of a period where one is named."""


def add_to(add: Add) -> None:
    """Add these commands to the command line."""
    _add_exports(add)
    _add_workbooks(add)


def _add_exports(add: Add) -> None:
    def run_exportar(a: Arguments) -> "Outcome":
        from poa_desktop.commands.exportar import exportar
        from poa_desktop.export.opciones import (
            Opciones,
            read_oficio,
            read_plazo,
            read_version,
            refuse_foreign,
        )

        opciones = Opciones(
            a.miniaturas,
            a.anexos,
            read_oficio(a.oficio),
            read_plazo(a.plazo),
            read_version(a.version),
        )
        if a.documento == TODOS:
            refuse_foreign(TODOS, frozenset(), opciones)
            return _run_todos(a)
        if len(a.archivo) > 1:
            command.error("varios archivos solo se exportan con --documento todos")
        return exportar(
            a.archivo[0],
            clock,
            a.documento,
            a.formato,
            a.salida,
            periodo=a.periodo,
            nodo=a.nodo,
            dependencia=a.dependencia,
            ejercicio=a.ejercicio,
            opciones=opciones,
        )

    from poa_desktop.export.documents import DOCUMENTOS

    command = add("exportar", "escribe uno o todos los documentos", run_exportar, archivo=False)
    command.add_argument("archivo", type=Path, nargs="+", metavar="ARCHIVO.poa")
    names = [*(each.nombre for each in DOCUMENTOS), TODOS]
    command.add_argument("--documento", required=True, choices=names)
    command.add_argument("--formato", required=True, choices=("pdf", "xlsx"))
    command.add_argument("--salida", type=Path, required=True, metavar="RUTA")
    command.add_argument(
        "--periodo",
        help="2024-T1; la hoja de evaluación, el acta, el tablero y la plantilla lo piden",
    )
    command.add_argument("--nodo", help="del tablero: P1, A3 o A3.1; sin él, todo el POA")
    command.add_argument("--miniaturas", action="store_true", help="de las evidencias")
    command.add_argument("--anexos", action="store_true", help="con la evidencia al final")
    command.add_argument("--oficio", default="", metavar="NÚMERO", help="de las observaciones")
    command.add_argument("--plazo", default="", metavar="DD/MM/AAAA", help="para responderlas")
    command.add_argument(
        "--version", type=int, metavar="N", help="del cierre del periodo; sin ella, la vigente"
    )
    choice_of_poa(command)


def _run_todos(a: Arguments) -> "Outcome":
    from poa_desktop.commands.exportar_todo import exportar_todo

    return exportar_todo(
        a.archivo,
        clock,
        a.formato,
        a.salida,
        periodo=a.periodo,
        nodo=a.nodo,
        dependencia=a.dependencia,
        ejercicio=a.ejercicio,
        watch=_watch_on_screen(),
    )


def _watch_on_screen() -> "Watch":
    """Tells a person at a terminal which file it is at; a program gets the result alone."""
    from poa_desktop.export.batch import Step, Watch

    told: set[int] = set()

    def tell(step: Step) -> None:
        if step.number not in told:
            told.add(step.number)
            print(step, file=sys.stderr, flush=True)

    return Watch(tell) if sys.stderr is not None and sys.stderr.isatty() else Watch()


def _add_workbooks(add: Add) -> None:
    def run_sipot(a: Arguments) -> "Outcome":
        from poa_desktop.commands.sipot import sipot

        return sipot(
            a.archivo,
            clock,
            a.formato,
            a.periodo,
            a.salida,
            todas=a.todas,
            agregar=a.agregar,
            dependencia=a.dependencia,
        )

    command = add("sipot", "llena el formato de transparencia de la oficina", run_sipot)
    command.add_argument(
        "--formato", type=Path, required=True, metavar="BLANCO.xlsx", help="el formato en blanco"
    )
    command.add_argument("--periodo", required=True, help="2024-T1, 2024-S2, 2024-A")
    command.add_argument("--salida", type=Path, required=True, metavar="RUTA.xlsx")
    whose = command.add_mutually_exclusive_group()
    whose.add_argument(
        "--todas", action="store_true", help="todas las dependencias del archivo en ese ejercicio"
    )
    whose.add_argument("--dependencia", help="cuando el archivo contiene varias")
    command.add_argument(
        "--agregar", action="store_true", help="debajo de las filas que el formato ya tiene"
    )

    def run_plantilla(a: Arguments) -> "Outcome":
        from poa_desktop.commands.plantilla import plantilla

        return plantilla(a.archivo, clock, _wish(a))

    command = add("plantilla", "pone o quita la plantilla propia", run_plantilla, archivo=False)
    command.add_argument("archivo", type=Path, nargs="?", metavar="ARCHIVO.poa")
    wish = command.add_mutually_exclusive_group()
    wish.add_argument("--libro", type=Path, metavar="PLANTILLA.xlsx", help="la de Excel")
    wish.add_argument("--quitar-libro", action="store_true", help="vuelve al libro del programa")
    wish.add_argument(
        "--ejemplo", type=Path, metavar="RUTA.xlsx", help="escribe una con todos los nombres"
    )
    wish.add_argument(
        "--membrete", type=Path, metavar="HOJA", help="la hoja membretada: PDF o imagen"
    )
    wish.add_argument("--quitar-membrete", action="store_true", help="vuelve a la hoja blanca")
    for side, most in (("arriba", 70), ("abajo", 50)):
        command.add_argument(
            f"--{side}",
            type=int,
            choices=range(10, most + 1),
            metavar="MM",
            help=f"lo que la hoja membretada ocupa {side}, de 10 a {most}",
        )


def _wish(a: Arguments) -> "Cambio":
    from poa_desktop.commands.plantilla import Cambio

    return Cambio(
        a.libro, a.quitar_libro, a.ejemplo, a.membrete, a.quitar_membrete, a.arriba, a.abajo
    )
