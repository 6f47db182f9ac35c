"""reportlab's shapes without their types: the stubs name the keywords of Rect wrongly."""

from __future__ import annotations

from typing import Any

from reportlab.graphics import shapes

Circle: Any = shapes.Circle
Line: Any = shapes.Line
Polygon: Any = shapes.Polygon
Rect: Any = shapes.Rect
String: Any = shapes.String
Wedge: Any = shapes.Wedge
