"""Cek Data: what may be wrong, grouped by kind, errors first; each with why, whom, and how to mend it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QStackedWidget, QWidget

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.records import CurrentVoter, RowKind
from coklit_desktop.services import browsing, conflicts
from coklit_desktop.services.checking import CheckReport, check
from coklit_desktop.services.keying import confirm_pair
from coklit_desktop.ui.checks.finding_view import FindingView
from coklit_desktop.ui.models.findings_model import ERROR, FindingsModel, KindsModel
from coklit_desktop.ui.page import Page
from coklit_desktop.ui.texts import code_words, number
from coklit_desktop.ui.widgets.empty import EmptyState
from coklit_desktop.ui.widgets.layouts import button, column, label, row
from coklit_desktop.ui.widgets.mark_delegate import ElidingDelegate

if TYPE_CHECKING:
    from collections.abc import Callable

    from coklit_desktop.domain.checks import Finding
    from coklit_desktop.services.conflicts import Choice, Conflict
    from coklit_desktop.services.ledger import Saved
    from coklit_desktop.ui.context import PageContext

KINDS_WIDTH = 316


class ChecksPage(Page):
    """Runs the checks off the main thread and shows what they found."""

    key, title, icon = "checks", "Cek Data", "checks"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.report: CheckReport | None = None
        self.kinds_model, self.model = KindsModel(), FindingsModel()
        self.kinds, self.list = _list_of(self.kinds_model), _list_of(self.model)
        self.list.setItemDelegate(ElidingDelegate(self.list))
        self.view = FindingView(context.desk.election)
        self.heading = label(name="judul")
        self.note = label(name="redup", wrap=True)
        self.again = button("Periksa lagi", self.refresh)
        self.empty = EmptyState(
            "Tidak ada yang perlu dicek", "Rantai catatan utuh dan data tidak menunjukkan kejanggalan."
        )
        self.stack = QStackedWidget()
        self._build()
        self.kinds.selectionModel().currentChanged.connect(self._kind_chosen)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.activated.connect(lambda _index: self._open_first())
        self.view.open_asked.connect(self._open)

    def refresh(self) -> None:
        """Check everything anew."""
        desk = self.context.desk
        self.again.setEnabled(False)
        self.note.setText("Memeriksa…")
        self.context.tasks.run(
            lambda progress: check(desk, progress),
            done=self.show_report,
            failed=self._failed,
            owner=self,
            what="Memeriksa data",
        )

    def enter(self) -> None:
        """The kinds are where one begins."""
        self.kinds.setFocus()

    def show_report(self, report: CheckReport) -> None:
        """Show what was found."""
        kind, place = self.kinds.currentIndex().row(), self.list.currentIndex().row()
        self.report = report
        self.again.setEnabled(True)
        errors = sum(found.severity == ERROR for found in report.findings)
        self.heading.setText(f"{number(errors)} salah, {number(len(report.findings) - errors)} perlu dilihat")
        moment = datetime.now().strftime("%H:%M")  # noqa: DTZ005 - the laptop's own clock
        self.note.setText(f"Diperiksa {moment}. {_about_store(report)}")
        self._tell_others(report)
        self.kinds_model.set_findings(report.findings)
        self.stack.setCurrentWidget(self.work if report.findings else self.empty)
        if report.findings:
            self._mark(self.kinds, self.kinds_model.index(min(max(kind, 0), len(self.kinds_model.kinds) - 1)))
            self._mark(self.list, self.model.index(min(max(place, 0), len(self.model.findings) - 1)))

    def _tell_others(self, report: CheckReport) -> None:
        self.context.checks_by_tps = dict(Counter(found.tps for found in report.findings))
        self.context.remembered.choices[f"checks:{self.context.desk.area}"] = str(len(report.findings))
        self.context.waiting.emit(self.key, len(report.findings))

    def _build(self) -> None:
        head = row(column(self.heading, self.note, spacing=2), self.again)
        head.setStretch(0, 1)
        left = column(label("Jenis", "bagian"), self.kinds, label("Daftar", "bagian"), self.list, spacing=5)
        left.setStretch(1, 2)
        left.setStretch(3, 3)
        side = QWidget()
        side.setLayout(left)
        side.setMinimumWidth(KINDS_WIDTH)
        body = row(side, self.view, spacing=14)
        body.setStretch(0, 5)
        body.setStretch(1, 6)
        self.work = QWidget()
        self.work.setLayout(body)
        self.stack.addWidget(self.work)
        self.stack.addWidget(self.empty)
        outer = column(head, self.stack, spacing=10, margin=14)
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def _mark(self, view: QListView, index: QModelIndex) -> None:
        view.setCurrentIndex(index)

    def _kind_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if self.report is None or not current.isValid():
            return
        code, severity, _ = self.kinds_model.kinds[current.row()]
        found = [f for f in self.report.findings if (f.code, f.severity) == (code, severity)]
        self.model.set_findings(found)
        self.list.setCurrentIndex(self.model.index(0))
        self._show(found[0] if found else None)

    def _chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._show(self.model.findings[current.row()])

    def _show(self, found: Finding | None) -> None:
        if found is None:
            self.view.show_nothing()
            return
        rows = self._rows(found)
        self.view.show_finding(found, rows, self._actions(found, rows))

    def _rows(self, found: Finding) -> list[CurrentVoter]:
        rows = []
        for subject in found.subjects:
            try:
                rows.append(browsing.voter(self.context.desk, subject))
            except CoklitError:
                continue
        return rows

    # --- mending

    def _actions(self, found: Finding, rows: list[CurrentVoter]) -> list[tuple[str, Callable[[], object]]]:
        if found.code == "beda_catatan":
            mine = [c for c in conflicts.conflicts(self.context.desk) if c.subject in found.subjects]
            return [
                (self._choice_words(choice), partial(self._decide, conflict, choice))
                for conflict in mine
                for choice in conflict.choices
            ]
        new = [r for r in rows if r.kind is RowKind.NEW]
        if found.code == "mungkin_pasangan" and new:
            wrong = next(r for r in rows if r.kind is not RowKind.NEW)
            subject = wrong.subject.removeprefix("p:")
            same = new[0].subject
            return [("Ya, orang yang sama", lambda: self._save(lambda desk: confirm_pair(desk, subject, same)))]
        return []

    def _choice_words(self, choice: Choice) -> str:
        election = self.context.desk.election
        values = [
            str(value.get("state", "")) if isinstance(value, dict) else code_words(election, name, str(value or ""))
            for name, value in choice.values.items()
        ]
        return f"Ambil catatan {choice.who}: {', '.join(values)}"

    def _decide(self, conflict: Conflict, choice: Choice) -> None:
        reason = self.context.messages.ask_reason(
            "Ambil catatan ini?", f"{self._choice_words(choice)}. Catatan yang lain tetap terlihat.", yes="Ambil"
        )
        if reason is not None:
            self._save(lambda desk: conflicts.decide(desk, conflict.id, choice.ref, reason))

    def _save(self, work: Callable[..., Saved]) -> None:
        try:
            done = self.context.saving(lambda: work(self.context.desk))
        except CoklitError as error:
            self.context.messages.error(error)
            return
        self.context.tell_saved(done)
        self.data_changed.emit()
        self.refresh()

    def _open_first(self) -> None:
        current = self.list.currentIndex()
        if current.isValid():
            rows = self._rows(self.model.findings[current.row()])
            if rows:
                self._open(rows[0])

    def _open(self, one: CurrentVoter) -> None:
        if self.context.desk.office == "pps" and one.kind is not RowKind.PAIR:
            tps = one.delivered_tps if one.is_delivered else one.tps
            self.context.navigate("entry", tps=tps, subject=one.subject)
        else:
            self.context.navigate("voters", subject=one.subject)

    def _failed(self, error: Exception) -> None:
        self.again.setEnabled(True)
        self.note.setText("Belum diperiksa.")
        self.context.messages.error(error)


def _about_store(report: CheckReport) -> str:
    if report.ok:
        return "Rantai catatan utuh, hitungan ulang cocok."
    return "Rantai catatan atau hitungan ulang tidak cocok! Hentikan entri dan hubungi KPU kabupaten/kota."


def _list_of(model) -> QListView:
    view = QListView()
    view.setModel(model)
    view.setUniformItemSizes(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return view
