"""Trusted lists as files: downloaded on request, and opened from what lies in a folder.

A snapshot is a folder with the Union's list of lists, the members' lists, and the *pivots*: former editions of the list of lists, each of
which says who may sign the next (ETSI TS 119 615, clause 4.1; https://ec.europa.eu/tools/lotl/pivot-lotl-explanation.html). Which file is
which is read from them, not from their names. Downloading checks nothing but that they are lists; opening checks every signature:

    download(folder, fetch=guarded_fetch, countries={"ES", "EE"})
    opened = open_snapshot(folder, signers)
    opened.lotl, opened.lists, opened.refused
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal import files
from credseal.errors import CredsealError, FetchError, InputError, OutputError, TrustListError
from credseal.trust.eu_lists.reading import MOST_BYTES, parse
from credseal.trust.eu_lists.services import read_list, territory_of
from credseal.trust.eu_lists.signatures import open_signed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path
    from typing import TypeAlias

    from credseal.net.fetch import Fetch
    from credseal.trust.eu_lists.services import Kind, Pointer, TrustedList

    # How many are done, of how many.
    Progress: TypeAlias = Callable[[int, int], None]

LOTL_URL = "https://ec.europa.eu/tools/lotl/eu-lotl.xml"
_ACCEPT = "application/vnd.etsi.tsl+xml, application/xml, text/xml"
_MOST_FILES = 200
_EU = "EU"
_TERRITORY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True)
class Refused:
    """A list that is not used, or could not be downloaded.

    Attributes:
        name: of the file, or its address.
        error: why.
    """

    name: str
    error: CredsealError


@dataclass(frozen=True)
class Opened:
    """What a snapshot holds.

    Attributes:
        lotl: the list of lists; None where there is one list of a member alone.
        lists: the members' lists, each of which is signed by those whom the list of lists names.
        refused: the others.
    """

    lotl: TrustedList | None
    lists: tuple[TrustedList, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True)
class Downloaded:
    """What came, and what did not."""

    files: tuple[Path, ...]
    failed: tuple[Refused, ...]


@dataclass(frozen=True)
class _File:
    """A file that says it is a list; nothing of it is checked."""

    path: Path
    kind: Kind
    territory: str
    sequence: int


def open_snapshot(path: Path, signers: frozenset[bytes], *, progress: Progress | None = None) -> Opened:
    """Reads a folder, or one file.

    Args:
        path: a folder whose ``.xml`` files are lists; or one list of a member, which ``signers`` must have signed.
        signers: the SHA-256 digests of the certificates that may sign the list of lists (or that one list).
        progress: is told how far it is.

    Raises:
        TrustListError: ``trust-list.unreadable``, ``trust-list.lotl`` (a folder without a list of lists), and for the list of lists (or the
            one file) what ``signatures.open_signed`` and ``services.read_list`` raise. What is wrong with a member's list is in ``refused``.
    """
    if not path.is_dir():
        found = read_list(open_signed(_read(path), signers).root)
        return Opened(found, (), ()) if found.kind == "lotl" else Opened(None, (found,), ())
    known, refused = _sorted_out(path)
    lotl = _list_of_lists([each for each in known if each.kind == "lotl"], signers)
    members = [each for each in known if each.kind == "national"]
    newest = {each.territory: each for each in sorted(members, key=lambda each: each.sequence)}
    lists = []
    for done, each in enumerate(members, 1):
        try:
            lists.append(_member(each, lotl, newest[each.territory]))
        except TrustListError as error:
            refused.append(Refused(each.path.name, error))
        if progress:
            progress(done, len(members))
    return Opened(lotl, tuple(lists), tuple(refused))


def download(
    folder: Path,
    *,
    fetch: Fetch,
    lotl: str = LOTL_URL,
    countries: Collection[str] | None = None,
    progress: Progress | None = None,
) -> Downloaded:
    """Fetches the list of lists, its pivots and the members' lists, and writes them over those that are there.

    Args:
        folder: where to; made if it is not there.
        fetch: reaches the web.
        lotl: where the list of lists lies.
        countries: which members, as the list of lists calls them or by ISO 3166-1; all by default.
        progress: is told how far it is.

    Returns:
        The files, and what did not come: one member's server is often away.

    Raises:
        FetchError: ``fetch.*``, the list of lists did not come.
        TrustListError: ``trust-list.*``, what came is none; ``trust-list.country``, it has no list of such a member.
        OutputError: ``output.*``.
    """
    data = fetch(lotl, accept=_ACCEPT, max_bytes=MOST_BYTES).body
    listed = read_list(parse(data))
    if listed.kind != "lotl":
        raise TrustListError("The address does not lead to the list of lists.", code="trust-list.lotl")
    wanted = _wanted(listed, countries)
    _make(folder)
    written = [_put(folder / "eu-lotl.xml", data)]
    failed = []
    asked = [(url, f"eu-lotl-pivot-{number}.xml") for number, url in enumerate(listed.pivots, 1)]
    asked += [(each.location, f"{each.territory.lower()}.xml") for each in wanted]
    for done, (url, name) in enumerate(asked, 1):
        try:
            # Some members still publish without TLS; most of their servers have it, and the others must be asked by hand.
            secure = "https://" + url.removeprefix("http://") if url.startswith("http://") else url
            data = fetch(secure, accept=_ACCEPT, max_bytes=MOST_BYTES).body
            territory_of(parse(data))
            written.append(_put(folder / name, data))
        except (FetchError, TrustListError) as error:
            failed.append(Refused(url, error))
        if progress:
            progress(done, len(asked))
    return Downloaded(tuple(written), tuple(failed))


def _sorted_out(folder: Path) -> tuple[list[_File], list[Refused]]:
    """Which file is which list, by its own unchecked word, and which is none."""
    paths = sorted(each for each in folder.iterdir() if each.suffix.lower() == ".xml" and each.is_file())
    if len(paths) > _MOST_FILES:
        raise TrustListError(f"The folder holds more than {_MOST_FILES} files.", code="trust-list.size")
    known, refused = [], []
    for path in paths:
        try:
            listed = read_list(parse(_read(path)), services=False)
            known.append(_File(path, listed.kind, listed.territory, listed.sequence))
        except TrustListError as error:
            refused.append(Refused(path.name, error))
    return known, refused


def _list_of_lists(editions: list[_File], signers: frozenset[bytes]) -> TrustedList:
    """The newest edition, if those whom the caller or a former edition names have signed it."""
    if not editions:
        raise TrustListError(
            "The folder has no list of lists, which says who may sign the others.",
            code="trust-list.lotl",
            hint="Fetch the lists: credseal trust fetch --out FOLDER",
        )
    *pivots, newest = sorted(editions, key=lambda each: each.sequence)
    for pivot in pivots:
        try:
            # Whoever signed it says who may sign from then on, instead of those before.
            signers = _opened(pivot, signers).signers_of("lotl", _EU)
        except TrustListError:  # older than the caller's word, or nothing to do with it: it then gives nothing
            continue
    return _opened(newest, signers)


def _member(file: _File, lotl: TrustedList, newest: _File) -> TrustedList:
    if file is not newest:
        raise TrustListError("There is a newer list of the same member in the folder.", code="trust-list.superseded")
    signers = lotl.signers_of("national", file.territory)
    if not signers:
        raise TrustListError(
            "The list of lists has no such list, or names nobody who may sign it.", code="trust-list.country"
        )
    return _opened(file, signers)


def _opened(file: _File, signers: frozenset[bytes]) -> TrustedList:
    found = read_list(open_signed(_read(file.path), signers).root)
    if (found.kind, found.territory, found.sequence) != (file.kind, file.territory, file.sequence):
        raise TrustListError("The file was replaced while it was read.", code="trust-list.unreadable")
    return found


def _wanted(listed: TrustedList, countries: Collection[str] | None) -> list[Pointer]:
    members = [each for each in listed.pointers if each.kind == "national" and _TERRITORY.fullmatch(each.territory)]
    if countries is None:
        return members
    named = {_AS_LISTED.get(each.upper(), each.upper()) for each in countries}
    missing = named - {each.territory for each in members}
    if missing:
        raise TrustListError(
            f"The list of lists has no list of {', '.join(sorted(missing))}.",
            code="trust-list.country",
            hint=f"It has {', '.join(sorted({each.territory for each in members}))}.",
        )
    return [each for each in members if each.territory in named]


_AS_LISTED = {"GR": "EL", "GB": "UK"}


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except FileNotFoundError:
        raise OutputError(f"There is no folder {folder.parent}.", code="output.folder", hint="Make it first.") from None
    except OSError as error:
        raise OutputError(f"{folder} cannot be made: {error.strerror}.", code="output.unwritable") from None


def _put(path: Path, data: bytes) -> Path:
    files.write(path, data, overwrite=True)
    return path


def _read(path: Path) -> bytes:
    try:
        return files.read(path, limit=MOST_BYTES)
    except InputError as error:
        raise TrustListError(error.message, code="trust-list.unreadable", hint=error.hint) from None
