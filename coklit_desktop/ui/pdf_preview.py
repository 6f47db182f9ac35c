"""A PDF in memory: looked at, and sent to a printer. QtPdf is loaded when the first one is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QMarginsF, QPointF, QRect, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QStackedWidget, QWidget

from coklit_desktop.ui.widgets.layouts import label

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView

    from coklit_desktop.domain.progress import Progress

PAPERS = {"F4": (215.0, 330.0), "A4": (210.0, 297.0)}  # mm
PRINT_DPI = 300  # sharp small digits, and a page still renders in a blink
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


class PdfPreview(QStackedWidget):
    """Shows a PDF, or a sentence where there is none. Attributes: `document` and `view` are None until needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document: QPdfDocument | None = None
        self.view: QPdfView | None = None
        self._buffer = QBuffer(self)
        self._note = label(name="redup", wrap=True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.addWidget(self._note)

    def say(self, text: str) -> None:
        """Show a sentence instead of pages."""
        self._note.setText(text)
        self.setCurrentWidget(self._note)

    def show_pdf(self, data: bytes, *, stay: bool = False) -> None:
        """Show the pages of a PDF from the first on; with `stay` from where the eye is."""
        view = self.view or self._build()
        bars = (view.verticalScrollBar(), view.horizontalScrollBar())
        places = [bar.value() for bar in bars]
        document = view.document()
        document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        document.load(self._buffer)
        self.setCurrentWidget(view)
        if stay:
            for bar, place in zip(bars, places, strict=True):
                bar.setValue(place)
        else:
            view.pageNavigator().jump(0, QPointF())

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        shown = self.document is not None and self.currentWidget() is self.view
        return self.document.pageCount() if shown and self.document is not None else 0

    def fit(self) -> None:
        """Show whole widths of pages again."""
        if self.view is not None:
            self.view.setZoomMode(self.view.ZoomMode.FitToWidth)

    def zoom(self, step: int) -> None:
        """One step larger (1) or smaller (-1)."""
        if self.view is None:
            return
        now = self.view.zoomFactor() if self.view.zoomMode() == self.view.ZoomMode.Custom else 1.0
        others = [zoom for zoom in ZOOMS if (zoom > now if step > 0 else zoom < now)]
        if others:
            self.view.setZoomMode(self.view.ZoomMode.Custom)
            self.view.setZoomFactor(others[0] if step > 0 else others[-1])

    def _build(self) -> QPdfView:
        from PySide6.QtPdf import QPdfDocument
        from PySide6.QtPdfWidgets import QPdfView

        self.document = QPdfDocument(self)
        view = self.view = QPdfView(self)
        view.setDocument(self.document)
        view.setPageMode(QPdfView.PageMode.MultiPage)
        view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        view.setAccessibleName("Pratinjau formulir")
        self.addWidget(view)
        return view


def printer_for(paper: str, *, landscape: bool, pages: int, copies: int = 1) -> QPrinter:
    """A printer set to the form's paper and copies, edge to edge: the form has its own margins."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(PRINT_DPI)
    size = QPageSize(QSizeF(*PAPERS[paper]), QPageSize.Unit.Millimeter, paper)
    turned = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, turned, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    printer.setFromTo(1, pages)
    printer.setCopyCount(copies)
    printer.setCollateCopies(True)
    return printer


def print_pdf(data: bytes, printer: QPrinter, progress: Progress) -> int:
    """Print the chosen pages; may run off the main thread. Returns how many were printed."""
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    first = max(1, printer.fromPage())
    last = min(document.pageCount(), printer.toPage() or document.pageCount())
    painter = QPainter(printer)
    try:
        for number in range(first, last + 1):
            progress((number - first) / (last - first + 1), f"Mencetak halaman {number} dari {last}")
            if number > first:
                printer.newPage()
            area = QRect(printer.paperRect(QPrinter.Unit.DevicePixel).toRect())
            area.moveTo(0, 0)
            painter.drawImage(area, document.render(number - 1, area.size()))
    finally:
        painter.end()
        document.close()
    return last - first + 1
