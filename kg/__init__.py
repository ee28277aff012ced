"""Builds a knowledge graph with sentence-level evidence from a folder of news articles."""

__version__ = "0.1.0"
