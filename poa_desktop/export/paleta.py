"""The colours of paper and screen, by name, as plain hexadecimal values.

What never changes is a constant; what follows the municipio's colour is a field of `Paleta`.

Semáforo: dark green, amber, brick red, grey, chosen so that they stay apart for colour-blind eyes
and in grey print, where green is the darkest, then red, grey and amber, in steps that are seen
(tests/export/test_paleta.py says how far); a word or a sign always stands beside them. TINTA
colours carry text (contrast of at least 4.5:1 on white and on their own FONDO), RELLENO colours
fill arcs and marks (at least 3:1 on white), FONDO colours are light tints. They belong to the
program: no municipio's colour touches them.
"""

from dataclasses import dataclass
from functools import lru_cache

from poa_desktop.poa.semaforo import Semaforo

INSTITUCIONAL = "#1F5C4A"
"""The program's green: what a municipio without a colour of its own has."""
INSTITUCIONAL_SUAVE = "#EEF4F1"
TEXTO = "#1B1F1E"
TEXTO_SECUNDARIO = "#59615E"
FILETE = "#9AA5A1"
FILETE_SUAVE = "#D5DBD8"
RENGLON = "#F5F7F6"
PISTA = "#E4E8E6"
BLANCO = "#FFFFFF"
NEGRO = "#000000"
"""Only of a QR code, which wants all the contrast there is."""
MARCA_DE_AGUA = "#EEF0EF"
HALLAZGO = "#FFE7A3"
"""Behind a find of the search, multiplied with the paper; the present one is HALLAZGO_ACTUAL and
has a frame as well."""
HALLAZGO_ACTUAL = "#F3B34C"
ELEGIDO = "#BBD8F2"
"""Behind words chosen to be copied, multiplied with the paper."""
CAPTURA = "#E3EFFB"
"""Ground of the cells of a workbook that are written in: a blue no light and no municipio has."""

SEMAFORO_RELLENO = {
    Semaforo.VERDE: "#0F4A38",
    Semaforo.AMARILLO: "#C98500",
    Semaforo.ROJO: "#A73925",
    Semaforo.GRIS: "#6E7572",
}

SEMAFORO_TINTA = {
    Semaforo.VERDE: "#14553A",
    Semaforo.AMARILLO: "#865600",
    Semaforo.ROJO: "#9A3023",
    Semaforo.GRIS: "#59615E",
}

SEMAFORO_FONDO = {
    Semaforo.VERDE: "#E6F0EB",
    Semaforo.AMARILLO: "#FBF1DC",
    Semaforo.ROJO: "#F8E8E5",
    Semaforo.GRIS: "#F0F2F1",
}

SEMAFORO_SIGNO = {
    Semaforo.VERDE: "●",
    Semaforo.AMARILLO: "▲",
    Semaforo.ROJO: "■",
    Semaforo.GRIS: "—",
}

SUGERIDOS = {
    "Verde": "#2F6B2A",
    "Guinda": "#6D1A36",
    "Rojo ladrillo": "#9C3A22",
    "Ocre": "#7F5F00",
    "Turquesa": "#0F6670",
    "Azul": "#1D4F8C",
    "Morado": "#593A86",
    "Gris": "#4A5058",
}
"""Colours of municipios to choose from, by name; each is read on white as it is."""


@dataclass(frozen=True, slots=True)
class Paleta:
    """What of a document follows the municipio: titles and strong lines, and two tints of them.

    *institucional* is text and lines on white and on both tints, and a ground of white text;
    *suave* and *tinte* are grounds of TEXTO.
    """

    institucional: str = INSTITUCIONAL
    suave: str = INSTITUCIONAL_SUAVE
    tinte: str = "#DCE8E3"


PALETA = Paleta()
"""Of a municipio without a colour of its own."""


@lru_cache(maxsize=8)
def paleta_de(color: str) -> Paleta:
    """The paper's colours of a municipio whose colour is "#RRGGBB"; "" is the program's green.

    A colour that could not be read on white is darkened, on paper only: the hue stays.
    """
    if not color:
        return PALETA
    from poa_desktop.export.contraste import con_luz_de, legible

    suave, tinte = con_luz_de(color, PALETA.suave), con_luz_de(color, PALETA.tinte)
    return Paleta(legible(color, (BLANCO, suave, tinte)), suave, tinte)
