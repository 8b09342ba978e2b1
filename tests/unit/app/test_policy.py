"""Declarations that make no sense fail when a module is loaded; who may decide what they asked for."""

import uuid

import pytest

from app.account_refusals import SecondPersonNeeded
from app.accounts.audit import record
from app.policy import allow, decided_alone, needs_second_person, screen
from tests.builders import make_trail

ANNA, BINH, CHI = (uuid.UUID(int=number) for number in range(3))


@pytest.mark.parametrize(
    ("roles", "scope"), [((), "batch:read"), (("boss",), "batch:read"), (("manager",), "batch:all")]
)
def test_a_misspelt_role_or_scope_is_no_declaration(roles: tuple[str, ...], scope: str) -> None:
    with pytest.raises(ValueError, match="expected roles of"):
        allow(*roles, scope=scope)


@pytest.mark.parametrize("roles", [(), ("boss",)])
def test_a_screen_is_for_known_roles(roles: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="expected roles of"):
        screen(*roles)


def test_whoever_asked_does_not_decide_where_there_is_another() -> None:
    """A second person decides; where the requester is the only one, the answer is marked as theirs alone."""
    assert not decided_alone(ANNA, BINH, {ANNA, BINH})
    assert decided_alone(ANNA, ANNA, {ANNA})
    assert decided_alone(ANNA, ANNA, set())
    assert not needs_second_person(ANNA, CHI, {BINH})
    with pytest.raises(SecondPersonNeeded):
        decided_alone(ANNA, ANNA, {ANNA, BINH})


@pytest.mark.parametrize("what", ["session", "Session:created", "session:created:twice", "session: created"])
def test_a_security_event_has_a_name_of_the_grammar(what: str) -> None:
    """Refused before anything is stored."""
    with pytest.raises(ValueError, match="source:subject:action"):
        record(None, make_trail(), what, subject_id=None)  # type: ignore[arg-type]  # it must not be reached
