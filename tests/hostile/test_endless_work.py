"""What is within every bound of size and made to keep a program busy: each is read, or refused, in seconds."""

import subprocess
import sys

import pytest

_SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
_INSPECTED = (
    "import json\n"
    "from badges import open_badge\n"
    "from credseal.checks.policy import Policy\n"
    "from credseal.verifier import Verifier\n"
    "from credseal.views.text import render\n"
    "document = open_badge()\n"
    "achievement = document['credentialSubject']['achievement']\n"
    "{change}\n"
    "report = Verifier(Policy.ONEDTECH, fetch=None).inspect(json.dumps(document))\n"
    "report.to_dict(), render(report, full=True)\n"
)
_ALIGNED = (
    "achievement['alignment'] = [{'type': ['Alignment'], 'targetName': f'x {n}', 'targetUrl': f'https://x.example/{n}',"
    " 'targetType': 'TYPE', 'targetCode': '5'} for n in range(10_000)]"
)

HEAVY = {
    "text that looks like large numbers": (
        "from credseal.encoding import strict_json\n"
        "strict_json.loads(b'{\"a\":\"' + b'a0e000' * 1_300_000 + b'\"}')\n"
        "strict_json.loads(b'{\"a\":\"' + b'.0' * 3_000_000 + b'a0e000\"}')\n"
    ),
    "spaces in the root of a picture that is baked": (
        "from credseal.media.baked import bake\n"
        "svg = b'<svg xmlns=\"http://www.w3.org/2000/svg\"' + b' ' * 2_000_000 + b'/>'\n"
        "bake(svg, '{\"a\": 1}')\n"
    ),
    "columns of a class list": (
        "import pathlib, sys, tempfile\n"
        "from credseal.model.class_list import read_class_list\n"
        "path = pathlib.Path(tempfile.mkdtemp()) / 'class.csv'\n"
        "columns = [f'identifier:{n}' for n in range(60_000)]\n"
        "path.write_text(','.join(columns) + '\\n' + ','.join('x' for _ in columns) + '\\n')\n"
        "read_class_list(path)\n"
    ),
    "one schema named again and again": _INSPECTED.format(
        change="document['credentialSchema'] = [{'id': '"
        + _SCHEMA
        + "', 'type': '1EdTechJsonSchemaValidator2019'}] * 10_000"
    ),
    "a register's name made of marks": (
        "from badges import open_badge\n"
        "from credseal.checks.lookalikes import LONGEST\n"
        "from credseal.checks import issuer_names\n"
        "from credseal.trust.register import Register\n"
        "from types import SimpleNamespace\n"
        "name = 'a' + '\\u0315\\u0327' * 100_000\n"
        "register = Register.load({'name': 'R', 'issuers': [{'id': 'https://uni.example/', 'name': name}]})\n"
        "badge = open_badge()\n"
        "asked = {'document': badge, 'issuer_names': (badge['issuer']['name'],), 'is_claims': False}\n"
        "issuer_names.notes_on(SimpleNamespace(**asked, registers=(register,), binding=None, certified=None, issuer=None))\n"
    ),
    **{
        f"thousands of alignments of the type {type_}": _INSPECTED.format(change=_ALIGNED.replace("TYPE", type_))
        for type_ in ("ext:ECTS", "ext:EQF", "ext:ISCED-F", "ext:QualityAssurance", "ext:LearningOutcome", "CTDL")
    },
}


@pytest.mark.parametrize("name", HEAVY)
def test_nothing_of_a_bounded_size_keeps_a_program_busy(name):
    program = f"import resource\nresource.setrlimit(resource.RLIMIT_CPU, (20, 20))\n{HEAVY[name]}\nprint('done')\n"
    # In a process of its own: what works without end in C cannot be stopped otherwise.
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert done.stdout.strip() == "done", done.stderr[-500:]
