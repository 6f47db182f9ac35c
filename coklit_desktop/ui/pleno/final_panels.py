"""Steps 5 and 6: Tetapkan, the final print, and what changed after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFormLayout, QTableWidgetItem

from coklit_desktop.domain.recap import Counts
from coklit_desktop.services import browsing, pleno, printing
from coklit_desktop.services.form_data import Wish
from coklit_desktop.services.messages import sentence
from coklit_desktop.services.office import office_data
from coklit_desktop.services.pleno import Determination, StepState
from coklit_desktop.ui.pleno.step_panel import BUSY, MARKS, StepPanel
from coklit_desktop.ui.print_work import ask_set_folder, save_set
from coklit_desktop.ui.texts import NO_VALUE, number, state_words
from coklit_desktop.ui.widgets.layouts import button, label, panel, row
from coklit_desktop.ui.widgets.row_table import row_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coklit_desktop.domain.records import CurrentVoter
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.services.pleno import Difference, PlenoStep
    from coklit_desktop.ui.context import PageContext
    from coklit_desktop.ui.print_work import Paper

MINUTES = (("tempat", "Tempat"), ("tanggal", "Tanggal"), ("jam", "Jam"), ("nomor_ba", "Nomor berita acara"))
CORRECTIONS = "lembar-perbaikan"
MINUTES_FORM = "berita-acara"
CHANGES = ("TPS", "Nama", "Waktu ditetapkan", "Sekarang", "Alasan")
CODE = "print.qr"


@dataclass(frozen=True, slots=True)
class Readiness:
    """What the step of the determination shows."""

    counts: Counts
    minutes: Mapping[str, str]
    determination: Determination | None


class DeterminePanel(StepPanel):
    """The sums, large; one button that asks first."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._blocked = False
        self.total = label(name="besar")
        self.sexes = label(name="redup")
        self.open_steps = label(wrap=True)
        self.minutes: dict[str, Any] = {name: label(wrap=True) for name, _ in MINUTES}
        form = QFormLayout()
        for name, title in MINUTES:
            form.addRow(title, self.minutes[name])
        self.fill = button("Isi data pleno…", lambda: context.navigate("settings", part="pleno"))
        self.determine = button("Tetapkan daftar…", self.ask, main=True)
        self.determine.setStyleSheet("min-height: 32px; padding: 5px 26px")
        sums = panel(self.total, self.sexes, 4, form, row(self.fill, None), margin=18)
        self.lay_out(sums, 4, self.open_steps, 6, row(self.determine, None))

    def load(self, desk: Desk) -> Readiness:
        """The sums, and when and where the pleno is."""
        return Readiness(browsing.village_counts(desk), office_data(desk).get("pleno", {}), pleno.determination(desk))

    def show_data(self, data: Readiness, _step: PlenoStep) -> None:
        """Show them."""
        found = data.determination
        akhir = data.counts.akhir if found is None else found.akhir
        self.total.setText(f"{number(akhir.total)} pemilih")
        self.sexes.setText(f"{number(akhir.L)} laki-laki, {number(akhir.P)} perempuan")
        for name, field in self.minutes.items():
            field.setText(data.minutes.get(name) or "belum diisi")
        self.determine.setVisible(found is None)
        self.setFocusProxy(self.determine if found is None else self.fill)

    def show_open(self, steps: Sequence[PlenoStep]) -> None:
        """Say which steps before are not done; those that may be skipped too. Without all results it cannot be."""
        self._blocked = bool(steps) and steps[0].state is StepState.OPEN
        texts = [
            f"{MARKS[step.state]} {step.title}: {step.sentence}" for step in steps if step.state is not StepState.DONE
        ]
        self.open_steps.setText("\n".join(texts))
        self.open_steps.setVisible(bool(texts))

    def begin(self) -> None:
        """The button has the focus; it asks."""
        (self.determine if self.determine.isVisibleTo(self) else self.fill).setFocus()

    def ask(self) -> None:
        """Tetapkan? Not asked where it would be refused anyway."""
        if self._blocked:
            self.say(f"{self.sentence.text()} Lihat langkah 1.")
            return
        text = f"{self.total.text()} ({self.sexes.text()}). Sesudah ini setiap perubahan perlu alasan."
        if self.open_steps.text():
            text += f"\n\nYang belum selesai:\n{self.open_steps.text()}"
        if self.context.messages.ask("Tetapkan daftar ini?", text, yes="Tetapkan"):
            _write(self, pleno.determine, "Menetapkan daftar")


