"""A reviewer is told exactly which part changed, and how."""

import pytest

from handout.review import changes as module
from handout.review.changes import ChangedPart, changes, word_changes

BEFORE = """\
handout-digest/1
language "en-US"
clinic
  "name" "Riverside Kidney Clinic"
  "phone" "555 0100"
handout handout
  get_help get-help
    call
      - "The skin turns red."
  purpose "How to keep your wound clean."
  references
    - reference
      id "nhs-2024"
      title "How do I care for a wound?"
  sections
    - section
      body
        -
          - paragraph
            words "Take 5 mg daily."
        - callout
          title "Do not soak it"
          tone "warning"
      heading "Washing"
    - section
      body
        -
          - paragraph
            words "Call us."
      heading "Asking"
  summary
    - "Keep it dry."
    - "Call us."
"""


def told(before: str, after: str) -> list[str]:
    return [shown(change) for change in changes(before, after)]


def shown(change: ChangedPart) -> str:
    lines = " | ".join(f"{old or ''} => {new or ''}" for old, new in change.lines)
    return f"{change.number}: {change.part}: {change.kind}: {lines}"


def test_nothing_changed() -> None:
    assert told(BEFORE, BEFORE) == []


def test_a_word_in_a_block_is_told_with_its_section() -> None:
    assert told(BEFORE, BEFORE.replace("soak it", "soak this")) == [
        '20: section "Washing", block 2 (callout): changed: title "Do not soak it" => title "Do not soak this"'
    ]


def test_a_changed_single_value_is_a_change_however_different() -> None:
    assert told(BEFORE, BEFORE.replace("How to keep your wound clean.", "Zzz")) == [
        '9: purpose: changed: "How to keep your wound clean." => "Zzz"'
    ]


def test_a_changed_phone_number_is_the_clinics() -> None:
    assert told(BEFORE, BEFORE.replace("555 0100", "555 0199")) == [
        '4: clinic, phone: changed: "555 0100" => "555 0199"'
    ]


def test_a_new_paragraph_does_not_make_those_after_it_changed() -> None:
    prose = '        -\n          - paragraph\n            words "Wash your hands."\n'
    after = BEFORE.replace("      body\n", "      body\n" + prose, 1)
    assert told(BEFORE, after) == [
        '17: section "Washing", block 1 (text): added:  =>  |  => - paragraph |  =>   words "Wash your hands."'
    ]


def test_a_key_point_taken_out_is_told() -> None:
    assert told(BEFORE, BEFORE.replace('    - "Keep it dry."\n', "")) == [
        'None: summary, item 1: removed: "Keep it dry." => '
    ]


def test_a_reference_goes_by_its_id() -> None:
    assert told(BEFORE, BEFORE.replace("a wound?", "my wound?")) == [
        '11: reference "nhs-2024": changed: title "How do I care for a wound?" => title "How do I care for my wound?"'
    ]


def test_a_changed_heading_leaves_its_paragraphs_alone() -> None:
    assert told(BEFORE, BEFORE.replace('"Asking"', '"Ask"')) == [
        '29: section "Ask", heading: changed: "Asking" => "Ask"'
    ]


def test_a_section_taken_out_takes_all_its_parts() -> None:
    start = BEFORE.index("    - section", BEFORE.index("    - section") + 1)
    end = BEFORE.index("  summary")
    assert [line.split(": ")[1:3] for line in told(BEFORE, BEFORE[:start] + BEFORE[end:])] == [
        ['section "Asking", heading', "removed"],
        ['section "Asking", block 1 (text)', "removed"],
    ]


def test_a_changed_word_is_marked_within_its_line() -> None:
    assert word_changes('"Take 5 mg daily."', '"Take 50 mg daily."') == '"Take [-5-]{+50+} mg daily."'


def of_many(texts: list[str]) -> str:
    items = "".join(f'    - "{text}"\n' for text in texts)
    return f"handout-digest/1\nhandout handout\n  summary\n{items}"


def test_a_part_is_looked_for_in_the_next_thirty_and_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    alike = module._alike
    monkeypatch.setattr(module, "_alike", lambda *parts: asked.append(parts) or alike(*parts))
    old = [f"Old text {number} of a kind" for number in range(300)]
    new = [f"Wholly {number} other words stand here" for number in range(300)]
    found = changes(of_many(old), of_many(new))
    assert len(found) == 600
    assert len(asked) <= 300 * module.FAR


def test_a_changed_part_is_found_behind_parts_that_are_gone() -> None:
    old = [*(f"Gone {number}" for number in range(20)), "Take 5 mg of the medicine with food"]
    (*gone, changed) = changes(of_many(old), of_many(["Take 50 mg of the medicine with food"]))
    assert ({one.kind for one in gone}, changed.kind) == ({"removed"}, "changed")


def test_lines_of_very_many_words_are_told_as_a_whole_between_what_is_the_same() -> None:
    before = " ".join(f"w{number}" for number in range(2000))
    after = " ".join(f"v{number}" for number in range(2000))
    told = word_changes(f"Take {before} daily", f"Take {after} daily")
    assert told == f"Take [-{before}-]{{+{after}+}} daily"
