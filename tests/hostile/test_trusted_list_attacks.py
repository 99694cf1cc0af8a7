"""Trusted lists that somebody forged, changed, wrapped or made to exhaust: none is read as anybody's word."""

import re
import sys
import tracemalloc
from base64 import b64encode
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from signxml import CanonicalizationMethod
from signxml.util import ds_tag

from authority import HomeAuthority
from credseal.errors import MissingExtraError, TrustListError
from credseal.trust.eu_lists import TrustedLists
from credseal.trust.eu_lists.reading import MOST_BYTES, TSL, child, name_in, needed, parse, text
from credseal.trust.eu_lists.signatures import open_signed
from trusted_lists import NOW, ListSigner, Operator, Union, certificate, lotl, national, service, sign, state

AUTHORITY = HomeAuthority(clock=lambda: NOW)
ES, MALLORY = Operator("ES", clock=lambda: NOW), Operator("ES", clock=lambda: NOW)
XML = national("ES", [service(AUTHORITY.issuing, state("withdrawn"))])
SIGNED = ES.sign(XML)
FORGED = national("ES", [service(AUTHORITY.issuing, state("granted"))], identifier="forged")
SIGNERS = frozenset({bytes.fromhex(ES.digest)})
EXCLUSIVE = CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0


def refusal(data, signers=SIGNERS):
    with pytest.raises(TrustListError) as refused:
        open_signed(data, signers)
    return refused.value.code


def status(root):
    return text(next(root.iter(TSL + "ServiceStatus")))


def signer_with(**options):
    return ListSigner(**{"signature_algorithm": "ecdsa-sha256", "c14n_algorithm": EXCLUSIVE, **options})


def test_what_is_signed_is_read():
    assert status(open_signed(SIGNED, SIGNERS).root).endswith("/withdrawn")


# whose it is


def test_an_unsigned_list():
    assert refusal(XML.encode()) == "trust-list.unsigned"


def test_a_list_that_somebody_else_signed():
    assert refusal(MALLORY.sign(FORGED)) == "trust-list.signer"


def test_a_list_when_nobody_may_sign_it():
    assert refusal(SIGNED, frozenset()) == "trust-list.signer"


def test_whoever_names_the_right_certificate_and_signs_with_another_key():
    forged = MALLORY.sign(FORGED)
    named = forged.replace(b64encode(MALLORY.held.der), b64encode(ES.held.der))
    wrapped = re.sub(rb"(<ds:X509Certificate>)[^<]+", rb"\1" + b64encode(ES.held.der), named)
    assert refusal(wrapped) == "trust-list.signature"


def test_a_key_value_beside_the_right_certificate_is_not_believed():
    forged = sign(FORGED, MALLORY.held, signer=None)
    both = sign_with_key_value(forged)
    assert refusal(both) == "trust-list.signature"


def sign_with_key_value(forged):
    root = etree.fromstring(forged)
    data = root.find(f".//{ds_tag('X509Data')}")
    data.find(ds_tag("X509Certificate")).text = b64encode(ES.held.der).decode()
    value = etree.SubElement(data.getparent(), ds_tag("KeyValue"))
    curve = etree.SubElement(value, "{http://www.w3.org/2009/xmldsig11#}ECKeyValue")
    etree.SubElement(curve, "{http://www.w3.org/2009/xmldsig11#}NamedCurve", URI="urn:oid:1.2.840.10045.3.1.7")
    numbers = MALLORY.held.key.public_key().public_numbers()
    point = b"\x04" + numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big")
    etree.SubElement(curve, "{http://www.w3.org/2009/xmldsig11#}PublicKey").text = b64encode(point).decode()
    return etree.tostring(root)


def test_a_list_signed_after_its_signers_certificate_ended():
    late = national("ES", [], issued=NOW + timedelta(days=400), next_update=NOW + timedelta(days=500))
    assert refusal(ES.sign(late)) == "trust-list.signature"


def test_signed_properties_that_name_another_certificate():
    class OfAnother(ListSigner):
        def add_signing_certificate(self, signed_signature_properties, sig_root, signing_settings):
            signing_settings.cert_chain = [MALLORY.held.certificate]
            super().add_signing_certificate(signed_signature_properties, sig_root, signing_settings)
            signing_settings.cert_chain = [ES.held.certificate]

    made = OfAnother(signature_algorithm="ecdsa-sha256", c14n_algorithm=EXCLUSIVE)
    assert refusal(sign(XML, ES.held, signer=made)) == "trust-list.signature"


