"""Golden rejects files: the input's own shape plus the reason; nothing lost, ready to mend and import again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coklit_desktop.domain.elections import Election
from coklit_desktop.importing.keyed import read_keyed, write_keyed_rejects
from coklit_desktop.importing.lists import ReadList
from coklit_desktop.importing.rejects import write_rejects
from tests.importing.conftest import HEADING, Read, Write

GOLDEN = Path(__file__).parent / "golden"
LISTS = ("sidalih", "ecoklit", "bulk-sidalih", "export-dp", "webgrid", "dp4")


@pytest.mark.parametrize("shape", LISTS)
def test_refused_rows_of_a_list(tmp_path: Path, read: Read, shape: str) -> None:
    found = read(GOLDEN / f"{shape}.csv")
    (written,) = write_rejects(tmp_path / "ditolak.csv", found)
    assert written.read_bytes() == (GOLDEN / f"{shape}.ditolak.csv").read_bytes()
    assert len(found.rows) + len(found.rejected) == found.rows_total


@pytest.mark.parametrize("shape", LISTS)
def test_nothing_is_lost_or_doubled_by_mending_nothing(tmp_path: Path, read: Read, shape: str) -> None:
    first = read(GOLDEN / f"{shape}.csv")
    (written,) = write_rejects(tmp_path / "ditolak.csv", first)
    again = read(written)
    assert again.rows == []
    assert [row.code for row in again.rejected] == [row.code for row in first.rejected]
    (once_more,) = write_rejects(tmp_path / "lagi.csv", again)
    assert once_more.read_bytes() == written.read_bytes()


def test_keyed_results(tmp_path: Path, election: Election) -> None:
    keyed = read_keyed(GOLDEN / "keyed.csv", election)
    write_keyed_rejects(tmp_path / "ditolak.csv", keyed, keyed.rejected)
    assert (tmp_path / "ditolak.csv").read_bytes() == (GOLDEN / "keyed.ditolak.csv").read_bytes()
    again = read_keyed(tmp_path / "ditolak.csv", election)
    assert [reason for _, reason in again.rejected] == [reason for _, reason in keyed.rejected]


def test_a_mended_row_comes_in(tmp_path: Path, read: Read, sidalih: Write) -> None:
    (path,) = write_rejects(tmp_path / "ditolak.csv", read(sidalih({}, {"DPID": "102", "TPS": ""}, bom=True)))
    mended = path.read_text(encoding="utf-8").replace("##1#AKTIF", "#2#1#AKTIF")
    path.write_text(mended, encoding="utf-8")
    found = read(path)
    assert [(row.dpid, row.tps) for row in found.rows] == [("102", "002")]
    assert found.rejected == []


def test_several_lists_go_to_one_file_of_one_shape(tmp_path: Path, read: Read, sidalih: Write) -> None:
    bad = {"TPS": ""}
    alike = [read(sidalih(bad, name=name)) for name in ("a.csv", "b.csv")]
    other = read(sidalih(bad, name="c.csv", heading=[*HEADING[::-1]]))
    written = write_rejects(tmp_path / "ditolak.csv", [*alike, other])
    assert [path.name for path in written] == ["ditolak.csv", "ditolak-2.csv"]
    assert [len(read(path).rejected) for path in written] == [2, 1]


def test_no_refused_row_no_file(tmp_path: Path, read: Read, sidalih: Write) -> None:
    assert write_rejects(tmp_path / "ditolak.csv", read(sidalih({}))) == []
    assert not (tmp_path / "ditolak.csv").exists()


def test_no_half_file_is_left(tmp_path: Path, read: Read, sidalih: Write) -> None:
    found = read(sidalih({"TPS": ""}))
    target = tmp_path / "ditolak.csv"
    target.mkdir()
    with pytest.raises(OSError, match="ditolak"):
        write_rejects(target, found)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["daftar.csv", "ditolak.csv"]


def regenerate(read: Callable[[Path], ReadList], election: Election) -> None:
    """Write the golden files anew, to be looked at before they are committed."""
    for shape in LISTS:
        write_rejects(GOLDEN / f"{shape}.ditolak.csv", read(GOLDEN / f"{shape}.csv"))
    keyed = read_keyed(GOLDEN / "keyed.csv", election)
    write_keyed_rejects(GOLDEN / "keyed.ditolak.csv", keyed, keyed.rejected)
