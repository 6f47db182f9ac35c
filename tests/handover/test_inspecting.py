"""What a file says of itself, and what of it is verified."""

import json
from pathlib import Path

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.words import words
from coklit_desktop.handover.inspecting import inspect
from coklit_desktop.handover.keys import key_id
from tests.handover.offices import ELECTION, REGENCY, VILLAGE, make_offices


def test_a_package_is_described_without_keys(tmp_path: Path) -> None:
    root, kpu, village = make_offices()
    village.append(5, reason="RAHASIA")
    written = village.write(tmp_path, [kpu.identity.public, village.identity.public], signer=village.provisional)
    found = inspect(written.path)
    assert json.loads(json.dumps(found)) == found
    expected = {
        "file": written.path.name, "size": written.size, "sha256": written.sha256, "format": 1, "kind": "package",
        "area": VILLAGE, "site": village.site, "election": ELECTION, "root": root.root, "to": REGENCY,
        "root_words": words({"root": root.root}), "verified": False, "note": "belum diperiksa",
        "ranges": [{"area": VILLAGE, "site": village.site, "from": 1, "to": 5}],
        "recipients": sorted([key_id(kpu.identity.public), key_id(village.identity.public)]),
    }  # fmt: skip
    assert {key: found[key] for key in expected} == expected
    assert [member["name"] for member in found["members"]] == ["signer.json", "payload.age"]
    assert found["signer"]["words"] == village.request.words
    assert found["signer"]["provisional"] is True
    assert [check["verified"] for check in found["checks"]] == [True, True, True, False, False]
    assert [check["text"] for check in found["checks"]][3:] == ["belum diperiksa"] * 2
    assert "RAHASIA" not in json.dumps(found)
    known = inspect(written.path, root.trust)
    assert [check["verified"] for check in known["checks"]] == [True, True, True, True, False]


def test_a_forged_package_is_told_apart(tmp_path: Path) -> None:
    _, kpu, village = make_offices()
    path = village.write(tmp_path, [kpu.identity.public]).path
    data = path.read_bytes()
    place = data.index(b'"area":"33.18.19.2008"') + 9
    path.write_bytes(data[:place] + b"4" + data[place + 1 :])
    checks = inspect(path)["checks"]
    assert [check["text"] for check in checks[:3]] == ["cocok", "tidak cocok", "tidak cocok"]
    place = len(data) // 2
    path.write_bytes(data[:place])
    with pytest.raises(CoklitError, match="terpotong"):
        inspect(path)


def test_control_characters_of_the_name_are_stripped(tmp_path: Path) -> None:
    _, kpu, village = make_offices()
    path = village.write(tmp_path, [kpu.identity.public]).path
    odd = path.rename(tmp_path / "a\u202eb\x1b[31mc.coklit")
    assert inspect(odd)["file"] == "ab[31mc.coklit"
