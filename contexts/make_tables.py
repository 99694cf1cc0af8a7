# ruff: noqa: INP001  a script beside the data that it makes
"""Makes the tables of controlled lists in ``contexts/tables`` anew. Not part of the library; it needs no package.

    python contexts/make_tables.py FOLDER [OUT]

``FOLDER`` holds what PROVENANCE.md names: ``elm-vocabularies.csv`` (list, scheme, uri, label_en), ``elm-regions.csv`` (list, scheme,
uri, label) and ``iso-3166-1.json`` (rows that begin with the two-letter and the three-letter code). The same input makes the same
bytes, in ``OUT`` or where they belong. Afterwards the digests that are printed go into ``src/credseal/bundled.py``.

A list is written as its scheme, the prefix of its URIs, and code -> label; an entry's URI is prefix and code. What the sources do
not tell is said below: codes that are no part of a URI, names that people use, and which level belongs to which national framework.
"""

import csv
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent / "tables"
REGIONS = ("atu", "nuts")

# EU authority code -> ISO 639-1, as a language tag of BCP 47 begins.
LANGUAGES = (
    "ARA ar  BOS bs  BUL bg  CAT ca  CES cs  CYM cy  DAN da  DEU de  ELL el  ENG en  EST et  EUS eu  FIN fi  FRA fr  GLE ga  GLG gl  "
    "HRV hr  HUN hu  ISL is  ITA it  JPN ja  LAV lv  LIT lt  LTZ lb  MKD mk  MLT mt  NLD nl  NOR no  POL pl  POR pt  RON ro  RUS ru  "
    "SLK sk  SLV sl  SPA es  SQI sq  SRP sr  SWE sv  TUR tr  UKR uk  ZHO zh"
)
# The EU's own codes for what ISO 3166-1 knows by another one, reserves, or leaves to its users.
COUNTRIES = "1A0 XK  EUR EU  FQ0 TF"
# What people call an entry: the European institutions' codes for two countries, and the words of the European approach itself.
ALSO: Mapping[str, Mapping[str, str]] = {
    "country": {"EL": "GRC", "UK": "GBR"},
    "education-credit": {"ECTS": "6fcec5c5af", "ECVET": "60b314e826"},
    "learning-setting": {"formal": "6fd4685715", "non-formal": "e207a81fc7"},
    "mode": {"onsite": "9191af2ed9", "work-based learning": "729f3bed4b"},
}
# How the labels of a national framework's levels begin -> the framework's own entry of the same list.
FRAMEWORKS = (
    "AQF c_d3b1f75e  AT:_NQF c_4538e0af  BH_NQF c_da3760bf  BQF c_c534839f  CFC c_f3b785c7  CLQ c_20b3be22  CQFW c_36ff4631  "
    "CROQF c_59d0b819  CyQF c_afce1c3a  DK_NQF c_61ba90ec  DQR c_ef113b94  EstQF c_e9fb041f  FQF c_ed96825f  FiNQF c_2d1fde14  "
    "HQF c_0ea90db7  HuQF c_009d9566  IE_NQF c_01169e3f  ISQF c_2e41fe05  IT_NQF c_02d8bc18  KS_NQF c_f4790dbf  LQF c_ac40cadc  "
    "LTQF c_a6d433f4  ME_NQF c_776b98db  MECU c_e8c5bfbe  MQF c_54f4d62a  NKR c_ae44d998  NLQF c_5c66dcbc  NNMQF c_2b5d39b2  "
    "NQF_RNCP c_c8bc1cb9  NQF_VPET c_fcd47fb1  NQFL c_bc619568  NQFS c_69e1fd15  NSK c_af98ac9a  PQF c_97cf01c4  QDG c_0d55867f  "
    "QNQ c_5a1e9f89  ROQF c_df7373da  RQF c_d0a601e6  SCQF c_027221dd  SKKR c_4e6a97ff  SQF c_0f8ae85c  SeQF c_d932c882  TQF c_1205be37"
)


def main(words: list[str]) -> None:
    """Reads the sources, writes the two tables, prints their digests."""
    source, out = Path(words[0]), Path(words[1]) if len(words) > 1 else OUT
    lists = read(source / "elm-vocabularies.csv", "label_en")
    regions = read(source / "elm-regions.csv", "label")
    iso = {row[1]: row[0] for row in json.loads((source / "iso-3166-1.json").read_text(encoding="utf-8"))}
    add_notations(lists, "country", iso | pairs(COUNTRIES))
    add_notations(lists, "language", pairs(LANGUAGES))
    add_frameworks(lists)
    for name, also in ALSO.items():
        if name in lists:
            lists[name]["also"] = known(also, lists[name])
    if "nuts" in regions:
        regions["nuts"]["language"] = "und"  # each in the languages of its country; the column does not say which
    out.mkdir(parents=True, exist_ok=True)
    for file, table in (("lists.json", lists), ("regions.json", regions)):
        data = (json.dumps(dict(sorted(table.items())), ensure_ascii=False, indent=1) + "\n").encode()
        (out / file).write_bytes(data)
        sys.stdout.write(f'"tables/{file}": "{hashlib.sha256(data).hexdigest()}",\n')


def read(path: Path, label: str) -> dict[str, dict[str, Any]]:
    """One CSV file as lists by name, each with its entries in the order of their codes."""
    lists: dict[str, dict[str, Any]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            # "credential (profiles)" is a remark on the list "credential"; of two labels the first one counts.
            name, scheme, uri = (re.sub(r" \([^()]*\)", "", row[column]) for column in ("list", "scheme", "uri"))
            prefix, _, code = uri.rpartition("/")
            found = lists.setdefault(name, {"scheme": scheme, "prefix": prefix + "/", "entries": {}})
            if (found["scheme"], found["prefix"]) != (scheme, prefix + "/"):
                sys.exit(f"{path.name}: the list {name!r} has two schemes or two kinds of URI")
            found["entries"].setdefault(code, row[label].strip())
    for found in lists.values():
        found["entries"] = dict(sorted(found["entries"].items()))
    return lists


def add_notations(lists: Mapping[str, dict[str, Any]], name: str, notations: Mapping[str, str]) -> None:
    """Codes that the entries of a list have elsewhere, by their code here."""
    if name in lists:
        codes = lists[name]["entries"]
        lists[name]["notations"] = {code: notations[code] for code in codes if code in notations}


def add_frameworks(lists: Mapping[str, dict[str, Any]]) -> None:
    """Which framework a national level belongs to; every level must have one."""
    if "nqf" not in lists:
        return
    entries = lists["nqf"]["entries"]
    names = {label.replace("_", " "): code for label, code in pairs(FRAMEWORKS).items() if code in entries}
    lists["nqf"]["frameworks"] = dict(sorted(names.items()))
    for code, label in entries.items():
        if code not in names.values() and not any(label.startswith(name + " ") for name in names):
            sys.exit(f"the level {label!r} belongs to no framework")


def known(also: Mapping[str, str], found: Mapping[str, Any]) -> dict[str, str]:
    """The other names of entries that there are."""
    return {word: code for word, code in sorted(also.items()) if code in found["entries"]}


def pairs(text: str) -> dict[str, str]:
    """``A a  B b`` as a mapping."""
    words: Iterable[str] = iter(text.split())
    return dict(zip(words, words, strict=True))


if __name__ == "__main__":
    main(sys.argv[1:])
