"""Commands of the plan as a whole: its authorisation, its changes, its rule of evaluation."""

from typing import TYPE_CHECKING

from poa_desktop.command_line.parser import REGLAS, Add, Arguments, choice_of_poa
from poa_desktop.today import clock

if TYPE_CHECKING:
    from poa_desktop.commands.outcome import Outcome


def add_to(add: Add) -> None:
    """Add these commands to the command line."""
    _add_plan_steps(add)
    _add_regla(add)


def _add_plan_steps(add: Add) -> None:
    def run_autorizar(a: Arguments) -> "Outcome":
        from poa_desktop.commands.adecuacion import autorizar

        return autorizar(
            a.archivo, clock, nota=a.nota, dependencia=a.dependencia, ejercicio=a.ejercicio
        )

    def run_adecuacion(a: Arguments) -> "Outcome":
        from poa_desktop.commands.adecuacion import Paso, adecuacion

        paso = Paso(a.iniciar, a.concluir, a.descartar, a.justificacion, a.oficio, a.fecha)
        return adecuacion(a.archivo, clock, paso, dependencia=a.dependencia, ejercicio=a.ejercicio)

    command = add("autorizar", "autoriza el POA: congela y sella su plan", run_autorizar)
    command.add_argument("--nota", default="", help="por ejemplo, el acta de cabildo")
    choice_of_poa(command)
    command = add(
        "adecuacion",
        "inicia o concluye un cambio del plan autorizado, o los muestra",
        run_adecuacion,
    )
    steps = command.add_mutually_exclusive_group()
    steps.add_argument("--iniciar", action="store_true", help="con --justificacion")
    steps.add_argument("--concluir", action="store_true", help="el plan queda bloqueado otra vez")
    steps.add_argument("--descartar", action="store_true", help="la que no cambió nada")
    command.add_argument(
        "--justificacion", default="", metavar="TEXTO", help="por qué cambia el plan"
    )
    command.add_argument("--oficio", default="", metavar="NÚMERO", help="que la ampara")
    command.add_argument("--fecha", default="", metavar="DD/MM/AAAA", help="del oficio")
    choice_of_poa(command)


def _add_regla(add: Add) -> None:
    def run_regla(a: Arguments) -> "Outcome":
        from poa_desktop.commands.regla import Eleccion, regla

        return regla(
            a.archivo,
            clock,
            Eleccion(a.regla, a.verde, a.amarillo, a.justificar_sobre, a.justificar_bajo),
            simular=a.simular,
            periodo=a.periodo,
            acumulado=a.acumulado,
            dependencia=a.dependencia,
            ejercicio=a.ejercicio,
        )

    command = add("regla", "compara las reglas de evaluación, o elige la del ejercicio", run_regla)
    command.add_argument("--periodo", help="el que se explica; sin él, el año")
    command.add_argument("--acumulado", action="store_true", help="de enero al fin del periodo")
    command.add_argument("--regla", choices=REGLAS)
    for name, means in (
        ("verde", "desde dónde cumple"),
        ("amarillo", "desde dónde está en riesgo"),
        ("justificar-sobre", "arriba de qué se justifica"),
        ("justificar-bajo", "debajo de qué se justifica"),
    ):
        command.add_argument(f"--{name}", metavar="PORCENTAJE", help=means)
    command.add_argument("--simular", action="store_true", help="muestra qué daría, sin guardar")
    choice_of_poa(command)
