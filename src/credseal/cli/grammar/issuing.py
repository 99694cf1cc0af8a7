"""The verbs of whoever issues, or keeps a register of issuers: key, new, issue, seal, extend, bake, unbake, register."""

from __future__ import annotations

from typing import Any

from credseal.cli.grammar.parts import Parser, passphrase, verb

STANDARDS = ("eu-2021", "microbol-2021", "eu-2020")


def add(verbs: Any) -> None:
    """Adds them."""
    _add_key(verbs)
    _add_new(verbs)
    _add_issue(verbs)
    _add_seal(verbs)
    _add_extend(verbs)
    _add_bake(verbs)
    _add_unbake(verbs)
    _add_register(verbs)


def _add_key(verbs: Any) -> None:
    key = verb(verbs, "key", "make a key to sign with, or show a key's public side", "credseal key new --out seal.pem")
    below = key.add_subparsers(title="verbs", metavar="VERB", required=True, parser_class=Parser)
    new = verb(
        below,
        "new",
        "make a private key and write it to a file, encrypted",
        "credseal key new --out seal.pem",
        "credseal key new --kind p256 --out seal.pem --passphrase-file secret.txt",
        module="credseal.cli.key_new",
        more="The passphrase is asked for on the terminal, unless one of the --passphrase options says where it is.",
    )
    new.add_argument("--out", required=True, metavar="FILE", help="where to; never over a file that is there")
    new.add_argument("--kind", choices=("ed25519", "p256", "p384"), default="ed25519", help="default: ed25519")
    secrets = passphrase(new)
    secrets.add_argument("--no-passphrase", action="store_true", help="write the key unencrypted: for trying out")
    show = verb(
        below,
        "show",
        "show the public side of a key: its did:key, JWK and Multikey",
        "credseal key show seal.pem",
        "credseal key show issuer.crt --json",
        module="credseal.cli.key_show",
    )
    show.add_argument(
        "file", metavar="FILE", help="private key (PEM, DER, PKCS#12, JWK, Multikey), public key or certificate"
    )
    passphrase(show)


def _add_new(verbs: Any) -> None:
    new = verb(
        verbs,
        "new",
        "write a record to fill in, with every element explained",
        "credseal new course --out course.yaml",
        "credseal new learner",
        "credseal new organisation --out university.yaml",
        module="credseal.cli.new",
    )
    new.add_argument("record", choices=("course", "learner", "organisation"), help="which record")
    new.add_argument("--out", default="-", metavar="FILE", help="where to; default: standard output")


