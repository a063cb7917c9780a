"""Begin a Python that lacks what only POSIX has, as on Windows. Put this folder on PYTHONPATH.

The standard library keeps what it took before; what the program asks for is not there.
"""

import asyncio
import concurrent.futures.process
import multiprocessing.popen_spawn_posix
import os
import signal
import ssl
import subprocess
import sys
import tempfile
import types

LOADED = (asyncio, concurrent.futures.process, multiprocessing.popen_spawn_posix, ssl, subprocess, tempfile)
MODULES = ("fcntl", "grp", "pwd", "resource", "termios")
OF_OS = ("O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "fchmod", "geteuid", "getuid", "killpg", "mkfifo", "setsid")
OF_SIGNAL = ("SIGHUP", "SIGALRM", "setitimer", "pthread_sigmask", "alarm")
opened = os.open


def without_folders(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
    """Windows opens no folder, and nothing in one that is open."""
    if dir_fd is not None:
        raise NotImplementedError("dir_fd unavailable on this platform")
    if os.path.isdir(path):  # noqa: PTH112
        raise PermissionError(13, "Permission denied", path)
    return opened(path, flags, mode)


for name in MODULES:
    sys.modules[name] = None  # type: ignore[assignment]
for name in OF_OS:
    delattr(os, name)
for name in OF_SIGNAL:
    delattr(signal, name)
os.open = without_folders  # type: ignore[assignment]
locks = types.ModuleType("msvcrt")
locks.LK_NBLCK, locks.locking = 2, lambda handle, mode, count: None  # type: ignore[attr-defined]
sys.modules["msvcrt"] = locks
