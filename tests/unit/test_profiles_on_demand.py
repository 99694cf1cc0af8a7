"""Profiles are loaded when a document of theirs is read, and not before: each takes long, and most documents are of one."""

import importlib
import pkgutil
import subprocess
import sys

import pytest

PACKAGES = ["elm", "learning_credential", "openbadges", "openbadges2"]
HEAVY = {
    *("credseal.profiles.elm.reading", "credseal.profiles.elm.checking", "credseal.profiles.elm.writing"),
    *("credseal.profiles.learning_credential.reading", "credseal.profiles.learning_credential.checking"),
    *("credseal.profiles.openbadges.reading", "credseal.profiles.openbadges.writing"),
    *("credseal.profiles.openbadges2.reading", "credseal.profiles.openbadges2.structure"),
}


def package(name):
    return importlib.import_module(f"credseal.profiles.{name}")


def loaded_by(program):
    """Which of the heavy modules a program has loaded at its end."""
    command = f"import sys\n{program}\nprint(*sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)  # noqa: S603  our own
    return set(done.stdout.split())


@pytest.mark.parametrize("name", PACKAGES)
def test_every_name_of_a_profile_is_there(name):
    for each in package(name).__all__:
        assert getattr(package(name), each) is not None


@pytest.mark.parametrize("name", PACKAGES)
def test_a_name_that_a_profile_has_not_is_an_attribute_error(name):
    with pytest.raises(AttributeError, match=f"'credseal.profiles.{name}' has no attribute 'diploma'"):
        _ = package(name).diploma


@pytest.mark.parametrize("name", PACKAGES)
def test_no_module_of_a_profile_takes_the_place_of_a_name(name):
    # Importing a module puts it into its package, where a name that waits would be looked for.
    modules = [each.name for each in pkgutil.iter_modules(package(name).__path__)]
    program = f"""
from importlib import import_module
from types import ModuleType
package = import_module("credseal.profiles.{name}")
for module in {modules!r}:
    import_module(f"credseal.profiles.{name}.{{module}}")
assert not [each for each in package.__all__ if isinstance(getattr(package, each), ModuleType)]
"""
    assert loaded_by(program)


def test_whoever_reads_a_badge_waits_for_no_other_profile():
    badge = {"type": ["VerifiableCredential", "OpenBadgeCredential"]}
    program = f"from credseal.profiles import readers\nassert readers.read({badge!r})\nassert readers.check({badge!r})"
    assert loaded_by(program) == {"credseal.profiles.openbadges.reading"}


def test_asking_of_which_profile_a_document_is_loads_none():
    program = "from credseal.profiles import readers\nassert readers.read({}) is None\nassert readers.check({}) == ()"
    assert loaded_by(program) == set()
