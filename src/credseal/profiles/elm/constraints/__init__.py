"""The constraints of the shapes: their table, the graph they are applied to, and how. ``profiles.elm.shapes`` asks all of it."""
