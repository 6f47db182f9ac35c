"""A second reader of packages, written from docs/package-format.md alone: it shares no line with the program.

    python independent_reader.py FILE ROOT_HEX AGE-SECRET-KEY-1...

Prints the payload, or the reason why the file is refused. Needs pyrage, cryptography and zstandard.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import sys
import zipfile
from typing import Any

import pyrage
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

MIB = 1024 * 1024
NAMES = ["manifest.json", "manifest.sig", "signer.json", "payload.age"]
CAPS = {"manifest.json": 64 * 1024, "manifest.sig": 64, "signer.json": 16 * 1024, "payload.age": 512 * MIB}
FACTS = ["kind", "root", "election", "area", "site", "to", "ranges"]


class RefusedError(Exception):
    """The file is not what the format describes."""


def need(holds: bool, why: str) -> None:
    if not holds:
        raise RefusedError(why)


def spell(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def parse(data: bytes) -> Any:
    value = json.loads(data)
    need(spell(value) == data, "not canonical")
    return value


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def check(kind: str, value: Any, signature: str, public: str) -> None:
    message = f"coklit:{kind}:1\n".encode() + spell(value)
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), message)


def signed(value: Any, kind: str, public: str) -> Any:
    need(set(value) == {"doc", "kind", "sig"} and value["kind"] == kind, "not a signed document")
    check(kind, value["doc"], value["sig"], public)
    return value["doc"]


def members(data: bytes) -> dict[str, bytes]:
    """Names and contents; the file must be the very bytes that a plain ZIP writer makes of them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        need(names[:4] == NAMES and names[4:] == sorted(set(names[4:])), "members")
        need(all(re.fullmatch(r"basemap\.[a-z0-9]{1,12}", name) for name in names[4:]), "a name")
        found = {name: archive.read(name) for name in names}
    need(all(len(found[name]) <= cap for name, cap in CAPS.items()), "too large")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in found.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            archive.writestr(info, content)
    need(out.getvalue() == data, "not the one spelling of the ZIP")
    return found


def author_of(signer: Any, root: str) -> dict[str, Any]:
    """The certificate's or the request's fields, verified up to the root."""
    if "cert" in signer:
        found: dict[str, Any] = signed(signer["cert"], "cert", root)
        return found
    enrol = signed(signer["enrol"], "enrol", root)
    request = signer["request"]
    doc: dict[str, Any] = request["doc"]
    check("request", doc, request["sigs"]["site"], doc["sign_pub"])
    check("request", doc, request["sigs"]["enrol"], enrol["enrol_pub"])
    need(all(doc[name] == enrol[name] for name in ("root", "election", "area", "role", "serial")), "another's kit")
    return doc


def check_age_header(data: bytes, recipients: int) -> None:
    head, found, _ = data[: 8 * 1024].partition(b"\n--- ")
    need(bool(found) and data.startswith(b"age-encryption.org/v1\n-> "), "no age header")
    kinds = [line.split(b" ")[1] for line in head.split(b"\n") if line.startswith(b"-> ")]
    grease = [kind for kind in kinds if kind.endswith(b"-grease")]
    need(len(grease) == 1 and kinds.count(b"X25519") == len(kinds) - 1 == recipients <= 16, "stanzas")


def unpack(frame: bytes) -> list[bytes]:
    need(zstandard.get_frame_parameters(frame).window_size <= 8 * MIB, "window")
    stream = zstandard.ZstdDecompressor(max_window_size=8 * MIB).decompressobj()
    text = stream.decompress(frame)
    need(stream.eof and not stream.unused_data and text.endswith(b"\n"), "not one frame of lines")
    need(len(text) <= min(2048 * MIB, 200 * len(frame)), "too much")
    return text[:-1].split(b"\n")


