"""``credseal trust fetch``: the trusted lists of the Union, as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from credseal.cli import console
from credseal.cli.problems import to_dict
from credseal.net.guarded import GuardedFetch
from credseal.trust.eu_lists.snapshots import LOTL_URL, download

if TYPE_CHECKING:
    from argparse import Namespace

    from credseal.net.fetch import Fetch

SCHEMA = "credseal.trust-fetched.v1"
_PATIENCE = 120.0  # seconds for one list: some have several megabytes, and lie on slow machines


def run(args: Namespace) -> int:
    """Downloads, and tells what did not come."""
    folder = Path(args.out)
    countries = None if args.countries is None else {word.strip() for word in args.countries.split(",") if word.strip()}
    done = download(
        folder,
        fetch=fetcher(),
        lotl=args.lotl or LOTL_URL,
        countries=countries,
        progress=lambda done, of: console.progress(done, of, "lists"),
    )
    if args.json:
        failed = [{"url": each.name, "error": to_dict(each.error)} for each in done.failed]
        console.show_json({"schema": SCHEMA, "files": [str(path) for path in done.files], "failed": failed})
    else:
        for each in done.failed:
            console.warn(f"credseal: {each.name} did not come: {each.error}")
        console.say(f"{folder}: {len(done.files)} lists.")
        console.say(f"To see whose they are: credseal trust show {folder}")
    return 1 if done.failed else 0


def fetcher() -> Fetch:
    """What reaches the web."""
    return GuardedFetch(total_timeout=_PATIENCE)
