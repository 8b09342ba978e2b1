"""The places and parties that events name, as their pages show them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.organisations.model import Organisation
from batches.plots.model import Plot
from batches.plots.packing_houses.model import PackingHouse
from batches.provenance.story import PublicPlace


def find_public_place(
    session: Session, *, short_code: str, plot_code: str | None = None
) -> PublicPlace | None:
    """An organisation, or one of its plots, by the codes in its URI."""
    organisation = session.scalar(select(Organisation).where(Organisation.short_code == short_code))
    if organisation is None:
        return None
    address = organisation.address
    if plot_code is not None:
        where = (Plot.organisation_id == organisation.id, Plot.code == plot_code)
        plot = session.scalar(select(Plot).where(*where))
        if plot is None:
            return None
        address = plot.place
    return PublicPlace(organisation_name=organisation.name, address=address, is_sample=organisation.is_sample)


def find_code_by_gln(session: Session, gln: str) -> str | None:
    """The short code of the organisation that has a GLN."""
    return session.scalar(select(Organisation.short_code).where(Organisation.gln == gln))


def find_public_packing_house(session: Session, code: str) -> PublicPlace | None:
    """A packing house by its code."""
    house = session.scalar(select(PackingHouse).where(PackingHouse.code == code))
    if house is None:
        return None
    organisation = session.get_one(Organisation, house.organisation_id)
    return PublicPlace(
        organisation_name=organisation.name,
        packing_house=f"{house.code} – {house.name}",
        address=house.address,
        is_sample=organisation.is_sample,
    )
