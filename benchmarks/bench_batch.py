"""Forty POAs at once: against forty times bare reportlab and openpyxl with the same texts.

Also: whether memory stays flat over the forty, and how long the window's event loop ever waits
while they are written beside it.
"""

import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from alternate import seconds, show
from bench_documents import bare_pdf, bare_xlsx, cells_of, pairs_of

from poa_desktop.data.store import create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.envio import EnvioReport, Pedido, export_files
from poa_desktop.export.batch import Step, Watch, every_document, fitting
from poa_desktop.export.document import Context
from poa_desktop.export.documents import render
from poa_desktop.export.layout import official_layout
from poa_desktop.poa.periodos import parse_periodo

COUNT = 40
NOW = datetime(2024, 10, 15, 10, 32)
PERIODO = parse_periodo("2024-T1")


def clock() -> datetime:
    """The day everything is written on."""
    return NOW


def floor_of(context: Context) -> Callable[[], None]:
    """As many bare documents as one POA gets: the texts of the official one for each PDF, the cells
    of each workbook."""
    parts = [pairs_of(part) for part in official_layout(context.municipio, context.poa).parts]
    wanted = fitting(every_document(), context)
    papers = sum(each.formato == "pdf" for each in wanted)
    books = [
        cells_of(render(each.kind, each.formato, context)[0])
        for each in wanted
        if each.formato == "xlsx"
    ]

    def write() -> None:
        for _ in range(papers):
            bare_pdf(parts)
        for book in books:
            bare_xlsx(book)

    return write


def resident() -> float:
    """Memory of this process in MB."""
    with open("/proc/self/statm", encoding="ascii") as stream:
        return int(stream.read().split()[1]) * resource.getpagesize() / 1e6


def longest_wait(work: Callable[[Watch], object]) -> tuple[float, object]:
    """Milliseconds the event loop waited at most while *work* ran beside it, and its result."""
    from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer

    from poa_desktop.app import make_app
    from poa_desktop.ui.envio.batch_job import BatchJob

    make_app(dark=False)
    loop, ticks, elapsed, results = QEventLoop(), [], QElapsedTimer(), []
    job = BatchJob(work)
    job.done.connect(results.append)
    job.finished.connect(loop.quit)
    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(lambda: ticks.append(elapsed.nsecsElapsed() / 1e6))
    elapsed.start()
    timer.start()
    job.start()
    loop.exec()
    job.wait()
    return max(b - a for a, b in pairwise(ticks)), results[0]


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["POA_DESKTOP_DATOS"] = name
        first = folder / "dependencia-00.poa"
        with create_store(first, clock) as store:
            write_example(store)
            poa = store.poa(store.headers()[0].id)
            context = Context(store.municipio(), poa, NOW.date(), PERIODO)
        files = [first]
        for number in range(1, COUNT):
            files.append(folder / f"dependencia-{number:02}.poa")
            shutil.copy(first, files[-1])
        bare = floor_of(context)
        pedido = Pedido(every_document(), PERIODO, folder / "salida")
        export_files(files[:1], pedido, clock)  # compiling, fonts
        bare()
        memory: list[float] = []

        def tell(step: Step) -> None:
            if step.share * COUNT % 1 < 0.01:
                memory.append(resident())

        start = time.perf_counter()
        waited, report = longest_wait(
            lambda watch: export_files(
                files, pedido, clock, Watch(lambda step: (tell(step), watch.tell(step)), watch.stop)
            )
        )
        ours = time.perf_counter() - start
        assert isinstance(report, EnvioReport)
        assert all(each.whole for each in report.files)
        floor = seconds(lambda: [bare() for _ in files])
        show(f"{COUNT} POA, {report.written} documentos", ours, floor)
        print(
            f"  la ventana esperó {waited:.0f} ms a lo más; memoria de "
            f"{memory[COUNT // 8]:.0f} a {memory[-1]:.0f} MB",
            flush=True,
        )


if __name__ == "__main__":
    main()
