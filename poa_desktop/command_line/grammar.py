"""The whole command line."""

import argparse
from pathlib import Path

from poa_desktop import __version__
from poa_desktop.command_line import documents, keeping, plan, records, workflow
from poa_desktop.command_line.parser import Run, SpanishParser


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

    records.add_to(add)
    documents.add_to(add)
    plan.add_to(add)
    workflow.add_to(add)
    keeping.add_to(add)
    return parser
