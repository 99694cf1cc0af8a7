"""Digital Bazaar's JavaScript libraries as a peer: starts ``peer.mjs`` and talks to it, one JSON line each way.

    with NodePeer() as peer:
        key = peer.ask("key", kind="P-256")
        signed = peer.ask("sign", document=badge, suite="ecdsa-rdfc-2019", key=key)
        peer.ask("verify", document=signed)["verified"]

The contexts are credseal's own; the peer fetches nothing.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from threading import Timer
from typing import Any, Self

from credseal import bundled

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
PATIENCE = 60  # seconds for one answer


class PeerError(Exception):
    """What the peer refused, in its words."""


def missing() -> str | None:
    """Why there is no peer to talk to, or None."""
    if shutil.which("node") is None:
        return "Node.js is not installed"
    if not MODULES.is_dir():
        return "the Node.js peers are not installed: run `make interop`"
    return None


class NodePeer:
    """A running ``peer.mjs``."""

    def __enter__(self) -> Self:
        command = ["node", "--no-warnings", "peer.mjs"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(  # noqa: S603  # our own program
            command, cwd=HERE, stdin=pipe, stdout=pipe, env={**os.environ, "NODE_ENV": "production"}, encoding="utf-8"
        )
        documents = {url: bundled.contexts_for(url)[0].document for url in bundled.context_urls()}
        self.ask("contexts", documents=documents)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()  # closes its input, which ends it

    def ask(self, do: str, **request: Any) -> Any:
        """The answer to one request; PeerError where the peer refuses it."""
        too_long = Timer(PATIENCE, self._process.kill)
        too_long.start()
        try:
            self._process.stdin.write(json.dumps({"do": do, **request}) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        finally:
            too_long.cancel()
        if not line:
            raise RuntimeError(f"the peer ended, or gave no answer within {PATIENCE} s: {do}")
        answer = json.loads(line)
        if "error" in answer:
            raise PeerError(answer["error"])
        return answer["answer"]


def versions() -> dict[str, str]:
    """The versions of what the peer is made of; empty where it is not installed."""
    if missing():
        return {}
    found = {
        name: json.loads((MODULES / name / "package.json").read_text(encoding="utf-8"))["version"]
        for name in ("@digitalbazaar/vc", "jsonld", "rdf-canonize")
    }
    node = subprocess.run(["node", "--version"], capture_output=True, check=True, text=True).stdout  # noqa: S607  # any Node.js
    return {"Node.js": node.strip().removeprefix("v"), **found}
