"""What colours a PNG says it has without a profile (gAMA, cHRM, cICP), as the ICC profile that says the same.

Sources: PNG, third edition, 11.3.2 and 12; ITU-T H.273, tables 2 and 3; ICC.1:2022, 7 to 10.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

from handout.pdf.file import icc
from handout.pdf.pictures.checked import BadPicture

Rows = Sequence[Sequence[float]]
Places = Sequence[float]
"""Where white, red, green and blue lie in the plane of colours: x and y (CIE 1931) of each."""

_SRGB: Places = (0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)
_SMPTE_C = (0.3127, 0.329, 0.63, 0.34, 0.31, 0.595, 0.155, 0.07)
_PRIMARIES: dict[int, Places] = {
    1: _SRGB,
    2: _SRGB,
    5: (0.3127, 0.329, 0.64, 0.33, 0.29, 0.6, 0.15, 0.06),
    6: _SMPTE_C,
    7: _SMPTE_C,
    9: (0.3127, 0.329, 0.708, 0.292, 0.17, 0.797, 0.131, 0.046),
    12: (0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06),
}
"""By their numbers in cICP; 12 are those of many a screen (Display P3). Two says nothing."""
_LIKE_SRGB, _GAMMAS = frozenset({1, 2, 6, 13, 14, 15}), {4: 2.2, 5: 2.8, 8: 1.0}
"""Transfer functions by their numbers in cICP; a picture taken from a video (1, 6, 14, 15) is shown as sRGB is."""
_NEAR_GAMMA, _NEAR_PLACE = 0.025, 0.01
"""What is as near to sRGB as this is taken for it: programs round, and nobody sees it."""
_BELIEVED = (0.25, 1.1)
"""Gammas of files; what lies outside was written the wrong way round."""
_BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
_OF_SRGB = "open it in a picture program and save it again as PNG in sRGB, without HDR"


def profile_of(said: Mapping[bytes, bytes]) -> bytes | None:
    """The ICC profile of a PNG with these chunks; None where its colours are those of sRGB, or it has a profile.

    Raises BadPicture, struct.error.
    """
    if b"cICP" in said:
        primaries, transfer, matrix, is_full = struct.unpack("4B", said[b"cICP"])
        if matrix or not is_full or primaries not in _PRIMARIES or transfer not in _LIKE_SRGB | _GAMMAS.keys():
            raise BadPicture("its colours are those of HDR or of video (cICP)", _OF_SRGB)
        places, gamma = _PRIMARIES[primaries], _GAMMAS.get(transfer)
    else:
        places = _places(struct.unpack(">8I", said[b"cHRM"])) if b"cHRM" in said else _SRGB
        gamma = _gamma(struct.unpack(">I", said[b"gAMA"])[0]) if b"gAMA" in said else None
    if b"iCCP" in said or (b"sRGB" in said and b"cICP" not in said) or (places == _SRGB and gamma is None):
        return None
    return _profile(_to_d50(places), gamma)


def _gamma(typed: int) -> float | None:
    """The exponent of a gAMA chunk; None where it is that of sRGB, or zero, which says nothing."""
    said = typed / 100_000
    if not said or abs(said - 0.45455) <= _NEAR_GAMMA:
        return None
    if not _BELIEVED[0] <= said <= _BELIEVED[1]:
        raise BadPicture(f"its brightness is said to be {said:g} (gAMA), which no picture has", _OF_SRGB)
    return 1 / said


def _places(typed: Sequence[int]) -> Places:
    """The places of a cHRM chunk; those of sRGB where they are near it, or where they cannot be those of colours."""
    said = [part / 100_000 for part in typed]
    is_near = all(abs(one - two) <= _NEAR_PLACE for one, two in zip(said, _SRGB, strict=True))
    _, _, red_x, red_y, green_x, green_y, blue_x, blue_y = said
    area = (green_x - red_x) * (blue_y - red_y) - (blue_x - red_x) * (green_y - red_y)
    is_known = area > _NEAR_PLACE and all(x + y <= 1 and y > 0 for x, y in zip(said[::2], said[1::2], strict=True))
    return _SRGB if is_near or not is_known else said


def _to_d50(places: Places) -> Rows:
    """The matrix from red, green and blue to XYZ under the white of every profile (Bradford)."""
    white, *colours = ([x / y, 1.0, (1 - x - y) / y] for x, y in zip(places[::2], places[1::2], strict=True))
    columns = _turned(colours)
    shares = _applied(_inverse(columns), white)
    adapted = [
        there / here for there, here in zip(_applied(_BRADFORD, icc.WHITE), _applied(_BRADFORD, white), strict=True)
    ]
    scaled = [[cell * share for cell, share in zip(row, shares, strict=True)] for row in columns]
    cones = _product(_BRADFORD, scaled)
    return _product(_inverse(_BRADFORD), [[cell * by for cell in row] for row, by in zip(cones, adapted, strict=True)])


def _profile(matrix: Rows, gamma: float | None) -> bytes:
    """A profile of three colours and one curve: sRGB's, or an exponent."""
    curve = icc.curve_of(3, *icc.CURVE) if gamma is None else icc.curve_of(0, gamma)
    columns = zip((b"rXYZ", b"gXYZ", b"bXYZ"), _turned(matrix), strict=True)
    colours = {b"wtpt": icc.xyz(icc.WHITE)} | {name: icc.xyz(column) for name, column in columns}
    return icc.profile(colours | dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve))


def _turned(rows: Rows) -> Rows:
    return list(zip(*rows, strict=True))


def _applied(rows: Rows, numbers: Sequence[float]) -> list[float]:
    return [sum(one * two for one, two in zip(row, numbers, strict=True)) for row in rows]


def _product(left: Rows, right: Rows) -> Rows:
    return _turned([_applied(left, column) for column in _turned(right)])


def _inverse(rows: Rows) -> Rows:
    """The inverse of three rows of three."""
    (a, b, c), (d, e, f), (g, h, i) = rows
    minors = (
        (e * i - f * h, c * h - b * i, b * f - c * e), (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )  # fmt: skip
    size = a * minors[0][0] + b * minors[1][0] + c * minors[2][0]
    return [[minor / size for minor in row] for row in minors]
