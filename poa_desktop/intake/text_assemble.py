"""From the raw texts of a document to the draft: municipio, dependencia, diagnóstico, blocks."""

from datetime import date

from poa_desktop.intake.draft import Draft
from poa_desktop.intake.findings import Findings, renglon
from poa_desktop.intake.text_blocks import RawBlock, Texto
from poa_desktop.intake.text_build import BlockBuilder, likely_ejercicio, number_blocks
from poa_desktop.intake.text_document import RawDocument
from poa_desktop.intake.text_labels import Etiqueta
from poa_desktop.intake.text_values import (
    find_fecha,
    is_only_number,
    proper_name,
    read_items,
    split_evaluador,
)
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.poa.records import (
    EVALUADOR,
    Actividad,
    Dependencia,
    Foda,
    ItemFoda,
    Municipio,
    Poa,
    Programa,
)
from poa_desktop.poa.text import fold

_POA = Lugar(TipoLugar.POA, 0, "", "POA")


def assemble(document: RawDocument, name: str, findings: Findings) -> Draft:
    """Make the draft. Raises PoaError when the document is no POA or names no ejercicio."""
    if not document.titled and not document.bloques:
        raise PoaError(
            f"«{name}» no parece un POA: no tiene título «POA», ni PROGRAMA, ni ACTIVIDAD; "
            "elija el documento del POA."
        )
    return _Assembler(document, name, findings).draft()


