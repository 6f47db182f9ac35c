"""The activation code of a kit: 100 random bits told by letter or voice, never on the stick or in a file."""

from __future__ import annotations

import re
import secrets

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.handover.keys import AgeIdentity, SigningKey, hkdf

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_CHECKS = f"{_DIGITS}*~$=U"
_LENGTH = 20
_MISREAD = str.maketrans("OIL", "011")


def new_activation_code() -> str:
    """A fresh code as people read it: XXXX-XXXX-XXXX-XXXX-XXXXC, C the check character."""
    while True:
        number = secrets.randbits(100)
        if number % 37 < len(_DIGITS):  # the signs *~$= are hard to say over the telephone
            return spell_code(number)


def spell_code(number: int) -> str:
    """Spell a number of 100 bits as a code."""
    digits = "".join(_DIGITS[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
    text = digits + _CHECKS[number % 37]
    return "-".join([text[0:4], text[4:8], text[8:12], text[12:16], text[16:]])


def read_code(text: str) -> int:
    """Read a code as typed: case, dashes, spaces, O for 0, I and L for 1. Raises `kode_aktivasi_salah`."""
    letters = re.sub(r"[\s\-–—.]", "", text).upper().translate(_MISREAD)
    digits, check = letters[:_LENGTH], letters[_LENGTH:]
    if len(check) != 1 or not set(digits) <= set(_DIGITS):
        raise CoklitError("kode_aktivasi_salah")
    number = 0
    for letter in digits:
        number = number << 5 | _DIGITS.index(letter)
    if _CHECKS[number % 37] != check:
        raise CoklitError("kode_aktivasi_salah")
    return number


def activation_keys(code: str, serial: int) -> tuple[AgeIdentity, SigningKey]:
    """What a code stands for in the kit `serial`: the identity that opens it, and the one-use enrolment key."""
    seed = read_code(code).to_bytes(13, "big")
    salt = str(serial).encode()
    identity = AgeIdentity.from_bytes(hkdf(seed, salt=salt, info="coklit:activation:1"))
    return identity, SigningKey.from_bytes(hkdf(seed, salt=salt, info="coklit:enrol:1"))
