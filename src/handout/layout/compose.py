"""Flow and a style sheet become strips, and the whole structure tree with them: nothing is painted yet."""

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple, assert_never

from handout import flow
from handout.edition import Edition
from handout.layout.beside import put_beside
from handout.layout.divisions import Divisions, divided, how_to_divide
from handout.layout.drawings import IN_A_ROW, Icon, Image, People, Qr, TickBox, rows_of
from handout.layout.fields import field_of, put_blank, put_field
from handout.layout.inline import Inliner
from handout.layout.keeping import LEAD, LED_INTO, SHORT_FORM, SHORT_TABLE, keep_whole, leads_on
from handout.layout.page_breaks import height_of
from handout.layout.stacked_tables import can_turn
from handout.layout.strips import AVOID, FORCE, FREE, NEVER, Frame, Penalty, Strip, TextColumn
from handout.layout.tables import Grid
from handout.layout.text_styles import looks_of
from handout.pdf.file.structure import Element, Leaf, Properties
from handout.pdf.text.leading import Room, room_for
from handout.pdf.text.lines import Direction, DoesNotFit, Ink, Line, MissingGlyph, Run, natural_width, set_lines
from handout.pdf.text.missing_letters import Missing
from handout.problems import Problem, Problems
from handout.record import Record, replace
from handout.source import Span
from handout.style.properties import Sheet, Style
from handout.style.room import BOX_SIZE, box_room
from handout.text.phrase import Phrase, Text, one_line, plain

