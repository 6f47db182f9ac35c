"""The five ways of a file: kit out, kit opened, package up, confirmed, receipt home; and what is refused on the way."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from coklit_desktop.domain.deliveries import lines_sha256, row_line
from coklit_desktop.domain.entries import Entry
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.records import DeliveredRow, Voter
from coklit_desktop.domain.words import same_words
from coklit_desktop.handover.activation import activation_keys, new_activation_code
from coklit_desktop.handover.documents import Enrolment, Head, KecamatanKey, Mark, Receipt, Revocations
from coklit_desktop.handover.keys import AgeIdentity, SigningKey, key_id
from coklit_desktop.handover.lines import (
    CertLine,
    DigestLine,
    EnrolLine,
    EntryLine,
    HeadLine,
    KecamatanLine,
    Line,
    ReceiptLine,
    RequestLine,
    RevocationsLine,
    SecretLine,
    delivery_lines,
    file_lines,
)  # fmt: skip
from coklit_desktop.handover.manifest import Range, SignerFile
from coklit_desktop.handover.payload import Payload
from coklit_desktop.handover.reader import read_outer
from coklit_desktop.handover.signed import Signed, sign
from coklit_desktop.handover.trust import Trust, usable_age_keys
from coklit_desktop.handover.writer import Outgoing, kit_name, write_package
from tests.handover.offices import ELECTION, KECAMATAN, NEIGHBOUR, REGENCY, VILLAGE, Root, Site, make_offices


@pytest.fixture
def offices() -> tuple[Root, Site, Site]:
    return make_offices()


def receive(path: Path, trust: Trust, identity: AgeIdentity, area: str | None = None, **options: object) -> Payload:
    with read_outer(path) as outer:
        author = outer.verify(trust, area)
        return outer.payload(trust, author, [identity], **options)  # type: ignore[arg-type]


def code_of(path: Path, trust: Trust, identity: AgeIdentity, area: str | None = None, **options: object) -> str:
    with pytest.raises(CoklitError) as caught:
        receive(path, trust, identity, area, **options)
    return caught.value.code


def rows(count: int) -> list[DeliveredRow]:
    cells = Voter(*[f"sel {number}" for number in range(len(Voter._fields))])
    return [DeliveredRow(line, "001", cells, f"{line}", "AKTIF") for line in range(1, count + 1)]


# --- kit


def test_a_kit_opens_with_its_code_only(tmp_path: Path, offices: tuple[Root, Site, Site]) -> None:
    root, kpu, _ = offices
    code = new_activation_code()
    identity, enrol_key = activation_keys(code, 7)
    enrol = sign(Enrolment(root.root, ELECTION, VILLAGE, "pps", enrol_key.public, 7), root)
    facts = kpu.facts("kit", area=VILLAGE, to=VILLAGE)
    outgoing = Outgoing(facts, SignerFile(cert=kpu.cert, enrol=enrol), [], [identity.public])
    written = write_package(tmp_path, kit_name(VILLAGE, 7), outgoing, [CertLine(kpu.cert), EnrolLine(enrol)], kpu.key)
    assert written.path.name == "kit_33.18.19.2008_7.coklit"
    with read_outer(written.path) as outer:
        assert outer.manifest.recipients == ()
        assert key_id(identity.public) not in str(outer.manifest.to_json())
        author = outer.verify(root.trust, VILLAGE)
        opened, key = outer.activate(code.lower().replace("-", " "))
        payload = outer.payload(root.trust, author, [opened])
        assert (key.public, payload.enrolments, payload.certificates) == (enrol_key.public, [enrol], [kpu.cert])
        with pytest.raises(CoklitError, match="kode_aktivasi_salah"):
            outer.activate(new_activation_code())
        with pytest.raises(CoklitError, match="bukan_untuk_kita"):
            outer.payload(root.trust, author, [AgeIdentity.new()])


def test_a_reissued_kit_is_for_the_sites_of_the_area(tmp_path: Path, offices: tuple[Root, Site, Site]) -> None:
    root, kpu, village = offices
    facts = kpu.facts("kit", area=VILLAGE, to=VILLAGE)
    written = kpu.write(tmp_path, [village.identity.public], facts=facts, lines=[CertLine(village.cert)])
    assert receive(written.path, root.trust, village.identity, VILLAGE).certificates == [village.cert]
    with read_outer(written.path) as outer, pytest.raises(CoklitError, match="kit_tanpa_kode"):
        outer.activate(new_activation_code())


def test_a_kecamatan_secret_travels_in_a_kit_only(tmp_path: Path, offices: tuple[Root, Site, Site]) -> None:
    root, kpu, village = offices
    secret = AgeIdentity.new()
    half = sign(KecamatanKey(root.root, ELECTION, KECAMATAN, secret.public, 3), root)
    lines: list[Line] = [KecamatanLine(half), SecretLine(secret)]
    ppk = Site(root, "ppk0000000000001", "ppk", KECAMATAN)
    facts = kpu.facts("kit", area=KECAMATAN, to=KECAMATAN)
    written = kpu.write(tmp_path, [ppk.identity.public], facts=facts, lines=lines)
    assert receive(written.path, root.trust, ppk.identity).secrets == [secret]
    written = village.write(tmp_path, [kpu.identity.public], lines=lines)
    assert code_of(written.path, root.trust, kpu.identity) == "rusak"
    written = kpu.write(
        tmp_path, [ppk.identity.public], facts=facts, lines=[KecamatanLine(half), SecretLine(kpu.identity)]
    )
    assert code_of(written.path, root.trust, ppk.identity) == "rusak"


def test_only_the_regency_makes_kits(tmp_path: Path, offices: tuple[Root, Site, Site]) -> None:
    root, kpu, village = offices
    ppk = Site(root, "ppk0000000000001", "ppk", KECAMATAN)
    facts = ppk.facts("kit", area=VILLAGE, to=VILLAGE)
    written = ppk.write(tmp_path, [village.identity.public], facts=facts)
    assert code_of(written.path, root.trust, village.identity) == "peran"
    facts = kpu.facts("kit", area="33.19.01.2001", to="33.19.01.2001")
    written = kpu.write(tmp_path, [village.identity.public], facts=facts)
    assert code_of(written.path, root.trust, village.identity) == "wilayah"


# --- package


def test_a_package_brings_entries_and_rows(tmp_path: Path, offices: tuple[Root, Site, Site]) -> None:
    root, kpu, village = offices
    village.append(250)
    delivered = rows(450)
    sha256 = lines_sha256(map(row_line, delivered))
    lines = [*village.lines(), *delivery_lines(village.entries[0].hash, 450, sha256, delivered)]
    lines.append(DigestLine(VILLAGE, "a" * 64))
    written = village.write(tmp_path, [kpu.identity.public, village.identity.public], lines=lines)
    assert written.path.name == "33.18.19.2008_desa000000000001_1-250.coklit"
    assert sorted(path.name for path in tmp_path.iterdir()) == [written.path.name]
    payload = receive(written.path, root.trust, kpu.identity, REGENCY)
    assert list(payload.entries()) == village.entries
    assert [(line.rows, list(found)) for line, found in payload.deliveries()] == [(450, delivered)]
    assert payload.digests == {VILLAGE: "a" * 64}
    assert payload.heads[0].head.doc.seq == 250


def test_a_provisional_site_is_confirmed_by_words(tmp_path: Path, offices: tuple[Root, Site, Site]) -> None:
    root, kpu, village = offices
    village.append(3)
    written = village.write(tmp_path, [kpu.identity.public], signer=village.provisional)
    with read_outer(written.path) as outer:
        author = outer.verify(root.trust, REGENCY)
        assert len(list(outer.payload(root.trust, author, [kpu.identity]).entries())) == 3
    assert author.provisional
    assert author.request is not None
    assert same_words(author.request.words.upper().replace(" ", "-"), village.request.words)
    granted = sign(author.request.doc.certificate(), root)
    assert granted == village.cert
    with read_outer(village.write(tmp_path, [kpu.identity.public]).path) as outer:
        assert not outer.verify(root.trust, REGENCY).provisional


def test_a_request_needs_the_kit_of_its_office(tmp_path: Path, offices: tuple[Root, Site, Site]) -> None:
    root, kpu, village = offices
    neighbour = Site(root, "desa000000000002", "pps", NEIGHBOUR, 2, enrol_key=village.enrol_key)
    signer = SignerFile(enrol=neighbour.enrolment, request=village.request)
    written = village.write(tmp_path, [kpu.identity.public], signer=signer)
    assert code_of(written.path, root.trust, kpu.identity) == "wilayah"
    thief = replace(village, enrol_key=SigningKey.new())
    signer = SignerFile(enrol=village.enrolment, request=thief.request)
    written = village.write(tmp_path, [kpu.identity.public], signer=signer)
    assert code_of(written.path, root.trust, kpu.identity) == "tanda_tangan"


def test_an_office_without_a_kit_is_taken_on_demand_only(tmp_path: Path, offices: tuple[Root, Site, Site]) -> None:
    root, kpu, village = offices
    written = village.write(tmp_path, [kpu.identity.public], signer=SignerFile(request=village.request))
    assert code_of(written.path, root.trust, kpu.identity) == "tanda_tangan"
    with read_outer(written.path) as outer:
        author = outer.verify(replace(root.trust, kitless=True), REGENCY)
    assert author.provisional
    assert author.enrolment is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"area": NEIGHBOUR}, "wilayah"),
        ({"to": "33.19"}, "wilayah"),
        ({"root": "0" * 64}, "tanda_tangan"),
        ({"election": "pemilu-2024"}, "bukan_untuk_kita"),
    ],
)
def test_facts_that_are_not_the_signers(
    tmp_path: Path, offices: tuple[Root, Site, Site], changes: dict[str, str], code: str
) -> None:
    root, kpu, village = offices
    written = village.write(tmp_path, [kpu.identity.public], facts=village.facts(**changes))
    assert code_of(written.path, root.trust, kpu.identity, REGENCY) == code


def test_another_root_another_signature_another_receiver(tmp_path: Path, offices: tuple[Root, Site, Site]) -> None:
    root, kpu, village = offices
    stranger = replace(village, root=Root())
    signer = SignerFile(cert=stranger.cert)
    written = village.write(tmp_path, [kpu.identity.public], signer=signer)
    assert code_of(written.path, root.trust, kpu.identity) == "tanda_tangan"
    written = village.write(tmp_path, [kpu.identity.public])
    assert code_of(written.path, root.trust, AgeIdentity.new()) == "bukan_untuk_kita"
    assert code_of(written.path, root.trust, kpu.identity, "33.18.20") == "wilayah"
    assert code_of(written.path, root.trust, kpu.identity, NEIGHBOUR) == "wilayah"


def test_what_a_site_must_not_write_is_not_taken(tmp_path: Path, offices: tuple[Root, Site, Site]) -> None:
    root, kpu, village = offices
    ppk = Site(root, "ppk0000000000001", "ppk", KECAMATAN)
    ppk.append(area=VILLAGE, kind="decide")
    facts = ppk.facts(ranges=[Range(VILLAGE, ppk.site, 1, 1)])
    written = ppk.write(tmp_path, [kpu.identity.public], facts=facts)
    assert len(list(receive(written.path, root.trust, kpu.identity).entries())) == 1
    ppk.append(area=VILLAGE, kind="result")
    facts = ppk.facts(ranges=[Range(VILLAGE, ppk.site, 1, 2)])
    assert code_of(ppk.write(tmp_path, [kpu.identity.public], facts=facts).path, root.trust, kpu.identity) == "peran"
    village.append(subject=f"d:{NEIGHBOUR}:1")
    assert code_of(village.write(tmp_path, [kpu.identity.public]).path, root.trust, kpu.identity) == "wilayah"
    other = Site(root, "desa000000000003", "pps", VILLAGE)
    other.append(kind="telepathy")
    assert code_of(other.write(tmp_path, [kpu.identity.public]).path, root.trust, kpu.identity) == "versi"


def _fork(village: Site) -> list[Line]:
    other = replace(village, entries=[])
    other.append(3, reason="lain")
    last = other.entries[2]
    return [*map(EntryLine, village.entries[:2]), EntryLine(last), HeadLine(village.head(last))]


def _with_rows(count: int, sha256: str, found: list[DeliveredRow]) -> Callable[[Site], list[Line]]:
    return lambda village: [*village.lines(), *delivery_lines(village.entries[0].hash, count, sha256, found)]


def _with_first(entry: Callable[[Entry], Entry]) -> Callable[[Site], list[Line]]:
    return lambda village: [EntryLine(entry(village.entries[0])), *village.lines()[1:]]


def _with_head(head: Callable[[Site], Signed[Head]]) -> Callable[[Site], list[Line]]:
    return lambda village: [*village.lines()[:-1], HeadLine(head(village))]


def _order(*numbers: int) -> Callable[[Site], list[Line]]:
    """Entries of these numbers, and the head of the last."""

    def lines(village: Site) -> list[Line]:
        entries = [village.entries[number - 1] for number in numbers]
        return [*map(EntryLine, entries), HeadLine(village.head(entries[-1]))]

    return lines


SPOILT: dict[str, Callable[[Site], list[Line]]] = {
    "no head": lambda village: village.lines()[:-1],
    "no entries": lambda _: [],
    "a number left out": _order(1, 3),
    "out of order": _order(2, 1, 3),
    "too short": _order(1, 2),
    "head of another entry": _with_head(lambda village: village.head(village.entries[1])),
    "head by another key": _with_head(lambda village: village.head(village.entries[2], SigningKey.new())),
    "a changed body": _with_first(lambda entry: replace(entry, body={"subject": entry.subject})),
    "a destroyed body": _with_first(lambda entry: replace(entry, body=None, salt=None)),
    "a fork": _fork,
    "rows that are too many": _with_rows(1, lines_sha256([row_line(rows(1)[0])]), rows(2)),
    "rows that differ": _with_rows(2, "0" * 64, rows(2)),
    "rows that are missing": _with_rows(3, lines_sha256(map(row_line, rows(2))), rows(2)),
    "the same range twice": lambda village: [*village.lines(), *village.lines()],
}


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("no head", "rusak"),
        ("no entries", "rusak"),
        ("a number left out", "rusak"),
        ("out of order", "rusak"),
        ("too short", "rusak"),
        ("head of another entry", "rusak"),
        ("head by another key", "tanda_tangan"),
        ("a changed body", "rusak"),
        ("a destroyed body", None),
        ("a fork", "cabang"),
        ("rows that are too many", "rusak"),
        ("rows that differ", "rusak"),
        ("rows that are missing", "rusak"),
        ("the same range twice", "rusak"),
    ],
)
def test_faults_inside(tmp_path: Path, offices: tuple[Root, Site, Site], fault: str, code: str | None) -> None:
    root, kpu, village = offices
    village.append(3)
    written = village.write(tmp_path, [kpu.identity.public], lines=SPOILT[fault](village))
    if code is None:
        assert next(receive(written.path, root.trust, kpu.identity).entries()).body is None
    else:
        assert code_of(written.path, root.trust, kpu.identity) == code


def test_the_first_line_must_repeat_the_manifest(
    tmp_path: Path, offices: tuple[Root, Site, Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, kpu, village = offices
    village.append(2)
    from coklit_desktop.handover import line_codec, writer

    other = village.facts(ranges=[Range(VILLAGE, village.site, 1, 3)])
    monkeypatch.setattr(writer, "all_lines", lambda _facts, lines: line_codec.all_lines(other, lines))
    assert code_of(village.write(tmp_path, [kpu.identity.public]).path, root.trust, kpu.identity) == "rusak"


def test_streams_of_other_sites_need_their_authors(tmp_path: Path, offices: tuple[Root, Site, Site]) -> None:
    root, kpu, village = offices
    second = Site(root, "desa000000000002", "pps", VILLAGE, 3)
    second.append(2)
    facts = village.facts(ranges=[Range(VILLAGE, second.site, 1, 2)])

    def result(lines: list[Line], **options: object) -> int | str:
        written = village.write(tmp_path, [kpu.identity.public], facts=facts, lines=lines)
        try:
            return len(list(receive(written.path, root.trust, kpu.identity, **options).entries()))
        except CoklitError as error:
            return error.code

    assert result(second.lines()) == "tanda_tangan"
    assert result(second.lines(), known=[second.cert.doc]) == 2
    assert result([CertLine(second.cert), *second.lines()]) == 2
    assert result([EnrolLine(second.enrolment), RequestLine(second.request), *second.lines()]) == 2
    assert result([RequestLine(second.request), *second.lines()]) == "tanda_tangan"
    assert result([CertLine(second.cert)]) == "rusak"  # nothing of the promised range
    forged = replace(second, key=SigningKey.new())
    assert result([CertLine(second.cert), *forged.lines()]) == "tanda_tangan"


def test_forwarded_files_come_out_unchanged(tmp_path: Path, offices: tuple[Root, Site, Site]) -> None:
    root, kpu, village = offices
    village.append(1)
    inner = village.write(tmp_path, [kpu.identity.public])
    data = inner.path.read_bytes()
    ppk = Site(root, "ppk0000000000001", "ppk", KECAMATAN)
    lines = list(file_lines(inner.path.name, data, inner.sha256))
    written = ppk.write(tmp_path, [kpu.identity.public], lines=lines)
    payload = receive(written.path, root.trust, kpu.identity, REGENCY)
    assert [(line.name, found) for line, found in payload.files()] == [(inner.path.name, data)]
    written = ppk.write(tmp_path, [kpu.identity.public], lines=list(file_lines(inner.path.name, data, "0" * 64)))
    assert code_of(written.path, root.trust, kpu.identity, REGENCY) == "rusak"


# --- receipt


def _receipt(root: Root, issuer: Site, number: int = 1, area: str = VILLAGE) -> Signed[Receipt]:
    marks = {"desa000000000001:33.18.19.2008": Mark(3, "b" * 64)}
    return sign(Receipt(root.root, ELECTION, area, issuer.site, number, "c" * 64, marks), issuer.key)


def test_a_receipt_comes_home(tmp_path: Path, offices: tuple[Root, Site, Site]) -> None:
    root, kpu, village = offices
    revoked = sign(Revocations(root.root, 4, {"lama0000": {VILLAGE: Mark(9, "d" * 64)}}), root)
    lines: list[Line] = [
        ReceiptLine(_receipt(root, kpu), kpu.cert), CertLine(village.cert), RevocationsLine(revoked),
        DigestLine(VILLAGE, "e" * 64),
    ]  # fmt: skip
    facts = kpu.facts("receipt", area=VILLAGE, to=VILLAGE)
    written = kpu.write(tmp_path, [village.identity.public], facts=facts, lines=lines)
    payload = receive(written.path, root.trust, village.identity, VILLAGE)
    receipt = payload.receipts[0].receipt.doc
    assert receipt.upto(village.site, VILLAGE) == Mark(3, "b" * 64)
    assert payload.certificates == [village.cert]
    assert payload.revocations == revoked
    assert code_of(written.path, root.trust, village.identity, NEIGHBOUR) == "wilayah"


def test_who_may_give_receipts(tmp_path: Path, offices: tuple[Root, Site, Site]) -> None:
    root, kpu, village = offices
    ppk = Site(root, "ppk0000000000001", "ppk", KECAMATAN)
    assert root.trust.receipt(_receipt(root, ppk), ppk.cert).site == ppk.site
    cases = [
        (_receipt(root, village), village.cert, "peran"),
        (_receipt(root, ppk, area="33.18.20.2001"), ppk.cert, "wilayah"),
        (_receipt(root, ppk), kpu.cert, "tanda_tangan"),
        (replace(_receipt(root, kpu), sig="0" * 128), kpu.cert, "tanda_tangan"),
    ]
    for receipt, cert, code in cases:
        with pytest.raises(CoklitError, match=code):
            root.trust.receipt(receipt, cert)
    facts = village.facts("receipt", to=VILLAGE)
    written = village.write(tmp_path, [village.identity.public], facts=facts)
    assert code_of(written.path, root.trust, village.identity) == "peran"


# --- recipients


def test_revoked_keys_are_never_recipients(offices: tuple[Root, Site, Site]) -> None:
    root, kpu, village = offices
    old = Site(root, "desa000000000009", "pps", VILLAGE)
    certs = [
        kpu.cert.doc,
        village.cert.doc,
        old.cert.doc,
        replace(kpu.cert.doc, site="abcd0000", age_pub=old.identity.public),
    ]
    revocations = Revocations(root.root, 1, {old.site: {}})
    assert usable_age_keys(certs, revocations) == sorted([kpu.identity.public, village.identity.public])


@pytest.mark.parametrize("count", [0, 17])
def test_the_number_of_recipients_is_limited(tmp_path: Path, offices: tuple[Root, Site, Site], count: int) -> None:
    _, _, village = offices
    with pytest.raises(CoklitError, match="penerima"):
        village.write(tmp_path, [AgeIdentity.new().public for _ in range(count)])
    assert list(tmp_path.iterdir()) == []


def test_sixteen_recipients_can_all_read(tmp_path: Path, offices: tuple[Root, Site, Site]) -> None:
    root, _, village = offices
    village.append(1)
    readers = [AgeIdentity.new() for _ in range(16)]
    written = village.write(tmp_path, [reader.public for reader in readers])
    for reader in readers:
        assert len(list(receive(written.path, root.trust, reader).entries())) == 1


def test_a_fault_of_the_lines_leaves_nothing_behind(tmp_path: Path, offices: tuple[Root, Site, Site]) -> None:
    _, kpu, village = offices

    def broken() -> object:
        yield DigestLine(VILLAGE, "a" * 64)
        raise CoklitError("dibatalkan")

    with pytest.raises(CoklitError, match="dibatalkan"):
        village.write(tmp_path, [kpu.identity.public], lines=broken())  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
