"""A POA of sixty actividades with twenty líneas each, for what has to be fast there too."""

ACTIVIDADES, LINEAS = 60, 20


def large_poa():
    """A POA as a draft: captured until September, one in five things not done."""
    from poa_desktop.poa.periodos import Temporalidad
    from poa_desktop.poa.records import Actividad, Avance, Dependencia, Ficha, LineaAccion, Poa

    def linea(number: int, each: int) -> LineaAccion:
        planned = tuple(100 if mes % 3 == (number + each) % 3 else 0 for mes in range(12))
        done = tuple(100 if (number * 7 + each * 3 + mes) % 5 else 0 for mes in range(12))
        avances = tuple(
            Avance(done[mes]) if mes < 9 and planned[mes] else Avance() for mes in range(12)
        )
        text = f"Línea de acción {each} de la actividad {number}, con un texto de largo regular"
        return LineaAccion(0, text, programado=planned, avances=avances)

    ficha = Ficha(temporalidad=Temporalidad.TRIMESTRAL)
    actividades = tuple(
        Actividad(
            0,
            number,
            f"Actividad número {number} del programa anual",
            ficha=ficha,
            lineas=tuple(linea(number, each) for each in range(1, LINEAS + 1)),
        )
        for number in range(1, ACTIVIDADES + 1)
    )
    return Poa(0, Dependencia(0, "Hacienda Municipal"), 2024, actividades=actividades)
