"""Makes valid things: a test names only what matters to it."""

import itertools
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from app.accounts.audit import Trail
from app.accounts.invitations import Enrolled, invite_member, redeem
from app.accounts.model import Device, Invitation, UserAccount
from app.accounts.people import add_user, join, memberships_of
from app.accounts.service import issue_token
from app.accounts.sessions import start_session
from app.policy import SCOPES
from app.storage import storage
from batches.actors import Actor
from batches.certificates.service import add_certificate
from batches.documents.service import keep_public_image
from batches.harvest.model import Batch
from batches.harvest.service import HarvestReport, register_harvest
from batches.organisations.model import Organisation
from batches.organisations.service import register_organisation
from batches.places.addresses import Address
from batches.plots.growing_areas.model import GrowingAreaCode
from batches.plots.growing_areas.service import add_growing_area_code
from batches.plots.model import Plot
from batches.plots.service import add_plot
from batches.products.model import Product
from batches.products.service import add_product
from labels.codes.crockford import ALPHABET
from labels.codes.keys import LabelKeys
from labels.runs.allotment.terms import USUAL_TERMS
from labels.runs.creating import RunOrder, create_run
from labels.runs.model import PrintRun
from tests.conftest import BASE_URL, NOW

GTIN = "09521234560012"
PASSWORD = "vuon sau rieng 2026"
PIN = "502718"
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\x1b\xb6\xeeV\x00\x00\x00\x00IEND\xaeB`\x82"
)

_numbers = itertools.count(10)


def draw(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


@dataclass(frozen=True, kw_only=True)
class Cooperative:
    """A cooperative with one plot under a code and a certificate, and one product with a picture."""

    organisation: Organisation
    actor: Actor
    plot: Plot
    area_code: GrowingAreaCode
    product: Product


def make_address(**but: Any) -> Address:
    return Address(**{"province_code": "82", "commune_code": "30244", "detail": None, "legacy": None, **but})


def make_organisation(session: Session, **but: Any) -> Organisation:
    given = {
        "kind": "cooperative",
        "name": "HTX Sầu riêng Thử",
        "short_code": f"T{next(_numbers)}",
        "address": make_address(),
        "is_sample": False,
        "now": NOW,
    }
    return register_organisation(session, **{**given, **but})


def make_actor(organisation: Organisation, **but: Any) -> Actor:
    given = {"id": organisation.id, "organisation_id": organisation.id, "role": "manager", "scopes": SCOPES}
    return Actor(**{**given, **but})


def make_product(session: Session, actor: Actor, *, with_image: bool = True, **but: Any) -> Product:
    image_id = None
    if with_image:
        image = keep_public_image(session, actor, storage(), content=PIXEL, kind="photo", now=NOW)
        image_id = image.id
    given = {
        "name_vi": "Sầu riêng Ri6",
        "name_en": "Ri6 durian",
        "name_zh": "Ri6 榴莲",
        "variety": "Ri6",
        "gtin": GTIN,
        "level": "fruit",
        "image_id": image_id,
        "draw_code": lambda: draw(4),
        "now": NOW,
    }
    return add_product(session, actor, **{**given, **but})


def make_cooperative(
    session: Session, *, gtin: str | None = GTIN, with_image: bool = True, **but: Any
) -> Cooperative:
    organisation = make_organisation(session, **but)
    actor = make_actor(organisation)
    plot = add_plot(session, actor, code="A-01", variety="Ri6", area_m2=14_000, place=make_address(), now=NOW)
    area_code = add_growing_area_code(
        session,
        actor,
        code=f"VN-DTOR-{9000 + next(_numbers)}",
        market="CN",
        valid_from=date(2026, 1, 1),
        valid_to=date(2027, 12, 31),
        plots=[plot],
        now=NOW,
    )
    add_certificate(
        session,
        actor,
        scheme="vietgap",
        number="VietGAP-TT-13-99-87-0009",
        body="Tổ chức chứng nhận mẫu",
        valid_from=date(2026, 1, 1),
        valid_to=date(2027, 12, 31),
        plot_ids=[plot.id],
        now=NOW,
    )
    product = make_product(session, actor, gtin=gtin, with_image=with_image)
    return Cooperative(
        organisation=organisation, actor=actor, plot=plot, area_code=area_code, product=product
    )


def make_batch(session: Session, cooperative: Cooperative, **but: Any) -> Batch:
    given = {
        "plot_id": cooperative.plot.id,
        "product_id": cooperative.product.id,
        "harvested_on": date(2026, 10, 20),
        "net_weight_kg": Decimal("1250.5"),
        "weight_kind": "weighed",
        "fruit_count": 402,
        "confirm_duplicate": True,
    }
    edge = {
        name: but.pop(name, usual) for name, usual in (("base_url", BASE_URL), ("draw", draw), ("now", NOW))
    }
    return register_harvest(session, cooperative.actor, HarvestReport(**{**given, **but}), **edge).batch


def make_run(session: Session, cooperative: Cooperative, keys: LabelKeys, **but: Any) -> PrintRun:
    batch_id = but.pop("batch_id", None) or make_batch(session, cooperative).id
    return order_run(session, cooperative, keys, batch_id=batch_id, **but)


def order_run(session: Session, cooperative: Cooperative, keys: LabelKeys, **but: Any) -> PrintRun:
    """Labels of the batch that is named, or blank ones."""
    given = {"quantity": 48, "design": "fruit-a4", "stock": "a4-3x8", "start_position": 1, "language": "vi"}
    usual = {"base_url": BASE_URL, "draw_number": secrets.randbits, "now": NOW, "terms": USUAL_TERMS}
    edge = {name: but.pop(name, value) for name, value in usual.items()}
    return create_run(session, cooperative.actor, RunOrder(**{**given, **but}), keys=keys, **edge)


def make_token(session: Session, organisation: Organisation, *, now: datetime = NOW, **but: Any) -> str:
    given = {"name": "test", "role": "manager", "scopes": SCOPES}
    return issue_token(session, organisation_id=organisation.id, now=now, **{**given, **but})


def make_trail(**but: Any) -> Trail:
    return Trail(**{"source": "cli", "now": NOW, **but})


def make_user(session: Session, organisation: Organisation | None = None, **but: Any) -> UserAccount:
    """A person with a password and a role in the organisation; without one, an operator."""
    number = next(_numbers)
    role = {name: but.pop(name) for name in ("role", "household_code") if name in but}
    given = {
        "name": "Nguyễn Văn Thử",
        "login_name": f"thu-{number}",
        "phone": f"09{number:08}",
        "password": PASSWORD,
        "is_operator": organisation is None,
    }
    user = add_user(session, make_trail(), **{**given, **but})
    if organisation is not None:
        join(session, make_trail(), user=user, organisation=organisation, **{"role": "manager", **role})
    return user


def make_invitation(session: Session, user: UserAccount, *, now: datetime = NOW) -> tuple[Invitation, str]:
    """An invitation for the person's only role, and its code."""
    [member] = memberships_of(session, user.id)
    return invite_member(session, make_trail(now=now), member, draw=draw)


def make_device(session: Session, user: UserAccount, *, pin: str = PIN, **but: Any) -> Enrolled:
    _, code = make_invitation(session, user)
    return redeem(session, make_trail(), code, pin=pin, kind="Android", **but)


def make_session(session: Session, user: UserAccount, *, device: Device | None = None) -> str:
    """The secret of a session of the person's first role."""
    member = next(iter(memberships_of(session, user.id)), None)
    device_id = device.id if device is not None else None
    return start_session(session, make_trail(), user_id=user.id, membership=member, device_id=device_id)
