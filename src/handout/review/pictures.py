"""The bytes of the pictures a handout names, as they lie in the content folder."""

from collections.abc import Callable

from handout.content.project import Project
from handout.content.values import ImagePath
from handout.files import CannotRead, read
from handout.problems import Problems

LARGEST = 10_000_000
"""Bytes; a larger picture is refused wherever pictures are read."""


def picture_reader(project: Project, problems: Problems) -> Callable[[ImagePath], bytes]:
    """Gives a picture's bytes; none, and a problem (E70), when there is no such regular file of fair size."""

    def picture(image: ImagePath) -> bytes:
        path = project.picture(image)
        if path is None:
            problems.error("E70", image.span, f"'{image}' leads out of the content folder")
            return b""
        try:
            data = read(path, LARGEST, project.inputs)
        except CannotRead as fault:
            reason = "it is larger than 10 MB" if fault.size > LARGEST else str(fault)
        else:
            reason = "it is empty"
            if data:
                return data
        problems.error("E70", image.span, f"the picture '{image}' cannot be read: {reason}")
        return b""

    return picture
