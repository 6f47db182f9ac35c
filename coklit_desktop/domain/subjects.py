"""Names of what entries are about (design.md 2). All are text; none holds more of a person than a DPID or NKK."""

from coklit_desktop.domain.canonical import canonical, tagged_sha256
from coklit_desktop.domain.records import Subject, Voter


def delivered_subject(area: str, dpid: str) -> Subject:
    """A delivered voter with a DPID."""
    return Subject(f"d:{area}:{dpid}")


def undpid_subject(area: str, tps: str, voter: Voter, ordinal: int) -> Subject:
    """A delivered voter without DPID: the hash of the row's values, and which of the equal rows it is (from 0)."""
    digest = tagged_sha256("coklit:row:1", canonical([tps, *voter]))
    return Subject(f"h:{area}:{digest[:32]}:{ordinal}")


def new_subject(site: str, area: str, seq: int) -> Subject:
    """A keyed B: the entry that brought it."""
    return Subject(f"b:{site}:{area}:{seq}")


def pair_subject(wrong_tps_subject: str) -> Subject:
    """The B that an 8 with a target makes by itself."""
    return Subject(f"p:{wrong_tps_subject}")


def household_subject(area: str, nkk: str) -> Subject:
    """A household: one NKK of a village."""
    return Subject(f"kk:{area}:{nkk}")


def office_subject(area: str, topic: str) -> Subject:
    """One topic of an office's own data, such as `tps:003` or `pleno`."""
    return Subject(f"office:{area}:{topic}")


def split_subject(subject: str) -> tuple[str, str, str]:
    """Kind letter, area and rest of a subject."""
    kind, _, rest = subject.partition(":")
    if kind == "p":
        return kind, split_subject(rest)[1], rest
    if kind == "b":
        site, area, seq = rest.split(":", 2)
        return kind, area, f"{site}:{seq}"
    area, _, rest = rest.partition(":")
    return kind, area, rest
