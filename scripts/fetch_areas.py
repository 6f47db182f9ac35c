"""Make resources/areas/areas.csv.gz from the npm package idn-area-data, with `npm pack`."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "idn-area-data@4.0.1"
SHA256 = "8d47ffb2be39c08aacb0a2dd43193a1edb5754edb1022d57158341c702acc32d"
AREAS = Path(__file__).resolve().parent.parent / "coklit_desktop" / "resources" / "areas"
LEVELS = ("provinces", "regencies", "districts", "villages")


def main() -> int:
    """Fetch, check the sum, write the table and its licence."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", PACKAGE]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        archive = next(Path(folder).glob("*.tgz"))
        found = hashlib.sha256(archive.read_bytes()).hexdigest()
        if found != SHA256:
            sys.exit(f"{PACKAGE} has another sum than expected: {found}")
        with tarfile.open(archive) as tar:
            parts = {level: _member(tar, f"package/data/{level}.csv") for level in LEVELS}
            licence = _member(tar, "package/data/LICENSE.md")
    lines = sorted(line for text in parts.values() for line in _lines(text))
    AREAS.mkdir(parents=True, exist_ok=True)
    table = "code,name\n" + "".join(f"{code},{name}\n" for code, name in lines)
    with (AREAS / "areas.csv.gz").open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(table.encode())
    notice = (
        "areas.csv.gz: names and Kemendagri codes of Indonesia's provinces, regencies, districts and\n"
        f"villages, taken from idn-area-data (npm {PACKAGE},\n"
        "https://github.com/fityannugroho/idn-area-data), whose data are made available under the Open\n"
        "Database License, below. Changed only in form: one table, sorted by code.\n\n"
    )
    (AREAS / "LICENSE").write_text(notice + licence, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(lines)} areas\n")
    return 0


def _member(tar: tarfile.TarFile, name: str) -> str:
    file = tar.extractfile(name)
    if file is None:
        sys.exit(f"{PACKAGE} lacks {name}")
    return file.read().decode()


def _tidy(name: str) -> str:
    return " ".join(name.replace('"', "'").replace(",", " ").split())  # the package writes Ra'as as Ra"as


def _lines(text: str) -> list[tuple[str, str]]:
    found = [(row["code"], _tidy(row["name"])) for row in csv.DictReader(io.StringIO(text))]
    bad = [code for code, name in found if "," in name or '"' in name]
    if bad:
        sys.exit(f"names with commas: {bad}")
    return found


if __name__ == "__main__":
    sys.exit(main())
