"""Passphrases that are refused, and the one that is offered."""

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.store.passphrases import check_passphrase, suggest_passphrase


@pytest.mark.parametrize(
    "passphrase",
    ["", "pendek", "tiga belas hu", "aaaaaaaaaaaaaaaaaaaa", "ababababababab", "Indonesia Merdeka", "PASSWORD-password",
     "bismillah bismillah", "12345678901234"],
)  # fmt: skip
def test_what_is_guessed_first_is_refused(passphrase: str) -> None:
    with pytest.raises(CoklitError, match="sandi_lemah"):
        check_passphrase(passphrase)


@pytest.mark.parametrize("passphrase", ["kopi-tubruk-pagi-hari-sekali", "empat belas hu", "kafé di ujung jalan"])
def test_what_nobody_guesses_is_accepted(passphrase: str) -> None:
    check_passphrase(passphrase)


def test_the_offered_one_is_five_words_and_never_the_same() -> None:
    offered = {suggest_passphrase() for _ in range(50)}
    assert len(offered) == 50
    for passphrase in offered:
        assert len(passphrase.split("-")) == 5
        check_passphrase(passphrase)
