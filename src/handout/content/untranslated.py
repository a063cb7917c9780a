"""Refuse a translation that still holds words copied from the source to be translated."""

from handout.problems import Problems
from handout.reading.nodes import Mapping, Node, Scalar, Sequence

MARK = "(translate)"
"""Stands before every text that `handout translate` copied; the translator takes it out with the words after it."""


def refuse_untranslated(node: Node, problems: Problems) -> None:
    """Tell every text that still bears the mark (E35)."""
    match node:
        case Scalar():
            at = node.text.text.find(MARK)
            if at >= 0:
                hint = f"put the translation in place of '{MARK}' and the words after it"
                problems.error("E35", node.text.at(at), "this text is not translated yet", hint)
        case Sequence():
            for item in node.items:
                refuse_untranslated(item, problems)
        case Mapping():
            for _, value in node.entries:
                refuse_untranslated(value, problems)
