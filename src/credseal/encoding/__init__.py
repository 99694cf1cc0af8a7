"""Encodings: bytes to text and back, JSON read strictly, JSON written canonically.

One module each for base64url, base58btc, multibase, multicodec, strict JSON and JCS; one more makes foreign text fit to be
shown. They know nothing of credentials or keys, hold no state, and refuse every second spelling of the same value.

    from credseal.encoding import multibase, strict_json

    document = strict_json.loads(data)
    signature = multibase.decode(document["proof"]["proofValue"], allowed="z")
"""
