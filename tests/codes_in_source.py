"""Every stable code that the source can put into an error, a finding, a check or a report, read from its syntax.

    found = codes_in(sources())
    found.codes                # {"json.duplicate-key": {"encoding/strict_json.py:212"}, ...}
    found.unread               # places that build a code in a way that is not followed here

A code is a literal of the form ``family.word``, or a word that is put behind its family: ``f"openbadges.{code}"``. Where that
word is a parameter, the calls of the function are read. A helper of several families, ``f"{self.family}.{code}"``, takes the one that
its objects are given where the call stands: in a package, ``Log(document, family="elm")``. Families are what literals name where a code is asked for: as the keyword
``code``, or in the place of a field ``code: str``.
"""

import ast
import re
from collections import defaultdict
from dataclasses import dataclass, field

from support import ROOT

SOURCE = ROOT / "src" / "credseal"
_CODE = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.([a-z0-9]+(?:-[a-z0-9]+)*)")
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PREFIX = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.")
_NO_CODES = {
    "did.json", "credseal.cli", "model.achievement", "model.learner", "model.organisation", "accreditation.id",
    "accreditation.description",
}  # fmt: skip
"""Of the form of a code, and something else: names of files and modules, places in a document."""


@dataclass
class Found:
    """What was read.

    Attributes:
        codes: every code, with the places that name it.
        unread: places that build a code of a word not found here: module, function, the expression.
    """

    codes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    unread: set[tuple[str, str, str]] = field(default_factory=set)


@dataclass(frozen=True)
class _Node:
    """A node, where it stands."""

    module: str
    function: ast.FunctionDef | None
    node: ast.AST

    @property
    def place(self):
        return f"{self.module}:{self.node.lineno}"

    def about(self, node):
        return _Node(self.module, self.function, node)


