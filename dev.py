#!/usr/bin/env python3
"""Everything a developer does, on a fresh machine too: `python3 dev.py VERB [ARGS]`.

Needs Python 3.11 to 3.13 and nothing else: the first call makes `.venv` from uv.lock (and, as root on
Debian or Ubuntu, installs the system libraries that Qt needs); later calls only compare a stamp.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

UV = "0.13.9"
ROOT = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"
BIN = "Scripts" if WINDOWS else "bin"
EXE = ".exe" if WINDOWS else ""
VENV, TOOLS = ROOT / ".venv", ROOT / ".tools"
STAMP = VENV / ".set-up"

# What Qt, QtWebEngine and Xvfb load and a bare Debian 12 lacks; "|": the name changed between releases.
DEBIAN_PACKAGES = """
    ca-certificates fonts-dejavu-core xauth xvfb
    libasound2t64|libasound2 libdbus-1-3 libdrm2 libegl1 libfontconfig1 libgbm1 libgl1 libgl1-mesa-dri
    libglib2.0-0t64|libglib2.0-0 libglx-mesa0 libnspr4 libnss3 libopengl0 libxcb-cursor0 libxcb-icccm4
    libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1
    libxcomposite1 libxdamage1 libxi6 libxkbcommon-x11-0 libxkbfile1 libxrandr2 libxrender1 libxtst6
""".split()

VERBS = {
    "demo": "the whole job on the sample, into build/demo or the folder named",
    "test": "the tests; ARGS go to pytest",
    "run": "the program itself: run ARGS = coklit ARGS",
    "lint": "ruff, mypy and the layers",
    "format": "rewrite the code as ruff wants it",
    "bench": "the measurements",
    "screenshots": "make the pictures in docs/ anew",
    "build": "the program as a folder in dist/, for machines without Python",
}


def main() -> int:
    """Set up what is missing, then do the verb; returns its exit code."""
    verb, args = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else ("help", [])
    if verb not in VERBS:
        print("usage: dev.py VERB [ARGS]", *(f"  {name:<12} {text}" for name, text in VERBS.items()), sep="\n")
        return 0 if verb in {"-h", "--help", "help"} else 2
    set_up()
    if verb not in {"run", "demo"}:  # the program runs where it was called, every tool in the project
        os.chdir(ROOT)
    env = environment()
    commands = commands_of(verb, args)
    if len(commands) == 1 and not WINDOWS:
        os.execve(commands[0][0], commands[0], env)  # noqa: S606
    return run_all(commands, env)


def commands_of(verb: str, args: list[str]) -> list[list[str]]:
    """The commands of a verb, each with the full path of its program."""
    python, coklit = program("python"), program("coklit")
    demo_folder = [] if any(not arg.startswith("-") for arg in args) else [str(ROOT / "build" / "demo")]
    return {
        "demo": [[coklit, "demo", *demo_folder, *args]],
        "test": [[python, "-m", "pytest", *workers(args), *args]],
        "run": [[coklit, *args]],
        "lint": [
            [program("ruff"), "check", "--quiet"],
            [program("ruff"), "format", "--check", "--quiet"],
            [program("mypy")],
            [program("lint-imports"), "--no-logo"],
        ],
        "format": [[program("ruff"), "check", "--fix", *args], [program("ruff"), "format", *args]],
        "bench": [[python, "-m", "benchmarks", *args]],
        "screenshots": [[python, str(ROOT / "docs" / "screenshots.py"), *args]],
        "build": [[python, "-m", "PyInstaller", "--noconfirm", str(ROOT / "pyinstaller.spec"), *args]],
    }[verb]


def run_all(commands: list[list[str]], env: dict[str, str]) -> int:
    """Run all commands; the code of the first that failed. Ctrl-C is theirs to answer, and ends the list."""
    interrupted: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: interrupted.append(number))
    codes: list[int] = []
    for command in commands:
        codes.append(subprocess.run(command, env=env, check=False).returncode)
        if interrupted:
            return 130
    return next((code for code in codes if code), 0)


def program(name: str) -> str:
    """The full path of a program in `.venv`."""
    return str(VENV / BIN / f"{name}{EXE}")


def workers(args: list[str]) -> list[str]:
    """Run the whole suite on several processors; single files, or a debugger, in this process."""
    alone = any(not arg.startswith("-") or arg in {"--pdb", "-s"} or arg.startswith("-n") for arg in args)
    return [] if alone else ["-n", str(max(2, min(os.cpu_count() or 2, 6))), "--dist", "loadscope"]


def environment() -> dict[str, str]:
    """The environment of a developer's command; never that of the shipped program."""
    env = {key: value for key, value in os.environ.items() if key not in {"VIRTUAL_ENV", "PYTHONHOME"}}
    if is_root():
        env["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium refuses root with a sandbox
    return env


# --- set-up ------------------------------------------------------------------------------------------


def set_up() -> None:
    """Make `.venv` what uv.lock says, unless the stamp tells that it is."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        stop(f"Python 3.11, 3.12 or 3.13 is needed; this is {sys.version.split()[0]}.")
    key = stamp_key()
    if Path(program("python")).exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == key:
        return
    complete = system_packages()
    uv = make_uv()
    env = {
        **environment(),
        "UV_PROJECT_ENVIRONMENT": str(VENV),
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_HTTP_TIMEOUT": os.environ.get("UV_HTTP_TIMEOUT", "180"),
    }
    tell("installing the packages of uv.lock into .venv")
    run([uv, "sync", "--frozen", "--quiet", "--project", str(ROOT), "--python", wanted_python()], env)
    if complete:
        STAMP.write_text(key, encoding="utf-8")


def stamp_key() -> str:
    """What `.venv` depends on: the lock, this file, the version of Python and the place."""
    digest = hashlib.sha256()
    for name in ("uv.lock", "pyproject.toml", "dev.py"):
        digest.update((ROOT / name).read_bytes())
    digest.update(f"{sys.version_info[:2]} {ROOT}".encode())
    return digest.hexdigest()


def wanted_python() -> str:
    """The interpreter of `.venv`: the one running this, but a `.venv` of the same version is kept."""
    version, settings = "{}.{}".format(*sys.version_info), VENV / "pyvenv.cfg"
    if settings.exists() and f"version_info = {version}." in settings.read_text(encoding="utf-8"):
        return version
    return getattr(sys, "_base_executable", None) or sys.executable


def make_uv() -> str:
    """The pinned uv, in an environment of its own; returns its path."""
    uv, mark = TOOLS / BIN / f"uv{EXE}", TOOLS / f"uv-{UV}"
    if not (uv.exists() and mark.exists()):
        tell(f"installing uv {UV} into .tools")
        run([sys.executable, "-m", "venv", "--clear", str(TOOLS)])
        pip = [str(TOOLS / BIN / f"python{EXE}"), "-m", "pip", "--quiet", "--no-cache-dir"]
        run([*pip, "install", f"uv=={UV}"])
        mark.touch()
    return str(uv)


def system_packages() -> bool:
    """Install what the system lacks, on Debian and Ubuntu as root; False if Qt's libraries stay missing."""
    venv = [] if importlib.util.find_spec("ensurepip") else ["python3-venv"]
    debian = shutil.which("dpkg-query") and shutil.which("apt-get")
    missing = venv + (missing_packages(DEBIAN_PACKAGES) if debian else [])
    if missing and debian and is_root():
        apt_install(missing)
        return True
    advice = "apt-get install " + " ".join(name.split("|")[-1] for name in missing)
    if venv:
        stop(f"Python's venv module is missing; as administrator: {advice}")
    if missing:
        tell(f"Qt may not start; as administrator: {advice}")
    return not missing


def missing_packages(wanted: list[str]) -> list[str]:
    """Those of `wanted` that dpkg does not have installed under any of their names."""
    names = [name for names in wanted for name in names.split("|")]
    query = ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *names]
    output = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    present = {line.split()[0] for line in output.splitlines() if line.endswith(" installed")}
    return [names for names in wanted if present.isdisjoint(names.split("|"))]


