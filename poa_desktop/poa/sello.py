"""The seal of an act that counts: what is signed, what stands printed, how a print is read back.

Source: design, "Seal": a cierre signs the canonical content hash, the head and the count of the
audit trail, and the seal before it. Signing and checking the signature is `data/llave.py`'s.
"""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.tramites import Paso

PRIMER_SELLO = "0" * 64
"""What stands for the seal before the first one of a file."""

_SERIES = {
    Paso.CIERRE: "AC",
    Paso.REAPERTURA: "RE",
    Paso.AUTORIZACION: "AU",
    Paso.REVOCACION: "RB",
}
SELLADOS = tuple(_SERIES)
"""The steps that are sealed."""
SIN_CONTENIDO = (Paso.REAPERTURA, Paso.REVOCACION)
"""Those that take an act back: what they freeze is their reason."""
_FOLIO = re.compile(r"(AC|RE|AU|RB)-\d{4}-[A-Z0-9]{1,3}-\d{1,4}-[0-9A-F]{8}")
_QR = re.compile(r"POA1:([A-Z0-9-]{10,40}):([0-9A-F]{64}):([0-9A-F]{64})")
_SHORT = re.compile(r"(?:[0-9A-F]{4}-){3}[0-9A-F]{4}")


@dataclass(frozen=True, slots=True)
class Sello:
    """One sealed act of a file, in the order of its *id*.

    *periodo* is its code with the year, the ejercicio alone for the plan itself. *contenido* is
    the SHA-256 of the frozen content; *bitacora_numero* and *bitacora_sello* are the last
    operation before the act and its seal; *anterior* the digest of the seal before; *llave* the
    public key and *firma* the signature, in hexadecimal.
    """

    id: int
    archivo: str
    poa_id: int
    periodo: str
    paso: Paso
    version: int
    folio: str
    contenido: str
    bitacora_numero: int
    bitacora_sello: str
    anterior: str
    cuando: datetime
    nombre: str
    cargo: str
    nota: str
    llave: str
    firma: str = ""

    def payload(self) -> bytes:
        """The bytes that are signed: everything but the row's number and the signature."""
        fields = asdict(self)
        del fields["id"], fields["firma"]
        fields["cuando"] = self.cuando.isoformat(timespec="seconds")
        return canonical(fields)

    @property
    def digest(self) -> str:
        """SHA-256 over what is signed and the signature: what the next seal refers to."""
        return hashlib.sha256(self.payload() + bytes.fromhex(self.firma)).hexdigest()

    @property
    def corta(self) -> str:
        """The short hash printed beside the folio: "3F2A-91BC-0011-2233"."""
        return in_groups(self.digest[:16])

    @property
    def codigo(self) -> str:
        """The text of the printed QR."""
        return f"POA1:{self.folio}:{self.contenido}:{self.digest}".upper()

    @property
    def huella_llave(self) -> str:
        """The key's fingerprint as printed and compared: "9D1C-…", 32 digits in groups."""
        return huella_de(self.llave)


def huella_de(llave: str) -> str:
    """Fingerprint of a public key (hexadecimal), in groups of four digits."""
    return in_groups(hashlib.sha256(bytes.fromhex(llave)).hexdigest()[:32])


def in_groups(digits: str) -> str:
    """Hexadecimal digits in capitals, four and four: "3F2A-91BC"."""
    capitals = digits.upper()
    return "-".join(capitals[place : place + 4] for place in range(0, len(capitals), 4))


def canonical(value: object) -> bytes:
    """The one way in which sealed content is written: sorted names, no floats, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def folio_de(paso: Paso, periodo: str, version: int, contenido: str) -> str:
    """The folio of a sealed act: AC-2024-T1-1-7F3A9C21; *contenido* is its content's SHA-256."""
    when = periodo if "-" in periodo else f"{periodo}-POA"
    return f"{_SERIES[paso]}-{when}-{version}-{contenido[:8].upper()}"


@dataclass(frozen=True, slots=True)
class CodigoImpreso:
    """What somebody typed or pasted from a printed sheet; "" for what it did not say.

    *contenido* and *digest* are whole (of the QR), *corta* the short hash.
    """

    folio: str
    contenido: str = ""
    digest: str = ""
    corta: str = ""


def read_codigo(text: str) -> CodigoImpreso:
    """Read the text of a QR, or a folio with or without its short hash, however it is typed.

    Raises PoaError when there is no folio in it.
    """
    plain = " ".join(text.upper().replace("–", "-").split())
    if match := _QR.search(plain):
        return CodigoImpreso(match[1], match[2].lower(), match[3].lower())
    match = _FOLIO.search(plain)
    if not match:
        raise PoaError(
            "Ahí no hay un folio: escriba el del acta, por ejemplo AC-2024-T1-1-7F3A9C21, o pegue "
            "el texto del código QR."
        )
    rest = plain[match.end() :].replace(" ", "-").strip("-")
    short = _SHORT.search(rest) or _SHORT.search(in_groups(re.sub("[^0-9A-F]", "", rest)[:16]))
    return CodigoImpreso(match[0], corta=short[0] if short else "")