class FinalPanel(StepPanel):
    """Final print; later: what changed since, the correction sheet, and taking the determination back."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.found: Sequence[Difference] = ()
        self.form_ids = {form.id for form in printing.forms(context.desk)}
        self.save_set = button("Simpan satu set…", self.ask_and_save_set, main=True)
        self.print_form = button("Cetak berita acara…", lambda: context.navigate("print", form=MINUTES_FORM))
        self.withdraw = button("Cabut penetapan…", self.ask_withdraw)
        self.since = label(wrap=True)
        self.table = row_table(CHANGES, "Perubahan sesudah penetapan", narrow=(0,))
        self.corrections = button("Lembar perbaikan…", lambda: context.navigate("print", form=CORRECTIONS))
        buttons = row(self.save_set, self.print_form, self.corrections, None, self.withdraw)
        self.lay_out(buttons, 4, self.since, self.table, grow=self.table, keys=(("Enter", "Buka pemilihnya"),))
        self.table.itemActivated.connect(lambda item: self._open(item.row()))

    def load(self, desk: Desk) -> tuple[Determination | None, Sequence[Difference]]:
        """The determination, and what changed since."""
        return pleno.determination(desk), pleno.differences(desk)

    def show_data(self, data: tuple[Determination | None, Sequence[Difference]], _step: PlenoStep) -> None:
        """Show them."""
        determined, self.found = data
        self.table.setRowCount(len(self.found))
        for at, one in enumerate(self.found):
            self._show_difference(at, one)
        self.table.setVisible(bool(self.found))
        self.keys.setVisible(bool(self.found))
        self.withdraw.setVisible(determined is not None)
        self.corrections.setVisible(bool(self.found) and CORRECTIONS in self.form_ids)
        self.print_form.setVisible(MINUTES_FORM in self.form_ids)
        self.since.setText(_since_words(determined, len(self.found)))
        self.since.setVisible(determined is not None)
        if self.found:
            self.table.selectRow(0)

    def begin(self) -> None:
        """What changed first, else the print."""
        (self.table if self.found else self.save_set).setFocus()

    def ask_and_save_set(self) -> None:
        """Write all forms of the pleno into a folder."""
        folder = ask_set_folder(self.context, self)
        if folder is not None:
            remembered = self.context.remembered
            code = remembered.choices.get(CODE, "ya") == "ya"
            save_set(self.context, self, folder, self._paper, Wish(qr=code))

    def ask_withdraw(self) -> None:
        """Take the determination back, with a reason."""
        reason = self.context.messages.ask_reason(
            "Cabut penetapan?",
            "Daftar boleh diubah lagi tanpa alasan; formulir tercetak sebagai DRAF. Pencabutan ikut tercatat.",
            yes="Cabut",
            needed=True,
        )
        if reason:
            _write(self, lambda desk: pleno.withdraw_determination(desk, reason), "Mencabut penetapan")

    # --- inside

    @property
    def _paper(self) -> Paper:
        return "A4" if self.context.remembered.look.paper == "A4" else "F4"

    def _show_difference(self, at: int, one: Difference) -> None:
        reasons = "; ".join(dict.fromkeys(entry.reason for entry in one.entries if entry.reason))
        told = "\n".join(f"{entry.who}: {entry.what}" for entry in one.entries)
        texts = (one.tps, one.row.voter.name, self._words(one.before), self._words(one.after), reasons)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip("\n".join(filter(None, (text, told))))
            self.table.setItem(at, column, item)

    def _words(self, one: CurrentVoter | None) -> str:
        return NO_VALUE if one is None else state_words(self.context.desk.election, one)

    def _open(self, at: int) -> None:
        self.context.navigate("voters", subject=self.found[at].row.subject)


def _write(self: StepPanel, work: Callable[[Desk], object], what: str) -> None:
    """Determine or take back, off the main thread: the whole list is read."""
    desk = self.context.desk
    if self.context.tasks.is_writing:
        self.say(BUSY)
        return

    def done(_result: object) -> None:
        self.say("")
        self.context.set_change_reason("")
        self.changed.emit()

    self.context.tasks.run(
        lambda _progress: work(desk), done=done, failed=lambda error: self.say(sentence(error)), owner=self,
        what=what, cancellable=False, writes=True,
    )  # fmt: skip


def _since_words(determined: Determination | None, changes: int) -> str:
    if determined is None:
        return ""
    if not changes:
        return "Daftar masih sama dengan yang ditetapkan."
    return f"{number(changes)} pemilih berubah sesudah penetapan:"
