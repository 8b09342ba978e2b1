"""People who do the same thing in the same moment, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.account_refusals import InvitationGone, LastManager, LoginDelayed
from app.accounts.invitations import redeem
from app.accounts.leaving import remove_member
from app.accounts.login import begin_password, finish
from app.accounts.model import Device
from app.accounts.people import deciders
from app.db import transaction
from batches.errors import DomainError
from tests.builders import (
    PIN,
    make_actor,
    make_invitation,
    make_organisation,
    make_trail,
    make_user,
)
from tests.conftest import Writing

Deed = Callable[[Session], Any]


def at_once(app: Flask, deeds: list[Deed]) -> list[type[DomainError] | None]:
    """Do all deeds in transactions of their own that begin together; what each was refused."""
    ready = Barrier(len(deeds))

    def do(deed: Deed) -> type[DomainError] | None:
        ready.wait(10)
        try:
            with app.app_context(), transaction() as session:
                deed(session)
        except DomainError as refusal:
            return type(refusal)
        return None

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def test_a_card_enrols_one_of_two_phones(app: Flask, writing: Writing) -> None:
    """Whoever is second finds it used, though both looked at it before."""
    with writing() as session:
        _, code = make_invitation(session, make_user(session, make_organisation(session), role="farmer"))

    def enrol(session: Session) -> None:
        redeem(session, make_trail(), code, pin=PIN, kind="Android")

    refused = at_once(app, [enrol] * 4)

    assert sorted(map(str, refused)) == sorted(map(str, [None] + [InvitationGone] * 3))
    with writing() as session:
        assert len(session.scalars(select(Device)).all()) == 1


def test_two_managers_who_remove_each_other_leave_one(app: Flask, writing: Writing) -> None:
    """Neither of them empties the organisation: the second is told that theirs is the last."""
    with writing() as session:
        organisation = make_organisation(session)
        actor = make_actor(organisation)
        ids = [make_user(session, organisation).id for _ in range(2)]

    def remove(user_id: Any) -> Deed:
        return lambda session: remove_member(session, actor, make_trail(), user_id)

    refused = at_once(app, [remove(user_id) for user_id in ids])

    assert sorted(map(str, refused)) == sorted(map(str, [None, LastManager]))
    with writing() as session:
        assert len(deciders(session, organisation.id)) == 1


def test_logging_in_at_once_waits_for_nobody_in_a_circle(app: Flask, writing: Writing) -> None:
    """An attempt that begins and one that ends take their rows in one order: the database kills neither."""
    with writing() as session:
        login = make_user(session, make_organisation(session)).login_name or ""

    def log_in(_: Session | None = None) -> None:
        for _time in range(15):
            with app.app_context():
                with transaction() as session:
                    attempt = begin_password(
                        session,
                        make_trail(),
                        login=login,
                        address="b address",
                        login_subject="a login",
                        device_secret=None,
                    )
                with transaction() as session:
                    finish(session, make_trail(), attempt, right=True)

    with ThreadPoolExecutor(4) as pool:
        ended = [pool.submit(log_in) for _ in range(4)]

    assert {type(done.exception()) for done in ended} <= {type(None), LoginDelayed}