def _add_issue(verbs: Any) -> None:
    issue = verb(
        verbs,
        "issue",
        "sign the micro-credential of one learner, or of a whole class: as Open Badges 3.0, or as European Digital Credentials",
        "credseal issue --course course.yaml --learner learner.yaml --issuer university.yaml \\\n"
        "      --key file:seal.pem --out ada.json",
        "credseal issue --course course.yaml --learners class.csv --issuer university.yaml \\\n"
        "      --key file:seal.pem --out badges/ --bake",
        "credseal issue --course course.yaml --learner learner.yaml --issuer university.yaml \\\n"
        "      --key file:seal.pem --verification-method 'did:web:uni.example#key-1' --grade 8 --out -",
        "credseal issue --profile elm --course course.yaml --learner learner.yaml --issuer university.yaml \\\n"
        "      --key file:seal.p12 --level LTA --timestamps https://tsa.example --out ada.jsonld",
        "credseal issue --profile learning --course course.yaml --learner learner.yaml --issuer university.yaml \\\n"
        "      --key file:seal.pem --out ada.jwt",
        "credseal issue --profile learning --course course.yaml --learner learner.yaml --issuer university.yaml \\\n"
        "      --key file:seal.pem --may-withhold /assessment_grade '/learning_outcomes/*' --decoys 8 --out ada.jwt",
        module="credseal.cli.issue",
        more="Records are YAML or JSON files; credseal new writes them to be filled in. A class is a CSV file whose first row names the\n"
        "columns: name, given_name, family_name, email, student_number, birth_date, id, grade, awarded_on, and others.",
    )
    issue.add_argument("--course", required=True, metavar="FILE", help="what can be earned, the same for all learners")
    who = issue.add_mutually_exclusive_group(required=True)
    who.add_argument("--learner", metavar="FILE", help="who earned it")
    who.add_argument("--learners", metavar="CSV", help="a whole class: one row for each learner")
    issue.add_argument("--issuer", required=True, metavar="FILE", help="the organisation that issues and seals")
    issue.add_argument("--key", required=True, metavar="URI", help="the key to sign with, e.g. file:seal.pem")
    issue.add_argument(
        "--out", required=True, metavar="FILE", help="where to, or - for standard output; for a class, a folder"
    )
    award = issue.add_argument_group("the award")
    award.add_argument("--award-date", metavar="DATE", help="day of the award, e.g. 2026-11-20; default: today")
    award.add_argument("--grade", metavar="GRADE", help="the grade achieved, on the course's scale")
    award.add_argument(
        "--obtained-by", choices=("course", "validation"), help="by a course, or by validation of earlier learning"
    )
    document = issue.add_argument_group("the document")
    document.add_argument(
        "--profile",
        choices=("openbadges", "elm", "learning"),
        default="openbadges",
        help="how it is written: Open Badges 3.0, the European Learning Model, or as a learning credential of the EU Digital Identity "
        "Wallet (SD-JWT VC); default: openbadges",
    )
    document.add_argument(
        "--require",
        choices=(*STANDARDS, "none"),
        default=STANDARDS[0],
        help="the European list whose mandatory elements must be there; default: eu-2021",
    )
    document.add_argument(
        "--valid-until", metavar="TIME", help="when it expires, e.g. 2030-12-31T23:59:59Z; default: never"
    )
    document.add_argument(
        "--disclose",
        action="append",
        default=[],
        choices=("birth_date", "national", "address", "email"),
        help="also write what of the learner is withheld otherwise (of an e-mail address, badges tell a hash); repeatable",
    )
    document.add_argument(
        "--may-withhold",
        nargs="+",
        action="extend",
        metavar="POINTER",
        help="of a learning credential: JSON pointers to what the learner may withhold, each by itself, e.g. /assessment_grade, "
        "/credseal/award/evidence/0, or '/learning_outcomes/*' for every entry of a list; repeatable; none: everything is always shown; default: "
        "names, numbers, grade, outcomes, workload and the like",
    )
    document.add_argument(
        "--decoys",
        type=int,
        metavar="N",
        help="of a learning credential: add digests of nothing up to a multiple of N, 64 at most, so that their number does not tell how "
        "much is withheld",
    )
    document.add_argument(
        "--variant",
        choices=("generic", "accredited", "issued-by-mandate"),
        help="the profile of a European Digital Credential; default: issued-by-mandate where the record names a mandate and who "
        "issues is no awarding body, else generic",
    )
    document.add_argument(
        "--extended",
        action="store_true",
        help="also write texts in further languages; strict verifiers may refuse the context that this takes",
    )
    document.add_argument(
        "--bake", action="store_true", help="also write a badge picture (PNG) that holds it, beside it"
    )
    seal = issue.add_argument_group("the seal")
    seal.add_argument(
        "--verification-method",
        metavar="URL",
        help="where the issuer's document lists the key; needed unless the issuer is identified by the key itself (did:key), or by the "
        "certificate beside the key, as in e-seals and learning credentials",
    )
    seal.add_argument(
        "--securing",
        metavar="HOW",
        help="vc+jwt: as a token; jwt: as a token of the form of Open Badges 3.0, as 1EdTech's validator takes it; or the cryptosuite "
        "of a proof; default: eddsa-rdfc-2022 or ecdsa-rdfc-2019",
    )
    _sealing(seal)
    passphrase(issue)


def _add_seal(verbs: Any) -> None:
    seal = verb(
        verbs,
        "seal",
        "put an e-seal around a European Digital Credential that somebody else wrote",
        "credseal seal unsigned.jsonld --key file:seal.p12 --out sealed.jsonld",
        "credseal seal upload.json --key 'pkcs11:token=seals;object=uni?module-path=/usr/lib/softhsm/libsofthsm2.so' \\\n"
        "      --level LTA --timestamps https://tsa.example --out sealed.jsonld",
        module="credseal.cli.seal",
        more="What the certificate of the seal says of the issuer (legal name, identifier, country) is written into the credential,\n"
        "and the time of sealing, as the issuer of Europass does.",
    )
    seal.add_argument(
        "file", metavar="FILE", help="the credential, JSON: unsigned, or as it is uploaded; - for standard input"
    )
    seal.add_argument(
        "--key", required=True, metavar="URI", help="key and certificate, e.g. file:seal.p12 or pkcs11:..."
    )
    seal.add_argument("--out", required=True, metavar="FILE", help="where to, or - for standard output")
    _sealing(seal)
    passphrase(seal)


