"""Shape a segment (the text between two line-break opportunities) once, and keep it for every later document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property

from handout.pdf.text.faces import INVISIBLE, Face
from handout.pdf.text.font_book import WHEN_OTHER, book
from handout.pdf.text.harfbuzz import FRAMES, composes, harfbuzz, with_marks
from handout.pdf.text.pair_kerning import END, SIGNS, NotPaired, Pairs, paired_letters
from handout.pdf.text.scripts import scripts_in
from handout.pdf.text.segments import LATIN, SIMPLE_CODES, Segment, Uncovered, kern_after, plainly_shaped, shaped

ROOM = 60_000
JOINED = "\0"  # in a key, between a segment and the letters it joins


class Unpaired(Exception):
    """HarfBuzz sets two letters otherwise than the face's tables say: it is asked for every word from now on."""


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
        self._stand_ins: dict[str, Face | None] = {}
        self._language = language
        self._script = script
        self._rtl = rtl
        self.mixes = False
        """Whether any segment was made of parts."""

    @cached_property
    def _pairs(self) -> tuple[Pairs, Pairs, Face, float] | None:
        """What words are added up from, and what has no letter and so is of no script; None: from nothing.

        With them the face that words are then shown in, and thousandths of the font size in one of its units.
        """
        face = self._faces[0]
        letters = frozenset() if self._rtl or self._script else paired_letters(face)
        if not letters:
            return None
        return Pairs(letters, self._pair, LATIN), Pairs(letters, self._pair, ""), face.simple, 1000 / face.units

    def __missing__(self, text: str) -> Segment:
        if len(self) > ROOM:
            self.clear()
        segment = self[text] = self.shape(text)
        return segment

    def shape(self, text: str) -> Segment:
        """A segment that is not cached here."""
        # To look into a face's tables takes longer than to shape a few words of a script that they hold nothing for.
        if text and (text.isascii() or not SIGNS.isdisjoint(text)) and self._pairs:
            words, signs, face, scale = self._pairs
            pairs = words if text[0].isalpha() or any(map(str.isalpha, text)) else signs
            try:
                # Most words are shown as they are written: one string of them is kept, not two.
                body, width, ink = pairs.added_up(text)
                return Segment(text, face, width * scale, ink * scale, body)
            except NotPaired:
                pass
            except Unpaired:
                self._pairs = None
        if not self._rtl:
            usual = plainly_shaped(text, self._faces[0], self._language, self._script)
            if usual is not None:
                return usual
        before, bare, after = text.split(JOINED) if JOINED in text else ("", text, "")
        other = self._face_for(bare)
        if other and (other is self._faces[0] or not _ends_in_space_after_sign(bare)):
            return shaped(bare, other, self._language, self._script, self._rtl, before, after)
        return self._mixed(bare)

    def _pair(self, pair: str, script: str) -> tuple[str, int]:
        """A letter before another, or before nothing: what it writes, and how far it moves the pen in font units."""
        face = self._faces[0]
        letters = pair.removesuffix(END)
        infos, positions = harfbuzz(("", letters, ""), face, self._language, script, False)
        glyph, moved = face.plain[letters[0]], positions[0].x_advance
        shifted = [position for position in positions if position.x_offset or position.y_offset]
        if len(infos) != len(letters) or infos[0].codepoint != glyph or shifted:
            raise Unpaired
        written, nominal = SIMPLE_CODES[letters[0]], face.advances[glyph]
        kern = kern_after(face.simple, nominal, moved) if moved != nominal else 0.0
        return (f"{written}){kern:g}(", moved) if kern else (written, nominal)

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
        for face in self._all_faces(text):
            if face.covers(text):
                if composes(face, text):
                    return face
                having.append(face)
        return next((face for face in having if composes(face, text, anchored=False)), None)

    def _all_faces(self, text: str) -> Iterator[Face]:
        """The faces that may have a text, in order; those of families that no sheet names are opened when asked."""
        yield from self._faces
        if self._spare is None:
            self._spare = list(book().fallbacks(self._families, self._language))
        scripts = scripts_in(text)
        for family in self._spare:
            if book().may_have(family, scripts):
                if family not in self._stand_ins:
                    self._stand_ins[family] = book().stand_in(family, self._bold, self._italic)
                face = self._stand_ins[family]
                if face is not None:
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
        self.mixes = True
        parts = tuple(shaped(stretch, face, self._language, self._script, self._rtl) for stretch, face in stretches)
        width = sum(part.width for part in parts)
        return Segment(text, None, width, width - parts[-1].width + parts[-1].ink, parts=parts)

    def _face_of_piece(self, piece: str, before: tuple[str, Face] | None) -> Face | None:
        """The face of what stands before a piece if it has that too, else the first that has it.

        Spaces are set in the face of words: one behind a sign would have the width of its font.
        """
        goes_on = before is not None and (not piece.isspace() or _holds_words(before[0]))
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
    return text[-1:].isspace() and not _holds_words(text)


def _holds_words(text: str) -> bool:
    """Whether a text has letters or digits, but for those in a frame, which are signs."""
    if text.isascii():
        return any(map(str.isalnum, text))
    return any(letter[0].isalnum() and FRAMES.isdisjoint(letter) for letter in with_marks(text) if letter)


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


@cache
def shaper(
    families: tuple[str, ...], bold: bool, italic: bool, language: str, script: str = "", rtl: bool = False
) -> Shaper:
    """The shaper of this process for one look, language, script and direction."""
    return Shaper(families, bold, italic, language, script, rtl)


WHEN_OTHER.append(shaper.cache_clear)
