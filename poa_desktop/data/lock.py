"""Who has a file open: a note beside it, for the person who comes second.

The lock itself is SQLite's (it goes away with the process, whatever happens); the note only
tells the name, so a stale one does no harm.
"""

import getpass
import json
import platform
from dataclasses import dataclass
from pathlib import Path

from poa_desktop.data.persona import known_persona
from poa_desktop.poa.text import clean_text


@dataclass(frozen=True, slots=True)
class Person:
    """The person at the keyboard and the computer.

    *usuario* is the account; *nombre* and *cargo* are what its person said of themselves, "" when
    nobody has.
    """

    usuario: str
    equipo: str
    nombre: str = ""
    cargo: str = ""

    @property
    def firma(self) -> tuple[str, str]:
        """Name and office for an act: the account's name where nobody has said."""
        return self.nombre or self.usuario, self.cargo

    @property
    def etiqueta(self) -> str:
        """Who, for the audit trail: "María Ruiz, Enlace (mruiz)"."""
        said = ", ".join(filter(None, (self.nombre, self.cargo)))
        return f"{said} ({self.usuario})" if self.nombre else self.usuario


def current_person() -> Person:
    """Account and computer name of this process, and who said to sit there."""
    try:
        usuario = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        usuario = ""
    names = (clean_text(each, multiline=False).text for each in (usuario, platform.node()))
    usuario, equipo = names
    return Person(usuario or "desconocido", equipo or "este equipo", *known_persona())


def note_path(path: Path) -> Path:
    """Where the note of a file stands."""
    return path.with_name(f".{path.name}.abierto")


def leave_note(path: Path, person: Person) -> None:
    """Say who has the file; a folder that refuses the note does not stop the work."""
    content = json.dumps({"usuario": person.usuario, "equipo": person.equipo})
    try:
        note_path(path).write_text(content, encoding="utf-8")
    except OSError:
        return  # the second opener will be told "otra persona"


def remove_note(path: Path) -> None:
    """Take the note away on closing."""
    try:
        note_path(path).unlink(missing_ok=True)
    except OSError:
        return


def who_has(path: Path) -> str:
    """The sentence for a second opener."""
    try:
        note = json.loads(note_path(path).read_text(encoding="utf-8"))
        holder = f"abierto en {note['equipo']} por {note['usuario']}"
    except (OSError, ValueError, KeyError, TypeError):
        holder = "abierto por otra persona o en otra ventana"
    return f"«{path.name}» está {holder}: ciérrelo ahí y vuelva a intentar."
