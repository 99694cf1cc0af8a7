"""N-Quads to the tokens that ``credseal.jsonld.rdfc`` takes, and canonical N-Quads by somebody else: both with pyoxigraph."""

import pyoxigraph

from credseal.jsonld.rdf_terms import quoted, suffix


def parse(data):
    """The quads of N-Quads text (bytes or str), as tokens."""
    return [
        (token(quad.subject), token(quad.predicate), token(quad.object), token(quad.graph_name))
        for quad in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS)
    ]


def token(term):
    if isinstance(term, pyoxigraph.NamedNode):
        return f"<{term.value}>"
    if isinstance(term, pyoxigraph.BlankNode):
        return f"_:{term.value}"
    if isinstance(term, pyoxigraph.Literal):
        text = quoted(term.value)
        return f"{text}@{term.language}" if term.language else text + suffix(term.datatype.value)
    return ""  # the default graph


def canonical_by_pyoxigraph(data):
    """RDFC-1.0 (SHA-256) of N-Quads text, as bytes."""
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    lines = [line(quad) for quad in dataset]
    return "".join(sorted(lines)).encode()


def line(quad):
    """One quad as canonical N-Quads; pyoxigraph writes terms in their canonical form."""
    terms = [str(term) for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)]
    if isinstance(quad.graph_name, pyoxigraph.DefaultGraph):
        terms.pop()
    return " ".join(terms) + " .\n"
