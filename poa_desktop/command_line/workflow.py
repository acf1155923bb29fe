"""Commands of the workflow of a period, and of what Planeación observes."""

import argparse
from typing import TYPE_CHECKING

from poa_desktop.command_line.parser import PERIODS, Add, Arguments, Run, choice_of_poa
from poa_desktop.today import clock

if TYPE_CHECKING:
    from poa_desktop.commands.outcome import Outcome


def add_to(add: Add) -> None:
    """Add these commands to the command line."""
    _add_estado(add)
    _add_handing_in(add)
    _add_going_back(add)
    _add_observations(add)


def _about_period(add: Add, name: str, summary: str, run: Run) -> argparse.ArgumentParser:
    command = add(name, summary, run)
    command.add_argument("--periodo", required=True, help=PERIODS)
    command.add_argument("--dependencia", help="cuando el archivo contiene varias")
    return command


def _add_estado(add: Add) -> None:
    def run_estado(a: Arguments) -> "Outcome":
        from poa_desktop.commands.estado import estado

        return estado(
            a.archivo,
            clock,
            periodo=a.periodo,
            dependencia=a.dependencia,
            ejercicio=a.ejercicio,
        )

    command = add("estado", "muestra en qué va cada periodo y qué le falta", run_estado)
    command.add_argument("--periodo", help=f"solo ese: {PERIODS}")
    choice_of_poa(command)


def _add_handing_in(add: Add) -> None:
    def run(a: Arguments) -> "Outcome":
        from poa_desktop.commands import cierre

        work = cierre.enviar if a.orden == "enviar" else cierre.cerrar
        return work(
            a.archivo,
            clock,
            a.periodo,
            en_cero=a.en_cero,
            justificacion=a.justificacion,
            nota=a.nota,
            dependencia=a.dependencia,
        )

    for name, summary, note in (
        ("enviar", "envía un periodo a Planeación", "lo que Planeación lee además"),
        ("cerrar", "cierra y sella un periodo", "lo que el acta dice además"),
    ):
        command = _about_period(add, name, summary, run)
        command.add_argument(
            "--en-cero", action="store_true", help="confirma como 0 lo que está sin capturar"
        )
        command.add_argument(
            "--justificacion",
            default="",
            metavar="TEXTO",
            help="de todas las variaciones que no la tienen",
        )
        command.add_argument("--nota", default="", help=note)


def _add_going_back(add: Add) -> None:
    def run_step(a: Arguments) -> "Outcome":
        from poa_desktop.commands import cierre

        work = cierre.retirar if a.orden == "retirar" else cierre.devolver
        return work(a.archivo, clock, a.periodo, nota=a.nota, dependencia=a.dependencia)

    def run_reabrir(a: Arguments) -> "Outcome":
        from poa_desktop.commands.cierre import reabrir

        return reabrir(a.archivo, clock, a.periodo, a.motivo, dependencia=a.dependencia)

    command = _about_period(add, "retirar", "retira el envío de un periodo", run_step)
    command.add_argument("--nota", default="", help="por qué")
    command = _about_period(add, "devolver", "devuelve un periodo a la dependencia", run_step)
    command.add_argument("--nota", default="", help="por qué; sin ella hace falta una observación")
    command = _about_period(add, "reabrir", "reabre un periodo cerrado", run_reabrir)
    command.add_argument("--motivo", required=True, help="por qué; queda en la bitácora")


def _add_observations(add: Add) -> None:
    def run_observar(a: Arguments) -> "Outcome":
        from poa_desktop.commands.observado import observar

        return observar(
            a.archivo, clock, a.periodo, a.texto, linea=a.linea, dependencia=a.dependencia
        )

    def run_responder(a: Arguments) -> "Outcome":
        from poa_desktop.commands.observado import responder

        return responder(a.archivo, clock, a.observacion, a.texto)

    def run_atender(a: Arguments) -> "Outcome":
        from poa_desktop.commands.observado import atender

        return atender(a.archivo, clock, a.observacion)

    def run_observaciones(a: Arguments) -> "Outcome":
        from poa_desktop.commands.observado import observaciones

        return observaciones(
            a.archivo, clock, a.periodo, dependencia=a.dependencia, ejercicio=a.ejercicio
        )

    command = add("observar", "Planeación observa una línea o el POA", run_observar)
    command.add_argument("--periodo", required=True, help=PERIODS)
    command.add_argument("--linea", help="A3.1 o P1.2; sin ella, todo el POA")
    command.add_argument("--texto", required=True, help="qué debe corregir la dependencia")
    command.add_argument("--dependencia", help="cuando el archivo contiene varias")
    command = add("responder", "la dependencia responde una observación", run_responder)
    command.add_argument("--observacion", type=int, required=True, metavar="NÚMERO")
    command.add_argument("--texto", required=True, help="la respuesta")
    command = add("atender", "Planeación da observaciones por atendidas", run_atender)
    command.add_argument("--observacion", type=int, required=True, nargs="+", metavar="NÚMERO")
    command = add("observaciones", "muestra las observaciones y sus respuestas", run_observaciones)
    command.add_argument("--periodo", help="sin él, todas")
    choice_of_poa(command)
