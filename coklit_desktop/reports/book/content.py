"""What the book is made of, apart from how it is written: PDF and DOCX are made from the same blocks."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportlab.graphics.shapes import Drawing


@dataclass(frozen=True, slots=True)
class Heading:
    """A chapter (level 1, on a page of its own) or a section (level 2)."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph."""

    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """Sentences that stand each for itself."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of texts: columns of `text` stand left, numbers right; `total` sets the last row apart."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]  # shares
    text: tuple[int, ...] = (0,)
    total: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with its caption; `words` has its figures as text, where no table has them."""

    drawing: Drawing = field(repr=False)
    caption: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A place for the office's own words (topic `buku:<key>`); `hint` says what belongs there while it is empty.
    Lines of `text` are paragraphs.
    """

    key: str
    hint: str
    text: str = field(default="", repr=False)


Block = Heading | Para | Bullets | Table | Chart | OwnWords


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: lines of the title, the area, and what is said at its foot."""

    title: tuple[str, ...]
    area: tuple[str, ...]
    foot: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The whole book."""

    name: str
    cover: Cover
    blocks: tuple[Block, ...]
