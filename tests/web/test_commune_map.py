"""The small map of where fruit grew."""

import re
from dataclasses import replace

from app.pages.languages import LANGUAGES
from app.scan import pages
from app.scan.commune_map import HEIGHT, commune_map
from batches.places.addresses import Address
from batches.places.units import communes, communes_of
from tests.web.public_values import GROWER, HOST, LABEL, ORIGIN, OTHER_ORIGIN, make_public_batch
from tests.web.shown_pages import label_page

COMMUNES = {"vi": "Xã Phú Hựu", "en": "Phu Huu Commune", "zh": "Phu Huu Commune"}


def test_a_page_draws_province_and_commune(language: str) -> None:
    """Named in words, for who sees no picture; two marks, and nothing to load."""
    page = label_page()
    [svg] = re.findall(r"<svg.*?</svg>", page, re.DOTALL)

    assert page.count("<circle") == 2
    assert COMMUNES[language] in re.findall(r'id="map">([^<]*)<', page)[0]
    assert 'role="img" aria-labelledby="map"' in svg
    assert "href" not in svg


def test_each_commune_of_the_province_is_a_dot_and_each_origin_a_mark(language: str) -> None:
    """Once where two harvests are of one commune; in both provinces where fruit came from two."""
    found = commune_map(make_public_batch(origins=(ORIGIN, OTHER_ORIGIN, ORIGIN)), LANGUAGES[language])
    far = replace(ORIGIN, place=Address(province_code="66", commune_code=communes_of("66")[0].code))
    wide = commune_map(make_public_batch(origins=(ORIGIN, far)), LANGUAGES[language])

    assert 90 < found.province.count("h0") <= len(communes_of("82")) == 102
    assert len(found.marks) in (3, 4)  # neighbours may share a cell of the country
    assert wide.province.count("h0") > found.province.count("h0")
    assert wide.bar_km > found.bar_km


def test_every_commune_of_the_country_can_be_drawn(language: str) -> None:
    """Within the drawing, with a scale that fits, in any province, those with islands far away too."""
    for code in {commune.province_code: commune.code for commune in communes().values()}.values():
        place = Address(province_code=communes()[code].province_code, commune_code=code)
        found = commune_map(make_public_batch(origins=(replace(ORIGIN, place=place),)), LANGUAGES[language])

        assert all(0 < x < found.width and 0 < y < HEIGHT for x, y in found.marks), code
        assert 5 <= found.bar[1] <= 60, code


def test_a_map_is_never_nearer_than_the_commune(language: str) -> None:
    """Whoever agreed to show the place of the garden has it in words; the map is that of everybody."""
    shown, hidden = (
        re.findall(r"<figure.*?</figure>", pages.batch_page(batch, label=LABEL, host=HOST), re.DOTALL)
        for batch in (make_public_batch(grower=GROWER), make_public_batch())
    )

    assert shown == hidden
    assert len(shown) == 1
