"""JSON-LD, read strictly: contexts, documents as statements, canonical N-Quads."""
