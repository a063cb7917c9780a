"""Shape a segment (the text between two line-break opportunities) once, and keep it for every later document."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from handout.pdf.text.faces import INVISIBLE, SOFT_HYPHEN, Face
from handout.pdf.text.font_book import WHEN_OTHER, book
from handout.pdf.text.harfbuzz import composes, harfbuzz, with_marks
from handout.pdf.text.line_breaking import is_plain
from handout.pdf.text.pair_kerning import END, Pairs, paired_letters
from handout.pdf.text.runs import SPACES

UNREAD = dict.fromkeys(map(ord, INVISIBLE - {"\u200c", "\u200d"}))
LATIN = "Latn"
ROOM = 60_000
LEAST_KERN = 16.0
"""Latin letters are moved by no less, in thousandths of the font size: at 12 points a dot of a printer is wider."""
JOINED = "\0"  # in a key, between a segment and the letters it joins


class Cluster(NamedTuple):
    """Glyphs that stand for a text together: a ligature, a letter with its marks, another form of a letter.

    `parts` are (glyph, x, y) in font units from the cluster's origin; `advance` is how far it moves the pen. Of a
    right-to-left ligature the first letter has all the glyphs, and each that follows has none.
    """

    parts: tuple[tuple[int, int, int], ...]
    advance: int
    text: str


class Segment:
    """A shaped segment. Widths are in thousandths of the font size; `ink` leaves out the spaces at the end.

    `body` is what a PDF shows, without the outer brackets: a byte a glyph when `face` is shown as a simple font, else
    two (characters U+0000 to U+00FF), kerns as `)-20(`. It is None when a glyph needs a code of its own, which only a
    document can give: then `codes` holds (character or Cluster, kern after it). Glyphs are in visual order, which is
    what readers of PDF expect of right-to-left text too. `face` is None when no one face has all: then `parts` are the
    segments it is made of.
    """

    __slots__ = ("body", "codes", "face", "ink", "parts", "rtl", "text", "width")

    def __init__(
        self,
        text: str,
        face: Face | None,
        width: float,
        ink: float,
        body: str | None = None,
        codes: "tuple[tuple[str | Cluster, float], ...]" = (),
        parts: "tuple[Segment, ...]" = (),
        rtl: bool = False,
    ) -> None:
        self.text = text
        self.face = face
        self.width = width
        self.ink = ink
        self.body = body
        self.codes = codes
        self.parts = parts
        self.rtl = rtl

    def __repr__(self) -> str:
        return f"<Segment {self.text!r} {self.width:g}>"


class Uncovered(Exception):
    """No installed face has these characters."""

    def __init__(self, text: str, chars: list[str]) -> None:
        self.chars = chars
        super().__init__(text)


class Unpaired(Exception):
    """HarfBuzz sets two letters otherwise than the face's tables say: it is asked for every word from now on."""


class Codes(dict[str, str]):
    """The bytes of a character's code as they stand inside a PDF literal string (ISO 32000-1, 7.3.4.2)."""

    def __init__(self, encoding: str, errors: str) -> None:
        super().__init__()
        self._encoding = encoding
        self._errors = errors

    def __missing__(self, char: str) -> str:
        plain = char.encode(self._encoding, self._errors).decode("latin-1")
        written = self[char] = "".join([ESCAPED.get(byte, byte) for byte in plain])
        return written


ESCAPED = {"(": "\\(", ")": "\\)", "\\": "\\\\", "\r": "\\r"}
SIMPLE_CODES = Codes("cp1252", "strict")
"""One byte: WinAnsiEncoding."""
CODES = Codes("utf-16-be", "surrogatepass")
"""Two bytes: the character's number in Unicode."""


class NotPlain(Exception):
    """A word that asks for care, or that another face sets."""


class Words(dict[str, Segment]):
    """Segments of plain words, each followed by the same space or none, found by the word alone.

    All are of one face, and a line may end after each. Others raise NotPlain.
    """

    def __init__(self, shapes: "Shaper", space: str) -> None:
        super().__init__()
        self._shapes = shapes
        self._space = space

    def __missing__(self, word: str) -> Segment:
        if not is_plain(word + self._space):
            raise NotPlain
        segment = self._shapes.shape(word + self._space)
        if segment.face is not self._shapes.shown_as:
            raise NotPlain
        if len(self) > ROOM:
            self.clear()
        self[word] = segment
        return segment


