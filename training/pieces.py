"""The pieces that e5 reads: the run time cuts them too, so `kg.detect.pieces` has the code."""

from kg.detect.pieces import (
    BEGIN,
    END,
    FIRST_PIECE,
    LONGEST_PLACE,
    SPACE,
    UNKNOWN,
    Pieces,
    Vocabulary,
    cut,
)

__all__ = [
    "BEGIN",
    "END",
    "FIRST_PIECE",
    "LONGEST_PLACE",
    "SPACE",
    "UNKNOWN",
    "Pieces",
    "Vocabulary",
    "cut",
]
