"""What is printed, as a cheap scanner or the camera of a telephone sees it, and what its squares say."""

from collections import defaultdict
from ctypes import c_double

import numpy as np
import pypdfium2
import zxingcpp

A_MILLIMETRE = 72 / 25.4
# Dots to a point: 150 to an inch.
_SCALE = 150 / 72


def pages_of(pdf: bytes) -> list[pypdfium2.PdfPage]:
    """The pages of a file."""
    return list(pypdfium2.PdfDocument(pdf))


def words_of(page: pypdfium2.PdfPage) -> str:
    """What stands on a page."""
    return str(page.get_textpage().get_text_range())


def squares_on(page: pypdfium2.PdfPage) -> list[tuple[str, str]]:
    """What each square of a page says, from top to bottom, and the signs that stand beside and just below it."""
    found = zxingcpp.read_barcodes(_scan(page), formats=zxingcpp.BarcodeFormat.QRCode)
    found.sort(key=lambda square: square.position.top_left.y)
    height, said = page.get_height(), []
    for square in found:
        top, bottom = (height - corner.y / _SCALE for corner in (square.position.top_left, square.position.bottom_left))
        said.append((square.text, _signs_between(page, bottom - 15 * A_MILLIMETRE, top + 3 * A_MILLIMETRE)))
    return said


def addresses_on(page: pypdfium2.PdfPage, *, degrees: float, blurs: int) -> list[str]:
    """What the squares say of a page that lies askew, in bad light, with noise and out of focus."""
    seen = _in_bad_light(_scan(page, degrees), blurs)
    return sorted(square.text for square in zxingcpp.read_barcodes(seen, formats=zxingcpp.BarcodeFormat.QRCode))


def off_the_paper(page: pypdfium2.PdfPage, margin: float) -> list[tuple[float, ...]]:
    """The boxes of what stands on a page and comes nearer to its edges than so many millimetres."""
    width, height, margin = *page.get_size(), margin * A_MILLIMETRE
    boxes = [thing.get_bounds() for thing in page.get_objects(max_depth=9)]
    return [
        box
        for box in boxes
        if box[0] < margin or box[1] < margin or box[2] > width - margin or box[3] > height - margin
    ]


def line_at_the_top(page: pypdfium2.PdfPage) -> str:
    """What stands in the upper margin of a page, without spaces."""
    height = page.get_height()
    return _signs_between(page, height - 15 * A_MILLIMETRE, height)


def room_to_write(page: pypdfium2.PdfPage) -> float:
    """The height in millimetres of the highest empty box that is as wide as the lines of a page."""
    boxes = [thing.get_bounds() for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
    wide = [box for box in boxes if box[2] - box[0] > page.get_width() - 40 * A_MILLIMETRE]
    return max([(box[3] - box[1]) / A_MILLIMETRE for box in wide], default=0.0)


def _signs_between(page: pypdfium2.PdfPage, bottom: float, top: float) -> str:
    """The signs of a strip of a page from left to right, line by line and without spaces, in whatever direction they are read."""
    words = page.get_textpage()
    lines: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for number in range(words.count_chars()):
        left, foot = _origin(words, number)
        if bottom < foot < top:
            lines[round(foot)].append((left, words.get_text_range(number, 1).strip()))
    return "\n".join("".join(sign for _left, sign in sorted(line)) for line in lines.values())


def _origin(words: pypdfium2.PdfTextPage, number: int) -> tuple[float, float]:
    left, foot = c_double(), c_double()
    pypdfium2.raw.FPDFText_GetCharOrigin(words, number, left, foot)
    return left.value, foot.value


def _scan(page: pypdfium2.PdfPage, degrees: float = 0.0) -> np.ndarray:
    width, height = (round(side * _SCALE) for side in page.get_size())
    middle = (width / 2, height / 2)
    matrix = pypdfium2.PdfMatrix().scale(_SCALE, _SCALE)
    matrix = matrix.translate(-middle[0], -middle[1]).rotate(degrees).translate(*middle)
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, pypdfium2.raw.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    clip = pypdfium2.raw.FS_RECTF(0, 0, width, height)
    pypdfium2.raw.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix.to_raw(), clip, 0)
    return bitmap.to_numpy().reshape(height, width)


def _in_bad_light(picture: np.ndarray, blurs: int) -> np.ndarray:
    seen = 70 + picture.astype(float) * 0.5
    for _time in range(blurs):
        seen = (np.roll(seen, 1, 0) + 2 * seen + np.roll(seen, -1, 0)) / 4
        seen = (np.roll(seen, 1, 1) + 2 * seen + np.roll(seen, -1, 1)) / 4
    seen += np.random.default_rng(1).normal(0, 10, seen.shape)
    return seen.clip(0, 255).astype(np.uint8)
