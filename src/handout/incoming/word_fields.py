"""The fields of a Word file (ISO/IEC 29500-1, 17.16), which may begin in one run and end in another.

Word fills them in: what stands there is what it filled in last.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from handout.incoming.remarks import CITATION
from handout.incoming.tree import Telling
from handout.incoming.word_package import W
from handout.incoming.word_styles import value
from handout.record import Mutable, field

PAGE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
_DRAWN = re.compile(r"\s*(?:EQ|SYMBOL|LISTNUM|AUTONUM|AUTONUMLGL|AUTONUMOUT|MACROBUTTON|GOTOBUTTON)\b", re.IGNORECASE)
"""Fields that Word draws from their code (17.16.5): what a reader sees of them stands nowhere else in the file."""
_SAYING = frozenset(f"{W}{name}" for name in ("t", "sym", "tab", "br", "cr", "noBreakHyphen", "ptab"))
_TAKEN = re.compile(r"\s*(?:(?:PAGEREF|REF|NOTEREF|STYLEREF|INCLUDETEXT|DOCPROPERTY|DOCVARIABLE)\b|=)")
_CITED = re.compile(r"\s*(?:CITATION\b|ADDIN\s+(?:ZOTERO_ITEM|EN\.CITE|CSL_CITATION|Mendeley Cit|PAPERS2_CIT))")
_MERGED = re.compile(r"\s*(?:MERGEFIELD|ADDRESSBLOCK|GREETINGLINE)\b")
_DATE = re.compile(r"\s*(?:DATE|TIME|SAVEDATE|PRINTDATE|CREATEDATE)\b")


class _Field(Mutable):
    """A field that has begun; `code` says what it is once its result begins, `result` what it shows."""

    code: str = ""
    is_result: bool = False
    result: str = ""


class Fields(Mutable):
    """The fields that are open where a reader of the file stands."""

    telling: Telling
    open: list[_Field] = field(default_factory=list)

    def settle(self, run: Element, place: str) -> None:
        """Leave page numbers and instructions out of a run, and put what was chosen from a list where it is seen."""
        for child in list(run):
            if child.tag == f"{W}fldChar":
                missing = self._turn(child, place)
                if (chosen := choice_of(child) or missing) is not None:
                    said = Element(f"{W}t")
                    said.text = chosen
                    run.insert(list(run).index(child) + 1, said)
            elif child.tag == f"{W}instrText" and self.open:
                self.open[-1].code += child.text or ""
            elif child.tag in _SAYING and self.open:
                self._say(child, run, place)

    def begin_paragraph(self) -> None:
        """An instruction ends with its paragraph, whatever is missing of it: no words behind it are hidden by it."""
        for one in self.open:
            one.is_result = True

    def _say(self, child: Element, run: Element, place: str) -> None:
        """Of what stands inside a field: its result is seen, what fills in its code is not."""
        words = child.text or ""
        for one in self.open:
            one.result += (words or " ") if one.is_result else ""
        if not all(one.is_result for one in self.open):
            self.telling.left_out(place, "inside the instructions of a field", words)
            run.remove(child)
        elif any(PAGE.match(one.code) for one in self.open):
            self.telling.left_out(place, "a page number", words)
            child.text = ""

    def _turn(self, mark: Element, place: str) -> str | None:
        """A field begins, comes to its result, or ends; gives what is to be written where one ends unseen."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self.open.append(_Field())
        elif kind == "separate" and self.open:
            self.open[-1].is_result = True
            self.tell(self.open[-1].code, place)
        elif kind == "end" and self.open:
            ended = self.open.pop()
            if all(one.is_result for one in self.open):
                return self.unseen(ended.code, ended.result, place)
        return None

    def unseen(self, code: str, result: str, place: str) -> str | None:
        """What is to be written for a field that Word draws itself; None where its result is in the file."""
        if result.strip() or _DRAWN.match(code) is None:
            return None
        is_equation = code.split()[0].upper() == "EQ"
        what = "an equation" if is_equation else "a sign or number that Word draws"
        self.telling.left_out(place, f"{what}, of which the file holds only the instruction", code)
        return f"(write: {'what an equation says' if is_equation else 'what Word shows here'})"

    def tell(self, code: str, place: str) -> None:
        """Tell of a field whose words may no longer be true."""
        if _TAKEN.match(code):
            self.telling.changed(place, "what Word took from another place stands as words: see that it is still true")
        elif _DATE.match(code):
            self.telling.changed(place, "a date that Word fills in stands as it was last")
        elif _CITED.match(code):
            self.telling.look(place, CITATION)
        elif _MERGED.match(code):
            reason = "what Word fills in for each letter stands as words: take it out, or use a 'fill_in' block"
            self.telling.look(place, reason)


def choice_of(mark: Element) -> str | None:
    """What is chosen in a list that drops down in a form; it stands in no run of its own."""
    choices = mark.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return None
    entries = [value(entry) for entry in choices.findall(f"{W}listEntry")]
    said = value(choices.find(f"{W}result")) or value(choices.find(f"{W}default")) or "0"
    return entries[int(said)] if said.isascii() and said.isdigit() and int(said[:4]) < len(entries) else None
