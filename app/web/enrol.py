"""The address on an invitation card: looked at as often as anyone likes, redeemed once by who sets a PIN."""

from flask import Response, request

from app import clock
from app.account_refusals import InvitationGone, PinCommon, PinForm
from app.accounts.callers import current_trail, remember
from app.accounts.devices import device_kind, find_device
from app.accounts.invitations import look_at, redeem
from app.accounts.model import Invitation
from app.accounts.sessions import start_session
from app.db import reading, transaction
from app.policy import check_csrf, public
from app.web.screens import blueprint, device_secret, go_to, keep_device, page, refused, show_refusal
from app.web.words import different_words

LONGEST_PIN = 40


@blueprint.get("/I/<code>")
@public
def show_invitation(code: str) -> Response:
    """What the card is for. Nothing changes: messengers open links to show a preview."""
    return _form(code)


@blueprint.post("/I/<code>")
@public
def redeem_invitation(code: str) -> Response:
    """Enrol this device and log in."""
    check_csrf()
    pin = request.form.get("pin", "")[:LONGEST_PIN].strip()
    if pin != request.form.get("again", "")[:LONGEST_PIN].strip():
        return _form(code, is_different=True)
    trail = current_trail()
    try:
        with transaction() as session:
            enrolled = redeem(
                session,
                trail,
                code,
                pin=pin,
                kind=device_kind(request.user_agent.string),
                replaced=device_secret(),
            )
            device = enrolled.device
            secret = start_session(
                session,
                trail,
                user_id=device.membership.user_id,
                membership=device.membership,
                device_id=device.id,
            )
    except (PinForm, PinCommon) as error:
        return refused("enrol.html", error, at="pin", invitation=_find(code))
    remember(secret)
    return keep_device(go_to("web.show_account", done="device-enrolled"), enrolled.secret)


@blueprint.errorhandler(InvitationGone)
def lead_on(error: InvitationGone) -> Response:
    """Whoever scans a used card with the phone that it enrolled wants to log in: people keep their cards."""
    with reading() as session:
        is_enrolled = find_device(session, device_secret()) is not None
    return go_to("web.log_in") if is_enrolled else show_refusal(error)


def _form(code: str, *, is_different: bool = False) -> Response:
    problems = {"again": different_words()} if is_different else {}
    status = 422 if is_different else 200
    return page("enrol.html", status=status, problems=problems, invitation=_find(code))


def _find(code: str) -> Invitation:
    """The invitation of a code.

    Raises:
        InvitationGone: it is of no more use.
    """
    if len(code) > LONGEST_PIN:
        raise InvitationGone
    with reading() as session:
        return look_at(session, code, now=clock.now())
