"""Digests (design.md 2): equal lists have equal digests, whatever way they came about."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from coklit_desktop.domain.canonical import canonical, tagged_sha256

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coklit_desktop.domain.records import CurrentVoter


def stands(row: CurrentVoter) -> bool:
    """Whether a row is part of the list that a digest is about (struck voters are, gone and withdrawn ones not)."""
    return not row.gone and not row.withdrawn


def tps_digest(rows: Iterable[CurrentVoter]) -> str:
    """Digest of one TPS: sha256 over the canonical rows sorted by subject, each followed by a newline."""
    digest = hashlib.sha256(b"coklit:tps:1\n")
    for row in sorted((row for row in rows if stands(row)), key=lambda row: row.subject):
        digest.update(canonical([row.subject, row.tps, row.outcome.to_json(), list(row.voter)]))
        digest.update(b"\n")
    return digest.hexdigest()


def sum_digest(children: Iterable[str]) -> str:
    """Digest of a village, kecamatan or regency: sha256 of the sorted digests of its parts."""
    return tagged_sha256("coklit:sum:1", canonical(sorted(children)))


def tps_digests(rows: Iterable[CurrentVoter]) -> Mapping[str, str]:
    """Digest of every TPS that rows stand in now, in TPS order."""
    by_tps: dict[str, list[CurrentVoter]] = defaultdict(list)
    for row in rows:
        if stands(row):
            by_tps[row.tps].append(row)
    return {tps: tps_digest(by_tps[tps]) for tps in sorted(by_tps)}