@pytest.mark.parametrize("by", ["list of lists", "another member", "nobody"])
def test_a_members_list_counts_only_as_the_list_of_lists_says(tmp_path, by):
    union = Union(clock=lambda: NOW)
    folder = union.publish(tmp_path / "lists", {"ES": [service(AUTHORITY.issuing)], "EE": []})
    signers = {"list of lists": union.operator, "another member": union.member("EE"), "nobody": MALLORY}
    (folder / "es.xml").write_bytes(signers[by].sign(national("ES", [service(AUTHORITY.issuing)])))
    lists = TrustedLists.load(folder, signers=[union.operator.digest])
    assert [each.territory for each in lists.lists] == ["EE"]
    assert [(each.name, each.error.code) for each in lists.refused] == [("es.xml", "trust-list.signer")]
    path = [certificate(each) for each in (AUTHORITY.seal(kind="P-256"), AUTHORITY.issuing)]
    assert lists.standing(path, purpose="seal", at=NOW, now=NOW) is None


def test_a_list_of_a_member_that_there_is_not(tmp_path):
    union = Union(clock=lambda: NOW)
    folder = union.publish(tmp_path / "lists", {"ES": []})
    (folder / "xx.xml").write_bytes(union.list_of("XX", [service(AUTHORITY.issuing)]))
    lists = TrustedLists.load(folder, signers=[union.operator.digest])
    assert [each.error.code for each in lists.refused] == ["trust-list.country"]
    assert lists.seals == ()


def test_a_members_list_is_no_list_of_lists(tmp_path):
    (tmp_path / "eu-lotl.xml").write_bytes(SIGNED)
    with pytest.raises(TrustListError) as refused:
        TrustedLists.load(tmp_path, signers=[ES.digest])
    assert refused.value.code == "trust-list.lotl"


def test_lists_of_other_schemes_are_not_read():
    other = lotl([]).replace("TSLType/EUlistofthelists", "TSLType/XXlistofthelists")
    with pytest.raises(TrustListError) as refused:
        TrustedLists.load(_file(ES.sign(other)), signers=[ES.digest])
    assert refused.value.code == "trust-list.scheme"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def _file(data):
    path = Path("list.xml")
    path.write_bytes(data)
    return path


# what is signed


@pytest.mark.parametrize("old", [b"withdrawn", b"Seal service", b"Trust Services", b"2017-01-01", b">7<", b"ForeSeals"])
def test_a_changed_value(old):
    assert SIGNED.count(old) >= 1
    assert refusal(SIGNED.replace(old, old[:-1] + bytes([old[-1] ^ 1]))) in {"trust-list.signature", "trust-list.xml"}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(SIGNED) - 1), st.integers(1, 255))
def test_any_changed_byte_is_noticed_or_means_nothing(place, change):
    changed = SIGNED[:place] + bytes([SIGNED[place] ^ change]) + SIGNED[place + 1 :]
    try:
        root = open_signed(changed, SIGNERS).root
    except TrustListError:
        return
    assert etree.tostring(root, method="c14n") == etree.tostring(open_signed(SIGNED, SIGNERS).root, method="c14n")


def test_two_signatures():
    root = etree.fromstring(SIGNED)
    root.append(etree.fromstring(etree.tostring(root.find(ds_tag("Signature")))))
    assert refusal(etree.tostring(root)) == "trust-list.signature"


def test_a_signature_that_is_not_right_below_the_root():
    root = etree.fromstring(SIGNED)
    root.find(TSL + "TrustServiceProviderList").append(root.find(ds_tag("Signature")))
    assert refusal(etree.tostring(root)) == "trust-list.unsigned"


@pytest.mark.parametrize("place", ["in the signature", "in the list", "in an extension of the properties"])
@pytest.mark.parametrize("identifier", ["list", "forged", None])
@pytest.mark.parametrize("named", [True, False], ids=["by identifier", "as a whole"])
def test_the_signed_list_wrapped_into_a_forged_one(place, identifier, named):
    xml = XML if named else XML.replace(' Id="list"', "")
    signed = etree.fromstring(ES.sign(xml))
    assert (signed.find(f".//{ds_tag('Reference')}").get("URI") == "#list") is named
    assert open_signed(etree.tostring(signed), SIGNERS)
    root = etree.fromstring(FORGED.encode())
    if identifier is None:
        del root.attrib["Id"]
    else:
        root.set("Id", identifier)
    signature = signed.find(ds_tag("Signature"))
    signed.remove(signature)
    root.append(signature)
    into = {
        "in the signature": lambda: etree.SubElement(signature, ds_tag("Object")),
        "in the list": lambda: root.find(TSL + "TrustServiceProviderList"),
        "in an extension of the properties": lambda: signature.find(f"{ds_tag('Object')}/*"),
    }[place]()
    into.append(signed)
    assert refusal(etree.tostring(root)) == "trust-list.signature"


