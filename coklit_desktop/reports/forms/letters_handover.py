"""Berita Acara Serah Terima: the results of coklit go from the pantarlih to the PPS (domain.md 3.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.elections import is_loksus
from coklit_desktop.domain.field_items import field_items, keyed_figures
from coklit_desktop.reports.drawing.letter import Fields, Gap, Letter, Lines, Table, Text
from coklit_desktop.reports.forms.letters import DOTS, Words, chair, day_words, figure_words, filled
from coklit_desktop.reports.forms.parts import missing_names, missing_officers
from coklit_desktop.reports.model import Closing, Column, Row, Signer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coklit_desktop.domain.field_items import Figure
    from coklit_desktop.reports.data import FormData

FORM_ID = "ba-serah-terima"
FEW = "………"


def documents(data: FormData, tps_list: list[str]) -> Iterator[Letter]:
    """One for each pantarlih of each TPS; special places have none, unless one asks for them."""
    for tps in [tps for tps in tps_list if not is_loksus(tps)] or tps_list:
        workers = _workers(data, tps)
        for number, worker in workers:
            yield _letter(data, tps, number, worker, alone=len(workers) == 1)


def missing(data: FormData, tps_list: list[str]) -> list[str]:
    """What the papers lack; figures that nobody keyed are written by hand."""
    found = missing_names(data) + [one for one in missing_officers(data, chair_only=True) if "pleno" not in one]
    for tps in tps_list:
        if is_loksus(tps):
            continue
        for _, worker in _workers(data, tps):
            lacks = [
                label for key, label in (("nama", "nama"), ("tanggal_laporan", "tanggal")) if not filled(worker, key)
            ]
            if lacks:
                word = Words(data, FORM_ID)["worker"]
                found.append(f"TPS {tps}: {' dan '.join(lacks)} serah terima {word} belum diisi.")
    return list(dict.fromkeys(found))


def _workers(data: FormData, tps: str) -> list[tuple[int, Mapping[str, str]]]:
    """The pantarlih of a TPS with their numbers; an unnamed one if none is filled in."""
    prefix = f"pantarlih:{tps}:"
    found = {
        int(number): topic
        for name, topic in data.office.items()
        if name.startswith(prefix) and (number := name.removeprefix(prefix)).isdecimal() and any(topic.values())
    }
    return sorted(found.items()) or [(1, {})]


def _letter(data: FormData, tps: str, number: int, worker: Mapping[str, str], *, alone: bool) -> Letter:
    words = Words(data, FORM_ID)
    words.update(day_words(filled(worker, "tanggal_laporan")), tps=tps, where=DOTS * 2)
    post = f"{words['worker']} TPS {tps}"
    name, head = filled(worker, "nama").upper(), chair(data)
    return Letter(
        name=f"TPS {tps}" if alone else f"TPS {tps} {words['worker']} {number}",
        model=words.setting("name"),
        title=words.lines("heading"),
        about=words.lines("about"),
        area=words["level"],
        blocks=(
            Text(words.says("opening")),
            Fields((("1. Nama", name), ("    Jabatan", post), ("    Nomor SK", filled(worker, "sk")))),
            Text(words.says("first"), indent=1),
            Fields((("2. Nama", head), ("    Jabatan", f"Ketua {words['office']}"))),
            Text(words.says("second"), indent=1),
            Text(words.says("handed"), keep=True),
            _papers(words, _figures(data, tps, number, alone=alone)),
            Text(words.says("checked"), keep=True),
            Lines(2),
            Text(words.says("end"), keep=True),
            Gap(2),
        ),
        closing=Closing(
            (), (Signer(f"PIHAK KEDUA\nKetua {words['office']}", head), Signer(f"PIHAK PERTAMA\n{post}", name))
        ),
    )


def _figures(data: FormData, tps: str, number: int, *, alone: bool) -> dict[str, Figure | None]:
    """The items of this pantarlih's report as filled in; of a TPS with one pantarlih else what the list says."""
    items = field_items(data.election, data.stage)
    report = data.topic(f"laporan:{tps}:{number}")
    if any(report.values()):
        return {item.key: item.read(report) for item in items}
    return keyed_figures(data.election, items, data.counts(tps), data.topic(f"tps:{tps}")) if alone else {}


def _papers(words: Words, figures: Mapping[str, Figure | None]) -> Table:
    rows = [_paper(at, paper, words, figures) for at, paper in enumerate(words.setting("papers"), 1)]
    columns = (
        Column("No", 10, "center", fixed=True), Column("Berkas", 78), Column("Jumlah", 30, "center"),
        Column("Keterangan", 50),
    )  # fmt: skip
    return Table(columns, tuple(rows), 7.5)


def _paper(at: int, paper: Mapping[str, Any], words: Words, figures: Mapping[str, Figure | None]) -> Row:
    count = figures.get(paper.get("count", ""))
    figure = figures.get(paper.get("figure", ""))
    number = FEW if count is None else figure_words(n=count.total)["n"]
    says = paper["says"].format(n=figure_words(n=figure.total)["n"]) if figure is not None else ""
    return Row((f"{at}.", paper["name"].format(**words), f"{number} {paper['unit']}", says))
