"""How a table's width is shared out among its columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handout.flow import Column
from handout.layout.tables import column_widths, typed_shares

EM = 12.0
LENGTHS = st.floats(10.0, 300.0)


def test_columns_that_all_fit_share_what_is_left_by_their_width() -> None:
    assert column_widths([None, None], [10.0, 10.0], [50.0, 100.0], 300.0, EM) == pytest.approx([100.0, 200.0])


def test_columns_that_want_more_than_there_is_get_more_the_more_they_want() -> None:
    assert column_widths([None, None], [20.0, 20.0], [120.0, 320.0], 140.0, EM) == pytest.approx([45.0, 95.0])


def test_typed_shares_are_kept() -> None:
    assert column_widths([0.25, 0.75], [10.0, 10.0], [500.0, 10.0], 400.0, EM) == pytest.approx([100.0, 300.0])


def test_a_column_without_a_share_takes_what_the_others_leave() -> None:
    assert column_widths([0.25, None], [10.0, 10.0], [50.0, 50.0], 400.0, EM) == pytest.approx([100.0, 300.0])


def test_a_typed_share_gives_way_before_a_word_is_cut() -> None:
    assert column_widths([0.1, 0.9], [80.0, 10.0], [80.0, 10.0], 400.0, EM) == pytest.approx([80.0, 320.0])


def test_words_too_wide_for_the_table_take_no_room_from_columns_of_short_words() -> None:
    assert column_widths([None] * 3, [10.0, 300.0, 200.0], [10.0, 300.0, 200.0], 210.0, EM) == pytest.approx(
        [10.0, 100.0, 100.0]
    )


@given(st.lists(st.tuples(st.none() | st.floats(0.05, 1.0), LENGTHS, LENGTHS), min_size=1, max_size=8))
def test_the_columns_fill_the_table_and_hold_their_words_when_they_can(
    columns: list[tuple[float | None, float, float]],
) -> None:
    typed = [share for share, _, _ in columns]
    total = sum(share or 0.0 for share in typed)
    shares = [share / total if share and total > 1 else share for share in typed]
    least = [low for _, low, _ in columns]
    natural = [low + more for _, low, more in columns]
    widths = column_widths(shares, least, natural, 468.0, EM)
    if sum(least) <= 468.0:
        assert sum(widths) == pytest.approx(468.0)
        assert all(width >= low - 0.01 for width, low in zip(widths, least, strict=True))
    else:
        assert sum(widths) <= 468.01


def test_short_entries_have_one_line_each_before_long_ones_are_given_more() -> None:
    assert column_widths([None] * 3, [30.0, 40.0, 60.0], [45.0, 300.0, 600.0], 300.0, EM)[0] == pytest.approx(45.0)


def test_a_label_has_one_line_where_the_others_keep_room_for_words() -> None:
    columns = [None] * 3, [50.0, 40.0, 60.0], [90.0, 300.0, 600.0]
    assert column_widths(*columns, 284.0, EM)[0] == pytest.approx(90.0)
    assert column_widths(*columns, 230.0, EM)[0] < 70.0
    assert column_widths(*columns, 190.0, EM)[0] < 60.0


@pytest.mark.parametrize(("width", "share"), [(400.0, 0.3), (284.0, 0.35), (190.0, 0.3)])
def test_the_days_of_a_schedule_have_one_line_each_where_the_rest_keeps_as_much(width: float, share: float) -> None:
    columns = Column(width=0.3, grows=True), Column()
    assert typed_shares(columns, [0.35 * 284.0, 600.0], width, EM) == [pytest.approx(share), None]
