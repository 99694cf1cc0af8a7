"""Trusted lists of the Union: opened from a folder, and asked about seals and timestamps."""

from datetime import UTC, datetime, timedelta

import pytest

from authority import HomeAuthority
from credseal.errors import TrustListError
from credseal.pki.paths import default_validator
from credseal.trust.eu_lists import TrustedLists
from trusted_lists import (
    NOW,
    Operator,
    Union,
    certificate,
    criteria,
    key_usage,
    other_criterion,
    policies,
    qualifications,
    service,
    state,
)

YEAR = timedelta(days=365)
LONG_AGO = datetime(2015, 1, 1, tzinfo=UTC)
SEAL_POLICY = "0.4.0.194112.1.1"
ALWAYS = criteria("atLeastOne", policies(SEAL_POLICY))
NEVER = criteria("all", policies("1.2.3.4"))


def clock():
    return NOW


@pytest.fixture(scope="module")
def authority():
    return HomeAuthority(clock=clock)


@pytest.fixture(scope="module")
def union():
    return Union(clock=clock)


@pytest.fixture
def ask(authority, union, tmp_path):
    """What a snapshot of one list says of a seal: its services, and what the certificate is."""

    def asked(*services, at=NOW, now=NOW, issuer=None, scheme=None, **seal):
        folder = union.publish(tmp_path / "lists", {"ES": services}, **(scheme or {}))
        lists = TrustedLists.load(folder, signers=[union.operator.digest])
        leaf = authority.seal(kind="P-256", issuer=issuer, **seal)
        above = [certificate(each) for each in (issuer or authority.issuing, authority.root)]
        return lists.standing((certificate(leaf), *above), purpose="seal", at=at, now=now)

    return asked


# opening


def test_a_snapshot_opens_and_says_who_stands_on_it(authority, union, tmp_path):
    other = HomeAuthority(clock=clock, name="Other")
    stamps = other.timestamp_authority()
    members = {
        "ES": [service(authority.issuing)],
        "EE": [service(other.issuing), service(stamps.held, state(kind="TSA/QTST", uses=()))],
    }
    lists = TrustedLists.load(union.publish(tmp_path / "lists", members), signers=[union.operator.digest])
    assert lists.name == "EU trusted lists of 2026-11-21"
    assert [each.title for each in lists.lists] == ["trusted list of EE no. 7", "trusted list of ES no. 7"]
    assert set(lists.seals) == {certificate(authority.issuing), certificate(other.issuing)}
    assert lists.timestamps == (certificate(stamps.held),)
    assert lists.refused == ()


@pytest.mark.parametrize("version", [5, 6])
def test_both_versions_of_the_format_are_read(authority, union, tmp_path, version):
    folder = union.publish(tmp_path / "lists", {"ES": [service(authority.issuing)]}, version=version)
    assert TrustedLists.load(folder, signers=[union.operator.digest]).seals


def test_other_versions_are_not(union, tmp_path):
    folder = union.publish(tmp_path / "lists", {}, version=4)
    with pytest.raises(TrustListError) as refused:
        TrustedLists.load(folder, signers=[union.operator.digest])
    assert refused.value.code == "trust-list.lotl"  # there is none that could be read


def test_signers_are_certificates_or_their_digests(authority, union, tmp_path):
    folder = union.publish(tmp_path / "lists", {"ES": [service(authority.issuing)]})
    for signer in (certificate(union.operator.held), union.operator.digest, union.operator.digest.upper()):
        assert TrustedLists.load(folder, signers=[signer]).lists
    with pytest.raises(TrustListError) as refused:
        TrustedLists.load(folder, signers=["certificate of the Union"])
    assert refused.value.code == "trust-list.pin"


def test_one_members_list_can_be_opened_alone(authority, union, tmp_path):
    (tmp_path / "es.xml").write_bytes(union.list_of("ES", [service(authority.issuing)]))
    lists = TrustedLists.load(tmp_path / "es.xml", signers=[union.member("ES").digest])
    assert (lists.lotl, len(lists.seals)) == (None, 1)


