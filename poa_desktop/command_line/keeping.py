"""Commands about the file itself, verification and backups, and who uses the account."""

from pathlib import Path
from typing import TYPE_CHECKING

from poa_desktop.command_line.parser import Add, Arguments
from poa_desktop.today import clock

if TYPE_CHECKING:
    from poa_desktop.commands.outcome import Outcome


def add_to(add: Add) -> None:
    """Add these commands to the command line."""

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
