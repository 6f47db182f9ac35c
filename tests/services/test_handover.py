"""Kit, enrolment, package, receipt between real stores (design.md 7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.services.browsing import status, voter
from coklit_desktop.services.checking import check
from coklit_desktop.services.conflicts import conflicts, decide
from coklit_desktop.services.desk import Desk, create_desk
from coklit_desktop.services.kits import KitMade, create_from_kit, make_kit
from coklit_desktop.services.packing import Packed, pack, packages_made
from coklit_desktop.services.receiving import Received, inspect_file, receive
from tests.services.small import AREA, ELECTION, PASSPHRASE, key, new_row, take_list, village

ROOT = "rahasia-ketua-kabupaten-pati"


@dataclass
class World:
    """A regency and a stick."""

    regency: Desk
    stick: Path
    home: Path

    def kit(self, area: str = AREA) -> KitMade:
        """A kit for one laptop."""
        return make_kit(self.regency, area, self.stick, ROOT)

    def village(self, name: str = "desa") -> Desk:
        """A village's store from a fresh kit."""
        kit = self.kit()
        return create_from_kit(self.home / name, kit.file, kit.activation, "Sri", PASSPHRASE, kit.words)

    def hand_up(self, packed: Packed) -> Received:
        """Receive a package at the regency, words compared."""
        assert packed.file is not None
        [found] = receive(self.regency, [packed.file], confirm=packed.words, root_passphrase=ROOT)
        return found

    def round_trip(self, desk: Desk) -> None:
        """Package up, receipt home."""
        found = self.hand_up(pack(desk, self.stick))
        assert found.outcome == "merged"
        assert found.receipt is not None
        assert [one.outcome for one in receive(desk, [found.receipt])] == ["merged"]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A regency with an empty stick."""
    regency = create_desk(tmp_path / "kab", "kabko", "33.18", ELECTION, "Ketua", PASSPHRASE, root_passphrase=ROOT)
    yield World(regency, tmp_path / "stick", tmp_path)
    regency.close()


def _digest_at_regency(world: World) -> str:
    [one] = [v for v in status(world.regency)["villages"] if v["area"] == AREA]
    return str(one["digest"])


def test_one_trip_enrols_and_after_the_receipt_both_digests_are_equal(world: World, tmp_path: Path) -> None:
    desk = world.village()
    take_list(desk, tmp_path / "x.csv", village())
    key(desk, "1001,1,8,2", "1002,1,0", new_row(50, 1), "1003,1,U,,,,LAIN")
    first = pack(desk, world.stick)
    assert first.file is not None
    [waiting] = receive(world.regency, [first.file])
    assert (waiting.outcome, waiting.code, waiting.words) == ("waiting", "sementara", first.words)
    assert status(world.regency)["villages"] == []
    [wrong] = receive(world.regency, [first.file], confirm="satu dua tiga", root_passphrase=ROOT)
    assert (wrong.outcome, wrong.code) == ("refused", "sementara")
    found = world.hand_up(first)
    assert found.outcome == "merged"
    assert found.receipt is not None
    assert status(desk)["digest"] == _digest_at_regency(world)
    receive(desk, [found.receipt])
    nothing = pack(desk, world.stick)
    assert (nothing.file, nothing.words) == (None, None)
    assert packages_made(desk)[0].received == {"kabko"}
    key(desk, "1004,1,0")
    second = pack(desk, world.stick)
    assert second.words is None
    assert second.from_seq == first.to_seq + 1
    assert world.hand_up(second).outcome == "merged"
    assert status(desk)["digest"] == _digest_at_regency(world)
    assert check(world.regency).ok
    desk.close()


def test_doubles_change_nothing_and_a_gap_waits_named(world: World, tmp_path: Path) -> None:
    desk = world.village()
    take_list(desk, tmp_path / "x.csv", village())
    world.round_trip(desk)
    key(desk, "1001,1,0")
    one = pack(desk, world.stick)
    assert one.file is not None
    early = one.file.read_bytes()
    assert world.hand_up(one).outcome == "merged"
    assert world.hand_up(one).outcome == "already"
    assert early == one.file.read_bytes()
    desk.close()


def test_decisions_come_down_with_the_receipt(world: World, tmp_path: Path) -> None:
    one, two = world.village("satu"), world.village("dua")
    take_list(one, tmp_path / "x.csv", village())
    world.round_trip(one)
    world.round_trip(two)
    key(one, "1001,1,0")
    key(two, "1001,1,1")
    world.round_trip(one)
    world.round_trip(two)
    assert voter(world.regency, "1001").conflict
    [conflict] = conflicts(world.regency)
    take = next(c for c in conflict.choices if c.values["outcome"]["state"] == "tms")
    decide(world.regency, conflict.id, take.ref, "akta kematian ada")
    assert conflicts(world.regency) == []
    for desk in (one, two):
        key(desk, "1002,1,T" if desk is one else "1005,1,0")
        world.round_trip(desk)
    key(one, "1006,1,0")
    world.round_trip(one)
    assert voter(one, "1001").outcome.reason == "meninggal"
    assert not voter(one, "1001").conflict
    assert status(one)["digest"] == _digest_at_regency(world)
    for desk in (one, two, world.regency):
        assert check(desk).ok
        if desk is not world.regency:
            desk.close()


def test_a_list_imported_upstairs_starts_the_village(world: World, tmp_path: Path) -> None:
    take_list(world.regency, tmp_path / "x.csv", village())
    desk = world.village()
    assert status(desk)["total"]["awal"] == {"L": 5, "P": 5}
    assert status(desk)["digest"] == _digest_at_regency(world)
    desk.close()


def test_a_kit_opens_only_with_its_code_and_the_words_of_the_letter(world: World, tmp_path: Path) -> None:
    kit, other = world.kit(), world.kit()
    for code, words, expected in (
        (kit.activation, None, "kata_induk_belum"),
        (kit.activation, "a b c d e f", "kata_induk_salah"),
        (other.activation, kit.words, "kode_aktivasi_salah"),
    ):
        with pytest.raises(CoklitError) as error:
            create_from_kit(tmp_path / "baru", kit.file, code, "Sri", PASSPHRASE, words)
        assert error.value.code == expected
        assert not (tmp_path / "baru").exists()


def test_two_laptops_under_one_serial_freeze_both(world: World, tmp_path: Path) -> None:
    kit = world.kit()
    desks = [
        create_from_kit(tmp_path / name, kit.file, kit.activation, "Sri", PASSPHRASE, kit.words) for name in ("a", "b")
    ]
    packs = [pack(desk, world.stick) for desk in desks]
    for packed in packs:
        assert packed.file is not None
        assert receive(world.regency, [packed.file])[0].outcome == "waiting"
    for packed in packs:
        found = world.hand_up(packed)
        assert (found.outcome, found.code) == ("refused", "sementara")
        assert "kit yang sama" in found.sentence()
    for desk in desks:
        desk.close()


def test_another_village_and_a_stranger_are_refused(world: World, tmp_path: Path) -> None:
    desk = world.village()
    other_kit = world.kit("33.18.19.2006")
    other = create_from_kit(
        tmp_path / "lain", other_kit.file, other_kit.activation, "Budi", PASSPHRASE, other_kit.words
    )
    packed = pack(other, world.stick)
    assert packed.file is not None
    [found] = receive(desk, [packed.file])
    assert (found.outcome, found.code) == ("refused", "wilayah")
    stranger = create_desk(tmp_path / "kab2", "kabko", "33.18", ELECTION, "X", PASSPHRASE, root_passphrase=ROOT)
    [found] = receive(stranger, [packed.file])
    assert (found.outcome, found.code) == ("refused", "tanda_tangan")
    said = inspect_file(packed.file)
    assert said["area"] == "33.18.19.2006"
    assert "NIK" not in str(said)
    for one in (desk, other, stranger):
        one.close()


def test_a_torn_or_changed_package_is_refused_and_changes_nothing(world: World, tmp_path: Path) -> None:
    desk = world.village()
    take_list(desk, tmp_path / "x.csv", village())
    packed = pack(desk, world.stick)
    assert packed.file is not None
    data = packed.file.read_bytes()
    before = status(world.regency)
    for name, bad in (("torn", data[: len(data) // 2]), ("changed", data[:-400] + b"\0" + data[-399:]), ("empty", b"")):
        path = tmp_path / f"{name}.coklit"
        path.write_bytes(bad)
        [found] = receive(world.regency, [path], confirm=packed.words, root_passphrase=ROOT)
        assert found.outcome == "refused"
        assert found.code in ("terpotong", "rusak", "tanda_tangan")
    assert status(world.regency) == before
    desk.close()
