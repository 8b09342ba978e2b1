"""A season of an honest cooperative passes: 30 households, 300 harvests, and nothing is wrongly held."""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import Cooperative, make_product
from tests.conftest import Writing
from tests.season import CUTS, HOUSEHOLDS, PESTICIDES, Cut, Orchard, Work, draw_season, in_order
from tests.web.callers import Caller

API = "/api/v1"


def made(caller: Caller, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = caller.post(f"{API}{path}", json=body)
    assert answer.status_code == 201, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found


@pytest.fixture
def products(writing: Writing, cooperative: Cooperative) -> dict[str, str]:
    """The id of the product of each variety."""
    with writing() as session:
        monthong = make_product(
            session,
            cooperative.actor,
            name_vi="Sầu riêng Monthong",
            name_en="Monthong durian",
            name_zh="金枕榴莲",
            variety="Monthong",
            gtin=None,
        )
        return {"Ri6": str(cooperative.product.id), "Monthong": str(monthong.id)}


def enter_registry(caller: Caller, season: list[Orchard]) -> tuple[dict[int, str], dict[str, str]]:
    """Households, plots, pesticides, and one growing-area code and certificate over all plots."""
    plots = {}
    for orchard in season:
        household_code = f"H-{orchard.household:02}"
        member = made(
            caller, "/members", {"household_code": household_code, "name": f"Hộ Thử {orchard.household}"}
        )
        plot = {
            "code": f"S-{orchard.household:02}",
            "member_id": member["id"],
            "variety": orchard.variety,
            "area_ha": str(orchard.area_ha),
            "expected_yield_kg": str(orchard.expected_yield_kg),
            "commune_code": "30244",
        }
        plots[orchard.household] = made(caller, "/plots", plot)["id"]
    pesticides = {
        name: made(caller, "/pesticides", {"product_name": name, "pre_harvest_interval_days": days})["id"]
        for name, days in PESTICIDES.items()
    }
    year = {"valid_from": "2026-01-01", "valid_to": "2026-12-31", "plot_ids": list(plots.values())}
    quota = sum((orchard.expected_yield_kg for orchard in season), Decimal(0))
    days = {"starts_on": "2026-01-01", "ends_on": "2026-12-31"}
    code = {
        "code": "VN-DTOR-9900",
        "market": "CN",
        "seasons": [{"name": "2026", **days, "quota_kg": str(quota)}],
    }
    made(caller, "/growing-area-codes", code | year)
    paper = {"scheme": "vietgap", "number": "VietGAP-TT-13-99-87-0900", "body": "Tổ chức chứng nhận mẫu"}
    made(caller, "/certificates", paper | year)
    return plots, pesticides


def test_an_honest_season_is_never_held(
    manager: Caller, products: dict[str, str], cooperative: Cooperative
) -> None:
    """Written down day by day, estimates weighed later: 300 batches published under the code with their claim.

    No hold at all, and no warning but those of a good year and a quota nearly used.
    """
    season = draw_season(20260101)
    orchards = {orchard.household: orchard for orchard in season}
    plots, pesticides = enter_registry(manager, season)
    batches = []
    for happened in in_order(season):
        if isinstance(happened, Work):
            _write(manager, happened, plots, pesticides)
        else:
            variety = orchards[happened.household].variety
            batches.append(_harvest(manager, happened, plots, products[variety]))

    assert len(batches) == HOUSEHOLDS * CUTS
    assert Counter(batch["status"] for batch in batches) == {"published": len(batches)}
    assert [batch["holds"] for batch in batches if batch["holds"]] == []
    told = {warning["code"] for batch in batches for warning in batch["warnings"]}
    assert told <= {"quota-nearly-used", "yield-above-expected"}
    assert len({batch["lot"] for batch in batches}) == len(batches)
    assert all(batch["growing_area_code_id"] for batch in batches)
    assert all(len(batch["claims"]) == 1 for batch in batches)
    assert sum(Decimal(batch["net_weight_kg"]) for batch in batches) == sum(
        cut.net_weight_kg for orchard in season for cut in orchard.cuts
    )


def _write(caller: Caller, work: Work, plots: dict[int, str], pesticides: dict[str, str]) -> None:
    entry: dict[str, Any] = {
        "plot_ids": [plots[work.household]],
        "kind": work.kind,
        "performed_on": str(work.performed_on),
    }
    if work.product_name is not None:
        entry["pesticide_id"] = pesticides[work.product_name]
    made(caller, "/diary-entries", entry)


def _harvest(caller: Caller, cut: Cut, plots: dict[int, str], product_id: str) -> dict[str, Any]:
    is_estimated = cut.estimated_kg is not None
    batch = made(
        caller,
        "/batches",
        {
            "plot_id": plots[cut.household],
            "product_id": product_id,
            "harvested_on": str(cut.harvested_on),
            "net_weight_kg": str(cut.estimated_kg if is_estimated else cut.net_weight_kg),
            "weight_kind": "estimated" if is_estimated else "weighed",
            "cut_no": cut.cut_no,
        },
    )
    if not is_estimated:
        return batch
    weighing = {"net_weight_kg": str(cut.net_weight_kg), "weighed_on": str(cut.weighed_on)}
    weighed = caller.post(batch["links"]["weighings"], json=weighing)
    assert weighed.status_code == 201, weighed.get_json()
    found: dict[str, Any] = weighed.get_json()
    return found