class Shaper(dict[str, Segment]):
    """Segments of one look, language and direction, shaped when first asked for.

    The faces are tried in order, and the first that has the whole segment sets it; only when none has, the segment is
    made of parts.
    """

    def __init__(
        self, families: tuple[str, ...], bold: bool, italic: bool, language: str, script: str, rtl: bool
    ) -> None:
        super().__init__()
        self._families = families
        self._bold, self._italic = bold, italic
        self._faces = [book().face(family, bold, italic) for family in families]
        self._spare: list[str] | None = None
        self._language = language
        self._script = script
        self._rtl = rtl
        self._letters = frozenset() if rtl or script else paired_letters(self._faces[0])
        self.shown_as = self._faces[0].simple if self._letters else self._faces[0]
        self.words, self.last_words = Words(self, " "), Words(self, "")
        self._pairs = Pairs(self._pair)

    def __missing__(self, text: str) -> Segment:
        if len(self) > ROOM:
            self.clear()
        segment = self[text] = self.shape(text)
        return segment

    def shape(self, text: str) -> Segment:
        """A segment that is not kept here."""
        if self._letters.issuperset(text) and (text[:1].isalpha() or any(map(str.isalpha, text))):
            try:
                return self._added_up(text)
            except Unpaired:
                self._letters = frozenset()
        if not self._rtl:
            usual = plainly_shaped(text, self._faces[0], self._language, self._script)
            if usual is not None:
                return usual
        before, bare, after = text.split(JOINED) if JOINED in text else ("", text, "")
        face = self._face_for(bare)
        if face and (face is self._faces[0] or not _ends_in_space_after_sign(bare)):
            return shaped(bare, face, self._language, self._script, self._rtl, before, after)
        return self._mixed(bare)

    def _added_up(self, text: str) -> Segment:
        """A word of the first face as the sum of its pairs."""
        face = self.shown_as
        written, moves = zip(*map(self._pairs.__getitem__, pairwise(text + END)), strict=True)
        scale = 1000 / face.units
        width = sum(moves)
        end = len(text.rstrip(SPACES))
        ink = width if end == len(text) else sum(moves[:end])
        body = "".join(written)
        # Most words are shown as they are written: one string of them is kept, not two.
        return Segment(text, face, width * scale, ink * scale, text if body == text else body)

    def _pair(self, pair: tuple[str, str]) -> tuple[str, int]:
        """A letter before another, or before nothing: what it writes, and how far it moves the pen in font units."""
        face = self._faces[0]
        letters = "".join(pair).removesuffix(END)
        infos, positions = harfbuzz(("", letters, ""), face, self._language, LATIN, False)
        glyph, moved = face.plain[letters[0]], positions[0].x_advance
        shifted = any(any(position.position[:2]) for position in positions)
        if len(infos) != len(letters) or infos[0].codepoint != glyph or shifted:
            raise Unpaired
        kern = _kern(face.simple, face.advances[glyph], moved)
        written = SIMPLE_CODES[letters[0]]
        return (f"{written}){kern:g}(", moved) if kern else (written, face.advances[glyph])

    def joined(self, before: str, text: str, after: str) -> Segment:
        """A segment shaped as part of a word that goes on in another look: its letters still join their neighbours."""
        return self[f"{before}{JOINED}{text}{JOINED}{after}"]

    def lacking(self, text: str) -> list[str]:
        """The characters that no face here has, and the letters with marks that none puts together, each once."""
        found: dict[str, None] = {}
        for letter in dict.fromkeys(with_marks(text)):
            if self._lacks(letter):
                found |= dict.fromkeys([char for char in letter if self._lacks(char)] or [letter])
        return list(found)

    def _lacks(self, letter: str) -> bool:
        return not INVISIBLE.issuperset(letter) and self._face_for(letter) is None

    def _face_for(self, text: str) -> Face | None:
        """The first face that has all these characters and puts letters and marks together well."""
        having: list[Face] = []
        for face in self._all_faces():
            if face.covers(text):
                if composes(face, text):
                    return face
                having.append(face)
        return next((face for face in having if composes(face, text, anchored=False)), None)

    def _all_faces(self) -> Iterator[Face]:
        """The faces in order; those of families that no sheet names are opened when they are first asked."""
        yield from self._faces
        if self._spare is None:
            self._spare = list(book().fallbacks(self._families, self._language))
        while self._spare:
            face = book().stand_in(self._spare.pop(0), self._bold, self._italic)
            if face is not None:
                self._faces.append(face)
                yield face

    def _mixed(self, text: str) -> Segment:
        """A segment that no one face has: each word of one face if any has it, else the longest stretches."""
        stretches: list[tuple[str, Face]] = []
        lacking: list[str] = []
        for piece in self._pieces(text):
            before = stretches[-1] if stretches else None
            face = self._face_of_piece(piece, before)
            if face is None:
                lacking.append(piece)
            elif before is not None and before[1] is face:
                stretches[-1] = (before[0] + piece, face)
            else:
                stretches.append((piece, face))
        if lacking:
            raise Uncovered(text, list(dict.fromkeys(lacking)))
        parts = tuple(shaped(stretch, face, self._language, self._script, self._rtl) for stretch, face in stretches)
        width = sum(part.width for part in parts)
        return Segment(text, None, width, width - parts[-1].width + parts[-1].ink, parts=parts)

    def _face_of_piece(self, piece: str, before: tuple[str, Face] | None) -> Face | None:
        """The face of what stands before a piece if it has that too, else the first that has it.

        Spaces are set in the face of words: one behind a sign would have the width of its font.
        """
        goes_on = before is not None and (not piece.isspace() or any(map(str.isalnum, before[0])))
        if before is not None and goes_on and before[1].covers(piece) and composes(before[1], piece):
            return before[1]
        return self._face_for(piece)

    def _pieces(self, text: str) -> Iterator[str]:
        """Words, and what stands between them sign by sign; a word that no face has whole, letter by letter."""
        for piece in _words_and_signs(text):
            if len(piece) > 1 and self._face_for(piece) is None:
                yield from with_marks(piece)
            else:
                yield piece


