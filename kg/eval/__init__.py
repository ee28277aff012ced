"""Compares what kg finds with careful annotation: precision, recall and F1."""

from kg.eval.gold import GoldArticle, GoldRelation, load_gold

__all__ = ["GoldArticle", "GoldRelation", "load_gold"]
