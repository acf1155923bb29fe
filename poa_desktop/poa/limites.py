"""Which limits of an evaluation can stand beside each other, told in one sentence."""

from decimal import Decimal

from poa_desktop.poa.records import Reglas

_CIEN = Decimal(100)


def rechazo_de_limites(reglas: Reglas) -> str | None:
    """Why these limits (percentages) cannot be those of an ejercicio; None when they can.

    The file's own CHECKs hold the order of the limits; that green begins at 100 % at most, and that
    100 % itself needs no justification, is asked here, where they are chosen.
    """
    shown = porcentaje_de_limite
    if reglas.amarillo <= 0:
        return "Amarillo debe empezar arriba de 0 %: debajo de ese límite está el rojo."
    if reglas.amarillo >= reglas.verde:
        return (
            f"Amarillo ({shown(reglas.amarillo)}) debe empezar antes que verde "
            f"({shown(reglas.verde)})."
        )
    if reglas.verde > _CIEN:
        return f"Verde ({shown(reglas.verde)}) no puede empezar arriba de 100 %: nada llegaría."
    if reglas.justificar_bajo > reglas.justificar_sobre:
        return (
            f"El límite de abajo ({shown(reglas.justificar_bajo)}) no puede pasar del de "
            f"arriba ({shown(reglas.justificar_sobre)})."
        )
    if reglas.justificar_bajo < 0:
        return "El límite de abajo no puede ser menor que 0 %."
    if not reglas.justificar_bajo <= _CIEN <= reglas.justificar_sobre:
        return (
            "El límite de abajo debe ser 100 % o menos y el de arriba 100 % o más: lo cumplido "
            "justo como se programó no se justifica."
        )
    return None


def porcentaje_de_limite(value: Decimal) -> str:
    """A limit as shown: "90 %", "62.5 %"."""
    return f"{value.normalize():f} %"
