"""Every verb of the command line, as a process would be called (design.md 6)."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from coklit_desktop.cli import run
from tests.services.small import AREA, PASSPHRASE, line, new_row, village, write_list, write_results

ROOT = "rahasia-ketua-kabupaten-pati"


@dataclass
class Answer:
    """What a call printed and returned."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The JSON it printed."""
        return json.loads(self.out)


Call = Callable[..., Answer]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call `coklit ARGS` in this process, with the passphrases in the environment."""
    monkeypatch.setenv("COKLIT_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("COKLIT_ROOT_PASSPHRASE", ROOT)

    def call_it(*arguments: object) -> Answer:
        capsys.readouterr()
        code = run([str(one) for one in arguments])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return call_it


@pytest.fixture
def store(call: Call, tmp_path: Path) -> Path:
    """A village's store with its list."""
    folder = tmp_path / "desa"
    made = call("init", folder, "--office", "pps", "--area", AREA, "--election", "pilkada-2024", "--json")
    assert made.code == 0
    assert made.value["clerk"] == "operator"
    taken = call("import", folder, write_list(tmp_path / "x.csv", village()), "--json").value
    assert taken == {"rows": 10, "accepted": 10, "rejected": 0, "unchanged": 0, "skipped": 0, "rejects_file": None}
    return folder


def test_status_has_the_shape_of_the_contract(call: Call, store: Path, tmp_path: Path) -> None:
    rows = ["1001,1,8,2", "1002,1,0", "1003,1,T", "1004,1,U,,,,LAIN", new_row(50, 2), "1005,1,4"]
    assert call("enter", store, write_results(tmp_path / "h.csv", rows), "--json").value["accepted"] == 6
    found = call("status", store, "--json").value
    assert (found["area"], found["election"], found["stage"]) == (AREA, "pilkada-2024", "dphp")
    assert set(found["ledger"]) == {"site", "seq", "hash"}
    one, two = found["tps"]
    assert (one["tps"], one["area"], two["tps"]) == (1, AREA, 2)
    sums = ("awal", "baru", "ubah", "sesuai", "tidak_ditemui", "belum", "akhir", "pindah_masuk", "pindah_keluar")
    for counts in (one, two, found["total"]):
        assert all(set(counts[name]) == {"L", "P"} for name in sums)
        assert set(counts["tms"]) == set("12345678")
        assert counts["kk"] > 0
    assert found["total"]["tms"]["8"] == {"L": 1, "P": 0}
    assert found["households"] == {"all": 6, "placed": 0}
    only = call("status", store, "--tps", "2", "--json").value
    assert only["tps"] == [two]
    assert only["digest"] == found["digest"]
    assert "Jumlah" in call("status", store).out


def test_voters_history_undo(call: Call, store: Path, tmp_path: Path) -> None:
    call("enter", store, write_results(tmp_path / "h.csv", ["1001,1,8,2", "1004,1,U,,,,LAIN", new_row(50, 2)]))
    rows = call("voters", store, "--json").value
    by_dpid = {row["DPID"]: row for row in rows}
    assert (by_dpid["1001"]["KET"], by_dpid["1001"]["TPS_TUJUAN"], by_dpid["1001"]["outcome"]) == ("8", 2, "tms")
    assert (by_dpid["1004"]["KET"], by_dpid["1004"]["NAMA"]) == ("U", "LAIN")
    assert [row["KET"] for row in rows if not row["DPID"]] == ["B", "B"]
    table = list(csv.DictReader(io.StringIO(call("voters", store, "--tps", "1").out)))
    assert len(table) == 6
    life = call("history", store, "1004", "--json").value
    assert life[0]["what"] == "Ubah: nama ORANG 004 → LAIN"
    assert call("undo", store, life[0]["entry"], "--reason", "salah", "--json").code == 0
    assert call("undo", store, "--last", "--reason", "salah", "--json").code == 0
    assert call("undo", store, "--last", "--reason", "salah").code == 0
    nothing = call("undo", store, "--last", "--reason", "salah")
    assert (nothing.code, nothing.err.count("\n")) == (1, 1)
    total = call("status", store, "--json").value["total"]
    assert total["akhir"] == total["awal"]
    assert call("history", store, "9999").code == 1
    assert call("history", store, by_dpid["1001"]["subject"], "--json").code == 0


def test_check_and_conflicts(call: Call, store: Path) -> None:
    found = call("check", store, "--json")
    assert found.code == 0
    assert found.value["ok"] is True
    for one in found.value["findings"]:
        assert set(one) == {"code", "severity", "tps", "voters", "text"}
        assert one["severity"] in ("error", "warning")
    assert call("conflicts", store, "--json").value == []
    assert call("decide", store, "abc", "--take", "1", "--reason", "x").code == 1


