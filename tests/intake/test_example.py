"""The bundled example: the seed's shape, our own words, and a year that shows every state."""

import difflib
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from poa_desktop.data.store import create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.intake.example import ExampleDraft, read_example
from poa_desktop.intake.text_form import read_text_form
from poa_desktop.poa.checks import revisar
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.evaluacion import EstadoLinea, evaluar
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import Poa
from poa_desktop.poa.semaforo import Semaforo

TODAY = date(2024, 10, 10)
GASTO = {"actividad": 2, "fecha": "2024-01-12", "importe": "1", "partida": "", "concepto": "x"}


@pytest.fixture(scope="module")
def bundled(example_folder: Path, example_text: bytes) -> ExampleDraft:
    detail = (example_folder / "avances.json").read_bytes()
    return read_example(example_text, detail, (example_folder / "escudo.png").read_bytes())


def test_detail_completes_the_document(bundled: ExampleDraft, example_text: bytes) -> None:
    draft = bundled.draft
    plain = read_text_form(example_text, "poa.txt")
    assert draft.municipio.estado == "Jalisco"
    assert draft.municipio.pmd_nombre.startswith("Plan Municipal de Desarrollo")
    assert (draft.municipio.escudo or b"").startswith(b"\x89PNG")
    assert draft.poa.dependencia.titular_nombre
    assert draft.poa.dependencia.titular_cargo
    assert draft.poa.dependencia.enlace
    assert draft.problems == plain.problems
    assert [linea.texto for linea in draft.poa.lineas] == [each.texto for each in plain.poa.lineas]
    numbers = {each.numero for each in draft.poa.actividades}
    assert set(draft.programas_de) < numbers
    assert set(draft.programas_de.values()) == {1, 2}
    assert len({linea.unidad_medida for linea in draft.poa.lineas}) > 5


def test_evidencias_and_comprobantes_are_small_real_files(
    bundled: ExampleDraft, example_folder: Path
) -> None:
    files = sorted((example_folder / "evidencias").iterdir())
    used = {each.archivo for each in (*bundled.evidencias, *bundled.comprobantes)}
    assert sorted(used) == [each.name for each in files]
    assert sum(each.stat().st_size for each in files) < 60_000
    heads = {".pdf": b"%PDF", ".png": b"\x89PNG", ".txt": b""}
    assert all(each.read_bytes().startswith(heads[each.suffix]) for each in files)


def test_the_year_shows_every_state(bundled: ExampleDraft) -> None:
    results = [evaluar(bundled.draft.poa, Periodo(2024, "T", n), TODAY) for n in (1, 2, 3)]
    assert [each.total.semaforo for each in results] == [
        Semaforo.VERDE,
        Semaforo.AMARILLO,
        Semaforo.ROJO,
    ]
    assert {linea.estado for each in results for linea in each.lineas} == set(EstadoLinea)
    october = [linea.avances[9] for linea in bundled.draft.poa.lineas]
    assert all(avance.realizado is None for avance in october)


def test_late_work_counts_inside_its_quarter(bundled: ExampleDraft) -> None:
    linea = bundled.draft.poa.actividades[0].lineas[1]
    assert linea.realizado[:3] == (100, 0, 200)
    result = evaluar(bundled.draft.poa, Periodo(2024, "T", 1), TODAY)
    assert result.actividades[0].lineas[1].actos_realizados == 3


def test_a_zero_is_explained(bundled: ExampleDraft) -> None:
    for linea in bundled.draft.poa.lineas:
        for avance in linea.avances:
            assert avance.realizado != 0 or avance.justificacion


def test_checks_have_something_to_find(bundled: ExampleDraft) -> None:
    problems = revisar(bundled.draft.poa, TODAY)
    years = [each for each in problems if each.regla == "otro-ejercicio"]
    assert [each.donde.etiqueta for each in years] == ["Actividad 5, línea 1"]


def test_gastos_are_of_the_actividades_with_an_amount(bundled: ExampleDraft) -> None:
    poa = bundled.draft.poa
    with_gastos = {each.numero: each for each in poa.actividades if each.gastos}
    amounts = {each.numero for each in poa.actividades if each.ficha.inversion.monto}
    assert set(with_gastos) == amounts == {2, 6, 12, 13, 14}
    shares = {
        numero: each.ejercido * 100 / (each.ficha.inversion.monto or Decimal(1))
        for numero, each in with_gastos.items()
    }
    assert 100 < shares.pop(6) < 110
    assert all(50 <= share <= 90 for share in shares.values()), shares
    assert sum(each.ejercido for each in poa.actividades) == Decimal("1530567.50")
    gastos = [gasto for each in poa.actividades for gasto in each.gastos]
    assert 20 <= len(gastos) <= 25
    assert all(date(2024, 1, 1) <= gasto.fecha <= TODAY for gasto in gastos)
    assert all(gasto.partida and len(gasto.concepto.split()) > 2 for gasto in gastos)
    for each in with_gastos.values():
        assert [gasto.fecha for gasto in each.gastos] == sorted(g.fecha for g in each.gastos)


