"""What a file says of itself, without opening it: for people who hold one and wonder. Needs no keys."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.words import words
from coklit_desktop.handover.keys import key_id
from coklit_desktop.handover.manifest import FORMAT
from coklit_desktop.handover.reader import read_outer

if TYPE_CHECKING:
    from pathlib import Path

    from coklit_desktop.handover.reader import OuterPackage
    from coklit_desktop.handover.trust import Trust

UNVERIFIED = "belum diperiksa"
_MATCHES, _DIFFERS = "cocok", "tidak cocok"


def inspect(path: Path, trust: Trust | None = None) -> dict[str, Any]:
    """Return what a file says of itself, as JSON; with `trust`, also whether the known root vouches for it.

    `checks` says of each part whether it was verified; `verified` is true only if all were. Raises CoklitError for
    a file whose shape is no package's.
    """
    with read_outer(path) as outer:
        checks = _checks(outer, trust)
        found = {
            "file": path.name,
            "size": outer.size,
            "sha256": outer.sha256,
            "format": FORMAT,
            **outer.manifest.facts.to_json(),
            "root_words": words({"root": outer.manifest.facts.root}),
            "members": [_member(outer, name) for name in outer.names],
            "recipients": list(outer.manifest.recipients),
            "signer": _signer(outer),
            "checks": checks,
            "verified": all(check["verified"] for check in checks),
        }
    found["note"] = "diperiksa" if found["verified"] else UNVERIFIED
    return _harmless(found)  # type: ignore[no-any-return]


def _member(outer: OuterPackage, name: str) -> dict[str, Any]:
    item = outer.manifest.members[name]
    return {"name": name, "size": item.size, "sha256": item.sha256}


def _signer(outer: OuterPackage) -> dict[str, Any]:
    claims = outer.signer.claims
    request = outer.signer.request
    return {
        "site": claims.site,
        "role": claims.role,
        "area": claims.area,
        "key": key_id(claims.sign_pub),
        "serial": claims.serial,
        "provisional": request is not None,
        "words": None if request is None else request.words,
        "activation": outer.signer.enrol is not None and request is None,
    }


def _checks(outer: OuterPackage, trust: Trust | None) -> list[dict[str, Any]]:
    """Shape, sums, signature, sender; each verified or not, in words."""
    checks = [
        {"what": "bentuk berkas", "verified": True, "text": _MATCHES},
        _check("isi terhadap daftar isi", outer.verify_sums),
        _check(
            "tanda tangan terhadap kunci yang disebut", lambda: outer.verify_signature(outer.signer.claims.sign_pub)
        ),
    ]
    if trust is None:
        checks.append({"what": "pengirim terhadap kunci induk", "verified": False, "text": UNVERIFIED})
    else:
        checks.append(_check("pengirim terhadap kunci induk", lambda: outer.verify(trust)))
    checks.append({"what": "isi paket", "verified": False, "text": UNVERIFIED})
    return checks


def _check(what: str, verify: Any) -> dict[str, Any]:
    try:
        verify()
    except CoklitError as error:
        return {"what": what, "verified": False, "text": _DIFFERS, "code": error.code}
    return {"what": what, "verified": True, "text": _MATCHES}


def _harmless(value: Any) -> Any:
    """The value without control and direction characters in any text."""
    if isinstance(value, str):
        return "".join(letter for letter in value if unicodedata.category(letter)[0] != "C")
    if isinstance(value, dict):
        return {_harmless(key): _harmless(item) for key, item in value.items()}
    return [_harmless(item) for item in value] if isinstance(value, list) else value
