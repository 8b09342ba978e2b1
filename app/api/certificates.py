"""`/certificates`: the papers that fruit of the own organisation may claim."""

import uuid
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app import clock
from app.api.api import Blueprint
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.certificates import (
    M2_OF_A_HECTARE,
    CertificateChange,
    CertificateIn,
    CertificateOut,
)
from app.db import reading, transaction
from app.policy import allow, current_actor
from batches.certificates.model import Certificate
from batches.certificates.service import (
    add_certificate,
    change_certificate,
    get_own_certificate,
    list_own_certificates,
)
from batches.plots.sets import visible_plot_ids

blueprint = Blueprint("certificates", __name__, description="VietGAP and other certificates")

READERS = ("manager", "farmer", "packer", "viewer")


@blueprint.post("/certificates")
@blueprint.arguments(CertificateIn)
@blueprint.response(201, CertificateOut)
@allow("manager", scope="registry:write")
def create_certificate(data: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Enter a certificate; fruit of its plots, cut while it holds, claims it at once."""
    with transaction() as session:
        answer = _shown(session, add_certificate(session, current_actor(), **data, now=clock.now()))
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/certificates")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(CertificateOut))
@allow(*READERS, scope="batch:read")
def list_certificates(query: dict[str, Any]) -> dict[str, Any]:
    """The certificates of the own organisation, the newest first."""
    with reading() as session:
        page = list_own_certificates(session, current_actor(), wanted(query))
        return answer_page(page, partial(_shown, session))


@blueprint.get("/certificates/<uuid:certificate_id>")
@blueprint.response(200, CertificateOut)
@allow(*READERS, scope="batch:read")
def get_certificate(certificate_id: uuid.UUID) -> dict[str, Any]:
    """One certificate of the own organisation."""
    with reading() as session:
        return _shown(session, get_own_certificate(session, current_actor(), certificate_id))


@blueprint.patch("/certificates/<uuid:certificate_id>")
@blueprint.arguments(CertificateChange)
@blueprint.response(200, CertificateOut)
@allow("manager", scope="registry:write")
def patch_certificate(data: dict[str, Any], certificate_id: uuid.UUID) -> dict[str, Any]:
    """Correct a certificate, suspend it from a day on, or lift that; pages follow at once, printed labels cannot."""
    with transaction() as session:
        changed = change_certificate(session, current_actor(), certificate_id, data, now=clock.now())
        return _shown(session, changed)


def _shown(session: Session, certificate: Certificate) -> dict[str, Any]:
    columns = {column.key: getattr(certificate, column.key) for column in certificate.__table__.columns}
    area_m2 = certificate.area_m2
    return columns | {
        "plot_ids": visible_plot_ids(session, current_actor(), certificate.plots),
        "area_ha": None if area_m2 is None else Decimal(area_m2) / M2_OF_A_HECTARE,
        "links": {"self_": f"/api/v1/certificates/{certificate.id}"},
    }
