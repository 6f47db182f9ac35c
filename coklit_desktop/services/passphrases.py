"""Passphrases for the window: words to offer, and one sentence on how good an own one is."""

from __future__ import annotations

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.store.passphrases import MIN_LENGTH, check_passphrase, suggest_passphrase

STRONG_LENGTH = 22


def suggest() -> str:
    """Five random words."""
    return suggest_passphrase()


def strength(passphrase: str) -> tuple[bool, str]:
    """Whether `passphrase` will do, and why in one sentence."""
    missing = MIN_LENGTH - len(passphrase)
    if not passphrase:
        return False, f"Paling sedikit {MIN_LENGTH} huruf. Lima kata acak mudah diingat dan kuat."
    if missing > 0:
        return False, f"Masih kurang {missing} huruf."
    try:
        check_passphrase(passphrase)
    except CoklitError:
        return False, "Terlalu mudah ditebak. Pakai beberapa kata yang tidak berhubungan."
    if len(passphrase) >= STRONG_LENGTH:
        return True, "Kuat. Tulis di kertas dan simpan terpisah dari laptop."
    return True, "Cukup. Satu kata lagi membuatnya kuat."
