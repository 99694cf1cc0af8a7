# ruff: noqa: INP001  a script beside the data that it makes
"""Makes the typefaces in ``contexts/fonts`` anew. Not part of the library; it needs fontTools (https://pypi.org/project/fonttools/).

    python contexts/make_fonts.py FOLDER [OUT]

``FOLDER`` holds the files that PROVENANCE.md names. Of each, the letters of the scripts that Europe writes are kept, and how pairs of
letters stand together; hints and all other features are left out. The same input and the same version of fontTools make the same bytes.
Afterwards the digests that are printed go into ``src/credseal/bundled.py``.
"""

import hashlib
import sys
from pathlib import Path

from fontTools import subset

OUT = Path(__file__).parent / "fonts"
FILES = {
    "Inter_400Regular.ttf": "inter-regular.ttf",
    "Inter_600SemiBold.ttf": "inter-semibold.ttf",
    "EBGaramond_600SemiBold.ttf": "eb-garamond-semibold.ttf",
}
# Latin, Greek and Cyrillic with their extensions and marks; punctuation, superscripts, currencies, and signs that titles have.
# No format characters: text is made inert before it is drawn.
KEPT = (
    "20-7E A0-24F 259 2BB-2BC 2C6-2C7 2D8-2DD 300-30C 30F 311-312 31B 323-328 32D-331 342-345 370-3FF 400-52F 1E00-1EFF "
    "1F00-1FFF 2010-2027 2030-205E 2070-209C 20A0-20BF 2103 2116 2122 2126 212E 2150-215E 2190-2193 2202 2206 220F 2211-2212 "
    "2215 221A 221E 222B 2248 2260 2264-2265 25A0-25A1 25CA-25CF 2713"
)


def main(words: list[str]) -> None:
    """Read the folder, write the typefaces."""
    source, out = Path(words[0]), Path(words[1]) if len(words) > 1 else OUT
    out.mkdir(exist_ok=True)
    options = subset.Options(
        layout_features=["kern"],
        hinting=False,
        name_IDs=["*"],  # who made it, and the licence
        notdef_outline=False,
    )
    options.drop_tables += ["GDEF", "GSUB", "STAT", "gasp"]
    for name, made in FILES.items():
        font = subset.load_font(str(source / name), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=points())
        subsetter.subset(font)
        subset.save_font(font, str(out / made), options)
        data = (out / made).read_bytes()
        print(f'"fonts/{made}": "{hashlib.sha256(data).hexdigest()}",  # {len(data)} bytes')  # noqa: T201


def points() -> list[int]:
    """The code points that are kept."""
    ranges = (part.partition("-") for part in KEPT.split())
    return [point for first, _, last in ranges for point in range(int(first, 16), int(last or first, 16) + 1)]


if __name__ == "__main__":
    main(sys.argv[1:])