def test_a_signature_over_a_part_alone():
    class OfAPart(ListSigner):
        def sign(self, data, **options):
            data.find(TSL + "SchemeInformation").set("Id", "part")
            return super().sign(data, reference_uri="part", **options)

    part = OfAPart(signature_algorithm="ecdsa-sha256", c14n_algorithm=EXCLUSIVE)
    assert refusal(sign(FORGED, ES.held, signer=part)) == "trust-list.signature"


def test_a_reference_more_or_less():
    class KeyInfoToo(ListSigner):
        def _add_reference_to_signed_info(self, sig_root, node_to_reference, **attrs):
            super(ListSigner, self)._add_reference_to_signed_info(sig_root, node_to_reference, **attrs)

    more = KeyInfoToo(signature_algorithm="ecdsa-sha256", c14n_algorithm=EXCLUSIVE)
    assert refusal(sign(XML, ES.held, signer=more)) == "trust-list.signature"

    class NoProperties(ListSigner):
        def _add_reference_to_signed_info(self, *_, **__):
            return

    less = NoProperties(signature_algorithm="ecdsa-sha256", c14n_algorithm=EXCLUSIVE)
    assert refusal(sign(XML, ES.held, signer=less)) == "trust-list.signature"


@pytest.mark.parametrize(
    "options",
    [
        {"c14n_algorithm": CanonicalizationMethod.CANONICAL_XML_1_1},
        {"c14n_algorithm": CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0_WITH_COMMENTS},
        {"digest_algorithm": "sha224"},
        {"signature_algorithm": "ecdsa-sha224"},
    ],
    ids=str,
)
def test_algorithms_that_are_not_accepted(options):
    assert refusal(sign(XML, ES.held, signer=signer_with(**options))) == "trust-list.signature"


@pytest.mark.parametrize(
    ("of", "to"),
    [
        (b"xmldsig-more#ecdsa-sha256", b"xmldsig-more#hmac-sha256"),
        (b"xmldsig-more#ecdsa-sha256", b"xmldsig-more#ecdsa-sha1"),
        (b"xmldsig-more#ecdsa-sha256", b"xmldsig-more#moon"),
        (b"xmldsig#enveloped-signature", b"xmldsig#base64"),
        (b'URI="#list"', b'URI="https://evil.example/list.xml"'),
        (b'URI="#list"', b'URI="#xpointer(/)"'),
    ],
)
def test_what_a_signature_says_of_itself_is_not_followed(of, to):
    assert of in SIGNED
    assert refusal(SIGNED.replace(of, to)) == "trust-list.signature"


def test_a_transform_more():
    more = b'<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>false()</ds:XPath></ds:Transform>'
    assert refusal(SIGNED.replace(b"</ds:Transforms>", more + b"</ds:Transforms>", 1)) == "trust-list.signature"


def test_comments_are_not_signed_and_split_no_value():
    commented = SIGNED.replace(b"withdrawn<", b"with<!-- -->drawn<!--granted--><")
    assert commented != SIGNED
    root = open_signed(commented, SIGNERS).root
    assert status(root).endswith("/withdrawn")
    assert b"<!--" not in etree.tostring(root)
    commented = SIGNED.replace(b">7<", b">7<!--0--><")
    assert TrustedLists.load(_file(commented), signers=[ES.digest]).lists[0].sequence == 7


def test_a_value_in_two_pieces_is_no_value():
    split = ES.sign(XML.replace("withdrawn<", "<?moon?>granted<"))
    with pytest.raises(TrustListError) as refused:
        TrustedLists.load(_file(split), signers=[ES.digest])
    assert refused.value.code == "trust-list.form"


# XML


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lol [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]><lol>&m;</lol>"
)


@pytest.mark.parametrize(
    "data",
    [
        LAUGHS.encode(),
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>',
        b'<!DOCTYPE x SYSTEM "https://evil.example/x.dtd"><x/>',
        b'<!DOCTYPE x [<!ATTLIST x Id CDATA "list">]><x/>',
        b"<x>&undeclared;</x>",
        LAUGHS.encode("utf-16"),
        b'<?xml version="1.0" encoding="UTF-7"?><x>+ADwAIQ-DOCTYPE</x',
        b"<x>\0</x>",
        b"<x>\xff</x>",
        b"<x>",
        b"",
        b"{}",
        b"%PDF-1.7",
        b"<x>" * 300 + b"</x>" * 300,
    ],
    ids=lambda data: ascii(data[:40]),
)
def test_xml_that_is_not_read(data):
    with pytest.raises(TrustListError) as refused:
        parse(data)
    assert refused.value.code == "trust-list.xml"


