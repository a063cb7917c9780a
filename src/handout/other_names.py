"""What others call a key or a choice, and how it is called here, where an author typed one that there is not.

For each, its other names in the order in which they are likely, parted by commas. It is asked only for a hint.
"""

from __future__ import annotations

from collections.abc import Iterable

OTHER_NAMES = {
    # texts and headings
    "text": "body, content, contents, paragraph, message, words, description, note, step, instruction, what",
    "body": "text, content, contents, paragraphs, blocks, items",
    "title": "heading, header, headline, name, label, caption",
    "heading": "title, header, headline, name, label",
    "subtitle": "subheading, tagline",
    "label": "title, text, field, question, prompt, heading",
    "caption": "title, legend, description, text, heading",
    "summary": "abstract, description, intro, introduction, overview, key points",
    "purpose": "goal, aim, why",
    "audience": "for, readers, reader, who, target",
    # lists
    "items": "list, entries, points, things, bullets, tasks, lines, rows, steps, times, text",
    "columns": "headers, header, headings, cols, head",
    "rows": "data, entries, lines, items, cells, body",
    "lines": "rows, space, height, blanks",
    "sections": "chapters, parts, body, content",
    # pictures
    "image": "picture, file, src, source, photo, path, img, filename, icon",
    "images": "pictures, photos, figures",
    "alt": "description, alternative, alternative text, alt text, alttext, text",
    "credit": "copyright, attribution, photographer, author, source",
    # blocks
    "q": "question, ask, query, title, heading",
    "a": "answer, reply, response, text",
    "term": "word, name, title, concept",
    "meaning": "definition, explanation, means, description, text",
    "name": "medicine, medication, drug, med, product, title",
    "what_for": "for, why, reason, purpose, indication, use, used for",
    "morning": "am, breakfast",
    "noon": "lunch, midday, lunchtime",
    "evening": "pm, dinner, supper",
    "bedtime": "night, bed, at night",
    "as_needed": "prn, when needed, if needed, needed, as required, when required",
    "how_much": "dose, amount, dosage, quantity, how many, strength",
    "when": "time, at, day, date, hour, frequency, how often",
    "what": "text, task, do, event, action, activity, description, title",
    "notes": "note, comment, comments, remark, remarks, instructions, text",
    "level": "colour, color, zone, severity, tone, kind, type",
    "signs": "symptoms, items, when, if, text",
    "do": "action, actions, steps, what to do, dos, yes, items, text",
    "dont": "don't, don’t, donts, don'ts, avoid, do not, no, never",
    "in": "number, count, affected, n, part, few",
    "of": "total, out of, people, many",
    "happens": "event, what, text, label, yes, outcome",
    "otherwise": "else, not, rest, no",
    "tick": "checkbox, check, tickbox, box, boxes",
    "tone": "kind, type, level, style, severity, colour, color",
    "width": "size",
    # the handout and the clinic
    "language": "lang, locale",
    "version": "edition, revision",
    "published": "date, publication date, issued, updated",
    "get_help": "help, contact, contacts",
    "call": "phone, telephone, tel, contact, number",
    "emergency": "emergency phone, urgent, emergencies",
    "id": "anchor, slug, key",
    "references": "sources, bibliography, citations, refs, literature",
    "keywords": "tags, topics, subjects",
    "funding": "sponsor, sponsors, grant, funded by",
    "conflicts": "conflict, conflicts of interest, competing interests, coi",
    "withdrawn": "retired, archived, obsolete",
    "phone": "tel, telephone, phone number, call",
    "website": "url, web, site, homepage, link",
    "address": "street, location",
    "timezone": "time zone, tz",
    "url": "link, website, address",
    # kinds of block
    "callout": "alert, warning, info, tip, caution, box, note, important",
    "steps": "numbered, procedure, instructions, list, ol, step",
    "checklist": "bullets, todo, tasks, list, ul",
    "figure": "image, picture, photo, img",
    "figures": "images, pictures, photos, gallery",
    "questions": "faq, qa, q and a, question",
    "terms": "glossary, definitions, vocabulary, words",
    "medicines": "medications, drugs, meds, medicine, medication, pills",
    "zones": "action plan, traffic light, traffic lights",
    "do_dont": "dos and donts, dos donts, do dont",
    "schedule": "timetable, calendar, timeline, plan, times",
    "chance": "risk, odds, probability, icon array, chances",
    "fill_in": "form, blanks, blank",
    "log": "diary, tracker, record",
    "tear_off": "coupon, cut out, card",
    "page_break": "new page, pagebreak, break",
    # choices
    "note": "info, information, remark, notice",
    "tip": "hint, advice, success",
    "warning": "danger, caution, alert, important, attention, red",
    "go": "green, good, well, safe, ok",
    "careful": "yellow, amber, orange, caution, warning, worse",
    "stop": "red, danger, emergency, alert",
    "refuse": "error, fail, block, reject", "warn": "warning, advise",
    "on-request": "ask, request, hide, none, no, off, omit", "print": "show, yes, on, always",
    "icd-10-cm": "icd, icd10cm", "snomed-ct": "sct",
    # references
    "author": "authors", "issued": "date, date published, year", "DOI": "doi", "URL": "url, link",
    "container-title": "journal, publication",
    "literal": "name, organisation, organization", "family": "surname, last name, lastname",
    "given": "first name, firstname, forename",
    "article-journal": "journal article, journalarticle, journal, paper",
    "article-magazine": "magazine, magazine article, magazinearticle",
    "article-newspaper": "newspaper, news, newspaper article, newspaperarticle",
    "article": "preprint", "chapter": "book section, booksection, book chapter, inbook, incollection",
    "dataset": "data, database", "document": "misc, other", "legislation": "law, statute, act",
    "motion_picture": "video, film, movie", "pamphlet": "leaflet, brochure, booklet, handout",
    "paper-conference": "conference paper, conferencepaper, inproceedings, proceedings, conference",
    "post-weblog": "blog, blog post, blogpost", "report": "guideline, guidance, techreport, technical report",
    "software": "app, program, computer program, computerprogram",
    "thesis": "dissertation, phdthesis, mastersthesis", "webpage": "web, web page, website, online, internet, site",
    # looks
    "regular": "normal, medium, light", "bold": "semibold, heavy",
    "start": "left", "end": "right", "center": "centre, middle",
}  # fmt: skip


def named_otherwise(typed: str, known: Iterable[str]) -> str | None:
    """Which of these keys others call by the word that was typed."""
    asked = " ".join(typed.casefold().replace("-", " ").replace("_", " ").split())
    ranks = {word: rank for word in known if (rank := _rank(asked, OTHER_NAMES.get(word, ""))) is not None}
    return min(sorted(ranks), key=ranks.__getitem__, default=None)


def _rank(asked: str, names: str) -> int | None:
    listed = names.split(", ")
    return listed.index(asked) if asked in listed else None
