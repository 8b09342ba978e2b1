"""The middle of each commune, for small maps; from `data/`. Not: any outline, nor where in a commune something is."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from batches.places.errors import CommuneUnknown

_FILE = Path(__file__).parent / "data" / "commune_centres.csv"


@dataclass(frozen=True, slots=True)
class Centre:
    """Degrees of WGS 84, to a tenth of a kilometre."""

    latitude: float
    longitude: float


def get_centre(commune_code: str) -> Centre:
    """The middle of a commune, or `CommuneUnknown` raised."""
    centre = centres().get(commune_code)
    if centre is None:
        raise CommuneUnknown(commune_code=commune_code)
    return centre


@cache
def centres() -> Mapping[str, Centre]:
    """Those of all communes by code."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return MappingProxyType(
            {
                row["commune_code"]: Centre(float(row["latitude"]), float(row["longitude"]))
                for row in csv.DictReader(file)
            }
        )
