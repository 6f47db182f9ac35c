"""Bech32 (BIP 173) as age uses it for its keys: 32 bytes behind a human-readable part."""

from coklit_desktop.handover.shape import damaged, require

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def encode(prefix: str, data: bytes) -> str:
    """Spell `data` in lower case behind `prefix`."""
    values = _regroup(data, 8, 5, pad=True)
    check = _polymod([*_expand(prefix), *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [(check >> 5 * (5 - place)) & 31 for place in range(6)]
    return f"{prefix}1{''.join(_ALPHABET[value] for value in values)}"


def decode(prefix: str, text: str) -> bytes:
    """Read what `encode` wrote. Raises CoklitError `rusak`."""
    head, _, tail = text.rpartition("1")
    require(head == prefix and len(tail) >= 6 and set(tail) <= set(_ALPHABET))
    values = [_ALPHABET.index(letter) for letter in tail]
    require(_polymod([*_expand(prefix), *values]) == 1)
    return bytes(_regroup(bytes(values[:-6]), 5, 8, pad=False))


def _expand(prefix: str) -> list[int]:
    codes = prefix.encode()
    return [code >> 5 for code in codes] + [0] + [code & 31 for code in codes]


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, term in enumerate(_GENERATOR):
            check ^= term if top >> place & 1 else 0
    return check


def _regroup(data: bytes, width: int, new_width: int, *, pad: bool) -> list[int]:
    held = bits = 0
    found = []
    for value in data:
        held, bits = held << width | value, bits + width
        while bits >= new_width:
            bits -= new_width
            found.append(held >> bits & ((1 << new_width) - 1))
        held &= (1 << bits) - 1
    if pad:
        if bits:
            found.append(held << (new_width - bits))
    elif bits >= width or held:
        raise damaged()
    return found
