"""Who is a person, and what is worth a second look."""

from datetime import UTC, date, datetime

import pytest

from labels.scans.rules import OFTEN, Sighting, is_person, signs_of, urgency

PHONE = "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
CUT_ON = date(2026, 10, 1)


@pytest.mark.parametrize(
    "agent",
    [
        PHONE,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Zalo iOS/580",
        "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/116 Mobile Safari/537.36 Zalo android/23110001",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit/605.1.15 Mobile [FBAN/FBIOS;FBAV/440.0]",
        "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Mobile MicroMessenger/8.0.44",
        "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1) Presto/2.12",
    ],
)
def test_a_phone_is_a_person(agent: str) -> None:
    """The browsers within Zalo, Facebook and WeChat, too."""
    assert is_person(method="GET", user_agent=agent)


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "WhatsApp/2.23.20.0",
        "TelegramBot (like TwitterBot)",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (Windows NT 10.0) SkypeUriPreview Preview/0.5",
        "Slackbot-LinkExpanding 1.0",
        "meta-externalagent/1.1",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/130.0",
        "curl/8.5.0",
        "python-requests/2.32",
        "UptimeRobot/2.0",
    ],
)
def test_who_previews_a_link_is_no_person(agent: str) -> None:
    """What a chat, an index, a monitor or a program fetches nobody looks at."""
    assert not is_person(method="GET", user_agent=agent)


def test_a_page_that_nobody_asked_for_yet_is_not_looked_at() -> None:
    """A browser fetches ahead, a program asks for the head alone."""
    assert not is_person(method="GET", user_agent=PHONE, purpose="prefetch;prerender")
    assert not is_person(method="HEAD", user_agent=PHONE)


def seen(count: int = 1, last: datetime = datetime(2026, 10, 3, tzinfo=UTC)) -> Sighting:
    return Sighting(first_at=datetime(2026, 10, 2, tzinfo=UTC), last_at=last, count=count)


@pytest.mark.parametrize(
    ("sighting", "level", "shelf_life", "is_exposed", "expected"),
    [
        (None, "fruit", 10, False, ()),
        (None, "fruit", 10, True, ("key-exposed",)),
        (seen(OFTEN["fruit"]), "fruit", 10, False, ()),
        (seen(OFTEN["fruit"] + 1), "fruit", 10, False, ("seen-often",)),
        (seen(OFTEN["fruit"] + 1), "carton", 10, False, ()),
        # 1 October and 10 days: twice is the 21st, but at least two weeks beyond is the 25th.
        (seen(last=datetime(2026, 10, 25, 16, 59, tzinfo=UTC)), "fruit", 10, False, ()),
        (seen(last=datetime(2026, 10, 25, 17, 0, tzinfo=UTC)), "fruit", 10, False, ("past-shelf-life",)),
        (seen(last=datetime(2026, 11, 9, 17, 0, tzinfo=UTC)), "fruit", 20, False, ()),
        (seen(last=datetime(2026, 11, 10, 17, 0, tzinfo=UTC)), "fruit", 20, False, ("past-shelf-life",)),
        (seen(last=datetime(2027, 10, 1, tzinfo=UTC)), "fruit", None, False, ()),
    ],
)
def test_signs_are_what_is_worth_a_second_look(
    sighting: Sighting | None, level: str, shelf_life: int | None, is_exposed: bool, expected: tuple[str, ...]
) -> None:
    """Each at its bound, by the day in Vietnam; nothing is said of what nobody has stated."""
    found = signs_of(
        sighting, level=level, last_day=CUT_ON, shelf_life_days=shelf_life, is_key_exposed=is_exposed
    )

    assert found == expected


def test_a_void_label_that_is_scanned_is_the_first_sign() -> None:
    """Only when somebody looked after it was void: whoever tore it may have scanned it first."""
    looked = seen(OFTEN["fruit"] + 1, last=datetime(2026, 10, 5, tzinfo=UTC))

    def signs(voided_at: datetime) -> tuple[str, ...]:
        return signs_of(
            looked,
            level="fruit",
            last_day=CUT_ON,
            shelf_life_days=10,
            is_key_exposed=False,
            voided_at=voided_at,
        )

    assert signs(datetime(2026, 10, 4, tzinfo=UTC)) == ("void-scanned", "seen-often")
    assert signs(datetime(2026, 10, 5, tzinfo=UTC)) == ("seen-often",)
    ordered = [
        (9, seen(2), ("void-scanned",)),
        (3, seen(40), ("seen-often",)),
        (1, seen(31), ("seen-often",)),
    ]
    assert sorted([*ordered[1:], ordered[0]], key=lambda one: urgency(*one)) == ordered
