"""A bar chart as SVG, by hand."""

from collections.abc import Sequence

ROW, LEFT, WIDTH = 30, 250, 420


def bars(title: str, rows: Sequence[tuple[str, float]], unit: str) -> str:
    """One bar a row, as long as its value."""
    most = max(value for _, value in rows)
    height = ROW * len(rows) + 50
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 90}" height="{height}" '
        'font-family="sans-serif" font-size="14">',
        f'<rect width="100%" height="100%" fill="#fff"/><text x="10" y="24" font-weight="bold">{title}</text>',
    ]
    for number, (name, value) in enumerate(rows):
        y = 40 + ROW * number
        color = "#0b4f6c" if name.startswith("handout") else "#b8c4cc"
        length = max(value / most * WIDTH, 1)
        out.append(f'<text x="{LEFT - 8}" y="{y + 16}" text-anchor="end">{name}</text>')
        out.append(f'<rect x="{LEFT}" y="{y}" width="{length:.1f}" height="{ROW - 8}" fill="{color}"/>')
        out.append(f'<text x="{LEFT + length + 6:.1f}" y="{y + 16}">{value:.3g} {unit}</text>')
    return "\n".join([*out, "</svg>", ""])
