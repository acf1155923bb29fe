"""What an intake has to tell the user: collected while reading, never raised."""

from poa_desktop.poa.problems import Gravedad, Lugar, Problem, TipoLugar
from poa_desktop.poa.text import clean_text


def one_line(text: str) -> str:
    """A text as it is quoted in a finding: whole, because it may stand nowhere else."""
    return clean_text(text, multiline=False, limit=len(text) or 1).text


def renglon(number: int) -> Lugar:
    """A place in the source document, by its row."""
    return Lugar(TipoLugar.DOCUMENTO, 0, "", f"Renglón {number}")


class Findings:
    """The problems of one document, in the order in which they were met."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def aviso(self, regla: str, donde: Lugar, mensaje: str, que_hacer: str) -> None:
        """Something the user should look at."""
        self.problems.append(Problem(regla, Gravedad.AVISO, donde, mensaje, que_hacer))

    def error(self, regla: str, donde: Lugar, mensaje: str, que_hacer: str) -> None:
        """Something that is missing or was not understood, and that the POA needs."""
        self.problems.append(Problem(regla, Gravedad.ERROR, donde, mensaje, que_hacer))

    def not_understood(self, row: int, text: str) -> None:
        """A text of the document that went into no record, one finding for each paragraph."""
        for paragraph in text.split("\n"):
            self.aviso(
                "texto_no_reconocido",
                renglon(row),
                f"Este texto no se reconoció y no se importó: «{one_line(paragraph)}»",
                "Si hace falta, escríbalo en el dato que le corresponde.",
            )

    def unreadable(self, donde: Lugar, what: str, text: str, que_hacer: str) -> None:
        """A value whose field is known, but not its meaning."""
        self.error("valor_ilegible", donde, f"No se entendió {what}: «{one_line(text)}»", que_hacer)

    def clean(self, raw: str, donde: Lugar, *, multiline: bool = False) -> str:
        """Take a text through the text boundary; each of its notices becomes a problem."""
        cleaned = clean_text(raw, multiline=multiline)
        for notice in cleaned.notices:
            self.aviso("texto_limpiado", donde, notice, "Compare el texto con el documento.")
        return cleaned.text
