"""SVG pictures carry credentials in one place, and everything that could be read in two ways is refused by name."""

import pytest

from credseal.errors import MediaError
from credseal.media import svg_xml
from credseal.media.svg import read_carriers, with_carrier
from pictures import SVG

NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
OTHER = "http://openbadges.org"
NAMES = {NAMESPACE: "credential", OTHER: "assertion"}
TOKEN = "eyJhbGciOiJFUzI1NiJ9.e30.c2ln"
JSON = '{"name": "学 ® ελληνικά"}'


def svg(content: str, *, before: str = "", attributes: str = "") -> bytes:
    return (
        f'{before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:ob="{NAMESPACE}" xmlns:old="{OTHER}" {attributes}>'
        f"{content}</svg>"
    ).encode()


def code_of(work):
    with pytest.raises(MediaError) as refused:
        work()
    return refused.value.code


def read(content: str, **around):
    return [(one.namespace, one.verify, one.text) for one in read_carriers(svg(content, **around), NAMES)]


def test_a_token_stands_in_the_attribute():
    assert read(f'<ob:credential verify="{TOKEN}"/>') == [(NAMESPACE, TOKEN, "")]
    assert read(f"<g/>\n<ob:credential verify='{TOKEN}'>\n</ob:credential>") == [(NAMESPACE, TOKEN, "")]


def test_json_is_the_content_in_cdata_or_escaped():
    escaped = JSON.replace('"', "&quot;").replace("®", "&#174;").replace("学", "&#x5b66;")
    for written in (f"<![CDATA[{JSON}]]>", f"\n <![CDATA[\n{JSON}\n]]> \n", JSON, escaped):
        assert read(f"<ob:credential>{written}</ob:credential>") == [(NAMESPACE, None, JSON)]


def test_the_prefix_does_not_matter_and_the_namespace_does():
    assert read(f'<credential xmlns="{NAMESPACE}" verify="{TOKEN}"/>') == [(NAMESPACE, TOKEN, "")]
    assert read(f'<old:assertion verify="{TOKEN}"/>') == [(OTHER, TOKEN, "")]


def test_all_carriers_are_told_with_their_place():
    data = svg(f'<ob:credential verify="a>b"></ob:credential > <g/><old:assertion>{JSON}</old:assertion>')
    assert [data[slice(*one.span)].decode() for one in read_carriers(data, NAMES)] == [
        '<ob:credential verify="a>b"></ob:credential >',
        f"<old:assertion>{JSON}</old:assertion>",
    ]


def test_cdata_and_comments_elsewhere_mean_nothing():
    around = "<style><![CDATA[<ob:credential/>]]></style><!-- <ob:credential/> --><?a <ob:credential/>?>"
    assert read(f'{around}<ob:credential verify="{TOKEN}"/>{around}') == [(NAMESPACE, TOKEN, "")]


def test_a_picture_without_any_has_none():
    assert read_carriers(SVG, NAMES) == ()


def test_credentials_stay_out_of_what_is_printed_of_them():
    assert "学" not in repr(read_carriers(svg(f'<ob:credential verify="学">{JSON}</ob:credential>'), NAMES))


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE svg>",
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.0//EN" "http://www.w3.org/TR/2001/REC-SVG-20010904/DTD/svg10.dtd">',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1 Tiny//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11-tiny.dtd">',
    ],
)
def test_the_published_document_types_which_many_programs_write_are_read_over(doctype):
    assert read(f'<ob:credential verify="{TOKEN}"/>', before=f'<?xml version="1.0"?>\n{doctype}\n') == [
        (NAMESPACE, TOKEN, "")
    ]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
def test_a_carrier_is_put_right_after_the_root_s_start_tag(mark):
    written = with_carrier(mark + SVG, NAMESPACE, JSON, prefix="openbadges", names=NAMES)
    root = SVG.index(b"<svg")
    after = SVG.index(b">", SVG.index(b"role"))
    declaration = f' xmlns:openbadges="{NAMESPACE}"'.encode()
    carrier = f"<openbadges:credential><![CDATA[{JSON}]]></openbadges:credential>".encode()
    expected = SVG[: root + 4] + declaration + SVG[root + 4 : after + 1] + carrier + SVG[after + 1 :]
    assert written == mark + expected
    assert [one.text for one in read_carriers(written, NAMES)] == [JSON]


def test_a_token_becomes_the_attribute():
    written = with_carrier(SVG, NAMESPACE, TOKEN, prefix="openbadges", names=NAMES)
    assert f'<openbadges:credential verify="{TOKEN}"/>'.encode() in written
    assert [one.verify for one in read_carriers(written, NAMES)] == [TOKEN]


