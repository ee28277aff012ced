"""Knows what on a page is not part of the article: buttons, captions, style rules, link lists."""

from __future__ import annotations

import re

# Class and id words of elements that are never read as part of the text.
_NAMES = re.compile(
    r"(?i)(?:^|[\s_-])(?:share|sharing|social|sns|bdshare|caption|figcaption|img-?desc|pic-?desc"
    r"|breadcrumbs?|crumbs?|navbar|sidebar|toolbar|pagination|pager|comments?|cookie|advert\w*|ads?"
    r"|related|recommend\w*|read-?more|more-?link|subscribe|newsletter|qr-?code|copyright|sr-only"
    r"|visually-hidden|post-?meta|post-?tags|toc)(?=$|[\s_-])"
)
_LINK = re.compile(
    r"(?i)[\[【(（]?(?:点击)?(?:(?:阅读|查看|展开|显示|浏览|了解)(?:全文|原文|更多|详情|剩余)(?:内容|报道)?"
    r"|原文(?:链接|地址)?|更多(?:内容|详情|报道)?|read (?:more|the full (?:story|article))"
    r"|continue reading|more|see more|source|permalink|↗)[\]】)）]?\s*(?:>>|»|›|→|\.{3}|…+|>)?"
)
_SHARE_WORD = (
    r"(?:分享(?:到|至)?|转发|收藏|点赞|评论|举报|打印|复制链接|扫一扫|微信(?:好友|扫一扫)?|朋友圈"
    r"|新浪微博|腾讯微博|微博|QQ(?:空间|好友)?|豆瓣|知乎|Facebook|Twitter|LinkedIn|WhatsApp|Weibo|WeChat|Share|Tweet|Print|Email)"
)
_SHARE = re.compile(rf"(?i){_SHARE_WORD}(?:[\s:：/|、,，·]*{_SHARE_WORD})*[\s:：]*")
_LEAD = re.compile(
    r"(?:相关|参考|原文|延伸|更多)(?:链接|阅读|资料|报道)[:：]?|(?:来源|原文)?链接[:：]"
)
_URL = re.compile(r"(?:[-*•]\s*)?https?://\S+")
# `.a b:hover{color:red;}` and the like, left in texts by pages that were stripped carelessly.
_CSS = re.compile(
    r"[.#@*A-Za-z][\w\-.#:,>+~*()\[\]=\"' ]*\{[^{}\u4e00-\u9fff]*\}?\s*(?:!important)?;?"
)
_CSS_REST = re.compile(r"(?:[a-z-]+\s*:\s*[^;{}\u4e00-\u9fff]+;\s*)+\}?")
# Lines of JavaScript without Chinese: assignments, calls; and lines of signs alone.
_SCRIPT = re.compile(
    r"\(?(?:(?:var|let|const)\s+)?[\w.$\[\]]+\s*=\s*[^\u4e00-\u9fff]*[;)]|[\W_]+|undefined|null"
    r"|\(?function\s*\w*\([^\u4e00-\u9fff]*|[\w$]+(?:\.[\w$]+)+\([^\u4e00-\u9fff]*\);?"
)
_CAPTION = re.compile(
    r"[(（]?(?:图|图片|配图|题图|封面图?|图源)(?:来源|源自|源)?[:：/／|｜]?\s*"
    r"(?:来源|来自)?[:：]?\s*(?:网络|视觉中国|图虫(?:创意)?|东方IC|Unsplash|Pexels|Getty Images)"
    r"[)）]?"
)


def is_junk(line: str) -> bool:
    """Is a line no part of the article: `分享到：微信 微博`, `.a{margin:0}`, a bare address?"""
    if len(line) > 2000:
        return False
    return any(
        form.fullmatch(line)
        for form in (_SHARE, _LEAD, _URL, _LINK, _CAPTION, _CSS, _CSS_REST, _SCRIPT)
    )


def is_junk_link(words: str) -> bool:
    """Is a link only a button? `阅读全文>>` is, `工信部通知` is not."""
    return _LINK.fullmatch(words) is not None


def is_junk_name(names: str) -> bool:
    """Do class or id names mark a share bar, a caption, an advertisement?"""
    return _NAMES.search(names) is not None
