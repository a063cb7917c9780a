"""The bytes of the pictures a handout names, as they lie in the content folder."""

import os
import stat
from collections.abc import Callable

from handout.content.project import Project
from handout.content.values import ImagePath
from handout.problems import Problems

LARGEST = 10_000_000
"""Bytes; a larger picture is refused wherever pictures are read."""


def picture_reader(project: Project, problems: Problems) -> Callable[[ImagePath], bytes]:
    """Gives a picture's bytes; none, and a problem (E70), when there is no such regular file of fair size."""

    def read(image: ImagePath) -> bytes:
        path = project.picture(image)
        if path is None:
            problems.error("E70", image.span, f"'{image}' leads out of the content folder")
            return b""
        try:
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
            with os.fdopen(handle, "rb") as file:
                about = os.fstat(handle)
                if stat.S_ISREG(about.st_mode) and 0 < about.st_size <= LARGEST:
                    return file.read()
            reason = "it is not a regular file"
            if stat.S_ISREG(about.st_mode):
                reason = "it is larger than 10 MB" if about.st_size else "it is empty"
        except OSError as fault:
            reason = (fault.strerror or type(fault).__name__).lower()
        problems.error("E70", image.span, f"the picture '{image}' cannot be read: {reason}")
        return b""

    return read