@pytest.mark.parametrize(
    "text", ['{"a":"]]>"}', '{"a":"]]]]>>]]>"}', '{"a":"<![CDATA[ ]]> <!-- & -->"}', '{"a":"\ufffe\uffff"}']
)
def test_json_that_would_end_cdata_is_escaped_as_json(text):
    written = with_carrier(SVG, NAMESPACE, text, prefix="openbadges", names=NAMES)
    (carrier,) = read_carriers(written, NAMES)
    undone = carrier.text.replace("\\u003e", ">").replace("\\ufffe", "\ufffe").replace("\\uffff", "\uffff")
    assert undone == text


def test_what_was_carried_is_taken_out_wherever_it_stood():
    data = svg(f'<ob:credential verify="x"/><g/><old:assertion><![CDATA[{JSON}]]></old:assertion><!-- end -->')
    written = with_carrier(data, OTHER, '{"a": 1}', prefix="openbadges", names=NAMES)
    assert [(one.namespace, one.text) for one in read_carriers(written, NAMES)] == [(OTHER, '{"a": 1}')]
    assert written.endswith(b"</openbadges:assertion><g/><!-- end --></svg>")


def test_baking_again_leaves_no_trace():
    once = with_carrier(SVG, NAMESPACE, JSON, prefix="openbadges", names=NAMES)
    other = with_carrier(once, OTHER, TOKEN, prefix="openbadges", names=NAMES)
    assert with_carrier(other, NAMESPACE, JSON, prefix="openbadges", names=NAMES) == once


@pytest.mark.parametrize(
    "root", ["<svg xmlns='{}'/>", "<svg\nxmlns='{}' a=\"/>\" />", '<s:svg xmlns:s="{}"/>', "<svg xmlns='{}'></svg>"]
)
def test_roots_of_every_spelling_are_written_to(root):
    data = root.format("http://www.w3.org/2000/svg").encode()
    written = with_carrier(data, NAMESPACE, TOKEN, prefix="openbadges", names=NAMES)
    assert [one.verify for one in read_carriers(written, NAMES)] == [TOKEN]


def test_a_prefix_that_means_something_else_is_not_bent():
    data = svg("", attributes='xmlns:openbadges="urn:other"')
    assert code_of(lambda: with_carrier(data, NAMESPACE, TOKEN, prefix="openbadges", names=NAMES)) == "svg.prefix"


def test_a_declaration_inside_another_attribute_is_none():
    data = svg("", attributes="""desc=' xmlns:openbadges="urn:other"' """)
    assert read_carriers(with_carrier(data, NAMESPACE, TOKEN, prefix="openbadges", names=NAMES), NAMES)


RUNNING = {
    "script": "<script>1</script>",
    "script of another namespace": '<h:SCRIPT xmlns:h="http://www.w3.org/1999/xhtml"/>',
    "event handler": '<g onclick="1"/>',
    "event handler in capitals": '<g onLoad="1"/>',
    "script in a link": '<a href="javascript:1"/>',
    "script in an old link": '<a xmlns:x="http://www.w3.org/1999/xlink" x:href=" Java&#10;Script:1"/>',
    "link set by an animation": '<animate attributeName="href" values="#;javascript:1"/>',
    "embedded page": '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
    "style sheet": "<?xml-stylesheet href='a.xsl' type='text/xsl'?>",
}


@pytest.mark.parametrize("name", RUNNING)
def test_pictures_that_run_something_are_read_but_not_written_to(name):
    data = svg(RUNNING[name] + f'<ob:credential verify="{TOKEN}"/>')
    assert [one.verify for one in read_carriers(data, NAMES)] == [TOKEN]
    assert code_of(lambda: with_carrier(data, NAMESPACE, TOKEN, prefix="openbadges", names=NAMES)) == "svg.active"


def test_an_event_handler_of_the_root_counts_too():
    data = svg("", attributes='onload="1"')
    assert code_of(lambda: with_carrier(data, NAMESPACE, TOKEN, prefix="openbadges", names=NAMES)) == "svg.active"


