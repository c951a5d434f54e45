"""QR codes as SVG, without any other picture format."""

from io import BytesIO

import segno

QUIET = 4  # modules of empty border that ISO/IEC 18004 asks for
# One of the eight masks is always right to read; choosing it costs most of the time (4.4 of 5 ms).
_MASK = 3


def qr_svg(text: str) -> bytes:
    """An SVG (black on white, one unit a module, quiet zone included), error correction M.

    An upper-case address of digits, letters and `$%*+-./:` is stored in alphanumeric mode and needs a smaller code.
    Raises ValueError when the text is empty or too long.
    """
    code = segno.make(text, micro=False, error="m", boost_error=False, mask=_MASK)
    out = BytesIO()
    code.save(
        out, kind="svg", border=QUIET, dark="#000", light="#fff", xmldecl=False, svgns=True, omitsize=True
    )
    return out.getvalue()


def qr_address(address: str) -> str:
    """The address as it goes into the code: scheme and host in upper case, and the path when it has no small letters.

    Hosts know no case; our own codes are upper case (Crockford's alphabet).
    """
    scheme, mark, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.upper()}{mark}{host.upper()}{slash}{path}"
