"""Numbers put aside by part until their turn: in memory, or in files when parts are several."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import numpy as np

from pipeline.reuse.arrays import U64


class Spill:
    """Parts that grow in any order and are read one after the other.

    A single part stays in memory, because it would be read back as a whole; `room` (numbers)
    saves growing it. Files are without a name in `directory` (the system's by default), so they
    go when they are read, and with the process at the latest.
    """

    def __init__(self, n_parts: int, room: int, directory: Path | None) -> None:
        # What is not written to is never touched.
        self._array: U64 = np.empty(room if n_parts == 1 else 0, np.uint64)
        self._filled = 0
        self._files: list[IO[bytes]] = []
        if n_parts > 1:
            from tempfile import TemporaryFile  # late: it imports hashlib and random

            if directory is not None:
                directory.mkdir(parents=True, exist_ok=True)
            self._files = [
                TemporaryFile(dir=directory)  # noqa: SIM115 (closed by `take`)
                for _ in range(n_parts)
            ]

    def add(self, part: int, numbers: U64) -> None:
        """Put numbers aside."""
        if self._files:
            self._files[part].write(np.ascontiguousarray(numbers).data)
            return
        end = self._filled + len(numbers)
        if end > len(self._array):
            grown = np.empty(2 * end, np.uint64)
            grown[: self._filled] = self._array[: self._filled]
            self._array = grown
        self._array[self._filled : end] = numbers
        self._filled = end

    def take(self, part: int) -> U64:
        """All numbers of one part, which is forgotten here."""
        if not self._files:
            taken = self._array[: self._filled]
            self._array, self._filled = self._array[:0], 0
            return taken
        with self._files[part] as file:
            numbers = np.empty(file.tell() // 8, np.uint64)
            file.seek(0)
            file.readinto(numbers.data)  # type: ignore[attr-defined]
        return numbers
