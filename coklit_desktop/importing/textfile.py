"""Delimited text: Sidalih's '#' files and CSV with comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import hashlib
import re
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.importing.columns import contents_word, known_headings
from coklit_desktop.importing.table import MAX_COLUMNS, Dialect, Heading, find_heading, is_number_row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coklit_desktop.domain.progress import Progress

HEAD = 64 * 1024
CHUNK = 4 * 1024 * 1024
MAX_LINE = 64 * 1024
MAX_JOINED = 20  # lines that one quoted cell may run over
DELIMITERS = "#\t;,"
READING = "Membaca daftar"


class TextTable:
    """A delimited text file; see `Table`."""

    def __init__(self, path: Path, head: bytes) -> None:
        """Look at the head only. Raises CoklitError where it is no list."""
        self.path = path
        self.warnings: list[str] = []
        encoding, text = _decode_head(head)
        newline = "\r\n" if "\r\n" in text else "\n" if "\n" in text or "\r" not in text else "\r"
        lines = text.replace("\r\n", "\n").split(newline[-1])[:60]
        _refuse_wide(lines)
        delimiter, self.heading, self._sample = _find(lines)
        self.heading.add_tps()
        bom = head.startswith(codecs.BOM_UTF8) or encoding == "utf-16"
        self.dialect = Dialect("text", delimiter, encoding, bom, newline)
        self._sha256 = ""

    @property
    def sha256(self) -> str:
        """Hex sha256 of the file, once `records` has been read to its end."""
        return self._sha256

    def sample(self) -> list[list[str]]:
        """Some of the first rows under the heading."""
        return self._sample

    def records(self, progress: Progress) -> Iterator[tuple[int, list[str]]]:
        """Line number and cells of each row under the heading; blank rows are left out."""
        if self.dialect.encoding == "utf-8" and not _is_utf8(self.path):
            self.dialect = replace(self.dialect, encoding="cp1252", bom=False)
        if self.dialect.encoding == "cp1252":
            self.warnings.append("bukan_utf8")
        numbers_until = self.heading.rows + 2
        for line, cells in self._quoted(progress) if self.dialect.quoted else self._plain(progress):
            if line > numbers_until or not is_number_row(cells):
                yield line, self.heading.with_tps(cells)

    def _plain(self, progress: Progress) -> Iterator[tuple[int, list[str]]]:
        number, skip = 0, self.heading.rows
        for lines in self._lines(progress):
            for line in lines:
                number += 1
                if number > skip and line:
                    cells = line.split("#")
                    if (line[0] > "#" and line[0].isalnum()) or _any_filled(cells):
                        yield number, cells

    def _quoted(self, progress: Progress) -> Iterator[tuple[int, list[str]]]:
        delimiter, skip = self.dialect.delimiter, self.heading.rows
        width = len(self.heading.cells) - bool(self.heading.tps)
        source = _Pushback(line for lines in self._lines(progress) for line in lines)
        for line in source:
            number = source.number
            cells = line.split(delimiter)
            if '"' in line:
                cells = _quoted_cells(line, cells, source, delimiter, width)
            if number > skip and _any_filled(cells):
                yield number, cells

    def _lines(self, progress: Progress) -> Iterator[list[str]]:
        digest, done, size = hashlib.sha256(), 0, max(self.path.stat().st_size, 1)
        errors = "replace" if self.dialect.encoding == "cp1252" else "strict"
        decoder = codecs.getincrementaldecoder(self.dialect.encoding)(errors)
        end, rest = self.dialect.newline[-1], ""
        with self.path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                text = rest + _decode(decoder, chunk)
                lines = (text.replace("\r\n", "\n") if end == "\n" else text).split(end)
                if not done:
                    lines[0] = lines[0].removeprefix("\ufeff")
                done += len(chunk)
                rest = lines.pop()
                if max(map(len, (rest, *lines))) > MAX_LINE:
                    raise CoklitError("baris_terlalu_panjang")
                progress(min(done / size, 1.0), READING)
                yield lines
        self._sha256 = digest.hexdigest()
        if rest:
            yield [rest]


class _Pushback:
    """Lines with their number, some of which can be given back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines
        self.waiting: deque[str] = deque()
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.waiting.popleft() if self.waiting else next(self.lines)
        self.number += 1
        return line

    def give_back(self, lines: list[str]) -> None:
        self.waiting.extendleft(reversed(lines))
        self.number -= len(lines)


