"""Papers that are text: minutes, receipts, attendance. PDF and DOCX are made from the same blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from coklit_desktop.domain.papers import PageCode
from coklit_desktop.reports.model import Closing, Column, Row

if TYPE_CHECKING:
    from coklit_desktop.reports.data import ListState
    from coklit_desktop.reports.drawing.layout import Pen
    from coklit_desktop.reports.model import Signer

TextAlign = Literal["justify", "left", "center", "right"]
UNNAMED = "…………………………………"
SIGN_ROW = 11.0  # mm for a signature in a table


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; **so** is bold. `mark` ("1.", "a.") stands before it, `indent` steps in."""

    text: str = field(repr=False)
    align: TextAlign = "justify"
    mark: str = ""
    indent: int = 0
    keep: bool = False  # stays with what follows


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels and values under each other: "Tempat : Balai Desa". An empty value is a dotted line."""

    pairs: tuple[tuple[str, str], ...] = field(repr=False)
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A small grid; its heading returns on every page. `row_height` is the least height of a row, in mm."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = field(repr=False)
    row_height: float = 0
    indent: int = 0
    keep: bool = False  # its last rows stay with what follows


@dataclass(frozen=True, slots=True)
class Lines:
    """Dotted lines to write on."""

    count: int
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty space, in mm."""

    height: float


Block = Text | Fields | Table | Lines | Gap


@dataclass(frozen=True, slots=True)
class Letter:
    """One paper with page numbers of its own."""

    name: str  # "TPS 001": bookmark
    model: str  # what the foot calls it
    title: tuple[str, ...]
    blocks: tuple[Block, ...] = field(repr=False)
    closing: Closing
    number: str = ""  # "Nomor: …", under the title
    about: tuple[str, ...] = ()  # what it is about, under the number
    area: str = ""  # for the short head of the following pages
    watermark: str = ""  # "DRAF"
    copy_for: str = ""  # whom this copy is for
    code: PageCode | None = None

    def draw(self, pen: Pen, state: ListState) -> None:
        """Draw all pages."""
        from coklit_desktop.reports.drawing.letter_drawing import draw_letter

        draw_letter(self, pen, state)


def signing_table(signers: tuple[Signer, ...]) -> Table:
    """Who signs, one line each; the places to sign step aside by turns, to leave room."""
    rows = tuple(
        Row((f"{number}.", signer.name or UNNAMED, signer.role.upper(), *sign_cells(number)), bold=frozenset({1}))
        for number, signer in enumerate(signers, 1)
    )
    columns = (
        Column("No", 10, "center", fixed=True), Column("Nama", 60), Column("Jabatan", 28),
        *SIGN_COLUMNS,
    )  # fmt: skip
    return Table(columns, rows, SIGN_ROW)


SIGN_COLUMNS = (Column("", 32, group="Tanda Tangan"), Column("", 32, group="Tanda Tangan"))


def sign_cells(number: int) -> tuple[str, str]:
    """The two cells of a row where its person signs: in the left one or the right one."""
    return (f"{number}.", "") if number % 2 else ("", f"{number}.")