def test_greece_is_gr_in_answers_and_el_on_the_lists(authority, union, tmp_path):
    folder = union.publish(tmp_path / "lists", {"EL": [service(authority.issuing)]})
    lists = TrustedLists.load(folder, signers=[union.operator.digest])
    assert lists.lists[0].country == "GR"


def test_an_older_edition_beside_a_newer_one_is_not_used(authority, union, tmp_path):
    folder = union.publish(tmp_path / "lists", {"ES": [service(authority.issuing, state("withdrawn"))]}, sequence=8)
    (folder / "es-old.xml").write_bytes(union.list_of("ES", [service(authority.issuing)], sequence=7))
    lists = TrustedLists.load(folder, signers=[union.operator.digest])
    assert [each.sequence for each in lists.lists] == [8]
    assert [(each.name, each.error.code) for each in lists.refused] == [("es-old.xml", "trust-list.superseded")]


def test_a_pivot_hands_the_right_to_sign_over(authority, union, tmp_path):
    successor = Union(clock=clock)
    successor.members = union.members
    folder = successor.publish(tmp_path / "lists", {"ES": [service(authority.issuing)]}, sequence=20)
    (folder / "pivot.xml").write_bytes(union.list_of_lists(["ES"], successor=successor.operator, sequence=12))
    lists = TrustedLists.load(folder, signers=[union.operator.digest])  # of the former Official Journal
    assert lists.lotl.sequence == 20
    assert lists.lists


def test_a_pivot_by_nobody_hands_nothing_over(authority, tmp_path):
    union, nobody = Union(clock=clock), Union(clock=clock)
    folder = nobody.publish(tmp_path / "lists", {"ES": [service(authority.issuing)]}, sequence=20)
    (folder / "pivot.xml").write_bytes(nobody.list_of_lists(["ES"], sequence=12))
    with pytest.raises(TrustListError) as refused:
        TrustedLists.load(folder, signers=[union.operator.digest])
    assert refused.value.code == "trust-list.signer"


def test_after_a_pivot_the_former_signer_may_not_sign_any_more(authority, union, tmp_path):
    folder = union.publish(tmp_path / "lists", {"ES": [service(authority.issuing)]}, sequence=20)
    pivot = union.list_of_lists(["ES"], successor=Operator("EU", clock=clock), sequence=12)
    (folder / "pivot.xml").write_bytes(pivot)
    with pytest.raises(TrustListError) as refused:
        TrustedLists.load(folder, signers=[union.operator.digest])
    assert refused.value.code == "trust-list.signer"


def test_a_folder_without_the_list_of_lists_says_how_to_get_it(union, tmp_path):
    with pytest.raises(TrustListError) as refused:
        TrustedLists.load(tmp_path, signers=[union.operator.digest])
    assert (refused.value.code, "credseal trust fetch" in refused.value.hint) == ("trust-list.lotl", True)


def test_progress_is_told(authority, union, tmp_path):
    folder = union.publish(tmp_path / "lists", {each: [service(authority.issuing)] for each in ("ES", "EE")})
    told = []
    TrustedLists.load(folder, signers=[union.operator.digest], progress=lambda *how_far: told.append(how_far))
    assert told == [(1, 2), (2, 2)]


# seals


def test_a_qualified_seal_certificate(ask, authority):
    answer = ask(service(authority.issuing))
    assert (answer.status, answer.qualified, answer.for_seals, answer.device) == ("granted", True, True, False)
    assert (answer.service, answer.provider, answer.country) == ("Seal service", "Trust Services of Example", "ES")
    assert answer.since == datetime(2017, 1, 1, tzinfo=UTC)
    assert answer.up_to_date
    assert answer.explanation == (
        "Trust Services of Example, Seal service: granted since 2017-01-01, as of 2026-11-22 (trusted list of ES no. 7). "
        "It is a qualified certificate for electronic seals. Nothing says that its key is in a qualified device."
    )


def test_with_its_key_in_a_device(ask, authority):
    assert ask(service(authority.issuing), statements=("compliance", "eseal", "device")).device is True


