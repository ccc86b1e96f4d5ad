"""Addresses as QR codes."""

import io

import segno


def qr_of(address: str) -> str:
    """Return an address as a QR code: a picture in a data: address."""
    return str(segno.make(address, error="m").svg_data_uri(border=2, omitsize=True, nl=False))


def qr_on_paper(address: str) -> tuple[str, int]:
    """Return an address as a QR code to print, an SVG that bears a quarter of it being stained, and its side in dots."""
    picture, code = io.BytesIO(), segno.make(address, error="q")
    code.save(picture, kind="svg", border=2, xmldecl=False, omitsize=True)
    return picture.getvalue().decode(), int(code.symbol_size(border=2)[0])
