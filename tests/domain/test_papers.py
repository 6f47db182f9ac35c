"""The text of a page's QR code."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.papers import PageCode, read_page_code

count = st.integers(0, 99_999)
pairs = st.tuples(count, count)
codes = st.builds(
    PageCode,
    form=st.sampled_from(["a-rekap-pps", "a-daftar-perubahan"]),
    area=st.sampled_from(["33.18.19.2008", "33.18.19", "33.18"]),
    tps=st.sampled_from(["", "001", "901"]),
    page=count,
    pages=count,
    seq=count,
    digest=st.text("0123456789abcdef", max_size=16),
    totals=pairs,
)


@given(codes)
def test_a_page_is_read_as_it_was_written(code: PageCode) -> None:
    assert read_page_code(f" {code.to_text()}\n") == code
    assert code.to_text().count("|") == 8


@given(codes, st.tuples(st.integers(1, 999), count), pairs)
def test_a_list_of_names_also_says_its_lines(code: PageCode, lines: tuple[int, int], totals: tuple[int, int]) -> None:
    made = PageCode(
        code.form, code.area, code.tps, code.page, code.pages, code.seq, code.digest, code.totals, lines, totals
    )
    assert read_page_code(made.to_text()) == made
    assert made.to_text().endswith(f"|{lines[0]}-{lines[1]}|{totals[0]}|{totals[1]}")


def test_a_paper_printed_earlier_still_reads() -> None:
    code = read_page_code("COKLIT1|a-rekap-pps|33.18.19.2008||1/2|1204|9f86d081884c7d65|640|655")
    assert (code.page, code.pages, code.totals, code.has_lines) == (1, 2, (640, 655), False)


@pytest.mark.parametrize(
    "text",
    [
        "", "halo", "COKLIT1|a|b|001|1/2|3|d|4", "COKLIT1|a|b|001|1/2|3|d|4|x", "COKLIT1|a|b|001|12|3|d|4|5",
        "COKLIT1|a|b|001|1/2|3|d|4|5|1-2",
        "COKLIT1|a|b|001|1/2|3|d|4|5|12|3|4", "COKLIT1|a|b|001|1/2|3|d|4|5|1-2|3|4|5",
        "COKLIT2|a|b|001|1/2|3|d|4|5", "COKLIT1|a|b|1|1/2|3|d|4|5", "COKLIT1|a|b|abc|1/2|3|d|4|5",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(CoklitError) as caught:
        read_page_code(text)
    assert caught.value.code == "bukan_kode_halaman"


@given(
    st.lists(st.text(max_size=6) | st.sampled_from(["COKLIT1", "001", "1/2", "7", "1-2"]), max_size=13).map("|".join)
)
def test_no_text_is_a_fault(text: str) -> None:
    with suppress(CoklitError):
        assert read_page_code(text).tps in ("", "001")
