"""Embedding models: the bundled one (default, offline) and any sentence-transformers model."""
