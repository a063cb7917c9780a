"""What a template leaves to be filled in, in the words of each language: the pattern that finds it.

The words stand in `text/data/left-overs.txt`; what needs no words of a language (XXX, TODO, {{name}}) stands here.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from handout.text.recognized import entries, entries_in_every_language

_LIST = "left-overs"
_ENGLISH = "en"
"""Templates come in English whatever the language of the text."""
_DENSE = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
"""Letters of scripts that put no spaces between words."""
_NEVER = r"(?!)"
_TELLING = 8
"""Letters of a message of Word that are looked for first."""

_SAME_EVERYWHERE = (
    r"|\[[Xx_ ]{3,}\]"
    r"|(?P<braces>\{\{[^{}\n]{0,60}\}\})"
    r"|(?P<merge>«[A-Z][a-z]{1,20}[A-Z_]\w{0,40}»|\{[^\W\d_]{2,20}(?:[_ ][^\W\d_]{1,20}){0,3}\}"
    r"|(?<!\#)\#{2,6}\w{1,40}\#{2,6}|(?<!\S)\?{3,}(?!\S))"
    r"|(?P<reminder>(?<![\w/.-])(?:TODO|FIXME|TBD)(?![\w/.-]*\w)|\b[Tt]odo:)"
    r"|(?P<dummy>(?i:\blorem[ ]{1,2}ipsum\b|\bdolor sit amet\b))"
    r"|(?P<crosses>(?<![\w,.-])(?:(?:\d{1,4}[-.])+X{3,}(?:-X{2,})?|X{3,}(?:-X{2,}){0,3}|[Xx]{2}[/.-][Xx]{2,}(?:[/.-][Xx]{2,4})?|x{3}(?:-x{3,4}){1,2}"
    r"|x{4,}|XX(?=[ ](?:mg|m[Ll]|mcg|µg|g|kg|IU|°|%|tablets?|times|hours|days|weeks)(?!\w)))(?![\w-])"
    r"(?! (?:syndrome|chromosome|female|karyotype)))"
    r"|(?P<blank>_{3,}|(?<!\S)__(?!\S))"
)
SIGNS = (
    "[", "［", "(write", "(Write", "(WRITE", "( write", "（write", "(trans", "(Trans", "(TRANS", "( trans", "（trans",
    "<", "{", "__", "TODO", "FIXME", "TBD", "todo:", "Todo:", "orem ips", "orem  ips", "orem Ips", "OREM IPS",
    "dolor sit", "«", "##", "???", "XX", "xx", "Xx",
)  # fmt: skip
"""What every placeholder holds one of, whatever the language: looked for in the whole text at once."""


def signs(language: str | None) -> tuple[str, ...]:
    """The same with those of a language: what its orders in capitals end in, how the messages of Word begin."""
    return (*SIGNS, *_signs_of(language))


def asks(typed: str, language: str | None) -> bool:
    """Whether brackets hold one thing that is asked for, or an order; not [date unknown], as catalogues write."""
    inside = typed.strip("[]［］ ").casefold()
    is_order = any(inside.startswith(f"{order} ") for order in _words("orders", language))
    return " " not in inside or is_order or inside in {*_words("alone", language), *_words("asked_for", language)}


@lru_cache
def pattern(language: str | None) -> re.Pattern[str]:
    """What finds the placeholders of a text in a language, and English ones; those of all languages if it is None."""
    asked, alone, orders = (_words(kind, language) for kind in ("asked_for", "alone", "orders"))
    nouns, dense = _apart(asked)
    order, dense_order = _apart(orders)
    capitals = _any(word.upper() for word in orders if " " not in word and word.upper() != word)
    return re.compile(
        r"(?P<write>[(（][ ]?(?i:write|translate)(?:[ ]?(?:…|\.\.\.|:[^()\n]{0,80}))?[ ]?[)）])"
        rf"|(?P<brackets>[\[［][ ]?(?:(?i:{order})(?=[^\w\u0300-\u0dff])[^\[\]@\n]{{0,60}}"
        rf"|{dense_order}[^\[\]@\n]{{0,40}}|(?:[^\s\[\]@]+[ ]){{0,3}}(?i:{nouns})(?:[ /][^\s/\[\]@]+){{0,4}}"
        rf"|[^\[\]@\n]{{0,12}}{dense}[^\[\]@\n]{{0,12}}|(?i:{_any(alone)}))[ ]?[\]］])"
        rf"|(?P<angles><(?:(?i:{order})[ ][^<>\n]{{1,60}}|{dense_order}[^<>\n]{{1,40}}|(?i:{nouns})|{dense})>)"
        rf"|(?P<order>(?<!\w){capitals}(?: \w+){{1,4}} {_any(_words('here', language))}(?!\w))"
        rf"|(?P<word>{_any(_words('of_word', language))})" + _SAME_EVERYWHERE
    )


def _apart(words: Iterable[str]) -> tuple[str, str]:
    """Patterns of words with spaces around them, and of those without."""
    dense = {word for word in words if re.match(_DENSE, word)}
    return _any(word for word in words if word not in dense), _any(dense)


def _any(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first; of nothing if there are none."""
    found = sorted(map(re.escape, words), key=len, reverse=True)
    return f"(?:{'|'.join(found) or _NEVER})"


def _words(kind: str, language: str | None) -> tuple[str, ...]:
    if language is None:
        return entries_in_every_language(_LIST, kind)
    tags = dict.fromkeys((language.partition("-")[0].lower(), _ENGLISH))
    return tuple(dict.fromkeys(word for tag in tags for word in entries(_LIST, kind, tag)))


@lru_cache
def _signs_of(language: str | None) -> tuple[str, ...]:
    return tuple({*_words("here", language), *(said[:_TELLING] for said in _words("of_word", language))})
