"""Whether a PDF is well-formed and does nothing but show pages."""

import hashlib
import os
import re
import subprocess
import sys
import tempfile

from proof.label_cases import make_cases
from proof.label_pictures import pdf_of

FORBIDDEN = frozenset(
    (
        *(
            "JavaScript",
            "JS",
            "AA",
            "OpenAction",
            "EmbeddedFile",
            "EmbeddedFiles",
            "Filespec",
            "Launch",
            "URI",
        ),
        *("GoToR", "GoToE", "SubmitForm", "ImportData", "RichMedia", "AcroForm", "Annots", "XFA", "ObjStm"),
    )
)
_STREAM = re.compile(rb"stream\n.*?\nendstream", re.DOTALL)
_NAME = re.compile(rb"/([A-Za-z0-9]+)")


def forbidden_names(pdf: bytes) -> set[str]:
    """Names in the dictionaries of a file that would make a viewer act; what streams hold is only drawn."""
    names = {name.decode() for name in _NAME.findall(_STREAM.sub(b"", pdf))}
    return names & FORBIDDEN


def faults(pdf: bytes) -> list[str]:
    """What qpdf finds wrong, and names that must not be there."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        checked = subprocess.run(["qpdf", "--check", file.name], capture_output=True, text=True, check=False)
    found = [f"/{name}" for name in sorted(forbidden_names(pdf))]
    return found if checked.returncode == 0 else [*found, checked.stderr]


def digests(labels: int) -> dict[str, str]:
    """SHA-256 of the PDF of each case."""
    return {case.name: hashlib.sha256(pdf_of(case.job)).hexdigest() for case in make_cases(labels=labels)}


def digests_elsewhere(labels: int) -> dict[str, str]:
    """The same of another process, with another seed of its hashes."""
    program = f"from proof.label_documents import digests; print(*digests({labels}).items(), sep=chr(10))"
    told = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    rows = (re.fullmatch(r"\('(.+)', '([0-9a-f]{64})'\)", line) for line in told.stdout.splitlines())
    return {row[1]: row[2] for row in rows if row}


def differing(labels: int) -> list[str]:
    """Cases whose bytes another process did not make."""
    here, there = digests(labels), digests_elsewhere(labels)
    return sorted(name for name in here | there if here.get(name) != there.get(name))
