"""What the window remembers between two starts."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from poa_desktop.data.folders import program_folder

_RECENTS = 8


class Settings:
    """Window, folders and recent files, in one .ini of the account."""

    def __init__(self, path: Path | None = None) -> None:
        where = path or program_folder() / "ventana.ini"
        self._store = QSettings(str(where), QSettings.Format.IniFormat)

    def recents(self) -> list[Path]:
        """Files opened lately that still exist, newest first."""
        names = self._store.value("recientes", []) or []
        listed = [names] if isinstance(names, str) else list(names)
        return [path for path in map(Path, listed) if path.exists()]

    def add_recent(self, path: Path) -> None:
        """Put a file first among the recent ones."""
        rest = [each for each in self.recents() if each != path]
        self._store.setValue("recientes", [str(each) for each in [path, *rest][:_RECENTS]])
        self._store.setValue("carpeta", str(path.parent))

    def folder(self) -> Path:
        """The folder used last; the account's documents at first."""
        kept = Path(str(self._store.value("carpeta", "")))
        documents = Path.home() / "Documents"
        if str(self._store.value("carpeta", "")) and kept.is_dir():
            return kept
        return documents if documents.is_dir() else Path.home()

    @property
    def dark(self) -> bool | None:
        """Whether the colours chosen are dark; None while they follow the system."""
        return {"claro": False, "oscuro": True}.get(str(self._store.value("colores", "")))

    @dark.setter
    def dark(self, dark: bool | None) -> None:
        self._store.setValue("colores", {False: "claro", True: "oscuro", None: "sistema"}[dark])

    @property
    def documents_folder(self) -> Path:
        """Where a document was written last; the folder used last at first."""
        kept = self.text("carpeta-de-documentos")
        return Path(kept) if kept and Path(kept).is_dir() else self.folder()

    @documents_folder.setter
    def documents_folder(self, folder: Path) -> None:
        self.save_text("carpeta-de-documentos", str(folder))

    def text(self, name: str) -> str:
        """A saved word; "" when there is none."""
        return str(self._store.value(name, "") or "")

    def save_text(self, name: str, text: str) -> None:
        """Keep a word."""
        self._store.setValue(name, text)

    def load(self, name: str) -> QByteArray | None:
        """A widget's saved state; None when there is none."""
        value = self._store.value(name)
        return value if isinstance(value, QByteArray) else None

    def save(self, name: str, state: QByteArray) -> None:
        """Keep a widget's state."""
        self._store.setValue(name, state)

    def load_names(self, name: str) -> list[str]:
        """A saved list of names."""
        value = self._store.value(name, []) or []
        return [value] if isinstance(value, str) else list(value)

    def save_names(self, name: str, names: list[str]) -> None:
        """Keep a list of names."""
        self._store.setValue(name, names)
