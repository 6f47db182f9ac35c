"""Six words: the list, the bits, how people spell them."""

import hashlib
import re

from coklit_desktop.domain.words import same_words, word_list, words


def test_the_list_can_be_told_by_voice() -> None:
    found = word_list()
    assert len(set(found)) == 2048
    assert list(found) == sorted(found)
    assert all(re.fullmatch("[a-z]{4,9}", word) for word in found)
    assert len({word[:4] for word in found}) == 2048  # four letters are enough
    longer = {word[:place] + "?" + word[place + 1 :] for word in found for place in range(len(word))}
    assert len(longer) == sum(map(len, found))  # no two differ in one letter only


def test_the_words_are_the_first_66_bits() -> None:
    bits = bin(int(hashlib.sha256(b'coklit:words:1\n{"root":"ab"}').hexdigest(), 16))[2:].zfill(256)
    expected = [word_list()[int(bits[start : start + 11], 2)] for start in range(0, 66, 11)]
    assert words({"root": "ab"}) == " ".join(expected)


def test_spelling_does_not_matter_but_every_word_does() -> None:
    text = words({"root": "ab"})
    assert same_words(text, f"  {text.upper().replace(' ', '-')} ")
    assert same_words(text, text.replace(" ", ", "))
    assert not same_words(text, " ".join(text.split()[:5]))
    assert not same_words(text, " ".join(reversed(text.split())))
    assert not same_words("", "")
