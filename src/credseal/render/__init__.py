"""A credential as a picture: a badge to show and a certificate to read, made from what the credential says, where an issuer has none.

    from credseal.render import badge_picture, certificate_svg

    badge_picture(credential)                                  # PNG, 600 by 600 pixels
    certificate_svg(credential, issued=date(2026, 11, 21))     # the same words on a page, as SVG

``content`` says what stands in a picture, ``badge`` and ``certificate`` where; the scene that they make is written by ``png`` and
``svg``, which draw the same. Nothing of it is signed, and no picture is ever evidence: the certificate says so itself.
"""

from credseal.render.pictures import badge_picture, badge_svg, certificate_picture, certificate_svg

__all__ = ["badge_picture", "badge_svg", "certificate_picture", "certificate_svg"]
