"""What a word is made of in all scripts: letters, and the signs that stand at them."""

from __future__ import annotations

from typing import Final

MARKS: Final = (
    "\u0300-\u036f\u0483-\u0489"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3"
    "\u0900-\u0963\u0966-\u096f\u0971-\u0df3"
    "\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ece\u0f35\u0f37\u0f39\u0f3e\u0f3f\u0f71-\u0f84\u0f86-\u0fbc"
    "\u102b-\u1049\u1050-\u109d\u135d-\u135f\u17b4-\u17d3\u17dd\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200c\u200d\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ua8e0-\ua8f1\ua9e5\uaa7b-\uaa7d\ufe00-\ufe0f\ufe20-\ufe2f"
)
"""Vowel signs, accents and joiners, which are no part of a word for Python, with the letters that stand among them."""

LETTER: Final = rf"(?!_)[\w{MARKS}]"
"""A pattern of one letter, digit or mark."""