def sources():
    """The whole package: source by module."""
    return {str(path.relative_to(SOURCE)): path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py"))}


def codes_in(modules):
    """All codes of some modules.

    Args:
        modules: source by name.
    """
    nodes = [found for name, source in modules.items() for found in _walk(name, ast.parse(source))]
    found = Found()
    families = _families(nodes)
    for each in nodes:
        text = _text(each.node)
        match = _CODE.fullmatch(text) if text is not None else None
        if match and match[1] in families and text not in _NO_CODES:
            found.codes[text].add(each.place)
    for each in nodes:
        prefix, rest = _built(each.node)
        if prefix in families:
            _follow(each.about(rest), prefix, nodes, found)
    given = _families_given(nodes)
    for each in nodes:
        if (word := _of_any_family(each.node)) is not None:
            for call in _callers(each.about(word), nodes):
                for family in given.get(_package(call.module), set().union(*given.values())):
                    _follow(call, family, nodes, found)
    return found


def probes_in(modules):
    """The names of 1EdTech's probes that are followed: what a ``ProbeAnswer`` begins with, and texts that end with "Probe"."""
    nodes = [each.node for name, source in modules.items() for each in _walk(name, ast.parse(source))]
    given = [_text(node.args[0]) for node in nodes if isinstance(node, ast.Call) and _name(node.func) == "ProbeAnswer"]
    named = [text for text in map(_text, nodes) if text and re.fullmatch(r"[A-Z]\w+Probe", text)]
    return {text for text in (*given, *named) if text}


def _walk(module, tree):
    """Every node but docstrings and what is only compared with."""
    waiting = [(tree, None)]
    while waiting:
        node, function = waiting.pop()
        if isinstance(node, ast.FunctionDef):
            function = node
        yield _Node(module, function, node)
        if isinstance(node, ast.Compare):
            continue
        waiting += [(child, function) for child in ast.iter_child_nodes(node) if not _is_docstring(child)]


def _is_docstring(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _text(node):
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _families(nodes):
    """What stands before the dot, wherever a code is asked for."""
    places = _positions(nodes)
    asked = []
    for each in nodes:
        if isinstance(each.node, ast.Call):
            at = places.get(_name(each.node.func))
            asked += [keyword.value for keyword in each.node.keywords if keyword.arg == "code"]
            asked += [each.node.args[at]] if at is not None and len(each.node.args) > at else []
    constants = _constants(nodes)
    parts = [part for value in asked for part in ast.walk(value)]
    texts = [text for part in parts for text in (_text(part), *constants[_name(part)]) if text]
    prefixes = [_built(part)[0] for part in parts]
    matches = [_CODE.fullmatch(text) for text in texts]
    return {match[1] for match in matches if match} | {prefix for prefix in prefixes if prefix}


def _constants(nodes):
    """The texts that modules give a name, by the name."""
    found = defaultdict(set)
    for each in nodes:
        if isinstance(each.node, ast.Assign) and each.function is None and _text(each.node.value):
            for target in each.node.targets:
                found[_name(target)].add(_text(each.node.value))
    return found


def _positions(nodes):
    """Where classes with a field ``code: str`` take it, by the name of the class."""
    found = {}
    for each in nodes:
        if isinstance(each.node, ast.ClassDef):
            fields = [part for part in each.node.body if isinstance(part, ast.AnnAssign)]
            for at, one in enumerate(fields):
                if _name(one.target) == "code" and _name(one.annotation) == "str":
                    found[each.node.name] = at
    return found


def _name(node):
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else None


def _built(node):
    """The family and the expression of the word that is put behind it; None and None for anything else."""
    if isinstance(node, ast.JoinedStr) and len(node.values) > 1:
        match = _PREFIX.fullmatch(_text(node.values[0]) or "")
        if match:
            rest = node.values[1]
            whole = len(node.values) == 2 and isinstance(rest, ast.FormattedValue)
            return match[1], rest.value if whole else node
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        match = _PREFIX.fullmatch(_text(node.left) or "")
        if match:
            return match[1], node.right
    return None, None


def _families_given(nodes):
    """The families that a package gives, as the keyword ``family``, to what builds codes for it."""
    found = defaultdict(set)
    for each in nodes:
        keywords = each.node.keywords if isinstance(each.node, ast.Call) else []
        for text in (_text(one.value) for one in keywords if one.arg == "family"):
            if text:
                found[_package(each.module)].add(text)
    return found


def _package(module):
    return module.rpartition("/")[0]


def _of_any_family(node):
    """The expression of the word that is put behind whichever family an object was given; None for anything else."""
    if not isinstance(node, ast.JoinedStr) or len(node.values) != 3:
        return None
    family, dot, word = node.values
    of_any = isinstance(family, ast.FormattedValue) and _name(family.value) == "family"
    return word.value if of_any and _text(dot) == "." and isinstance(word, ast.FormattedValue) else None


def _callers(each, nodes):
    """What is given for the parameter that an expression is, wherever its function is called."""
    return [call.about(_given(call.node, each.function, _name(each.node))) for call in nodes if _calls(call, each)]


def _follow(each, family, nodes, found):
    """Adds the codes that an expression of a word makes; goes to the callers where it is a parameter."""
    for value in _values(each):
        text = _text(value)
        if text is not None and _WORD.fullmatch(text):
            found.codes[f"{family}.{text}"].add(f"{each.module}:{value.lineno}")
            continue
        if each.function is None or _name(value) not in _parameters(each.function):
            function = each.function.name if each.function else ""
            found.unread.add((each.module, function, ast.unparse(value)))
            continue
        for given in _callers(each.about(value), nodes):
            _follow(given, family, nodes, found)


def _values(each):
    """What an expression may be: both ends of a choice, what a name of the function is set to."""
    if isinstance(each.node, ast.IfExp):
        return [value for part in (each.node.body, each.node.orelse) for value in _values(each.about(part))]
    if isinstance(each.node, ast.Name) and each.function:
        name = each.node.id
        set_to = [
            part.value
            for part in ast.walk(each.function)
            if isinstance(part, ast.Assign) and any(_name(target) == name for target in part.targets)
        ]
        if set_to:
            return [value for one in set_to for value in _values(each.about(one))]
    return [each.node]


def _parameters(function):
    """The names of parameters, as callers count them: without ``self``."""
    names = [argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)]
    return names[1:] if names[:1] == ["self"] else names


def _given(call, function, name):
    """What a call gives for a parameter: by position, by name, or by leaving it to the default."""
    at = _parameters(function).index(name)
    if at < len(call.args):
        return call.args[at]
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    arguments = function.args
    defaults = dict(zip([one.arg for one in arguments.args][::-1], arguments.defaults[::-1], strict=False))
    defaults |= {one.arg: value for one, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)}
    return defaults[name]


def _calls(call, helper):
    """Whether it is a call of the function: of the same module where its name is private, else anywhere."""
    name = helper.function.name
    is_call = isinstance(call.node, ast.Call) and _name(call.node.func) == name
    return is_call and (call.module == helper.module or not name.startswith("_"))