def _ends_in_space_after_sign(text: str) -> bool:
    return text[-1:].isspace() and not any(map(str.isalnum, text))


def _words_and_signs(text: str) -> Iterator[str]:
    word = ""
    for letter in with_marks(text):
        if letter[0].isalpha() or (word and letter in INVISIBLE):
            word += letter
            continue
        if word:
            yield word
        word = ""
        yield letter
    if word:
        yield word


def shaped(
    text: str, face: Face, language: str, script: str = "", rtl: bool = False, before: str = "", after: str = "",
    *, may_be_simple: bool = True,
) -> Segment:  # fmt: skip
    """A segment of one face, shaped by HarfBuzz; Uncovered if a glyph is missing after all.

    It is shown in a simple font where it can be, in a face that sets its Latin letters plainly.
    """
    face = face.composite
    infos, positions = harfbuzz((before, text, after), face, language, script, rtl)
    if not infos and not INVISIBLE.issuperset(text):
        raise Uncovered(text, list(text))
    scale = 1000 / face.units
    end = len(text.rstrip(SPACES))
    width = ink = 0
    drawn: list[tuple[str | Cluster, int, int, int]] = []
    for first, last, begin, read in _clusters(text, [info.cluster - len(before) for info in infos], rtl):
        if any(info.codepoint == 0 for info in infos[first:last]):
            raise Uncovered(text, list(dict.fromkeys(read)))
        moved = sum(position.x_advance for position in positions[first:last])
        if rtl:
            # Readers turn right-to-left text round, some code by code, some sign by sign: no code may be several signs,
            # not even that of a ligature.
            drawn += [(Cluster((), 0, sign), 0, 0, begin) for sign in reversed(read[1:])]
            read = read[:1]
        drawn.append((*_code(face, infos[first:last], positions[first:last], read), moved, begin))
    shown_as = face.simple if may_be_simple and _is_simple(face, drawn) else face
    codes = []
    for code, nominal, moved, begin in drawn:
        kern = _kern(shown_as, nominal, moved)
        codes.append((code, kern))
        moved = moved if kern else nominal
        width += moved
        ink += moved if begin < end else 0
    body = _body(codes, SIMPLE_CODES if shown_as.is_simple else CODES)
    return Segment(text, shown_as, width * scale, ink * scale, body, () if body is not None else tuple(codes), rtl=rtl)


def _is_simple(face: Face, drawn: list[tuple[str | Cluster, int, int, int]]) -> bool:
    """Whether a segment can be shown in a simple font, being of a face that sets its letters plainly."""
    signs = [code for code, *_ in drawn if type(code) is str]
    if not signs or len(signs) < len(drawn):
        return False
    return all(map(face.simple_codes.__getitem__, signs)) and bool(paired_letters(face))


