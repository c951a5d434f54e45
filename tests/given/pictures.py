"""Pictures as cameras write them, drawn here."""

from io import BytesIO

from PIL import Image

PLACE_OF_PHOTO = ("S", (7.0, 15.0, 30.0))  # what the camera wrote down about where it was


def a_picture(
    width: int = 1200, height: int = 800, *, kind: str = "JPEG", orientation: int = 0, shade: int = 120
) -> bytes:
    """A picture with a light left half, as a camera writes it: with its place, its make and its orientation."""
    picture = Image.new("RGB", (width, height), (shade, shade, shade))
    picture.paste((250, 250, 250), (0, 0, width // 2, height))
    exif = picture.getexif()
    exif[271] = "Kamera Contoh"
    gps = exif.get_ifd(34853)
    gps[1], gps[2] = PLACE_OF_PHOTO
    if orientation:
        exif[274] = orientation
    out = BytesIO()
    picture.save(out, kind, exif=exif)
    return out.getvalue()
