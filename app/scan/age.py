"""How old fruit is, said where its product's own shelf life is over."""

from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from batches.provenance.story import PublicBatch


def age_sentence(batch: PublicBatch, today: date) -> str | None:
    """What a buyer should ask about; None within the shelf life, and where none is recorded: none is assumed."""
    cut_on = batch.harvested_to_on or batch.harvested_on
    last_day = batch.packing.packed_on if batch.packing else cut_on
    if batch.shelf_life_days is None or today <= last_day + timedelta(days=batch.shelf_life_days):
        return None
    days = (today - cut_on).days
    sentence: str = _(
        "Lô này thu hoạch %(days)s trước; sầu riêng tươi thường không còn bán.",
        days=ngettext("%(num)s ngày", "%(num)s ngày", days),
    )
    return sentence
