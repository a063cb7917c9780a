"""In the editor each value is set in its own direction, so that Arabic between keys reads as it will on the page.

A line of YAML begins with blanks, dashes and a key, which run from left to right. Left to itself the browser would set
all of the line so: full stops and stars would stand at the wrong ends of an Arabic sentence. A citation in one keeps
its own order.
"""

ISOLATE = r"""import("nicegui-codemirror").then((CM) => {
  const before = /^\s*(?:- +)*(?:[\w-]+: +)?/, cited = /\[[^\]]*@[^\]]*\]/g;
  const letter = /\p{L}/u, leftward = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
  const isolate = (way) => CM.Decoration.mark({
    attributes: {style: `direction: ${way}; unicode-bidi: isolate`}, bidiIsolate: CM.Direction[way.toUpperCase()],
  });
  const value = isolate("rtl"), citation = isolate("ltr");
  const inLine = (line) => {
    const start = line.text.match(before)[0].length, words = line.text.slice(start).trimEnd();
    const first = words.match(letter);
    const at = line.from + start;
    if (!first || !leftward.test(first[0])) return [];
    const citations = [...words.matchAll(cited)];
    return [value.range(at, at + words.length),
      ...citations.map((one) => citation.range(at + one.index, at + one.index + one[0].length))];
  };
  const inSight = (view) => {
    const found = [];
    for (const {from, to} of view.visibleRanges)
      for (let line = null; !line || line.to < to; found.push(...inLine(line)))
        line = view.state.doc.lineAt(line ? line.to + 1 : from);
    return CM.Decoration.set(found, true);
  };
  const isolates = CM.ViewPlugin.fromClass(class {
    constructor(view) { this.found = inSight(view) }
    update(change) { if (change.docChanged || change.viewportChanged) this.found = inSight(change.view) }
  }, {
    provide: (plugin) => {
      const found = (view) => view.plugin(plugin)?.found ?? CM.Decoration.none;
      return CM.Prec.lowest([CM.EditorView.decorations.of(found), CM.EditorView.bidiIsolatedRanges.of(found)]);
    },
  });
  one.editor.dispatch({effects: CM.StateEffect.appendConfig.of(isolates)});
})"""
"""For `one`, the element of an editor. The direction of a value is that of its first letter."""
