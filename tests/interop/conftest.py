"""The Node.js peer, started once, and keys that both sides hold."""

import os

import pytest

from interop.keys import Holder
from interop.node_peer import NodePeer, missing


@pytest.fixture(scope="session")
def peer():
    """Digital Bazaar's libraries; skipped where they are not installed, unless the run is about them."""
    reason = missing()
    if reason is not None:
        if os.environ.get("CREDSEAL_INTEROP") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with NodePeer() as running:
        yield running


@pytest.fixture(scope="session")
def holders(peer):
    """One key of each kind."""
    return {kind: Holder.made_by(peer, kind) for kind in ("Ed25519", "P-256", "P-384")}
