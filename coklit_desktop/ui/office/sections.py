"""The parts of Pengaturan that are office data: stage, officers, TPS and pantarlih, pleno."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from coklit_desktop.services import browsing
from coklit_desktop.ui.office.form_section import COUNT, DATE, NIK, FormSection, OfficeField
from coklit_desktop.ui.office.rows_section import RowsSection
from coklit_desktop.ui.start.area_field import place_name
from coklit_desktop.ui.texts import OFFICE_WORDS
from coklit_desktop.ui.widgets.layouts import label

if TYPE_CHECKING:
    from coklit_desktop.ui.context import PageContext

Data = Mapping[str, Mapping[str, str]]
OFFICERS = {"pps": 3, "ppk": 5, "kabko": 5}
PANTARLIH = 2
SECRETARY = "Sekretaris"


class OfficeSection(FormSection):
    """Where this office is, which election and stage."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            "Kantor",
            "Nama wilayah diambil dari kode wilayah. Tahapan menentukan kode yang berlaku dan judul formulir.",
            (OfficeField("kantor", "alamat", "Alamat kantor"),),
        )
        desk = context.desk
        self.stages = QComboBox()
        self.stages.setMaximumWidth(420)
        for stage in desk.election.stages:
            self.stages.addItem(f"{stage.title} – untuk {stage.changes_for}", stage.id)
        self.stages.activated.connect(lambda _place: self._edited())
        self.specs.append(OfficeField("stage", "id", "Tahapan"))
        office = f"{OFFICE_WORDS[desk.office]} {place_name(desk.area)} ({desk.area})"
        self.form.insertRow(0, "Kantor", label(office, wrap=True))
        self.form.insertRow(1, "Pemilihan", label(desk.election.short_title))
        self.form.insertRow(2, "Tahapan", self.stages)

    def show_data(self, data: Data) -> None:
        """Show the stage in force too."""
        self.specs, whole = [spec for spec in self.specs if spec.topic != "stage"], self.specs
        super().show_data(data)
        self.specs = whole
        self.stages.setCurrentIndex(self.stages.findData(self.context.desk.stage_id))

    def _values(self) -> dict[str, dict[str, str]]:
        self.specs, whole = [spec for spec in self.specs if spec.topic != "stage"], self.specs
        try:
            found = super()._values()
        finally:
            self.specs = whole
        if self.stages.currentData() != self.context.desk.stage_id:
            found["stage"] = {"id": self.stages.currentData()}
        return found


def officers_section(context: PageContext) -> FormSection:
    """Chair and members, who sign."""
    office = context.desk.office
    fields = []
    for number in range(1, OFFICERS[office] + 2):
        topic, role = f"petugas:{number}", _role(number, office)
        label_ = f"{role} {number - 1}" if role == "Anggota" else role
        hint = "Nama lengkap seperti di SK" if role != SECRETARY else "Yang menulis notulen"
        fields.append(OfficeField(topic, "nama", label_, hint=hint))
        fields.append(OfficeField(topic, "sk", f"Nomor SK {label_.lower()}", hint="Nomor SK", beside=True))
    return OfficersSection(
        context, f"Anggota {OFFICE_WORDS[office]}", "Dicetak di bawah rekap, berita acara, dan notulen.", fields
    )


def _role(number: int, office: str) -> str:
    if number > OFFICERS[office]:
        return SECRETARY
    return "Ketua" if number == 1 else "Anggota"


class OfficersSection(FormSection):
    """Keeps the role beside each name."""

    def _values(self) -> dict[str, dict[str, str]]:
        found = super()._values()
        for topic, values in found.items():
            role = _role(int(topic.rpartition(":")[2]), self.context.desk.office)
            values["jabatan"] = role if values["nama"] else ""
        return found


def pleno_section(context: PageContext) -> FormSection:
    """Where and when the pleno is, and the number of its minutes."""
    return FormSection(
        context,
        "Pleno",
        "Dicetak di rekap dan berita acara.",
        (
            OfficeField("pleno", "tempat", "Tempat", hint="Misalnya Balai Desa Jepat Lor"),
            OfficeField("pleno", "tanggal", "Tanggal", DATE, "02-08-2024"),
            OfficeField("pleno", "jam", "Jam", hint="09.00 WIB", beside=True),
            OfficeField("pleno", "nomor_ba", "Nomor berita acara"),
            OfficeField("pleno", "nomor_ba_lama", "Nomor berita acara sebelumnya", hint="Kalau ini perbaikan"),
        ),
    )


