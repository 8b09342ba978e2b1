"""The fast encoder gives segno's symbols, module by module."""

import random

import pytest

from labels.qr.encoder import LEARN_AFTER, MASKS, MAX_TEMPLATES, Encoder, PayloadEncoder, Template
from labels.qr.errors import PayloadNotEncodable, PayloadTooLong
from labels.qr.payload import Payload
from labels.qr.penalties import Masks, Plane, encoding_region
from labels.qr.symbol import Level, Mode, Segment, Symbol, encode, encode_segments

HOST = "https://truyxuat.phuhuu.coop"  # 20 characters of host
FRUIT, CARTON = "/01/09521234567899/21/7KX3Q", "/01/09521234567899/10/PHU2610057K3Q/21/7KX3Q"
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
SMALL = "".join(map(chr, range(32, 127)))


def make_template(
    fixed: str, level: Level, version: int, *, head: str = HOST, mode: Mode = "alphanumeric"
) -> Template:
    segments = (Segment(head, "byte"), Segment(fixed, mode)) if mode == "alphanumeric" else ()
    return Template(segments=segments or (Segment(head + fixed, "byte"),), level=level, version=version)


def defined(template: Template, tail: str) -> Symbol:
    return encode_segments(template.with_tail(tail), template.level, version=template.version)


def random_tails(characters: str, lengths: range, count: int) -> list[str]:
    source = random.Random(count)
    return ["".join(source.choices(characters, k=source.choice(lengths))) for _ in range(count)]


@pytest.mark.parametrize(
    ("template", "characters", "lengths", "count"),
    [
        (make_template(FRUIT, "M", 4), CROCKFORD, range(11, 12), 120),
        (make_template(FRUIT, "Q", 5), CROCKFORD, range(11, 12), 120),
        (make_template(FRUIT[:-1], "M", 4), ALPHANUMERIC, range(12, 13), 40),  # begins with a whole pair
        (make_template(FRUIT[:-1], "Q", 5), ALPHANUMERIC, range(11, 12), 40),  # ends with a single character
        (make_template(CARTON, "M", 5), CROCKFORD, range(11, 12), 40),
        (make_template(CARTON, "Q", 6), CROCKFORD, range(11, 12), 40),
        (make_template("/7KX3Q", "M", 3, head=HOST[:25] + "/t"), CROCKFORD, range(11, 12), 40),
        (make_template("/t/", "M", 4, mode="byte"), SMALL, range(16, 17), 40),
        (make_template("/t/", "Q", 5, mode="byte"), SMALL, range(16, 17), 40),
        (make_template("/", "M", 4), ALPHANUMERIC, range(1, 5), 40),
        (make_template("/t/", "Q", 5, mode="byte"), SMALL, range(1, 5), 40),
        (make_template("", "Q", 7), ALPHANUMERIC, range(9, 11), 30),  # with version information
    ],
)
def test_every_symbol_is_that_of_segno(
    template: Template, characters: str, lengths: range, count: int
) -> None:
    """Same modules, so same mask, for fixed and variable lengths, in both modes and at both levels."""
    encoder = Encoder(template, learn_after=0)

    for tail in random_tails(characters, lengths, count):
        assert encoder.encode(tail) == defined(template, tail), tail


@pytest.mark.parametrize(
    ("level", "version", "tail"),
    [
        ("M", 4, "PW0YT1SS6ZB"),
        ("M", 4, "FFRSAHKPYQV"),
        ("M", 4, "183ETTF5AT1"),
        ("Q", 5, "AR29CWBK35P"),
        ("Q", 5, "FW7B75X4HCX"),
        ("Q", 5, "GQZ1A355CEP"),
    ],
)
def test_of_masks_that_cost_the_same_the_first_is_taken(level: Level, version: int, tail: str) -> None:
    """As segno does; a symbol in a hundred has a tie."""
    template, plane = make_template(FRUIT, level, version), Plane(17 + 4 * version)
    region = plane.field(list(encoding_region(plane.size)))
    masked = [encode_segments(template.with_tail(tail), level, version=version, mask=mask) for mask in MASKS]
    points = [Masks(plane, [0]).points(plane.field(one.rows) & region, 0) for one in masked]

    assert points.count(min(points)) > 1
    encoder = Encoder(template, learn_after=0)
    encoder.encode("0" * 11)
    assert encoder.encode(tail) == defined(template, tail) == masked[points.index(min(points))]


def test_a_shape_is_learnt_when_it_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of few labels asks segno; a long one no more after the first symbols."""
    import labels.qr.encoder as module

    asked: list[object] = []

    def count(segments: tuple[Segment, ...], level: Level, **options: int) -> Symbol:
        asked.append(segments)
        return encode_segments(segments, level, **options)

    monkeypatch.setattr(module, "encode_segments", count)
    encoder, tails = Encoder(make_template(FRUIT, "M", 4)), random_tails(CROCKFORD, range(11, 12), 60)
    for tail in tails[:LEARN_AFTER]:
        encoder.encode(tail)
    assert len(asked) == LEARN_AFTER
    encoder.encode(tails[20])
    learnt = len(asked)
    for tail in tails[21:]:
        encoder.encode(tail)

    assert len(asked) == learnt


@pytest.mark.parametrize("tail", ["é" * 11, "\u69b4" * 11, "ABCDEFGHIJ\u0080"])
def test_what_a_byte_tail_beyond_ascii_is_segno_decides(tail: str) -> None:
    """Which bytes a letter takes depends on all of the text."""
    template = make_template("/t/", "M", 5, mode="byte")
    encoder = Encoder(template, learn_after=0)
    encoder.encode("A" * 11)

    assert encoder.encode(tail) == defined(template, tail)


def test_what_does_not_fit_is_refused_before_and_after_learning() -> None:
    """By the same refusals as without the encoder, naming the whole text."""
    encoder = Encoder(make_template(FRUIT, "M", 4), learn_after=0)

    for tail in ("0" * 11, "0" * 11):
        encoder.encode(tail)
        with pytest.raises(PayloadTooLong, match=r"4-M: https://truyxuat.*/21/7KX3QAAAA"):
            encoder.encode("A" * 40)
        with pytest.raises(PayloadNotEncodable, match="7KX3Qaaaaaaaaaaa"):
            encoder.encode("a" * 11)


def test_symbols_larger_than_a_label_stay_with_segno() -> None:
    """Their tables would take much memory; the symbol is the same."""
    template = make_template(FRUIT, "Q", 11)
    encoder = Encoder(template, learn_after=0)

    assert [encoder.encode(tail) for tail in ("0", "1")] == [defined(template, tail) for tail in ("0", "1")]


def test_several_links_take_turns_in_one_run() -> None:
    """Digital Links of two products, a carton's and short links, shorter and longer, each by its own template."""
    rests = [
        *(f"/01/0952123456789{digit}/21/7KX3Q{{}}" for digit in "29"),
        "/01/09521234567899/10/A-1/21/7KX3Q{}",
        "/t/7KX3Q{}",
    ]
    encoder = PayloadEncoder("M", 5, tail=11)
    tails = random_tails(CROCKFORD, range(11, 12), LEARN_AFTER + 3)
    texts = [rest.format(tail) for tail in tails for rest in rests]
    texts += ["/t/0", *(f"/{number}/0000000000A" for number in range(MAX_TEMPLATES))]
    payloads = [Payload(host=HOST, rest=text) for text in texts]

    for payload in payloads:
        assert encoder.encode(payload) == encode(payload, "M", version=5)