@pytest.mark.parametrize(
    "form", ["a-daftar-perubahan", "a-rekap-pps-perubahan", "a-rekap-pps", "a-laporan-hasil-coklit"]
)
def test_reports_as_pdf_and_xlsx(call: Call, store: Path, tmp_path: Path, form: str) -> None:
    pdf, xlsx = tmp_path / f"{form}.pdf", tmp_path / f"{form}.xlsx"
    assert call("report", store, form, "-o", pdf, "--json").code == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    assert call("report", store, form, "--tps", "1", "--format", "xlsx", "--masked", "-o", xlsx).code == 0
    assert xlsx.read_bytes().startswith(b"PK")
    assert form in {one["id"] for one in call("report", "--list", "--json").value}


def test_bulk_map_backup_restore(call: Call, store: Path, tmp_path: Path) -> None:
    assert call("report", store, "bulk-sidalih", "-o", tmp_path / "bulk.xlsx").code == 0
    assert call("map", store, "-o", tmp_path / "peta.html").code == 0
    assert "://" not in (tmp_path / "peta.html").read_text(encoding="utf-8")
    assert call("backup", store, "-o", tmp_path / "cadangan.zip").code == 0
    back = call("restore", tmp_path / "cadangan.zip", tmp_path / "pulih", "--json")
    assert back.code == 0
    old, new = (call("status", folder, "--json").value for folder in (store, tmp_path / "pulih"))
    assert (old["digest"], old["total"]) == (new["digest"], new["total"])
    assert old["ledger"]["site"] != new["ledger"]["site"]


