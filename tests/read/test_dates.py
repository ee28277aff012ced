"""Dates as files write them become ISO 8601 to the precision known."""

from __future__ import annotations

import pytest

from kg.read.dates import iso_date


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2018", "2018"),
        ("2026-05", "2026-05"),
        ("20260223", "2026-02-23"),
        ("20260223093005", "2026-02-23T09:30:05"),
        ("2026/5/3", "2026-05-03"),
        ("2026年5月15日 12:35", "2026-05-15T12:35:00"),
        ("2026年5月", "2026-05"),
        ("2026-05-15T12:35:00+08:00", "2026-05-15T12:35:00+08:00"),
        ("2026-05-15 12:35:00.123Z", "2026-05-15T12:35:00+00:00"),
        ("Thu, 31 Mar 2022 11:40:33 GMT", "2022-03-31T11:40:33+00:00"),
        ("1648726833", "2022-03-31T11:40:33+00:00"),
        ("1648726833000", "2022-03-31T11:40:33+00:00"),
        ("2026-13-45", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_dates(written: str, expected: str) -> None:
    assert expected == iso_date(written)
