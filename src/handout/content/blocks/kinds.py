"""The kinds of block that may stand anywhere, in a tear-off too. A new kind is its own file, and one line here."""

from typing import Any

from handout.content.blocks.callout import Callout
from handout.content.blocks.chance import Chance
from handout.content.blocks.checklist import Checklist
from handout.content.blocks.do_dont import DoDont
from handout.content.blocks.figure import Figure
from handout.content.blocks.figures import Figures
from handout.content.blocks.fill_in import FillIn
from handout.content.blocks.label_box import LabelBox
from handout.content.blocks.log import Log
from handout.content.blocks.medicines import Medicines
from handout.content.blocks.questions import Questions
from handout.content.blocks.schedule import Schedule
from handout.content.blocks.signatures import Signatures
from handout.content.blocks.steps import Steps
from handout.content.blocks.table import Table
from handout.content.blocks.terms import Terms
from handout.content.blocks.zones import Zones

INSIDE: dict[str, Any] = {
    "callout": Callout,
    "steps": Steps,
    "checklist": Checklist,
    "table": Table,
    "figure": Figure,
    "figures": Figures,
    "questions": Questions,
    "terms": Terms,
    "medicines": Medicines,
    "zones": Zones,
    "do_dont": DoDont,
    "schedule": Schedule,
    "chance": Chance,
    "fill_in": FillIn,
    "log": Log,
    "signatures": Signatures,
    "label_box": LabelBox,
}
"""The type that reads each kind, in the order the format lists them. A type hint has no type of its own: `Any`."""
