"""From runs of text to lines of placed glyphs: fonts, shaping, direction, line ends."""
