"""Writes vectors.json anew: python -m tests.handover.write_vectors (only when the format changes)."""

from __future__ import annotations

import base64
import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

from coklit_desktop.domain.canonical import canonical
from coklit_desktop.domain.deliveries import lines_sha256, row_line
from coklit_desktop.domain.entries import stream_id
from coklit_desktop.domain.records import DeliveredRow, Voter
from coklit_desktop.domain.words import word_list, words
from coklit_desktop.handover.activation import activation_keys, spell_code
from coklit_desktop.handover.container import Source, container_chunks
from coklit_desktop.handover.documents import KecamatanKey, Mark, Receipt, Revocations
from coklit_desktop.handover.keys import AgeIdentity, SigningKey, key_id
from coklit_desktop.handover.lines import CertLine, DigestLine, EnrolLine, delivery_lines
from coklit_desktop.handover.manifest import SignerFile
from coklit_desktop.handover.signed import sign
from tests.handover.offices import ELECTION, KECAMATAN, REGENCY, VILLAGE, Root, Site

PATH = Path(__file__).with_name("vectors.json")
CODE, SERIAL = spell_code(0x123456789ABCDEF0123456789), 1_732_665_600_000


def seed(name: str) -> bytes:
    """32 bytes that anybody can make again."""
    return hashlib.sha256(f"test vector: {name}".encode()).digest()


def cast() -> tuple[Root, Site, Site]:
    """The regency of the vectors: everything from seeds."""
    root = Root(SigningKey.from_bytes(seed("root")))
    _, enrol_key = activation_keys(CODE, SERIAL)
    sites = [
        Site(
            root, site, role, area, serial, SigningKey.from_bytes(seed(f"{role} sign")),
            AgeIdentity.from_bytes(seed(f"{role} age")), enrol_key,
        )
        for site, role, area, serial in [
            ("0123456789abcdef", "kabko", REGENCY, 1), ("fedcba9876543210", "pps", VILLAGE, SERIAL),
        ]
    ]  # fmt: skip
    sites[1].append(3, note='tanda "kutip", é, \u2028 dan \n')
    return root, sites[0], sites[1]


def fixed() -> dict[str, Any]:
    """What every implementation must compute alike."""
    root, kpu, village = cast()
    identity, enrol_key = activation_keys(CODE, SERIAL)
    entry, last = village.entries[0], village.entries[-1]
    marks = {stream_id(village.site, VILLAGE): Mark(3, last.hash)}
    revoked = {village.site: {VILLAGE: Mark(3, last.hash)}}
    small = [("manifest.json", b"{}"), ("manifest.sig", bytes(64)), ("signer.json", b"{}"), ("payload.age", b"age")]
    zipped = b"".join(container_chunks([Source.of_bytes(*member) for member in small]))
    return {
        "words_sha256": hashlib.sha256("\n".join(word_list()).encode()).hexdigest(),
        "words": [
            {"value": value, "words": words(value)}
            for value in ({"root": root.root}, {}, village.request.doc.to_json())
        ],
        "keys": {
            "sign_private": kpu.key.private.hex(), "sign_pub": kpu.key.public, "sign_id": key_id(kpu.key.public),
            "age_private": seed("kabko age").hex(), "age_secret": kpu.identity.secret, "age_pub": kpu.identity.public,
            "age_id": key_id(kpu.identity.public),
        },
        "activation": {
            "code": CODE, "serial": SERIAL, "age_secret": identity.secret, "age_pub": identity.public,
            "enrol_private": enrol_key.private.hex(), "enrol_pub": enrol_key.public,
        },
        "root": {"private": root.key.private.hex(), "pub": root.root},
        "documents": {
            "cert": kpu.cert.to_json(),
            "enrol": village.enrolment.to_json(),
            "request": village.request.to_json(),
            "kecamatan": sign(KecamatanKey(root.root, ELECTION, KECAMATAN, identity.public, 3), root).to_json(),
            "revocations": sign(Revocations(root.root, 4, revoked), root).to_json(),
            "head": village.head(last).to_json(),
            "receipt": sign(Receipt(root.root, ELECTION, VILLAGE, kpu.site, 1, "c" * 64, marks), kpu.key).to_json(),
        },
        "entry": {
            "env": entry.envelope.to_json(), "salt": (entry.salt or b"").hex(), "body": dict(entry.body or {}),
            "canonical": canonical(entry.envelope.to_json()).decode(), "hash": entry.hash,
        },
        "container": {
            "members": {name: data.hex() for name, data in small},
            "sha256": hashlib.sha256(zipped).hexdigest(),
        },
    }  # fmt: skip


def files() -> dict[str, Any]:
    """Files whose encryption is random: they are kept, and every implementation must be able to read them."""
    _, kpu, village = cast()
    identity, _ = activation_keys(CODE, SERIAL)
    rows = [DeliveredRow(n, "001", Voter(*[f"{n}.{c}" for c in range(12)]), str(n), "AKTIF") for n in (1, 2)]
    delivery = delivery_lines(village.entries[0].hash, 2, lines_sha256(map(row_line, rows)), rows)
    with tempfile.TemporaryDirectory() as folder:
        package = village.write(
            Path(folder), [kpu.identity.public], signer=village.provisional,
            lines=[*village.lines(), *delivery, DigestLine(VILLAGE, "d" * 64)],
        )  # fmt: skip
        kit = kpu.write(
            Path(folder), [], facts=kpu.facts("kit", area=VILLAGE, to=VILLAGE), hidden=[identity.public],
            signer=SignerFile(cert=kpu.cert, enrol=village.enrolment),
            lines=[CertLine(kpu.cert), EnrolLine(village.enrolment)],
        )  # fmt: skip
        return {
            "package": {"file": _base64(package.path), "secret": kpu.identity.secret, "lines": 9},
            "kit": {"file": _base64(kit.path), "secret": identity.secret, "lines": 4},
        }


def _base64(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode()


if __name__ == "__main__":
    PATH.write_text(json.dumps({**fixed(), "files": files()}, indent=1, sort_keys=True) + "\n")
