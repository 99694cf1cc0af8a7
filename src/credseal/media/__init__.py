"""Pictures that carry a credential: PNG and SVG containers, read strictly and written exactly.

``png`` and ``svg`` know the containers, ``baked`` knows how Open Badges and CLR use them. No picture is ever decoded for
display here: what it shows is not signed, and whoever holds it can make it show anything.

    from credseal.media.baked import bake, unbake

    baked = unbake(data)
    baked.text, baked.carrier, baked.standard      # '{"@context": ...', 'png', 'openbadges-3'
"""
