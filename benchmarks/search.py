"""The search field of Pemilih over 300,000 voters."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from benchmarks.common import MANY, Figure, milliseconds, open_store, timed

if TYPE_CHECKING:
    from collections.abc import Iterator


def measure() -> Iterator[Figure]:
    """p95 of each kind of question."""
    from coklit_desktop.domain.queries import VoterQuery
    from coklit_desktop.services.browsing import search

    desk = open_store(MANY)
    luck = random.Random(3)
    try:
        with desk.store.read() as unit:
            rows = [row for tps in ("001", "100", "300", "599") for row in unit.voters(area=desk.area, tps=tps)]
        some = luck.sample(rows, 40)
        words = [row.voter.name.split() for row in some]
        kinds: dict[str, list[VoterQuery]] = {
            "a whole word": [VoterQuery(found[0]) for found in words],
            "3 letters from the middle of a name": [VoterQuery(max(found, key=len)[1:4]) for found in words],
            "3 letters that nobody has": [VoterQuery(text) for text in ("QXZ", "ZZQ", "XQJ", "JQX") * 10],
            "two words": [VoterQuery(" ".join(found[:2])) for found in words],
            "1 letter": [VoterQuery(found[0][0]) for found in words],
            "2 letters": [VoterQuery(found[0][:2]) for found in words],
            "a letter and a word": [VoterQuery(f"{found[-1][0]} {found[0]}") for found in words],
            "6 digits of NIK (the kecamatan)": [VoterQuery(row.voter.nik[:6]) for row in some],
            "12 digits of NIK": [VoterQuery(row.voter.nik[:12]) for row in some],
            "a whole NIK": [VoterQuery(row.voter.nik) for row in some],
            "a whole NKK": [VoterQuery(row.voter.nkk) for row in some],
            "nothing, all voters, first page": [VoterQuery() for _ in some],
            "nothing, ordered by name": [VoterQuery(order="name") for _ in some],
            "nothing, page in the middle": [VoterQuery(offset=150_000) for _ in some],
            "one TPS": [VoterQuery(tps=row.tps) for row in some],
            "one TPS and 2 letters": [VoterQuery(row.voter.name[:2], tps=row.tps) for row in some],
            "state baru": [VoterQuery(state="baru") for _ in some],
            "cek data": [VoterQuery(check=True) for _ in some],
            "state belum and 3 letters": [VoterQuery(row.voter.name[:3], state="belum") for row in some],
        }
        for name, queries in kinds.items():
            times = [timed(lambda query=query: search(desk, query)) for query in queries]
            note = f"median {milliseconds(times):.1f}, first {times[0] * 1000:.1f}, worst {max(times) * 1000:.1f}"
            yield Figure(f"{name}, p95", milliseconds(times, 0.95), "ms", 50, note)
    finally:
        desk.close()
