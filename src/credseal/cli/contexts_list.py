"""``credseal contexts list``: the JSON-LD contexts that are known without being fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal import bundled
from credseal.cli import console

if TYPE_CHECKING:
    from argparse import Namespace

SCHEMA = "credseal.contexts.v1"


def run(args: Namespace) -> int:
    """Lists URLs, each with the digests of the forms that are accepted."""
    known = {url: [form.sha256 for form in bundled.contexts_for(url)] for url in bundled.context_urls()}
    if args.json:
        listed = [{"url": url, "sha256": digests} for url, digests in known.items()]
        console.show_json({"schema": SCHEMA, "contexts": listed})
        return 0
    for url, digests in known.items():
        console.say(f"{url}  sha256 {', '.join(digest[:16] for digest in digests)}")
    return 0
