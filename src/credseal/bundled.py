"""The data that credseal ships, read and checked: JSON-LD contexts, tables of controlled lists, typefaces; all in ``contexts/``.

A signature over JSON-LD covers what the contexts make of the words, so a context must be the one that the signer used:
it is never fetched, and a file whose SHA-256 is not the one written down here is refused. Sources: Verifiable
Credential Data Integrity 1.0, section 2.4.1 (https://www.w3.org/TR/vc-data-integrity/#validating-contexts) and
Verifiable Credentials Data Model 2.0, appendix B.1 (https://www.w3.org/TR/vc-data-model-2.0/#base-context). Where each
file comes from: ``contexts/PROVENANCE.md``.

    newest, *older = contexts_for("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")
    newest.document["@context"]["endorsementJwt"]   # added in place in 2026 ...
    older[0].document["@context"]                   # ... while badges sealed before must still verify
    contexts_for("https://example.org/unknown")     # (): unknown, and nothing is fetched
    table("lists")["eqf"]["entries"]["6"]           # 'Level 6'; ``model.vocabularies`` makes concepts of it
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from credseal.errors import JsonLdError

if TYPE_CHECKING:
    from collections.abc import Mapping

# URL -> the files that it has stood for, the newest first.
_CONTEXTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "https://www.w3.org/2018/credentials/v1": ("vc-v1.json",),
        "https://www.w3.org/ns/credentials/v2": ("vc-v2.json",),
        "https://www.w3.org/ns/credentials/status/v1": ("bitstring-status-list-v1.json",),
        "https://w3id.org/vc/status-list/2021/v1": ("status-list-2021-v1.json",),
        "https://w3id.org/security/data-integrity/v1": ("data-integrity-v1.json",),
        "https://w3id.org/security/data-integrity/v2": ("data-integrity-v2.json",),
        "https://w3id.org/security/suites/ed25519-2020/v1": ("ed25519-2020-v1.json",),
        "https://w3id.org/security/suites/jws-2020/v1": ("jws-2020-v1.json",),
        "https://w3id.org/security/multikey/v1": ("multikey-v1.json",),
        "https://w3id.org/security/jwk/v1": ("jwk-v1.json",),
        "https://www.w3.org/ns/did/v1": ("did-v1.json",),
        "https://www.w3.org/ns/cid/v1": ("cid-v1.json",),
        "https://purl.imsglobal.org/spec/ob/v3p0/context.json": ("open-badges-3.0.0.json",),
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json": ("open-badges-3.0.1.json",),
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": ("open-badges-3.0.2.json",),
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": (
            "open-badges-3.0.3.json",
            "open-badges-3.0.3-2024.json",
        ),
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": ("open-badges-extensions.json",),
        "https://purl.imsglobal.org/spec/clr/v2p0/context.json": ("clr-2.0.0.json",),
        "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json": ("clr-2.0.1.json",),
        "https://w3id.org/dcc/v1": ("dcc-v1.json",),
        "http://data.europa.eu/snb/model/context/edc-ap": ("edc-ap.json",),
    }
)

# The bytes of each file.
_SHA256: Mapping[str, str] = MappingProxyType(
    {
        "vc-v1.json": "ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc",
        "vc-v2.json": "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
        "bitstring-status-list-v1.json": "fd08cbf28ddd829ab2f1978c48f43ab07a112c1c90245a0cfac7ba721c65170c",
        "status-list-2021-v1.json": "6dd06a52bedb771e059c1083ba8ba7848dce22f6b4a8cfa0b98ba3fc188870e4",
        "data-integrity-v1.json": "b5d829bd09aa7c42abc6efa0c8ed7635313b5487f37ccfce3ecd149ca9418554",
        "data-integrity-v2.json": "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4",
        "ed25519-2020-v1.json": "b9e1ab971fd8bf2c7553e0c4a9438e0b9450afde1ea1ca5b2492368b9f549588",
        "jws-2020-v1.json": "00ee65bb7307f9a01c3170b823083b0d4de68223520834b2c5eb7a09bae5dea6",
        "multikey-v1.json": "ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597",
        "jwk-v1.json": "0691610a245e99d8ad6627cf5a1f28b819d7851bcee086514f7ca8af0c409c89",
        "did-v1.json": "4f3eae5568c9c5f036a082088f9e192019ee06faa78973c87ff91d5421b88dad",
        "cid-v1.json": "61dc4b1cf0b1a3bb24c32d0b46ceca5a13649ff858296300d64f9cd3c9fe2873",
        "open-badges-3.0.0.json": "9f1c8f9f361ba2994b9b50701f41149919542c50c7b7455b2846d87959295d72",
        "open-badges-3.0.1.json": "5f3d9dd6288ef437ff8286cf95ffbff609c748a66f24a1e9450c45ca64be1571",
        "open-badges-3.0.2.json": "00666ad080ba407687ed1846b7f5e7495f5019042b202a727de47c48a1755c53",
        "open-badges-3.0.3.json": "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
        "open-badges-3.0.3-2024.json": "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761",
        "open-badges-extensions.json": "87c06c81bc2317663bf288d740d94fddd2818c4342b186270ff6371dfaa63f93",
        "clr-2.0.0.json": "5d06df0b3e4e18ff80d01c01b12eee378cd073f72f4955193b6a435cb1bf01de",
        "clr-2.0.1.json": "880f1902d4158f2f33ce06af41b90719977cd1ea337a9de2e41edb3ff5e543d6",
        "dcc-v1.json": "1543695325471b0d23e839a28166ba4ea445cca294ac46fe034ca584cbfc6077",
        "edc-ap.json": "c6788419dad2f03b08f946965f8eb8f1a55e04e4fa12685e4776c2ff1a0d7500",
        "elm-bridge.json": "dc9077a174105813110cdb7e66ff144de1402ff15d89349b7ec5af5e4098c03d",
        "fonts/OFL.txt": "de07c607bb9eab53bdf93b98f86c76edc0ca5cc6b2e49c13e25a32bc3d92a6ac",
        "fonts/eb-garamond-semibold.ttf": "311b56f7027f815df12d9cd8b761ea6d5d09c5635f9e822b96fd7211c8f56819",
        "fonts/inter-regular.ttf": "159ef49ea4bf9746a6853d8e45be687668e1a0a8a52c4f22639e8e8caadc0fd9",
        "fonts/inter-semibold.ttf": "606722b865623900273395f62338132b8035ce1c905218f09923745ab968be19",
        "tables/elm-shapes.json": "6c9a6436a06d4e6e3b3a24e026c60d206fe42cbe6c9900e279194325631a2426",
        "tables/lists.json": "a969d4cc6969478489041f282235f1a262b125a61264d57abb9cf0d2f20c2473",
        "tables/regions.json": "7bb2418dfbe7c2896843c299d6cdda8fa286efa34c483e3b129ab699f64bbc7a",
    }
)

# The RFC 8785 form of each context: the same context, however a publisher laid it out.
_JCS_SHA256: Mapping[str, str] = MappingProxyType(
    {
        "vc-v1.json": "b01e671e873981f19a9102a9a57f666dbcaeb31b99e3e124378d143e71549247",
        "vc-v2.json": "b463c8d6a066214123ddd9827b135e1b50e1fc73322cc52a9b12a4f1fc7d86cf",
        "bitstring-status-list-v1.json": "b2fcebfbaf4e6beae2be370fda8a5f9f99c28540c798a75a8cdccc0fb1a12492",
        "status-list-2021-v1.json": "9768f9aa81ab6c3e2ad96b2d669eaba67afe13fff0140a853f1e3d313fab13b6",
        "data-integrity-v1.json": "9505bf85338a4c2121ad03992ac90061bc85d43bcfa34d9d47b779381cf08b5f",
        "data-integrity-v2.json": "7ba3c50acf2689d5e07927267343eb353249c7c22a9f2d00307cc970e855e305",
        "ed25519-2020-v1.json": "fb517f09d990829aed734c9bad8cbbb2ac3d5063b865c7e3d81f246074bf5691",
        "jws-2020-v1.json": "eed16334842a5635257913b33acd1aeee29009eb188d855f9a1d0ceee4a8ae4d",
        "multikey-v1.json": "be20c3ee6af6e9c4102e66a85c26617831218e32216bdf050f870e389e737cdc",
        "jwk-v1.json": "38dd329a9a011facda06afc4ba43a121980eaedbd1f974268026d157926bc086",
        "did-v1.json": "a7e146c40fcec005d3f0f14ae745665f446da58d7914a9d8f733746686fad82b",
        "cid-v1.json": "9fc257da5b37784ca2b07c3ad666f5ff9beea846a360ddd229fd0b44972015c8",
        "open-badges-3.0.0.json": "2c54acaa1cffda2420be32ab61f0a2082051211131c6337686f36f2537aa859b",
        "open-badges-3.0.1.json": "8bb2354552b70cbdf2066f6d3e24bc5c2be2619145737580ad2aebdc366e77d5",
        "open-badges-3.0.2.json": "bdd1d11a55a660322f24660862a1d430ee80cce584465f750909daa43684357c",
        "open-badges-3.0.3.json": "04b1136ddc4eda9a8966bc7ef182789f233a26739473140ef75d6968c29a2966",
        "open-badges-3.0.3-2024.json": "c5e555a91a5cf48e32ae0a05674c61ddd5c053b680b5643b2f57f9965e386d99",
        "open-badges-extensions.json": "15f4c347c6fe4380d9b6b93795859e33747ef48d5c55b91a71c52fb51c7bcbd7",
        "clr-2.0.0.json": "a2dd0c0c07434663b7b54a51dd8a3363f6d5c420efa87e3d97b4ef8661596d44",
        "clr-2.0.1.json": "7defe702c102faf14108579b7d65ef39ecf4c3bbef925b803e15bd77cd6e3394",
        "dcc-v1.json": "72bbeeb602655938f472f98317cab12c1bf6abc96a915d1fcc3fe18e79f92a42",
        "edc-ap.json": "72fbbc3dc750c7d1d84d0ffeb23d88494dec60bee386c30cf0be1547b23f6430",
    }
)

# A wheel carries the folder inside the package; a source tree, and with it an editable install, beside ``src``.
_FOLDERS = (Path(__file__).parent / "contexts", Path(__file__).parents[2] / "contexts")


@dataclass(frozen=True)
class BundledContext:
    """One accepted form of a JSON-LD context.

    Attributes:
        url: the URL that documents name it by, exactly.
        file: its name in ``contexts/``.
        sha256: digest of the file's bytes, lower-case hexadecimal, already checked.
        jcs_sha256: digest of its RFC 8785 form, to recognise the same context laid out differently.
        data: the file's bytes.
    """

    url: str
    file: str
    sha256: str
    jcs_sha256: str
    data: bytes = field(repr=False)

    @property
    def document(self) -> dict[str, Any]:
        """The parsed document, ``{"@context": ...}``: a fresh copy each time, so no reader can alter another's."""
        document: dict[str, Any] = json.loads(self.data)
        return document


