"""Sticks pulled too early and bytes gone wrong: never accepted, never a crash, always one of the codes."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.handover import age_file, writer
from coklit_desktop.handover.reader import read_outer
from tests.handover.offices import REGENCY, Root, Site, make_offices

CODES = {
    "terpotong", "rusak", "tanda_tangan", "wilayah", "peran", "versi", "cabang", "celah", "sementara",
    "bukan_untuk_kita",
}  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> tuple[Root, Site, bytes]:
    root, kpu, village = make_offices()
    village.append(2)
    written = village.write(tmp_path_factory.mktemp("stick"), [kpu.identity.public])
    return root, kpu, written.path.read_bytes()


def _places(data: bytes, what: bytes) -> list[int]:
    return [place for place in range(len(data)) if data.startswith(what, place)]


def outcome(data: bytes, path: Path, root: Root, kpu: Site) -> str | None:
    """The code of the refusal, None if everything was accepted."""
    path.write_bytes(data)
    try:
        with read_outer(path) as outer:
            author = outer.verify(root.trust, REGENCY)
            list(outer.payload(root.trust, author, [kpu.identity]).entries())
    except CoklitError as error:
        return error.code
    return None


def test_cut_anywhere(tmp_path: Path, case: tuple[Root, Site, bytes]) -> None:
    root, kpu, data = case
    path = tmp_path / "file.coklit"
    assert outcome(data, path, root, kpu) is None
    assert {outcome(data[:length], path, root, kpu) for length in range(len(data))} == {"terpotong"}


def test_a_flipped_bit(tmp_path: Path, case: tuple[Root, Site, bytes]) -> None:
    root, kpu, data = case
    path = tmp_path / "file.coklit"
    dice = random.Random(7)
    found = set()
    shape = [place for start in _places(data, b"PK") for place in range(start, min(start + 64, len(data)))]
    for place in sorted({*shape, *range(0, len(data), 3)}):
        torn = bytearray(data)
        torn[place] ^= 1 << dice.randrange(8)
        found.add(outcome(bytes(torn), path, root, kpu))
    assert found <= CODES
    assert {"rusak", "tanda_tangan"} <= found


def test_bytes_added_left_out_or_doubled(tmp_path: Path, case: tuple[Root, Site, bytes]) -> None:
    root, kpu, data = case
    path = tmp_path / "file.coklit"
    dice = random.Random(8)
    for place in [0, 1, len(data), *(dice.randrange(len(data)) for _ in range(200))]:
        for other in (data[:place] + b"\0" + data[place:], data[:place] + data[place + 1 :], data[:place] + data):
            assert other == data or outcome(other, path, root, kpu) in CODES


@pytest.mark.parametrize("cut", [True, False], ids=["cut", "flipped"])
def test_a_ciphertext_torn_before_it_was_signed(
    tmp_path: Path, case: tuple[Root, Site, bytes], monkeypatch: pytest.MonkeyPatch, cut: bool
) -> None:
    """The sums and the signature are right, so that the fault reaches the decryption."""
    root, kpu, _ = case
    village = replace(make_offices()[2], root=root)
    village.append(2)
    whole: list[bytes] = []
    encrypt = age_file.encrypt

    def torn(place: int) -> Iterator[None]:
        def tear(lines: object, target: object, recipients: object, limit: int) -> None:
            encrypt(lines, target, recipients, limit)  # type: ignore[arg-type]
            target.seek(0)  # type: ignore[attr-defined]
            data = bytearray(target.read())  # type: ignore[attr-defined]
            whole[:] = [bytes(data)]
            target.seek(0)  # type: ignore[attr-defined]
            if cut:
                target.truncate(place % len(data))  # type: ignore[attr-defined]
            else:
                data[place % len(data)] ^= 1 << place % 8
                target.write(data)  # type: ignore[attr-defined]

        monkeypatch.setattr(writer.age_file, "encrypt", tear)
        yield

    found = set()
    for place in range(0, 1200, 7):
        for _ in torn(place):
            written = village.write(tmp_path, [kpu.identity.public])
        found.add(outcome(written.path.read_bytes(), tmp_path / "file.coklit", root, kpu))
    assert found <= {"rusak", "bukan_untuk_kita"}
