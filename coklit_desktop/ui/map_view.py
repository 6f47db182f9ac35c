"""The map's web view: its own scheme, its own closed profile, and the channel to the page.

Import this only when the map is wanted: it loads the web engine. `app.py` has set AA_ShareOpenGLContexts before
the application was made; the scheme may then be registered as late as before the first profile.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QFile, QIODevice, QObject, Qt, QUrl, Signal, Slot
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from PySide6.QtWebEngineWidgets import QWebEngineView

from coklit_desktop.mapping.filters import unit
from coklit_desktop.mapping.page import live_asset

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coklit_desktop.mapping.filters import MapFilter

SCHEME = b"coklit"
HOME = QUrl("coklit://app/")
_CHANNEL_SCRIPT = ":/qtwebchannel/qwebchannel.js"
_OFF = (
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.JavascriptCanAccessClipboard,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.WebGLEnabled,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.NavigateOnDropEnabled,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled,
    QWebEngineSettings.WebAttribute.AutoLoadIconsForPage,
)


def register_scheme() -> None:
    """Make `coklit:` known to the web engine. The first call counts; it comes before any profile."""
    if QWebEngineUrlScheme.schemeByName(SCHEME).name().isEmpty():
        scheme = QWebEngineUrlScheme(SCHEME)
        scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
        scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
        QWebEngineUrlScheme.registerScheme(scheme)


class _Interceptor(QWebEngineUrlRequestInterceptor):
    """Refuses every request but the program's own scheme. `data:` never leaves the page."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Block what is not ours, before it is sent."""
        if info.requestUrl().scheme() not in ("coklit", "data"):
            info.block(True)


class _Handler(QWebEngineUrlSchemeHandler):
    """Answers coklit://app/… from memory and bundled files."""

    def __init__(self, page: str, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Send a file, or fail."""
        url = job.requestUrl()
        found = self._find(url.path().removeprefix("/")) if url.host() == "app" else None
        if found is None or job.requestMethod() != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        media, data = found
        buffer = QBuffer(job)
        buffer.setData(QByteArray(data))
        job.reply(media.encode(), buffer)

    def _find(self, name: str) -> tuple[str, bytes] | None:
        if name == "":
            return "text/html;charset=utf-8", self._page.encode()
        if name == "qwebchannel.js":
            return "text/javascript", _resource(_CHANNEL_SCRIPT)
        return live_asset(name)


class _Page(QWebEnginePage):
    """A page that stays where it is and keeps its console to itself."""

    def acceptNavigationRequest(self, url: QUrl | str, kind: QWebEnginePage.NavigationType, main: bool) -> bool:
        """Only the map itself."""
        return QUrl(url) == HOME

    def createWindow(self, kind: QWebEnginePage.WebWindowType) -> QWebEnginePage:
        """No second window."""
        return None  # type: ignore[return-value] # what Qt documents for "no"

    def javaScriptConsoleMessage(self, level: Any, message: str, line: int, source: str) -> None:
        """Nothing of the page reaches a log."""


class Bridge(QObject):
    """What the page may say to the program."""

    is_ready = Signal()
    was_opened = Signal(int)
    was_placed = Signal(int, float, float)
    was_moved = Signal(int, float, float)
    was_cancelled = Signal()
    count_shown = Signal(int)

    @Slot()
    def ready(self) -> None:
        """The page can take points."""
        self.is_ready.emit()

    @Slot(int)
    def opened(self, number: int) -> None:
        """A household was clicked."""
        self.was_opened.emit(number)

    @Slot(int, float, float)
    def placed(self, number: int, latitude: float, longitude: float) -> None:
        """The click that was waited for."""
        self.was_placed.emit(number, latitude, longitude)

    @Slot(int, float, float)
    def moved(self, number: int, latitude: float, longitude: float) -> None:
        """A household was dragged."""
        self.was_moved.emit(number, latitude, longitude)

    @Slot()
    def cancelled(self) -> None:
        """Esc while a click was waited for."""
        self.was_cancelled.emit()

    @Slot(int)
    def shown(self, count: int) -> None:
        """So many households are on the map now."""
        self.count_shown.emit(count)


class MapView(QWebEngineView):
    """The map. Orders given before the page is ready are kept until it is.

    Attributes: `bridge` carries the page's words. Signals: `broken` when the web engine gave up.
    """

    broken = Signal()

    def __init__(self, page: str, parent: QWidget | None = None) -> None:
        register_scheme()
        super().__init__(parent)
        self.bridge = Bridge(self)
        self._is_ready = False
        self._waiting: list[str] = []
        # Without a name it is off the record. It must outlive its page, which goes with the view.
        app = cast("QCoreApplication", QCoreApplication.instance())
        self._profile = QWebEngineProfile(app)
        self.destroyed.connect(self._profile.deleteLater)
        self._profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self._profile.setSpellCheckEnabled(False)
        self._interceptor = _Interceptor(self._profile)
        self._profile.setUrlRequestInterceptor(self._interceptor)
        self._handler = _Handler(page, self._profile)
        self._profile.installUrlSchemeHandler(SCHEME, self._handler)
        self._page = _Page(self._profile, self)
        self._channel = QWebChannel(self._page)
        self._channel.registerObject("bridge", self.bridge)
        self._page.setWebChannel(self._channel)
        for attribute in _OFF:
            self._page.settings().setAttribute(attribute, False)
        app.aboutToQuit.connect(self._page.deleteLater)
        self.setPage(self._page)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self._page.loadFinished.connect(self._loaded)
        self._page.renderProcessTerminated.connect(self._stopped)
        self.bridge.is_ready.connect(self._ready)
        self.load(HOME)

    # --- orders to the page

    def take(self, points: str, *, replace: bool) -> None:
        """Give households (`points_json`): instead of all, or added to and changed among them."""
        self._call("take", points, json.dumps(replace))

    def remove(self, numbers: list[int]) -> None:
        """Take households away."""
        self._call("remove", json.dumps(numbers))

    def set_filter(self, wanted: MapFilter) -> None:
        """Show only these."""
        states = [state.letter for state in wanted.states]
        found = {"tps": wanted.tps, "rt": unit(wanted.rt), "rw": unit(wanted.rw), "states": states}
        self._call("filter", json.dumps(found))

    def fit(self) -> None:
        """Bring all shown households into sight."""
        self._call("fit")

    def select(self, number: int | None, *, zoom: bool = False) -> None:
        """Mark a household, and bring it into sight with `zoom`."""
        self._call("select", json.dumps(number), json.dumps(zoom))

    def wait_for_place(self, number: int | None) -> None:
        """Take the next click as the place of a household; None ends that."""
        self._call("placing", json.dumps(number))

    def set_writable(self, on: bool) -> None:
        """Whether the marked household may be dragged."""
        self._call("writable", json.dumps(on))

    def set_theme(self, *, dark: bool) -> None:
        """Light or dark."""
        self._call("theme", json.dumps("dark" if dark else "light"))

    def _call(self, name: str, *arguments: str) -> None:
        order = f"coklit.{name}({','.join(arguments)});"
        if self._is_ready:
            self._page.runJavaScript(order)
        else:
            self._waiting.append(order)

    def _ready(self) -> None:
        self._is_ready = True
        for order in self._waiting:
            self._page.runJavaScript(order)
        self._waiting.clear()

    def _stopped(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        if status != QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            self.broken.emit()

    def _loaded(self, ok: bool) -> None:
        if not ok and not self._is_ready:  # later, only a refused navigation fails
            self.broken.emit()


def _resource(path: str) -> bytes:
    file = QFile(path)
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return bytes(file.readAll().data())