def context_urls() -> tuple[str, ...]:
    """The URLs of all bundled contexts."""
    return tuple(_CONTEXTS)


def contexts_for(url: str) -> tuple[BundledContext, ...]:
    """The accepted forms of the context at ``url``, the newest first; empty when it is not bundled.

    Publishers have changed contexts in place (Open Badges 3.0.3 gained terms in 2026), so a URL may have several. The
    URL is compared as it stands: no other spelling of it is known.

    Raises:
        JsonLdError: a file is missing or is not the one that was released (see `read`).
    """
    return tuple(
        BundledContext(url=url, file=file, sha256=_SHA256[file], jcs_sha256=_JCS_SHA256[file], data=read(file))
        for file in _CONTEXTS.get(url, ())
    )


def table(name: str) -> dict[str, Any]:
    """A table of controlled lists: list -> its scheme, the prefix of its URIs, and its entries by code.

    Args:
        name: ``lists`` or ``regions``.

    Raises:
        KeyError: there is no such table.
        JsonLdError: the file is missing or is not the one that was released (see `read`).
    """
    lists: dict[str, Any] = json.loads(read(f"tables/{name}.json"))
    return lists


@lru_cache(maxsize=64)
def read(name: str) -> bytes:
    """The bytes of a file in ``contexts/``, after its digest was checked.

    Args:
        name: the file's name within the folder, one that this module has a digest for.

    Raises:
        KeyError: there is no digest for that name.
        JsonLdError: ``contexts.missing`` when the installation lacks the file, ``contexts.digest`` when it was changed.
    """
    expected = _SHA256[name]
    path = next((folder / name for folder in _FOLDERS if (folder / name).is_file()), None)
    if path is None:
        raise JsonLdError(
            f"The bundled file contexts/{name} is missing.",
            code="contexts.file",
            hint="The installation is incomplete: install credseal again.",
        )
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        raise JsonLdError(
            f"The bundled file contexts/{name} was changed: its SHA-256 begins {found[:16]}, not {expected[:16]}.",
            code="contexts.digest",
            hint="Nothing can be signed or verified with it: install credseal again.",
        )
    return data
