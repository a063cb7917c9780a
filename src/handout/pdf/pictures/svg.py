"""Paint a drawing on a canvas as paths, and write it again as plain SVG that holds nothing else."""

from typing import Any

from handout.pdf.pictures.svg_outline import CAPS, JOINS, Shape
from handout.pdf.pictures.svg_reader import Drawing, read_svg
from handout.pdf.pictures.svg_values import IDENTITY, Rgb

NON_ZERO, EVEN_ODD = 1, 0
"""ReportLab's names for the filling rules of a path."""


def draw_svg(canvas: Any, data: bytes, x: float, y: float, width: float, height: float) -> None:
    """A checked SVG as large as the box allows, in its middle, cut off at its view box.

    Everything is painted as paths under the mark in force. (`canvas` is ReportLab's, which has no types.)
    """
    drawing = read_svg(data)
    left, top, across, down = drawing.view_box
    scale = min(width / across, height / down)
    x += (width - across * scale) / 2
    y += (height - down * scale) / 2
    canvas.saveState()
    canvas.transform(scale, 0, 0, -scale, x - left * scale, y + (top + down) * scale)
    edge = canvas.beginPath()
    edge.rect(left, top, across, down)
    canvas.clipPath(edge, stroke=0, fill=0)
    for shape in drawing.shapes:
        _paint(canvas, shape)
    canvas.restoreState()


def plain_svg(drawing: Drawing) -> bytes:
    """The same drawing as SVG without metadata, styles or names."""
    box = " ".join(_short(edge) for edge in drawing.view_box)
    paths = "".join(f"<path{_attributes(shape)}/>" for shape in drawing.shapes)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{paths}</svg>'.encode("ascii")


def _paint(canvas: Any, shape: Shape) -> None:
    canvas.saveState()
    if shape.matrix != IDENTITY:
        canvas.transform(*shape.matrix)
    if shape.fill is not None:
        canvas.setFillColorRGB(*shape.fill)
    if shape.stroke is not None:
        canvas.setStrokeColorRGB(*shape.stroke)
        canvas.setLineWidth(shape.width)
        canvas.setLineCap(shape.cap)
        canvas.setLineJoin(shape.join)
        canvas.setMiterLimit(shape.miter)
    path = canvas.beginPath()
    for step in shape.steps:
        match step.kind:
            case "m":
                path.moveTo(*step.points[0])
            case "l":
                path.lineTo(*step.points[0])
            case "c":
                path.curveTo(*(number for point in step.points for number in point))
            case "z":
                path.close()
    canvas.drawPath(
        path,
        stroke=int(shape.stroke is not None and shape.width > 0),
        fill=int(shape.fill is not None),
        fillMode=EVEN_ODD if shape.even_odd else NON_ZERO,
    )
    canvas.restoreState()


def _attributes(shape: Shape) -> str:
    steps = (step.kind.upper() + " ".join(_short(n) for point in step.points for n in point) for step in shape.steps)
    found = {"d": "".join(steps), "fill": _hexadecimal(shape.fill)}
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


def _hexadecimal(color: Rgb | None) -> str:
    return "none" if color is None else "#" + "".join(f"{round(part * 255):02x}" for part in color)


def _short(number: float) -> str:
    return f"{number:.7g}"
