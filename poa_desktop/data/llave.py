"""The key of this installation, which seals: Ed25519, made at the first seal, kept beside the
program's own things. Whoever can read the account's files can read it.

`cryptography` is imported inside the functions: only sealing and verifying need it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from poa_desktop.data.folders import program_folder
from poa_desktop.files import explain_os_error, write_once
from poa_desktop.poa.errors import PoaError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_PREFIX = "poa-desktop ed25519 "


def key_path() -> Path:
    """Where the private key is kept."""
    return program_folder() / "llave-de-sellos.txt"


class Llave:
    """A private key that signs; *publica* is its public half in hexadecimal."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.publica = private.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> str:
        """The signature in hexadecimal."""
        return self._private.sign(message).hex()


def own_key() -> Llave:
    """The key of this installation, made when there is none yet.

    Raises PoaError when it is damaged or cannot be kept: nothing is sealed with a key that would
    be lost.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    path = key_path()
    known = _read(path)
    if known is not None:
        return known
    private = Ed25519PrivateKey.generate()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PoaError(explain_os_error(error, path)) from error
    write_once(path, f"{_PREFIX}{private.private_bytes_raw().hex()}\n".encode())
    kept = _read(path)  # another process may have made one meanwhile: then it is that one
    if kept is None:
        raise PoaError(_damaged(path))
    return kept


def own_public() -> str | None:
    """The public half of this installation's key in hexadecimal; None when it has none."""
    known = _read(key_path())
    return None if known is None else known.publica


def _read(path: Path) -> Llave | None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        text = path.read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise PoaError(_damaged(path)) from error
    try:
        if not text.startswith(_PREFIX):
            raise ValueError("no key")
        return Llave(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(text[len(_PREFIX) :])))
    except ValueError as error:
        raise PoaError(_damaged(path)) from error


def _damaged(path: Path) -> str:
    return (
        f"La llave con que este equipo sella no se puede leer ({path}): restáurela de un respaldo "
        "o muévala a otro lugar para hacer una nueva."
    )


def is_signed(message: bytes, firma: str, publica: str) -> bool:
    """Whether a signature is the one of a public key over a message; all in hexadecimal."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(publica))
        key.verify(bytes.fromhex(firma), message)
    except (InvalidSignature, ValueError):
        return False
    return True
