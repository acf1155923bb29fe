"""The colours of paper and screen, as plain hexadecimal constants.

Semáforo: dark green, amber, brick red, grey, chosen so that they stay apart for colour-blind eyes
and in grey print, where amber is the lightest and green the darkest; a word always stands beside
them. TINTA colours carry text (contrast of at least 4.5:1 on white and on their own FONDO),
RELLENO colours fill arcs and marks (at least 3:1 on white), FONDO colours are light tints.
"""

from poa_desktop.poa.semaforo import Semaforo

INSTITUCIONAL = "#1F5C4A"
INSTITUCIONAL_SUAVE = "#EEF4F1"
TEXTO = "#1B1F1E"
TEXTO_SECUNDARIO = "#59615E"
FILETE = "#9AA5A1"
FILETE_SUAVE = "#D5DBD8"
RENGLON = "#F5F7F6"
PISTA = "#E4E8E6"
BLANCO = "#FFFFFF"
MARCA_DE_AGUA = "#EEF0EF"

SEMAFORO_RELLENO = {
    Semaforo.VERDE: "#0F4A38",
    Semaforo.AMARILLO: "#C98500",
    Semaforo.ROJO: "#C54A32",
    Semaforo.GRIS: "#868D8A",
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
