"""Drawings of durians for the demo's products; the same variety gives the same bytes. They are no photos."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from math import cos, pi, sin, sqrt
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps

import labels.drawing

WIDTH_PX, HEIGHT_PX = 1200, 900
SCALE = 2  # drawn larger and shrunk, which smooths the edges
MARK = "Ảnh minh hoạ / demo"
FONT = Path(labels.drawing.__file__).parent / "fonts" / "BeVietnamPro-Regular.ttf"
LIGHT = (-0.5, -0.65, 0.57)
GOLDEN_ANGLE = pi * (3 - sqrt(5))

Point = tuple[float, float]
Vector = tuple[float, float, float]
Colour = tuple[int, int, int]
Shades = tuple[Colour, Colour]  # dark, light


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """How a variety looks: half its size in pixels, and the share of its width that it loses at the ends."""

    half: Point
    narrowing: float
    spikes: int
    husk: Shades
    aril: Shades


RI6 = Look(
    half=(282, 262),
    narrowing=0.04,
    spikes=430,
    husk=((38, 62, 20), (216, 212, 92)),
    aril=((214, 132, 10), (255, 212, 70)),
)
MONTHONG = Look(
    half=(238, 296),
    narrowing=0.28,
    spikes=460,
    husk=((78, 72, 28), (236, 222, 160)),
    aril=((228, 184, 84), (255, 243, 184)),
)


@cache
def draw_product(variety: str) -> bytes:
    """A fruit and an opened segment as JPEG, 1200 x 900 pixels: Ri6, or for any other name Monthong."""
    look = RI6 if variety.casefold() == "ri6" else MONTHONG
    glow = Image.radial_gradient("L").resize((WIDTH_PX * SCALE, HEIGHT_PX * SCALE), Image.Resampling.BICUBIC)
    picture = ImageOps.colorize(glow, black=(255, 250, 233), white=(224, 222, 190), mid=(244, 237, 212))
    _shadow(picture, (430, 482 + look.half[1] * 0.96), look.half[0] * 1.1)
    _stem(picture, (430, 476 - look.half[1]))
    _husk(picture, look, (430, 476))
    _shadow(picture, (858, 756), 270)
    _segment(picture, look, (858, 650))
    small = picture.resize((WIDTH_PX, HEIGHT_PX), Image.Resampling.LANCZOS)
    font = ImageFont.truetype(FONT, 32)
    ImageDraw.Draw(small).text((WIDTH_PX - 32, 842), MARK, fill=(92, 88, 58), font=font, anchor="rs")
    out = BytesIO()
    small.save(out, "JPEG", quality=82, optimize=True, progressive=True)
    return out.getvalue()


def _shadow(picture: Image.Image, middle: Point, half_width: float) -> None:
    shade = Image.new("L", picture.size)
    ImageDraw.Draw(shade).ellipse(_box(middle, (half_width, 32)), fill=150)
    picture.paste((84, 76, 40), mask=shade.filter(ImageFilter.GaussianBlur(24 * SCALE)))


def _stem(picture: Image.Image, foot: Point) -> None:
    x, y = foot
    draw = ImageDraw.Draw(picture)
    right_side = _scaled((x - 30, y + 30), (x - 7, y - 76), (x + 31, y - 78), (x + 28, y + 30))
    left_side = _scaled((x - 30, y + 30), (x - 7, y - 76), (x + 16, y - 78), (x + 4, y + 30))
    draw.polygon(right_side, fill=(94, 76, 36))
    draw.polygon(left_side, fill=(140, 118, 60))
    draw.ellipse(_box((x + 12, y - 77), (21, 11)), fill=(182, 158, 98))


def _husk(picture: Image.Image, look: Look, middle: Point) -> None:
    """Pyramids all over a rounded body, the far ones first."""
    draw = ImageDraw.Draw(picture)
    draw.ellipse(_box(middle, (look.half[0] * 0.9, look.half[1] * 0.9)), fill=look.husk[0])
    for spike in sorted(_spikes(look.spikes), key=lambda direction: direction[2]):
        tip = _on_body(look, spike, 1.13)
        base = [_on_body(look, corner, 0.985) for corner in _around(spike, 2.55 / sqrt(look.spikes))]
        light_here = 0.5 + 0.5 * _dot(spike, LIGHT)
        for first, second in zip(base, base[1:] + base[:1], strict=True):
            facet = _scaled(*((middle[0] + x, middle[1] + y) for x, y, _ in (first, second, tip)))
            light = 0.5 * light_here + 0.5 * _facing_light(first, second, tip)
            draw.polygon(facet, fill=_mix(look.husk, light))


def _spikes(count: int) -> Iterator[Vector]:
    """Directions spread evenly over the half of a ball that is seen, and a little beyond its rim."""
    for index in range(count):
        y = 1 - 2 * (index + 0.5) / count
        around = index * GOLDEN_ANGLE
        direction = (sqrt(1 - y * y) * cos(around), y, sqrt(1 - y * y) * sin(around))
        if direction[2] > -0.2:
            yield direction


def _around(direction: Vector, angle: float) -> list[Vector]:
    """Five directions in a ring about one."""
    x, y, z = direction
    flat = sqrt(x * x + z * z)
    right = (z / flat, 0.0, -x / flat)
    up = (y * right[2], z * right[0] - x * right[2], -y * right[0])
    turns = [(angle * cos(index * 2 * pi / 5), angle * sin(index * 2 * pi / 5)) for index in range(5)]
    return [(x + c * right[0] + s * up[0], y + s * up[1], z + c * right[2] + s * up[2]) for c, s in turns]


def _on_body(look: Look, direction: Vector, height: float) -> Vector:
    x, y, z = direction
    width = look.half[0] * (1 - look.narrowing * y * y) * height
    return x * width, y * look.half[1] * height, z * width


def _facing_light(first: Vector, second: Vector, tip: Vector) -> float:
    """How much of the light a facet catches, 0 to 1."""
    a = [s - f for s, f in zip(second, first, strict=True)]
    b = [t - f for t, f in zip(tip, first, strict=True)]
    normal = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
    return max(0.0, _dot(normal, LIGHT) / (sqrt(_dot(normal, normal)) or 1.0))


def _segment(picture: Image.Image, look: Look, middle: Point) -> None:
    """A part of a fruit lying open: husk, pale pith, three arils."""
    x, y = middle
    _husk(picture, replace(look, half=(272, 128), narrowing=0.0, spikes=330), (x, y + 8))
    _ball(picture, (x, y - 18), (246, 98), ((216, 204, 150), (255, 253, 240)))
    _ball(picture, (x, y - 10), (226, 82), ((250, 243, 214), (238, 226, 178)))
    for dx, dy, half, turn in ((-134, -16, (92, 60), 16), (134, -16, (92, 60), -16), (0, -8, (100, 74), 4)):
        _ball(picture, (x + dx, y + dy), half, look.aril, turn=turn)


def _ball(picture: Image.Image, middle: Point, half: Point, shades: Shades, *, turn: int = 0) -> None:
    """An ellipse turned by degrees and lit from the upper left."""
    size = (round(2 * half[0] * SCALE), round(2 * half[1] * SCALE))
    gradient = Image.radial_gradient("L").crop((60, 76, 216, 232)).resize(size, Image.Resampling.BICUBIC)
    ball = ImageOps.colorize(gradient, black=shades[1], white=shades[0]).convert("RGBA")
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).ellipse((0, 0, size[0] - 1, size[1] - 1), fill=255)
    ball.putalpha(mask.filter(ImageFilter.GaussianBlur(SCALE)))
    ball = ball.rotate(turn, Image.Resampling.BICUBIC, expand=True)
    corner = (round(middle[0] * SCALE - ball.width / 2), round(middle[1] * SCALE - ball.height / 2))
    picture.paste(ball, corner, ball)


def _dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _mix(shades: Shades, share: float) -> Colour:
    red, green, blue = (round(dark + (light - dark) * share) for dark, light in zip(*shades, strict=True))
    return red, green, blue


def _scaled(*points: Point) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]


def _box(middle: Point, half: Point) -> list[Point]:
    return _scaled((middle[0] - half[0], middle[1] - half[1]), (middle[0] + half[0], middle[1] + half[1]))
