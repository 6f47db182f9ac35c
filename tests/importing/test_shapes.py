"""One table of aliases for every list: the same voter from the headings of domain.md 5, in each dialect."""

import csv
import io
from pathlib import Path

import pytest

from coklit_desktop.importing.columns import column_data, find_columns, normalise
from coklit_desktop.importing.recognise import FileKind, recognise
from tests.importing.conftest import VOTER, Read

SHAPES = {
    "bulk-sidalih": (
        ",", "KECAMATAN,DESA,DPID,NKK,NIK,NAMA,TMPLHR,TGLLHR,STS,L/P,JALAN,RT,RW,DIS,EKTP,KET,SMBR,TPS",
        "TAYU,JEPAT LOR,101,{nkk},{nik},{name},PATI,17|01|2004,B,P,{address},3,1,0,S,,DP4,3",
    ),
    "webgrid": (
        "\t", "No\tDPID\tNKK\tNIK\tNAMA\tJK\tTMPT_LHR\tTGL_LHR\tSTS\tALAMAT\tRT\tRW\tDIS\tKTPel\tSUMBER\tKET\tTPS",
        "1\t101\t{nkk}\t{nik}\t{name}\tP\tPATI\t17-01-2004\tB\t{address}\t003\t001\t\tS\tDP4\t\t003",
    ),
    "dp4": (
        "#", "nkk#nik#nama#tempat_lahir#tgl_lahir#jenis_kelamin#status#alamat#rt#rw#disabilitas#x#y#kd_kec#nama_kec"
        "#kd_kel#nama_kel#tps#ket",
        "{nkk}#{nik}#{name}#PATI#17|01|2004#P#B#{address}#003#001#0###331819#TAYU#3318192008#JEPAT LOR#3#",
    ),
    "export-dp": (
        ";", "ID;No KK;NIK;Nama;Tempat Lahir;Tanggal Lahir;Status Perkawinan B/S/P;Jenis Kelamin L/P;Jalan/Dukuh;Rt;Rw"
        ";Disabilitas;Keterangan *);Sumberdata;TPS",
        "101;{nkk};{nik};{name};PATI;17/01/2004;B;P;{address};3;1;;;DP4;TPS 3",
    ),
    "bawaslu": (
        ",", "NIK,NO KK,NAMA,TEMPAT LAHIR,TANGGAL LAHIR,JENIS KELAMIN,STATUS PERKAWINAN,ALAMAT,RT,RW,DESA,KECAMATAN,TPS"
        ",KODE TMS,COKLIT,KTP ELEKTRONIK,PEMILIH BARU,PEMILIH PEMULA,KODE DISABILITAS,UBAH DATA",
        "{nik},{nkk},{name},PATI,2004-01-17,PEREMPUAN,BELUM KAWIN,{address},003,001,JEPAT LOR,TAYU,3,,,S,,,0,",
    ),
    "form": (
        ";", "DAFTAR PEMILIH;;;;;;;;;;;;;\n;;;;;;;;;;;;;\nDESA;: JEPAT LOR;;TPS;: 003;;;;;;;;;\n"
        "No;No KK;NIK;Nama;Tempat Lahir;Tanggal Lahir;Status Perkawinan B/S/P;Jenis Kelamin L/P;Alamat;;;Disabilitas"
        ";Status KTP-el;Keterangan\n;;;;;;;;Jalan/Dukuh;RT;RW;;;\n1;2;3;4;5;6;7;8;9;10;11;12;13;14",
        "1;{nkk};{nik};{name};PATI;17-1-2004;B;P;{address};003;001;;S;",
    ),
    "rt-rw": (
        ",", "NIK,NKK,NAMA LENGKAP,TMPT LAHIR,TGL LAHIR,JK,STATUS KAWIN,ALAMAT,RT/RW,NO TPS,E-KTP,DIFABEL",
        "{nik},{nkk},{name},PATI,17.01.2004,Perempuan,Belum Kawin,{address},003/001,3,S,",
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_same_voter_from_every_shape(tmp_path: Path, read: Read, shape: str, newline: str, encoding: str) -> None:
    _, heading, row = SHAPES[shape]
    path = tmp_path / "daftar.csv"
    text = heading + "\n" + row.format(**VOTER._asdict()) + "\n"
    path.write_bytes(text.replace("\n", newline).encode(encoding))
    found = read(path)
    assert found.rejected == []
    assert [row.tps for row in found.rows] == ["003"]
    voter = found.rows[0].voter
    voter = voter._replace(rt=f"{int(voter.rt):03d}", rw=f"{int(voter.rw):03d}")
    expected = VOTER._replace(ktp_el="") if shape in ("export-dp", "dp4") else VOTER
    assert voter == expected
    assert recognise(path) is (FileKind.SIDALIH if shape == "dp4" else FileKind.SHEET)


def test_quoted_cells_are_unwrapped_and_stray_quotes_swallow_no_row(tmp_path: Path, read: Read) -> None:
    rows = [
        ["1", VOTER.nkk, "3318195701043501", "A, S.PD", "DK. X"],
        ["2", VOTER.nkk, "3318195701043502", 'SITI "IIS"', "JL. SATU\nRT DUA"],
        ["3", VOTER.nkk, "3318195701043503", "B", "DK. Y"],
    ]
    buffer = io.StringIO()
    csv.writer(buffer).writerows([["TPS", "NKK", "NIK", "NAMA", "ALAMAT"], *rows])
    stray = f'4,{VOTER.nkk},3318195701043504,"SITI,DK. Z\n5,{VOTER.nkk},3318195701043505,WARTI,DK. "Z\n'
    path = tmp_path / "daftar.csv"
    path.write_text(buffer.getvalue() + stray, encoding="utf-8", newline="")
    found = read(path)
    assert [(row.tps, row.voter.name, row.voter.address) for row in found.rows] == [
        ("001", "A, S.PD", "DK. X"),
        ("002", 'SITI "IIS"', "JL. SATU\nRT DUA"),
        ("003", "B", "DK. Y"),
        ("004", '"SITI', "DK. Z"),
        ("005", "WARTI", 'DK. "Z'),
    ]
    assert found.rejected == []


@pytest.mark.parametrize(
    "wrapped", ["'3318195701043518", '"=""3318195701043518"""', "3318195701043518.0", " 3318195701043518 "]
)
def test_text_digits_in_a_spreadsheets_wrapping(tmp_path: Path, read: Read, wrapped: str) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(f"TPS,NIK,NAMA,NKK\n1,{wrapped},SITI,3318191103170792\n", encoding="utf-8")
    assert read(path).rows[0].voter.nik == VOTER.nik


def test_an_alias_stands_for_one_field_only() -> None:
    data = column_data()
    seen: dict[str, str] = {}
    for field, names in {**data["voter"], **data["row"]}.items():
        for name in map(normalise, names):
            assert seen.setdefault(name, field) == field


def test_headings_are_compared_without_case_marks_and_spaces() -> None:
    assert find_columns(["  no_kk *)", "Nama\nLengkap", "n.i.k."]) == {"nkk": 0, "name": 1, "nik": 2}
