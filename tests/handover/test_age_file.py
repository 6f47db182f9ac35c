"""The age header that our own eyes read first, and the zstd frame inside."""

import io
import random
import time

import pyrage
import pytest
import zstandard

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.handover import age_file, frame
from coklit_desktop.handover.keys import AgeIdentity

MIB = 1024 * 1024
MAC = b"--- " + b"A" * 43 + b"\n"
X25519 = b"-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n"
GREASE = b"-> x-grease a b\n" + b"C" * 64 + b"\n" + b"D" * 10 + b"\n"
INTRO = b"age-encryption.org/v1\n"
BODY = b"\0" * 40


def check(data: bytes) -> int:
    return age_file.check_header(io.BytesIO(data), len(data))


def test_what_pyrage_writes_is_taken() -> None:
    identities = [AgeIdentity.new() for _ in range(16)]
    out = io.BytesIO()
    age_file.encrypt([b"one", b"two"], out, [identity.public for identity in identities], MIB)
    assert check(out.getvalue()) == 16
    out.seek(0)
    data = age_file.decrypt(out, [identities[3]], MIB)
    assert list(frame.frame_lines(data)) == [b"one", b"two"]


def test_the_smallest_header_is_taken() -> None:
    assert check(INTRO + X25519 + GREASE + MAC + BODY) == 1
    assert check(INTRO + GREASE + X25519 * 16 + MAC + BODY) == 16


@pytest.mark.parametrize(
    "data",
    [
        b"",
        INTRO,
        INTRO + MAC + BODY,
        INTRO + GREASE + MAC + BODY,
        INTRO + X25519 + MAC + BODY,
        INTRO + X25519 + GREASE * 2 + MAC + BODY,
        INTRO + X25519 * 17 + GREASE + MAC + BODY,
        INTRO + X25519 + GREASE + MAC + BODY[:20],
        INTRO + X25519 + GREASE + BODY,
        INTRO + X25519 + GREASE + b"--- short\n" + BODY,
        INTRO + X25519[:-1] + b"B" * 21 + b"\n" + GREASE + MAC + BODY,
        INTRO + X25519 + b"-> y-grease\n" + (b"E" * 64 + b"\n") * 200 + b"\n" + MAC + BODY,
        INTRO + X25519 + b"-> y-grease\nnot base64!\n" + MAC + BODY,
        INTRO + b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n" + b"B" * 43 + b"\n" + GREASE + MAC + BODY,
        INTRO + b"-> ssh-ed25519 AAAA BBBB\n" + b"B" * 43 + b"\n" + GREASE + MAC + BODY,
        INTRO + b"-> X25519 short\n" + b"B" * 43 + b"\n" + GREASE + MAC + BODY,
        INTRO.replace(b"v1", b"v2") + X25519 + GREASE + MAC + BODY,
        b"-----BEGIN AGE ENCRYPTED FILE-----\n" * 20,
    ],
)
def test_everything_else_is_refused(data: bytes) -> None:
    with pytest.raises(CoklitError, match="rusak"):
        check(data)


def test_thousands_of_stanzas_cost_nothing() -> None:
    start = time.perf_counter()
    with pytest.raises(CoklitError, match="rusak"):
        check(INTRO + X25519 * 20_000 + GREASE + MAC + BODY)
    assert time.perf_counter() - start < 0.1


def test_armor_of_pyrage_is_refused() -> None:
    identity = pyrage.x25519.Identity.generate()
    with pytest.raises(CoklitError, match="rusak"):
        check(pyrage.encrypt(b"x", [identity.to_public()], armored=True))


def test_decryption_stops_at_its_limit_and_at_a_torn_end() -> None:
    identity = AgeIdentity.new()
    out = io.BytesIO()
    pyrage.encrypt_io(io.BytesIO(b"x" * MIB), out, [pyrage.x25519.Recipient.from_str(identity.public)])
    with pytest.raises(CoklitError, match="rusak"):
        age_file.decrypt(io.BytesIO(out.getvalue()), [identity], MIB - 1)
    with pytest.raises(CoklitError, match="rusak"):
        age_file.decrypt(io.BytesIO(out.getvalue()[:-1]), [identity], 2 * MIB)
    assert age_file.decrypt(io.BytesIO(out.getvalue()), [identity], MIB) == b"x" * MIB
    with pytest.raises(CoklitError, match="bukan_untuk_kita"):
        age_file.decrypt(io.BytesIO(out.getvalue()), [], MIB)


def test_too_many_lines_are_not_written() -> None:
    with pytest.raises(CoklitError, match="terlalu_besar"):
        age_file.encrypt([b"x" * 100] * 20, io.BytesIO(), [AgeIdentity.new().public], 1000)
    with pytest.raises(CoklitError, match="terlalu_besar"):
        age_file.encrypt([b"x" * 100] * 20_000, io.BytesIO(), [AgeIdentity.new().public], 10 * MIB)


# --- the frame


def lines_of(data: bytes) -> list[bytes]:
    return list(frame.frame_lines(data))


def framed(data: bytes, **options: int) -> bytes:
    parameters = zstandard.ZstdCompressionParameters.from_level(3, **options)
    stream = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    return stream.compress(data) + stream.flush()


def test_lines_longer_than_a_step_come_whole() -> None:
    dice = random.Random(2)
    lines = [dice.randbytes(dice.choice([0, 1, 900, 5000])).replace(b"\n", b" ") for _ in range(300)]
    assert lines_of(framed(b"".join(line + b"\n" for line in lines))) == lines


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no frame",
        framed(b"a line\n") + b"x",
        framed(b"a line\n") * 2,
        framed(b"a line\n")[:-3],
        framed(b"no line end"),
        b"\x50\x2a\x4d\x18\x04\0\0\0abcd" + framed(b"a line\n"),
    ],
)
def test_anything_but_one_frame_of_lines_is_refused(data: bytes) -> None:
    with pytest.raises(CoklitError, match="rusak"):
        lines_of(data)


def test_a_wide_window_is_refused() -> None:
    with pytest.raises(CoklitError, match="rusak"):
        lines_of(framed(b"a line\n", window_log=24))
    assert lines_of(framed(b"a line\n", window_log=23)) == [b"a line"]


@pytest.mark.parametrize("unit", [b"\0" * 1023 + b"\n", b"\n", b"\0"])
def test_a_bomb_is_refused_at_once(unit: bytes) -> None:
    bomb = framed(unit * (256 * MIB // len(unit)))
    start = time.perf_counter()
    with pytest.raises(CoklitError, match="rusak"):
        for _ in frame.frame_lines(bomb):
            pass
    assert time.perf_counter() - start < 1


def test_an_endless_line_is_refused() -> None:
    noise = random.Random(1).randbytes(5 * MIB).replace(b"\n", b" ")
    bomb = framed(noise + b"\n")
    start = time.perf_counter()
    with pytest.raises(CoklitError, match="rusak"):
        lines_of(bomb)
    assert time.perf_counter() - start < 1
