"""What in a text may be of the old year: dates, years, names, amounts, each with its place.

A mention that is missed is printed in the new year's plan; one too many costs a key. So whatever
has the digits of the old year is found, and what is doubtful says why.
"""

from poa_desktop.poa import texto_viejo_fechas as fechas
from poa_desktop.poa import texto_viejo_personas as personas
from poa_desktop.poa.texto_viejo_hallado import Hallado


def leer(text: str, viejo: int, nuevo: int, antes: str = "", ahora: str = "") -> list[Hallado]:
    """Everything of the year *viejo* in a text, in order, none over another.

    *antes* and *ahora* are the names of the titular then and now: where they differ the new name
    is proposed.
    """
    found: list[Hallado] = []
    taken: list[tuple[int, int]] = []
    readers = (
        personas.amounts(text),
        personas.titular(text, antes, ahora),
        personas.names(text),
        fechas.dates(text, viejo, nuevo),
        fechas.years(text, viejo, nuevo),
        fechas.short_ranges(text, viejo, nuevo),
        fechas.short_years(text, viejo, nuevo),
        fechas.in_words(text, viejo, nuevo),
        fechas.left_over(text, viejo, nuevo),
    )
    for reader in readers:
        for each in reader:
            if all(each.fin <= start or each.inicio >= end for start, end in taken):
                found.append(each)
                taken.append((each.inicio, each.fin))
    return sorted(found, key=lambda each: each.inicio)