def plainly_shaped(text: str, face: Face, language: str, script: str) -> Segment | None:
    """The usual case of `shaped`, found sooner: from left to right, one glyph a letter, each with its usual code.

    None when it is another case.
    """
    glyphs = [*map(face.plain.__getitem__, text)]
    if not glyphs or 0 in glyphs:
        return None
    infos, positions = harfbuzz(("", text, ""), face, language, script, False)
    if [info.codepoint for info in infos] != glyphs or [info.cluster for info in infos] != [*range(len(text))]:
        return None
    across, up, moves, _ = zip(*[position.position for position in positions], strict=True)
    if any(across) or any(up):
        return None
    scale = 1000 / face.units
    is_simple = all(map(face.simple_codes.__getitem__, text)) and bool(paired_letters(face))
    shown_as, codes = (face.simple, SIMPLE_CODES) if is_simple else (face, CODES)
    widths = [*map(face.advances.__getitem__, glyphs)]
    body = [*map(codes.__getitem__, text)]
    for at in [at for at, moved in enumerate(moves) if moved != widths[at]]:
        kern = _kern(shown_as, widths[at], moves[at])
        if kern:
            body[at] += f"){kern:g}("
            widths[at] = moves[at]
    ink = sum(widths[: len(text.rstrip(SPACES))])
    return Segment(text, shown_as, sum(widths) * scale, ink * scale, "".join(body))


def _code(face: Face, infos: Any, positions: Any, read: str) -> tuple[str | Cluster, int]:
    """What a cluster is called, by its character if that is all it is, and how far it moves the pen in the font."""
    info, position = infos[0], positions[0]
    plain = len(infos) == 1 and not position.x_offset and not position.y_offset
    nominal = face.advances[info.codepoint]
    if plain and len(read) == 1 and face.plain[read] == info.codepoint:
        return read, nominal
    if not plain:
        pairs = zip(infos, positions, strict=True)
        nominal = sum(face.advances[i.codepoint] for i, p in pairs if p.x_advance)
    return Cluster(_parts(infos, positions), nominal, read), nominal


@cache
def shaper(
    families: tuple[str, ...], bold: bool, italic: bool, language: str, script: str = "", rtl: bool = False
) -> Shaper:
    """The shaper of this process for one look, language, script and direction."""
    return Shaper(families, bold, italic, language, script, rtl)


WHEN_OTHER.append(shaper.cache_clear)


@cache
def spaces(face: Face, text: str, rtl: bool) -> Segment:
    """White space set in the face of the word before it, shown as that is."""
    return shaped(text, face, "und", "", rtl, may_be_simple=face.is_simple)


@cache
def line_end_hyphen(face: Face) -> Segment:
    """The hyphen that a soft hyphen becomes at a line's end: drawn as a hyphen, read as U+00AD.

    Its text is empty: the soft hyphen is in the segment before it.
    """
    glyph = face.cmap["-"] if face.is_simple else face.cmap["\u2010"] or face.cmap["-"]
    advance = face.advances[glyph]
    width = advance * 1000 / face.units
    if face.is_simple:
        return Segment("", face, width, width, SIMPLE_CODES[SOFT_HYPHEN])
    return Segment("", face, width, width, None, ((Cluster(((glyph, 0, 0),), advance, "\u00ad"), 0.0),))


def _clusters(text: str, places: list[int], rtl: bool) -> list[tuple[int, int, int, str]]:
    """(first glyph, end, place in the text, text read) of each cluster, in visual order."""
    starts = [i for i, place in enumerate(places) if i == 0 or place != places[i - 1]]
    found = []
    for n, first in enumerate(starts):
        last = starts[n + 1] if n + 1 < len(starts) else len(places)
        begin = places[first]
        following = (starts[n - 1] if n else len(places)) if rtl else last
        end = places[following] if following < len(places) else len(text)
        found.append((first, last, begin, text[begin:end].translate(UNREAD)))
    return found


def _parts(infos: Any, positions: Any) -> tuple[tuple[int, int, int], ...]:
    x = 0
    parts = []
    for info, position in zip(infos, positions, strict=True):
        parts.append((info.codepoint, x + position.x_offset, position.y_offset))
        x += position.x_advance
    return tuple(parts)


def _body(codes: list[tuple[str | Cluster, float]], written: Codes) -> str | None:
    """What a PDF shows for characters; None if there is something else."""
    out = []
    for code, kern in codes:
        if isinstance(code, Cluster):
            return None
        out.append(written[code])
        if kern:
            out.append(f"){kern:g}(")
    return "".join(out)


def _kern(shown_as: Face, nominal: int, moved: int) -> float:
    """What is taken off after a glyph, in thousandths of the font size; 0 when it is too little to be seen."""
    kern = round((nominal - moved) * 1000 / shown_as.units, 2)
    return 0.0 if shown_as.is_simple and -LEAST_KERN < kern < LEAST_KERN else kern
