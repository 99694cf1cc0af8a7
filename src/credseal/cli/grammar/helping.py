"""The verbs that help: lists, explain, contexts, completion."""

from __future__ import annotations

from typing import Any

from credseal.cli.grammar.parts import Parser, verb


def add(verbs: Any) -> None:
    """Adds them."""
    _add_lists(verbs)
    _add_explain(verbs)
    _add_contexts(verbs)
    _add_completion(verbs)


def _add_lists(verbs: Any) -> None:
    lists = verb(
        verbs,
        "lists",
        "look up entries of the European lists that records refer to: ISCED-F, assessment types, regions and others",
        "credseal lists",
        "credseal lists assessment",
        "credseal lists isced-f environment",
        module="credseal.cli.lists",
    )
    lists.add_argument("name", nargs="?", metavar="LIST", help="which list; without it, the lists are listed")
    lists.add_argument("words", nargs="*", metavar="WORD", help="show entries whose name or code has all of these")


def _add_explain(verbs: Any) -> None:
    explain = verb(
        verbs,
        "explain",
        "say what a code in a report or an error means, and what to do",
        "credseal explain issuer.unknown-key",
        "credseal explain issuer",
        "credseal explain --json dates.expired",
        module="credseal.cli.explain",
        more="The beginning of a code lists all that begin so; without a code, all are listed.",
    )
    explain.add_argument("code", nargs="?", default="", metavar="CODE", help="e.g. issuer.unknown-key")


def _add_contexts(verbs: Any) -> None:
    contexts = verb(
        verbs, "contexts", "list the JSON-LD contexts that are known, or check one", "credseal contexts list"
    )
    below = contexts.add_subparsers(title="verbs", metavar="VERB", required=True, parser_class=Parser)
    verb(
        below,
        "list",
        "list the contexts that are known without being fetched",
        "credseal contexts list",
        module="credseal.cli.contexts_list",
    )
    lint = verb(
        below,
        "lint",
        "say what verifiers would stumble over in a context of your own",
        "credseal contexts lint my-context.json",
        module="credseal.cli.contexts_lint",
    )
    lint.add_argument("file", metavar="FILE", help="a JSON file with an @context")


def _add_completion(verbs: Any) -> None:
    completion = verb(
        verbs,
        "completion",
        "write what a shell needs to complete this command",
        "credseal completion bash",
        "credseal completion zsh",
        module="credseal.cli.completion",
        more="Write it to where your shell looks, e.g. ~/.local/share/bash-completion/completions/credseal for bash, a file\n"
        "_credseal in a folder of $fpath for zsh, ~/.config/fish/completions/credseal.fish for fish.",
    )
    completion.add_argument("shell", choices=("bash", "zsh", "fish", "tcsh"), help="which shell")
