"""Addresses as QR codes."""

import segno


def qr_of(address: str) -> str:
    """Return an address as a QR code: a picture in a data: address."""
    return str(segno.make(address, error="m").svg_data_uri(border=2, omitsize=True, nl=False))