def _quoted_cells(line: str, plain: list[str], source: _Pushback, delimiter: str, width: int) -> list[str]:
    """Cells of a line with quotes. A quote that never closes is part of its cell and swallows no row."""
    if line.count('"') % 2 == 0:
        return _split(line, delimiter)
    pulled: list[str] = []
    quotes = line.count('"')
    for following in source:
        pulled.append(following)
        quotes += following.count('"')
        if quotes % 2 == 0 or len(pulled) == MAX_JOINED:
            break
    if quotes % 2 == 0:
        joined = "\n".join([line, *pulled])
        cells = _parse(joined, delimiter)
        if len(cells) == width and sum(cell.count("\n") for cell in cells) == len(pulled):
            return cells
    source.give_back(pulled)
    return plain if len(plain) == width else _split(line, delimiter)


def _split(line: str, delimiter: str) -> list[str]:
    if delimiter == "#" or '"' not in line:
        return line.split(delimiter)
    return _parse(line, delimiter)


def _parse(text: str, delimiter: str) -> list[str]:
    """Cells of one record; a carriage return where none may be leaves its quotes as they are."""
    try:
        return next(csv.reader(re.findall(r"[^\n]*\n|[^\n]+\Z", text), delimiter=delimiter))
    except (csv.Error, StopIteration):
        return text.split(delimiter)


def _any_filled(cells: list[str]) -> bool:
    return any(cell and not cell.isspace() for cell in cells)


def _decode(decoder: codecs.IncrementalDecoder, chunk: bytes) -> str:
    try:
        text = decoder.decode(chunk)
    except UnicodeDecodeError:
        raise CoklitError("berkas_rusak") from None
    if "\0" in text:
        raise CoklitError("berkas_rusak")
    return text


def _decode_head(head: bytes) -> tuple[str, str]:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", head[: len(head) // 2 * 2].decode("utf-16", "replace")
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252", head.decode("cp1252", "replace")
    return "utf-8", text.removeprefix("\ufeff")


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_wide(lines: list[str]) -> None:
    if any(line.count(delimiter) >= MAX_COLUMNS for line in lines for delimiter in DELIMITERS):
        raise CoklitError("kolom_terlalu_banyak", limit=MAX_COLUMNS)
    if any(len(line) > MAX_LINE // 2 for line in lines):
        raise CoklitError("bukan_daftar", what=contents_word("teks"))


def _find(lines: list[str]) -> tuple[str, Heading, list[list[str]]]:
    """The delimiter that shows most headings, the heading row and some rows under it."""
    best: tuple[int, str, Heading, list[list[str]]] | None = None
    nearest: list[str] = []
    for delimiter in DELIMITERS:
        rows, ends = _rows(lines, delimiter)
        found = find_heading(rows)
        if known_headings(found.best) > known_headings(nearest):
            nearest = found.best
        if found.heading is None:
            continue
        score, used = known_headings(found.heading.cells), found.heading.rows
        if best is None or score > best[0]:
            heading = replace(found.heading, rows=ends[used - 1])
            best = score, delimiter, heading, rows[used:]
    if best is None:
        if known_headings(nearest) >= 3:
            raise CoklitError("kolom_kurang", missing="NIK")
        raise CoklitError("bukan_daftar", what=contents_word("teks"))
    return best[1], best[2], best[3]


def _rows(lines: list[str], delimiter: str) -> tuple[list[list[str]], list[int]]:
    if delimiter == "#":
        return [line.split("#") for line in lines], list(range(1, len(lines) + 1))
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter)
    rows, ends = [], []
    try:
        for row in reader:
            rows.append(row)
            ends.append(reader.line_num)
    except csv.Error:
        return [_split(line, delimiter) for line in lines], list(range(1, len(lines) + 1))
    return rows, ends
