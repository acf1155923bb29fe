"""The evidence of a POA in some months, as values: for table, pictures and annexes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.observaciones import meses_sin_evidencia
from poa_desktop.poa.periodos import MESES, Periodo
from poa_desktop.poa.records import Bloque, EstadoEvidencia, Evidencia, LineaAccion, Poa

HUELLA = 12  # characters of the SHA-256 that are printed

_KINDS = (
    ("image/", "Imagen"),
    ("application/pdf", "PDF"),
    ("text/csv", "Excel"),
    ("text/", "Texto"),
    ("audio/", "Audio"),
    ("video/", "Video"),
    ("message/", "Correo"),
)
_SUFFIXES = {
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".csv"), "Excel"),
    **dict.fromkeys((".docx", ".doc", ".docm", ".odt", ".rtf"), "Word"),
    **dict.fromkeys((".pptx", ".ppt", ".ppsx", ".odp"), "Presentación"),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar"), "Comprimido"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".tif"), "Imagen"),
    **dict.fromkeys((".msg", ".eml"), "Correo"),
    **dict.fromkeys((".txt", ".md", ".log"), "Texto"),
    **dict.fromkeys((".mp4", ".mov", ".avi", ".3gp"), "Video"),
    **dict.fromkeys((".mp3", ".wav", ".m4a", ".ogg", ".opus"), "Audio"),
    ".pdf": "PDF",
    ".xml": "XML",
}


@dataclass(frozen=True, slots=True)
class Prueba:
    """One evidencia with its place: the línea's clave (A3.1) and the month (1–12)."""

    clave: str
    mes: int
    evidencia: Evidencia

    @property
    def titulo(self) -> str:
        """Clave, month and file name, on one row: for captions and outlines."""
        return f"{self.clave} · {MESES[self.mes - 1].capitalize()} · {one_row(self)}"


@dataclass(frozen=True, slots=True)
class PruebasLinea:
    """A línea with its evidencias, by month."""

    clave: str
    linea: LineaAccion
    pruebas: tuple[Prueba, ...]


@dataclass(frozen=True, slots=True)
class PruebasBloque:
    """A programa or actividad with those of its líneas that have any evidencia."""

    bloque: Bloque
    lineas: tuple[PruebasLinea, ...]

    @property
    def pruebas(self) -> tuple[Prueba, ...]:
        """Every evidencia of the block."""
        return tuple(prueba for linea in self.lineas for prueba in linea.pruebas)


@dataclass(frozen=True, slots=True)
class SinPrueba:
    """A línea reported as done in *meses* for which there is no evidencia."""

    clave: str
    linea: LineaAccion
    meses: tuple[int, ...]


def pruebas_de(poa: Poa, meses: Sequence[int]) -> tuple[PruebasBloque, ...]:
    """The evidencias of some months, in the order of the official layout; empty blocks left out."""
    found = []
    for bloque in poa.bloques:
        lineas = tuple(
            PruebasLinea(clave, linea, pruebas)
            for clave, linea in con_clave(bloque)
            if (pruebas := tuple(_pruebas(clave, linea, meses)))
        )
        if lineas:
            found.append(PruebasBloque(bloque, lineas))
    return tuple(found)


def sin_prueba(poa: Poa, meses: Sequence[int]) -> tuple[SinPrueba, ...]:
    """The líneas with months reported as done (realizado above 0) without any evidencia."""
    found = []
    for bloque in poa.bloques:
        for clave, linea in con_clave(bloque):
            missing = meses_sin_evidencia(linea, meses)
            if missing:
                found.append(SinPrueba(clave, linea, missing))
    return tuple(found)


def _pruebas(clave: str, linea: LineaAccion, meses: Sequence[int]) -> Iterator[Prueba]:
    for mes in meses:
        for evidencia in linea.avances[mes - 1].evidencias:
            yield Prueba(clave, mes, evidencia)


def months_of(periodo: Periodo | None) -> tuple[int, ...]:
    """The months of a period; without one, those of the year."""
    return periodo.meses if periodo is not None else tuple(range(1, 13))


def one_row(prueba: Prueba) -> str:
    """The file's name without line ends."""
    return " ".join(prueba.evidencia.nombre.split())


def kind_in_words(evidencia: Evidencia) -> str:
    """What a file is, in a word: "Imagen", "PDF", "Excel"; else its suffix, or "Archivo"."""
    suffix = PurePath(evidencia.nombre).suffix.casefold()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    named = next((word for start, word in _KINDS if evidencia.tipo.startswith(start)), "")
    return named or suffix.removeprefix(".").upper()[:8] or "Archivo"


def count_in_words(pruebas: Sequence[Prueba]) -> str:
    """How many files, and what Planeación thinks of them: "3 archivos: 2 aceptadas, …"."""
    noun = "archivo" if len(pruebas) == 1 else "archivos"
    parts = []
    for estado in EstadoEvidencia:
        count = sum(each.evidencia.estado is estado for each in pruebas)
        if count:
            parts.append(f"{count} {estado.value}{'' if count == 1 else 's'}")
    told = f" ({', '.join(parts)})" if parts else ""
    return f"{len(pruebas)} {noun}{told}"
