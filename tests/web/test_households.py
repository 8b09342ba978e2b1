"""What a farmer bound to a household sees of others: not their plots, their batches or how their codes read."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.policy import SCOPES
from batches.actors import Actor
from batches.errors import NotFound
from batches.harvest.model import Batch
from batches.harvest.queries import get_own_batch
from batches.paging import Wanted
from batches.plots.service import get_own_plot
from batches.provenance.batches import list_registered_batches
from tests.builders import Cooperative, make_batch
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


def test_a_farmer_registers_for_the_own_household_only(
    writing: Writing, cooperative: Cooperative, client: FlaskClient
) -> None:
    """A plot of another household is as missing, and so are its batches."""
    with writing() as session:
        batch = make_batch(session, cooperative)
        farmer = Actor(
            id=cooperative.organisation.id,
            organisation_id=cooperative.organisation.id,
            role="farmer",
            scopes=SCOPES,
            household_code="H-02",
        )
        with pytest.raises(NotFound):
            get_own_plot(session, farmer, cooperative.plot.id)
        with pytest.raises(NotFound):
            get_own_batch(session, farmer, batch.id)
        assert list_registered_batches(session, farmer, Wanted(limit=10)).rows == []
