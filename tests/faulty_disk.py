"""A disk that fails: the k-th call to the system raises, once or from there on."""

import builtins
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from poa_desktop import files


class DiskFault:
    """The k-th call to the system fails (all of them from there on, when *for_ever*)."""

    def __init__(self, k: int, code: int, *, for_ever: bool) -> None:
        self.k, self.code, self.for_ever = k, code, for_ever
        self.calls = 0

    def wrap(self, call: Callable[..., object]) -> Callable[..., object]:
        def maybe(*arguments: object, **options: object) -> object:
            self.calls += 1
            if self.calls == self.k or (self.for_ever and self.calls > self.k):
                raise OSError(self.code, os.strerror(self.code))
            return call(*arguments, **options)

        return maybe

    def install(self, patched: pytest.MonkeyPatch) -> None:
        """Let every call fail that a file needs on its way to the disk, reading back included."""
        for name in ("fsync", "replace", "open", "close", "unlink"):
            patched.setattr(os, name, self.wrap(getattr(os, name)))
        real = builtins.open

        def opens(*arguments: object, **options: object) -> object:
            stream = self.wrap(real)(*arguments, **options)
            return FaultyStream(stream, self)

        patched.setattr(builtins, "open", opens)
        patched.setattr(files, "open", opens, raising=False)
        patched.setattr(Path, "read_bytes", self.wrap(Path.read_bytes))

    def install_writes(self, patched: pytest.MonkeyPatch) -> None:
        """Let only writing, flushing and putting in place fail: what is read on the way is not."""
        for name in ("fsync", "replace"):
            patched.setattr(os, name, self.wrap(getattr(os, name)))

        real: Callable[..., object] = builtins.open

        def opens(file: object, mode: str = "r", **options: object) -> object:
            stream = real(file, mode, **options)
            return FaultyStream(stream, self) if "x" in mode else stream

        patched.setattr(files, "open", opens, raising=False)


class FaultyStream:
    """A file whose writing and reading may fail."""

    def __init__(self, stream: object, fault: DiskFault) -> None:
        self.stream, self.fault = stream, fault

    def __enter__(self) -> "FaultyStream":
        return self

    def __exit__(self, *_details: object) -> None:
        self.stream.close()  # type: ignore[attr-defined]

    def __getattr__(self, name: str) -> object:
        found = getattr(self.stream, name)
        return self.fault.wrap(found) if name in ("write", "flush", "read") else found
