"""A font program (FontFile2) of the glyphs a document shows: HarfBuzz subsets it, clusters are added as glyphs."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from handout.pdf.text.faces import Face
from handout.pdf.text.segments import Cluster
from handout.record import Record

# The tables a PDF reader needs (ISO 32000-1, 9.9; table 126). Everything else is dropped.
NEEDED = ("glyf", "head", "hhea", "hmtx", "loca", "maxp")
# The tables that HarfBuzz reads to subset and to pin the axes.
KEPT = frozenset({*NEEDED, "HVAR", "MVAR", "OS/2", "STAT", "avar", "fvar", "gvar"})
CHECKSUM_MAGIC = 0xB1B0AFBA
ARGUMENTS_ARE_WORDS = 0x0001
ARGUMENTS_ARE_OFFSETS = 0x0002
MORE_COMPONENTS = 0x0020
LAST_SHORT_OFFSET = 0x1FFFE
"""The loca table counts in twos up to here (OpenType, loca), and must not beyond."""


class Program(Record, kw_only=False):
    """A TrueType file, the new number of each old glyph, the glyph of each cluster, advance widths, bounding box."""

    data: bytes
    glyphs: dict[int, int]
    clusters: list[int]
    widths: list[int]
    box: tuple[int, int, int, int]


def program(face: Face, chars: Iterable[str], clusters: Sequence[Cluster], letters: Mapping[str, int]) -> Program:
    """The face cut down to the glyphs of these characters, pinned at its place on the variation axes, with each cluster
    a glyph.

    `letters` are glyphs among them, by the characters by which a simple font finds them in the font's own map.
    """
    parts = {part[0] for cluster in clusters for part in cluster.parts}
    wanted = parts.union(map(face.cmap.__getitem__, chars))
    tables, numbers = _subset(face, chars, parts)
    outlines = _Outlines(tables)
    targets = [outlines.add(cluster, numbers) for cluster in clusters]
    finished = outlines.tables() if len(outlines.advances) > outlines.original else tables
    if letters:
        finished["cmap"] = _character_map({ord(char): numbers[glyph] for char, glyph in letters.items()})
    data = _file(finished)
    box = struct.unpack_from(">4h", tables["head"], 36)
    return Program(data, {glyph: numbers[glyph] for glyph in wanted}, targets, outlines.advances, box)


def _subset(face: Face, chars: Iterable[str], parts: set[int]) -> tuple[dict[str, bytes], dict[int, int]]:
    """The tables of a subset, and the number there of each glyph: of these characters, and parts of what is composed.

    Asked for a glyph by its number, HarfBuzz first goes through all characters of the face.
    """
    import uharfbuzz

    request = uharfbuzz.SubsetInput()
    request.unicode_set.update(map(ord, chars))
    request.glyph_set.update(parts)
    request.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    dropped = [tag for tag in face.hb_face.table_tags if tag not in KEPT]
    request.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in dropped)
    for tag, place in face.axes.items():
        request.pin_axis_location(face.hb_face, tag, place)
    plan = uharfbuzz.SubsetPlan(face.hb_face, request)
    made: Any = plan.execute()
    numbers = dict(plan.old_to_new_glyph_mapping)
    return {tag: bytes(made.reference_table(tag).data) for tag in NEEDED}, numbers


class _Outlines:
    """The glyphs of a subset, to which composite glyphs can be added."""

    def __init__(self, tables: dict[str, bytes]) -> None:
        self._tables = tables
        self.original: int = struct.unpack_from(">H", tables["maxp"], 4)[0]
        long_offsets: int = struct.unpack_from(">h", tables["head"], 50)[0]
        count = self.original + 1
        if long_offsets:
            self._offsets = list(struct.unpack_from(f">{count}I", tables["loca"]))
        else:
            self._offsets = [2 * offset for offset in struct.unpack_from(f">{count}H", tables["loca"])]
        self.advances, self._bearings = _metrics(tables, self.original)
        self._added: list[bytes] = []

    def add(self, cluster: Cluster, numbers: dict[int, int]) -> int:
        """The glyph of a cluster: an existing one when it is that glyph in place, else a new composite."""
        parts = [(numbers[glyph], x, y) for glyph, x, y in cluster.parts]
        if len(parts) == 1 and parts[0][1:] == (0, 0) and self.advances[parts[0][0]] == cluster.advance:
            return parts[0][0]
        drawn = [(glyph, x, y) for glyph, x, y in parts if self._offsets[glyph] < self._offsets[glyph + 1]]
        record, left = self._composite(drawn)
        self._added.append(record)
        self.advances.append(cluster.advance)
        self._bearings.append(left)
        return self.original + len(self._added) - 1

    def _composite(self, parts: list[tuple[int, int, int]]) -> tuple[bytes, int]:
        """A composite glyph description (OpenType, glyf) and its left side bearing."""
        if not parts:
            return b"", 0
        boxes = [struct.unpack_from(">4h", self._tables["glyf"], self._offsets[glyph] + 2) for glyph, _, _ in parts]
        left = min(box[0] + x for box, (_, x, _) in zip(boxes, parts, strict=True))
        low = min(box[1] + y for box, (_, _, y) in zip(boxes, parts, strict=True))
        right = max(box[2] + x for box, (_, x, _) in zip(boxes, parts, strict=True))
        high = max(box[3] + y for box, (_, _, y) in zip(boxes, parts, strict=True))
        record = struct.pack(">5h", -1, left, low, right, high)
        for number, (glyph, x, y) in enumerate(parts):
            flags = ARGUMENTS_ARE_WORDS | ARGUMENTS_ARE_OFFSETS
            flags |= MORE_COMPONENTS if number + 1 < len(parts) else 0
            record += struct.pack(">HHhh", flags, glyph, x, y)
        return record + b"\0" * (-len(record) % 2), left

    def tables(self) -> dict[str, bytes]:
        """The subset's tables with the added glyphs."""
        tables = dict(self._tables)
        tables["glyf"] = self._tables["glyf"][: self._offsets[-1]] + b"".join(self._added)
        offsets = list(self._offsets)
        for record in self._added:
            offsets.append(offsets[-1] + len(record))
        are_long = offsets[-1] > LAST_SHORT_OFFSET or any(offset & 1 for offset in offsets)
        tables["loca"] = (
            struct.pack(f">{len(offsets)}I", *offsets)
            if are_long
            else struct.pack(f">{len(offsets)}H", *(offset // 2 for offset in offsets))
        )
        count = len(self.advances)
        pairs = zip(self.advances, self._bearings, strict=True)
        tables["hmtx"] = b"".join(struct.pack(">Hh", advance, bearing) for advance, bearing in pairs)
        tables["hhea"] = self._tables["hhea"][:34] + struct.pack(">H", count)
        tables["head"] = self._tables["head"][:50] + struct.pack(">h", are_long) + self._tables["head"][52:]
        tables["maxp"] = _limits(self._tables["maxp"], count, self._added)
        return tables


def _metrics(tables: dict[str, bytes], count: int) -> tuple[list[int], list[int]]:
    """The advance widths and left side bearings of all glyphs (OpenType, hmtx)."""
    long_count = struct.unpack_from(">H", tables["hhea"], 34)[0]
    pairs = struct.unpack_from(">" + "Hh" * long_count, tables["hmtx"])
    bearings = struct.unpack_from(f">{count - long_count}h", tables["hmtx"], 4 * long_count)
    advances = list(pairs[::2])
    return advances + [advances[-1]] * (count - long_count), [*pairs[1::2], *bearings]


def _limits(maxp: bytes, count: int, added: list[bytes]) -> bytes:
    """The maxp table for a font with composites of composites: its limits raised to what they can reach."""
    most = max(1, *((len(record) - 10) // 8 for record in added))
    values = list(struct.unpack(">IHHHHHHHHHHHHHH", maxp))
    points, contours, composite_points, composite_contours = values[2:6]
    values[1] = count
    values[4] = min(0xFFFF, most * max(points, composite_points))
    values[5] = min(0xFFFF, most * max(contours, composite_contours))
    values[13] = max(values[13], most)
    values[14] = min(0xFFFF, values[14] + 1)
    return struct.pack(">IHHHHHHHHHHHHHH", *values)


def _character_map(glyphs: dict[int, int]) -> bytes:
    """A character map of code points up to U+FFFE, as the simple fonts of a PDF want it (ISO 32000-1, 9.6.6.4).

    One subtable of platform 3 (Windows), encoding 1 (Unicode), format 4 (OpenType, cmap).
    """
    runs: list[list[int]] = []
    for code in sorted(glyphs):
        if runs and code == runs[-1][-1] + 1 and glyphs[code] == glyphs[code - 1] + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    ends = [*(run[-1] for run in runs), 0xFFFF]
    starts = [*(run[0] for run in runs), 0xFFFF]
    deltas = [*((glyphs[run[0]] - run[0]) & 0xFFFF for run in runs), 1]
    count = len(ends)
    power = 1 << (count.bit_length() - 1)
    search = (2 * count, 2 * power, power.bit_length() - 1, 2 * (count - power))
    rows = struct.pack(f">{count}HH{count}H{count}H{count}H", *ends, 0, *starts, *deltas, *[0] * count)
    return struct.pack(">2H2HI", 0, 1, 3, 1, 12) + struct.pack(">7H", 4, 14 + len(rows), 0, *search) + rows


def _file(tables: dict[str, bytes]) -> bytes:
    """A TrueType file of these tables (OpenType, table directory), with its checksums."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = struct.pack(">IHHHH", 0x00010000, count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    head = tables["head"]
    tables = {**tables, "head": head[:8] + b"\0\0\0\0" + head[12:]}
    place = 12 + 16 * count
    directory, body = b"", b""
    for tag in sorted(tables):
        data = tables[tag]
        padded = data + b"\0" * (-len(data) % 4)
        directory += struct.pack(">4sIII", tag.encode("ascii"), _checksum(padded), place + len(body), len(data))
        body += padded
    whole = header + directory + body
    adjustment = (CHECKSUM_MAGIC - _checksum(whole)) & 0xFFFFFFFF
    at = struct.unpack_from(">I", directory, 16 * sorted(tables).index("head") + 8)[0] + 8
    return whole[:at] + struct.pack(">I", adjustment) + whole[at + 4 :]


def _checksum(padded: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
