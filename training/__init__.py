"""Recipes that train the weights kg ships; never needed at run time."""
