"""The European Commission's own validator (Digital Signature Service, Java) as a peer: answers about sealed files.

    with DssPeer([root_der, timestamp_root_der]) as judge:
        answer = judge.ask(sealed_bytes)
        answer["signatures"][0]["level"]          # 'JAdES-BASELINE-LTA'

It gets the anchors that it is given and no others, and fetches nothing. ``make interop-dss`` builds it (``tests/interop/dss``).
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from threading import Timer
from typing import Any, Self

FOLDER = Path(__file__).parent / "dss"
CLASSES = FOLDER / "target" / "classes"
PATIENCE = 120  # seconds for one answer; the first one loads the schemas


def missing() -> str | None:
    """Why there is no peer to talk to, or None."""
    if shutil.which("java") is None:
        return "Java is not installed"
    if not (CLASSES / "Judge.class").is_file():
        return "the EU's validator is not built: run `make interop-dss`"
    return None


class DssPeer:
    """A running validator.

    Args:
        anchors: the certificates, DER, that it believes.
    """

    def __init__(self, anchors: Iterable[bytes] = ()) -> None:
        self._anchors = tuple(anchors)

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory()
        names = []
        for number, anchor in enumerate(self._anchors):
            path = Path(self._folder.name) / f"anchor-{number}.der"
            path.write_bytes(anchor)
            names.append(str(path))
        libraries = (FOLDER / "target" / "classpath.txt").read_text(encoding="utf-8").strip()
        command = ["java", "-cp", f"{CLASSES}{os.pathsep}{libraries}", "Judge", *names]
        pipe, silence = subprocess.PIPE, subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=silence, encoding="utf-8")  # noqa: S603  # our own program
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()  # closes its input, which ends it
        self._folder.cleanup()

    def ask(self, sealed: bytes) -> dict[str, Any]:
        """What the validator says: ``signatures``, or ``refused`` with its reason."""
        path = Path(self._folder.name) / "sealed.json"
        path.write_bytes(sealed)
        too_long = Timer(PATIENCE, self._process.kill)
        too_long.start()
        try:
            self._process.stdin.write(f"{path}\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        finally:
            too_long.cancel()
        if not line:
            raise RuntimeError(f"the validator ended, or gave no answer within {PATIENCE} s")
        return json.loads(line)

    def judge(self, sealed: bytes) -> dict[str, Any]:
        """What it says of the one signature in a file."""
        (signature,) = self.ask(sealed)["signatures"]
        return signature
