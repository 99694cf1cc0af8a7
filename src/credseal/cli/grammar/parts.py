"""What the verbs' grammars are made of: the parser, a verb with its examples, where a passphrase is.

new = verb(verbs, "new", "write a template", "credseal new course", module="credseal.cli.new")
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from credseal.cli import console

if TYPE_CHECKING:
    from collections.abc import Sequence


def verb(
    verbs: Any, name: str, purpose: str, *examples: str, module: str | None = None, more: str = ""
) -> argparse.ArgumentParser:
    """Adds a verb.

    Args:
        verbs: what to add it to.
        name: the word.
        purpose: one line, for the list of verbs and the verb's own help.
        examples: commands that work, shown at the end of its help.
        module: what does the work, loaded when the verb is used; None where further verbs follow.
        more: what else its help says.
    """
    added: argparse.ArgumentParser = verbs.add_parser(
        name,
        help=purpose,
        description=f"{purpose[0].upper()}{purpose[1:]}." + (f"\n{more}" if more else ""),
        epilog=written(*examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    if module is not None:
        added.set_defaults(module=module)
        added.add_argument("--json", action="store_true", help="answer with one JSON document")
    return added


def passphrase(added: argparse.ArgumentParser) -> Any:
    """Where the passphrase is; never the passphrase, which would stand in the list of processes."""
    secrets = added.add_mutually_exclusive_group()
    secrets.add_argument("--passphrase-env", metavar="VAR", help="the environment variable that holds the passphrase")
    secrets.add_argument("--passphrase-file", metavar="FILE", help="the file whose first line is the passphrase")
    return secrets


def written(*lines: str) -> str:
    """Examples, as a help shows them."""
    return "examples:\n" + "\n".join(f"  {line}" for line in lines)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, as all of the command does, rather than with the whole usage."""

    def error(self, message: str) -> NoReturn:
        """Ends with exit code 2."""
        what, found, words = message.partition("unrecognized arguments: ")
        if found:  # among these may be a passphrase after an option that there is not
            options = " ".join(word.partition("=")[0] for word in words.split() if word.startswith("-"))
            message = f"{what}there is no option {options}" if options else f"{what}there are too many arguments"
        console.warn(f"credseal: {message}.")
        console.warn(f"Try: {self.prog} --help")
        sys.exit(2)


class Version(argparse.Action):
    """Reads the version when asked, not each time."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:  # noqa: A002  argparse's name
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Tells it, and ends."""
        from importlib.metadata import version  # noqa: PLC0415  slow, and seldom needed

        console.say(f"credseal {version('credseal')}")
        parser.exit()
