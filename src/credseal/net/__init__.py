"""The network: one protocol for fetching, and one guarded implementation of it."""
