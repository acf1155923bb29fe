"""What the checks read in a text: years, numbers, purchases; and what they must leave alone."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa_desktop.poa.checks_contexto import CITA_MAXIMA, cita
from poa_desktop.poa.checks_texto import (
    GASTO,
    NO_ES_GASTO,
    gasto_mencionado,
    otros_ejercicios,
    tiene_numero,
)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Entregar el avance del ejercicio 2022", (2022,)),
        ("POA 2022", (2022,)),
        ("(2022)", (2022,)),
        ("«2022».", (2022,)),
        ("En 2023 y 2022 no se hizo", (2023, 2022)),
        ("entre 2019 y 2023", (2019, 2023)),
        ("enero-diciembre 2022", (2022,)),
        ("dic-2022", (2022,)),
        ("Diciembre del 2023", (2023,)),
        ("15/03/2022", (2022,)),
        ("presupuesto 2022 luminarias", (2022,)),
        ("Ley de Ingresos para el ejercicio fiscal 2022", (2022,)),
        ("ejercicio 2022. Ejercicio 2022", (2022,)),
        ("Plan 2018-2021", (2018, 2021)),
        ("1990 y 2099", (1990, 2099)),
        ("2023 y 2025", (2023, 2025)),  # two years, no range that holds 2024
        ("entre 2019 y 2022 hubo", (2019, 2022)),
    ],
)
def test_other_years(text: str, years: tuple[int, ...]) -> None:
    assert otros_ejercicios(text, 2024) == years


@pytest.mark.parametrize(
    "text",
    [
        "", "Ejercicio 2024", "enero a diciembre de 2024", "31/12/2024",
        "$2,022.00", "2,022 litros", "$2022", "$ 2022", "2022.50", "12022", "20221",
        "2022 litros", "2000 luminarias", "2000 m2", "2022 kg", "2022%",
        "Plan Municipal de Desarrollo 2021-2024", "administración 2021 - 2024", "2021–2024",
        "periodo 2021 al 2024", "PMD 2018-2030", "2024-2027", "entre 2021 y 2026",
        "Ley de 1917", "1989", "2100", "Ley de Austeridad de 2019", "Reglamento publicado en 2010",
        "NOM-035-2018", "ISO 9001:2015", "oficio 123/2022", "modelo 2015", "Agenda 2030",
        "Aumentar 5 % respecto al ejercicio 2023", "en comparación con 2023",
        "cartera vencida de 2020",
    ],
)  # fmt: skip
def test_no_other_year(text: str) -> None:
    assert otros_ejercicios(text, 2024) == ()


@given(st.integers(1990, 2099), st.integers(1990, 2099))
def test_any_other_year_and_only_another(ejercicio: int, cited: int) -> None:
    expected = () if cited == ejercicio else (cited,)
    assert otros_ejercicios(f"Cerrar el ejercicio {cited}.", ejercicio) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Lograr el 100%", True),
        ("Al menos tres informes", True),
        ("VEINTE jornadas", True),
        ("2024 árboles", True),
        ("2,024 árboles", True),
        ("1 informe en 2024", True),
        ("Generar mayor ingreso.", False),
        ("Mejorar durante 2024", False),
        ("Una mejor atención a un municipio", False),
        ("Estresar menos", False),  # "tres" inside a word
        ("", False),
    ],
)
def test_a_goal_with_a_number(text: str, number: bool) -> None:
    assert tiene_numero(text, 2024) is number


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Adquirir refacciones", "Adquirir"),
        ("Comprar llantas", "Comprar"),
        ("Generar la orden de compra", "compra"),
        ("Realizar el pago de la nómina", "pago"),
        ("Tramitar el pago de proveedores", "pago"),
        ("PAGAR EL SEGURO", "PAGAR"),
        ("Renta de maquinaria", "Renta de"),
        ("Contratación de personal", "Contratación"),
        ("Adquisición de equipo", "Adquisición"),
        ("Pago de viáticos", "Pago"),
        ("Llevar el registro de pagos y la compra de sillas", "compra"),
        ("Los usuarios registran su pago. Comprar mesas", "Comprar"),
        ("Adquisición de lo que se va a comprar", "comprar"),  # the plainer word is told
    ],
)
def test_a_purchase_or_a_payment(text: str, word: str) -> None:
    found = gasto_mencionado(text)
    assert found is not None
    assert found[1] == word.lower()


@pytest.mark.parametrize(
    "text",
    [
        "", "Atender solicitudes",
        "Campaña para pago seguro", "Tramitar pagos de contribuyentes",
        "Recepción de pagos en la banca", "Facilitar el pago del predial",
        "Invitar a pagar el agua", "Interés de los ciudadanos en pagar",
        "Requerimientos de pago a los deudores", "Ofrecer un plan de pago", "Convenios de pago",
        "Revisar las peticiones de pago", "Recordar el proceso para pago",
        "Difundir el reglamento de adquisiciones", "Lineamientos para la adquisición",
        "Comité de Adquisiciones", "Ley de Compras",
        "Adquirir conocimientos", "Adquisición de habilidades",
        "Cumplir los compromisos adquiridos", "Comparar precios", "Compraventa",
        "Incrementar la renta", "Acompañar a los apagados", "Propagar",
    ],
)  # fmt: skip
def test_no_purchase_and_no_payment(text: str) -> None:
    assert gasto_mencionado(text) is None


def test_every_word_has_its_reason() -> None:
    assert all(reason for _, reason in (*GASTO, *NO_ES_GASTO))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_a_quotation_is_short_and_on_one_row(text: str) -> None:
    quoted = cita(text)
    assert len(quoted) <= CITA_MAXIMA + 2
    assert "\n" not in quoted
    assert (quoted[0], quoted[-1]) == ("«", "»")


@pytest.mark.parametrize(
    "part",
    [
        "pago ",
        "usuario ",
        "de de ",
        "recibir de ",
        "2022 ",
        "ley 2022",
        "2022-",
        "a",
        "20",
        "enero ",
    ],
)
def test_the_longest_text_is_read_in_no_time(part: str) -> None:
    text = (part * 10_000)[:10_000]
    start = time.process_time()
    otros_ejercicios(text, 2024)
    gasto_mencionado(f"{text} pago")
    tiene_numero(text, 2024)
    assert time.process_time() - start < 1
