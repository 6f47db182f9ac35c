"""Signed documents: the same again after reading, and nothing that is not exactly one."""

from dataclasses import replace
from typing import Any

import pytest

from coklit_desktop.domain.canonical import canonical
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.handover.documents import (
    Certificate,
    Enrolment,
    Head,
    KecamatanKey,
    Mark,
    Receipt,
    Request,
    Revocations,
)  # fmt: skip
from coklit_desktop.handover.keys import AgeIdentity, SigningKey
from coklit_desktop.handover.signed import (
    Signed,
    request_from_bytes,
    sign,
    sign_request,
    signed_from_bytes,
)  # fmt: skip
from coklit_desktop.handover.trust import Trust
from tests.handover.offices import ELECTION, KECAMATAN, VILLAGE, Root, Site

ROOT = Root()
SITE = Site(ROOT, "desa000000000001", "pps", VILLAGE, 7)
DOCUMENTS: list[Any] = [
    Certificate(**SITE.fields),  # type: ignore[arg-type]
    Enrolment(ROOT.root, ELECTION, VILLAGE, "pps", SITE.key.public, 7),
    KecamatanKey(ROOT.root, ELECTION, KECAMATAN, SITE.identity.public, 7),
    Revocations(ROOT.root, 7, {"b0000000": {}, "a0000000": {VILLAGE: Mark(3, "a" * 64)}}),
    Head(ROOT.root, ELECTION, f"{SITE.site}:{VILLAGE}", 7, "b" * 64),
    Receipt(ROOT.root, ELECTION, VILLAGE, "kpu00000", 7, "c" * 64, {f"{SITE.site}:{VILLAGE}": Mark(7, "b" * 64)}),
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: type(document).__name__)
def test_a_document_is_read_as_it_was_signed(document: Any) -> None:
    signed = sign(document, ROOT.key)
    again: Signed[Any] = signed_from_bytes(type(document), signed.to_bytes())
    assert again == signed
    assert again.verify(ROOT.root) == document
    with pytest.raises(CoklitError, match="tanda_tangan"):
        again.verify(SigningKey.new().public)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: type(document).__name__)
def test_every_field_is_needed_and_of_its_shape(document: Any) -> None:
    good = document.to_json()
    for name in good:
        for wrong in (None, 1.5, "?" * 3, [1], -1, True, "x" * 64):
            with pytest.raises(CoklitError, match="rusak"):
                type(document).from_json({**good, name: wrong})
        with pytest.raises(CoklitError, match="rusak"):
            type(document).from_json({key: value for key, value in good.items() if key != name})
    for wrong in ({**good, "more": 1}, [], None, "text"):
        with pytest.raises(CoklitError, match="rusak"):
            type(document).from_json(wrong)


def test_signed_bytes_must_be_canonical() -> None:
    data = sign(DOCUMENTS[0], ROOT.key).to_bytes()
    for wrong in (data + b"\n", data.replace(b":", b": ", 1), data[:-1], b"[]", b"\xff", b"{}", b""):
        with pytest.raises(CoklitError, match="rusak"):
            signed_from_bytes(Certificate, wrong)


def test_an_office_has_an_area_of_its_kind() -> None:
    for role, area in [("pps", KECAMATAN), ("ppk", VILLAGE), ("kabko", VILLAGE), ("kabko", "33")]:
        with pytest.raises(CoklitError, match="rusak"):
            Certificate.from_json({**DOCUMENTS[0].to_json(), "role": role, "area": area})


def test_a_request_and_its_words() -> None:
    request = SITE.request
    assert request_from_bytes(request.to_bytes()) == request
    assert request.verify(SITE.enrolment.doc) == request.doc
    assert len(request.words.split()) == 6
    assert replace(request, doc=replace(request.doc, age_pub=AgeIdentity.new().public)).words != request.words
    with pytest.raises(CoklitError, match="tanda_tangan"):
        replace(request, doc=replace(request.doc, serial=8)).verify(None)
    without = sign_request(request.doc, SITE.key)
    assert without.verify(None) == request.doc
    with pytest.raises(CoklitError, match="tanda_tangan"):
        without.verify(SITE.enrolment.doc)


def test_a_successor_is_named_by_the_old_key_or_the_recovery_key() -> None:
    old, recovery = SigningKey.new(), SigningKey.new()
    doc = Request(**SITE.fields, replaces="lama00000000")  # type: ignore[arg-type]
    keys = {"old_sign_pub": old.public, "old_recovery_sign": recovery.public}
    sign_request(doc, SITE.key, old=old).verify_successor(**keys)
    sign_request(doc, SITE.key, recovery=recovery).verify_successor(**keys)
    for other in (sign_request(doc, SITE.key), sign_request(doc, SITE.key, old=recovery)):
        with pytest.raises(CoklitError, match="tanda_tangan"):
            other.verify_successor(**keys)
    with pytest.raises(CoklitError, match="tanda_tangan"):
        sign_request(doc, SITE.key, recovery=recovery).verify_successor(old_sign_pub=old.public, old_recovery_sign="")
    assert request_from_bytes(sign_request(doc, SITE.key).to_bytes()).doc.replaces == "lama00000000"


def test_only_the_known_root_counts() -> None:
    other = Trust(Root().root, ELECTION)
    with pytest.raises(CoklitError, match="tanda_tangan"):
        other.certificate(SITE.cert)
    with pytest.raises(CoklitError, match="bukan_untuk_kita"):
        Trust(ROOT.root, "pemilu-2024").certificate(SITE.cert)
    with pytest.raises(CoklitError, match="tanda_tangan"):
        other.revocation_list(sign(Revocations(ROOT.root, 1, {}), ROOT))
    revocations = ROOT.trust.revocation_list(sign(Revocations(ROOT.root, 1, {SITE.site: {}}), ROOT))
    assert Trust(ROOT.root, ELECTION, revocations).is_revoked(SITE.site)
    assert not ROOT.trust.is_revoked(SITE.site)
    assert canonical(revocations.to_json())
