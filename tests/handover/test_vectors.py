"""The test vectors of docs/package-format.md, and a second reader that knows only that page."""

import ast
import base64
import json
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest

from coklit_desktop.handover.keys import AgeIdentity
from coklit_desktop.handover.line_codec import line_bytes
from coklit_desktop.handover.lines import CertLine, EnrolLine, RequestLine
from coklit_desktop.handover.manifest import Range
from coklit_desktop.handover.reader import read_outer
from tests.handover import independent_reader
from tests.handover.offices import VILLAGE, Site, make_offices
from tests.handover.write_vectors import PATH, cast, fixed

VECTORS = json.loads(PATH.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", fixed())
def test_what_is_fixed_is_computed_alike(name: str) -> None:
    assert json.loads(json.dumps(fixed()[name])) == VECTORS[name]


@pytest.mark.parametrize("name", VECTORS["files"])
def test_both_readers_read_the_stored_files_alike(tmp_path: Path, name: str) -> None:
    root = cast()[0]
    vector = VECTORS["files"][name]
    path = tmp_path / "file.coklit"
    path.write_bytes(base64.b64decode(vector["file"]))
    with read_outer(path) as outer:
        author = outer.verify(root.trust)
        payload = outer.payload(root.trust, author, [AgeIdentity.from_secret(vector["secret"])])
        ours = [line_bytes(line) for line in payload.lines()]
    manifest, theirs = independent_reader.read(path.read_bytes(), root.root, vector["secret"])
    assert ours == [independent_reader.spell(line) for line in theirs]
    assert len(ours) == vector["lines"]
    assert manifest["kind"] == name


def test_the_second_reader_shares_nothing_with_the_program() -> None:
    tree = ast.parse(Path(independent_reader.__file__).read_text(encoding="utf-8"))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert {name.split(".")[0] for name in modules} - set(sys.stdlib_module_names) == {
        "pyrage",
        "zstandard",
        "cryptography",
    }


def test_the_second_reader_reads_what_the_program_writes_today(tmp_path: Path) -> None:
    root, kpu, village = make_offices()
    second = Site(root, "desa000000000002", "pps", VILLAGE, 3)
    village.append(40)
    second.append(30)
    ranges = [Range(VILLAGE, village.site, 1, 40), Range(VILLAGE, second.site, 1, 30)]
    lines = [
        *village.lines(),
        EnrolLine(second.enrolment),
        RequestLine(second.request),
        *second.lines(),
        CertLine(kpu.cert),
    ]
    written = village.write(tmp_path, [kpu.identity.public], facts=village.facts(ranges=ranges), lines=lines)
    _, found = independent_reader.read(written.path.read_bytes(), root.root, kpu.identity.secret)
    assert [line["env"]["seq"] for line in found if line["t"] == "entry"] == [*range(1, 41), *range(1, 31)]
    command = [sys.executable, independent_reader.__file__, str(written.path), root.root, kpu.identity.secret]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert len(told.splitlines()) == len(found)
    with pytest.raises(pyrage.DecryptError):
        independent_reader.read(written.path.read_bytes(), root.root, village.identity.secret)
