"""What the papers of text share: the words that fill their templates, figures, and who signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.recap import Counts, sum_counts
from coklit_desktop.reports.catalog import settings_of
from coklit_desktop.reports.forms.parts import body, office_word, officers, regency_identity, village_word
from coklit_desktop.reports.words import clean, long_date, short_date, spelled_date, terbilang, titled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coklit_desktop.reports.data import FormData

_DOUBLE = re.compile(r"(?<!\*)\*\*(?!\*)")
DOTS = "…………………"
FORM_WORDS = {
    "list": "a-daftar-pemilih",
    "new_list": "a-daftar-potensial",
    "report": "a-laporan-hasil-coklit",
    "receipt": "a-tanda-bukti",
    "sticker": "a-stiker",
}  # words of the templates -> forms that they name


class Words(dict[str, str]):
    """What stands in the templates of a form, in an election's own words."""

    def __init__(self, data: FormData, form_id: str) -> None:
        super().__init__(_area_words(data))
        self._settings = settings_of(data.election, form_id)
        election, pleno = data.election, data.topic("pleno")
        title = election.forms.get("title_kota", election.title) if data.is_kota else election.title
        self.update(
            recap_title=data.stage.recap_title,
            recap_text=titled(data.stage.recap_title),
            changes_for=data.stage.changes_for,
            election=title,
            election_text=titled(title),
            year=str(election.forms["year"]),
            worker=titled(str(election.forms["worker"])),
            number=filled(pleno, "nomor_ba") or DOTS,
            old_number=filled(pleno, "nomor_ba_lama"),
            place=filled(pleno, "tempat") or DOTS * 2,
            time=filled(pleno, "jam") or DOTS,
            **day_words(filled(pleno, "tanggal")),
            **{word: election.forms[form]["name"] for word, form in FORM_WORDS.items()},
        )

    def says(self, key: str, **more: str) -> str:
        """One template of the form, filled in."""
        return str(self._settings[key]).format(**self, **more)

    def lines(self, key: str, **more: str) -> tuple[str, ...]:
        """A template of several lines."""
        return tuple(str(line).format(**self, **more) for line in self._settings[key])

    def setting(self, key: str) -> Any:
        """A setting of the form that is no template."""
        return self._settings[key]


def filled(topic: Mapping[str, str], key: str) -> str:
    """What a clerk keyed, fit to print and with nothing that would switch bold on; "" if nothing."""
    return _DOUBLE.sub("*", clean(topic.get(key) or ""))


def day_words(text: str) -> dict[str, str]:
    """The words of a date: in letters, in digits, and as usual."""
    found = spelled_date(text)
    day, date, month, year = found or (DOTS, DOTS, DOTS, DOTS)
    return {
        "day": day, "date": date, "month": month, "year_words": year,
        "short_date": short_date(text).replace("/", "-") if found else DOTS,
        "long_date": long_date(text) or DOTS,
    }  # fmt: skip


def _area_words(data: FormData) -> dict[str, str]:
    names = data.area_names
    village = f"{village_word(data)} {titled(names.village)}".strip()
    district = f"Kecamatan {titled(names.district)}".strip()
    regency = titled(" ".join(regency_identity(data)[1]))
    level = {"ppk": district, "kabko": regency}.get(data.office_kind, village)
    own = {"ppk": titled(names.district), "kabko": regency}.get(data.office_kind, titled(names.village))
    full = {"ppk": f"{body(data)} {own}", "kabko": body(data)}.get(data.office_kind, f"{body(data)} {village}")
    return {
        "province": titled(names.province), "village": village, "district": district, "regency": regency,
        "level": level.upper(), "level_text": level, "area": own or DOTS,
        "office": f"{office_word(data)} {level}", "office_word": office_word(data), "body": full.upper(),
    }  # fmt: skip


def figure_words(**numbers: int) -> dict[str, str]:
    """Each number as `name`, and spelled out as `name_words`."""
    found = {}
    for name, number in numbers.items():
        found[name] = f"{number:,}".replace(",", ".")
        found[f"{name}_words"] = terbilang(number)
    return found


def all_counts(data: FormData) -> Counts:
    """The sums of the form's whole area."""
    if data.parts:
        return sum_counts(part.counts for part in data.parts)
    return sum_counts(data.counts_by_tps.values())


def tps_count(data: FormData) -> int:
    """How many TPS the form's area has."""
    return sum(part.tps for part in data.parts) if data.parts else len(data.tps_list)


def chair(data: FormData) -> str:
    """The chair's name; "" if not filled in."""
    return officers(data)[0].name


def clerk_name(data: FormData) -> str:
    """Who takes the minutes: the first of the secretariat; "" if nobody is filled in."""
    for person in data.numbered("petugas"):
        if filled(person, "jabatan").upper().startswith("SEKRETAR"):
            return filled(person, "nama").upper()
    return ""


def topics(data: FormData, prefix: str, *keys: str) -> list[Mapping[str, str]]:
    """The topics `prefix:1`, … that say anything in these keys."""
    return [topic for topic in data.numbered(prefix) if any(filled(topic, key) for key in keys)]


def missing_pleno(data: FormData, *keys: str) -> list[str]:
    """Sentences for what the pleno lacks."""
    labels = {
        "nomor_ba": "Nomor berita acara", "tempat": "Tempat pleno", "tanggal": "Tanggal pleno", "jam": "Jam pleno",
    }  # fmt: skip
    pleno = data.topic("pleno")
    found = [f"{labels[key]} belum diisi." for key in keys if not filled(pleno, key)]
    day = filled(pleno, "tanggal")
    if "tanggal" in keys and day and spelled_date(day) is None:
        found.append(f"Tanggal pleno “{day}” tidak dapat dibaca. Tulis seperti 02-08-2024.")
    return found
