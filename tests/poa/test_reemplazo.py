"""What a replacement makes of a text, and what a field refuses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa_desktop.poa.consulta import consulta_de, encontrar
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.poa.reemplazo import Cambio, cambio_de, palabra_nueva, titulo_de
from poa_desktop.poa.text import clean_text
from poa_desktop.poa.textos import Registro, Texto

DONDE = Lugar(TipoLugar.LINEA, 1, "texto", "A1.1")
text = st.text(max_size=40).map(lambda raw: clean_text(raw).text)


def of(
    words: str, registro: Registro = Registro.LINEAS, columna: str = "medio_verificacion"
) -> Texto:
    return Texto(DONDE, "Texto", words, registro, columna, 1)


def replaced(texto: Texto, old: str, new: str, **options: bool) -> Cambio:
    spans = encontrar(consulta_de(old, frase=True), texto.texto)
    return cambio_de(texto, spans, new, **options)


@pytest.mark.parametrize("registro", list(Registro))
def test_only_the_texts_of_a_locked_plan_are_left(registro: Registro) -> None:
    texto = of("un informe", registro, "texto")
    spans = encontrar(consulta_de("informe", frase=True), texto.texto)
    motivo = cambio_de(texto, spans, "reporte", candado="Está autorizado.").motivo
    plan = {Registro.PROGRAMAS, Registro.ACTIVIDADES, Registro.FICHAS, Registro.LINEAS}
    assert (motivo == "Está autorizado.") is (registro in plan)


@settings(max_examples=300)
@given(text, st.data())
def test_replacing_with_itself_changes_nothing(words: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words)))
    piece = " ".join(words[first : first + 5].split())
    spans = encontrar(consulta_de(piece, exacta=True, frase=True), words)
    spans = tuple(span for span in spans if words[span[0] : span[1]] == piece)
    for keep in (True, False):
        assert cambio_de(of(words), spans, piece, conservar=keep).nuevo == words


@settings(max_examples=300)
@given(text, st.text(alphabet="abcXYZ", min_size=1, max_size=5))
def test_all_else_stays(words: str, new: str) -> None:
    spans = encontrar(consulta_de("e"), words)
    change = cambio_de(of(words), spans, new)
    kept = "".join(
        words[before:first]
        for before, first in zip(
            [0, *(after for _, after in spans)],
            [*(first for first, _ in spans), len(words)],
            strict=True,
        )
    )
    rest = change.nuevo
    for piece in kept.split():
        assert piece[0] in rest
    assert len(clean_text(words[: spans[0][0]]).text if spans else words) <= len(words)
    assert change.nuevo == clean_text(change.nuevo).text
    if spans:
        assert change.nuevo.startswith(words[: spans[0][0]] + new)
        assert change.nuevo.endswith(new + words[spans[-1][1] :])
    else:
        assert change.nuevo == words


@pytest.mark.parametrize(
    ("found", "new", "becomes"),
    [
        ("Hacienda", "tesorería", "Tesorería"),
        ("HACIENDA", "Tesorería", "TESORERÍA"),
        ("hacienda", "Tesorería", "tesorería"),
        ("Hacienda Municipal", "tesorería general", "Tesorería General"),
        ("informe", "SIPOT", "SIPOT"),
        ("2023", "2024", "2024"),
        ("DiF", "Sistema", "Sistema"),
        ("Á", "obra", "Obra"),
    ],
)
def test_capitals_follow_what_is_replaced(found: str, new: str, becomes: str) -> None:
    assert palabra_nueva(found, new, conservar=True) == becomes
    assert palabra_nueva(found, new, conservar=False) == new


@pytest.mark.parametrize(
    ("texto", "old", "new", "because"),
    [
        (of("Pagar", columna="texto"), "pagar", "", "vacía"),
        (of("Acción", columna="unidad_medida"), "accion", " ", "unidad"),
        (of("Obras", Registro.ACTIVIDADES, "nombre"), "obras", "", "nombre"),
        (of("x", Registro.LINEAS, "texto"), "x", "a" * 10_001, "10,000"),
        (of("acta.pdf", Registro.EVIDENCIAS, "nombre"), "pdf", "doc", "«.pdf»"),
        (of("acta.pdf", Registro.EVIDENCIAS, "nombre"), "acta", "", "nombre"),
        (of("acta.pdf", Registro.EVIDENCIAS, "nombre"), "acta", "a/b", "/"),
        (of("acta", Registro.COMPROBANTES, "nombre"), "acta", "acta.exe", ".exe"),
        (of("acta.pdf", Registro.COMPROBANTES, "nombre"), "a", "b" * 200, "200"),
        (of("261", Registro.GASTOS, "partida"), "261", "26x", "partida"),
        (Texto(DONDE, "Inversión", "$80,000.00"), "80,000", "90,000", "número"),
    ],
)
def test_what_a_field_refuses_is_told(texto: Texto, old: str, new: str, because: str) -> None:
    assert because in replaced(texto, old, new).motivo


@pytest.mark.parametrize(
    ("texto", "old", "new", "becomes"),
    [
        (of("Acta 2023.PDF", Registro.EVIDENCIAS, "nombre"), "2023", "2024", "Acta 2024.PDF"),
        (of("261", Registro.GASTOS, "partida"), "261", "2611", "2611"),
        (of("la casa vieja"), "casa", "", "la vieja"),
        (of("uno\ndos"), "uno", "tres", "tres\ndos"),
        (of("diésel", Registro.GASTOS, "concepto"), "diesel", "gasolina", "gasolina"),
    ],
)
def test_what_a_field_takes(texto: Texto, old: str, new: str, becomes: str) -> None:
    assert (replaced(texto, old, new).nuevo, replaced(texto, old, new).motivo) == (becomes, "")


def test_the_title_says_how_many() -> None:
    assert titulo_de("2023", "2024", 14) == "Reemplazar «2023» por «2024» en 14 lugares"
    assert titulo_de("2023", "2024", 1) == "Reemplazar «2023» por «2024» en 1 lugar"
    assert titulo_de("borrador", "", 2) == "Quitar «borrador» de 2 lugares"
