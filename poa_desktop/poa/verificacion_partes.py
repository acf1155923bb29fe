"""The parts of a verification and the trust in a key, with the words in which they are told."""

from enum import StrEnum


class Parte(StrEnum):
    """A part of the verification, in the order in which it is told."""

    ESTRUCTURA = "estructura"
    REFERENCIAS = "referencias"
    EVIDENCIAS = "evidencias"
    BITACORA = "bitacora"
    PLANES = "planes"
    SELLOS = "sellos"
    CIERRES = "cierres"
    TESTIGO = "testigo"

    @property
    def etiqueta(self) -> str:
        """The part as shown."""
        return _PARTES[self][0]

    @property
    def pregunta(self) -> str:
        """What was looked at, in one sentence."""
        return _PARTES[self][1]


_PARTES = {
    Parte.ESTRUCTURA: (
        "Estructura",
        "Las tablas del archivo y las reglas que protegen lo cerrado son las que el programa "
        "hace, y ninguna parte está dañada.",
    ),
    Parte.REFERENCIAS: ("Referencias", "Ningún dato se refiere a otro que ya no está."),
    Parte.EVIDENCIAS: (
        "Contenidos",
        "Cada evidencia, comprobante, plantilla y contenido congelado tiene la huella SHA-256 con "
        "que se guardó.",
    ),
    Parte.BITACORA: (
        "Bitácora",
        "Cada operación está encadenada a la anterior, y cada dato es el que la bitácora registró.",
    ),
    Parte.PLANES: (
        "Planes autorizados",
        "Desde que se autorizó, cada plan cambió solo dentro de una adecuación declarada.",
    ),
    Parte.SELLOS: (
        "Sellos",
        "La firma de cada acto es válida, cada uno se refiere al anterior y a la bitácora de su "
        "día, y lo congelado y sus archivos están completos.",
    ),
    Parte.CIERRES: (
        "Periodos cerrados",
        "Lo que el archivo dice hoy de cada periodo cerrado es lo que se congeló.",
    ),
    Parte.TESTIGO: (
        "Lo que este equipo conocía",
        "El archivo tiene los actos y las operaciones que este equipo le había visto, y las "
        "mismas llaves.",
    ),
}


class Confianza(StrEnum):
    """What this installation knows of the key of a seal."""

    PROPIA = "propia"
    CONOCIDA = "conocida"
    NUEVA = "nueva"
    DESCONOCIDA = "desconocida"

    @property
    def etiqueta(self) -> str:
        """The trust as shown."""
        return _CONFIANZAS[self]


_CONFIANZAS = {
    Confianza.PROPIA: "de este equipo",
    Confianza.CONOCIDA: "conocida",
    Confianza.NUEVA: "vista por primera vez",
    Confianza.DESCONOCIDA: "distinta de la conocida",
}
