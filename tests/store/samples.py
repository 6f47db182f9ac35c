"""Made-up entries and voters for the tests of the store. Nobody here exists."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coklit_desktop.domain.entries import FIRST_PREV_HASH, Entry, make_entry
from coklit_desktop.domain.records import BELUM, CurrentVoter, RowKind, Voter
from coklit_desktop.store.slots import Cost
from coklit_desktop.store.store import Store
from coklit_desktop.store.unit import Unit

AREA, OTHER_AREA = "33.18.19.2008", "33.18.19.2009"
SITE, OTHER_SITE = "a1b2c3d4e5f60718", "ffeeddccbbaa9988"
PASSPHRASE = "kopi-tubruk-pagi-hari-sekali"
OTHER_PASSPHRASE = "lima-ekor-bebek-di-sawah-basah"
CHEAP = Cost(memory=64, passes=1)


def new_store(folder: Path, **options: object) -> Store:
    """A store whose slots cost little to open."""
    settings: dict[str, object] = {
        "meta": {"site": SITE, "area": AREA}, "clerk": "ani", "passphrase": PASSPHRASE, "cost": CHEAP, **options,
    }  # fmt: skip
    return Store.create(folder, **settings)  # type: ignore[arg-type]


class _TakenBackError(Exception):
    """Ends a transaction that shall leave nothing."""


@contextmanager
def taken_back(store: Store) -> Iterator[Unit]:
    """A writing transaction that leaves nothing."""
    with suppress(_TakenBackError), store.write() as unit:
        yield unit
        raise _TakenBackError


def chain(count: int, *, site: str = SITE, area: str = AREA, kind: str = "result", salt: int = 0) -> list[Entry]:
    """The first entries of a chain; another `salt` makes another chain."""
    entries: list[Entry] = []
    last = FIRST_PREV_HASH
    for seq in range(1, count + 1):
        entry = make_entry(
            site=site, area=area, election="pilkada-2024", seq=seq, prev_hash=last,
            hlc=f"{1_720_000_000_000 + seq}-000000", kind=kind, base=(),
            body={"subject": f"d:{area}:{seq % 7}", "number": seq}, salt=bytes([salt]) * 16,
        )  # fmt: skip
        entries.append(entry)
        last = entry.hash
    return entries


def voter(number: int, *, area: str = AREA, tps: str = "001", name: str = "SITI AMINAH") -> CurrentVoter:
    """A delivered voter whom nobody has keyed."""
    cells = Voter(
        nkk=f"33181901010{number // 3:05d}", nik=f"33181941019{number:05d}", name=name, birth_place="PATI",
        birth_date="01|01|1990", marital_status="sudah", sex="LP"[number % 2], address="DK. KRAJAN", rt="1", rw="02",
    )  # fmt: skip
    return CurrentVoter(
        f"d:{area}:{number}", RowKind.DELIVERED, area, tps, cells, BELUM, str(number), number, tps, cells,
        generation=1,
    )  # fmt: skip


FIRST = """SITI AHMAD MUHAMMAD DEWI SRI SUKIMAN JOKO FITRI BUDI AGUS WAHYU NUR ABDUL RINA EKO DWI TRI YULI
    RATNA""".split()  # noqa: SIM905
LAST = """AMINAH KHOTIMAH SANTOSO PRASETYO WIBOWO SAPUTRA RAHAYU NINGSIH MA'RUF R.A. KARTINI
    AS'ARI""".split()  # noqa: SIM905


def made_up_name(source: random.Random) -> str:
    """One to three words."""
    return " ".join([source.choice(FIRST), *(source.choice(FIRST + LAST) for _ in range(source.randrange(3)))])


def village(count: int, *, area: str = AREA, seed: int = 1) -> list[CurrentVoter]:
    """Voters of several TPS."""
    source = random.Random(seed)
    return [
        voter(number, area=area, tps=f"{number // 100 + 1:03d}", name=made_up_name(source)) for number in range(count)
    ]
