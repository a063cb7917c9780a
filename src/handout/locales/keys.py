"""Every key of a file of interface words: the placeholders its words must hold, or how many words its list has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from handout.content.blocks import WORDS as OF_BLOCKS

LISTS: Final[Mapping[str, int]] = {
    "months": 12,
    "months_alone": 12,
    "months_short": 12,
    "months_short_alone": 12,
    "quotes": 4,
    "ordinals": 60,
    "seasons": 4,
}

BEGINNINGS: Final[tuple[str, ...]] = ("list_last_before",)
"""Words that take the place of others before some beginnings; a file may leave them out."""

MADE: Final[tuple[str, ...]] = ("machine", "project")
"""What `made` may say of a file: whose wording it is."""

WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": (),
    "direction": (),
    # dates, lists, quotation marks
    "date": ("day", "month", "year"),
    "first_day": (),
    "month_year": ("month", "year"),
    "decimal_marks": (),
    "list_separator": (),
    "list_last": (),
    "clause_separator": (),
    # every page
    "page_of": ("page", "pages"),
    "version": ("version",),
    "short_disclaimer": (),
    "skip_to_text": (),
    # the review line
    "review_draft": (),
    "review_source": ("name",),
    "review_changed": (),
    "review_signed": ("reviews", "due"),
    "review_signed_by": ("reviewers", "date"),
    "review_overdue": ("due",),
    "mark_draft": (),
    "flag_overdue": (),
    # page 1
    "audience": (),
    "summary_heading": (),
    "get_help_emergency": ("emergency",),
    "get_help_emergency_no_number": (),
    "get_help_call": ("phone",),
    "get_help_call_no_number": (),
    # blocks
    **OF_BLOCKS,
    # a print for one patient
    "patient_heading": ("name",),
    "patient_added": (),
    "patient_born": (),
    "patient_number": (),
    "patient_added_by": (),
    "patient_notes": (),
    "patient_medicines": (),
    "patient_ask": (),
    "patient_visits": (),
    "patient_printed": (),
    # a page of look-ups
    "answer_nothing": (),
    # citations
    "citation": ("number",),
    "citation_back": ("number",),
    "references_heading": (),
    "references_on_request": (),
    "references_on_request_phone": ("phone",),
    "reference_day": ("year", "month", "day"),
    "reference_month": ("year", "month"),
    "reference_no_date": (),
    "reference_internet": (),
    "reference_cited": ("date",),
    "reference_cited_month": ("date",),
    "reference_available": (),
    "reference_editor": (),
    "reference_editors": (),
    "reference_edition": ("edition",),
    "reference_translator": (),
    "reference_translators": (),
    "reference_volume": ("volume",),
    "reference_version": ("version",),
    "reference_section": ("section",),
    "reference_season": ("year", "season"),
    "reference_in": (),
    "reference_pages": ("pages",),
    "reference_report": ("number",),
    "reference_et_al": (),
    # the end
    "disclaimer_heading": (),
    "about_heading": (),
    "about_version": (),
    "about_published": (),
    "about_adapted_from": (),
    "about_source_modified": ("date",),
    "about_source_reviewed_by": (),
    "about_reviewed_by": (),
    "about_not_reviewed": (),
    "about_changed": (),
    "about_waits_for": (),
    "about_attests": ("name", "quote", "date"),
    "attests": ("role",),
    "about_next_review": (),
    "about_review_was_due": (),
    "about_funding": (),
    "about_conflicts": (),
    "about_left_out": (),
    "about_editorial_policy": (),
    "about_publisher": (),
    "about_feedback": (),
    "about_feedback_qr": ("url",),
}
