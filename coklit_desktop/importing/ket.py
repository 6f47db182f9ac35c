"""The KET cell of results: 0 sesuai, T tidak ditemui, the digits of TMS, U and B."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.importing.cells import Memo
from coklit_desktop.importing.columns import normalise

if TYPE_CHECKING:
    from coklit_desktop.domain.elections import Election

MATCHED, NOT_MET, NEW, CHANGED = "0", "T", "B", "U"


def ket_reader(election: Election) -> Memo:
    """A memo from the cell to the code as printed; "" for an empty cell, other text stays as it came."""
    codes = {MATCHED, NOT_MET, *election.keterangan_codes.values()}
    words = {normalise(label): election.keterangan_codes[name] for name, label in election.keterangan_labels.items()}
    words.update({"SESUAI": MATCHED, "TIDAKDITEMUI": NOT_MET})

    def read(text: str) -> str:
        text = text.strip().upper().removesuffix(".0")
        if text in ("", "-"):
            return ""
        if text in codes:
            return text
        return words.get(normalise(text), text)

    return Memo(read)
