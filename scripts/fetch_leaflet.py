"""Fetch the map's scripts and styles into resources/leaflet: named versions, checked sums, licences too.

Run by a developer when a version changes (`python scripts/fetch_leaflet.py`, needs npm); never at run time.
"""

# ruff: noqa: S603, T201
from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "coklit_desktop" / "resources" / "leaflet"

# package, version, sha256 of the npm tarball, and its files -> our names
PACKAGES: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    (
        "leaflet",
        "1.9.4",
        "84c65a256e50657896f54c33bd857b6849ebe94c817803be818bf32a3dde0b77",
        {
            "dist/leaflet.js": "leaflet.js",
            "dist/leaflet.css": "leaflet.css",
            "dist/images/layers.png": "images/layers.png",
            "dist/images/layers-2x.png": "images/layers-2x.png",
            "dist/images/marker-icon.png": "images/marker-icon.png",
            "dist/images/marker-icon-2x.png": "images/marker-icon-2x.png",
            "dist/images/marker-shadow.png": "images/marker-shadow.png",
            "LICENSE": "LICENSE-leaflet.txt",
        },
    ),
    (
        "leaflet.markercluster",
        "1.5.3",
        "fc6b0b1d00b6c708ae54e43ee4a11ac345e41660e19f0a570190bb35babb1a1c",
        {
            "dist/leaflet.markercluster.js": "leaflet.markercluster.js",
            "dist/MarkerCluster.css": "MarkerCluster.css",
            "MIT-LICENCE.txt": "LICENSE-leaflet.markercluster.txt",
        },
    ),
)


def main() -> int:
    """Fetch every package; returns the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        for name, version, digest, files in PACKAGES:
            archive = fetch(name, version, Path(folder))
            if hashlib.sha256(archive.read_bytes()).hexdigest() != digest:
                print(f"{name} {version}: not the sum that is written here", file=sys.stderr)
                return 1
            unpack(archive, files)
            print(f"{name} {version}: {len(files)} files")
    return 0


def fetch(name: str, version: str, folder: Path) -> Path:
    """Download one package's tarball with npm."""
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{name}@{version}"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder / f"{name}-{version}.tgz"


def unpack(archive: Path, files: dict[str, str]) -> None:
    """Write the wanted files; texts with the line ends of this repository."""
    with tarfile.open(archive) as tar:
        for member, name in files.items():
            source = tar.extractfile(f"package/{member}")
            if source is None:
                raise FileNotFoundError(member)
            path = TARGET / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = source.read()
            path.write_bytes(data if path.suffix == ".png" else data.replace(b"\r\n", b"\n"))


if __name__ == "__main__":
    sys.exit(main())