def attendance_section(context: PageContext) -> RowsSection:
    """Who comes to the pleno."""
    return RowsSection(
        context,
        "Daftar hadir",
        "Yang diundang ke pleno. Tercetak di Daftar Hadir dengan tempat tanda tangan.",
        "hadir",
        (("nama", "Nama"), ("dari", "Dari")),
    )


def masukan_section(context: PageContext) -> RowsSection:
    """What others brought up in the pleno of an office above the village; a PPS has its page for that."""
    return RowsSection(
        context,
        "Masukan dalam pleno",
        "Tercetak di berita acara dan notulen.",
        "masukan",
        (("dari", "Dari"), ("isi", "Isi"), ("bukti", "Bukti"), ("tanggapan", "Tanggapan")),
    )


def copies_section(context: PageContext) -> RowsSection:
    """Who gets a copy of the results."""
    return RowsSection(
        context,
        "Penerima salinan",
        "Yang menerima salinan berita acara dan rekap. Tercetak di Tanda Terima Salinan.",
        "salinan",
        (("penerima", "Penerima"), ("jabatan", "Jabatan atau lembaga")),
    )


class TpsSection(FormSection):
    """Stickers, receipts and pantarlih of one TPS after the other."""

    def __init__(self, context: PageContext, tps: str = "") -> None:
        self.tps = tps
        super().__init__(
            context,
            "TPS dan pantarlih",
            "Angka dan nama yang tidak ada di daftar, untuk A-Laporan Hasil Coklit.",
            _tps_fields(tps),
        )
        self.choice = QComboBox()
        self.choice.setMaximumWidth(150)
        self.form.insertRow(0, "TPS", self.choice)
        self._data: Data = {}
        self.choice.activated.connect(lambda _place: self._change())

    def show_data(self, data: Data) -> None:
        """Show the TPS in hand."""
        self._data = data
        known = [tps for _, tps in browsing.tps_numbers(self.context.desk)]
        if [self.choice.itemData(n) for n in range(self.choice.count())] != known:
            self.choice.clear()
            for tps in known:
                self.choice.addItem(f"TPS {tps}", tps)
        self.setEnabled(bool(known))
        self.open_tps(self.tps if self.tps in known else known[0] if known else "")

    def open_tps(self, tps: str) -> None:
        """Show another TPS."""
        self.tps = tps
        self.choice.setCurrentIndex(max(0, self.choice.findData(tps)))
        old, self.specs = self.specs, list(_tps_fields(tps))
        self.fields = {new.key: self.fields[spec.key] for spec, new in zip(old, self.specs, strict=True)}
        super().show_data(self._data)

    def _change(self) -> None:
        wanted = self.choice.currentData()
        if self.modified and not self.save():
            self.choice.setCurrentIndex(self.choice.findData(self.tps))
            return
        self._data = _fresh(self.context)
        self.open_tps(wanted)


def _fresh(context: PageContext) -> Data:
    from coklit_desktop.services.office import office_data

    return office_data(context.desk)


def _tps_fields(tps: str) -> tuple[OfficeField, ...]:
    counts = (
        OfficeField(f"tps:{tps}", "alamat", "Alamat TPS", hint="Misalnya SDN 1, Dk. Krajan"),
        OfficeField(f"tps:{tps}", "stiker_diterima", "Stiker diterima", COUNT),
        OfficeField(f"tps:{tps}", "stiker_digunakan", "Stiker digunakan", COUNT),
        OfficeField(f"tps:{tps}", "lembar_bukti", "Lembar bukti dibagikan", COUNT),
    )
    people = []
    for number in range(1, PANTARLIH + 1):
        topic, which = f"pantarlih:{tps}:{number}", f"Pantarlih {number}"
        people += [
            OfficeField(
                topic, "nama", which, hint="Nama lengkap" if number == 1 else "Hanya kalau ada pantarlih kedua"
            ),
            OfficeField(topic, "sk", f"Nomor SK {which.lower()}", hint="Nomor SK", beside=True),
            OfficeField(topic, "nik", f"NIK {which.lower()}", NIK),
            OfficeField(topic, "hp", f"HP {which.lower()}", hint="Nomor HP", beside=True),
            OfficeField(topic, "tanggal_laporan", "Tanggal laporan", DATE),
        ]
    return (*counts, *people)