def test_the_path_of_the_validator_is_what_is_asked_about(authority, union, tmp_path):
    folder = union.publish(tmp_path / "lists", {"ES": [service(authority.issuing)]})
    lists = TrustedLists.load(folder, signers=[union.operator.digest])
    leaf = certificate(authority.seal(kind="P-256"))
    path = default_validator().validate(leaf, (), lists.seals, at=NOW, purpose="seal")
    assert lists.standing(path, purpose="seal", at=NOW, now=NOW).qualified is True


@pytest.mark.parametrize(
    ("present", "status", "reason"),
    [
        (state("withdrawn"), "withdrawn", "the service was withdrawn"),
        (state("deprecatedatnationallevel"), "withdrawn", "the service was withdrawn"),
        (state("recognisedatnationallevel"), "national", "recognised in its country alone"),
        (state(uses=("ForeSignatures",)), "granted", "granted for other certificates"),
        (state(uses=()), "granted", "granted for other certificates"),
        (state(kind="CA/PKC"), "granted", "certificates that are not qualified"),
        (state("accredited"), "before-eidas", "before Regulation (EU) No 910/2014"),
        (state(since=NOW + YEAR), "unlisted", "not on the list at that time"),
    ],
)
def test_a_service_that_was_not_granted_for_seals(ask, authority, present, status, reason):
    answer = ask(service(authority.issuing, present))
    assert (answer.status, answer.qualified, answer.for_seals) == (status, False, False)
    assert reason in answer.explanation


@pytest.mark.parametrize("status", ["https://status.example/granted", "grantedd", "Granted"])
def test_a_status_that_is_not_known_leaves_it_open(ask, authority, status):
    answer = ask(service(authority.issuing, state(status)))
    assert (answer.status, answer.qualified) == ("unknown", None)
    assert "cannot be said" in answer.explanation


def test_an_extension_that_must_be_understood_and_is_not_leaves_it_open(ask, authority):
    for critical, qualified in (("true", None), ("false", True)):
        extension = f'<Extension Critical="{critical}"><tslx:Moon xmlns:tslx="https://moon.example"/></Extension>'
        assert ask(service(authority.issuing, state(extensions=extension))).qualified is qualified


def test_the_state_at_the_time_counts_and_not_todays(ask, authority):
    listed = service(
        authority.issuing,
        state("withdrawn", since=datetime(2024, 6, 1, tzinfo=UTC)),
        state("granted", since=datetime(2019, 1, 1, tzinfo=UTC)),
        state("undersupervision", since=LONG_AGO),
    )
    issued = {"not_before": datetime(2023, 1, 1, tzinfo=UTC)}
    assert ask(listed, at=datetime(2024, 5, 31, tzinfo=UTC), **issued).qualified is True
    assert ask(listed, at=datetime(2024, 6, 1, tzinfo=UTC), **issued).qualified is False
    assert ask(listed, at=datetime(2018, 1, 1, tzinfo=UTC)).status == "before-eidas"
    assert ask(listed, at=datetime(2014, 1, 1, tzinfo=UTC)).status == "unlisted"


def test_history_in_any_order_is_read_by_its_dates(ask, authority):
    listed = service(
        authority.issuing,
        state("withdrawn", since=datetime(2020, 1, 1, tzinfo=UTC)),
        state("granted", since=NOW - YEAR),
    )
    assert ask(listed).status == "granted"


def test_a_certificate_issued_while_the_service_was_not_granted_is_not_qualified_later(ask, authority):
    listed = service(
        authority.issuing, state("granted", since=NOW - timedelta(days=10)), state("withdrawn", since=LONG_AGO)
    )
    answer = ask(listed, not_before=NOW - YEAR)
    assert (answer.status, answer.qualified) == ("granted", False)
    assert "when it was issued, the service was withdrawn" in answer.explanation


