"""Searching a large POA at every key, and forty POAs of a file.

60 actividades of 20 líneas, all twelve months commented: some 20,000 texts. The floor of a key is
one pass of Python's own `in` over the same folded texts. For the file: until all are searched,
beside loading the same POAs; then how long the window waits between one POA and the next.
"""

import os
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from alternate import alternate, seconds, show
from bench_tablero import large_poa
from PySide6.QtCore import QEventLoop

ROUNDS = 15
NOW = datetime(2024, 10, 15, 10, 32)
POAS = 40
KEYS = ("a", "re", "realizo", "informe pendiente", "línea 17", "zzz")


def commented(poa):
    """The POA with a comment in every month of every línea."""
    from poa_desktop.poa.records import Avance

    def linea(number, each):
        text = f"Se realizó lo programado en la línea {number}; queda pendiente el informe del mes."
        return replace(each, avances=tuple(Avance(100, f"{text} ({mes})") for mes in range(12)))

    return replace(
        poa,
        actividades=tuple(
            replace(each, lineas=tuple(linea(n, li) for n, li in enumerate(each.lineas)))
            for each in poa.actividades
        ),
    )


def main() -> None:
    from poa_desktop.app import make_app
    from poa_desktop.data import drafts
    from poa_desktop.data.store import create_store
    from poa_desktop.ejemplo import write_example
    from poa_desktop.poa.buscar import Indice, buscar
    from poa_desktop.poa.consulta import consulta_de
    from poa_desktop.poa.records import Dependencia, Municipio
    from poa_desktop.ui.buscar.searcher import Alcance, Pregunta, Searcher
    from poa_desktop.ui.session import Session

    with tempfile.TemporaryDirectory() as name:
        os.environ["POA_DESKTOP_DATOS"] = name
        make_app(dark=False)
        large = commented(large_poa())
        index = Indice(Municipio(), large)
        forms = [form for _, texts in index.nodos for _, form in texts]
        for key in KEYS:
            consulta = consulta_de(key)
            word = consulta.terminos[0]
            ours = alternate(
                lambda consulta=consulta: seconds(lambda: buscar(index, consulta)),
                lambda word=word: seconds(lambda: [word in form for form in forms]),
                ROUNDS,
            )
            show(f"buscar «{key}» en {len(forms):,} textos", *ours)
        path = Path(name) / "cuarenta.poa"
        with create_store(path, lambda: NOW) as store:
            draft = write_example(store)
            for number in range(1, POAS):
                poa = replace(draft.poa, dependencia=Dependencia(0, f"Dependencia {number}"))
                store.run("x", lambda db, poa=poa: drafts.write_draft(db, Municipio(), poa))
            session = Session(store, lambda: NOW)
            waits: list[float] = []

            def whole_file() -> None:
                searcher = Searcher(session)
                loop = QEventLoop()
                searcher.found.connect(lambda _found, done, of: done == of and loop.quit())
                step = searcher._step
                searcher._timer.timeout.disconnect()
                searcher._timer.timeout.connect(lambda: waits.append(seconds(step)))
                searcher.ask(Pregunta(consulta_de("informe"), Alcance.ARCHIVO))
                loop.exec()

            ids = [each.id for each in store.headers()]
            times = alternate(
                lambda: seconds(whole_file),
                lambda: seconds(lambda: [store.poa(each) for each in ids]),
                5,
            )
            show(f"buscar en {POAS} POA del archivo", *times)
            waits.sort()
            told = f"{waits[len(waits) // 2] * 1000:.0f} ms, la mayor {waits[-1] * 1000:.0f} ms"
            print(f"  espera de la ventana entre POA y POA: mediana {told}")


if __name__ == "__main__":
    main()
