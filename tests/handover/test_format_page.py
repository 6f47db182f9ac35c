"""docs/package-format.md names everything that the program knows."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from coklit_desktop.domain.authority import MAY_APPEND
from coklit_desktop.domain.entries import Kind
from coklit_desktop.domain.records import Voter
from coklit_desktop.handover import container, line_codec
from coklit_desktop.handover.documents import Certificate, Enrolment, Head, KecamatanKey, Receipt, Request, Revocations
from coklit_desktop.handover.keys import KINDS
from coklit_desktop.handover.manifest import Manifest, SignerFile
from tests.handover.offices import make_offices
from tests.handover.test_torn import CODES

PAGE = (Path(__file__).parents[2] / "docs" / "package-format.md").read_text(encoding="utf-8")
LINES = PAGE.split("### Lines")[1].split("## 10.")[0]


def words_in(text: str) -> set[str]:
    return set(re.findall(r"[a-z_0-9]+", text))


def test_every_line_type_with_its_keys() -> None:
    rows = re.findall(r"^\| `(\w+)` \|([^|]*)\|", LINES, re.MULTILINE)
    table = {name: words_in(re.sub(r"\(.*?\)", "", keys)) for name, keys in rows}
    assert set(table) == set(line_codec._READERS)
    for name, (checks, _) in line_codec._READERS.items():
        assert table[name] == set(checks), name


@pytest.mark.parametrize("kind", [Certificate, Enrolment, KecamatanKey, Revocations, Head, Receipt])
def test_every_document_with_its_keys(kind: type) -> None:
    keys = " ".join(item.name for item in fields(kind))
    assert f"`{keys}`" in PAGE
    assert f"`{kind.KIND}`" in PAGE


def test_request_manifest_and_signer() -> None:
    _, _, village = make_offices()
    names = {item.name for item in fields(Request)} | {item.name for item in fields(SignerFile)}
    names |= set(Manifest(village.facts(), {}, ()).to_json())
    assert all(f"`{name}`" in PAGE or f" {name}" in PAGE for name in names)


def test_codes_kinds_cells_and_members() -> None:
    assert all(f"`{code}`" in PAGE for code in CODES)
    assert " ".join(Voter._fields) in PAGE.replace("\n", " ")
    assert all(f"`{name}`" in PAGE for name in container.LIMITS)
    assert words_in(PAGE) >= KINDS


def test_the_table_of_authority() -> None:
    section = PAGE.split("## 10.")[1].split("## 11.")[0]
    rows = re.findall(r"^\| `([a-z ]+)` \| (yes|no) \| (yes|no) \| (yes|no) \|", section, re.MULTILINE)
    written = {kind: answers for kinds, *answers in rows for kind in kinds.split()}
    known = {
        str(kind): ["yes" if kind in MAY_APPEND[role] else "no" for role in ("pps", "ppk", "kabko")] for kind in Kind
    }
    assert written == known
