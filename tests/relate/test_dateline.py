"""Who sent the news is not what the news is about."""

from __future__ import annotations

import pytest

from kg.model import Chain, Mention
from kg.relate.dateline import without_datelines


def left(text: str, name: str) -> int:
    """How many mentions of a name are left."""
    start = text.index(name)
    mention = Mention(start, start + len(name), name, "MediaOrganization", 0.9, "test")
    (chain,) = without_datelines(text, [mention], [Chain(name, "MediaOrganization", "", (0,))])
    return len(chain.mentions)


@pytest.mark.parametrize(
    "text",
    [
        "题\n晨报社5月1日电，晨星上市。",
        "题\n【晨星上市】晨报社5月1日电，晨星上市。",
        "题\n晨报社北京5月1日电 晨星上市。",
        "题\n《晨报社》23日讯，晨星上市。",
        "题\n晨报社消息（早间新闻）：晨星上市。",
    ],
)
def test_a_dateline_is_taken_out(text: str) -> None:
    assert 0 == left(text, "晨报社")


@pytest.mark.parametrize(
    "text",
    [
        "题\n晨报社5月1日讯（记者 张三）晨星上市。",
        "题\n晨报社报告显示，晨星领先。",
        "题\n晨星收购晨报社。",
        "题\n（晨报社记者张三）",
    ],
)
def test_what_says_more_stays(text: str) -> None:
    assert 1 == left(text, "晨报社")
