"""Fetch fonts for scripts that no package of Python has, and put them into `content/fonts/`:

    python tools/fonts.py bo chr            languages, or codes of scripts (Tibt, Cher)

What the machine has is used: npm (one family is 1.5 to 4 MB), else apt-get and dpkg-deb (12 MB for all). Regular, bold
and the license are kept. With neither it says what to fetch by hand, and fails.
"""

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from handout.pdf.text.scripts import DEBIAN_PACKAGE, SCRIPTS, Script, scripts_for

INTO = Path("content/fonts")
IN_PACKAGE = {"400Regular": "Regular", "700Bold": "Bold"}


def from_npm(script: Script, into: Path) -> bool:
    """Whether npm had the family; its files are then in place."""
    if shutil.which("npm") is None:
        return False
    with TemporaryDirectory() as folder:
        packed = subprocess.run(["npm", "pack", "--silent", script.npm_package], cwd=folder, capture_output=True)
        found = sorted(Path(folder).glob("*.tgz"))
        if packed.returncode or not found:
            return False
        with tarfile.open(found[0]) as archive:
            return _unpacked(archive, script, into)


def _unpacked(archive: tarfile.TarFile, script: Script, into: Path) -> bool:
    """Regular, bold and license out of npm's package; whether there was a regular."""
    fonts = 0
    for member in archive.getmembers():
        path = Path(member.name)
        data = archive.extractfile(member) if member.isfile() else None
        if data is None:
            continue
        if path.suffix == ".ttf" and path.parent.name in IN_PACKAGE and "Italic" not in path.name:
            fonts += 1
            (into / f"{script.file_stem}-{IN_PACKAGE[path.parent.name]}.ttf").write_bytes(data.read())
        elif path.name == "LICENSE_FONT":
            (into / f"{script.file_stem}-LICENSE.txt").write_bytes(data.read())
    return fonts > 0


def from_debian(scripts: list[Script], into: Path) -> list[Script]:
    """The scripts that Debian's package has no family of."""
    if not scripts or shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        return scripts
    with TemporaryDirectory() as folder:
        fetched = subprocess.run(["apt-get", "download", DEBIAN_PACKAGE], cwd=folder, capture_output=True)
        packages = sorted(Path(folder).glob("*.deb"))
        if fetched.returncode or not packages:
            return scripts
        subprocess.run(["dpkg-deb", "-x", packages[0], "unpacked"], cwd=folder, check=True)
        unpacked = Path(folder) / "unpacked"
        return [script for script in scripts if not _copied(unpacked, script, into)]


def _copied(unpacked: Path, script: Script, into: Path) -> bool:
    found = [path for path in unpacked.rglob(f"{script.file_stem}-*.ttf") if path.stem.endswith(("-Regular", "-Bold"))]
    for path in found:
        shutil.copy(path, into / path.name)
    if found and (licenses := sorted(unpacked.rglob("copyright"))):
        shutil.copy(licenses[0], into / f"{script.file_stem}-LICENSE.txt")
    return bool(found)


def main(wanted: list[str], into: Path = INTO) -> int:
    """Fetch; 0 when all are there, 1 when some cannot be fetched, 2 when nothing is known under a name."""
    unknown = [tag for tag in wanted if not scripts_for(tag)]
    if unknown or not wanted:
        known = " ".join(script.languages.partition(" ")[0] or script.code for script in SCRIPTS)
        sys.stderr.write(f"no script is known for '{' '.join(unknown)}'; name languages: {known}\n")
        return 2
    scripts = list(dict.fromkeys(script for tag in wanted for script in scripts_for(tag)))
    into.mkdir(parents=True, exist_ok=True)
    left = from_debian([script for script in scripts if not from_npm(script, into)], into)
    for script in scripts:
        if script not in left:
            sys.stdout.write(f"{script.name}: {script.family} is in {into}\n")
    for script in left:
        sys.stderr.write(
            f"{script.name}: cannot be fetched here. Put the files of {script.family} (regular and bold) into {into}: "
            f"npm's {script.npm_package}, or Debian's {DEBIAN_PACKAGE}\n"
        )
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
