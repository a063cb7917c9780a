"""The example handout keeps each fact of the article that it was adapted from, in words of its own."""

import re
from functools import cache
from pathlib import Path

import pytest

from handout.content.handout import Handout
from handout.content.project import Project
from handout.edition import words_of
from handout.library import Library
from handout.problems import Problems
from support.cases import TODAY

ROOT = Path(__file__).parent.parent

FACTS = {
    "calcium builds up where it should not, in small vessels": "calcium … builds up in small blood vessels",
    "it makes them hard": "makes them hard",
    "what doctors call that": "vascular calcification",
    "skin and the fat under it are reached by these vessels": "blood to your skin and to the fat just under it",
    "the skin is hurt": "skin that gets too little blood is hurt and can die",
    "vessels of organs can be affected": "vessels of organs inside",
    "that can threaten life": "put your life at risk",
    "it is rare": "rare illness",
    "kidney failure at its end stage is the main cause": "kidney failure (end-stage kidney disease) is the main cause",
    "kidneys keep minerals in balance": "healthy kidneys keep calcium and other minerals in balance",
    "without them calcium can rise and settle": "when kidneys fail, calcium can go up and settle in the small vessels",
    "it can come with healthy kidneys and normal calcium": "healthy kidneys and normal calcium",
    "aluminum": "too much aluminum",
    "clotting": "problems with blood clotting",
    "overactive glands": "hyperparathyroidism",
    "medicines": "medicines that change your calcium level",
    "inflammation and steroids": "inflammation, and steroids for them",
    "vitamin D": "vitamin d supplements",
    "where it shows": "belly, thighs, buttocks, lower legs, and feet",
    "how it feels": "itch, burn, or hurt",
    "early": "blotchy and purple",
    "blisters": "blisters fill with blood … they may bleed",
    "star": "hard, sore star with a black center",
    "late": "skin dies (gangrene) … many deep open sores (ulcers)",
    "others are ruled out": "rules them out first",
    "blood tests": "calcium, phosphate, creatinine … parathyroid hormone (pth)",
    "x-ray": "x-ray … to see how far damage goes",
    "biopsy": "skin biopsy",
    "what treatment depends on": "how bad the illness is and how hard the vessels are",
    "wound care": "specialist stops infection from getting into your blood",
    "antibiotics": "antibiotics … fight infection",
    "dead skin": "debridement … takes away dead skin",
    "blood and oxygen for what lives": "blood and oxygen reach living skin",
    "oxygen": "hyperbaric oxygen",
    "clots": "clot dissolvers … break up clots",
    "food": "foods low in calcium and phosphate",
    "calcimimetics": "calcimimetics … make less pth … calcium goes down",
    "bisphosphonates": "bisphosphonates … stop bone from breaking down … less calcium",
    "dialysis": "dialysis … takes out extra calcium and phosphate when kidneys fail",
    "timely treatment": "early treatment makes these problems less likely",
    "amputation": "gangrene … operation to remove it (amputation)",
    "septicemia": "infection in the blood (septicemia) … puts your life at risk",
    "low calcium": "low calcium, from medicines",
    "organs": "heart attack, bleeding in the gut, or organ failure",
    "who does not survive": "inner organs are affected, about 8 in 10 people (80%) do not survive",
}
"""What the article says, and the words of the handout that say it; at `…` others may stand between."""


@cache
def said() -> str:
    library, problems = Library(ROOT, TODAY), Problems()
    entry = library.project.entry(ROOT / "content" / "calciphylaxis.yaml", problems)
    opened = None if entry is None else library.open(entry, problems)
    assert opened is not None
    return re.sub(r"\s+", " ", " ".join(text for _, text in words_of(opened.edition))).lower()


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_of_the_article_stands_in_the_example(fact: str) -> None:
    assert re.search(".{0,120}?".join(map(re.escape, FACTS[fact].split(" … "))), said())


def test_what_to_do_stands_before_what_it_is() -> None:
    project, problems = Project(ROOT), Problems()
    handout = project.load_handout(ROOT / "content" / "calciphylaxis.yaml", project.load_clinic(problems), problems)
    assert isinstance(handout, Handout)
    places = [section.id.text for section in handout.sections if section.id is not None]
    assert places.index("what-you-can-do") < places.index("skin") < places.index("what-it-is")
