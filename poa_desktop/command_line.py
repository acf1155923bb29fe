"""What can be typed on the command line, in Spanish; each command names the function it runs."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from poa_desktop import __version__
from poa_desktop.today import clock

if TYPE_CHECKING:
    from poa_desktop.commands.outcome import Outcome
    from poa_desktop.commands.plantilla import Cambio
    from poa_desktop.export.batch import Watch

WRONG_USAGE = 2
TODOS = "todos"
"""Stands for every document of a period where one is named."""

Arguments = argparse.Namespace
Run = Callable[[Arguments], "Outcome"]

_ENGLISH = (
    ("the following arguments are required: ", "faltan "),
    ("unrecognized arguments: ", "sobran "),
    ("expected one argument", "falta su valor"),
    ("invalid choice: ", "no se reconoce "),
    ("(choose from ", "(opciones: "),
    ("invalid int value: ", "no es un número entero: "),
    ("ignored explicit argument ", "no lleva valor: "),
    ("not allowed with argument ", "no va junto con "),
    ("argument ", ""),
)


class SpanishParser(argparse.ArgumentParser):
    """An argument parser that speaks Spanish."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "add_help": False, "allow_abbrev": False})
        self._positionals.title = "lo que se indica"
        self._optionals.title = "opciones"
        self.add_argument("-h", "--help", action="help", help="muestra esta ayuda")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "uso: ", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "uso: ", 1)

    def error(self, message: str) -> NoReturn:
        for english, spanish in _ENGLISH:
            message = message.replace(english, spanish)
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, f"{self.prog}: {message}\n")


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = SpanishParser(
        prog="poa-desktop",
        description="Planea y evalúa el Programa Operativo Anual. Sin orden abre la ventana.",
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"POA Desktop {__version__}",
        help="muestra la versión",
    )
    parser.add_argument("--self-test", action="store_true", help="comprueba la instalación")
    commands = parser.add_subparsers(
        title="órdenes", dest="orden", metavar="ORDEN", required=True, parser_class=SpanishParser
    )

    def add(name: str, summary: str, run: Run, *, archivo: bool = True) -> argparse.ArgumentParser:
        command: argparse.ArgumentParser = commands.add_parser(
            name, help=summary, description=summary
        )
        if archivo:
            command.add_argument("archivo", type=Path, metavar="ARCHIVO.poa")
        command.add_argument("--json", action="store_true", help="escribe un documento JSON")
        command.set_defaults(run=run)
        return command

    _add_intake(add)
    _add_queries(add)
    _add_exports(add)
    _add_workbooks(add)
    _add_plan_steps(add)
    _add_regla(add)
    _add_workflow(add)
    _add_observations(add)
    _add_keeping(add)
    return parser


Add = Callable[..., argparse.ArgumentParser]


def _choice_of_poa(command: argparse.ArgumentParser) -> None:
    command.add_argument("--dependencia", help="cuando el archivo contiene varias")
    command.add_argument("--ejercicio", type=int, help="cuando el archivo contiene varios")


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
    _choice_of_poa(command)


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
    command.add_argument("--periodo", required=True, help=_PERIODS)
    command.add_argument("--acumulado", action="store_true", help="de enero al fin del periodo")
    command.add_argument("--regla", choices=("actos", "actividades", "promedio", "cantidades"))
    _choice_of_poa(command)
    _choice_of_poa(add("revisar", "muestra lo que hay que revisar", run_revisar))
    _choice_of_poa(add("proponer", "muestra la programación que dicen los textos", run_proponer))


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
    _choice_of_poa(command)


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
    _choice_of_poa(command)
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
    _choice_of_poa(command)


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
    command.add_argument("--regla", choices=("actos", "actividades", "promedio", "cantidades"))
    for name, means in (
        ("verde", "desde dónde cumple"),
        ("amarillo", "desde dónde está en riesgo"),
        ("justificar-sobre", "arriba de qué se justifica"),
        ("justificar-bajo", "debajo de qué se justifica"),
    ):
        command.add_argument(f"--{name}", metavar="PORCENTAJE", help=means)
    command.add_argument("--simular", action="store_true", help="muestra qué daría, sin guardar")
    _choice_of_poa(command)


_PERIODS = "2024-T1, 2024-S2, 2024-M03, 2024-A"


