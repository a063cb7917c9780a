"""Take ReportLab in hand before it is first imported: import this module before any of `reportlab`.

ReportLab runs modules named `reportlab_mods` and `reportlab_settings` wherever Python finds them, reads files of the
home folder, and takes options from `RL_…` variables of the environment. None of that may decide what a handout is.
"""

import os
import sys
from types import ModuleType

for _name in ("reportlab_mods", "reportlab_settings", "local_rl_mods", "local_reportlab_settings"):
    sys.modules.setdefault(_name, ModuleType(_name))

_kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith(("RL_", "REPORTLAB"))}
_home = os.environ.get("HOME")
os.environ["HOME"] = os.devnull
try:
    from reportlab import rl_config
finally:
    if _home is None:
        del os.environ["HOME"]
    else:
        os.environ["HOME"] = _home
    os.environ.update(_kept)

rl_config.invariant = 1
rl_config.useA85 = 0
rl_config.pageCompression = 0
rl_config.trustedHosts = None
rl_config.trustedSchemes = []
rl_config.verbose = 0
