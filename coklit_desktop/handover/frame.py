"""The zstd frame inside a payload: exactly one, small window, and never more lines than its caps allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.handover.container import MIB
from coklit_desktop.handover.shape import damaged, require

if TYPE_CHECKING:
    from collections.abc import Iterator

WINDOW_LIMIT = 8 * MIB
UNPACKED_LIMIT = 2048 * MIB
RATIO_LIMIT = 200
LINE_LIMIT = 4 * MIB
_MAGIC = b"\x28\xb5\x2f\xfd"
_STEP = 1024  # compressed bytes at a time: even zeros grow to no more than 32 MiB before we look


def frame_lines(data: bytes) -> Iterator[bytes]:
    """The lines of a frame, without line ends. Raises `rusak`, at the latest at the end."""
    held = bytearray()
    for chunk in _unpack(data):
        if b"\n" in chunk:
            *lines, rest = (bytes(held) + chunk).split(b"\n")
            yield from lines
            held = bytearray(rest)
        else:
            held += chunk
        require(len(held) <= LINE_LIMIT)
    require(not held)


def _unpack(data: bytes) -> Iterator[bytes]:
    import zstandard

    try:
        parameters = zstandard.get_frame_parameters(data)
        require(data[:4] == _MAGIC and parameters.window_size <= WINDOW_LIMIT and not parameters.dict_id)
        stream = zstandard.ZstdDecompressor(max_window_size=WINDOW_LIMIT).decompressobj()
        most = min(UNPACKED_LIMIT, RATIO_LIMIT * len(data))
        for start in range(0, len(data), _STEP):
            require(not stream.eof)
            chunk = stream.decompress(data[start : start + _STEP])
            most -= len(chunk)
            require(most >= 0)
            yield chunk
        require(stream.eof and not stream.unused_data)
    except zstandard.ZstdError:
        raise damaged() from None
