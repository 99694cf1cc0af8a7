"""The wheel, tried where nothing else is: built, installed into a bare environment outside of the tree, and made to issue and verify.

An editable installation reads contexts/ from the source tree; only a wheel shows that they were packed. ``make check`` runs this.
"""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "examples" / "data"
UNDETERMINED = 3
# Nothing of the developer's environment may help.
BARE = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CREDSEAL", "VIRTUAL_ENV"))}


def main() -> None:
    """Builds, looks into the wheel, installs, issues, verifies."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT)
        (wheel,) = folder.glob("*.whl")
        check_content(wheel)
        venv.create(folder / "bare", with_pip=True)
        scripts = folder / "bare" / ("Scripts" if os.name == "nt" else "bin")
        run(scripts / "python", "-m", "pip", "install", "--quiet", f"{wheel}[cli]")
        try_command(scripts / "credseal", folder)
        sys.stdout.write(f"{wheel.name}: issued and verified offline in a bare environment\n")


def check_content(wheel: Path) -> None:
    """All contexts, tables, templates and explanations are in it, and nothing that does not belong there."""
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    for path in (path for path in (ROOT / "contexts").rglob("*") if path.is_file()):
        name = path.relative_to(ROOT).as_posix()
        assert f"credseal/{name}" in names, f"{name} is not in the wheel"
    for path in (path for path in (ROOT / "src").rglob("*") if path.suffix in (".yaml", ".toml")):
        assert path.relative_to(ROOT / "src").as_posix() in names, f"{path.name} is not in the wheel"
    assert "credseal/py.typed" in names
    strange = [name for name in names if not name.startswith(("credseal/", "credseal-"))]
    assert not strange, f"the wheel holds {strange}"


def try_command(command: Path, folder: Path) -> None:
    """The main job, with the installed command, far from the tree."""
    run(command, "key", "new", "--out", "seal.pem", "--no-passphrase", cwd=folder)
    records = (
        "--course",
        DATA / "course.yaml",
        "--learner",
        DATA / "learner.yaml",
        "--issuer",
        DATA / "university.yaml",
    )
    run(command, "issue", *records, "--key", "file:seal.pem", "--out", "ada.json", cwd=folder)
    run(command, "verify", "ada.json", "--offline", cwd=folder, expected=UNDETERMINED)
    issuer = json.loads((folder / "ada.json").read_text(encoding="utf-8"))["issuer"]["id"]
    register = {"name": "Universities", "issuers": [{"id": issuer, "name": "University of Example"}]}
    (folder / "universities.json").write_text(json.dumps(register), encoding="utf-8")
    run(command, "verify", "ada.json", "--offline", "--register", "universities.json", cwd=folder)


def run(*words: object, cwd: Path | None = None, expected: int = 0) -> None:
    """Runs a program; shows what it said where it did not end as it should."""
    done = subprocess.run(  # noqa: S603  our own
        [str(word) for word in words], cwd=cwd, env=BARE, capture_output=True, text=True, check=False
    )
    if done.returncode != expected:
        sys.stderr.write(done.stdout + done.stderr)
        sys.exit(f"{words[0]} ended with {done.returncode}, expected {expected}")


if __name__ == "__main__":
    main()
