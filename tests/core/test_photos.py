"""Is nothing left in a kept picture that was not to be seen: no place, no maker, no hidden pixels, and nothing under a mask?"""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ikrar.core.photos import BOXES, BadPhoto, Mask, between, masked, sizes_of
from tests.given.pictures import a_picture


def opened(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_kept_picture_knows_nothing_of_its_camera_or_place(kind: str) -> None:
    source = a_picture(kind=kind)
    assert dict(opened(source).getexif().get_ifd(34853))  # the camera did write where it was
    for size in sizes_of(source):
        picture = opened(size.data)
        assert picture.format == "WEBP"
        assert not dict(picture.getexif())
        assert not {"exif", "xmp", "icc_profile"} & set(picture.info)
        assert b"Kamera" not in size.data


@pytest.mark.parametrize(
    ("side", "boxes"),
    [(200, [320]), (320, [320]), (700, [320, 960]), (1200, [320, 960, 1920]), (5000, [320, 960, 1920])],
)
def test_sizes_are_never_larger_than_the_picture(side: int, boxes: list[int]) -> None:
    sizes = sizes_of(a_picture(side, side // 2))
    assert [size.box for size in sizes] == boxes
    assert [size.width for size in sizes] == [min(box, side) for box in boxes]
    assert all(opened(size.data).size == (size.width, size.height) for size in sizes)
    assert max(BOXES) == 1920


def test_a_picture_taken_sideways_stands_upright() -> None:
    (size,) = sizes_of(a_picture(300, 200, orientation=6))  # turn right to see it
    assert (size.width, size.height) == (200, 300)
    light, dark = opened(size.data).getpixel((100, 20)), opened(size.data).getpixel((100, 280))
    assert isinstance(light, tuple) and isinstance(dark, tuple)
    assert light[0] > 200 > dark[0]


def test_what_is_transparent_shows_nothing_hidden() -> None:
    picture = Image.new("RGBA", (300, 200), (10, 20, 30, 0))
    out = BytesIO()
    picture.save(out, "PNG")
    (size,) = sizes_of(out.getvalue())
    pixel = opened(size.data).getpixel((50, 50))
    assert isinstance(pixel, tuple) and min(pixel) > 250


def a_bomb(width: int, height: int) -> bytes:
    """A PNG whose head says that it is huge; a few hundred bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (a_bomb(8001, 4000), "photo.too_many_pixels"),
        (a_bomb(60_000, 60_000), "photo.too_many_pixels"),
        (a_picture()[:900], "photo.broken"),
        (a_picture(kind="PNG")[:-200], "photo.broken"),
        (b"%PDF-1.7", "photo.not_a_picture"),
        (b"", "photo.not_a_picture"),
        (b"GIF89a" + bytes(50), "photo.not_a_picture"),
        (b"\xff\xd8\xff" + bytes(400), "photo.not_a_picture"),
    ],
)
def test_a_bomb_or_a_broken_file_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(BadPhoto) as bad:
        sizes_of(data)
    assert bad.value.reason == reason


def test_what_lies_under_a_mask_is_gone() -> None:
    (kept,) = sizes_of(a_picture(300, 200))
    black = masked(kept.data, kept.box, [Mask(10, 10, 20, 50)])
    picture = opened(black.data)
    for x, y in ((32, 22), (60, 60), (88, 118)):
        pixel = picture.getpixel((x, y))
        assert isinstance(pixel, tuple) and max(pixel) < 20
    outside = picture.getpixel((130, 150))
    assert isinstance(outside, tuple) and min(outside) > 200
    assert black.box == kept.box and (black.width, black.height) == (300, 200)


@settings(max_examples=25, deadline=None)
@given(st.tuples(*[st.floats(0, 99.9)] * 2), st.tuples(*[st.floats(0.1, 100)] * 2))
def test_no_edge_of_what_is_hidden_looks_out(corner: tuple[float, float], size: tuple[float, float]) -> None:
    mask = Mask(*corner, *size)
    out = BytesIO()
    Image.new("RGB", (80, 60), (255, 255, 255)).save(out, "PNG")
    picture = opened(masked(out.getvalue(), 320, [mask]).data)
    x, y = min(int(mask.x * 0.8), 79), min(int(mask.y * 0.6), 59)
    pixel = picture.getpixel((x, y))
    assert isinstance(pixel, tuple) and max(pixel) < 120  # an edge of WebP blurs; it is never left white


def test_two_taps_make_the_same_rectangle_in_either_order() -> None:
    assert between((70, 60), (10, 20)) == between((10, 20), (70, 60)) == Mask(10, 20, 60, 40)


@pytest.mark.parametrize(
    ("mask", "possible"),
    [
        (Mask(0, 0, 100, 100), True),
        (Mask(90, 90, 50, 50), True),
        (Mask(100, 0, 1, 1), False),
        (Mask(-1, 0, 5, 5), False),
        (Mask(5, 5, 0, 5), False),
        (Mask(5, float("nan"), 5, 5), False),
        (Mask(5, 5, float("inf"), 5), False),
    ],
)
def test_a_mask_lies_in_the_picture(mask: Mask, possible: bool) -> None:
    assert mask.is_possible is possible


@pytest.mark.parametrize("mode", ["P", "LA", "1", "CMYK", "I;16"])
def test_a_large_picture_of_any_kind_of_pixels_becomes_small(mode: str) -> None:
    source = Image.new("RGB", (2400, 1600), (250, 250, 250))
    out = BytesIO()
    if mode == "CMYK":
        source.convert(mode).save(out, "JPEG")
    elif mode == "I;16":
        Image.new("I;16", (2400, 1600), 65_000).save(out, "PNG")
    else:
        source.convert(mode).save(out, "PNG")
    sizes = sizes_of(out.getvalue())
    assert [(s.width, s.height) for s in sizes] == [(320, 213), (960, 640), (1920, 1280)]
    pixel = opened(sizes[0].data).getpixel((100, 100))
    assert isinstance(pixel, tuple) and min(pixel) > 240


def test_a_large_picture_taken_sideways_is_small_and_upright() -> None:
    sizes = sizes_of(a_picture(3000, 2000, orientation=8))
    assert [(s.width, s.height) for s in sizes] == [(213, 320), (640, 960), (1280, 1920)]
