"""The command line of design.md 6: every verb reads its arguments, calls one service, prints the answer."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

from cyclopts import App, Parameter
from cyclopts.exceptions import CycloptsError

from coklit_desktop.domain.errors import CoklitError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coklit_desktop.services.desk import Desk

Json = Annotated[bool, Parameter(name="--json", negative="", help="Jawaban sebagai JSON.")]
Clerk = Annotated[str | None, Parameter(name="--clerk", help="Nama petugas yang membuka penyimpanan.")]
PassphraseFile = Annotated[
    Path | None, Parameter(name="--passphrase-file", help="Berkas berisi kata sandi (baris pertama).")
]
Reason = Annotated[str, Parameter(help="Alasan perubahan sesudah daftar ditetapkan dalam pleno.")]

app = App(
    name="coklit",
    help="Coklit Desktop: daftar pemilih satu kantor. Tanpa perintah membuka jendelanya.",
    version_flags=["--version"],
    help_flags=["--help", "-h"],
    result_action="return_value",
)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0, 1 with one Indonesian line on stderr, or 2 for wrong usage."""
    _speak_utf8()
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(run(arguments))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    from coklit_desktop.services.messages import sentence

    try:
        answer = app(list(arguments), exit_on_error=False, print_error=True, help_on_error=False)
    except CycloptsError:
        return 2
    except CoklitError as error:
        print(sentence(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(sentence(CoklitError("dibatalkan")), file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
    except OSError as error:
        print(sentence(_system_error(error)), file=sys.stderr)
        return 1
    except Exception:
        if os.environ.get("COKLIT_DEBUG"):  # a developer's: a traceback may show what a clerk must not see
            raise
        print(sentence(CoklitError("kesalahan_program")), file=sys.stderr)
        return 1
    return answer if isinstance(answer, int) else 0


def _system_error(error: OSError) -> CoklitError:
    import errno

    codes = {
        errno.ENOSPC: "cakram_penuh",
        errno.EACCES: "tak_boleh_menulis",
        errno.EPERM: "tak_boleh_menulis",
        errno.EROFS: "tak_boleh_menulis",
        errno.ENOENT: "berkas_tak_ada",
        errno.EISDIR: "bukan_berkas",
        errno.ENOTDIR: "bukan_berkas",
    }
    return CoklitError(codes.get(error.errno or 0, "gangguan_berkas"))


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


# --- secrets: from the environment, a file or a prompt, never from an argument


def passphrase(file: Path | None, *, variable: str = "COKLIT_PASSPHRASE", prompt: str = "Kata sandi: ") -> str:
    """The passphrase. Raises CoklitError `sandi_tak_ada` where nobody can be asked."""
    if file is not None:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
        if not lines:
            raise CoklitError("sandi_tak_ada", variable=variable)
        return lines[0]
    return _secret(variable, prompt)


def _secret(variable: str, prompt: str) -> str:
    value = os.environ.get(variable)
    if value:
        return value
    if not (sys.stdin and sys.stdin.isatty()):
        raise CoklitError("sandi_tak_ada", variable=variable)
    from getpass import getpass

    return getpass(prompt)


def _root_passphrase() -> str:
    return _secret("COKLIT_ROOT_PASSPHRASE", "Kata sandi kunci induk (ketua): ")


@contextmanager
def _desk(store: Path, clerk: str | None, file: Path | None, *, write: bool) -> Iterator[Desk]:
    from coklit_desktop.services.desk import open_desk

    desk = open_desk(store, passphrase(file), clerk, write=write)
    try:
        yield desk
    finally:
        desk.close()


def _tps(text: str | None) -> str | None:
    from coklit_desktop.domain.records import tps_number

    if text is None:
        return None
    number = tps_number(text)
    if number is None:
        raise CoklitError("tps_bukan_nomor")
    return number


def _print(value: Any, as_json: bool, words: Callable[[], str] | None = None) -> None:
    if as_json or words is None:
        print(json.dumps(value, ensure_ascii=False, indent=None if as_json else 2))
    else:
        print(words())


# --- window and demo


@app.default
def window(*, store: Path | None = None) -> int:
    """Buka jendela, pada penyimpanan yang terakhir dipakai atau pada --store."""
    from coklit_desktop.app import run_window

    return run_window(store)


@app.command
def demo(
    folder: Path = Path("coklit-demo"),
    *,
    window: Annotated[bool, Parameter(name="--window", negative="--no-window")] = True,
    json_: Json = False,
) -> int:
    """Seluruh pekerjaan pada contoh: kabupaten, desa, impor, entri, formulir, paket, tanda terima."""
    from coklit_desktop.services.demo import run_demo

    made = run_demo(folder, say=(lambda _line: None) if json_ else print)
    _print(made.to_json(), json_, made.words)
    if window and not json_ and _has_screen():
        from coklit_desktop.app import run_window

        return run_window(made.village_store, passphrase=made.passphrase)
    return 0


def _has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# --- store and clerks


@app.command
def init(
    store: Path,
    *,
    office: Literal["pps", "ppk", "kabko"] | None = None,
    area: str | None = None,
    election: str | None = None,
    kit: Path | None = None,
    confirm: str | None = None,
    clerk: str = "operator",
    passphrase_file: PassphraseFile = None,
    json_: Json = False,
) -> int:
    """Penyimpanan baru, kosong atau dari kit."""
    if kit is not None:
        desk = _init_from_kit(store, kit, confirm, clerk, passphrase_file)
    else:
        if office is None or area is None or election is None:
            print("init memerlukan --office, --area dan --election, atau --kit", file=sys.stderr)
            return 2
        from coklit_desktop.services.desk import check_office, create_desk

        check_office(office, area)
        secret = passphrase(passphrase_file)
        root = _root_passphrase() if office == "kabko" else None
        desk = create_desk(store, office, area, election, clerk, secret, root_passphrase=root)
    answer = {"store": str(store), "site": desk.site, "office": desk.office, "area": desk.area,
              "election": desk.election.id, "clerk": desk.clerk}  # fmt: skip
    desk.close()
    _print(answer, json_, lambda: f"Penyimpanan baru di {store} ({answer['office'].upper()} {answer['area']}).")
    return 0


def _init_from_kit(store: Path, kit: Path, confirm: str | None, clerk: str, passphrase_file: Path | None) -> Desk:
    from coklit_desktop.services.kits import create_from_kit, kit_words

    activation = _secret("COKLIT_ACTIVATION", "Kode aktivasi: ")
    secret = passphrase(passphrase_file)
    if confirm is None and sys.stdin and sys.stdin.isatty():
        print(f"Enam kata kunci induk KPU: {kit_words(kit, activation)}")
        confirm = input("Cocokkan dengan surat KPU, lalu ketik keenam kata itu: ")
    return create_from_kit(store, kit, activation, clerk, secret, confirm)


@app.command
def clerk(
    store: Path,
    action: Literal["list", "add", "remove"],
    name: str | None = None,
    *,
    role: Literal["operator", "ketua", "viewer"] = "operator",
    new_passphrase_file: Path | None = None,
    clerk: Clerk = None,
    passphrase_file: PassphraseFile = None,
    json_: Json = False,
) -> int:
    """Petugas yang dapat membuka penyimpanan; kata sandi baru dari COKLIT_NEW_PASSPHRASE, berkas, atau pertanyaan."""
    from coklit_desktop.services import clerks

    if (name is None) != (action == "list"):
        print("clerk memerlukan list, add NAMA, atau remove NAMA", file=sys.stderr)
        return 2
    with _desk(store, clerk, passphrase_file, write=action != "list") as desk:
        if name is None:
            found = [{"name": slot.name, "role": slot.role} for slot in clerks.list_clerks(desk)]
            _print(found, json_, lambda: "\n".join(f"{one['name']} ({one['role']})" for one in found))
        elif action == "add":
            question = f"Kata sandi untuk {name}: "
            secret = passphrase(new_passphrase_file, variable="COKLIT_NEW_PASSPHRASE", prompt=question)
            clerks.add_clerk(desk, name, secret, role)
            _print({"name": name, "role": role}, json_, lambda: f"Petugas {name} ditambahkan.")
        else:
            clerks.remove_clerk(desk, name)
            note = "Salinan lama tetap dapat dibuka dengan kata sandinya: simpan atau musnahkan."
            _print({"name": name, "removed": True}, json_, lambda: f"Petugas {name} dihapus. {note}")
    return 0


# --- lists and results


@app.command(name="import")
def import_(
    store: Path,
    *files: Path,
    rejects: Path | None = None,
    results: Annotated[bool, Parameter(negative="")] = False,
    reason: Reason = "",
    clerk: Clerk = None,
    passphrase_file: PassphraseFile = None,
    json_: Json = False,
) -> int:
    """Impor daftar: CSV Sidalih, CSV e-Coklit, XLSX atau CSV."""
    from coklit_desktop.services.delivering import commit_import, preview_import

    if not files:
        print("import memerlukan sedikitnya satu berkas", file=sys.stderr)
        return 2
    with _desk(store, clerk, passphrase_file, write=True) as desk:
        desk.change_reason = reason
        preview = preview_import(desk, files, results=results)
        tally = commit_import(desk, preview, rejects=rejects)
    lines = [*preview.warnings, preview.difference, tally_words(tally.to_json())]
    _print(tally.to_json(), json_, lambda: "\n".join(filter(None, lines)))
    return 0


@app.command
def enter(
    store: Path,
    file: Path,
    *,
    rejects: Path | None = None,
    reason: Reason = "",
    clerk: Clerk = None,
    passphrase_file: PassphraseFile = None,
    json_: Json = False,
) -> int:
    """Masukkan hasil coklit dari CSV."""
    from coklit_desktop.services.entering import enter_file

    with _desk(store, clerk, passphrase_file, write=True) as desk:
        desk.change_reason = reason
        tally = enter_file(desk, file, rejects)
    _print(tally.to_json(), json_, lambda: tally_words(tally.to_json()))
    return 0


def tally_words(tally: Mapping[str, Any]) -> str:
    """One line for what became of the rows of a file."""
    text = (
        f"{tally['rows']} baris: {tally['accepted']} diterima, {tally['unchanged']} tidak berubah, "
        f"{tally['skipped']} dilewati, {tally['rejected']} ditolak"
    )
    return f"{text} (lihat {tally['rejects_file']})." if tally["rejects_file"] else f"{text}."


# --- reading


@app.command
def status(
    store: Path,
    *,
    tps: str | None = None,
    clerk: Clerk = None,
    passphrase_file: PassphraseFile = None,
    json_: Json = False,
) -> int:
    """Jumlah per TPS, desa, kecamatan."""
    from coklit_desktop.services.browsing import status as read_status

    with _desk(store, clerk, passphrase_file, write=False) as desk:
        found = read_status(desk, _tps(tps))
    _print(found, json_, lambda: status_words(found))
    return 0


def status_words(found: Mapping[str, Any]) -> str:
    """The counts as a small table."""
    names = ("awal", "baru", "ubah", "sesuai", "tidak_ditemui", "belum", "akhir")

    def total(counts: Mapping[str, Any], name: str) -> int:
        return int(counts[name]["L"]) + int(counts[name]["P"])

    def line(title: str, counts: Mapping[str, Any]) -> str:
        tms = sum(one["L"] + one["P"] for one in counts["tms"].values())
        cells = [*(total(counts, name) for name in names), tms, counts["kk"]]
        return title.ljust(22) + "".join(f"{cell:>14}" for cell in cells)

    head = " " * 22 + "".join(f"{name.replace('_', ' '):>14}" for name in (*names, "tms", "kk"))
    lines = [line(f"TPS {one['tps']:03d} {one['area']}", one) for one in found["tps"]]
    return "\n".join([head, *lines, line("Jumlah", found["total"]), f"digest {found['digest']}"])


@app.command
def voters(
    store: Path,
    *,
    tps: str | None = None,
    clerk: Clerk = None,
    passphrase_file: PassphraseFile = None,
    json_: Json = False,
) -> int:
    """Baris daftar yang sekarang."""
    from coklit_desktop.services.listing import current_rows, rows_as_csv

    with _desk(store, clerk, passphrase_file, write=False) as desk:
        rows = current_rows(desk, _tps(tps))
        if json_:
            print(json.dumps(rows, ensure_ascii=False))
        else:
            rows_as_csv(rows, sys.stdout)
    return 0


@app.command
def history(
    store: Path,
    id_: Annotated[str, Parameter(name="id")],
    /,
    *,
    clerk: Clerk = None,
    passphrase_file: PassphraseFile = None,
    json_: Json = False,
) -> int:
    """Riwayat satu pemilih (DPID atau subjek)."""
    from coklit_desktop.services.browsing import history as read_history
    from coklit_desktop.services.listing import history_rows

    with _desk(store, clerk, passphrase_file, write=False) as desk:
        found = history_rows(read_history(desk, id_))
    _print(found, json_, lambda: "\n".join(f"{one['time']}  {one['what']}  [{one['entry']}]" for one in found))
    return 0


@app.command
def undo(
    store: Path,
    entry: str | None = None,
    *,
    last: Annotated[bool, Parameter(negative="")] = False,
    reason: str,
    clerk: Clerk = None,
    passphrase_file: PassphraseFile = None,
    json_: Json = False,
) -> int:
    """Batalkan satu catatan, atau yang terakhir."""
    from coklit_desktop.services.undoing import undo as undo_entry
    from coklit_desktop.services.undoing import undo_last

    if (entry is None) != last:
        print("undo memerlukan satu catatan atau --last", file=sys.stderr)
        return 2
    with _desk(store, clerk, passphrase_file, write=True) as desk:
        done = undo_last(desk, reason=reason) if entry is None else undo_entry(desk, entry, reason)
    if done is None:
        raise CoklitError("tak_ada_yang_dibatalkan")
    answer = {"entry": done.ref, "seq": done.seq}
    _print(answer, json_, lambda: f"Dibatalkan (catatan ke-{done.seq}).")
    return 0


@app.command
def conflicts(store: Path, *, clerk: Clerk = None, passphrase_file: PassphraseFile = None, json_: Json = False) -> int:
    """Beda catatan antarkantor yang menunggu keputusan."""
    from coklit_desktop.services.conflicts import conflicts as read_conflicts
    from coklit_desktop.services.listing import conflict_rows

    with _desk(store, clerk, passphrase_file, write=False) as desk:
        found = conflict_rows(read_conflicts(desk))
    _print(found, json_, lambda: "\n".join(f"{c['id']}  {c['subject']}" for c in found) or "Tidak ada.")
    return 0


@app.command
def decide(
    store: Path,
    conflict: str,
    *,
    take: str,
    reason: str,
    clerk: Clerk = None,
    passphrase_file: PassphraseFile = None,
    json_: Json = False,
) -> int:
    """Putuskan satu beda catatan."""
    from coklit_desktop.services.conflicts import decide as settle

    with _desk(store, clerk, passphrase_file, write=True) as desk:
        done = settle(desk, conflict, take, reason)
    _print({"entry": done.ref, "seq": done.seq}, json_, lambda: f"Diputuskan (catatan ke-{done.seq}).")
    return 0


@app.command
def check(store: Path, *, clerk: Clerk = None, passphrase_file: PassphraseFile = None, json_: Json = False) -> int:
    """Periksa rantai catatan, hitungan ulang, dan data."""
    from coklit_desktop.services.checking import check as run_check

    with _desk(store, clerk, passphrase_file, write=False) as desk:
        report = run_check(desk)
    found = report.to_json()
    _print(found, json_, lambda: check_words(found))
    if not report.ok:
        raise CoklitError("penyimpanan_tidak_cocok")
    return 0


def check_words(found: Mapping[str, Any]) -> str:
    """The findings, one a line."""
    lines = [
        f"{'!' if one['severity'] == 'error' else '?'} TPS {one['tps'] or '-'}  {one['text']}  [{one['code']}]"
        for one in found["findings"]
    ]
    state = "Rantai catatan dan hitungan ulang cocok." if found["ok"] else "TIDAK COCOK."
    return "\n".join([*lines, f"{len(lines)} hal untuk dicek. {state}"])


# --- making things


@app.command
def report(  # noqa: PLR0913 - one parameter an option of the contract
    store: Path | None = None,
    form: str | None = None,
    *,
    tps: str | None = None,
    masked: Annotated[bool, Parameter(negative="")] = False,
    qr: Annotated[bool, Parameter(name="--qr", negative="--no-qr", help="Kode QR di kaki halaman.")] = True,
    format: Literal["pdf", "xlsx", "docx"] | None = None,  # noqa: A002 - the option is called --format
    paper: Literal["F4", "A4"] = "F4",
    area: Annotated[str | None, Parameter(help="Desa atau kecamatan di bawah kantor ini.")] = None,
    variant: Annotated[str | None, Parameter(help="Ragam formulir, misalnya kosong.")] = None,
    copy_for: Annotated[str, Parameter(help="Untuk siapa salinan ini, misalnya PKD.")] = "",
    out: Annotated[Path | None, Parameter(name=["--out", "-o"])] = None,
    list_: Annotated[bool, Parameter(name="--list", negative="")] = False,
    clerk: Clerk = None,
    passphrase_file: PassphraseFile = None,
    json_: Json = False,
) -> int:
    """Cetak formulir ke berkas PDF atau XLSX."""
    if list_:
        return _list_forms(json_)
    if store is None or form is None or out is None:
        print("report memerlukan STORE, FORMULIR dan -o BERKAS (atau --list)", file=sys.stderr)
        return 2
    from coklit_desktop.services.form_data import Wish
    from coklit_desktop.services.printing import format_of, make_form

    fmt = format_of(form, format, out)
    wish = Wish(masked=masked, qr=qr, area=area, variant=variant, copy_for=copy_for)
    with _desk(store, clerk, passphrase_file, write=False) as desk:
        made = make_form(desk, form, out, tps=_tps(tps), fmt=fmt, paper=paper, wish=wish)
    _print({"file": str(made), "form": form, "format": fmt}, json_, lambda: str(made))
    return 0


def _list_forms(as_json: bool) -> int:
    from coklit_desktop.services.printing import known_forms

    found = known_forms()
    _print(found, as_json, lambda: "\n".join(f"{one['id']:<28}{one['title']}" for one in found))
    return 0


@app.command(name="map")
def map_(
    store: Path,
    *,
    out: Annotated[Path, Parameter(name=["--out", "-o"])],
    clerk: Clerk = None,
    passphrase_file: PassphraseFile = None,
    json_: Json = False,
) -> int:
    """Peta rumah tangga sebagai satu berkas HTML yang terbuka tanpa jaringan."""
    from coklit_desktop.services.mapping import write_map

    with _desk(store, clerk, passphrase_file, write=False) as desk:
        write_map(desk, out)
    _print({"file": str(out)}, json_, lambda: str(out))
    return 0


# --- handover


@app.command
def kit(
    store: Path,
    *,
    area: str,
    out: Annotated[Path, Parameter(name=["--out", "-o"])],
    clerk: Clerk = None,
    passphrase_file: PassphraseFile = None,
    json_: Json = False,
) -> int:
    """Kabupaten: buat kit untuk satu desa atau kecamatan."""
    from coklit_desktop.services.kits import make_kit

    with _desk(store, clerk, passphrase_file, write=True) as desk:
        made = make_kit(desk, area, out, _root_passphrase())
    answer = {"file": str(made.file), "activation": made.activation, "words": made.words}
    _print(answer, json_, lambda: f"{made.file}\nKode aktivasi: {made.activation}\nKata kunci induk: {made.words}")
    return 0


@app.command
def pack(
    store: Path,
    *,
    out: Annotated[Path, Parameter(name=["--out", "-o"])],
    clerk: Clerk = None,
    passphrase_file: PassphraseFile = None,
    json_: Json = False,
) -> int:
    """Buat paket untuk PPK dan KPU."""
    from coklit_desktop.services.packing import pack as make_package

    with _desk(store, clerk, passphrase_file, write=True) as desk:
        made = make_package(desk, out)
    answer = {"file": None if made.file is None else str(made.file), "words": made.words}
    _print(answer, json_, lambda: answer["file"] or "Tidak ada yang baru untuk dikirim.")
    return 0


@app.command
def inspect(file: Path, *, json_: Json = False) -> int:
    """Apa kata sebuah paket tentang dirinya, tanpa membukanya."""
    from coklit_desktop.services.receiving import inspect_file

    _print(inspect_file(file), json_)
    return 0


@app.command
def receive(
    store: Path,
    *files: Path,
    receipts: Path | None = None,
    confirm: str | None = None,
    clerk: Clerk = None,
    passphrase_file: PassphraseFile = None,
    json_: Json = False,
) -> int:
    """Terima kit, paket atau tanda terima."""
    from coklit_desktop.services.receiving import receive as take

    if not files:
        print("receive memerlukan sedikitnya satu berkas", file=sys.stderr)
        return 2
    with _desk(store, clerk, passphrase_file, write=True) as desk:
        root = _root_passphrase() if confirm is not None and desk.office == "kabko" else None
        results = take(desk, files, receipts=receipts, confirm=confirm, root_passphrase=root)
    answer = [one.to_json() for one in results]
    _print(answer, json_, lambda: "\n".join(f"{one.file.name}: {one.sentence()}" for one in results))
    refused = [one for one in results if one.outcome == "refused"]
    if refused:
        print(refused[0].sentence(), file=sys.stderr)
    return 1 if refused else 0


@app.command
def backup(
    store: Path,
    *,
    out: Annotated[Path, Parameter(name=["--out", "-o"])],
    clerk: Clerk = None,
    passphrase_file: PassphraseFile = None,
    json_: Json = False,
) -> int:
    """Cadangan terenkripsi ke satu berkas."""
    with _desk(store, clerk, passphrase_file, write=False) as desk:
        desk.store.backup(out)
    _print({"file": str(out)}, json_, lambda: str(out))
    return 0


@app.command
def restore(
    file: Path,
    store: Path,
    *,
    clerk: Clerk = None,
    passphrase_file: PassphraseFile = None,
    json_: Json = False,
) -> int:
    """Pulihkan cadangan ke penyimpanan baru (dengan nomor pemasangan baru)."""
    from coklit_desktop.services.restoring import restore as bring_back

    desk = bring_back(file, store, passphrase(passphrase_file), clerk)
    answer = {"store": str(store), "site": desk.site, "area": desk.area}
    desk.close()
    _print(answer, json_, lambda: f"Cadangan dipulihkan di {store}.")
    return 0


@app.command(name="verify-page")
def verify_page(
    store: Path,
    text: str,
    *,
    clerk: Clerk = None,
    passphrase_file: PassphraseFile = None,
    json_: Json = False,
) -> int:
    """Cocokkan teks QR sebuah lembar cetak dengan penyimpanan."""
    from coklit_desktop.services.verifying import verify_page as compare

    with _desk(store, clerk, passphrase_file, write=False) as desk:
        found = compare(desk, text)
    _print(found, json_, lambda: str(found["says"]))
    return 0