@pytest.mark.parametrize(
    ("statements", "qualified", "reason"),
    [
        (("compliance", "esign"), False, "something else"),
        (("compliance", "web"), False, "something else"),
        (("compliance",), False, "something else"),
        (("eseal",), False, "does not say that it is qualified"),
        ((), False, "does not say that it is qualified"),
        (("compliance", "esign", "eseal"), None, "several things"),
    ],
)
def test_what_the_certificate_says_of_itself(ask, authority, statements, qualified, reason):
    answer = ask(service(authority.issuing), statements=statements)
    assert answer.qualified is qualified
    assert answer.device is None
    assert reason in answer.explanation


# qualifiers


@pytest.mark.parametrize(
    ("elements", "statements", "expected"),
    [
        ([(("NotQualified",), ALWAYS)], ("compliance", "eseal"), (False, None)),
        ([(("NotQualified",), NEVER)], ("compliance", "eseal"), (True, False)),
        ([(("QCStatement", "QCForESeal"), ALWAYS)], (), (True, False)),
        ([(("QCForESeal",), ALWAYS)], ("compliance", "esign"), (True, False)),
        ([(("QCStatement",), ALWAYS)], (), (False, None)),
        ([(("QCWithQSCD",), ALWAYS)], ("compliance", "eseal"), (True, True)),
        ([(("QCQSCDManagedOnBehalf",), ALWAYS)], ("compliance", "eseal"), (True, True)),
        ([(("QCNoQSCD",), ALWAYS)], ("compliance", "eseal", "device"), (True, False)),
        ([(("QCQSCDStatusAsInCert",), ALWAYS)], ("compliance", "eseal", "device"), (True, True)),
        ([(("QCWithSSCD",), ALWAYS)], ("compliance", "eseal"), (True, False)),
        ([(("QCForLegalPerson",), ALWAYS)], ("compliance", "eseal"), (True, False)),
        # what contradicts itself, or is not known
        ([(("QCWithQSCD",), ALWAYS), (("QCNoQSCD",), ALWAYS)], ("compliance", "eseal"), (True, None)),
        ([(("QCStatement",), ALWAYS), (("NotQualified",), ALWAYS)], ("compliance", "eseal"), (None, None)),
        ([(("QCForESeal", "QCForESig"), ALWAYS)], ("compliance", "eseal"), (None, None)),
        ([(("QCForESig",), ALWAYS)], ("compliance", "eseal"), (None, None)),  # the service was not granted for these
        ([(("https://qualifiers.example/Suspect",), ALWAYS)], ("compliance", "eseal"), (None, None)),
        ([(("https://qualifiers.example/Suspect",), NEVER)], ("compliance", "eseal"), (True, False)),
        ([(("NotQualified",), criteria("all", "<ecc:Moonlight/>"))], ("compliance", "eseal"), (None, None)),
        ([(("NotQualified",), "")], ("compliance", "eseal"), (None, None)),
        ([(("NotQualified",), criteria("none"))], ("compliance", "eseal"), (None, None)),
    ],
)
def test_qualifiers_overrule_the_certificate(ask, authority, elements, statements, expected):
    answer = ask(service(authority.issuing, state(extensions=qualifications(*elements))), statements=statements)
    assert (answer.qualified, answer.device) == expected


