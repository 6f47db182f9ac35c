"""Codes put together from others are the codes a library makes from the start."""

from __future__ import annotations

import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from coklit_desktop.domain.papers import PageCode, read_page_code
from coklit_desktop.reports.drawing.codes import MASK, PLAIN, Code, Codes
from tests.reports.drawing.drawn import CODE, by_name, document, pages_of, printed

NUMBERS = st.integers(0, 99_999)
LEARNT = Codes()
for _number in range(PLAIN):
    LEARNT.of(str(_number))


def rows_of(code: Code) -> list[list[int]]:
    """The squares, row by row."""
    bits = f"{int(code.hexadecimal, 16):0{len(code.hexadecimal) * 4}b}"
    step = len(bits) // code.width
    return [[int(bit) for bit in bits[at : at + code.width]] for at in range(0, len(bits), step)]


@given(numbers=st.tuples(*[NUMBERS] * 9), tps=st.integers(1, 999), form=st.sampled_from(["a-rekap-pps", "a-stiker"]))
@settings(max_examples=150, deadline=None)
def test_as_made_from_the_start(numbers: tuple[int, ...], tps: int, form: str) -> None:
    page, pages, seq, *rest = numbers
    digest = f"{seq:016x}"
    some = PageCode(
        form, "33.18.19.2008", f"{tps:03d}", page, pages, seq, digest, (rest[0], rest[1]), (rest[2], rest[3]),
        (rest[4], rest[5]),
    ).to_text()  # fmt: skip
    found = LEARNT.of(some)
    plain = segno.make_qr(some, error="m", mask=MASK, boost_error=False)
    assert rows_of(found) == [list(row) for row in plain.matrix]


def test_each_page_tells_its_lines_and_how_many_are_l_and_p() -> None:
    import zxingcpp

    seen = []
    for page in pages_of(printed(document([by_name(n) for n in range(1, 71)], code=CODE))):
        [code] = zxingcpp.read_barcodes(page.to_image(resolution=150).original.convert("L"))
        said = read_page_code(code.text)
        shown = [row[0] for row in max(page.extract_tables(), key=len)[3:]]
        sexes = [row[7] for row in max(page.extract_tables(), key=len)[3:]]
        assert said.lines == (int(shown[0]), int(shown[-1]))
        assert said.page_totals == (sexes.count("L"), sexes.count("P"))
        seen.append((said.page, said.pages))
    assert seen == [(number, len(seen)) for number in range(1, len(seen) + 1)]
    assert len(seen) > 2
