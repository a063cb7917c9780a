"""What the report says of things that more than one kind of source holds."""

from __future__ import annotations

CITATION = "a citation stands as words: put its source under references:, then cite it as [@key]"
SECOND_HEAD = "a second row of headings stands as a row: make one heading of each two"
SIDE_BY_SIDE = "words that stood in columns stand side by side: if this is a table, make it one"
TURNED = "letters that are turned round stand in the order in which they were typed: see that it is the right one"
UNKNOWN_SIGNS = "letters of a symbol font whose signs nobody can tell stand as letters"
UNSEEN_WORDS = "words that are white, or too small to be read, are taken: see that they belong here"
