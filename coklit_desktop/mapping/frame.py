"""The page around the map: folium makes it, and what folium would fetch from outside is put in its place.

Nothing in a page made here names another machine: no http(s) address at all, and a content security policy
that refuses everything but the page's own scripts.
"""

from __future__ import annotations

import base64
import hashlib
import re
from importlib import resources
from typing import TYPE_CHECKING, Any

from coklit_desktop.mapping.shapes import svg
from coklit_desktop.mapping.states import IN_ORDER_OF_WORK, MapState

if TYPE_CHECKING:
    from collections.abc import Mapping

MAP_ID = "peta"
_OUTSIDE = re.compile(r"https?://[^\s\"'<>)]*")
_SVG_NAMESPACE = "http://www.w3.org/2000/svg"
_MARK = re.compile(r"@@(\w+)@@")
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def resource(name: str) -> str:
    """The text of a bundled file of resources/leaflet."""
    return resources.files("coklit_desktop.resources").joinpath("leaflet", name).read_text("utf-8")


def script(name: str) -> str:
    """A bundled script, without addresses: they are in comments, in Leaflet's own link and in a namespace."""
    text = resource(name).replace(_SVG_NAMESPACE, _SVG_NAMESPACE.replace("/", "\\/"))
    lines = (line for line in text.splitlines() if not line.startswith("//# sourceMappingURL="))
    return without_addresses("\n".join(lines)).replace("</script", "<\\/script")


def stylesheet(name: str) -> str:
    """A bundled style, without addresses and without the pictures of controls that this map does not use."""
    return re.sub(r"url\((?!data:)[^)]*\)", "none", without_addresses(resource(name)))


def without_addresses(text: str) -> str:
    """The text with every address of another machine taken out."""
    return _OUTSIDE.sub("", text)


def licences() -> str:
    """The licences of what is inlined, as the text of a comment."""
    names = ("LICENSE-leaflet.txt", "LICENSE-leaflet.markercluster.txt")
    return "\n".join(without_addresses(resource(name)).replace("--", "- -") for name in names)


def config() -> dict[str, object]:
    """What the page's script knows of the states."""
    return {
        "states": [{"letter": s.letter, "word": s.word, "svg": svg(s)} for s in IN_ORDER_OF_WORK],
        "order": [state.letter for state in MapState],
    }


def frame(parts: Mapping[str, str], policy: str) -> str:
    """A page of folium with `parts` in it: title, head, body, script (raw HTML or JavaScript, already safe).

    `policy` is the content security policy; {scripts} in it becomes the sums of the page's inline scripts.
    """
    page = _MARK.sub(lambda mark: parts.get(mark[1], mark[0]), _skeleton())
    sums = " ".join(f"'sha256-{_sum(text)}'" for text in _SCRIPT.findall(page))
    return page.replace("@@policy@@", policy.replace("{scripts}", sums), 1)


def _skeleton() -> str:
    """Folium's page with marks where our parts go: its templates must not read what people wrote."""
    import folium
    from branca.element import Element

    household_map = folium.Map(tiles=None, attribution_control=False, zoom_control=False, track_resize=False)
    household_map._id = MAP_ID
    household_map.default_js, household_map.default_css = [], []  # both name other machines
    root: Any = household_map.get_root()
    root.render()
    root.header.add_child(Element("@@head@@"), name="coklit_head")
    root.html.add_child(Element("@@body@@"), name="coklit_body", index=0)
    root.script.add_child(Element("@@script@@"), name="coklit_script")
    page = str(root.render())
    page = page.replace(f"map_{MAP_ID}", MAP_ID)
    head = '<html lang="id">\n<head>\n<meta http-equiv="Content-Security-Policy" content="@@policy@@">'
    return re.sub(r"<html>\s*<head>", lambda _: f"{head}<title>@@title@@</title>", page, count=1)


def _sum(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
