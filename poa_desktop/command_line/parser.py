"""The parser that speaks Spanish, and what every family of commands shares."""

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from poa_desktop.commands.outcome import Outcome

WRONG_USAGE = 2
PERIODS = "2024-T1, 2024-S2, 2024-M03, 2024-A"
REGLAS = ("actos", "actividades", "promedio", "cantidades")

Arguments = argparse.Namespace
Run = Callable[[Arguments], "Outcome"]
Add = Callable[..., argparse.ArgumentParser]
"""Adds a command by its name, summary and function; archivo=False: it takes no file by itself."""

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


def choice_of_poa(command: argparse.ArgumentParser) -> None:
    """Let a command say which POA of the file it is about."""
    command.add_argument("--dependencia", help="cuando el archivo contiene varias")
    command.add_argument("--ejercicio", type=int, help="cuando el archivo contiene varios")