class _Assembler:
    def __init__(self, document: RawDocument, name: str, findings: Findings) -> None:
        self._document = document
        self._name = name
        self._findings = findings

    def draft(self) -> Draft:
        ejercicio = self._ejercicio()
        gobierno, nombre, estado = self._gobierno()
        dependencia = self._dependencia()
        vision, mision = self._vision_mision()
        foda = Foda(*(self._items(etiqueta) for etiqueta in _CUADRANTES))
        programas = self._programas(ejercicio)
        actividades = self._actividades(ejercicio)
        poa = Poa(
            id=0,
            dependencia=dependencia,
            ejercicio=ejercicio,
            vision=vision,
            mision=mision,
            foda=foda,
            fecha=self._fecha(),
            evaluador=self._evaluador(),
            programas=programas,
            actividades=actividades,
        )
        self._report_schedule(poa)
        municipio = Municipio(nombre=nombre, estado=estado, gobierno=gobierno, ejes=_ejes(poa))
        return Draft(municipio, poa, tuple(self._findings.problems))

    def _ejercicio(self) -> int:
        if self._document.ejercicio is not None:
            return self._document.ejercicio
        likely = likely_ejercicio(self._document.bloques)
        if likely is None:
            raise PoaError(
                f"«{self._name}» no dice de qué ejercicio es: escriba el año en el título, "
                "por ejemplo «POA 2024», y vuelva a importarlo."
            )
        self._findings.aviso(
            "ejercicio_supuesto",
            _POA,
            f"El título no dice el ejercicio: se tomó {likely}, el año de los periodos de tiempo.",
            "Revise el ejercicio.",
        )
        return likely

    def _gobierno(self) -> tuple[str, str, str]:
        if self._document.gobierno is None:
            return "", "", ""
        where = Lugar(TipoLugar.MUNICIPIO, 0, "gobierno", "Municipio")
        gobierno = self._findings.clean(self._document.gobierno.text, where)
        bare = gobierno.rstrip(" .")
        place = bare[fold(bare).find(" de ") + 4 :] if len(fold(bare)) == len(bare) else bare
        nombre, _, estado = place.partition(",")
        return gobierno, proper_name(nombre.strip()), proper_name(estado.strip())

    def _dependencia(self) -> Dependencia:
        texts = self._document.dependencias
        nombre = next((each for each in reversed(texts) if not each.text.isupper()), None)
        nombre = nombre or (texts[0] if texts else Texto(0, ""))
        for other in texts:
            if fold(other.text) != fold(nombre.text):
                self._findings.not_understood(other.row, other.text)
        titular_nombre, titular_cargo = self._titular(nombre.text)
        return Dependencia(
            id=0,
            nombre=self._nombre_dependencia(nombre.text),
            objetivo_fin=self._dato(Etiqueta.OBJETIVO, "objetivo_fin", "Objetivo/FIN"),
            titular_nombre=titular_nombre,
            titular_cargo=titular_cargo,
        )

    def _nombre_dependencia(self, raw: str) -> str:
        where = Lugar(TipoLugar.POA, 0, "dependencia", "Dependencia")
        nombre = self._findings.clean(raw, where)
        if not nombre:
            self._findings.error(
                "dato_ausente",
                where,
                "El documento no dice de qué dependencia es.",
                "Escriba el nombre de la dependencia.",
            )
        return nombre

    def _titular(self, dependencia: str) -> tuple[str, str]:
        """Who signs: a name above the dependencia's, when the document has one."""
        others = [each for each in self._document.firma if fold(each.text) != fold(dependencia)]
        if not others or not _is_person(others[0].text):
            for other in others:
                self._findings.not_understood(other.row, other.text)
            return "", ""
        self._findings.aviso(
            "titular_supuesto",
            renglon(others[0].row),
            f"Se tomó como titular a «{others[0].text}», que está en el lugar de la firma.",
            "Revise el nombre y el cargo del titular.",
        )
        for other in others[2:]:
            self._findings.not_understood(other.row, other.text)
        where = Lugar(TipoLugar.POA, 0, "titular_nombre", "Titular")
        texts = [self._findings.clean(each.text, where) for each in others[:2]]
        return texts[0], texts[1] if len(texts) > 1 else ""

    def _dato(self, etiqueta: Etiqueta, campo: str, place: str) -> str:
        texto = self._document.datos.get(etiqueta, Texto(0, ""))
        where = Lugar(TipoLugar.POA, 0, campo, place)
        return self._findings.clean(texto.text, where, multiline=True)

    def _vision_mision(self) -> tuple[str, str]:
        vision = [each.text for each in self._document.columnas.get(Etiqueta.VISION, [])]
        mision = [each.text for each in self._document.columnas.get(Etiqueta.MISION, [])]
        loose = self._document.sueltos
        if vision or mision:
            for each in loose:
                self._findings.not_understood(each.row, each.text)
        elif loose:
            vision, mision = split_paragraphs([each.text for each in loose])
            self._report_columns(len(loose), bool(mision))
        return self._diagnostico("vision", vision), self._diagnostico("mision", mision)

    def _report_columns(self, paragraphs: int, with_mision: bool) -> None:
        if paragraphs <= 2 and with_mision:
            return
        where = Lugar(TipoLugar.DIAGNOSTICO, 0, "mision", "Visión y misión")
        self._findings.aviso(
            "columnas_perdidas",
            where,
            "El documento perdió las columnas de visión y misión: sus "
            f"{paragraphs} párrafos se repartieron por su orden."
            if with_mision
            else "El documento perdió las columnas de visión y misión, y solo hay un párrafo: se "
            "tomó como visión.",
            "Revise qué párrafos son la visión y cuáles la misión.",
        )

    def _diagnostico(self, campo: str, texts: list[str]) -> str:
        where = Lugar(TipoLugar.DIAGNOSTICO, 0, campo, "Diagnóstico")
        return self._findings.clean("\n".join(texts), where, multiline=True)

    def _items(self, etiqueta: Etiqueta) -> tuple[ItemFoda, ...]:
        items: list[ItemFoda] = []
        for texto in self._document.columnas.get(etiqueta, []):
            for item in read_items(texto.text):
                where = Lugar(TipoLugar.DIAGNOSTICO, 0, etiqueta.value, etiqueta.capitalize())
                clean = "" if is_only_number(item) else self._findings.clean(item, where)
                if clean:
                    items.append(ItemFoda(0, clean))
                else:
                    self._findings.not_understood(texto.row, item)
        return tuple(items)

    def _fecha(self) -> date | None:
        texto = self._document.datos.get(Etiqueta.FECHA)
        if texto is None:
            return None
        fecha, around = find_fecha(texto.text)
        where = Lugar(TipoLugar.POA, 0, "fecha", "Fecha")
        if fecha is None:
            self._findings.unreadable(where, "la fecha", texto.text, "Escriba día, mes y año.")
        elif around:
            self._findings.not_understood(texto.row, around)
        return fecha

    def _evaluador(self) -> str:
        texto = self._document.datos.get(Etiqueta.EVALUACION)
        where = Lugar(TipoLugar.POA, 0, "evaluador", "Evaluación")
        evaluador, formula = split_evaluador(texto.text) if texto else ("", "")
        if texto is not None and formula:
            self._findings.not_understood(texto.row, formula)
        if evaluador:
            return self._findings.clean(evaluador, where)
        self._findings.aviso(
            "dato_ausente",
            where,
            f"El documento no dice quién evalúa: se puso «{EVALUADOR}».",
            "Revise quién evalúa.",
        )
        return EVALUADOR

    def _blocks(self, etiqueta: Etiqueta) -> list[RawBlock]:
        kind = "Programa" if etiqueta is Etiqueta.PROGRAMA else "Actividad"
        blocks = [block for block in self._document.bloques if block.etiqueta is etiqueta]
        return number_blocks(blocks, kind, self._findings)

    def _programas(self, ejercicio: int) -> tuple[Programa, ...]:
        return tuple(
            BlockBuilder(block, ejercicio, self._findings).programa()
            for block in self._blocks(Etiqueta.PROGRAMA)
        )

    def _actividades(self, ejercicio: int) -> tuple[Actividad, ...]:
        return tuple(
            BlockBuilder(block, ejercicio, self._findings).actividad()
            for block in self._blocks(Etiqueta.ACTIVIDAD)
        )

    def _report_schedule(self, poa: Poa) -> None:
        if any(any(linea.programado) for linea in poa.lineas):
            self._findings.aviso(
                "programacion_propuesta",
                _POA,
                "Se propuso la programación predeterminada: un acto por línea en el último mes de "
                "cada periodo de evaluación, porque el documento no trae cantidades por mes.",
                "Revise el calendario y ajuste los meses y las cantidades.",
            )


