"""Pictures are checked from their bytes, and what is embedded is their pixels and nothing else."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms, PngImagePlugin
from pypdf import PdfReader

from handout.pdf.canvas import TaggedCanvas
from handout.pdf.file.structure import Element
from handout.pdf.pictures.checked import BadPicture, CheckedPicture
from handout.pdf.pictures.images import JPEG, LONGEST_SIDE, PNG, check_picture, stream_of
from handout.problems import InternalError

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(across: int, down: int, depth: int, colour: int, rows: bytes, *extra: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", across, down, depth, colour, 0, 0, 0)
    return PNG + chunk(b"IHDR", header) + b"".join(extra) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def pixels(picture: CheckedPicture) -> Image.Image:
    return Image.open(BytesIO(picture.data))


def reason(data: bytes, name: str = "wound.png") -> str:
    with pytest.raises(BadPicture) as caught:
        check_picture(data, name)
    assert caught.value.hint
    return caught.value.reason


def embedded(picture: CheckedPicture) -> Image.Image:
    """The picture as pypdf takes it out of a page."""
    tree = Element("Document")
    leaf = tree.element("Figure", alt="a picture").leaf()
    canvas = TaggedCanvas(tree, language="en", title="A picture")
    canvas.new_page(200, 200)
    canvas.picture(leaf, picture.data, picture.kind, 10, 10, 100, 100)
    return PdfReader(BytesIO(canvas.finish())).pages[0].images[0].image


def half_red() -> Image.Image:
    image = Image.new("RGB", (40, 20), RED)
    image.paste(BLUE, (20, 0, 40, 20))
    return image


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "the file is empty"),
        (b"just words", "it is something else, not PNG, JPEG or SVG"),
        (b"<!DOCTYPE html><html></html>", "it is a web page, not PNG, JPEG or SVG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "it is a PostScript file, not PNG, JPEG or SVG"),
        (b"%PDF-1.7\n", "it is a PDF, not PNG, JPEG or SVG"),
        (saved(Image.new("L", (2, 2)), "GIF"), "it is a GIF, not PNG, JPEG or SVG"),
        (saved(Image.new("L", (2, 2)), "TIFF"), "it is a TIFF, not PNG, JPEG or SVG"),
        (saved(Image.new("L", (2, 2)), "BMP"), "it is a BMP, not PNG, JPEG or SVG"),
        (PNG, "it is damaged or cut short"),
        (JPEG + bytes(50), "it is damaged or cut short"),
        (PNG + bytes(10_000_000), "it has 10.0 MB, and the most is 10 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_picture_is_named(data: bytes, what: str) -> None:
    assert reason(data) == what


def test_the_hint_names_the_file_to_save() -> None:
    with pytest.raises(BadPicture) as caught:
        check_picture(b"GIF89a", "images/foot.gif")
    assert caught.value.hint == "save the picture as PNG, 'foot.png'"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_picture_cut_short_is_refused(kind: str, part: float) -> None:
    data = saved(Image.effect_noise((60, 60), 80).convert("RGB"), kind)
    assert reason(data[: int(len(data) * part)]) == "it is damaged or cut short"


def test_a_png_without_its_end_is_refused() -> None:
    assert reason(saved(half_red())[:-12]) == "it is damaged or cut short"


def test_a_flipped_bit_in_the_pixels_of_a_png_is_noticed() -> None:
    data = bytearray(saved(Image.effect_noise((60, 60), 80)))
    data[data.index(b"IDAT") + 40] ^= 4
    assert reason(bytes(data)) == "it is damaged or cut short"


def test_pixels_that_are_missing_within_a_whole_png_are_noticed() -> None:
    assert reason(png(4, 4, 8, 0, bytes(5 * 3))) == "it is damaged or cut short"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_of_which_paper_shows_nothing_is_refused(kind: str) -> None:
    assert reason(saved(Image.new("L", (9, 9), 252), kind)) == "it is white all over"
    spotted = Image.new("L", (9, 9), 255)
    spotted.putpixel((4, 4), 0)
    assert check_picture(saved(spotted, kind), "a").data


def test_a_pale_colour_is_not_white() -> None:
    assert check_picture(saved(Image.new("RGB", (9, 9), (255, 255, 215)), "PNG"), "a").data


@pytest.mark.parametrize("color", [(255, 255, 255, 255), (0, 0, 0, 0)])
def test_white_on_a_transparent_ground_is_refused(color: tuple[int, ...]) -> None:
    logo = Image.new("RGBA", (9, 9), (255, 255, 255, 0))
    logo.putpixel((4, 4), color)
    assert reason(saved(logo, "PNG")) == "it is white all over, where it is not transparent"


def test_a_picture_without_pixels_is_refused() -> None:
    assert reason(png(0, 0, 8, 0, b"")) in ("it has no pixels", "it is damaged or cut short")


def test_a_small_file_with_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    assert reason(png(13_000, 13_000, 1, 0, b"")) == "it has 13000 × 13000 pixels, and the most is 25 million"


def test_a_header_with_an_absurd_size_is_refused() -> None:
    assert reason(png(60_000, 60_000, 8, 2, b"")) == "it has too many pixels"


def test_an_animated_png_is_refused() -> None:
    frames = [Image.new("RGB", (4, 4), RED), Image.new("RGB", (4, 4), BLUE)]
    data = saved(frames[0], save_all=True, append_images=frames[1:])
    assert reason(data) == "it is animated, and paper does not move"


def test_no_flipped_byte_does_anything_but_draw_or_be_refused() -> None:
    for kind in ("PNG", "JPEG"):
        data = saved(half_red(), kind)
        for at in range(8, len(data), 5):
            broken = bytearray(data)
            broken[at] ^= 255
            try:
                picture = check_picture(bytes(broken), "x.png")
            except BadPicture:
                continue
            assert picture.pixels[0] * picture.pixels[1] > 0


def test_a_photo_held_sideways_is_turned_and_forgets_that_it_was() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = check_picture(saved(half_red(), "JPEG", exif=exif, quality=95, subsampling=0), "foot.jpg")
    assert picture.pixels == (20, 40)
    image = pixels(picture)
    assert image.getpixel((10, 5))[0] > 240
    assert image.getpixel((10, 35))[2] > 240
    assert not image.getexif()


def test_nothing_secret_of_a_photo_reaches_the_file() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    data = saved(half_red(), "JPEG", exif=exif, comment=b"SecretComment")
    assert b"SecretCamera" in data
    assert b"SecretComment" in data
    assert b"Secret" not in check_picture(data, "foot.jpg").data


def test_nothing_secret_of_a_png_reaches_the_file() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "SecretAuthor")
    data = saved(half_red(), pnginfo=notes, dpi=(300, 300))
    assert b"SecretAuthor" in data
    after = check_picture(data, "foot.png").data
    assert b"Secret" not in after
    assert b"pHYs" not in after


def test_sixteen_bit_grey_keeps_its_greys() -> None:
    values = [0, 16384, 32768, 49152, 65535]
    data = png(5, 1, 16, 0, b"\0" + b"".join(value.to_bytes(2, "big") for value in values))
    assert list(pixels(check_picture(data, "scan.png")).tobytes()) == [0, 64, 128, 191, 255]


def test_sixteen_bit_colour_keeps_its_colours() -> None:
    data = png(1, 1, 16, 2, b"\0" + bytes.fromhex("ffff80000000"))
    assert pixels(check_picture(data, "scan.png")).getpixel((0, 0)) == (255, 128, 0)


def test_one_transparent_grey_of_sixteen_bits_becomes_white() -> None:
    data = png(2, 1, 16, 0, b"\0" + bytes.fromhex("10004000"), chunk(b"tRNS", bytes.fromhex("1000")))
    assert list(pixels(check_picture(data, "scan.png")).tobytes()) == [255, 64]


def test_what_is_transparent_stands_on_white() -> None:
    image = Image.new("RGBA", (2, 1), (255, 0, 0, 0))
    image.putpixel((1, 0), (0, 0, 255, 255))
    after = pixels(check_picture(saved(image), "drop.png"))
    assert (after.getpixel((0, 0)), after.getpixel((1, 0))) == (WHITE, BLUE)


@pytest.mark.parametrize(("depth", "row"), [(2, b"\0\x1b"), (4, b"\0\x01\x23")])
def test_one_transparent_grey_of_few_bits_becomes_white(depth: int, row: bytes) -> None:
    data = png(4, 1, depth, 0, row, chunk(b"tRNS", b"\0\1"))
    shown = list(pixels(check_picture(data, "scan.png")).convert("L").tobytes())
    assert shown == [0, 255, *(value * 255 // ((1 << depth) - 1) for value in (2, 3))]


def gamma(said: int) -> bytes:
    return chunk(b"gAMA", struct.pack(">I", said))


def places(*said: int) -> bytes:
    return chunk(b"cHRM", struct.pack(">8I", *said))


@pytest.mark.parametrize(
    ("extra", "shown"),
    [
        ([gamma(45450)], (200, 90, 90)),
        ([gamma(45455), places(31269, 32899, 63999, 33001, 30000, 60000, 15000, 5999)], (200, 90, 90)),
        ([gamma(100_000), chunk(b"sRGB", b"\0")], (200, 90, 90)),
        ([gamma(0), places(*[0] * 8)], (200, 90, 90)),
        ([gamma(100_000)], (229, 160, 160)),
        ([gamma(55556)], (210, 109, 109)),
        ([gamma(45455), places(31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000)], (228, 90, 90)),
        ([chunk(b"cICP", bytes((1, 13, 0, 1)))], (200, 90, 90)),
        ([chunk(b"cICP", bytes((12, 13, 0, 1)))], (216, 81, 86)),
    ],
)
def test_a_png_without_a_profile_has_the_colours_that_it_says(extra: list[bytes], shown: tuple[int, ...]) -> None:
    """The numbers are those that a browser shows."""
    data = png(1, 1, 8, 2, b"\0\xc8\x5a\x5a", *extra)
    found = pixels(check_picture(data, "a.png")).getpixel((0, 0))
    assert all(abs(one - two) <= 2 for one, two in zip(found, shown, strict=True)), found


def test_a_brightness_of_its_own_holds_for_grey_and_for_palettes_with_a_transparent_colour() -> None:
    grey = png(1, 1, 8, 0, b"\0\x80", gamma(100_000))
    deep = png(1, 1, 16, 0, b"\0\x80\0", gamma(100_000))
    for data in (grey, deep):
        assert pixels(check_picture(data, "a.png")).tobytes() == b"\xbc"
    palette = png(2, 1, 8, 3, b"\0\0\1", gamma(100_000), chunk(b"PLTE", b"\x80" * 6), chunk(b"tRNS", b"\0"))
    assert pixels(check_picture(palette, "a.png")).tobytes() == b"\xff\xff\xff\xbc\xbc\xbc"


@pytest.mark.parametrize(
    ("extra", "named"),
    [
        (chunk(b"cICP", bytes((9, 16, 0, 1))), "HDR"),
        (chunk(b"cICP", bytes((1, 1, 0, 0))), "video"),
        (gamma(220_000), "2.2"),
        (chunk(b"gAMA", b"1"), "damaged"),
    ],
)
def test_colours_that_cannot_be_those_of_a_page_are_refused(extra: bytes, named: str) -> None:
    assert named in reason(png(1, 1, 8, 0, b"\0\x80", extra), "a.png")


def test_grey_with_transparency_stays_grey() -> None:
    image = Image.new("LA", (2, 1), (0, 0))
    image.putpixel((1, 0), (0, 128))
    after = pixels(check_picture(saved(image), "drop.png"))
    assert after.mode == "L"
    assert list(after.tobytes()) == [255, 127]


def test_a_palette_with_a_transparent_colour_is_laid_on_white() -> None:
    image = Image.new("P", (2, 1))
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.putpixel((1, 0), 1)
    after = pixels(check_picture(saved(image, transparency=0), "drop.png"))
    assert (after.getpixel((0, 0)), after.getpixel((1, 0))) == (WHITE, BLUE)


def test_one_bit_becomes_grey() -> None:
    image = Image.new("1", (9, 1))
    image.putpixel((8, 0), 1)
    after = pixels(check_picture(saved(image), "stamp.png"))
    assert (after.mode, after.getpixel((0, 0)), after.getpixel((8, 0))) == ("L", 0, 255)


def test_printers_colours_become_the_screens() -> None:
    image = Image.new("CMYK", (16, 16), (0, 255, 255, 0))
    after = pixels(check_picture(saved(image, "JPEG", quality=100), "print.jpg"))
    assert after.mode == "RGB"
    assert all(abs(a - b) < 12 for a, b in zip(after.getpixel((8, 8)), RED, strict=True))


def test_a_colour_profile_is_applied_before_it_is_dropped() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(half_red(), icc_profile=profile)
    picture = check_picture(data, "skin.png")
    assert all(abs(a - b) < 3 for a, b in zip(pixels(picture).getpixel((0, 0)), RED, strict=True))
    assert b"iCCP" not in picture.data


def test_a_broken_colour_profile_costs_no_picture() -> None:
    picture = check_picture(saved(half_red(), icc_profile=b"not a profile"), "skin.png")
    assert pixels(picture).getpixel((0, 0)) == RED


def test_more_pixels_than_print_are_let_go() -> None:
    picture = check_picture(saved(Image.new("L", (3000, 1500), 200)), "large.png")
    assert picture.pixels == (LONGEST_SIDE, LONGEST_SIDE // 2)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_the_same_bytes_give_the_same_picture(kind: str) -> None:
    data = saved(Image.linear_gradient("L").convert("RGB"), kind)
    assert check_picture(bytes(bytearray(data)), "a.png").data == check_picture(data, "b.png").data


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_png_is_embedded_pixel_for_pixel(mode: str) -> None:
    image = Image.linear_gradient("L").rotate(30).convert(mode)
    after = embedded(check_picture(saved(image), "ramp.png"))
    assert after.mode == mode
    assert after.tobytes() == image.tobytes()


def test_a_jpeg_stays_a_jpeg() -> None:
    picture = check_picture(saved(half_red(), "JPEG"), "photo.jpg")
    entries, stream = stream_of(picture.data, picture.kind)
    assert entries == (
        b"/Type/XObject/Subtype/Image/Width 40/Height 20/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
    )
    assert stream == picture.data
    assert embedded(picture).getpixel((2, 2))[0] > 240


def test_an_unchecked_picture_does_not_reach_a_page() -> None:
    with pytest.raises(InternalError):
        stream_of(saved(Image.new("RGBA", (2, 2))), "png")


def test_an_interlaced_png_is_whole_and_drawn_row_by_row() -> None:
    passes = [(1, 1), (0, 0), (1, 0), (1, 1), (2, 1), (1, 2), (3, 1)]
    rows = b"".join((b"\0" + bytes([90] * columns)) * down for columns, down in passes if columns and down)
    header = struct.pack(">IIBBBBB", 3, 3, 8, 0, 0, 0, 1)
    data = PNG + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    picture = check_picture(data, "web.png")
    assert pixels(picture).tobytes() == bytes([90] * 9)
    assert embedded(picture).tobytes() == bytes([90] * 9)
