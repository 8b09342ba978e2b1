"""What a farmer bound to a household learns of the growing-area codes of others."""

from typing import Any

from flask import Flask
from sqlalchemy import func, select

from batches.harvest.model import Batch
from tests.builders import Cooperative
from tests.builders_field import make_plot
from tests.builders_people import make_member
from tests.conftest import Writing
from tests.web.farmers import log_in_farmer


def test_a_code_of_other_households_is_not_there(
    app: Flask, writing: Writing, harvest: dict[str, Any], cooperative: Cooperative
) -> None:
    """A farmer who names a code that no plot of theirs is under is not told how it reads."""
    with writing() as session:
        member = make_member(session, cooperative, household_code="H-02")
        plot = make_plot(session, cooperative, member=member)
    farmer = log_in_farmer(app, writing, cooperative, "H-02")
    named = harvest | {"plot_id": str(plot.id), "growing_area_code_id": str(cooperative.area_code.id)}

    answer = farmer.post("/api/v1/batches", json=named)

    assert (answer.status_code, cooperative.area_code.code in answer.text) == (404, False)
    with writing() as session:
        assert session.scalar(select(func.count()).select_from(Batch)) == 0
