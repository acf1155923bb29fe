"""Commands that bring records in, capture, and show what is there."""

from pathlib import Path
from typing import TYPE_CHECKING

from poa_desktop.command_line.parser import PERIODS, REGLAS, Add, Arguments, choice_of_poa
from poa_desktop.today import clock

if TYPE_CHECKING:
    from poa_desktop.commands.outcome import Outcome


def add_to(add: Add) -> None:
    """Add these commands to the command line."""
    _add_intake(add)
    _add_queries(add)


def _add_intake(add: Add) -> None:
    def run_importar(a: Arguments) -> "Outcome":
        from poa_desktop.commands.importar import importar

        return importar(
            a.origen, a.en, clock, simular=a.simular, omitir_problemas=a.omitir_problemas
        )

    def run_ejemplo(a: Arguments) -> "Outcome":
        from poa_desktop.commands.importar import ejemplo

        return ejemplo(a.en, clock)

    def run_avance(a: Arguments) -> "Outcome":
        from poa_desktop.commands.avance import Captura, avance

        captura = Captura(a.linea, a.mes, a.realizado, a.comentario, a.justificacion, a.evidencia)
        return avance(a.archivo, clock, captura, dependencia=a.dependencia, ejercicio=a.ejercicio)

    command = add(
        "importar",
        "lee un POA en texto, o los cambios de su Libro de Excel, y los guarda",
        run_importar,
        archivo=False,
    )
    command.add_argument("origen", type=Path, metavar="ORIGEN")
    command.add_argument("--en", type=Path, required=True, metavar="ARCHIVO.poa")
    command.add_argument(
        "--simular", action="store_true", help="de un libro: solo muestra qué cambiaría"
    )
    command.add_argument(
        "--omitir-problemas",
        action="store_true",
        help="de un libro: aplica lo que se pueda aunque haya problemas o conflictos",
    )
    command = add("ejemplo", "escribe el POA de ejemplo", run_ejemplo, archivo=False)
    command.add_argument("--en", type=Path, required=True, metavar="ARCHIVO.poa")
    command = add("avance", "captura el avance de una línea en un mes", run_avance)
    command.add_argument("--linea", required=True, help="A3.1 (actividad) o P1.2 (programa)")
    command.add_argument("--mes", required=True, help="2024-03")
    command.add_argument("--realizado", help="cantidad; vacío la borra (sin capturar)")
    command.add_argument("--comentario")
    command.add_argument("--justificacion")
    command.add_argument("--evidencia", type=Path, metavar="FICHERO")
    choice_of_poa(command)


def _add_queries(add: Add) -> None:
    def run_ver(a: Arguments) -> "Outcome":
        from poa_desktop.commands.ver import ver

        return ver(a.archivo, clock)

    def run_evaluar(a: Arguments) -> "Outcome":
        from poa_desktop.commands.evaluar import evaluar

        return evaluar(
            a.archivo,
            clock,
            a.periodo,
            acumulado=a.acumulado,
            regla=a.regla,
            dependencia=a.dependencia,
            ejercicio=a.ejercicio,
        )

    def run_revisar(a: Arguments) -> "Outcome":
        from poa_desktop.commands.evaluar import revisar

        return revisar(a.archivo, clock, dependencia=a.dependencia, ejercicio=a.ejercicio)

    def run_proponer(a: Arguments) -> "Outcome":
        from poa_desktop.commands.proponer import proponer

        return proponer(a.archivo, clock, dependencia=a.dependencia, ejercicio=a.ejercicio)

    add("ver", "muestra todo el contenido", run_ver)
    command = add("evaluar", "evalúa un periodo", run_evaluar)
    command.add_argument("--periodo", required=True, help=PERIODS)
    command.add_argument("--acumulado", action="store_true", help="de enero al fin del periodo")
    command.add_argument("--regla", choices=REGLAS)
    choice_of_poa(command)
    choice_of_poa(add("revisar", "muestra lo que hay que revisar", run_revisar))
    choice_of_poa(add("proponer", "muestra la programación que dicen los textos", run_proponer))