def test_comprobantes_belong_to_the_gastos_they_prove(bundled: ExampleDraft) -> None:
    actividades = {each.numero: each for each in bundled.draft.poa.actividades}
    proven = {
        proof.archivo: actividades[proof.actividad].gastos[proof.gasto].importe
        for proof in bundled.comprobantes
    }
    assert proven == {
        "recibo_carro_de_sonido.txt": Decimal("6496.00"),
        "remision_neumaticos.txt": Decimal("214600.00"),
        "bitacora_combustible_t1.txt": Decimal("5980.00"),
    }


def test_the_example_is_written_with_its_gastos(tmp_path: Path, bundled: ExampleDraft) -> None:
    with create_store(tmp_path / "ejemplo.poa", lambda: datetime(2024, 10, 10)) as store:
        write_example(store)
        (poa,) = store.archivo().poas
        assert [each.ejercido for each in poa.actividades] == [
            each.ejercido for each in bundled.draft.poa.actividades
        ]
        proofs = {
            proof.nombre: (gasto.importe, store.evidence(proof.sha256))
            for each in poa.actividades
            for gasto in each.gastos
            for proof in gasto.comprobantes
        }
    assert len(proofs) == 3
    importe, content = proofs["recibo_carro_de_sonido.txt"]
    assert f"${importe:,.2f}" in content.decode()
    found = [
        each.regla for each in revisar(poa, TODAY) if each.donde.campo in ("gastos", "comprobantes")
    ]
    assert sorted(found) == ["gasto-excede", *["gasto-sin-comprobante"] * 5]


def sentences(poa: Poa) -> list[str]:
    """The texts of four words and more that somebody wrote."""
    foda = poa.foda
    lists = (foda.fortalezas, foda.debilidades, foda.oportunidades, foda.amenazas)
    texts = [*poa.vision.split("\n"), poa.mision, poa.dependencia.objetivo_fin]
    texts += [item.texto for each in lists for item in each]
    texts += [each.estrategia for each in poa.programas]
    for bloque in poa.bloques:
        texts += [bloque.nombre, bloque.eje, bloque.ficha.metas]
        texts += [linea.texto for linea in bloque.lineas]
    return [text.casefold() for text in texts if len(text.split()) >= 4]


def test_no_sentence_is_the_municipality_s(seed_text: bytes, example_text: bytes) -> None:
    ours = sentences(read_text_form(example_text, "poa.txt").poa)
    theirs = sentences(read_text_form(seed_text, "poa.txt").poa)
    assert len(ours) > 100
    for other in set(theirs):
        matcher = difflib.SequenceMatcher(b=other, autojunk=False)
        for text in ours:
            matcher.set_seq1(text)
            close = matcher.real_quick_ratio() > 0.8 and matcher.quick_ratio() > 0.8
            assert not (close and matcher.ratio() > 0.8), (text, other)


@pytest.mark.parametrize(
    "change",
    [
        {"avances": [{"linea": "A99.1", "mes": 1}]},
        {"avances": [{"linea": "A1.1", "mes": 13}]},
        {"avances": [{"linea": "A1.1", "mes": 1, "realizado": -1}]},
        {"programas": {"99": 1}},
        {"evidencias": [{"linea": "A1.1", "mes": 12, "archivo": "x.txt"}]},
        {"titular": None},
        {"unidades": [{}]},
        {"gastos": None},
        {"gastos": [{**GASTO, "actividad": 99}]},
        {"gastos": [{**GASTO, "fecha": "2025-01-01"}]},
        {"gastos": [{**GASTO, "fecha": "2024-02-30"}]},
        {"gastos": [{**GASTO, "importe": "0"}]},
        {"gastos": [{**GASTO, "importe": "-1"}]},
        {"gastos": [{**GASTO, "partida": "12"}]},
        {"gastos": [{"actividad": 2, "fecha": "2024-01-12", "importe": "1"}]},
    ],
)
def test_a_damaged_detail_is_refused(
    example_folder: Path, example_text: bytes, change: dict[str, object]
) -> None:
    detail = json.loads((example_folder / "avances.json").read_bytes()) | change
    with pytest.raises(PoaError):
        read_example(example_text, json.dumps(detail).encode())
    with pytest.raises(PoaError, match="dañado"):
        read_example(example_text, b"{")