def apt_install(packages: list[str]) -> None:
    """Install Debian packages, each under the name that this release has."""
    tell(f"installing {len(packages)} system packages (apt-get)")
    env = {**environment(), "DEBIAN_FRONTEND": "noninteractive"}
    apt_get = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=300"]
    subprocess.run([*apt_get, "update"], env=env, check=False)  # one broken source need not matter
    names = [next(filter(has_candidate, package.split("|")), package) for package in packages]
    run([*apt_get, "install", "-y", "--no-install-recommends", *names], env, output=subprocess.DEVNULL)


def has_candidate(package: str) -> bool:
    """Whether apt can install a package of this very name."""
    query = ["apt-cache", "--quiet=0", "show", "--no-all-versions", package]
    return subprocess.run(query, capture_output=True, check=False).returncode == 0


def is_root() -> bool:
    """Whether this process may install system packages (never on Windows)."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def run(command: list[str], env: dict[str, str] | None = None, output: int | None = None) -> None:
    """Run a step of the set-up; stops everything if it fails."""
    code = subprocess.run(command, env=env, stdout=output, check=False).returncode
    if code:
        stop(f"set-up failed ({code}): {' '.join(command[:6])} ...")


def tell(text: str) -> None:
    """One line to the developer, away from the output of the command."""
    print(f"dev.py: {text}", file=sys.stderr, flush=True)


def stop(text: str) -> NoReturn:
    """End with one line."""
    tell(text)
    raise SystemExit(1)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
