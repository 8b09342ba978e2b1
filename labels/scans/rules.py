"""Who is a person, and when a label's scans are worth a second look. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from batches.days import day_of

OFTEN = {
    "fruit": 30,
    "carton": 100,
}  # visits in all; a fruit is eaten by a family, a carton passes many hands
PAST_SHELF_LIVES = 2  # times over: stalls keep fruit cool, and a buyer may look at a kept label later
LEAST_PAST_DAYS = 14

SEEN_OFTEN = "seen-often"
PAST_SHELF_LIFE = "past-shelf-life"
KEY_EXPOSED = "key-exposed"
SIGNS = (SEEN_OFTEN, PAST_SHELF_LIFE, KEY_EXPOSED)
VOID_SCANNED = "void-scanned"
SIGNS_OF_A_RUN = (
    VOID_SCANNED,
    *SIGNS,
)  # what a manager should look at first; of one label its status says the first

# What fetches a page for no one's eyes: previews of shared links, indexes, monitors and programs.
_ROBOT = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|unfurl|facebookexternalhit|facebookcatalog|meta-external|vkshare|"
    r"^whatsapp/|^viber/|^line/|pingdom|uptime|monitor|headless|lighthouse|curl/|wget/|^python|aiohttp|httpx|"
    r"go-http-client|^java/|libwww|okhttp|axios|node-fetch|scrapy",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sighting:
    """What is known of a label's scans.

    Attributes:
        count: visits; one person, as told by an address, counts once in a day.
    """

    first_at: datetime
    last_at: datetime
    count: int


def is_person(*, method: str, user_agent: str, purpose: str = "") -> bool:
    """Whether a request is likely somebody looking at a label.

    Args:
        purpose: of `Sec-Purpose` or `Purpose`: a page fetched before anybody asked for it says `prefetch`.
    """
    return method == "GET" and "prefetch" not in purpose and _is_browser(user_agent)


@lru_cache(maxsize=4096)
def _is_browser(user_agent: str) -> bool:
    return bool(user_agent) and not _ROBOT.search(user_agent)


def signs_of(
    sighting: Sighting | None,
    *,
    level: str,
    last_day: date | None,
    shelf_life_days: int | None,
    is_key_exposed: bool,
    voided_at: datetime | None = None,
) -> tuple[str, ...]:
    """What is worth a second look, by the names of `SIGNS`; told since when the label is void, `VOID_SCANNED` too.

    Args:
        level: `fruit` or `carton`, what the label stands on.
        last_day: on which its fruit was packed, or else cut.
        shelf_life_days: of its product; without it nothing is said of its age.
    """
    found = []
    if sighting is not None and voided_at is not None and sighting.last_at > voided_at:
        found.append(VOID_SCANNED)
    if sighting is not None and sighting.count > OFTEN[level]:
        found.append(SEEN_OFTEN)
    if sighting is not None and last_day is not None and shelf_life_days is not None:
        after = timedelta(days=max(PAST_SHELF_LIVES * shelf_life_days, shelf_life_days + LEAST_PAST_DAYS))
        if day_of(sighting.last_at) > last_day + after:
            found.append(PAST_SHELF_LIFE)
    if is_key_exposed:
        found.append(KEY_EXPOSED)
    return tuple(found)


def urgency(serial: int, sighting: Sighting, signs: tuple[str, ...]) -> tuple[int, int, int]:
    """By what a run's scanned labels are ordered: their first sign, how often they were seen, their serial."""
    return SIGNS_OF_A_RUN.index(signs[0]), -sighting.count, serial