def test_another_encoding_is_not_followed():
    hidden = '<!DOCTYPE x [<!ENTITY e "moon">]><x>&e;</x>'.encode("cp500")
    with pytest.raises(TrustListError):
        parse(b'<?xml version="1.0" encoding="cp500"?>' + hidden)
    latin = SIGNED.replace(b"encoding='UTF-8'", b"encoding='ISO-8859-1'")
    assert latin != SIGNED
    assert status(open_signed(latin, SIGNERS).root).endswith("/withdrawn")


@pytest.mark.parametrize(
    "data",
    [b" " * (MOST_BYTES + 1), b"<x>" + b"<y/>" * 2_000_000 + b"</x>", b"<x " + b'y="" ' * 2_000_001 + b"/>"],
    ids=["bytes", "elements", "attributes"],
)
def test_what_is_too_large_is_refused_before_it_is_parsed(data):
    tracemalloc.start()
    try:
        with pytest.raises(TrustListError) as refused:
            parse(data)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
    assert refused.value.code == "trust-list.size"


def test_a_folder_of_very_many_files(tmp_path):
    for number in range(201):
        (tmp_path / f"{number}.xml").write_bytes(b"<x/>")
    with pytest.raises(TrustListError) as refused:
        TrustedLists.load(tmp_path, signers=[])
    assert refused.value.code == "trust-list.size"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<TSLSequenceNumber>7<", "<TSLSequenceNumber>-7<"),
        ("<TSLSequenceNumber>7<", f"<TSLSequenceNumber>{'7' * 5000}<"),
        ("<NextUpdate><dateTime>", "<NextUpdate><dateTime>soon "),
        ("<StatusStartingTime>2017-01-01T00:00:00Z<", "<StatusStartingTime>2017-01-01T00:00:00<"),
        ("<SchemeTerritory>ES</SchemeTerritory>", "<SchemeTerritory>ES</SchemeTerritory>" * 2),
        ("<ServiceTypeIdentifier>", "<ServiceTypeIdentifier><b/>"),
        ("<TSLType>", "<TSLType><b/>"),
    ],
)
def test_values_that_are_none(old, new):
    assert old in XML
    with pytest.raises(TrustListError) as refused:
        TrustedLists.load(_file(ES.sign(XML.replace(old, new))), signers=[ES.digest])
    assert refused.value.code == "trust-list.form"


def test_a_broken_certificate_of_a_service_is_left_out_and_harms_no_other():
    broken = "<DigitalId><X509Certificate>AAAA</X509Certificate></DigitalId><DigitalId>"
    xml = XML.replace("<DigitalId>", broken, 1)
    (listed,) = TrustedLists.load(_file(ES.sign(xml)), signers=[ES.digest]).lists
    assert listed.services[0].certificates == (certificate(AUTHORITY.issuing),)


def test_names_that_act_on_terminals_are_made_inert():
    name = "Trust\u202eServices \u200b" + "x" * 5000
    xml = national("ES", [service(AUTHORITY.issuing, provider=name)])
    (listed,) = TrustedLists.load(_file(ES.sign(xml)), signers=[ES.digest]).lists
    assert "\u202e" not in listed.services[0].provider
    assert len(listed.services[0].provider) < 400


def test_a_certificate_whose_own_statements_are_broken_leaves_it_open(tmp_path):
    union = Union(clock=lambda: NOW)
    folder = union.publish(tmp_path / "lists", {"ES": [service(AUTHORITY.issuing)]})
    broken = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3"), b"moon")
    leaf = AUTHORITY.seal(kind="P-256", statements=(), extensions=[(broken, False)])
    path = [certificate(leaf), certificate(AUTHORITY.issuing)]
    lists = TrustedLists.load(folder, signers=[union.operator.digest])
    answer = lists.standing(path, purpose="seal", at=NOW, now=NOW)
    assert (answer.qualified, answer.for_seals) == (None, True)
    assert "cannot be read" in answer.explanation


@pytest.mark.parametrize("package", ["lxml", "signxml"])
def test_without_the_extra_nothing_is_read(monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError) as refused:
        open_signed(SIGNED, SIGNERS)
    assert refused.value.code == "extra.trust"


def test_what_stands_below_is_found_once_or_not():
    root = parse(b'<a xmlns="http://uri.etsi.org/02231/v2#"><b>1</b><b>2</b></a>')
    with pytest.raises(TrustListError):
        child(root, TSL, "b")
    with pytest.raises(TrustListError):
        needed(root, TSL, "c")
    assert child(root, TSL, "c", "d") is None
    assert name_in(None, "nobody") == "nobody"