@pytest.mark.parametrize(
    ("wanted", "met"),
    [
        (criteria("all", key_usage(digitalSignature=True, nonRepudiation=True)), True),
        (criteria("all", key_usage(digitalSignature=True, keyAgreement=False, encipherOnly=False)), True),
        (criteria("all", key_usage(keyCertSign=True)), False),
        (criteria("all", key_usage(moonlight=True)), None),
        (criteria("all", policies(SEAL_POLICY), key_usage(keyCertSign=True)), False),
        (criteria("atLeastOne", policies(SEAL_POLICY), key_usage(keyCertSign=True)), True),
        (criteria("atLeastOne", policies("1.2.3"), key_usage(keyCertSign=True)), False),
        (criteria("none", policies("1.2.3"), key_usage(keyCertSign=True)), True),
        (criteria("none", policies(SEAL_POLICY)), False),
        (criteria("all", policies(SEAL_POLICY, "1.2.3")), False),  # a set is met as a whole
        (criteria("all", "<ecc:Description>in words</ecc:Description>", policies(SEAL_POLICY)), True),
        (criteria("none", criteria("all", policies("1.2.3"))), True),
        (criteria("atLeastOne", policies(SEAL_POLICY), "<ecc:Moonlight/>"), True),
        (criteria("atLeastOne", policies("1.2.3"), "<ecc:Moonlight/>"), None),
        (criteria("all", policies("1.2.3"), "<ecc:Moonlight/>"), False),
        (criteria("all", policies(SEAL_POLICY), "<ecc:Moonlight/>"), None),
        (criteria("all", policies("moon")), None),
        (
            criteria(
                "all",
                other_criterion(
                    "<tslx:CertSubjectDNAttribute><tslx:AttributeOID><xades:Identifier>2.5.4.97</xades:Identifier>"
                    "</tslx:AttributeOID></tslx:CertSubjectDNAttribute>"
                ),
            ),
            True,
        ),
        (
            criteria(
                "all",
                other_criterion(
                    "<tslx:ExtendedKeyUsage><tslx:KeyPurposeId><xades:Identifier>1.3.6.1.5.5.7.3.4</xades:Identifier>"
                    "</tslx:KeyPurposeId></tslx:ExtendedKeyUsage>"
                ),
            ),
            False,
        ),
    ],
)
def test_criteria_say_which_certificates_are_meant(ask, authority, wanted, met):
    answer = ask(service(authority.issuing, state(extensions=qualifications((("NotQualified",), wanted)))))
    assert answer.qualified is {True: False, False: True, None: None}[met]


def test_a_certificate_without_key_usage_has_none_of_its_bits(ask, authority):
    listed = service(
        authority.issuing,
        state(extensions=qualifications((("NotQualified",), criteria("all", key_usage(digitalSignature=True))))),
    )
    assert ask(listed, usages=()).qualified is True


# several entries, and where the service stands


def test_of_several_entries_of_one_key_the_one_for_seals_counts(ask, authority):
    answer = ask(
        service(authority.issuing, state(uses=("ForeSignatures",)), provider="Signatures of Example"),
        service(authority.issuing, state("withdrawn"), provider="Former Example"),
        service(authority.issuing, provider="Seals of Example"),
    )
    assert (answer.qualified, answer.provider) == (True, "Seals of Example")


def test_entries_that_differ_leave_it_open(ask, authority):
    listed = [
        service(authority.issuing),
        service(authority.issuing, state(extensions=qualifications((("NotQualified",), ALWAYS)))),
    ]
    assert ask(*listed).qualified is None
    assert ask(*reversed(listed)).qualified is None


def test_a_root_that_is_listed_speaks_for_those_below(ask, authority):
    assert ask(service(authority.root, state(uses=("ForeSeals", "RootCA-QC")))).qualified is True


def test_the_nearest_service_counts(ask, authority):
    assert ask(service(authority.root), service(authority.issuing, state("withdrawn"))).qualified is False


def test_a_service_is_known_by_name_and_key_in_whatever_certificate(ask, authority):
    again = authority.certify(authority.issuing.name, authority.issuing.key, [], issuer=None)
    assert again.der != authority.issuing.der
    assert ask(service(again)).qualified is True


def test_another_key_under_the_same_name_is_another_service(ask, authority):
    namesake = HomeAuthority(clock=clock)
    assert namesake.issuing.name == authority.issuing.name
    assert ask(service(namesake.issuing)) is None


def test_what_no_list_has_is_not_known(ask, authority):
    assert ask(service(HomeAuthority(clock=clock, name="Other").issuing)) is None
    assert ask() is None


def test_a_sealing_certificate_that_is_listed_as_a_service_does_not_vouch_for_itself(authority, union, tmp_path):
    leaf = authority.seal(kind="P-256")
    folder = union.publish(tmp_path / "lists", {"ES": [service(leaf)]})
    lists = TrustedLists.load(folder, signers=[union.operator.digest])
    assert lists.standing((certificate(leaf),), purpose="seal", at=NOW, now=NOW) is None


