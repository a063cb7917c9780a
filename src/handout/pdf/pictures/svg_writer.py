"""Write a drawing as plain SVG that holds nothing else."""

from __future__ import annotations

from handout.pdf.pictures.drawing import CAPS, IDENTITY, JOINS, Drawing, PathStep, Shape
from handout.style.values import Rgb


def plain_svg(drawing: Drawing) -> bytes:
    """The same drawing as SVG without metadata, styles or names."""
    return svg(drawing, "").encode("ascii")


def svg(drawing: Drawing, attributes: str) -> str:
    """The same as text, with more attributes of its root, each after a space."""
    box = " ".join(_short(edge) for edge in drawing.view_box)
    paths = "".join(f"<path{_attributes(shape)}/>" for shape in drawing.shapes)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"{attributes}>{paths}</svg>'


def _attributes(shape: Shape) -> str:
    found = {"d": "".join(map(_written, shape.steps)), "fill": _hexadecimal(shape.fill)}
    if shape.even_odd:
        found["fill-rule"] = "evenodd"
    if shape.stroke is not None:
        found |= {
            "stroke": _hexadecimal(shape.stroke),
            "stroke-width": _short(shape.width),
            "stroke-linecap": list(CAPS)[shape.cap],
            "stroke-linejoin": list(JOINS)[shape.join],
            "stroke-miterlimit": _short(shape.miter),
        }
    if shape.matrix != IDENTITY:
        found["transform"] = f"matrix({' '.join(_short(number) for number in shape.matrix)})"
    return "".join(f' {key}="{value}"' for key, value in found.items())


def _written(step: PathStep) -> str:
    if step.kind == "r":
        (x, y), (width, height) = step.points
        return f"M{_short(x)} {_short(y)}h{_short(width)}v{_short(height)}h{_short(-width)}z"
    return step.kind.upper() + " ".join(_short(number) for point in step.points for number in point)


def _hexadecimal(color: Rgb | None) -> str:
    return "none" if color is None else "#" + "".join(f"{round(part * 255):02x}" for part in color)


def _short(number: float) -> str:
    return f"{number:.7g}"
