"""The items I to XII of a pantarlih's own report (domain.md 1.3): keys, labels, and the keyed figures beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coklit_desktop.domain.recap import Counts, SexCount

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from coklit_desktop.domain.elections import Election, Stage

FORM_ID = "a-laporan-hasil-coklit"
RECAP_ITEMS = ("I", "II", "III", "IV", "V", "VI")  # in a filled report a blank one of these is the "-" of paper: none


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a report: of men and women, or alone (then L and P are None)."""

    total: int
    L: int | None = None
    P: int | None = None

    @classmethod
    def of(cls, count: SexCount) -> Figure:
        """The figure of a count."""
        return cls(count.total, count.L, count.P)

    def __add__(self, other: Figure) -> Figure:
        """Sum of two figures of one item."""
        return self._with(other, 1)

    def __sub__(self, other: Figure) -> Figure:
        """By how much this is more than `other`."""
        return self._with(other, -1)

    def __bool__(self) -> bool:
        """Whether any part is not 0: two men less and two women more are a difference."""
        return bool(self.total or self.L or self.P)

    def _with(self, other: Figure, sign: int) -> Figure:
        if self.L is None or self.P is None or other.L is None or other.P is None:
            return Figure(self.total + sign * other.total)
        return Figure(self.total + sign * other.total, self.L + sign * other.L, self.P + sign * other.P)


@dataclass(frozen=True, slots=True)
class FieldItem:
    """One line of the report. `key` names it in the store: `I`, `III.meninggal`, `VI.fisik`, `VII`, `XII.ada`."""

    key: str
    number: str  # as printed: I, III.1, XII.2
    label: str
    by_sex: bool

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of its values in the topic `laporan:<tps>:<n>`: `I:L` and `I:P`, or `VII`."""
        return (f"{self.key}:L", f"{self.key}:P") if self.by_sex else (self.key,)

    @property
    def blank_is_none(self) -> bool:
        """Whether a blank in a filled report means 0; of the others nothing is known then."""
        return self.key.split(".")[0] in RECAP_ITEMS

    def read(self, values: Mapping[str, str]) -> Figure | None:
        """Its figure in one filled report; None if it says nothing about the item."""
        texts = [values.get(name, "").strip() for name in self.fields]
        if not any(texts) and not self.blank_is_none:
            return None
        numbers = [whole(text) or 0 for text in texts]
        return Figure.of(SexCount(*numbers)) if self.by_sex else Figure(numbers[0])


def field_items(election: Election, stage: Stage, used: Collection[str] = ()) -> tuple[FieldItem, ...]:
    """The items in printed order. `used`: TMS reasons of an earlier stage that the list still has."""
    return tuple(_items(election, stage, used))


def _items(election: Election, stage: Stage, used: Collection[str]) -> Iterator[FieldItem]:
    settings = election.forms[FORM_ID]
    listed, found, sticker = settings["list"], settings["new_list"], settings["sticker"]
    yield FieldItem("I", "I", f"Jumlah Data Pemilih diterima ({listed})", True)
    yield FieldItem("II", "II", f"Jumlah Pemilih Baru ({found})", True)
    reasons = [(code, name) for code, name in election.tms_by_code.items() if name in stage.tms or name in used]
    for number, (code, name) in enumerate(reasons, 1):
        label = f"{election.keterangan_labels[name]} (kode {code})"
        yield FieldItem(f"III.{name}", f"III.{number}", label, True)
    yield FieldItem("IV", "IV", "Jumlah Pemilih Hasil Coklit ((I + II) - III)", True)
    yield FieldItem("V", "V", f"Jumlah Data Pemilih diperbaiki (kode {election.keterangan_codes['ubah']})", True)
    for number, (name, label) in enumerate(election.disability_labels.items(), 1):
        yield FieldItem(f"VI.{name}", f"VI.{number}", label, True)
    yield FieldItem("VII", "VII", f"Jumlah Stiker Diterima ({sticker})", False)
    yield FieldItem("VIII", "VIII", f"Jumlah Stiker Digunakan ({sticker})", False)
    yield FieldItem("IX", "IX", f"Jumlah Stiker Tersisa ({sticker})", False)
    yield FieldItem("X", "X", "Jumlah KK Hasil Coklit", False)
    yield FieldItem("XI", "XI", "Jumlah Lembar Bukti Pemilih Terdaftar dibagikan", False)
    yield FieldItem("XII.ada", "XII.1", f"Jumlah Pemilih KTP-el ({listed} dan {found})", True)
    yield FieldItem("XII.belum", "XII.2", "Jumlah Pemilih belum ber-KTP-el", True)


def keyed_figures(
    election: Election, items: Iterable[FieldItem], counts: Counts, stock: Mapping[str, str]
) -> dict[str, Figure | None]:
    """What the list and the TPS's own data (topic `tps:<tps>`) say for each item; None where nothing was filled in."""
    received, used = whole(stock.get("stiker_diterima", "")), whole(stock.get("stiker_digunakan", ""))
    left = None if received is None or used is None else received - used
    owners, others = ktp_el_split(election, counts)
    alone = {"VII": received, "VIII": used, "IX": left, "X": counts.kk, "XI": whole(stock.get("lembar_bukti", ""))}
    by_sex = {
        "I": counts.awal, "II": counts.baru, "IV": counts.akhir, "V": counts.ubah,
        "XII.ada": owners, "XII.belum": others,
        **{f"III.{name}": count for name, count in counts.tms.items()},
        **{f"VI.{name}": count for name, count in counts.disabilitas.items()},
    }  # fmt: skip
    found: dict[str, Figure | None] = {}
    for item in items:
        number = alone.get(item.key)
        if item.by_sex:
            found[item.key] = Figure.of(by_sex.get(item.key, SexCount()))
        else:
            found[item.key] = None if number is None else Figure(number)
    return found


def ktp_el_split(election: Election, counts: Counts) -> tuple[SexCount, SexCount]:
    """Voters with a KTP-el, and all others; together they are item IV."""
    owning = election.forms[FORM_ID]["ktp_el_owned"]
    owners = sum((part for name, part in counts.ktp_el.items() if name in owning), SexCount())
    others = sum((part for name, part in counts.ktp_el.items() if name not in owning), SexCount())
    return owners, others


def whole(text: str) -> int | None:
    """A whole number as people write it (1.204); None for anything else."""
    text = text.strip().replace(".", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