# freshness


def test_a_list_whose_time_is_over_leaves_everything_open(ask, authority):
    answer = ask(service(authority.issuing), now=NOW + YEAR)
    assert (answer.up_to_date, answer.qualified, answer.for_seals, answer.device) == (False, None, None, None)
    assert answer.status == "granted"
    assert "out of date" in answer.explanation
    assert "is a qualified" not in answer.explanation


def test_a_list_that_is_never_replaced_does_not_count(ask, authority):
    assert ask(service(authority.issuing), scheme={"next_update": None}).up_to_date is False


def test_a_list_of_the_future_does_not_count_yet(ask, authority):
    assert ask(service(authority.issuing), now=NOW - timedelta(days=3)).up_to_date is False


def test_members_lists_count_no_longer_than_the_list_of_lists(authority, union, tmp_path):
    folder = union.publish(tmp_path / "lists", {"ES": [service(authority.issuing)]})
    (folder / "eu-lotl.xml").write_bytes(union.list_of_lists(["ES"], next_update=NOW + timedelta(days=1)))
    lists = TrustedLists.load(folder, signers=[union.operator.digest])
    path = [certificate(each) for each in (authority.seal(kind="P-256"), authority.issuing)]
    asked = [lists.standing(path, purpose="seal", at=NOW, now=NOW + timedelta(days=days)) for days in (0, 2)]
    assert [answer.up_to_date for answer in asked] == [True, False]


# timestamps


@pytest.mark.parametrize(
    ("present", "status", "qualified"),
    [
        (state(kind="TSA/QTST", uses=()), "granted", True),
        (state("withdrawn", kind="TSA/QTST", uses=()), "withdrawn", False),
        (state("recognisedatnationallevel", kind="TSA", uses=()), "national", False),
        (state(kind="TSA/TSS-QC", uses=()), "granted", False),
        (state("moonlit", kind="TSA/QTST", uses=()), "unknown", None),
    ],
)
@pytest.mark.parametrize("listed", ["unit", "authority"])
def test_timestamps(authority, union, tmp_path, present, status, qualified, listed):  # noqa: PLR0917  two tables
    unit = authority.timestamp_authority().held
    held = unit if listed == "unit" else authority.issuing
    folder = union.publish(tmp_path / "lists", {"ES": [service(held, present)]})
    lists = TrustedLists.load(folder, signers=[union.operator.digest])
    assert lists.timestamps == (certificate(held),)
    path = default_validator().validate(certificate(unit), (), lists.timestamps, at=NOW, purpose="timestamp")
    answer = lists.standing(path, purpose="timestamp", at=NOW, now=NOW)
    assert (answer.status, answer.qualified, answer.for_seals, answer.device) == (status, qualified, None, None)


def test_a_service_for_seals_says_nothing_of_timestamps(authority, union, tmp_path):
    folder = union.publish(tmp_path / "lists", {"ES": [service(authority.issuing)]})
    lists = TrustedLists.load(folder, signers=[union.operator.digest])
    path = [certificate(each) for each in (authority.timestamp_authority().held, authority.issuing)]
    assert lists.timestamps == ()
    assert lists.standing(path, purpose="timestamp", at=NOW, now=NOW) is None


def test_a_service_that_changed_its_kind_counts_as_what_it_was_then(authority, union, tmp_path):
    changed = datetime(2026, 6, 1, tzinfo=UTC)
    listed = service(
        authority.issuing,
        state("recognisedatnationallevel", since=changed, kind="Archiv", uses=()),
        state(kind="TSA/QTST", uses=()),
    )
    lists = TrustedLists.load(union.publish(tmp_path / "lists", {"ES": [listed]}), signers=[union.operator.digest])
    path = [certificate(each) for each in (authority.timestamp_authority().held, authority.issuing)]
    before, after = (
        lists.standing(path, purpose="timestamp", at=at, now=NOW) for at in (changed - timedelta(days=1), changed)
    )
    assert (before.qualified, after.qualified, after.status) == (True, False, "unlisted")
