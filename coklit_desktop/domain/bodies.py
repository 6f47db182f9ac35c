"""Shapes of entry bodies: what comes from outside must fit before the fold reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.entries import Entry, Kind
from coklit_desktop.domain.records import VOTER_FIELDS, Outcome, tps_number
from coklit_desktop.domain.subjects import new_subject

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEXT_FIELDS = frozenset((*VOTER_FIELDS, "partner"))
_FIELD_KINDS = frozenset(Kind) - {Kind.DELIVERY, Kind.UNDO}


def body_fits(entry: Entry) -> bool:
    """Whether the body of an entry has the shape of its kind (docs/ledger.md); a destroyed body fits."""
    body = entry.body
    if body is None:
        return True
    if type(body.get("subject")) is not str:
        return False
    if entry.kind == Kind.DELIVERY:
        return _is_delivery(body)
    if entry.kind == Kind.UNDO:
        return type(body.get("undoes")) is str
    if entry.kind not in _FIELD_KINDS:
        return True  # a newer program's kind: the fold passes over it
    fields = body.get("fields")
    if type(fields) is not dict or not all(_is_change(change) for change in fields.values()):
        return False
    if entry.kind == Kind.NEW and not _is_new(entry, body, fields):
        return False
    return all(_is_value(entry.kind, name, change["new"]) for name, change in fields.items())


def _is_delivery(body: Mapping[str, Any]) -> bool:
    files, tps_list = body.get("files"), body.get("tps")
    return (
        body.get("mode") in ("replace", "add")
        and type(body.get("rows")) is int
        and type(body.get("rows_sha256")) is str
        and type(files) is list
        and all(type(item) is str for item in files)
        and type(tps_list) is list
        and all(type(item) is str for item in tps_list)
    )


def _is_new(entry: Entry, body: Mapping[str, Any], fields: Mapping[str, Any]) -> bool:
    own = new_subject(entry.site, entry.envelope.area, entry.seq)
    return body["subject"] == own and type(body.get("generation")) is int and "tps" in fields


def _is_change(change: Any) -> bool:
    if type(change) is not dict or set(change) != {"old", "new", "base"}:
        return False
    return type(change["base"]) is list and all(type(item) is str for item in change["base"])


def _is_value(kind: str, name: str, value: Any) -> bool:
    if kind == Kind.PLACE:
        return name == "place" and _is_place(value)
    if kind == Kind.OFFICE:
        return value is None or type(value) is str
    if name == "outcome":
        return _is_outcome(value)
    if name == "withdrawn":
        return type(value) is bool
    if name == "tps":
        return (value is None and kind != Kind.NEW) or (type(value) is str and tps_number(value) == value)
    return name in _TEXT_FIELDS and (value is None or type(value) is str)


def _is_outcome(value: Any) -> bool:
    try:
        outcome = Outcome.from_json(value)
    except (ValueError, TypeError, KeyError):
        return False
    texts = (outcome.reason, outcome.keeps, outcome.destination, outcome.evidence)
    if not all(text is None or type(text) is str for text in texts):
        return False
    return outcome.target is None or (type(outcome.target) is str and tps_number(outcome.target) == outcome.target)


def _is_place(value: Any) -> bool:
    if value is None:
        return True
    return (
        type(value) is dict
        and {"latitude", "longitude", "source"} <= set(value) <= {"latitude", "longitude", "source", "accuracy"}
        and all(type(item) is str or (item is None and name == "accuracy") for name, item in value.items())
    )