_CUADRANTES = (
    Etiqueta.FORTALEZAS,
    Etiqueta.DEBILIDADES,
    Etiqueta.OPORTUNIDADES,
    Etiqueta.AMENAZAS,
)


def split_paragraphs(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """Visión and misión from paragraphs in sequence.

    A paragraph that begins with its name says so; else the last of several is the misión.
    """
    starts = [_starts(paragraph) for paragraph in paragraphs]
    if Etiqueta.MISION not in starts:
        return (paragraphs[:-1], paragraphs[-1:]) if len(paragraphs) > 1 else (paragraphs, [])
    vision: list[str] = []
    mision: list[str] = []
    current = vision
    for paragraph, start in zip(paragraphs, starts, strict=True):
        if start is not None:
            current = mision if start is Etiqueta.MISION else vision
        current.append(paragraph)
    return vision, mision


def _starts(paragraph: str) -> Etiqueta | None:
    words = fold(paragraph[:40]).removeprefix("la ").replace(":", " ").split()
    return {"mision": Etiqueta.MISION, "vision": Etiqueta.VISION}.get(words[0] if words else "")


def _is_person(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 8 and not any(character.isdigit() for character in text)


def _ejes(poa: Poa) -> tuple[str, ...]:
    """The ejes that the blocks name, each once, in their order."""
    ejes: dict[str, str] = {}
    for bloque in poa.bloques:
        if bloque.eje:
            ejes.setdefault(fold(bloque.eje).strip(" ."), bloque.eje)
    return tuple(ejes.values())
