"""What tests share: where the third-party corpus lies, and how to read it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("CREDSEAL_CORPUS", ROOT.parent / "shared" / "corpus"))


def corpus(*parts: str) -> Path:
    """A file or folder of the corpus; the test is skipped, by name, where the corpus is absent."""
    if not CORPUS.is_dir():
        pytest.skip(f"third-party corpus not found: set CREDSEAL_CORPUS ({'/'.join(parts)})")
    return CORPUS.joinpath(*parts)


def corpus_files(pattern: str) -> list[Path]:
    """The corpus files that match, for parametrising; empty where the corpus is absent."""
    return sorted(CORPUS.glob(pattern)) if CORPUS.is_dir() else []


def load_json(path: Path) -> Any:
    """A JSON file of tests or corpus, read leniently."""
    return json.loads(path.read_text(encoding="utf-8"))
