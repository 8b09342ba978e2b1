"""Other ways to the same sheet, each in a process of its own from a virtual environment of its own.

They are installed into `.bench/` once, by pip or uv from whatever index these use. A peer that cannot be had here
is told as absent. `python -I`, because pylabels installs a package called `labels`, which is our name too.
"""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from proof.service import ROOT

FOLDER = ROOT / ".bench"
SCRIPTS = ROOT / "bench" / "peers"


class Absent(Exception):
    """A peer that cannot be measured on this machine, and why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Peer:
    """A program that draws the sheet of `label_run.write_for_peers`.

    Attributes:
        packages: pinned, from the Python package index.
        needs: Debian packages without which those do not work.
    """

    name: str
    script: str
    packages: tuple[str, ...]
    needs: str = ""


PYLABELS = Peer(
    name="pylabels + segno PNG",
    script="pylabels_segno.py",
    packages=("pylabels==1.2.1", "reportlab==5.1.0", "segno==1.6.6", "pillow==13.0.0"),
)
WEASYPRINT = Peer(
    name="WeasyPrint + segno PNG",
    script="weasyprint_segno.py",
    packages=("weasyprint==70.0", "segno==1.6.6"),
    needs="libpango-1.0-0 libpangoft2-1.0-0",
)
FPDF2 = Peer(
    name="fpdf2 + segno PNG",
    script="fpdf2_segno.py",
    packages=("fpdf2==2.8.9", "segno==1.6.6", "pillow==13.0.0"),
)
TYPST = Peer(name="Typst + segno SVG", script="typst_segno.py", packages=("typst==0.15.2", "segno==1.6.6"))
CAIRO = Peer(
    name="pycairo + zxing-cpp",
    script="cairo_zxing.py",
    packages=("pycairo==1.29.2", "zxing-cpp==3.1.1"),
    needs="libcairo2-dev pkg-config gcc",
)
PEERS = (PYLABELS, WEASYPRINT, CAIRO, FPDF2, TYPST)


def install(peer: Peer) -> Path:
    """The interpreter of its environment, made when it is not there.

    Raises:
        Absent: its packages cannot be installed here.
    """
    folder = FOLDER / peer.script.removesuffix(".py")
    python, done = folder / "bin" / "python", folder / "installed"
    if done.exists() and done.read_text() == "\n".join(peer.packages):
        return python
    if shutil.which("uv"):
        make = ["uv", "venv", "--quiet", "--clear", "--python", sys.executable, str(folder)]
        add = ["uv", "pip", "install", "--quiet", "--python", str(python), *peer.packages]
    else:
        make = [sys.executable, "-m", "venv", "--clear", str(folder)]
        add = [str(python), "-m", "pip", "install", "--quiet", *peer.packages]
    for command in (make, add):
        if subprocess.run(command, capture_output=True, check=False).returncode:
            raise Absent(f"not to be installed here; needs {peer.needs or 'the package index'}")
    done.write_text("\n".join(peer.packages))
    return python


def measure(peer: Peer, job: Path, out: str) -> float:
    """CPU seconds for the whole sheet, without starting Python and importing.

    Raises:
        Absent: it cannot be installed, or fails.
    """
    python = install(peer)
    settings = _font_settings(job)
    command = [str(python), "-I", str(SCRIPTS / peer.script), str(job), out]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"FONTCONFIG_FILE": str(settings)}
    )
    if done.returncode:
        raise Absent(f"fails: {(done.stderr.strip().splitlines() or ['no word'])[-1][:200]}")
    return float(done.stdout)


def build_c() -> Path:
    """The program in C.

    Raises:
        Absent: there is no compiler or no library.
    """
    FOLDER.mkdir(exist_ok=True)
    program = FOLDER / "qrencode"
    command = ["cc", "-O2", "-o", str(program), str(SCRIPTS / "qrencode.c"), "-lqrencode", "-lz"]
    if shutil.which("cc") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        raise Absent("needs gcc libqrencode-dev zlib1g-dev")
    return program


def measure_c(what: str, job: Path, out: str) -> float:
    """CPU seconds for `encode`, `vector` or `mask`.

    Raises:
        Absent: it cannot be built.
    """
    program = build_c()
    lines = "\n".join(" ".join(one["segments"]) for one in json.loads(job.read_text())["labels"])
    done = subprocess.run([program, what, out], input=lines, capture_output=True, text=True, check=True)
    return float(done.stdout)


def versions(peer: Peer) -> str:
    """Its packages as a reader wants them."""
    return ", ".join(re.sub("==", " ", package) for package in peer.packages)


def _font_settings(job: Path) -> Path:
    """A file that tells fontconfig, of cairo and pango, of our fonts alone."""
    folders = {Path(path).parent for path in json.loads(job.read_text())["fonts"].values()}
    told = "".join(f"<dir>{folder}</dir>" for folder in sorted(folders))
    settings = job.with_suffix(".fonts.conf")
    settings.write_text(f"<fontconfig>{told}<cachedir>{job.parent / 'font-cache'}</cachedir></fontconfig>")
    return settings