def _add_workflow(add: Add) -> None:
    def run_handing_in(a: Arguments) -> "Outcome":
        from poa_desktop.commands import cierre

        return getattr(cierre, a.orden)(  # type: ignore[no-any-return]
            a.archivo,
            clock,
            a.periodo,
            en_cero=a.en_cero,
            justificacion=a.justificacion,
            nota=a.nota,
            dependencia=a.dependencia,
        )

    def run_step(a: Arguments) -> "Outcome":
        from poa_desktop.commands import cierre

        work = cierre.retirar if a.orden == "retirar" else cierre.devolver
        return work(a.archivo, clock, a.periodo, nota=a.nota, dependencia=a.dependencia)

    def run_reabrir(a: Arguments) -> "Outcome":
        from poa_desktop.commands.cierre import reabrir

        return reabrir(a.archivo, clock, a.periodo, a.motivo, dependencia=a.dependencia)

    def run_estado(a: Arguments) -> "Outcome":
        from poa_desktop.commands.estado import estado

        return estado(
            a.archivo,
            clock,
            periodo=a.periodo,
            dependencia=a.dependencia,
            ejercicio=a.ejercicio,
        )

    def about_period(name: str, summary: str, run: Run) -> argparse.ArgumentParser:
        command = add(name, summary, run)
        command.add_argument("--periodo", required=True, help=_PERIODS)
        command.add_argument("--dependencia", help="cuando el archivo contiene varias")
        return command

    for name, summary, note in (
        ("enviar", "envía un periodo a Planeación", "lo que Planeación lee además"),
        ("cerrar", "cierra y sella un periodo", "lo que el acta dice además"),
    ):
        command = about_period(name, summary, run_handing_in)
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
    command = about_period("retirar", "retira el envío de un periodo", run_step)
    command.add_argument("--nota", default="", help="por qué")
    command = about_period("devolver", "devuelve un periodo a la dependencia", run_step)
    command.add_argument("--nota", default="", help="por qué; sin ella hace falta una observación")
    command = about_period("reabrir", "reabre un periodo cerrado", run_reabrir)
    command.add_argument("--motivo", required=True, help="por qué; queda en la bitácora")
    command = add("estado", "muestra en qué va cada periodo y qué le falta", run_estado)
    command.add_argument("--periodo", help=f"solo ese: {_PERIODS}")
    _choice_of_poa(command)


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
    command.add_argument("--periodo", required=True, help=_PERIODS)
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
    _choice_of_poa(command)


def _add_keeping(add: Add) -> None:
    def run_verificar(a: Arguments) -> "Outcome":
        from poa_desktop.commands.verificar import verificar

        return verificar(a.archivo, clock, a.codigo, reconocer=a.reconocer)

    def run_respaldar(a: Arguments) -> "Outcome":
        from poa_desktop.commands.respaldos import respaldar

        return respaldar(a.archivo, clock, a.salida)

    def run_restaurar(a: Arguments) -> "Outcome":
        from poa_desktop.commands.respaldos import restaurar

        return restaurar(a.archivo, clock, a.respaldo)

    def run_persona(a: Arguments) -> "Outcome":
        from poa_desktop.commands.persona import persona

        return persona(a.nombre, a.cargo)

    command = add("persona", "dice o cambia quién usa esta cuenta", run_persona, archivo=False)
    command.add_argument("--nombre", help="queda en la bitácora y en las actas")
    command.add_argument("--cargo", help="junto con el nombre")
    command = add("verificar", "comprueba el archivo, sus sellos y sus cierres", run_verificar)
    command.add_argument(
        "--codigo", metavar="TEXTO", help="el folio impreso y su sello, o el texto del QR"
    )
    command.add_argument(
        "--reconocer",
        action="store_true",
        help="toma el archivo por el vigente en este equipo, si está íntegro",
    )
    command = add("respaldar", "escribe un respaldo comprobado", run_respaldar)
    command.add_argument("--salida", type=Path, metavar="RUTA", help="sin ella, la carpeta propia")
    command = add("restaurar", "pone un respaldo en lugar del archivo", run_restaurar)
    command.add_argument(
        "--respaldo", type=Path, metavar="RUTA", help="sin ella, el más reciente de la carpeta"
    )
