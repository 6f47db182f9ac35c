"""Whatever a list holds: every word stands inside its cell and its page, no two overlap, none is cut without "…"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from coklit_desktop.reports.drawing.layout import MM
from coklit_desktop.reports.model import Closing, Legend, Row, Signer
from tests.reports.drawing.drawn import COLUMNS, by_name, document, foot_of, pages_of, printed

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
ACCENTS = "ÀÉÈÊÏÔÖÜÇÑØÅŁŚŽáéèñöüçßðþ"
MARKS = "'’.,-/()\\&\"#*"
WORD = st.text(st.sampled_from(LETTERS * 2 + ACCENTS + MARKS + "0123456789"), min_size=1, max_size=16)
LONG_WORD = st.text(st.sampled_from(LETTERS + "WM" * 20), min_size=60, max_size=120)
PLAIN = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
LONG = st.lists(WORD, min_size=8, max_size=20).map(lambda words: " ".join(words)[:120].strip())
TEXT = PLAIN | LONG | LONG_WORD | st.just("")
CELLS = st.tuples(*[TEXT] * 14)
SLACK = 0.6  # points that letters may lean over their box
TEST = settings(
    max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.reuse, Phase.generate]
)


def boxes_of(page: Any) -> list[dict[str, Any]]:
    """The words of a page."""
    return list(page.extract_words(x_tolerance=1.2, y_tolerance=1, keep_blank_chars=False))


def assert_clean(page: Any) -> None:
    """No word leaves the paper, crosses a line or lies on another."""
    words = boxes_of(page)
    bars = [line for line in page.lines if abs(line["x0"] - line["x1"]) < 0.1]
    for word in words:
        assert word["x0"] >= 5 * MM, word["text"]
        assert word["x1"] <= page.width - 5 * MM, word["text"]
        assert word["bottom"] <= page.height - 8 * MM, word["text"]
        for bar in bars:
            beside = bar["top"] < word["bottom"] - 1 and bar["bottom"] > word["top"] + 1
            assert not (beside and word["x0"] + SLACK < bar["x0"] < word["x1"] - SLACK), word["text"]
    words.sort(key=lambda word: word["top"])
    for at, word in enumerate(words):
        for other in words[at + 1 :]:
            if other["top"] >= word["bottom"] - SLACK * 2:
                break
            beside = other["x0"] >= word["x1"] - SLACK or other["x1"] <= word["x0"] + SLACK
            assert beside, (word["text"], other["text"])


def assert_over_floor(page: Any) -> None:
    """Nothing of the body reaches into the foot, which has one line."""
    assert len(foot_of(page).splitlines()) == 1, foot_of(page)


def squeezed(text: str) -> str:
    return "".join(text.split())


def cells_of(page: Any) -> list[list[str]]:
    """The cells of each row, read letter by letter inside its lines."""
    table = max(page.find_tables(), key=lambda found: len(found.rows))
    found = []
    for row in table.rows[3:]:
        texts = []
        for left, top, right, bottom in row.cells:
            inside = page.within_bbox((left, top, right, bottom))
            texts.append(squeezed(inside.extract_text(x_tolerance=1, y_tolerance=1)))
        found.append(texts)
    return found


@pytest.mark.parametrize("paper", ["F4", "A4"])
@given(lists=st.lists(CELLS, max_size=12), pen=st.booleans(), bold=st.sampled_from([3, 8, 13]))
@TEST
def test_any_rows(paper: Any, lists: list[tuple[str, ...]], pen: bool, bold: int) -> None:
    some = [Row(cells, bold=frozenset({bold}), number=at) for at, cells in enumerate(lists, 1)]
    found = []
    for page in pages_of(printed(document(some, pen_rows=pen), paper=paper)):
        assert_clean(page)
        assert_over_floor(page)
        if page.find_tables():
            found += cells_of(page)
    kept = found[:: 2 if pen else 1]
    assert len(kept) == len(lists)
    for cells, shown in zip(lists, kept, strict=True):
        for cell, text in zip(cells, shown, strict=True):
            whole = squeezed(cell)
            assert text == whole or (text.endswith("…") and whole.startswith(text[:-1])), (whole, text)


@given(
    title=st.lists(PLAIN | LONG, min_size=1, max_size=3),
    values=st.lists(TEXT, min_size=6, max_size=6),
    copy_for=PLAIN | LONG | st.just(""),
    notes=st.lists(TEXT, max_size=3),
    signers=st.lists(st.tuples(PLAIN, PLAIN | LONG | st.just("")), min_size=1, max_size=5),
    lines=st.lists(PLAIN | LONG, max_size=3),
    table=st.booleans(),
    keys=st.lists(st.tuples(PLAIN, st.integers(1, 14)), max_size=4),
    paper=st.sampled_from(["F4", "A4"]),
    across=st.booleans(),
)
@TEST
def test_any_head_and_any_end(**some: Any) -> None:
    titles, values = tuple(some["title"]), some["values"]
    blocks = (
        (("PROVINSI", values[0]), ("KABUPATEN", values[1])),
        (("KECAMATAN", values[2]), ("DESA", values[3]), ("TPS", values[4])),
    )
    legends = tuple(
        Legend(heading, tuple((str(n), f"Alasan {n} {values[5][:40]}") for n in range(number)))
        for heading, number in some["keys"]
    )
    closing = Closing(tuple(some["lines"]), tuple(Signer(*one) for one in some["signers"]), some["table"])
    number = len(COLUMNS) if some["across"] else 6  # an upright form has fewer columns
    rows = [replace(row, cells=row.cells[:number]) for row in map(by_name, range(1, 4))]
    made = document(
        rows, title=titles, identity=blocks, copy_for=some["copy_for"],
        notes=tuple(some["notes"]), closing=closing, legends=legends, columns=COLUMNS[:number],
    )  # fmt: skip
    pages = pages_of(printed(made, paper=some["paper"], across=some["across"]))
    text = squeezed("".join(page.extract_text(x_tolerance=1, y_tolerance=1) for page in pages))
    for page in pages:
        assert_clean(page)
        assert_over_floor(page)
    for _, name in some["signers"]:
        missing = [word for word in name.split() if len(word) < 10 and word not in text]
        assert not missing, missing