def test_clerks(call: Call, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COKLIT_NEW_PASSPHRASE", "sepeda-hijau-di-pinggir-kali")
    assert call("clerk", store, "add", "Budi", "--role", "viewer").code == 0
    names = call("clerk", store, "list", "--json").value
    assert names == [{"name": "Budi", "role": "viewer"}, {"name": "operator", "role": "operator"}]
    monkeypatch.setenv("COKLIT_PASSPHRASE", "sepeda-hijau-di-pinggir-kali")
    assert call("status", store).code == 0
    assert call("undo", store, "--last", "--reason", "x").code == 1  # a viewer only looks
    monkeypatch.setenv("COKLIT_PASSPHRASE", PASSPHRASE)
    assert call("clerk", store, "remove", "Budi").code == 0
    assert call("clerk", store, "remove", "operator").code == 1
    monkeypatch.setenv("COKLIT_PASSPHRASE", "sepeda-hijau-di-pinggir-kali")
    assert call("status", store).code == 1


def test_verify_page(call: Call, store: Path) -> None:
    digest = call("status", store, "--json").value["digest"][:16]
    text = f"COKLIT1|a-rekap-pps|{AREA}||1/1|1|{digest}|5|5"
    said = call("verify-page", store, text, "--json").value
    assert (said["same_list"], said["same_totals"]) == (True, True)
    said = call("verify-page", store, text.replace("|5|5", "|6|5"), "--json").value
    assert (said["same_list"], said["same_totals"], said["same_page"]) == (True, False, None)
    assert call("verify-page", store, text).out.strip() == "Cocok: lembar ini sama dengan daftar sekarang."
    assert call("verify-page", store, "halo").code == 1


def test_handover_between_stores(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    regency, home, stick = tmp_path / "kab", tmp_path / "desa", tmp_path / "stick"
    assert call("init", regency, "--office", "kabko", "--area", "33.18", "--election", "pilkada-2024").code == 0
    kit = call("kit", regency, "--area", AREA, "-o", stick, "--json").value
    assert set(kit) == {"file", "activation", "words"}
    monkeypatch.setenv("COKLIT_ACTIVATION", kit["activation"])
    assert call("init", home, "--kit", kit["file"]).code == 1  # the words must be compared
    assert call("init", home, "--kit", kit["file"], "--confirm", kit["words"]).code == 0
    call("import", home, write_list(tmp_path / "x.csv", village()))
    packed = call("pack", home, "-o", stick, "--json").value
    assert call("inspect", packed["file"], "--json").value["kind"] == "package"
    [first] = call("receive", regency, packed["file"], "--json").value
    assert (first["kind"], first["outcome"], first["code"]) == ("package", "waiting", "sementara")
    answers = tmp_path / "jawaban"
    [second] = call(
        "receive", regency, packed["file"], "--confirm", packed["words"], "--receipts", answers, "--json"
    ).value
    assert (second["outcome"], second["code"]) == ("merged", None)
    [receipt] = answers.glob("*.coklit")
    [third] = call("receive", home, receipt, "--json").value
    assert (third["kind"], third["outcome"]) == ("receipt", "merged")
    assert call("pack", home, "-o", stick, "--json").value == {"file": None, "words": None}
    below, above = call("status", home, "--json").value, call("status", regency, "--json").value
    assert [one["digest"] for one in above["villages"]] == [below["digest"]]
    assert above["villages"][0]["area"] == AREA
    torn = tmp_path / "torn.coklit"
    torn.write_bytes(Path(packed["file"]).read_bytes()[:500])
    refused = call("receive", regency, torn, "--json")
    assert (refused.code, refused.value[0]["outcome"]) == (1, "refused")
    assert refused.err.count("\n") == 1


def test_wrong_passphrase_usage_and_unknown_store(
    call: Call, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("status").code == 2
    assert call("halo").code == 2
    assert call("init", tmp_path / "n", "--office", "rt", "--area", AREA, "--election", "pilkada-2024").code == 2
    assert call("init", tmp_path / "n", "--office", "pps", "--area", "33.18", "--election", "pilkada-2024").code == 1
    assert call("init", tmp_path / "n", "--office", "pps", "--area", AREA, "--election", "pilkada-1955").code == 1
    assert call("init", store, "--office", "pps", "--area", AREA, "--election", "pilkada-2024").code == 1
    assert call("status", tmp_path / "tidak-ada").code == 1
    assert call("import", store, tmp_path / "tidak-ada.csv").code == 1
    monkeypatch.setenv("COKLIT_PASSPHRASE", "bukan-kata-sandi-yang-benar")
    wrong = call("status", store)
    assert (wrong.code, wrong.out, wrong.err.count("\n")) == (1, "", 1)
    monkeypatch.delenv("COKLIT_PASSPHRASE")
    file = tmp_path / "sandi.txt"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    assert call("status", store, "--passphrase-file", file).code == 0
    assert call("status", store, "--passphrase-file", file, "--clerk", "Siapa").code == 1


def test_reading_works_beside_a_writer_and_writing_does_not(call: Call, store: Path, tmp_path: Path) -> None:
    from coklit_desktop.services.desk import open_desk

    desk = open_desk(store, PASSPHRASE)
    try:
        assert call("status", store, "--json").code == 0
        assert call("report", store, "a-rekap-pps", "-o", tmp_path / "r.pdf").code == 0
        path = write_list(tmp_path / "y.csv", [*village(), line(60, 1)])
        busy = call("import", store, path)
        assert (busy.code, busy.err.count("\n")) == (1, 1)
    finally:
        desk.close()


def test_as_a_process_the_answer_is_json_and_stdout_is_clean(store: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coklit_desktop", "status", str(store), "--json"],
        env={**os.environ, "COKLIT_PASSPHRASE": PASSPHRASE}, capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    assert json.loads(done.stdout)["area"] == AREA
    assert done.stderr == ""


def test_the_demo_does_the_whole_job(call: Call, tmp_path: Path) -> None:
    made = call("demo", tmp_path / "contoh", "--no-window", "--json")
    assert made.code == 0, made.err
    found = made.value
    assert found["digests_agree"] is True
    assert found["seconds"] > 0
    assert all(Path(path).stat().st_size > 0 for path in found["files"])
    assert {Path(path).suffix for path in found["files"]} == {".csv", ".coklit", ".html", ".pdf", ".xlsx", ".docx"}
    again = call("demo", tmp_path / "contoh", "--no-window", "--json")
    assert again.code == 0
    (tmp_path / "lain").mkdir()
    (tmp_path / "lain" / "milik-orang.txt").write_text("jangan hapus", encoding="utf-8")
    assert call("demo", tmp_path / "lain", "--no-window").code == 1


def test_after_the_pleno_enter_import_and_undo_take_a_reason(call: Call, store: Path, tmp_path: Path) -> None:
    from coklit_desktop.services.desk import open_desk
    from coklit_desktop.services.pleno import determine, differences

    all_right = [f"{1000 + n},{1 if n < 7 else 2},0" for n in range(1, 11)]
    assert call("enter", store, write_results(tmp_path / "h.csv", all_right)).code == 0
    desk = open_desk(store, PASSPHRASE)
    determine(desk)
    desk.close()
    results = write_results(tmp_path / "lagi.csv", ["1003,1,1"])
    newer = write_list(tmp_path / "baru.csv", [*village(), line(31, 1)])
    for arguments in (("enter", store, results), ("import", store, newer), ("undo", store, "--last", "--reason", " ")):
        refused = call(*arguments)
        assert (refused.code, "sudah ditetapkan" in refused.err) == (1, True)
    assert call("enter", store, results, "--reason", "surat kematian").code == 0
    assert call("import", store, newer, "--reason", "daftar susulan", "--json").value["accepted"] == 1
    assert call("undo", store, "--last", "--reason", "salah orang").code == 0
    desk = open_desk(store, PASSPHRASE, write=False)
    assert [(one.row.dpid, one.entries[0].reason) for one in differences(desk)] == [("1031", "daftar susulan")]
    desk.close()