class Payload:
    """Follows the lines: every range is whole, chained, and signed by its author; sums of rows agree."""

    def __init__(self, manifest: Any, author: dict[str, Any], root: str) -> None:
        self.root = root
        self.ranges = {(item["site"], item["area"]): item for item in manifest["ranges"]}
        self.keys = {(author["site"], author["sign_pub"])}
        self.enrolments: dict[int, Any] = {}
        self.run: list[dict[str, Any]] = []
        self.rows: dict[str, Any] | None = None

    def take(self, line: dict[str, Any]) -> None:
        kind = line["t"]
        if kind == "cert":
            doc = signed(line["cert"], "cert", self.root)
            self.keys.add((doc["site"], doc["sign_pub"]))
        elif kind == "enrol":
            self.enrolments[line["enrol"]["doc"]["serial"]] = line["enrol"]
        elif kind == "request":
            enrol = self.enrolments[line["request"]["doc"]["serial"]]
            doc = author_of({"enrol": enrol, "request": line["request"]}, self.root)
            self.keys.add((doc["site"], doc["sign_pub"]))
        elif kind == "entry":
            self.entry(line)
        elif kind == "head":
            self.head(line)
        elif kind == "delivery":
            self.rows = {"left": line["rows"], "want": line["sha256"], "sum": hashlib.sha256()}
        elif kind == "rows":
            need(self.rows is not None and len(line["rows"]) <= self.rows["left"], "rows without delivery")
            for row in line["rows"]:
                self.rows["sum"].update(spell(row) + b"\n")  # type: ignore[index]
            self.rows["left"] -= len(line["rows"])  # type: ignore[index]
            need(self.rows["left"] or self.rows["sum"].hexdigest() == self.rows["want"], "sum of rows")  # type: ignore[index]

    def entry(self, line: dict[str, Any]) -> None:
        envelope = line["env"]
        if line["body"] is not None:
            content = b"coklit:body:1\n" + bytes.fromhex(line["salt"]) + spell(line["body"])
            need(sha256(content) == envelope["body_hash"], "body hash")
        name = sha256(b"coklit:entry:1\n" + spell(envelope))
        if self.run:
            last = self.run[-1]
            need(envelope["seq"] == last["seq"] + 1 and envelope["prev_hash"] == last["name"], "chain")
        self.run.append({**envelope, "name": name})

    def head(self, line: dict[str, Any]) -> None:
        head, first, last = line["head"], self.run[0], self.run[-1]
        promised = self.ranges.pop((first["site"], first["area"]))
        need((promised["from"], promised["to"]) == (first["seq"], last["seq"]), "range")
        stream = f"{last['site']}:{last['area']}"
        need((head["stream"], head["seq"], head["hash"]) == (stream, last["seq"], last["name"]), "head")
        for site, public in self.keys:
            if site == last["site"]:
                check("head", head, line["sig"], public)
        need(any(site == last["site"] for site, _ in self.keys), "nobody vouches for the author")
        self.run = []


def read(data: bytes, root: str, secret: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The manifest and the payload's lines. Raises an exception for anything that is not right."""
    found = members(data)
    manifest, signer = parse(found["manifest.json"]), parse(found["signer.json"])
    need(manifest["format"] == 1 and manifest["root"] == root, "another format or root")
    author = author_of(signer, root)
    check(manifest["kind"], manifest, found["manifest.sig"].hex(), author["sign_pub"])
    need(author["site"] == manifest["site"], "another site")
    need(author["role"] == "kabko" or manifest["kind"] != "kit", "role")
    sums = {name: {"sha256": sha256(found[name]), "size": len(found[name])} for name in found if "manifest" not in name}
    need(sums == manifest["members"], "sums")
    hidden = manifest["kind"] == "kit" and "enrol" in signer
    check_age_header(found["payload.age"], len(manifest["recipients"]) + hidden)
    lines = [
        parse(line) for line in unpack(pyrage.decrypt(found["payload.age"], [pyrage.x25519.Identity.from_str(secret)]))
    ]
    need(lines[0] == {"t": "start", **{name: manifest[name] for name in FACTS}}, "the first line differs")
    need(lines[-1] == {"t": "end", "lines": len(lines) - 1}, "the end")
    payload = Payload(manifest, author, root)
    for line in lines[1:-1]:
        payload.take(line)
    need(not payload.ranges and not payload.run, "a range is missing")
    return manifest, lines


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:  # noqa: PTH123  the standard library is enough
        content = file.read()
    try:
        for found_line in read(content, sys.argv[2], sys.argv[3])[1]:
            print(spell(found_line).decode())
    except Exception as error:
        sys.exit(f"refused: {error!r}")
