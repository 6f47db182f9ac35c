"""The household map as HTML: live inside the program, or one stand-alone file that needs no network."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.mapping import frame
from coklit_desktop.mapping.payload import points, points_json, safe_json
from coklit_desktop.mapping.shapes import style
from coklit_desktop.mapping.states import MapState, state_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from coklit_desktop.domain.records import Household

__all__ = [
    "MapState",
    "live_asset",
    "live_page",
    "points_json",
    "standalone_page",
    "state_of",
    "write_standalone",
]

ORIGIN = "coklit://app"
STYLES = ("leaflet.css", "MarkerCluster.css", "coklit-map.css")
SCRIPTS = ("leaflet.js", "leaflet.markercluster.js", "coklit-map.js")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
    "November", "Desember",
)  # fmt: skip

_ALONE_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data:; "
    "connect-src 'none'; base-uri 'none'; form-action 'none'"
)
_LIVE_POLICY = (
    f"default-src 'none'; script-src {ORIGIN} {{scripts}}; style-src {ORIGIN} 'unsafe-inline'; "
    f"img-src {ORIGIN} data:; connect-src 'none'; base-uri 'none'; form-action 'none'"
)
_PANEL = """<aside>
<h1>{title}</h1>
<p class="quiet">{made}</p>
<p id="shown"></p>
<div class="fields">
<label>TPS<select id="tps"><option value="">Semua</option></select></label>
<label>RW<select id="rw"><option value="">Semua</option></select></label>
<label>RT<select id="rt"><option value="">Semua</option></select></label>
</div>
<div id="chips" role="group" aria-label="Keadaan"></div>
<p id="nothing" hidden>Tidak ada keluarga di peta untuk pilihan ini.</p>
<details><summary>Belum punya tempat (<span id="unplaced-count">0</span>)</summary>
<ul id="unplaced"></ul></details>
</aside>
<noscript>Peta ini memerlukan JavaScript.</noscript>"""


@cache
def live_page() -> str:
    """The page of the web view. It holds no data: the program sends points when the page asks for them."""
    head = "".join(f'<link rel="stylesheet" href="{ORIGIN}/{name}">' for name in STYLES)
    head += f"<style>{style()}</style>"
    names = ("qwebchannel.js", *SCRIPTS, "live.js")
    head += "".join(f'<script src="{ORIGIN}/{name}"></script>' for name in names)
    parts = {"title": "Peta", "head": head, "body": "", "script": _start("startLive")}
    return frame.without_addresses(frame.frame(parts, _LIVE_POLICY))


def live_asset(name: str) -> tuple[str, bytes] | None:
    """Media type and bytes of a file that the live page may load; None for any other name."""
    if name in STYLES:
        return "text/css", frame.stylesheet(name).encode()
    if name in (*SCRIPTS, "live.js"):
        return "text/javascript", frame.script(name).encode()
    return None


def write_standalone(
    households: Iterable[Household],
    out: Path,
    *,
    title: str,
    made_at: datetime,
    progress: Progress = no_progress,
) -> None:
    """Write the map as one HTML file; an older file stays whole until the new one is complete.

    It holds names, addresses and states, no NIK and no NKK. Raises CoklitError berkas_tak_tertulis, Cancelled.
    """
    page = standalone_page(households, title=title, made_at=made_at, progress=progress)
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.write(page)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    except OSError as error:
        raise CoklitError("berkas_tak_tertulis") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    progress(1.0, "Peta selesai")


def standalone_page(
    households: Iterable[Household], *, title: str, made_at: datetime, progress: Progress = no_progress
) -> str:
    """The stand-alone map as text."""
    data = safe_json(points(households, addresses=True, progress=progress))
    progress(0.9, "Menyusun halaman peta")
    styles = "\n".join(frame.stylesheet(name) for name in STYLES)
    scripts = "".join(f"<script>{frame.script(name)}</script>" for name in (*SCRIPTS, "standalone.js"))
    made = f"Dibuat {made_at.day} {MONTHS[made_at.month - 1]} {made_at:%Y, %H.%M}"
    return frame.frame(
        {
            "title": escape(title),
            "head": f"<!--\n{frame.licences()}\n--><style>{style()}\n{styles}</style>{scripts}",
            "body": _PANEL.format(title=escape(title), made=made)
            + f'<script id="points" type="application/json">{data}</script>',
            "script": _start("startStandalone"),
        },
        _ALONE_POLICY,
    )


def _start(function: str) -> str:
    mode = "alone" if function == "startStandalone" else "live"
    return f"document.body.className='{mode}';{function}({frame.MAP_ID}, {safe_json(frame.config())});"
