"""The ZIP that allows nothing: what Python's zipfile writes the same way is taken, everything else is refused."""

import io
import os
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.handover import container
from coklit_desktop.handover.container import Source, container_chunks, container_size, read_container
from coklit_desktop.handover.reader import read_outer

MEMBERS = [("manifest.json", b"{}"), ("manifest.sig", b"s" * 64), ("signer.json", b"{1}"), ("payload.age", b"age" * 99)]


def built(members: list[tuple[str, bytes]]) -> bytes:
    return b"".join(container_chunks([Source.of_bytes(name, data) for name, data in members]))


def zipped(members: list[tuple[str, bytes]], **options: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name)
            info.create_system = 3
            for option, value in options.items():
                setattr(info, option, value)
            archive.writestr(info, data)
    return out.getvalue()


def code_of(data: bytes) -> str | None:
    try:
        read_container(io.BytesIO(data), len(data))
    except CoklitError as error:
        return error.code
    return None


@pytest.mark.parametrize("maps", [0, 2])
def test_the_bytes_are_those_of_zipfile(maps: int) -> None:
    members = [*MEMBERS, *[(f"basemap.{number}", b"map") for number in range(maps)]]
    data = built(members)
    assert data == zipped(members)
    assert len(data) == container_size([Source.of_bytes(*member) for member in members])
    found = read_container(io.BytesIO(data), len(data))
    assert {name: data[m.offset : m.offset + m.size] for name, m in found.items()} == dict(members)


def _patched(data: bytes, at: int, value: bytes) -> bytes:
    return data[:at] + value + data[at + len(value) :]


def _with_gap(data: bytes) -> bytes:
    """A byte between the members and the central directory, with right offsets."""
    start = data.index(b"PK\1\2")
    end = data.index(b"PK\5\6")
    moved = struct.pack("<L", start + 1)
    return data[:start] + b"\0" + data[start : end + 16] + moved + data[end + 20 :]


def _overlapping() -> bytes:
    """Two central records for one member."""
    data = built(MEMBERS)
    start, end = data.index(b"PK\1\2"), data.index(b"PK\5\6")
    record = data[start : data.index(b"PK\1\2", start + 4)]
    tail = bytearray(data[end:])
    tail[8:12] = struct.pack("<2H", 5, 5)
    tail[12:16] = struct.pack("<L", end - start + len(record))
    return data[:end] + record + bytes(tail)


GOOD = built(MEMBERS)
EVIL: dict[str, Callable[[], bytes]] = {
    "another order": lambda: zipped([MEMBERS[1], MEMBERS[0], *MEMBERS[2:]]),
    "a name too many": lambda: zipped([*MEMBERS, ("readme.txt", b"")]),
    "a path": lambda: zipped([*MEMBERS, ("../basemap.x", b"")]),
    "a name twice": lambda: built([*MEMBERS, ("basemap.a", b"1"), ("basemap.a", b"1")]),
    "maps out of order": lambda: zipped([*MEMBERS, ("basemap.b", b"1"), ("basemap.a", b"1")]),
    "too many maps": lambda: zipped([*MEMBERS, *[(f"basemap.{n}", b"1") for n in range(5)]]),
    "a member missing": lambda: zipped(MEMBERS[:3]),
    "compressed": lambda: zipped(MEMBERS, compress_type=zipfile.ZIP_DEFLATED),
    "another date": lambda: zipped(MEMBERS, date_time=(2024, 11, 27, 0, 0, 0)),  # type: ignore[arg-type]
    "another system": lambda: zipped(MEMBERS, create_system=0),
    "other rights": lambda: zipped(MEMBERS, external_attr=0o777 << 16),
    "extra field": lambda: zipped(MEMBERS, extra=b"\xfe\xca\0\0"),  # type: ignore[arg-type]
    "comment of a member": lambda: zipped(MEMBERS, comment=b"x"),  # type: ignore[arg-type]
    "comment": lambda: GOOD[:-2] + b"\1\0x",
    "trailing bytes": lambda: GOOD + b"\0",
    "leading bytes": lambda: b"\0" + GOOD,
    "a gap": lambda: _with_gap(GOOD),
    "one member twice in the directory": _overlapping,
    "encryption flag": lambda: _patched(GOOD, 6, b"\1"),
    "data descriptor flag": lambda: _patched(GOOD, 6, b"\10"),
    "utf-8 flag": lambda: _patched(GOOD, 7, b"\10"),
    "zip64 size": lambda: _patched(GOOD, 18, b"\xff" * 8),
    "a huge name": lambda: _patched(GOOD, 26, b"\xff\xff"),
    "an empty name": lambda: _patched(GOOD, 26, b"\0\0"),
    "no ascii name": lambda: _patched(GOOD, 30, b"\xff"),
    "a manifest too large": lambda: zipped([("manifest.json", b" " * (64 * 1024 + 1)), *MEMBERS[1:]]),
    "a signer too large": lambda: zipped([*MEMBERS[:2], ("signer.json", b" " * (16 * 1024 + 1)), MEMBERS[3]]),
    "sizes that disagree": lambda: _patched(GOOD, 22, b"\3"),
    "another kind of file": lambda: b"%PDF-1.7\n" * 50,
    "an empty archive": lambda: zipped([]),
}


@pytest.mark.parametrize("name", EVIL)
def test_everything_else_is_refused(name: str) -> None:
    assert code_of(EVIL[name]()) == "rusak"


def test_a_hundred_thousand_names_cost_nothing() -> None:
    data = zipped([*MEMBERS, *[(f"n{number}", b"") for number in range(100_000)]])
    start = time.perf_counter()
    assert code_of(data) == "rusak"
    assert time.perf_counter() - start < 0.1


def test_a_huge_file_is_not_even_copied(tmp_path: Path) -> None:
    path = tmp_path / "huge.coklit"
    with path.open("wb") as file:
        file.write(GOOD)
        os.truncate(file.fileno(), 10 * 1024**3)
    start = time.perf_counter()
    with pytest.raises(CoklitError, match="rusak"):
        read_outer(path)
    assert time.perf_counter() - start < 1


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.coklit"):
        with pytest.raises(CoklitError, match="berkas_tak_terbaca"):
            read_outer(path)


def test_too_large_is_not_written() -> None:
    with pytest.raises(CoklitError, match="terlalu_besar"):
        list(container_chunks([Source("payload.age", io.BytesIO(), container.LIMITS["payload.age"] + 1, 0, "")]))
