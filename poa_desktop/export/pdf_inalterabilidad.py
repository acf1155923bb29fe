"""The Informe de inalterabilidad as PDF: what was checked of a file, what came of it, and what
that does not prove. For a lawyer or an auditor to read."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, KeepTogether

from poa_desktop.export import paleta
from poa_desktop.export.pdf_box import Bookmark, Box, Row
from poa_desktop.export.pdf_firmas import Firma, signatures
from poa_desktop.export.pdf_frame import PdfOutput, Progress, Sheet, build_pdf
from poa_desktop.export.pdf_masthead import masthead
from poa_desktop.export.pdf_text import BODY, SMALL, TINY, Texts, in_color
from poa_desktop.poa.records import Municipio, Poa
from poa_desktop.poa.sello import in_groups
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.poa.verificacion import CierreComprobado, SelloComprobado, Verificacion, momento
from poa_desktop.poa.verificacion_partes import Parte

_LABEL = 0.2
_PAD = 2.0
_NO_PRUEBA = (
    "Que lo capturado sea cierto: prueba que no cambió desde que se selló, no que haya ocurrido.",
    "Quién tecleó: el nombre es el que se dio en la cuenta de Windows; no es una firma electrónica "
    "avanzada ni una contraseña.",
    "La fecha y la hora: son las del reloj del equipo en que se selló.",
    "Lo que haga quien administra el equipo, o quien tiene la llave y se pone de acuerdo con "
    "otros, antes de que el acta se imprima y se entregue. Contra eso valen el acta impresa y "
    "firmada, y las copias que otros conservan.",
    "Que no exista un acto posterior que este equipo nunca vio: quien tenga un acta con un folio "
    "que no está en la lista, tiene un acta de un archivo más reciente que este.",
)
_COMO = (
    "Para comprobar un acta impresa contra el archivo: en el menú Archivo, Comprobar folio…, "
    "escriba el folio con su sello o pegue el texto de su código QR. Las firmas son Ed25519 y las "
    "huellas SHA-256; con las llaves de la lista cualquiera puede repetir la comprobación sin este "
    "programa. La huella de una llave se confirma por otro medio (teléfono, oficio) con quien "
    "selló."
)


def write_inalterabilidad_pdf(
    municipio: Municipio, poa: Poa, found: Verificacion, progress: Progress | None = None
) -> PdfOutput:
    """The report of one verification, Letter upright."""
    texts = Texts()
    sheet = Sheet(
        title=f"Informe de inalterabilidad de {found.archivo}",
        subject=f"Comprobación de sellos, bitácora y periodos cerrados, {momento(found.cuando)}",
        running=(f"Informe de inalterabilidad, {municipio.gobierno}".rstrip(", "), found.archivo),
        serie=f"IN-{found.cuando:%Y%m%d}",
        hoy=found.cuando.date(),
        municipio=municipio,
    )
    writer = _Report(sheet, texts, poa, found)
    return build_pdf(sheet, list(writer.story()), texts, progress)


class _Report:
    """Makes the parts of one report."""

    def __init__(self, sheet: Sheet, texts: Texts, poa: Poa, found: Verificacion) -> None:
        self.sheet = sheet
        self.texts = texts
        self.poa = poa
        self.found = found
        self.tint = sheet.paleta.suave

    def story(self) -> Iterator[Flowable]:
        """Every part, in printing order."""
        rows = ["INFORME DE INALTERABILIDAD", self.sheet.municipio.gobierno]
        yield from masthead([each for each in rows if each], self.texts, self.sheet)
        yield self._head()
        yield self._parts()
        if self.found.todos or self.found.testigo.hallazgos:
            yield self._sentences(
                "Lo que se encontró", (*self.found.todos, *self.found.testigo.hallazgos)
            )
        yield self._sentences("Hasta dónde es seguro", self.found.desde)
        if self.found.sellos:
            yield self._seals()
            yield self._keys()
        if self.found.cierres:
            yield self._closed()
        yield self._trail()
        yield self._sentences("Lo que este informe no prueba", _NO_PRUEBA)
        yield self._sentences("Cómo se comprueba", (_COMO,))
        yield KeepTogether([self._signed()])

    def _box(self, rows: Sequence[Row], *, repeat: Sequence[Row] = ()) -> Box:
        accent = self.sheet.paleta.institucional
        return Box(rows, self.sheet.height, repeat=repeat, accent=accent)

    def _title(self, text: str, *, level: int = 0) -> Row:
        cells: list[list[Flowable]] = [[self.texts.p(text, SMALL, bold=True)]]
        mark = Bookmark(f"parte-{text}", text, level)
        widths, tint = (self.sheet.width,), (self.tint,)
        return Row(cells, widths, tint, keep=True, pad_y=2.4, bookmark=mark)

    def _pair(self, label: str, value: str, *, bold: bool = False, color: str = "") -> Row:
        style = in_color(SMALL, color) if color else SMALL
        cells: list[list[Flowable]] = [
            [self.texts.p(label, SMALL, bold=True)],
            [self.texts.p(value, style, bold=bold)],
        ]
        width = self.sheet.width
        return Row(cells, (width * _LABEL, width * (1 - _LABEL)), (self.tint, None), pad_y=_PAD)

    def _head(self) -> Box:
        found = self.found
        light = Semaforo.VERDE if found.conforme else Semaforo.ROJO
        sign, color = paleta.SEMAFORO_SIGNO[light], paleta.SEMAFORO_TINTA[light]
        verdict = in_color(BODY, color)
        result: list[list[Flowable]] = [
            [self.texts.p("RESULTADO:", SMALL, bold=True)],
            [self.texts.p(f"{sign} {found.titular}", verdict, bold=True)],
        ]
        width = self.sheet.width
        return self._box(
            [
                Row(result, (width * _LABEL, width * (1 - _LABEL)), (self.tint, None)),
                *([self._pair("QUÉ HACER:", found.que_hacer)] if found.que_hacer else []),
                self._pair("ARCHIVO:", found.archivo),
                self._pair("CLAVE DEL ARCHIVO:", in_groups(found.clave)),
                self._pair("DIRECCIÓN / JEFATURA:", self._dependencias()),
                self._pair("SE COMPROBÓ:", momento(found.cuando)),
            ]
        )

    def _dependencias(self) -> str:
        names = dict.fromkeys(
            (self.poa.dependencia.nombre, *(each.dependencia for each in self.found.sellos))
        )
        return "; ".join(filter(None, names)).upper()

    def _parts(self) -> Box:
        rows = [self._title("Qué se comprobó")]
        width = self.sheet.width
        for parte in Parte:
            wrong = len(self.found.de(parte))
            light = Semaforo.ROJO if wrong else Semaforo.VERDE
            noun = "hallazgo" if wrong == 1 else "hallazgos"
            word = f"{wrong} {noun}" if wrong else self._good(parte)
            told = f"{paleta.SEMAFORO_SIGNO[light]} {word}"
            color = in_color(TINY, paleta.SEMAFORO_TINTA[light])
            cells: list[list[Flowable]] = [
                [self.texts.p(parte.etiqueta, TINY, bold=True)],
                [self.texts.p(parte.pregunta, TINY)],
                [self.texts.p(told, color, bold=True)],
            ]
            widths = (width * _LABEL, width * (0.8 - _LABEL), width * 0.2)
            rows.append(Row(cells, widths, pad_y=_PAD))
        return self._box(rows)

    def _good(self, parte: Parte) -> str:
        found = self.found
        if parte is Parte.SELLOS:
            count = len(found.sellos)
            return f"{count} válidos" if count > 1 else "1 válido" if count else "No hay todavía"
        if parte is Parte.CIERRES and not found.cierres:
            return "No hay todavía"
        if parte is Parte.TESTIGO and found.testigo.visto is None:
            return "Primera vez que se ve"
        return "Sin hallazgos"

    def _sentences(self, title: str, sentences: Sequence[str]) -> Box:
        rows = [self._title(title)]
        for each in sentences:
            cells: list[list[Flowable]] = [[self.texts.p(each, TINY)]]
            rows.append(Row(cells, (self.sheet.width,), pad_y=_PAD))
        return self._box(rows)

    def _seals(self) -> Box:
        shares = (0.225, 0.19, 0.215, 0.24, 0.13)
        widths = tuple(self.sheet.width * share for share in shares)
        titles = ("Folio y sello", "Acto", "Quién y cuándo", "Cubre la bitácora", "Resultado")
        cells: list[list[Flowable]] = [[self.texts.p(title, TINY, bold=True)] for title in titles]
        heading = Row(cells, widths, (self.tint,) * len(titles), keep=True, pad_y=_PAD)
        keys = {key: number for number, key in enumerate(self._known_keys(), 1)}
        rows = [self._title("Actos sellados"), heading]
        rows += [self._seal(each, widths, keys) for each in self.found.sellos]
        return self._box(rows, repeat=[heading])

    def _seal(self, each: SelloComprobado, widths: tuple[float, ...], keys: dict[str, int]) -> Row:
        p, sello = self.texts.p, each.sello
        light = Semaforo.VERDE if each.valido else Semaforo.ROJO
        told = "Válido" if each.valido else "NO VÁLIDO"
        force = "Vigente" if each.vigente else "Sustituido por otro posterior"
        color = in_color(TINY, paleta.SEMAFORO_TINTA[light])
        what = f"{sello.paso.etiqueta}, {sello.periodo}, versión {sello.version}"
        cells: list[list[Flowable]] = [
            [p(sello.folio, TINY, bold=True), p(sello.corta if each.valido else "—", TINY)],
            [p(what, TINY), p(each.dependencia, TINY)],
            [
                p(", ".join(filter(None, (sello.nombre, sello.cargo))), TINY),
                p(f"{momento(sello.cuando)} · llave {keys[sello.llave]}", TINY),
            ],
            [
                p(f"hasta la operación {sello.bitacora_numero}", TINY),
                p(f"huella {in_groups(sello.bitacora_sello[:16])}", TINY),
            ],
            [p(f"{paleta.SEMAFORO_SIGNO[light]} {told}", color, bold=True), p(force, TINY)],
        ]
        return Row(cells, widths, pad_y=_PAD)

    def _known_keys(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.sello.llave for each in self.found.sellos))

    def _keys(self) -> Box:
        rows = [self._title("Llaves con que se selló")]
        for number, key in enumerate(self._known_keys(), 1):
            each = next(one for one in self.found.sellos if one.sello.llave == key)
            told = f"Huella {each.sello.huella_llave} ({each.confianza.etiqueta})"
            rows.append(self._pair(f"Llave {number}", f"{told}\nLlave pública {in_groups(key)}"))
        return self._box(rows)

    def _closed(self) -> Box:
        rows = [self._title("Periodos cerrados, comparados con lo que se congeló")]
        rows += [row for each in self.found.cierres for row in self._period(each)]
        return self._box(rows)

    def _period(self, each: CierreComprobado) -> Iterator[Row]:
        name = (
            f"{each.sello.periodo} · {each.dependencia}"
            if each.dependencia
            else (each.sello.periodo)
        )
        yield self._pair(name, self._told(each))
        for one in each.diferencias:
            light = Semaforo.GRIS if one.legitima else Semaforo.ROJO
            word = "Registrado" if one.legitima else "ALTERADO"
            style = in_color(TINY, paleta.SEMAFORO_TINTA[light])
            cells: list[list[Flowable]] = [
                [self.texts.p(f"{paleta.SEMAFORO_SIGNO[light]} {word}", style, bold=True)],
                [self.texts.p(f"{one}.", TINY)],
            ]
            width = self.sheet.width
            yield Row(cells, (width * _LABEL, width * (1 - _LABEL)), pad_y=_PAD)

    def _told(self, each: CierreComprobado) -> str:
        start = f"Cierre {each.sello.folio} del {momento(each.sello.cuando)}"
        if each.problema:
            return f"{start}: {each.problema}."
        if not each.diferencias:
            return f"{start}: el archivo dice hoy lo mismo."
        altered, all_ = len(each.alteradas), len(each.diferencias)
        count = f"{all_} diferencia" if all_ == 1 else f"{all_} diferencias"
        if not altered:
            return f"{start}: {count}, que el programa registró después del cierre."
        verb = "no la hizo" if altered == 1 else "no las hizo"
        return f"{start}: {count}; {altered} {verb} el programa."

    def _trail(self) -> Box:
        found = self.found
        seen = found.testigo
        rows = [
            self._title("Bitácora y lo que este equipo conocía"),
            self._pair("Operaciones", f"{found.bitacora.operaciones:,}"),
            self._pair("Huella de la última", in_groups(found.bitacora.sello) or "—"),
        ]
        if seen.visto is None:
            told = ["Este equipo ve el archivo por primera vez: no tiene con qué compararlo."]
        else:
            told = [
                f"Visto el {momento(seen.visto)} con {seen.operaciones:,} operaciones.",
                *(f"{each.folio}: se reconoció su falta el {each.reconocido}."
                  for each in seen.perdidos if each.reconocido),
            ]  # fmt: skip
        rows.append(self._pair("Este equipo", "\n".join([*told, *seen.avisos])))
        return self._box(rows)

    def _signed(self) -> Box:
        heading = f"Se firma: informe de inalterabilidad de {self.found.archivo}"
        firmas = (Firma("Comprobó", ("Nombre y cargo",)), Firma("Recibió", ("Nombre y cargo",)))
        return signatures(self.sheet, self.texts, heading, firmas)
