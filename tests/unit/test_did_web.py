"""did:web: a host name and a path, whose document lies at one https address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credseal.did import web
from credseal.errors import ResolutionError
from credseal.net import urls


@pytest.mark.parametrize(
    ("did", "url"),
    [
        # The examples of the did:web specification.
        ("did:web:w3c-ccg.github.io", "https://w3c-ccg.github.io/.well-known/did.json"),
        ("did:web:w3c-ccg.github.io:user:alice", "https://w3c-ccg.github.io/user/alice/did.json"),
        ("did:web:example.com%3A3000", "https://example.com:3000/.well-known/did.json"),
        ("did:web:example.com%3A3000:user:alice", "https://example.com:3000/user/alice/did.json"),
        ("did:web:uni.example%3a8443", "https://uni.example:8443/.well-known/did.json"),
        ("did:web:xn--strae-oqa.example", "https://xn--strae-oqa.example/.well-known/did.json"),
        ("did:web:uni.example:faculty%20of%C3%A9", None),
        ("did:web:uni.example:facult%C3%A9", "https://uni.example/facult%C3%A9/did.json"),
        ("did:web:uni.example:..hidden", "https://uni.example/..hidden/did.json"),
    ],
)
def test_a_did_leads_to_one_address(did, url):
    if url is None:
        with pytest.raises(ResolutionError, match="hides a separator"):
            web.document_url(did)
    else:
        assert web.document_url(did) == url


@pytest.mark.parametrize(
    "did",
    [
        "did:web:", "did:web:uni.example:", "did:web:uni.example::a", "did:web:uni.example:..",
        "did:web:uni.example:.", "did:web:uni.example:%2e%2E", "did:web:uni.example:a%2Fb", "did:web:uni.example:a%5Cb",
        "did:web:uni.example:a%00", "did:web:uni.example:a%3Fb", "did:web:uni.example:a%23b", "did:web:uni.example:%252e",
        "did:web:uni.example/path", "did:web:uni.example?query", "did:web:uni.example#key", "did:web:uni example",
        "did:web:\u0443ni.example", "did:key:z6Mk", "https://uni.example", "DID:web:uni.example", "did:web:uni.example\n",
        "did:web:uni.example:a%zz", "did:web:" + "a" * 5000 + ".example",
    ],
)  # fmt: skip
def test_what_is_not_plainly_a_did_web_is_refused(did):
    with pytest.raises(ResolutionError) as caught:
        web.document_url(did)
    assert caught.value.code == "did.syntax"


@pytest.mark.parametrize(
    "did",
    [
        "did:web:127.0.0.1", "did:web:93.184.216.34", "did:web:127.1", "did:web:2130706433", "did:web:0x7f.0x1",
        "did:web:localhost", "did:web:localhost%3A8443", "did:web:uni.example%3A22", "did:web:uni.example%3A0",
        "did:web:uni.example%3A99999", "did:web:uni.example%3A", "did:web:uni.example%3A8443%3A1", "did:web:-uni.example",
        "did:web:uni.example.", "did:web:uni_example.org", "did:web:uni.example%2Fevil", "did:web:ada%40uni.example",
        "did:web:%75ni.example", "did:web::uni.example", "did:web:%5B%3A%3A1%5D",
    ],
)  # fmt: skip
def test_what_is_no_host_name_of_the_public_web_is_refused(did):
    with pytest.raises(ResolutionError) as caught:
        web.document_url(did)
    assert caught.value.code == "did.host"


@given(st.text(alphabet="abc.:%2e2F3A5C0@/\\?#-", max_size=30))
def test_no_did_leaves_its_own_host_and_path(text):
    try:
        url = urls.parse(web.document_url(f"did:web:uni.example:{text}"))
    except ResolutionError:
        return
    assert url.origin == "https://uni.example"
    assert url.target == "/" + text.replace(":", "/") + "/did.json"
    assert not {".", ".."} & set(url.target.split("/"))
