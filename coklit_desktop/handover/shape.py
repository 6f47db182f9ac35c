"""What values of packages may look like. Everything that is read passes here; a misfit is `rusak`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from coklit_desktop.domain.canonical import CanonicalError, parse_canonical
from coklit_desktop.domain.errors import CoklitError

Check = Callable[[Any], bool]
ROLES = ("pps", "ppk", "kabko")
AREA_DOTS = {"pps": 3, "ppk": 2, "kabko": 1}


def damaged() -> CoklitError:
    """The one error for bytes that are no package of ours."""
    return CoklitError("rusak")


def require(fits: bool) -> None:
    """Raise `rusak` unless `fits`."""
    if not fits:
        raise damaged()


def parse(data: bytes) -> dict[str, Any]:
    """Read canonical bytes that hold an object. Raises CoklitError `rusak`."""
    try:
        value = parse_canonical(data)
    except CanonicalError:
        raise damaged() from None
    require(type(value) is dict)
    return value  # type: ignore[no-any-return]


def exactly(value: Any, checks: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> dict[str, Any]:
    """Return `value` if it is an object with these keys and fitting values. Raises CoklitError `rusak`."""
    require(type(value) is dict)
    all_checks = {**checks, **(optional or {})}
    require(set(checks) <= set(value) <= set(all_checks))
    require(all(all_checks[name](item) for name, item in value.items()))
    return value  # type: ignore[no-any-return]


def pattern(expression: str) -> Check:
    """A check for text that matches `expression` as a whole."""
    compiled = re.compile(expression)
    return lambda value: type(value) is str and compiled.fullmatch(value) is not None


def integer(least: int) -> Check:
    """A check for a whole number of at least `least` (the canonical form limits the top)."""
    return lambda value: type(value) is int and value >= least


def either(*choices: Any) -> Check:
    """A check for one of a few values."""
    return lambda value: type(value) in {type(choice) for choice in choices} and value in choices


def text(longest: int) -> Check:
    """A check for text of at most `longest` characters."""
    return lambda value: type(value) is str and len(value) <= longest


hex64 = pattern("[0-9a-f]{64}")  # a hash or a public key
signature = pattern("[0-9a-f]{128}")
salt = pattern("[0-9a-f]{32}")
site = pattern("[0-9a-z]{8,40}")
election = pattern("[0-9a-z][0-9a-z-]{0,39}")
area = pattern(r"[0-9]{2}\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?")
age_key = pattern("age1[02-9ac-hj-np-z]{58}")
optional_age_key = pattern("(age1[02-9ac-hj-np-z]{58})?")
optional_hex64 = pattern("([0-9a-f]{64})?")
stream = pattern(r"[0-9a-z]{8,40}:[0-9]{2}\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?")
role = either(*ROLES)
serial = integer(1)


def role_fits_area(role_name: str, code: str) -> bool:
    """Whether an office of this role has an area of this length: a PPS a village, a PPK a kecamatan, …"""
    return code.count(".") == AREA_DOTS[role_name]
