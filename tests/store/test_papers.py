"""Places, office data, documents, exports and small facts."""

from coklit_desktop.domain.records import Place
from coklit_desktop.store.store import Store
from tests.store.samples import AREA, OTHER_AREA, SITE

HERE, THERE = Place("-6.751", "111.04", "klik"), Place("-6.7", "111.0", "ecoklit", "12")


def test_places(store: Store) -> None:
    with store.write() as unit:
        unit.put_place("kk:1", AREA, HERE)
        unit.put_place("kk:2", OTHER_AREA, THERE)
        unit.put_place("kk:1", AREA, THERE)
        assert unit.places() == {"kk:1": THERE, "kk:2": THERE}
        assert unit.places(AREA) == {"kk:1": THERE}
        unit.put_place("kk:1", AREA, None)
        assert unit.places(AREA) == {}


def test_office_data(store: Store) -> None:
    with store.write() as unit:
        unit.put_office(AREA, "petugas:1", "nama", "Budi")
        unit.put_office(AREA, "petugas:1", "nama", "Ani")
        unit.put_office(AREA, "pleno", "tempat", "Balai Desa")
        unit.put_office(OTHER_AREA, "pleno", "tempat", "Pendapa")
        assert unit.office(AREA) == {"petugas:1": {"nama": "Ani"}, "pleno": {"tempat": "Balai Desa"}}
        unit.put_office(AREA, "pleno", "tempat", None)
        assert "pleno" not in unit.office(AREA)
        assert unit.office(OTHER_AREA) == {"pleno": {"tempat": "Pendapa"}}


def test_documents(store: Store) -> None:
    with store.write() as unit:
        unit.put_document("cert", "b", b"1")
        unit.put_document("cert", "a", b"2")
        unit.put_document("kit", "a", b"3")
        unit.put_document("cert", "a", b"4")
        unit.put_document("cert", "a", b"5", replaces=False)
        unit.put_document("cert", "c", b"6", replaces=False)
        assert unit.documents("cert") == [("a", b"4"), ("b", b"1"), ("c", b"6")]
        unit.delete_document("cert", "a")
        assert unit.document("cert", "a") is None
        assert unit.document("kit", "a") == b"3"


def test_exports_and_facts(store: Store) -> None:
    with store.write() as unit:
        unit.log_export("a-daftar-pemilih pdf", 1)
        unit.log_export("peta html", 2)
        unit.set_meta("root", "ab")
        unit.set_meta("root", "cd")
        unit.set_meta("gone", "x")
        unit.set_meta("gone", None)
    with store.read() as unit:
        assert unit.exports() == [("peta html", 2), ("a-daftar-pemilih pdf", 1)]
        assert (unit.get_meta("root"), unit.get_meta("gone"), unit.get_meta("site")) == ("cd", None, SITE)
