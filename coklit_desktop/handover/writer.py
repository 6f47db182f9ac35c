"""Making a package, kit or receipt file."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from coklit_desktop.domain.canonical import canonical
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.handover import age_file
from coklit_desktop.handover.container import Source, container_chunks, container_size
from coklit_desktop.handover.frame import UNPACKED_LIMIT
from coklit_desktop.handover.keys import SigningKey, key_id
from coklit_desktop.handover.line_codec import all_lines
from coklit_desktop.handover.manifest import Facts, Manifest, MemberSum, Range, SignerFile
from coklit_desktop.handover.stick import write_safely

if TYPE_CHECKING:
    from coklit_desktop.handover.lines import Line


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a file shall be: facts, who signs, who may open it."""

    facts: Facts
    signer: SignerFile
    recipients: Sequence[str]  # age1…; named by key id in the manifest
    hidden: Sequence[str] = ()  # age1… of the activation identity: never named
    basemaps: Mapping[str, Path] = field(default_factory=dict)  # "basemap.…" -> file; only in a kit


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written and read back."""

    path: Path
    sha256: str
    size: int


def make_facts(
    kind: str, *, root: str, election: str, area: str, site: str, to: str, ranges: Iterable[Range] = ()
) -> Facts:
    """Facts with their ranges in order."""
    return Facts(kind, root, election, area, site, to, tuple(sorted(ranges)))


def package_name(facts: Facts) -> str:
    """`<area>_<site>_<from>-<to>.coklit`; the numbers are those of the sender's own streams (0-0: none)."""
    own = [item for item in facts.ranges if item.site == facts.site]
    first = min((item.first for item in own), default=0)
    last = max((item.last for item in own), default=0)
    return f"{facts.area}_{facts.site}_{first}-{last}.coklit"


def kit_name(area: str, serial: int) -> str:
    """Name of a kit."""
    return f"kit_{area}_{serial}.coklit"


def receipt_name(area: str, site: str, number: int) -> str:
    """Name of a receipt; `site` gave it."""
    return f"tanda-terima_{area}_{site}_{number}.coklit"


def write_package(
    folder: Path,
    name: str,
    outgoing: Outgoing,
    lines: Iterable[Line],
    key: SigningKey,
    progress: Progress = no_progress,
) -> Written:
    """Encrypt, sign and write a file, then read it back. `lines` come without the first and the last.

    Raises CoklitError `terlalu_besar`, `penerima` or one of `write_safely`; then nothing is left behind.
    """
    with contextlib.ExitStack() as stack:
        payload = stack.enter_context(tempfile.TemporaryFile())
        progress(0.0, "Menyandikan")
        keys = [*outgoing.recipients, *outgoing.hidden]
        age_file.encrypt(all_lines(outgoing.facts, lines), payload, keys, UNPACKED_LIMIT)
        sources = [
            Source.of_bytes("signer.json", outgoing.signer.to_bytes()),
            Source.measure("payload.age", payload),
        ]
        for member, path in sorted(outgoing.basemaps.items()):
            sources.append(Source.measure(member, stack.enter_context(path.open("rb"))))
        sources = [*_manifest(outgoing, sources, key), *sources]
        size = container_size(sources)
        sha256 = write_safely(folder, name, size, container_chunks(sources), progress)
    return Written(folder / name, sha256, size)


def _manifest(outgoing: Outgoing, sources: Sequence[Source], key: SigningKey) -> list[Source]:
    if outgoing.signer.claims.sign_pub != key.public or outgoing.signer.claims.site != outgoing.facts.site:
        raise ValueError("the signing key is not that of the signer file")
    if outgoing.basemaps and outgoing.facts.kind != "kit":
        raise ValueError("only a kit has base maps")
    ids = tuple(sorted({key_id(public) for public in outgoing.recipients}))
    sums = {source.name: MemberSum(source.sha256, source.size) for source in sources}
    value = Manifest(outgoing.facts, sums, ids).to_json()
    data = canonical(value)
    if len(data) > 64 * 1024:
        raise CoklitError("terlalu_besar")
    signature = key.sign(outgoing.facts.kind, value)
    return [
        Source.of_bytes("manifest.json", data),
        Source.of_bytes("manifest.sig", bytes.fromhex(signature)),
    ]