BAKED = f'<ob:credential verify="{TOKEN}"/>'
REFUSED = {
    "entities": (svg(BAKED, before='<!DOCTYPE svg [<!ENTITY a "b">]>'), "svg.doctype"),
    "laughs by the billion": (svg("&b;", before='<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>'), "svg.doctype"),
    "an entity from a file": (
        svg("&a;", before='<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "svg.doctype",
    ),
    "an empty internal subset": (svg(BAKED, before="<!DOCTYPE svg []>"), "svg.doctype"),
    "an attribute by default": (
        svg("<ob:credential/>", before='<!DOCTYPE svg [<!ATTLIST ob:credential verify CDATA "x">]>'),
        "svg.doctype",
    ),
    "a document type from elsewhere": (
        svg(BAKED, before='<!DOCTYPE svg SYSTEM "https://evil.example/a.dtd">'),
        "svg.doctype",
    ),
    "a public name from elsewhere": (
        svg(BAKED, before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "https://evil.example/a.dtd">'),
        "svg.doctype",
    ),
    "HTML": (b"<!DOCTYPE html><html><body>Sign in</body></html>", "svg.doctype"),
    "an entity that only the document type could declare": (
        svg(
            f"<g>&a;</g>{BAKED}",
            before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        ),
        "svg.entity",
    ),
    "the same in the attribute": (
        svg(
            '<ob:credential verify="eyJ&a;x"/>',
            before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        ),
        "svg.entity",
    ),
    "an undeclared entity": (svg("&nbsp;"), "svg.syntax"),
    "not well-formed": (svg("<g>"), "svg.syntax"),
    "cut off": (svg(BAKED)[:-3], "svg.syntax"),
    "a second root": (svg(BAKED) * 2, "svg.syntax"),
    "data after the root": (svg(BAKED) + b"x", "svg.syntax"),
    "an attribute twice": (svg('<ob:credential verify="a" verify="b"/>'), "svg.syntax"),
    "an undeclared prefix": (svg('<openbadges:credential verify="a"/>'), "svg.syntax"),
    "no SVG": (f'<html xmlns:ob="{NAMESPACE}">{BAKED}</html>'.encode(), "svg.root"),
    "SVG without its namespace": (f'<svg xmlns:ob="{NAMESPACE}">{BAKED}</svg>'.encode(), "svg.root"),
    "another encoding": (svg(BAKED, before='<?xml version="1.0" encoding="ISO-8859-1"?>'), "svg.encoding"),
    "not UTF-8": (svg("é").decode().encode("latin-1"), "svg.encoding"),
    "UTF-16": (svg(BAKED).decode().encode("utf-16"), "svg.encoding"),
    "UTF-16 unmarked": (svg(BAKED).decode().encode("utf-16-le"), "svg.encoding"),
    "XML 1.1": (svg(BAKED, before='<?xml version="1.1"?>'), "svg.encoding"),
    "deeper than the root": (svg(f"<g>{BAKED}</g>"), "svg.place"),
    "in the metadata": (svg(f"<metadata>{BAKED}</metadata>"), "svg.place"),
    "as the root": (f'<credential xmlns="{NAMESPACE}" verify="a"/>'.encode(), "svg.root"),
    "one in another": (svg(f"<ob:credential>{BAKED}</ob:credential>"), "svg.carrier"),
    "elements in the content": (svg("<ob:credential>{}<g/></ob:credential>"), "svg.carrier"),
    "a comment in the content": (svg("<ob:credential>{}<!-- {} --></ob:credential>"), "svg.carrier"),
    "an instruction in the content": (svg("<ob:credential><?a b?>{}</ob:credential>"), "svg.carrier"),
    "two texts": (svg("<ob:credential><![CDATA[{}]]><![CDATA[{}]]></ob:credential>"), "svg.carrier"),
    "text beside CDATA": (svg("<ob:credential>{}<![CDATA[{}]]></ob:credential>"), "svg.carrier"),
    "another element of the namespace": (svg('<ob:assertion verify="a"/>'), "svg.carrier"),
    "the element of another namespace": (svg('<credential verify="a"/>'), "svg.carrier"),
    "a prefix that lies": (svg('<openbadges:credential xmlns:openbadges="urn:other" verify="a"/>'), "svg.carrier"),
    "an attribute of the namespace": (svg('<g ob:verify="a"/>'), "svg.carrier"),
    "an attribute of the namespace at the carrier": (svg('<ob:credential verify="a" ob:verify="b"/>'), "svg.carrier"),
    "too deep": (svg("<g>" * 300 + "</g>" * 300), "svg.size"),
    "too many": (svg("<g/>" * 200_001), "svg.size"),
    "too large": (svg(" " * svg_xml.MOST_BYTES), "svg.size"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_be_read_in_two_ways_is_refused_by_name(name):
    data, code = REFUSED[name]
    assert code_of(lambda: read_carriers(data, NAMES)) == code
    assert code_of(lambda: with_carrier(data, NAMESPACE, TOKEN, prefix="openbadges", names=NAMES)) == code


def test_errors_say_where_and_do_not_quote():
    with pytest.raises(MediaError) as refused:
        read_carriers(svg("\nsecret <g"), NAMES)
    assert "line 2" in refused.value.message
    assert "secret" not in refused.value.message
