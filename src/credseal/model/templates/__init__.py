"""Records to fill in: YAML in which every element of the European approach is explained, for people who issue.

    Path("course.yaml").write_text(template("course"), encoding="utf-8")

A line that begins with ``##`` explains; one that begins with ``# `` is optional and becomes part of the record without these two
characters. As it stands a template is a record that loads, and so it is with every optional line. What has to be written says
``FILL IN:``; ``review`` finds what was left of it.
"""

from pathlib import Path
from typing import Literal, TypeAlias

Template: TypeAlias = Literal["course", "learner", "organisation"]


def template(record: Template) -> str:
    """The template of a record.

    Args:
        record: ``course`` (for ``load_achievement``), ``learner`` (``load_learner``) or ``organisation`` (``load_organisation``).

    Returns:
        A YAML document.
    """
    return (Path(__file__).parent / f"{record}.yaml").read_text(encoding="utf-8")