ASIDE_GUTTER = 14.0
BULLET = "•"
LOGO_HEIGHT = 24.0
QR_SIZE = 92.0
POINTS_PER_PIXEL = 72 / 144
CHECK_SIZE = 0.9
"""A check or a cross before an entry, as a multiple of the size of its letters."""
ICON_SIZE, ICON_ROOM = 1.2, 1.6
"""An icon before a word, and the room it takes, as multiples of the size of its letters."""
NEAR_LIST = 0.5
"""The share of a paragraph's space that stands between it and the list that it leads into."""
LONGEST_TEAR_OFF = 0.6
"""The share of a page that a tear-off may take."""
LETTER_MIDDLE = 0.35
"""The middle of a capital above the baseline, as a share of the size."""
MANY = 50
PERSON_ROOM, PERSON_ROOM_AMONG_MANY = 1.75, 1.1
"""The room for one of a few, or of many, people in a picture, as a multiple of the size of running text."""
HEADING_LEVELS = {"H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6}
LIST_NUMBERING = {"bullet": "Disc", "decimal": "Decimal", "steps": "Decimal", "reference": "Decimal"}


class Aside(Record, kw_only=False):
    """A figure beside a box's text, made but not yet hung on the box."""

    strip: Strip
    holder: Element


class Labels(NamedTuple):
    """How the labels of one list look, where their column begins, and how wide the widest is."""

    marker: flow.Marker
    name: str
    style: Style
    ink: Ink
    column: TextColumn
    width: float
    heard: str | None = None


class Composer:
    """Walks the flow once, growing the strips and the structure tree side by side."""

    def __init__(
        self, sheet: Sheet, language: str, direction: str, frame_height: float, problems: Problems,
        divisions: Divisions | None = None,
    ) -> None:  # fmt: skip
        self.sheet = sheet
        self.styles = sheet.styles
        self.language = language
        self.mirrored = direction == "rtl"
        self.direction: Direction = "rtl" if self.mirrored else "ltr"
        self.frame_height = frame_height
        self.problems = problems
        self.strips: list[Strip] = []
        self.narrow: list[flow.Table] = []
        self.missing: list[Missing] = []
        self._divisions = divisions or {}
        self.looks = looks_of(sheet)
        self.inliner = Inliner(self.looks)
        self._bullets: dict[tuple[int, float], Line] = {}
        self._space = 0.0
        self._next = FREE
        self._force = False

    # what each part becomes

    def masthead(self, edition: Edition, parent: Element, column: TextColumn) -> None:
        """Who publishes, above the title: the clinic's name, its logo beside it (an artifact: the name says it)."""
        if not edition.running.clinic:
            return
        style = self.styles["masthead"]
        strip_at = len(self.strips)
        wide = 0.0
        if edition.logo is not None:
            across, down = edition.logo.pixels
            wide = min(LOGO_HEIGHT * across / down, column.width * 0.3)
            tall = wide * down / across
            left = column.x + column.width - wide if self.mirrored else column.x
        beside = column.inset(wide + 10.0 if wide else 0.0, 0.0, self.mirrored)
        words = (Text(edition.running.clinic, Span(edition.file, 1, 1)),)
        self.paragraph(self.runs(words, style, parent.element("P")), style, beside)
        if edition.logo is not None and len(self.strips) > strip_at:
            strip = self.strips[strip_at]
            extra = max(tall - strip.height, 0.0)
            strip.lines = [(line, x, baseline + extra / 2) for line, x, baseline in strip.lines]
            strip.height += extra
            strip.drawings += (Image(None, edition.logo, left, 0.0, wide, tall, "masthead"),)

    def nodes(self, nodes: Sequence[flow.Node], parent: Element, column: TextColumn) -> None:
        """Compose parts one below the other, in reading order."""
        first = len(self.strips)
        for node, following in zip_longest(nodes, nodes[1:]):
            if not isinstance(node, flow.Blank) or not node.goes_on:
                first = len(self.strips)
            self.node(node, parent, column)
            if isinstance(node, flow.Blank) and not (isinstance(following, flow.Blank) and following.goes_on):
                keep_whole(self.strips[first:], self.frame_height)
            if isinstance(following, LED_INTO) and isinstance(node, flow.Text):
                is_short = len(self.strips) - first <= LEAD
                self._next = max(self._next, NEVER if is_short else AVOID if leads_on(node) else FREE)
                if isinstance(following, flow.List) and node.role == "P" and (is_short or leads_on(node)):
                    self._space *= NEAR_LIST

    def node(self, node: flow.Node, parent: Element, column: TextColumn) -> None:
        match node:
            case flow.Text():
                self.text(node, parent, column)
            case flow.Section():
                self._section(node, parent, column)
            case flow.List():
                self._list(node, parent, column)
            case flow.Table():
                self._table(node, parent, column)
            case flow.Figure():
                self._figure(node, parent, column)
            case flow.Panel():
                self._panel(node, parent, column)
            case flow.Blank():
                put_blank(self, node, parent, column)
            case flow.Field():
                put_field(self, node, parent, column)
            case flow.Beside():
                put_beside(self, node, parent, column)
            case flow.Break():
                self._force = True
            case _:
                assert_never(node)

    def only(
        self, nodes: Sequence[flow.Node], parent: Element, column: TextColumn, align: flow.Align = "start"
    ) -> bool:
        """Put a paragraph that is all a list's entry or a table's cell holds into that very element.

        LBody, TD and TH may hold words themselves (ISO 32000-1, 14.8.4.3); a P around them would say nothing more.
        """
        text = nodes[0] if len(nodes) == 1 else None
        if not isinstance(text, flow.Text) or text.role != "P":
            return False
        parent.language = text.language
        self.text(text, parent, column, align, element=parent)
        return True

    def text(
        self, text: flow.Text, parent: Element, column: TextColumn, align: flow.Align = "start",
        *, element: Element | None = None,
    ) -> None:  # fmt: skip
        """A heading or a paragraph: one element, one strip a line."""
        style = self.styles[text.style]
        if align != "start":
            style = self.looks.varied(text.style, "align", align)
        is_within = element is not None
        element = element or parent.element(text.role, text.language)
        column = column.inset(style.indent, 0.0, self.mirrored) if style.indent else column
        edge = column
        if text.icon is not None:
            column = column.inset(style.size * ICON_ROOM, 0.0, self.mirrored)
        ink = self.looks.plain[style.name]
        runs = self.inliner.runs(text.phrase, ink, text.language or self.language, element)
        first = len(self.strips)
        direction = _own_direction(runs, text.language) if text.language else None
        # An entry of a list, or a cell, stands beside its label or its neighbours, whatever its language.
        self.paragraph(runs, style, column, direction, starts=self.direction if is_within else direction)
        if len(self.strips) > first:
            strip = self.strips[first]
            if text.icon is not None:
                self._put_icon(text.icon, style, strip, edge)
            if text.id is not None:
                strip.anchors += (text.id,)
            level = HEADING_LEVELS.get(text.role)
            if level is not None:
                strip.headings += ((level, one_line(text.phrase)),)

    def _put_icon(self, icon: str, style: Style, strip: Strip, column: TextColumn) -> None:
        """An icon before the first word of a paragraph, level with the middle of its letters."""
        size = style.size * ICON_SIZE
        x = column.x + column.width - size if self.mirrored else column.x
        y = strip.lines[0][2] - style.size * LETTER_MIDDLE - size / 2
        name, is_open = icon.removesuffix("-outline"), icon.endswith("-outline")
        strip.drawings += (Icon(None, name, x, y, size, style.color, style.name, is_open),)

    def runs(self, phrase: Phrase, style: Style, element: Element, language: str | None = None) -> list[Run]:
        """The runs of a phrase in this style, owned by this element."""
        return self.inliner.runs(phrase, self.looks.plain[style.name], language or self.language, element)

    def lines(self, runs: list[Run], width: float, direction: Direction | None = None) -> list[Line]:
        """Runs broken into lines, in the page's direction or their own; what cannot be set is a problem."""
        try:
            return set_lines(runs, width, base_direction=direction or self.direction)
        except MissingGlyph as fault:
            self.missing += fault.missing
        except DoesNotFit as fault:
            parted = divided(runs, self._divisions, fault.text) if self._divisions else runs
            if parted != runs:
                return self.lines(parted, width, direction)
            self.problems.extend(self._too_wide(fault, runs))
        return []

    def _too_wide(self, fault: DoesNotFit, runs: list[Run]) -> Iterator[Problem]:
        """The report of a word that does not fit, with the style sheet in which it does not, and how to part it."""
        language = next((run.language for run in runs if fault.text in run.text), self.language)
        for problem in fault.problems:
            message = f"in the style '{self.sheet.name}' {problem.message}"
            yield replace(problem, message=message, hint=how_to_divide(fault.text, language))

    def divided(self, runs: list[Run]) -> list[Run]:
        """The runs with all the places marked where the clinic lets words be cut."""
        return divided(runs, self._divisions) if self._divisions else runs

    def paragraph(
        self, runs: list[Run], style: Style, column: TextColumn, direction: Direction | None = None,
        starts: Direction | None = None,
    ) -> None:  # fmt: skip
        """Lines as strips, never leaving one line alone above or below a page break.

        `direction` is the paragraph's own, `starts` the one whose side its lines begin at; both are the page's if None.
        """
        lines = self.lines(runs, column.width, direction)
        if not lines:
            return
        size = style.size
        height = size * style.leading
        baseline = (height - size) / 2 + size * 0.8
        room = room_for(lines, size, style.leading)
        if room is not None:
            height, baseline = room.height, room.baseline
        last = len(lines) - 1
        starts = starts or self.direction
        at_start = style.align == "start" and starts == "ltr"
        strips, frames, first = self.strips, column.frames, len(self.strips)
        for number, line in enumerate(lines):
            x = column.x if at_start else self._x(line.width, style, column, starts)
            penalty = NEVER if number == 1 or number == last else FREE
            strips.append(Strip(height, 0.0, penalty, frames, [(line, x, baseline)]))
        if room is not None:
            _make_room(strips[first:], room)
        if style.keep_together:
            keep_whole(strips[first:], self.frame_height)
        self.open(strips[first], style.space_before)
        self._space = style.space_after
        if style.keep_with_next:
            self._next = NEVER

    def _x(self, width: float, style: Style, column: TextColumn, starts: Direction | None = None) -> float:
        spare = column.width - width
        at_right = (style.align == "end") != ((starts or self.direction) == "rtl")
        return column.x + (spare / 2 if style.align == "center" else spare if at_right else 0.0)

    # space and breaks between parts

    def _gap(self, space: float) -> None:
        """There is at least so much room before what comes next."""
        if space > self._space:
            self._space = space

    def open(self, strip: Strip, space: float = 0.0) -> None:
        """The first strip of a part takes the space, at least so much, and the break that stand before it."""
        strip.gap = space if space > self._space else self._space
        strip.penalty = FORCE if self._force else self._next
        self._space, self._next, self._force = 0.0, FREE, False

    def hold_next(self, penalty: Penalty, space: float = 0.0) -> None:
        """What the next part is to be parted by from what stands above it."""
        self._next, self._space = penalty, space

    def side(self, nodes: Sequence[flow.Node], parent: Element, column: TextColumn) -> tuple[list[Strip], float]:
        """Parts composed in a column of their own, and the space that they want below them."""
        after = 0.0

        def work() -> None:
            nonlocal after
            self.nodes(nodes, parent, column)
            after = self._space

        return self.apart(work), after

    def apart(self, work: Callable[[], None]) -> list[Strip]:
        """The strips that some work makes, kept out of the document's own list."""
        outside = self.strips, self._space, self._next, self._force
        self.strips, self._space, self._next, self._force = [], 0.0, FREE, False
        work()
        made = self.strips
        self.strips, self._space, self._next, self._force = outside
        return made

    # parts that hold parts

    def _section(self, section: flow.Section, parent: Element, column: TextColumn) -> None:
        element = parent.element("Sect")
        if section.heading is not None:
            self.text(section.heading, element, column)
        self.nodes(section.children, element, column)

    def _panel(self, panel: flow.Panel, parent: Element, column: TextColumn) -> None:
        style = self.styles[panel.style]
        frame = Frame(
            column.x, column.width, style.padding, style.padding, style.background, style.border_color or style.color,
            style.border_width, style.border_sides, style.radius, self.mirrored, name=panel.style,
        )  # fmt: skip
        has_heading = any(isinstance(child, flow.Text) and child.role in HEADING_LEVELS for child in panel.children)
        element = parent.element("Sect" if has_heading or panel.aside else "Div")
        self._gap(style.space_before)
        before, outside = len(self.strips), (self._space, self._next, self._force)
        bar = style.border_width if style.border_sides == "start" else 0.0
        inner = column.inset(style.padding + bar, style.padding, self.mirrored).within(frame)
        aside: Aside | None = None
        if panel.aside is not None:
            inner, aside = self._aside(panel.aside, inner)
        self._filled(panel, element, inner)
        if aside is not None:
            self._stand_beside(aside, element, before, inner)
        if len(self.strips) > before:
            self._space, self._next, self._force = outside
            self.open(self.strips[before])
            if style.keep_together:
                keep_whole(self.strips[before:], self.frame_height)
            if panel.style == "tear-off":
                self._refuse_long_tear_off(panel, height_of(self.strips[before:]))
        self._space, self._next = style.space_after, FREE

    def _refuse_long_tear_off(self, panel: flow.Panel, height: float) -> None:
        """What is to be cut off at the foot of a page leaves room for what stands above it."""
        share = height / self.frame_height
        if share > LONGEST_TEAR_OFF:
            message = f"in the style '{self.sheet.name}' this tear_off takes {share:.0%} of a page; the most is 60%"
            self.problems.error("E66", panel.span, message, "make it shorter, or put some of it before it")

    def _filled(self, panel: flow.Panel, element: Element, inner: TextColumn) -> None:
        """What a box holds; where some of it keeps a room of its own, as many lines as that and no break among them."""
        room = panel.room
        if room is None:
            self.nodes(panel.children, element, inner)
            return
        end = room.first + room.count
        self.nodes(panel.children[: room.first], element, inner)
        first = len(self.strips)
        kept = panel.children[room.first : end]
        self.nodes(kept, element, inner)
        if len(self.strips) > first:
            self._roomy(first, room, kept, inner)
        self.nodes(panel.children[end:], element, inner)

    def _roomy(self, first: int, room: flow.Room, kept: Sequence[flow.Node], inner: TextColumn) -> None:
        """Fill up what was composed from strip `first` on, and never part it."""
        style = next(self.styles[text.style] for text in flow.texts(tuple(kept)))
        needed = sum(room.lines) * style.size * style.leading + (len(room.lines) - 1) * style.space_after
        taken = sum(strip.height + strip.gap for strip in self.strips[first:]) - self.strips[first].gap
        if needed > taken:
            self.strips.append(Strip(needed - taken, frames=inner.frames))
        for strip in self.strips[first + 1 :]:
            strip.penalty = NEVER

    def _aside(self, figure: flow.Figure, inner: TextColumn) -> "tuple[TextColumn, Aside]":
        """A figure set in a narrow column of its own at the box's end side, and the column that is left."""
        width = QR_SIZE if isinstance(figure.picture, flow.QrCode) else inner.width * (figure.width or 0.3)
        x = inner.x if self.mirrored else inner.x + inner.width - width
        holder = Element("Sect")
        beside = TextColumn(x, width, inner.frames)
        made = self.apart(lambda: self._figure(replace(figure, width=1.0), holder, beside))
        whole = Strip(sum(strip.height + strip.gap for strip in made))
        y = 0.0
        for strip in made:
            y += strip.gap
            whole.drawings += tuple(drawing.lowered(y) for drawing in strip.drawings)
            whole.lines.extend((line, at, baseline + y) for line, at, baseline in strip.lines)
            y += strip.height
        return inner.inset(0.0, width + ASIDE_GUTTER, self.mirrored), Aside(whole, holder)

    def _stand_beside(self, aside: "Aside", element: Element, before: int, inner: TextColumn) -> None:
        """Hang the figure on the box's first strip; the lines beside it stay with it, and there are enough of them."""
        element.kids.extend(aside.holder.kids)
        beside = self.strips[before:]
        if not beside:
            return
        beside[0].drawings += aside.strip.drawings
        beside[0].lines.extend(aside.strip.lines)
        taken = beside[0].height
        for strip in beside[1:]:
            if taken >= aside.strip.height:
                return
            strip.penalty = NEVER
            taken += strip.gap + strip.height
        if taken < aside.strip.height:
            self.strips.append(Strip(aside.strip.height - taken, penalty=NEVER, frames=inner.frames))

    # lists

    def _list(self, listing: flow.List, parent: Element, column: TextColumn) -> None:
        style = self.styles[listing.style]
        element = parent.element("L", list_numbering=LIST_NUMBERING.get(listing.marker, "None"))
        self._gap(style.space_before)
        labels = None if listing.marker == "term" else self._labels(listing, style, column)
        indent = style.indent if labels is None else style.indent + labels.width
        inside = column.inset(indent, 0.0, self.mirrored)
        first = len(self.strips)
        for number, item in enumerate(listing.items):
            if number and number in {1, len(listing.items) - 1}:
                self._next = max(self._next, AVOID)
            self._item(item, labels, element, column, inside)
        is_form = listing.marker in {"steps", "checkbox"} and len(listing.items) <= SHORT_FORM
        if is_form or style.keep_together:
            keep_whole(self.strips[first:], self.frame_height)
        self._gap(style.space_after)

    def _labels(self, listing: flow.List, style: Style, column: TextColumn) -> Labels:
        """Labels as large as the text beside them, in their own colour, with room for the widest of them."""
        first = next((child for item in listing.items for child in item.children if isinstance(child, flow.Text)), None)
        look, ink = self.looks.label(listing.style, listing.style if first is None else first.style)
        width = style.label_width if listing.marker != "checkbox" else max(style.label_width, box_room(look.size))
        if listing.marker not in {"bullet", "checkbox", "check", "cross"}:
            labels = (
                Run(plain(item.label), ink, self.language, None, item.span) for item in listing.items if item.label
            )
            width = max([width, *(natural_width([label]) + 6.0 for label in labels)])
        inside = column.inset(style.indent, 0.0, self.mirrored)
        return Labels(listing.marker, listing.style, look, ink, inside, width, listing.heard)

    def _item(
        self, item: flow.Item, labels: Labels | None, parent: Element, column: TextColumn, inside: TextColumn
    ) -> None:
        entry = parent.element("LI")
        label = entry.element("Lbl")
        body = entry.element("LBody")
        before = len(self.strips)
        if labels is None:
            term = self.styles["term"]
            self.paragraph(
                self.runs(item.label or (), term, label), term, column.inset(term.indent, 0.0, self.mirrored)
            )
        if not self.only(item.children, body, inside):
            self.nodes(item.children, body, inside)
        if len(self.strips) > before:
            strip = self.strips[before]
            if labels is not None:
                self._put_label(item, labels, label, strip)
            if item.id is not None:
                strip.anchors += (item.id,)

    def _put_label(self, item: flow.Item, labels: Labels, element: Element, strip: Strip) -> None:
        style, column = labels.style, labels.column
        baseline = strip.lines[0][2] if strip.lines else style.size
        if labels.marker == "checkbox":
            leaf = field_of(element, "cb", " ".join(one_line(text.phrase) for text in flow.texts(item.children)))
            size = style.size * BOX_SIZE
            x = column.x + column.width - size if self.mirrored else column.x
            color = style.label_color or style.color
            strip.drawings += (TickBox(leaf, x, baseline - size * 0.86, size, color, labels.name),)
            return
        if labels.marker in {"check", "cross"}:
            element.properties = Properties(actual_text=labels.heard)
            size = style.size * CHECK_SIZE
            x = column.x + column.width - size if self.mirrored else column.x
            y = baseline - style.size * LETTER_MIDDLE - size / 2
            strip.drawings += (Icon(element.leaf(), labels.marker, x, y, size, style.color, labels.name),)
            return
        line = self._labelled(item.label, labels, element) if item.label else self._bullet(item, labels, element)
        if line is not None:
            x = column.x + column.width - line.width if self.mirrored else column.x
            strip.lines.insert(0, (line, x, baseline))

    def _labelled(self, label: Phrase, labels: Labels, element: Element) -> Line | None:
        """A label as a line; none where there is a problem with it."""
        runs = self.inliner.runs(label, labels.ink, self.language, element)
        return next(iter(self.lines(runs, max(labels.width, 1.0))), None)

    def _bullet(self, item: flow.Item, labels: Labels, element: Element) -> Line | None:
        """A bullet as a line: set once for each look and room, then the same but for its leaf."""
        key = (id(labels.ink), labels.width)
        line = self._bullets.get(key)
        if line is None:
            line = self._labelled((Text(BULLET, item.span),), labels, element)
            if line is not None:
                self._bullets[key] = line
            return line
        return line.under(element.leaf())

    # tables

    def _table(self, table: flow.Table, parent: Element, column: TextColumn) -> None:
        style = self.styles[table.style]
        element = parent.element("Table")
        self._gap(style.space_before)
        if table.caption is not None:
            self.text(table.caption, element, column)
        first = len(self.strips)
        grid = Grid(self, table, style, column)
        if grid.is_too_narrow and can_turn(table):
            self.narrow.append(table)
        if table.is_written_in and (room := grid.room_to_write()) is not None:
            self._refuse_narrow_log(table, *room)
            return
        whole = Frame(
            column.x, column.width, fill=style.background, border=style.border_color or style.color,
            border_width=style.border_width, sides=style.border_sides, start_is_right=self.mirrored, name=table.style,
        )  # fmt: skip
        inner = column.within(whole)
        if table.head:
            head = element.element("THead")
            for row in table.head:
                grid.row(row, head, inner, style.header_background)
                self.hold_next(NEVER)
            whole.head = grid.repeatable()
        body, count = element.element("TBody"), len(table.body)
        for number, row in enumerate(table.body):
            if number and (count <= SHORT_TABLE or number in {1, count - 1}):
                self.hold_next(AVOID)
            grid.row(row, body, inner, style.stripe if number % 2 else None)
        if table.is_kept or style.keep_together:
            keep_whole(self.strips[first:], self.frame_height)
        self.hold_next(FREE, style.space_after)

    def _refuse_narrow_log(self, log: flow.Table, count: int, fits: int) -> None:
        message = f"in the style '{self.sheet.name}' the {count} columns of this log are too narrow to write in"
        self.problems.error("E68", log.span, message, f"{fits} fit: make it two logs, or turn columns into rows")

    # figures

    def _figure(self, figure: flow.Figure, parent: Element, column: TextColumn) -> None:
        style = self.styles[figure.style]
        holder = parent.element("Sect") if figure.caption or figure.credit else parent
        leaf: Leaf | None = None
        if figure.alt is not None:
            leaf = holder.element("Figure", alt=figure.alt, placement="Block").leaf()
        strip, first = Strip(0.0, frames=column.frames), len(self.strips)
        self.open(strip, style.space_before)
        self._put_picture(figure, leaf, style, strip, column)
        self.strips.append(strip)
        self._space = 4.0
        for note in (figure.caption, figure.credit):
            if note is not None:
                self._next = NEVER
                self.text(note, holder, column)
        if style.keep_together:
            keep_whole(self.strips[first:], self.frame_height)
        self._gap(style.space_after)

    def _put_picture(
        self, figure: flow.Figure, leaf: Leaf | None, style: Style, strip: Strip, column: TextColumn
    ) -> None:
        if isinstance(figure.picture, flow.QrCode):
            size = min(QR_SIZE, column.width)
            strip.height = size
            strip.drawings += (Qr(leaf, figure.picture.text, self._x(size, style, column), 0.0, size, figure.style),)
            return
        if isinstance(figure.picture, flow.IconArray):
            array = figure.picture
            letter = self.styles["paragraph"].size
            cell = min(letter * (PERSON_ROOM if array.of < MANY else PERSON_ROOM_AMONG_MANY), column.width / IN_A_ROW)
            strip.height = cell * rows_of(array)
            x = self._x(cell * IN_A_ROW, style, column)
            strip.drawings += (People(leaf, array, x, 0.0, cell, style.color, figure.style, self.mirrored),)
            return
        across, down = figure.picture.pixels
        width = min(column.width * figure.width if figure.width else across * POINTS_PER_PIXEL, column.width)
        height = width * down / across
        tallest = self.frame_height * 0.8
        if height > tallest:
            width, height = width * tallest / height, tallest
        strip.height = height
        strip.drawings += (
            Image(leaf, figure.picture, self._x(width, style, column), 0.0, width, height, figure.style),
        )


def _own_direction(runs: Sequence[Run], language: str) -> Direction:
    """The direction of a paragraph in another language than the page's: that of its first letter (UAX 9, P2)."""
    from handout.pdf.text.bidi import bidi_class, first_strong

    own = (run.text for run in runs if run.language == language)
    return "rtl" if first_strong([bidi_class(char) for text in own for char in text]) else "ltr"


def _make_room(strips: list[Strip], room: Room) -> None:
    """Move the lines down whose ink would touch the line above them, and keep what follows clear of the last."""
    for strip, extra in zip(strips, room.extra, strict=True):
        strip.height += extra
        strip.lines = [(line, x, baseline + extra) for line, x, baseline in strip.lines]
    strips[-1].height += room.below
