"""The layers of the design, as import-linter checks them (pyproject.toml, [tool.importlinter])."""

import tomllib

from importlinter.cli import lint_imports

from support import ROOT


def test_imports_go_down_only(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0, capsys.readouterr().out


def test_every_module_has_its_layer():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract for contract in contracts if contract["type"] == "layers")
    named = {name.strip() for layer in layers["layers"] for name in layer.split("|")}
    folder = ROOT / "src" / "credseal"
    there = {path.stem for path in folder.glob("*.py")} | {path.parent.name for path in folder.glob("*/__init__.py")}
    assert layers["exhaustive"]
    assert named == there - {"__init__"}
