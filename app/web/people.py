"""A manager's screens: the people of the organisation, their devices, and cards to print."""

import uuid

from flask import Response

from app.accounts.callers import current_trail
from app.accounts.cards import CARD_PATH, card_host, card_url
from app.accounts.devices import get_device, is_usable, list_devices, revoke_device
from app.accounts.invitations import invite
from app.accounts.people import get_member, list_members
from app.db import reading, transaction
from app.pages.symbols import draw_svg
from app.policy import current_actor, screen
from app.randomness import draw_crockford
from app.web.screens import blueprint, go_to, page
from batches.paging import Wanted
from labels.qr.payload import Payload
from labels.qr.symbol import encode

MOST_SHOWN = 200


@blueprint.get("/people")
@screen("manager")
def show_people() -> Response:
    """Everyone with a role, and the devices that their PIN opens."""
    actor = current_actor()
    with reading() as session:
        members = list_members(session, actor, Wanted(limit=MOST_SHOWN))
        devices = list_devices(session, actor, Wanted(limit=MOST_SHOWN)).rows
    of_member = {
        member.id: [
            found for found in devices if found.membership_id == member.id and found.revoked_at is None
        ]
        for member in members.rows
    }
    return page(
        "people.html",
        members=members.rows,
        has_more=members.next is not None,
        devices=of_member,
        is_usable=is_usable,
    )


@blueprint.get("/people/<uuid:user_id>/invitation")
@screen("manager")
def ask_to_invite(user_id: uuid.UUID) -> Response:
    """What a card does, before one is made."""
    with reading() as session:
        member = get_member(session, current_actor(), user_id)
    return page("invite.html", member=member)


@blueprint.post("/people/<uuid:user_id>/invitation")
@screen("manager")
def show_card(user_id: uuid.UUID) -> Response:
    """A new card to print: its code is in this answer only."""
    with transaction() as session:
        invitation, code = invite(
            session, current_actor(), current_trail(), user_id=user_id, draw=draw_crockford
        )
    symbol = encode(Payload(host=card_host(), rest=f"{CARD_PATH}/{code}"), "M")
    return page(
        "card.html",
        invitation=invitation,
        member=invitation.membership,
        qr=draw_svg(symbol),
        address=card_url(""),
        groups=[code[at : at + 4] for at in range(0, len(code), 4)],
    )


@blueprint.post("/people/devices/<uuid:device_id>/revocation")
@screen("manager")
def revoke_any_device(device_id: uuid.UUID) -> Response:
    """Take a device out of the organisation."""
    with transaction() as session:
        revoke_device(session, current_trail(), get_device(session, current_actor(), device_id))
    return go_to("web.show_people", done="device-removed")
