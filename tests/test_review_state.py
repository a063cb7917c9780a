"""A reviewer's name stands only under the text that person reviewed, and only until its day."""

from datetime import date
from pathlib import Path

import pytest

from handout.content.clinic import Clinic
from handout.problems import Problems
from handout.reading import models, yaml_file
from handout.review.release import release_problems
from handout.review.status import ReviewStatus, SignOff, State, due_day, missing_roles, status_of
from handout.source import Span
from test_review_record import a_sign_off

TEXT, OTHER = "sha256:" + "a" * 64, "sha256:" + "b" * 64
DAY = date(2027, 1, 1)


def a_clinic(review: str = "") -> Clinic:
    problems = Problems()
    source = f"name: Riverside Kidney Clinic\n{review}\n"
    node = yaml_file.parse(source.encode(), "content/clinic.yaml", problems)
    clinic = None if node is None else models.read(Clinic, node, problems, "clinic")
    assert clinic is not None
    assert not [*problems]
    return clinic


TWO_ROLES = a_clinic("review: {required: [clinical, pharmacy], valid_for: 24 months}")


def stands(clinic: Clinic, *sign_offs: SignOff, today: date = DAY) -> ReviewStatus:
    return status_of(clinic, sign_offs, TEXT, today)


def test_without_a_sign_off_it_is_a_draft() -> None:
    assert stands(a_clinic()).state is State.DRAFT


def test_a_sign_off_of_this_text_signs_it() -> None:
    found = stands(a_clinic(), a_sign_off())
    assert (found.state, found.sign_offs, found.due) == (State.SIGNED, (a_sign_off(),), date(2028, 11, 22))


def test_a_sign_off_of_another_text_leaves_it_changed_and_without_a_name() -> None:
    found = stands(a_clinic(), a_sign_off(digest=OTHER))
    assert (found.state, found.sign_offs, found.due) == (State.CHANGED, (), None)


def test_the_due_day_itself_is_in_date() -> None:
    assert stands(a_clinic(), a_sign_off(), today=date(2028, 11, 22)).state is State.SIGNED


def test_the_day_after_is_overdue() -> None:
    assert stands(a_clinic(), a_sign_off(), today=date(2028, 11, 23)).state is State.OVERDUE


def test_signing_again_takes_the_place_of_an_overdue_sign_off() -> None:
    again = a_sign_off(time="2028-12-01T09:00:00+00:00", due=date(2030, 12, 1))
    found = stands(a_clinic(), a_sign_off(), again, today=date(2028, 12, 2))
    assert (found.state, found.sign_offs) == (State.SIGNED, (again,))


def test_going_back_to_a_signed_text_finds_its_sign_off() -> None:
    assert stands(a_clinic(), a_sign_off(), a_sign_off(digest=OTHER)).state is State.SIGNED


def test_one_of_two_roles_is_not_enough() -> None:
    found = stands(TWO_ROLES, a_sign_off())
    assert (found.state, found.sign_offs) == (State.DRAFT, ())


def test_both_roles_are_enough_and_stand_in_the_clinics_order() -> None:
    pharmacy = a_sign_off(role="pharmacy", name="Bo Example")
    found = stands(TWO_ROLES, pharmacy, a_sign_off())
    assert (found.state, found.sign_offs) == (State.SIGNED, (a_sign_off(), pharmacy))


def test_a_role_that_signed_an_earlier_text_leaves_it_changed() -> None:
    assert stands(TWO_ROLES, a_sign_off(), a_sign_off(role="pharmacy", digest=OTHER)).state is State.CHANGED


def test_a_role_that_is_not_required_is_not_enough() -> None:
    clinic = a_clinic("review: {required: [clinical]}")
    assert stands(clinic, a_sign_off(role="plain language")).state is State.DRAFT


def test_roles_are_compared_without_regard_to_capitals() -> None:
    assert stands(a_clinic("review: {required: [Clinical]}"), a_sign_off(role="clinical")).state is State.SIGNED


def test_the_earliest_due_date_of_the_required_roles_counts() -> None:
    early = a_sign_off(role="pharmacy", due=date(2027, 6, 1))
    found = stands(TWO_ROLES, a_sign_off(), early)
    assert found.due == date(2027, 6, 1)
    assert stands(TWO_ROLES, a_sign_off(), early, today=date(2027, 6, 2)).state is State.OVERDUE


def test_another_role_that_lapsed_takes_only_its_own_name_away() -> None:
    clinic = a_clinic("review: {required: [clinical]}")
    other = a_sign_off(role="plain language", due=date(2027, 6, 1))
    assert stands(clinic, a_sign_off(), other, today=date(2027, 6, 1)).sign_offs == (a_sign_off(), other)
    assert stands(clinic, a_sign_off(), other, today=date(2027, 6, 2)).sign_offs == (a_sign_off(),)


def test_no_sign_off_holds_longer_than_the_clinic_lets_it() -> None:
    clinic = a_clinic("review: {valid_for: 12 months}")
    assert due_day(a_sign_off(), clinic) == date(2027, 11, 22)
    assert stands(clinic, a_sign_off(), today=date(2027, 11, 23)).state is State.OVERDUE


def test_an_earlier_due_date_beats_the_clinics_limit() -> None:
    assert due_day(a_sign_off(due=date(2027, 1, 1)), TWO_ROLES) == date(2027, 1, 1)


def test_the_missing_roles_are_named() -> None:
    assert missing_roles(TWO_ROLES, (a_sign_off(), a_sign_off(role="pharmacy", digest=OTHER)), TEXT) == ("pharmacy",)


@pytest.mark.parametrize(
    ("sign_offs", "today", "told"),
    [
        ((), DAY, "E83] not released: nobody has signed it"),
        ((a_sign_off(digest=OTHER),), DAY, "E84] not released: it has changed since it was reviewed"),
        ((a_sign_off(), a_sign_off(role="pharmacy")), date(2029, 1, 1),
         "E85] not released: its review was due on 2028-11-22"),
        ((a_sign_off(),), DAY, "E86] not released: not yet signed for pharmacy"),
    ],
)  # fmt: skip
def test_a_release_refuses_whatever_is_not_signed_and_says_why(
    sign_offs: tuple[SignOff, ...], today: date, told: str
) -> None:
    found = status_of(TWO_ROLES, sign_offs, TEXT, today)
    (problem,) = release_problems(found, TWO_ROLES, sign_offs, Span("content/wound.yaml", 1, 1))
    assert told in str(problem)


def test_the_role_that_lapsed_is_asked_to_sign_again() -> None:
    sign_offs = (a_sign_off(), a_sign_off(role="pharmacy", due=date(2027, 1, 1)))
    found = status_of(TWO_ROLES, sign_offs, TEXT, date(2027, 6, 1))
    (problem,) = release_problems(found, TWO_ROLES, sign_offs, Span("content/wound.yaml", 1, 1))
    assert problem.hint is not None
    assert "--role pharmacy" in problem.hint


def test_a_release_takes_what_is_signed() -> None:
    sign_offs = (a_sign_off(), a_sign_off(role="pharmacy"))
    found = stands(TWO_ROLES, *sign_offs)
    assert release_problems(found, TWO_ROLES, sign_offs, Span(str(Path("content/wound.yaml")), 1, 1)) == []
