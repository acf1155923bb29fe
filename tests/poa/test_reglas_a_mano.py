"""Las cuatro reglas contra cuentas hechas a mano.

Cada caso dice sus números, la cuenta completa y lo que cada regla debe dar. Los resultados son
fracciones exactas, escritas aquí después de hacer la cuenta en papel: ninguno sale del programa.

Cómo se lee un caso. De cada línea van lo programado y lo realizado, mes por mes desde enero; «|»
solo separa trimestres, «-» es *sin capturar* y los meses que faltan al final son 0 (programado) o
sin capturar (realizado). P es la suma de lo programado en la ventana, R la de lo realizado, y c son
las sumas corridas de los meses programados: un acto cuenta como realizado cuando c ≤ R.

Lo esperado: `actos` y `actividades` dan (proyectadas, realizadas, %); `promedio`, solo el %;
`cantidades`, (P, R, %), o RECHAZA. Un % None es «Sin programación».
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction as F
from typing import Any

import pytest

from poa_desktop.poa.evaluacion import Evaluacion, Medida, evaluar
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import Avance, LineaAccion, Poa, Regla, Reglas
from poa_desktop.poa.semaforo import Semaforo

MakePoa = Callable[..., Poa]
AFTER = date(2025, 1, 10)
RECHAZA = "rechaza"
SIN = (0, 0, None)

VERDE, AMARILLO, ROJO, GRIS = Semaforo.VERDE, Semaforo.AMARILLO, Semaforo.ROJO, Semaforo.GRIS

Counts = tuple[int, int, F | None]
Amounts = tuple[Any, Any, F | None] | str


@dataclass(frozen=True)
class Linea:
    """One línea: months of programado and realizado, as they are written in the cases."""

    programado: str
    realizado: str = ""
    unidad: str = "Acción"

    def made(self) -> LineaAccion:
        planned = [0 if each == "-" else _hundredths(each) for each in _months(self.programado)]
        done = [None if each == "-" else _hundredths(each) for each in _months(self.realizado)]
        planned += [0] * (12 - len(planned))
        done += [None] * (12 - len(done))
        return LineaAccion(
            0,
            "Atender solicitudes",
            self.unidad,
            programado=tuple(planned),
            avances=tuple(Avance(each) for each in done),
        )


def _months(text: str) -> list[str]:
    return [each.strip() for each in text.replace("|", ",").split(",") if each.strip()]


def _hundredths(text: str) -> int:
    return int(Decimal(text) * 100)


L = Linea


@dataclass(frozen=True)
class Caso:
    """One case: its numbers, the hand computation, and what each rule has to give."""

    nombre: str
    cuenta: str
    periodo: str
    actividades: tuple[tuple[Linea, ...], ...]
    actos: Counts
    actividades_: Counts
    promedio: F | None
    cantidades: Amounts
    programas: tuple[tuple[Linea, ...], ...] = ()
    acumulado: bool = False
    luces: tuple[Semaforo, ...] | None = None
    """Of actos, actividades, promedio, cantidades; None: the case is not about them."""
    justifica: tuple[bool, ...] | None = None
    """Of each línea, whether a justificación is required."""


# Líneas que aparecen en varios casos.
TRABAJADA = L("0,1,0|2,0,0", "0,0,1|1,0,0")
TARDE = L("0,0,1|0,0,0", "0,0,0|1,0,0")
TEMPRANO = L("0,0,0|1,0,0", "0,0,1|0,0,0")
MARZO_A_MAYO = L("0,0,1|0,1,0", "0,0,1|0,0,0")
MENSUAL = L("1,1,1|1,1,1|1,1,1", "1,0,1|1,1,1|1,2,1")
TRIMESTRAL = L("0,0,1|0,0,1|0,0,1|0,0,1", "0,0,1|0,0,0|0,0,2|0,0,1")
TODA = L("1,1,1", "1,1,1")
NADA = L("1,1,1", "0,0,0")
DE_MAS = L("1,1,1", "9,0,0")

CASOS = (
    # ---- nada que medir ----------------------------------------------------------------------
    Caso(
        "trimestre vacío",
        "Programado solo en abril. En T1 P = 0 y R = 0: 0 actos; ninguna regla tiene con qué "
        "dividir. No es 0 % ni 100 %: es «Sin programación».",
        "T1",
        ((L("0,0,0|1", "0,0,0"),),),
        SIN,
        SIN,
        None,
        (0, 0, None),
        luces=(GRIS, GRIS, GRIS, GRIS),
        justifica=(False,),
    ),
    Caso(
        "realizado sin programar",
        "P = 0 y R = 2 + 1 = 3: se muestra, pero no entra en ninguna razón.",
        "T1",
        ((L("0,0,0|1", "2,0,1"),),),
        SIN,
        SIN,
        None,
        (0, 0, None),
        luces=(GRIS, GRIS, GRIS, GRIS),
        justifica=(False,),
    ),
    Caso(
        "actividad sin líneas",
        "Sin ninguna línea no hay actos, y un bloque sin actos no cuenta.",
        "T1",
        ((),),
        SIN,
        SIN,
        None,
        (0, 0, None),
    ),
    Caso(
        "POA sin actividades ni programas",
        "No hay líneas: nada se proyecta.",
        "A",
        (),
        SIN,
        SIN,
        None,
        (0, 0, None),
    ),
    Caso(
        "trabajo en un mes sin programar, acto en el anterior",
        "Programado en febrero, hecho en marzo. La ventana es marzo solo: P = 0, R = 1.",
        "M03",
        ((L("0,1,0", "0,0,1"),),),
        SIN,
        SIN,
        None,
        (0, 0, None),
    ),
    # ---- todo o nada -------------------------------------------------------------------------
    Caso(
        "todo cumplido",
        "P = 3, R = 3; c = 1, 2, 3 ≤ 3: 3 de 3. Una actividad de una. 3/3 = 1.",
        "T1",
        ((TODA,),),
        (3, 3, F(100)),
        (1, 1, F(100)),
        F(100),
        (3, 3, F(100)),
        luces=(VERDE, VERDE, VERDE, VERDE),
        justifica=(False,),
    ),
    Caso(
        "todo en cero, capturado",
        "P = 3, R = 0: ningún c ≤ 0. 0 de 3; 0 de 1 actividad; 0/3 = 0.",
        "T1",
        ((NADA,),),
        (3, 0, F(0)),
        (1, 0, F(0)),
        F(0),
        (3, 0, F(0)),
        luces=(ROJO, ROJO, ROJO, ROJO),
        justifica=(True,),
    ),
    Caso(
        "todo sin capturar",
        "Vacío no es 0, pero cuenta 0: lo mismo que el caso anterior.",
        "T1",
        ((L("1,1,1", "-,-,-"),),),
        (3, 0, F(0)),
        (1, 0, F(0)),
        F(0),
        (3, 0, F(0)),
    ),
    Caso(
        "un mes sin capturar entre dos hechos",
        "R = 1 + 0 + 1 = 2; c = 1, 2, 3: 2 de 3 = 200/3 %. La actividad no tiene todos sus actos. "
        "2/3 en promedio y en cantidades.",
        "T1",
        ((L("1,1,1", "1,-,1"),),),
        (3, 2, F(200, 3)),
        (1, 0, F(0)),
        F(200, 3),
        (3, 2, F(200, 3)),
    ),
    # ---- hacer de más ------------------------------------------------------------------------
    Caso(
        "sobrecumplimiento",
        "R = 4 + 4 + 4 = 12, P = 3. Actos: 3 de 3, nunca más. Promedio: min(12/3, 1) = 1. "
        "Cantidades: 12/3 = 400 %.",
        "T1",
        ((L("1,1,1", "4,4,4"),),),
        (3, 3, F(100)),
        (1, 1, F(100)),
        F(100),
        (3, 12, F(400)),
        justifica=(True,),
    ),
    Caso(
        "una línea no tapa a otra de su actividad",
        "Primera: R = 9, 3 de 3 actos. Segunda: R = 0, 0 de 3. Actos 3/6. La actividad tiene 6 "
        "actos y le faltan 3: 0 de 1. Promedio (1 + 0)/2. Cantidades 9/6 = 150 %: aquí sí tapa.",
        "T1",
        ((DE_MAS, NADA),),
        (6, 3, F(50)),
        (1, 0, F(0)),
        F(50),
        (6, 9, F(150)),
        justifica=(True, True),
    ),
    Caso(
        "una línea no tapa a la de otra actividad",
        "Las mismas dos líneas en dos actividades: ahora una de las dos está completa, 1 de 2.",
        "T1",
        ((DE_MAS,), (NADA,)),
        (6, 3, F(50)),
        (2, 1, F(50)),
        F(50),
        (6, 9, F(150)),
    ),
    Caso(
        "lo no programado de una línea no suma en cantidades",
        "Una línea con P = 1, R = 1; otra con P = 0, R = 50. Cantidades: 1/1, no 51/1.",
        "T1",
        ((L("0,0,1", "0,0,1"), L("0,0,0", "50,0,0")),),
        (1, 1, F(100)),
        (1, 1, F(100)),
        F(100),
        (1, 1, F(100)),
        justifica=(False, False),
    ),
    # ---- antes y después de tiempo -----------------------------------------------------------
    Caso(
        "tarde, dentro de la ventana",
        "Programado en enero, hecho en marzo: c = 1 ≤ R = 1.",
        "T1",
        ((L("1,0,0", "0,0,1"),),),
        (1, 1, F(100)),
        (1, 1, F(100)),
        F(100),
        (1, 1, F(100)),
    ),
    Caso(
        "tarde, fuera de la ventana: su trimestre",
        "Programado en marzo, hecho en abril. T1: P = 1, R = 0.",
        "T1",
        ((TARDE,),),
        (1, 0, F(0)),
        (1, 0, F(0)),
        F(0),
        (1, 0, F(0)),
    ),
    Caso(
        "tarde, fuera de la ventana: el trimestre en que se hizo",
        "T2: P = 0, R = 1. Realizado sin programar, en ninguna razón.",
        "T2",
        ((TARDE,),),
        SIN,
        SIN,
        None,
        (0, 0, None),
    ),
    Caso(
        "tarde, visto en el semestre",
        "S1 junta ambos: P = 1, R = 1, c = 1.",
        "S1",
        ((TARDE,),),
        (1, 1, F(100)),
        (1, 1, F(100)),
        F(100),
        (1, 1, F(100)),
    ),
    Caso(
        "tarde, visto en el acumulado a T2",
        "De enero a junio: lo mismo que el semestre.",
        "T2",
        ((TARDE,),),
        (1, 1, F(100)),
        (1, 1, F(100)),
        F(100),
        (1, 1, F(100)),
        acumulado=True,
    ),
    Caso(
        "temprano, dentro de la ventana",
        "Programado en marzo, hecho en enero: dentro de T1 el orden no importa, c = 1 ≤ 1.",
        "T1",
        ((L("0,0,1", "1,0,0"),),),
        (1, 1, F(100)),
        (1, 1, F(100)),
        F(100),
        (1, 1, F(100)),
    ),
    Caso(
        "temprano, fuera de la ventana",
        "Programado en abril, hecho en marzo. T2: P = 1, R = 0; nada pasa de una ventana a otra.",
        "T2",
        ((TEMPRANO,),),
        (1, 0, F(0)),
        (1, 0, F(0)),
        F(0),
        (1, 0, F(0)),
    ),
    Caso(
        "temprano, visto en el semestre",
        "S1: P = 1, R = 1.",
        "S1",
        ((TEMPRANO,),),
        (1, 1, F(100)),
        (1, 1, F(100)),
        F(100),
        (1, 1, F(100)),
    ),
    Caso(
        "todo el semestre hecho en enero, visto en T2",
        "1 cada mes de enero a junio, 6 hechos en enero. T2: P = 3, R = 0.",
        "T2",
        ((L("1,1,1|1,1,1", "6,0,0|0,0,0"),),),
        (3, 0, F(0)),
        (1, 0, F(0)),
        F(0),
        (3, 0, F(0)),
    ),
    Caso(
        "todo el semestre hecho en enero, visto en S1",
        "P = 6, R = 6; c = 1, …, 6: 6 de 6.",
        "S1",
        ((L("1,1,1|1,1,1", "6,0,0|0,0,0"),),),
        (6, 6, F(100)),
        (1, 1, F(100)),
        F(100),
        (6, 6, F(100)),
    ),
    # ---- la línea trabajada del dominio: 0,1,0 | 2,0,0 y 0,0,1 | 1,0,0 ------------------------
    Caso(
        "línea trabajada, T1",
        "P = 1, R = 1, c = 1: 1 de 1, tarde dentro del trimestre.",
        "T1",
        ((TRABAJADA,),),
        (1, 1, F(100)),
        (1, 1, F(100)),
        F(100),
        (1, 1, F(100)),
        justifica=(False,),
    ),
    Caso(
        "línea trabajada, T2",
        "P = 2, R = 1, c = 2 > 1: 0 de 1 acto, aunque el dato crudo es 50 %.",
        "T2",
        ((TRABAJADA,),),
        (1, 0, F(0)),
        (1, 0, F(0)),
        F(50),
        (2, 1, F(50)),
        justifica=(True,),
    ),
    Caso(
        "línea trabajada, S1",
        "P = 3, R = 2, c = 1, 3: 1 de 2. Crudo 2/3 = 200/3 %.",
        "S1",
        ((TRABAJADA,),),
        (2, 1, F(50)),
        (1, 0, F(0)),
        F(200, 3),
        (3, 2, F(200, 3)),
    ),
    Caso(
        "línea trabajada, acumulado a T2",
        "Son los meses de S1: da lo mismo.",
        "T2",
        ((TRABAJADA,),),
        (2, 1, F(50)),
        (1, 0, F(0)),
        F(200, 3),
        (3, 2, F(200, 3)),
        acumulado=True,
    ),
    Caso(
        "línea trabajada, febrero solo",
        "P = 1 y en febrero R = 0: lo de marzo queda fuera de la ventana.",
        "M02",
        ((TRABAJADA,),),
        (1, 0, F(0)),
        (1, 0, F(0)),
        F(0),
        (1, 0, F(0)),
    ),
    # ---- decimales ---------------------------------------------------------------------------
    Caso(
        "decimales a medias",
        "P = 2.5 + 2.5 = 5, R = 1.25 + 2.5 = 3.75; c = 2.5, 5: 1 de 2. 3.75/5 = 75 %.",
        "T1",
        ((L("2.5,2.5,0", "1.25,0,2.5"),),),
        (2, 1, F(50)),
        (1, 0, F(0)),
        F(75),
        (5, Decimal("3.75"), F(75)),
    ),
    Caso(
        "un centésimo de menos",
        "P = 10, R = 9.99: c = 10 > 9.99, 0 de 1 acto; crudo 99.9 %.",
        "T1",
        ((L("0,0,10", "0,0,9.99"),),),
        (1, 0, F(0)),
        (1, 0, F(0)),
        F(999, 10),
        (10, Decimal("9.99"), F(999, 10)),
        luces=(ROJO, ROJO, VERDE, VERDE),
        justifica=(False,),
    ),
    Caso(
        "tres décimas hechas de una vez",
        "c = 0.1, 0.2, 0.3 y R = 0.3: 3 de 3. Con números de punto flotante 0.1 + 0.1 + 0.1 pasa "
        "de 0.3 y se perdería un acto.",
        "T1",
        ((L("0.1,0.1,0.1", "0.3,0,0"),),),
        (3, 3, F(100)),
        (1, 1, F(100)),
        F(100),
        (Decimal("0.3"), Decimal("0.3"), F(100)),
    ),
    Caso(
        "tres décimas hechas en dos veces",
        "P = 0.3, R = 0.1 + 0.2 = 0.3 exacto: 1 de 1.",
        "T1",
        ((L("0,0,0.3", "0.1,0.2,0"),),),
        (1, 1, F(100)),
        (1, 1, F(100)),
        F(100),
        (Decimal("0.3"), Decimal("0.3"), F(100)),
    ),
    # ---- unidades ----------------------------------------------------------------------------
    Caso(
        "unidades mezcladas",
        "Acción: 1 de 1. Litro: P = 100, R = 50, 0 de 1. Actos 1/2; la actividad no está "
        "completa; promedio (1 + 1/2)/2 = 3/4. Litros y acciones no se suman: cantidades rechaza.",
        "T1",
        ((L("0,0,1", "0,0,1"), L("0,0,100", "0,0,50", "Litro")),),
        (2, 1, F(50)),
        (1, 0, F(0)),
        F(75),
        RECHAZA,
        luces=(ROJO, ROJO, AMARILLO, GRIS),
    ),
    Caso(
        "unidades mezcladas en otro trimestre",
        "La línea en litros no tiene nada en T1, pero el POA sí mezcla: la regla se elige para el "
        "año y se rechaza igual.",
        "T1",
        ((L("0,0,1", "0,0,1"),), (L("0,0,0|0,0,100", "", "Litro"),)),
        (1, 1, F(100)),
        (1, 1, F(100)),
        F(100),
        RECHAZA,
    ),
    Caso(
        "una sola unidad, distinta de Acción",
        "Litro: P = 100 + 300 = 400, R = 100 + 150 = 250; c = 100 y 300 en dos líneas: la primera "
        "1 de 1, la segunda 0 de 1. Promedio (1 + 1/2)/2. Cantidades 250/400 = 62.5 %.",
        "T1",
        ((L("0,0,100", "0,0,100", "Litro"), L("0,0,300", "0,0,150", "Litro")),),
        (2, 1, F(50)),
        (1, 0, F(0)),
        F(75),
        (400, 250, F(125, 2)),
    ),
    # ---- periodos propios --------------------------------------------------------------------
    Caso(
        "actividad de un solo mes, su trimestre",
        "Del 1 al 31 de marzo: un acto en marzo, hecho.",
        "T1",
        ((L("0,0,1", "0,0,1"),),),
        (1, 1, F(100)),
        (1, 1, F(100)),
        F(100),
        (1, 1, F(100)),
    ),
    Caso(
        "actividad de un solo mes, otro trimestre",
        "A1 solo marzo; A2 con un acto en junio, sin hacer. En T2 solo cuenta A2: 0 de 1, y A1 no "
        "está entre las actividades con actos.",
        "T2",
        ((L("0,0,1", "0,0,1"),), (L("0,0,0|0,0,1", "-,-,-|0,0,0"),)),
        (1, 0, F(0)),
        (1, 0, F(0)),
        F(0),
        (1, 0, F(0)),
    ),
    Caso(
        "de marzo a mayo, T1",
        "Un acto en marzo y otro en mayo (el último mes que le queda de T2). T1: 1 de 1.",
        "T1",
        ((MARZO_A_MAYO,),),
        (1, 1, F(100)),
        (1, 1, F(100)),
        F(100),
        (1, 1, F(100)),
    ),
    Caso(
        "de marzo a mayo, T2",
        "P = 1 (mayo), R = 0.",
        "T2",
        ((MARZO_A_MAYO,),),
        (1, 0, F(0)),
        (1, 0, F(0)),
        F(0),
        (1, 0, F(0)),
    ),
    Caso(
        "de marzo a mayo, año",
        "P = 2, R = 1; c = 1, 2: 1 de 2.",
        "A",
        ((MARZO_A_MAYO,),),
        (2, 1, F(50)),
        (1, 0, F(0)),
        F(50),
        (2, 1, F(50)),
    ),
    Caso(
        "cuatrimestre",
        "C1 es de enero a abril. P = 1 + 1 = 2, R = 2 en abril; c = 1, 2: 2 de 2.",
        "C1",
        ((L("0,0,1|1", "0,0,0|2"),),),
        (2, 2, F(100)),
        (1, 1, F(100)),
        F(100),
        (2, 2, F(100)),
    ),
    Caso(
        "bimestre",
        "B2 es marzo y abril. P = 2, R = 0 + 1 = 1; c = 1, 2: 1 de 2.",
        "B2",
        ((L("1,1,1|1", "1,1,0|1"),),),
        (2, 1, F(50)),
        (1, 0, F(0)),
        F(50),
        (2, 1, F(50)),
    ),
    Caso(
        "segundo semestre",
        "Actos en septiembre y diciembre; uno hecho en noviembre: c = 1, 2; R = 1: 1 de 2; lo de "
        "noviembre cubre, tarde, el acto de septiembre.",
        "S2",
        ((L("0,0,0|0,0,0|0,0,1|0,0,1", "-,-,-|-,-,-|-,-,0|0,1,0"),),),
        (2, 1, F(50)),
        (1, 0, F(0)),
        F(50),
        (2, 1, F(50)),
    ),
    # ---- acumulado ---------------------------------------------------------------------------
    Caso(
        "mensual que se atrasa, T1",
        "Febrero en 0: P = 3, R = 2; 2 de 3.",
        "T1",
        ((MENSUAL,),),
        (3, 2, F(200, 3)),
        (1, 0, F(0)),
        F(200, 3),
        (3, 2, F(200, 3)),
    ),
    Caso(
        "mensual que se repone, T3",
        "Agosto con 2: P = 3, R = 1 + 2 + 1 = 4. Actos 3 de 3; cantidades 4/3 = 400/3 %.",
        "T3",
        ((MENSUAL,),),
        (3, 3, F(100)),
        (1, 1, F(100)),
        F(100),
        (3, 4, F(400, 3)),
        justifica=(True,),
    ),
    Caso(
        "mensual que se repone, acumulado a T3",
        "P = 9, R = 2 + 3 + 4 = 9: 9 de 9; lo de agosto repone lo de febrero.",
        "T3",
        ((MENSUAL,),),
        (9, 9, F(100)),
        (1, 1, F(100)),
        F(100),
        (9, 9, F(100)),
        acumulado=True,
    ),
    Caso(
        "mensual que se atrasa, acumulado a T2",
        "P = 6, R = 2 + 3 = 5: 5 de 6 = 250/3 %.",
        "T2",
        ((MENSUAL,),),
        (6, 5, F(250, 3)),
        (1, 0, F(0)),
        F(250, 3),
        (6, 5, F(250, 3)),
        acumulado=True,
    ),
    Caso(
        "trimestral, T2 perdido",
        "P = 1 (junio), R = 0.",
        "T2",
        ((TRIMESTRAL,),),
        (1, 0, F(0)),
        (1, 0, F(0)),
        F(0),
        (1, 0, F(0)),
    ),
    Caso(
        "trimestral, año",
        "P = 4, R = 1 + 0 + 2 + 1 = 4; c = 1, 2, 3, 4: 4 de 4. El año repone lo que T2 perdió; "
        "por eso la suma de los trimestres (1 + 0 + 1 + 1 = 3) no es el año.",
        "A",
        ((TRIMESTRAL,),),
        (4, 4, F(100)),
        (1, 1, F(100)),
        F(100),
        (4, 4, F(100)),
    ),
    # ---- meses de distinto tamaño ------------------------------------------------------------
    Caso(
        "el primer mes es el grande",
        "P = 100 + 1 + 1 = 102, R = 51; c = 100, 101, 102 > 51: 0 de 3, aunque va a la mitad.",
        "T1",
        ((L("100,1,1", "0,50,1"),),),
        (3, 0, F(0)),
        (1, 0, F(0)),
        F(50),
        (102, 51, F(50)),
    ),
    Caso(
        "el último mes es el grande",
        "P = 102, R = 2; c = 1, 2, 102: 2 de 3 actos con 2/102 = 100/51 % de la cantidad.",
        "T1",
        ((L("1,1,100", "1,1,0"),),),
        (3, 2, F(200, 3)),
        (1, 0, F(0)),
        F(100, 51),
        (102, 2, F(100, 51)),
    ),
    Caso(
        "tres líneas a un tercio, dos tercios y todo",
        "P = 3 cada una, R = 1, 2 y 3: solo la tercera alcanza su acto, 1 de 3. Promedio "
        "(1/3 + 2/3 + 1)/3 = 2/3. Cantidades 6/9 = 2/3.",
        "T1",
        ((L("0,0,3", "0,0,1"), L("0,0,3", "0,0,2"), L("0,0,3", "0,0,3")),),
        (3, 1, F(100, 3)),
        (1, 0, F(0)),
        F(200, 3),
        (9, 6, F(200, 3)),
    ),
    # ---- programas ---------------------------------------------------------------------------
    Caso(
        "programa con líneas propias",
        "P1: 3 de 3. A1: 0 de 1. Actos 3/4. El programa es un bloque más: 1 de 2. Promedio "
        "(1 + 0)/2. Cantidades 3/4.",
        "T1",
        ((L("0,0,1", "0,0,0"),),),
        (4, 3, F(75)),
        (2, 1, F(50)),
        F(50),
        (4, 3, F(75)),
        programas=((TODA,),),
        luces=(AMARILLO, ROJO, ROJO, AMARILLO),
    ),
    Caso(
        "programa sin líneas propias",
        "P1 no tiene líneas y no cuenta como bloque: 1 de 1.",
        "T1",
        ((L("0,0,1", "0,0,1"),),),
        (1, 1, F(100)),
        (1, 1, F(100)),
        F(100),
        (1, 1, F(100)),
        programas=((),),
    ),
    Caso(
        "una línea sin actos no estorba a su actividad",
        "3 de 3, más una línea vacía y otra con 4 sin programar: la actividad está completa.",
        "T1",
        ((TODA, L("0,0,0", "0,0,0"), L("0,0,0", "4,0,0")),),
        (3, 3, F(100)),
        (1, 1, F(100)),
        F(100),
        (3, 3, F(100)),
    ),
    Caso(
        "dos actividades, a cada una le falta una línea",
        "Cada actividad: una línea hecha y otra no. Actos 2/4; ninguna actividad completa, 0 de 2; "
        "promedio (1 + 0 + 1 + 0)/4.",
        "T1",
        (
            (L("0,0,1", "0,0,1"), L("0,0,1", "0,0,0")),
            (L("0,0,1", "0,0,1"), L("0,0,1", "0,0,0")),
        ),
        (4, 2, F(50)),
        (2, 0, F(0)),
        F(50),
        (4, 2, F(50)),
    ),
    Caso(
        "un POA entero",
        "P1: P = 3, R = 2, 2 de 3. P2: 2/2, 1 de 1; y P = 2, R = 1, c = 1, 2: 1 de 2. A1: 5/5, "
        "1 de 1. A2: nada. A3: P = 8, R = 7, c = 4, 8: 1 de 2. Actos (2+1+1+1+1)/(3+1+2+1+2) = "
        "6/9. Bloques con actos P1, P2, A1, A3; completo solo A1: 1/4. Promedio "
        "(2/3 + 1 + 1/2 + 1 + 7/8)/5 = (16+24+12+24+21)/24/5 = 97/120 = 485/6 %. Cantidades "
        "(2+2+1+5+7)/(3+2+2+5+8) = 17/20.",
        "T1",
        (
            (L("0,0,5", "0,0,5"),),
            (L("0,0,0|1", "0,0,0"),),
            (L("0,4,4", "0,0,7"),),
        ),
        (9, 6, F(200, 3)),
        (4, 1, F(25)),
        F(485, 6),
        (20, 17, F(85)),
        programas=((L("1,1,1", "1,1,0"),), (L("0,0,2", "0,0,2"), L("1,0,1", "0,0,1"))),
        luces=(ROJO, ROJO, AMARILLO, AMARILLO),
        justifica=(True, False, True, False, False, True),
    ),
    # ---- en el borde del semáforo ------------------------------------------------------------
    Caso(
        "89.96 %",
        "P = 2500, R = 2249: 2249/2500 = 89.96 %. Se imprime 90.0 % y no es verde: se compara el "
        "valor exacto.",
        "M01",
        ((L("2500", "2249"),),),
        (1, 0, F(0)),
        (1, 0, F(0)),
        F(8996, 100),
        (2500, 2249, F(8996, 100)),
        luces=(ROJO, ROJO, AMARILLO, AMARILLO),
    ),
    Caso(
        "90 % justo, en cantidades",
        "R/P = 9/10: verde desde 90, y 90 no pide justificación.",
        "M01",
        ((L("10", "9"),),),
        (1, 0, F(0)),
        (1, 0, F(0)),
        F(90),
        (10, 9, F(90)),
        luces=(ROJO, ROJO, VERDE, VERDE),
        justifica=(False,),
    ),
    Caso(
        "90 % justo, en actos",
        "10 meses programados, R = 9: 9 de 10.",
        "A",
        ((L("1,1,1|1,1,1|1,1,1|1", "1,1,1|1,1,1|1,1,1|0"),),),
        (10, 9, F(90)),
        (1, 0, F(0)),
        F(90),
        (10, 9, F(90)),
        luces=(VERDE, ROJO, VERDE, VERDE),
    ),
    Caso(
        "8 de 9",
        "9 meses, R = 8: 800/9 = 88.8… %, amarillo; y menos de 90: se justifica.",
        "T3",
        ((L("1,1,1|1,1,1|1,1,1", "1,1,1|1,1,1|1,1,0"),),),
        (9, 8, F(800, 9)),
        (1, 0, F(0)),
        F(800, 9),
        (9, 8, F(800, 9)),
        acumulado=True,
        luces=(AMARILLO, ROJO, AMARILLO, AMARILLO),
        justifica=(True,),
    ),
    Caso(
        "70 % justo",
        "7/10: amarillo desde 70.",
        "M01",
        ((L("10", "7"),),),
        (1, 0, F(0)),
        (1, 0, F(0)),
        F(70),
        (10, 7, F(70)),
        luces=(ROJO, ROJO, AMARILLO, AMARILLO),
    ),
    Caso(
        "69.99 %",
        "69.99/100: rojo, aunque se imprime 70.0 %.",
        "M01",
        ((L("100", "69.99"),),),
        (1, 0, F(0)),
        (1, 0, F(0)),
        F(6999, 100),
        (100, Decimal("69.99"), F(6999, 100)),
        luces=(ROJO, ROJO, ROJO, ROJO),
    ),
    # ---- en el borde de la justificación -----------------------------------------------------
    Caso(
        "89.99 % se justifica",
        "R/P = 89.99/100, menos de 90.",
        "M01",
        ((L("100", "89.99"),),),
        (1, 0, F(0)),
        (1, 0, F(0)),
        F(8999, 100),
        (100, Decimal("89.99"), F(8999, 100)),
        justifica=(True,),
    ),
    Caso(
        "110 % justo no se justifica",
        "R/P = 11/10 = 110: no pasa de 110. Actos 1 de 1; promedio min(11/10, 1) = 1.",
        "M01",
        ((L("10", "11"),),),
        (1, 1, F(100)),
        (1, 1, F(100)),
        F(100),
        (10, 11, F(110)),
        justifica=(False,),
    ),
    Caso(
        "110.1 % se justifica",
        "R/P = 11.01/10 = 1101/10 %.",
        "M01",
        ((L("10", "11.01"),),),
        (1, 1, F(100)),
        (1, 1, F(100)),
        F(100),
        (10, Decimal("11.01"), F(1101, 10)),
        justifica=(True,),
    ),
)

IDS = [each.nombre for each in CASOS]


def _evaluated(caso: Caso, regla: Regla, poa_de: MakePoa) -> Evaluacion:
    def made(blocks: tuple[tuple[Linea, ...], ...]) -> list[tuple[LineaAccion, ...]]:
        return [tuple(each.made() for each in block) for block in blocks]

    poa = poa_de(
        *made(caso.actividades), programas=tuple(made(caso.programas)), reglas=Reglas(regla)
    )
    return evaluar(poa, parse_periodo(f"2024-{caso.periodo}"), AFTER, acumulado=caso.acumulado)


def _figures(medida: Medida) -> tuple[int | None, int | None, F | None]:
    return medida.proyectadas, medida.realizadas, medida.porcentaje


@pytest.mark.parametrize("caso", CASOS, ids=IDS)
def test_actos(caso: Caso, poa_de: MakePoa) -> None:
    assert _figures(_evaluated(caso, Regla.ACTOS, poa_de).total) == caso.actos, caso.cuenta


@pytest.mark.parametrize("caso", CASOS, ids=IDS)
def test_actividades(caso: Caso, poa_de: MakePoa) -> None:
    total = _evaluated(caso, Regla.ACTIVIDADES, poa_de).total
    assert _figures(total) == caso.actividades_, caso.cuenta


@pytest.mark.parametrize("caso", CASOS, ids=IDS)
def test_promedio(caso: Caso, poa_de: MakePoa) -> None:
    total = _evaluated(caso, Regla.PROMEDIO, poa_de).total
    assert _figures(total) == (None, None, caso.promedio), caso.cuenta


@pytest.mark.parametrize("caso", CASOS, ids=IDS)
def test_cantidades(caso: Caso, poa_de: MakePoa) -> None:
    total = _evaluated(caso, Regla.CANTIDADES, poa_de).total
    if isinstance(caso.cantidades, str):
        assert _figures(total) == (None, None, None)
        assert total.rechazo is not None and "unidades de medida distintas" in total.rechazo
        return
    planned, done, percentage = caso.cantidades
    hundredths = (int(Decimal(planned) * 100), int(Decimal(done) * 100), percentage)
    assert _figures(total) == hundredths, caso.cuenta
    assert total.rechazo is None


@pytest.mark.parametrize("caso", [each for each in CASOS if each.luces], ids=lambda c: c.nombre)
def test_lights_on_the_edge(caso: Caso, poa_de: MakePoa) -> None:
    lights = tuple(_evaluated(caso, regla, poa_de).total.semaforo for regla in Regla)
    assert lights == caso.luces, caso.cuenta


@pytest.mark.parametrize("caso", [each for each in CASOS if each.justifica], ids=lambda c: c.nombre)
def test_what_needs_a_justification(caso: Caso, poa_de: MakePoa) -> None:
    found = _evaluated(caso, Regla.ACTOS, poa_de).lineas
    assert tuple(each.requiere_justificacion for each in found) == caso.justifica, caso.cuenta


def test_the_table_is_as_large_as_promised() -> None:
    assert len(CASOS) >= 40
    assert len({each.nombre for each in CASOS}) == len(CASOS)
    assert all(len(each.cuenta) > 10 for each in CASOS)


# ---- las cifras trabajadas, en el POA real con su programación predeterminada -------------------
#
# Líneas de los programas: 16 + 12 = 28, trimestrales: 28 actos cada trimestre, 4 × 28 = 112.
# Líneas de las actividades: 3+4+2+2+3+3+3+4+3+3+3+3+3+3 = 42. A1 (3) y A8 (4) son mensuales, 7 × 3
# = 21 actos por trimestre; A5 (3) es semestral, 3 actos en T2 y en T4; las otras 42 - 7 - 3 = 32,
# 1 cada trimestre. T1 y T3: 21 + 32 = 53; T2 y T4: 53 + 3 = 56; año 53 + 56 + 53 + 56 = 218.
# Total: 28 + 53 = 81 y 28 + 56 = 84; año 112 + 218 = 330.
# Bloques con actos: 2 programas + 14 actividades = 16, y 15 sin A5 en T1 y T3. Líneas con P > 0:
# 28 + 42 = 70, y 67 sin las 3 de A5.

# periodo: (actos de programas, de actividades, total), bloques, líneas con programación
SEMILLA = {
    "T1": ((28, 53, 81), 15, 67),
    "T2": ((28, 56, 84), 16, 70),
    "T3": ((28, 53, 81), 15, 67),
    "T4": ((28, 56, 84), 16, 70),
    "A": ((112, 218, 330), 16, 70),
}


def _captured(poa: Poa, skipped: str = "") -> Poa:
    """The POA with everything done as planned, but nothing of the línea *skipped* ("A3.1")."""

    def done(clave: str, lineas: tuple[LineaAccion, ...]) -> tuple[LineaAccion, ...]:
        return tuple(
            each
            if f"{clave}.{number}" == skipped
            else replace(each, avances=tuple(Avance(amount) for amount in each.programado))
            for number, each in enumerate(lineas, 1)
        )

    return replace(
        poa,
        programas=tuple(replace(b, lineas=done(b.clave, b.lineas)) for b in poa.programas),
        actividades=tuple(replace(b, lineas=done(b.clave, b.lineas)) for b in poa.actividades),
    )


def _total(poa: Poa, code: str, regla: Regla) -> tuple[int | None, int | None, F | None]:
    periodo = parse_periodo(f"2024-{code}")
    return _figures(evaluar(poa, periodo, AFTER, reglas=Reglas(regla)).total)


@pytest.mark.parametrize("code", SEMILLA)
def test_the_worked_figures_on_the_real_poa(code: str, seed_poa: Poa) -> None:
    (programas, actividades, total), _, _ = SEMILLA[code]
    result = evaluar(seed_poa, parse_periodo(f"2024-{code}"), AFTER)
    assert _figures(result.subtotal_programas) == (programas, 0, 0)
    assert _figures(result.subtotal_actividades) == (actividades, 0, 0)
    assert _figures(result.total) == (total, 0, 0)


@pytest.mark.parametrize("code", SEMILLA)
def test_the_real_poa_with_nothing_and_with_everything_done(code: str, seed_poa: Poa) -> None:
    (_, _, acts), blocks, _ = SEMILLA[code]
    whole = _captured(seed_poa)
    for regla, due in ((Regla.ACTOS, acts), (Regla.ACTIVIDADES, blocks)):
        assert _total(seed_poa, code, regla) == (due, 0, 0)
        assert _total(whole, code, regla) == (due, due, 100)
    assert _total(seed_poa, code, Regla.PROMEDIO) == (None, None, 0)
    assert _total(whole, code, Regla.PROMEDIO) == (None, None, 100)
    # cada acto predeterminado es de 1 Acción: en centésimos, 100 por acto
    assert _total(seed_poa, code, Regla.CANTIDADES) == (acts * 100, 0, 0)
    assert _total(whole, code, Regla.CANTIDADES) == (acts * 100, acts * 100, 100)


@pytest.mark.parametrize(
    ("code", "actos", "actividades", "promedio"),
    [
        # A3.1 es trimestral: le falta 1 acto de 81, 1 bloque de 15, 1 línea de 67
        ("T1", (81, 80), (15, 14), F(6600, 67)),
        # 1 de 84, 1 de 16, 1 de 70: 69/70 = 690/7 %
        ("T2", (84, 83), (16, 15), F(690, 7)),
        # en el año le faltan 4 de 330; 1 bloque de 16; 1 línea de 70
        ("A", (330, 326), (16, 15), F(690, 7)),
    ],
)
def test_one_linea_of_the_real_poa_not_done(
    code: str,
    actos: tuple[int, int],
    actividades: tuple[int, int],
    promedio: F,
    seed_poa: Poa,
) -> None:
    poa = _captured(seed_poa, skipped="A3.1")
    assert _total(poa, code, Regla.ACTOS) == (*actos, F(100 * actos[1], actos[0]))
    blocks = (*actividades, F(100 * actividades[1], actividades[0]))
    assert _total(poa, code, Regla.ACTIVIDADES) == blocks
    assert _total(poa, code, Regla.PROMEDIO) == (None, None, promedio)
    due, done = actos[0] * 100, actos[1] * 100
    assert _total(poa, code, Regla.CANTIDADES) == (due, done, F(done * 100, due))