def _add_extend(verbs: Any) -> None:
    extend = verb(
        verbs,
        "extend",
        "add timestamps to an e-seal that is there, so that it can be checked for longer",
        "credseal extend ada.jsonld --timestamps https://tsa.example --out ada-archived.jsonld",
        "credseal extend ada-archived.jsonld --timestamps https://tsa.example --out ada-renewed.jsonld",
        module="credseal.cli.extend",
        more="What is signed stays as it is, byte for byte, and no key is needed. A seal of level LTA is renewed: do that before the\n"
        "certificate of its last timestamp ends.",
    )
    extend.add_argument("file", metavar="FILE", help="the sealed credential, or - for standard input")
    extend.add_argument("--timestamps", required=True, metavar="URL", help="of a timestamp authority (RFC 3161)")
    extend.add_argument("--level", choices=("T", "LT", "LTA"), default="LTA", help="that it shall reach; default: LTA")
    extend.add_argument("--out", required=True, metavar="FILE", help="where to, or - for standard output")


def _sealing(group: Any) -> None:
    """Options of e-seals."""
    group.add_argument(
        "--level",
        choices=("B", "T", "LT", "LTA"),
        help="of an e-seal: B signed, T with a timestamp, LT with what shows that the certificate was in force, LTA with all that "
        "timestamped; default: B, with --timestamps LTA",
    )
    group.add_argument(
        "--timestamps", metavar="URL", help="of a timestamp authority (RFC 3161), for the levels above B"
    )
    group.add_argument(
        "--algorithm",
        choices=("RS256", "PS256", "ES256", "ES384"),
        help="of an e-seal; default: RS256 with RSA keys, else that of the curve",
    )
    group.add_argument(
        "--sig-t",
        action="store_true",
        help="write the time of sealing as sigT, for tools that do not know the form of 2025 (iat)",
    )


def _add_bake(verbs: Any) -> None:
    bake = verb(
        verbs,
        "bake",
        "put a credential into a picture, PNG or SVG, as backpacks and wallets read it",
        "credseal bake ada.json --out badge.png",
        "credseal bake ada.json --picture badge.svg --out ada.svg",
        module="credseal.cli.bake",
        more="Without --picture, a badge is drawn from what the credential says. The picture is not signed: it shows, it proves nothing.",
    )
    bake.add_argument("file", metavar="FILE", help="the credential, or - for standard input")
    bake.add_argument("--picture", metavar="FILE", help="the picture to use, PNG or SVG")
    bake.add_argument(
        "--certificate", action="store_true", help="draw a certificate with the learner's name instead of a badge"
    )
    bake.add_argument("--out", required=True, metavar="FILE", help="where to: .png or .svg")


def _add_unbake(verbs: Any) -> None:
    unbake = verb(
        verbs,
        "unbake",
        "take the credential out of a picture",
        "credseal unbake badge.png --out ada.json",
        "credseal unbake badge.svg | credseal verify -",
        module="credseal.cli.unbake",
        more="verify, inspect and check read pictures themselves; this is for other programs.",
    )
    unbake.add_argument("file", metavar="FILE", help="the picture, PNG or SVG, or - for standard input")
    unbake.add_argument("--out", default="-", metavar="FILE", help="where to; default: standard output")


def _add_register(verbs: Any) -> None:
    register = verb(
        verbs,
        "register",
        "seal a register of issuers, so that verifiers know whose it is",
        "credseal register seal universities.json --key file:keeper.pem --out sealed.json",
    )
    below = register.add_subparsers(title="verbs", metavar="VERB", required=True, parser_class=Parser)
    seal = verb(
        below,
        "seal",
        "sign a register with its keeper's key",
        "credseal register seal universities.json --key file:keeper.pem --out sealed.json",
        module="credseal.cli.register_seal",
        more="Verifiers then say whose signature they expect: credseal verify ... --register sealed.json --register-signer did:key:...",
    )
    seal.add_argument("file", metavar="FILE", help="the register, JSON")
    seal.add_argument("--key", required=True, metavar="URI", help="the keeper's key, e.g. file:keeper.pem")
    seal.add_argument("--out", default="-", metavar="FILE", help="where to; default: standard output")
    passphrase(seal)
