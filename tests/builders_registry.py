"""Makes valid things of the registry: households, outlines, packing houses."""

import itertools
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from batches.plots.growing_areas.model import GrowingSeason
from batches.plots.growing_areas.rules import Season
from batches.plots.packing_houses.model import PackingHouse
from batches.plots.packing_houses.service import add_packing_house
from tests.builders import Cooperative, make_address
from tests.conftest import NOW

WEST, SOUTH = 105.8, 10.25
SQUARE_M2 = 12_118  # of `make_square()`: some 110 m each way

_numbers = itertools.count(1000)


def make_square(*, west: float = WEST, south: float = SOUTH, side: float = 0.001) -> dict[str, Any]:
    """A square of a thousandth of a degree in Đồng Tháp, as GeoJSON."""
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def make_packing_house(session: Session, cooperative: Cooperative, **but: Any) -> PackingHouse:
    given = {
        "code": f"VN-DTPH-{next(_numbers)}",
        "name": "Cơ sở Đóng gói Thử",
        "address": make_address(),
        "now": NOW,
    }
    return add_packing_house(session, cooperative.actor, **{**given, **but})


def give_season(session: Session, cooperative: Cooperative, *, quota_kg: Decimal) -> None:
    """The year 2026 as the season of the cooperative's code."""
    season = Season(name="Vụ 2026", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), quota_kg=quota_kg)
    session.merge(cooperative.area_code).seasons = [GrowingSeason.of(season)]
