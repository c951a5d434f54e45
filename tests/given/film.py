"""What a camera sees: cards with QR codes, held up one after the other, as a file that Chromium plays as its camera."""

from collections.abc import Sequence
from pathlib import Path

import segno

WIDTH, HEIGHT, A_SECOND = 640, 480, 10  # pixels, pixels, frames
MODULE, PAPER, WALL, INK = 6, 225, 140, 35  # pixels; greys
HELD = 6  # frames for which one card is held up


def a_film(codes: Sequence[str], path: Path) -> Path:
    """Write a YUV4MPEG2 film of these codes in grey; Chromium plays it round and round."""
    with path.open("wb") as file:
        file.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{A_SECOND}:1 Ip A1:1 C420jpeg\n".encode())
        for code in codes:
            frame = b"FRAME\n" + _grey(code) + bytes([128]) * (WIDTH * HEIGHT // 2)
            file.write(frame * HELD)
    return path


def _grey(code: str) -> bytes:
    """One card on a wall."""
    rows = [list(row) for row in segno.make(code, error="m").matrix_iter(border=4)]
    left, top = (WIDTH - len(rows) * MODULE) // 2, (HEIGHT - len(rows) * MODULE) // 2
    picture = [bytearray([WALL]) * WIDTH for _ in range(HEIGHT)]
    for y, row in enumerate(rows):
        line = b"".join(bytes([INK if dark else PAPER]) * MODULE for dark in row)
        for pixel in range(MODULE):
            picture[top + y * MODULE + pixel][left : left + len(line)] = line
    return b"".join(picture)
