"""The command line: a fixed contract that other programs call.

Results go to standard output, problems to standard error; exit 0 done, 1 refused, 2 wrong usage.
"""

import contextlib
import gc
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from poa_desktop.poa.errors import PoaError
from poa_desktop.today import clock

if TYPE_CHECKING:
    from poa_desktop.commands.outcome import Outcome

DONE, REFUSED = 0, 1


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, or open the window when there is none."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or (len(words) == 1 and words[0].lower().endswith(".poa")):
        code: int = load_window().run_window(Path(words[0]) if words else None, clock)
        return code
    if words == ["--self-test"]:
        from poa_desktop.self_test import self_test

        return self_test()
    use_utf8()
    return run_command(words)


def load_window() -> ModuleType:
    """The window's modules, loaded without pauses to look for garbage: there is none yet."""
    gc.disable()
    try:
        from poa_desktop import app
    finally:
        gc.freeze()
        gc.enable()
    return app


def use_utf8() -> None:
    """Write UTF-8 whatever the console's code page: pipes and files must not lose an accent."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def run_command(words: Sequence[str]) -> int:
    """Parse and do one command; gives the exit code."""
    from poa_desktop.command_line.grammar import build_parser

    arguments = build_parser().parse_args(words)
    try:
        outcome: Outcome = arguments.run(arguments)
    except PoaError as error:
        tell(str(error))
        return REFUSED
    except KeyboardInterrupt:
        tell("Se interrumpió la orden: lo que no había terminado no se guardó.")
        return REFUSED
    except Exception:
        tell(report_bug())
        return REFUSED
    shown = show(outcome, as_json=arguments.json)
    return DONE if shown and not outcome.failed else REFUSED


def tell(text: str) -> None:
    """Print to standard error, when there is one (a program without console has none)."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            print(text, file=sys.stderr)


def show(outcome: "Outcome", *, as_json: bool) -> bool:
    """Print the result to standard output and its notices to standard error.

    False when the result could not be written.
    """
    for notice in outcome.notices:
        tell(notice)
    if sys.stdout is None:
        return True
    try:
        print(json.dumps(outcome.data, ensure_ascii=False, indent=1) if as_json else outcome.text)
        sys.stdout.flush()
    except OSError as error:
        # What is still buffered must not fail once more when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # the reader (a pager, head) has seen enough
            return True
        tell("La orden se hizo, pero su resultado no se pudo escribir: libere espacio y repita.")
        return False
    return True


def report_bug() -> str:
    """Log the exception at hand; gives the sentence for the user."""
    from poa_desktop.log import log_exception

    where = log_exception()
    return (
        f"El programa encontró un error inesperado y no cambió nada: envíe {where} a quien le da "
        "soporte."
    )
