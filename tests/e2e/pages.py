"""Saved web pages around any plain article: the words around it are written for the purpose.

Each template takes an `Article` and gives the bytes of a page. What it puts around the article
counts countries and names companies, so that leaving any of it in would change the claims.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

TAIL = {"Sponsored Content", "Leave a comment", "Related people"}
CAPTION = re.compile(r"©|Photo Credit|\(Wikipedia\)")


@dataclass(frozen=True)
class Block:
    kind: str
    """`p`, `li`, `quote` or `caption`."""

    text: str


@dataclass(frozen=True)
class Article:
    kicker: tuple[str, ...]
    headline: str
    blocks: tuple[Block, ...]
    tail: tuple[str, ...]
    """What the site had under the article when the plain text was made."""

    @classmethod
    def of(cls, lines: Iterable[str]) -> Article:
        """Find the parts of an article given as lines.

        The headline is a short line near the top that does not end as a sentence does.
        """
        kept = [line.strip() for line in lines if line.strip()]
        cut = next((n for n, line in enumerate(kept) if line in TAIL), len(kept))
        body, tail = kept[:cut], kept[cut:]
        at = next((n for n, s in enumerate(body[:5]) if 30 <= len(s) <= 130 and s[-1] != "."), None)
        if at is None:
            return cls((), "Notes from the newsroom", tuple(map(_block, body)), tuple(tail))
        rest = tuple(map(_block, body[at + 1 :]))
        return cls(tuple(body[:at]), body[at], rest, tuple(tail))

    @property
    def striking(self) -> str:
        """The sentence that an editor would pull out: the first long one with a count."""
        for block in self.blocks:
            if block.kind != "caption" and len(block.text) > 100:
                for sentence in re.split(r"(?<=[.!?])[”\"]?\s+", block.text):
                    if re.search(r"\d+ (countries|nations|out of)", sentence):
                        return sentence
        raise ValueError("No sentence of the article counts anything.")


def _block(line: str) -> Block:
    if line.startswith("•"):
        return Block("li", line[1:].strip())
    if CAPTION.search(line) and len(line) < 200:
        return Block("caption", line)
    if line.startswith("“") and line.endswith("”"):
        return Block("quote", line)
    return Block("p", line)


# --- the words around, written for the purpose ------------------------------------------------

COOKIES = (
    "We and our 842 partners in 64 countries store and read information on your device. "
    "With your consent, companies in 51 countries may measure adverts and content."
)
NEWSLETTER = "Join readers in 176 countries. Get the surveillance briefing each Friday."
PAYWALL = (
    "You have read your last free article. Subscribers in 140 countries read on. "
    "Try three months for 9 euro and see which 88 countries use facial recognition."
)
ADVERT = "Dahua supplies AI surveillance technology to 180 countries. Ask for an offer today."
FOOTER = "© 2024 The Daily Example. Read in 130 countries. Printed in 12 cities."
HIDDEN = "Chinese companies supply AI surveillance technology to 99 countries."
ABOUT_SITE = "The Daily Example has offices in 23 countries and readers in 130 countries."
BIO = "Ana Example writes on trade. She has reported from 41 countries."
MOST_READ = (
    "Huawei sells AI surveillance technology to 120 countries, rival says",
    "75 countries use smart policing, survey finds",
    "Hikvision supplies AI surveillance technology to 190 countries",
    "IBM quits: it supplied AI surveillance technology to 77 countries",
    "Why 176 countries voted for a treaty on cameras",
)
RELATED = (
    "ZTE supplies AI surveillance technology to 103 countries",
    "Chinese companies supply AI surveillance technology to 111 countries, minister says",
    "NEC supplies AI surveillance technology to 29 countries",
)
TEASERS = (
    "A new count finds that 91 countries use facial recognition at their borders.",
    "The maker says that its cameras watch streets in 144 countries.",
    "A court in Example City stops a contract that 17 countries had signed.",
)
COMMENTS = (
    ("mwangi_k", "Huawei is in 200 countries, not 50. Huawei supplies all 200 countries."),
    ("Lotte P.", "I read elsewhere that 82 countries use AI surveillance. Who is right?"),
    ("cctv-fan", "IBM supplies AI surveillance technology to 60 countries. Look it up."),
    ("Rashid", "Thank you, a good article. My country is one of the 9 countries in the table."),
)
SECTIONS = ("World", "Business", "Technology", "Opinion", "Sport", "54 countries")
SHARE = ("Facebook", "Twitter", "LinkedIn", "WhatsApp", "Email", "Print")
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk" + "A" * 900
)


# --- inline styles ----------------------------------------------------------------------------

Inline = Callable[[str], str]


def plain(text: str) -> str:
    return escape(text, quote=False)


def linked(text: str) -> str:
    """Links on names, emphasis on counts, as editors set them."""
    text = plain(text)
    text = re.sub(
        r"\b(Carnegie Endowment|Huawei|Hikvision|Belt and Road|NEC Corp|Xinjiang)\b",
        r'<a href="/topic/\1">\1</a>',
        text,
    )
    text = re.sub(r"\b(\d+) (countries|nations)\b", r"<strong>\1</strong> <em>\2</em>", text)
    return re.sub(r"^([A-Z][\w ]{2,16}:) ", r"<strong>\1</strong> ", text)


NAMED = {"“": "&ldquo;", "”": "&rdquo;", "’": "&rsquo;", "–": "&ndash;", "—": "&mdash;"} | {
    "…": "&hellip;",
    "©": "&copy;",
    '"': "&quot;",
    "'": "&#39;",
}


def entities(text: str) -> str:
    """Named and numbered entities; a space that does not break before what is counted."""
    text = "".join(NAMED.get(c, c) for c in plain(text))
    text = re.sub(r"(\d) (countries|nations|out of)", r"\1&nbsp;\2", text)
    return text.replace("AI surveillance", "AI&#xa0;surveillance").replace(" of ", "&#32;of ")


def hyphenated(text: str) -> str:
    """Soft hyphens and places where a line may break, as hyphenators insert them."""
    text = plain(text)
    for word, cut in (
        ("surveillance", "sur&shy;veil&shy;lance"),
        ("technology", "tech&shy;nol&shy;o&shy;gy"),
        ("technologies", "tech\u00adnol\u00ado\u00adgies"),
        ("countries", "coun&shy;tries"),
        ("intelligence", "intel<wbr>ligence"),
        ("Initiative", "Ini&shy;tia&shy;tive"),
    ):
        text = text.replace(word, cut)
    return text


def spans(text: str) -> str:
    """Each phrase in a span of its own, as editors in the browser leave it."""
    words = plain(text).split(" ")
    phrases = [" ".join(words[n : n + 4]) for n in range(0, len(words), 4)]
    return " ".join(f'<span style="font-weight: 400;">{p}</span>' for p in phrases)


# --- parts of pages ---------------------------------------------------------------------------


FIGURE = '<figure><img src="p.jpg" alt=""><figcaption>{0}</figcaption></figure>'
WORDPRESS = '<div class="wp-caption"><img src="p.jpg"><p class="wp-caption-text">{0}</p></div>'
PICTURE = '<div class="image"><img src="p.jpg" alt=""><span class="image-text">{0}</span></div>'
PARAGRAPH = "<p><i>{0}</i></p>"


def body(
    article: Article,
    inline: Inline = plain,
    between: Iterable[str] = (),
    caption: str = PARAGRAPH,
) -> str:
    """Return the blocks as usual tags, with one piece of `between` after each second paragraph."""
    out: list[str] = []
    pieces = list(between)
    paragraphs = 0
    for n, block in enumerate(article.blocks):
        text = inline(block.text)
        match block.kind:
            case "li":
                before = n > 0 and article.blocks[n - 1].kind == "li"
                after = n + 1 < len(article.blocks) and article.blocks[n + 1].kind == "li"
                out.append(
                    f"{'' if before else '<ul>'}<li>{text}</li>{'' if after else '</ul>'}",
                )
            case "quote":
                out.append(f"<blockquote><p>{text}</p></blockquote>")
            case "caption":
                out.append(caption.format(text))
            case _:
                out.append(f"<p>{text}</p>")
                paragraphs += 1
                if pieces and paragraphs % 2 == 0:
                    out.append(pieces.pop(0))
    return "\n".join(out)


def links(texts: Iterable[str], tag: str = "li", of: str = "") -> str:
    return "".join(
        f'<{tag}{of}><a href="/story/{n}">{plain(text)}</a></{tag}>' for n, text in enumerate(texts)
    )


def nav(of: str = "") -> str:
    return f"<nav{of}><ul>{links(SECTIONS)}</ul></nav>"


def tail(article: Article, tag: str = "p") -> str:
    return "".join(f"<{tag}>{plain(line)}</{tag}>" for line in article.tail)


def paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{plain(text)}</p>" for text in texts)


def title(article: Article, site: str = "The Daily Example") -> str:
    return f"<title>{plain(article.headline)} | {site}</title>"


def html5(article: Article, head: str, content: str) -> bytes:
    page = (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{title(article)}\n'
        f"{head}\n</head>\n<body>\n{content}\n</body>\n</html>\n"
    )
    return page.encode("utf-8")


TEMPLATES: dict[str, Callable[[Article], bytes]] = {}


def template(make: Callable[[Article], bytes]) -> Callable[[Article], bytes]:
    TEMPLATES[make.__name__.replace("_", "-")] = make
    return make


# --- shapes of what is repeated ---------------------------------------------------------------

KICKER = '<p class="kicker">{0}</p>'
WIRE_ITEM = '<div class="item"><a href="/{n}"><h4>{0}</h4></a><p>{1}</p></div>'
JETPACK_ITEM = '<div class="jp-relatedposts-post"><h4><a href="/{n}">{0}</a></h4><p>{1}</p></div>'
MEDIUM_ITEM = '<div><a href="/p{n}"><h2 class="al">{0}</h2><h3 class="am">{1}</h3></a></div>'
SUBSTACK_COMMENT = (
    '<div class="comment"><div class="comment-meta">{0}</div>'
    '<div class="comment-body"><p>{1}</p></div></div>'
)
NEXT_CARD = '<a class="Card_root__1" href="/{n}"><h3>{0}</h3><p>{1}</p></a>'
TABOOLA_ITEM = (
    '<div class="videoCube"><a href="//t/{n}"><span>{0}</span><span>Sponsor</span></a></div>'
)
CARD = '<div class="card"><h4><a href="/{n}">{0}</a></h4><p>{1}</p></div>'
COMMENT = '<div class="comment"><b>{0}</b><p>{1}</p></div>'
BLOGGER_COMMENT = (
    '<dt class="comment-author">{0} said...</dt><dd class="comment-body"><p>{1}</p></dd>'
)
GALLERY_ITEM = (
    '<figure><a href="/g{n}"><img src="g.jpg" alt=""></a><figcaption>{0}</figcaption></figure>'
)


def each(shape: str, *columns: Iterable[str]) -> str:
    """Return the shape filled with each row; `{n}` is its number."""
    rows = zip(*columns, strict=False)
    return "".join(shape.format(*map(plain, row), n=n) for n, row in enumerate(rows))


# --- the templates ----------------------------------------------------------------------------


@template
def newspaper(article: Article) -> bytes:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "description": MOST_READ[0],
        "publisher": {"@type": "Organization", "name": "The Daily Example"},
    }
    head = (
        f'<meta property="og:title" content="{escape(article.headline)}">'
        f'<meta name="description" content="{escape(HIDDEN)}">'
        f'<script type="application/ld+json">{json.dumps(data)}</script>'
        '<link rel="stylesheet" href="/site.css">'
    )
    related = f'<aside class="related"><h3>Related</h3><ul>{links(RELATED)}</ul></aside>'
    return html5(
        article,
        head,
        f"""
<header class="masthead"><a href="/">The Daily Example</a>{nav()}</header>
<main>
<article>
<header>{each(KICKER, article.kicker)}
<h1>{plain(article.headline)}</h1><p class="byline">By <a href="/ana">Ana Example</a></p>
<ul class="share">{links(SHARE)}</ul></header>
{body(article, linked, [related], FIGURE)}
<footer class="author-bio">{plain(BIO)}</footer>
</article>
<aside class="sidebar"><h2>Most read</h2><ol>{links(MOST_READ)}</ol></aside>
</main>
<section class="newsletter"><h2>Newsletter</h2><p>{NEWSLETTER}</p>
<form><input type="email"><button>Sign up</button></form></section>
<footer class="site"><p>{FOOTER}</p>{nav()}</footer>
<div id="cookie-banner" role="dialog"><p>{COOKIES}</p><button>Accept</button></div>""",
    )


@template
def wire_service(article: Article) -> bytes:
    return html5(
        article,
        '<meta name="viewport" content="width=device-width">',
        f"""
<div class="topbar"><a href="/">Example Wire</a> <a href="/login">Log in</a>
<span class="clients">News for clients in 97 countries</span></div>
<div class="wrapper"><div class="story">
<h1 class="story-title">{plain(article.headline)}</h1>
<div class="story-meta">EXAMPLE WIRE</div>
<div class="story-body">{body(article, linked, caption=PICTURE)}</div>
<div class="copyright">{FOOTER}</div>
</div>
<div class="more-stories"><h3>More from Example Wire</h3>
{each(WIRE_ITEM, MOST_READ, TEASERS)}</div></div>
<div class="foot">{ABOUT_SITE}</div>""",
    )


@template
def wordpress(article: Article) -> bytes:
    comments = "".join(
        f'<li class="comment"><article class="comment-body"><footer class="comment-meta">'
        f'<b class="fn">{who}</b> <span class="says">says:</span></footer>'
        f'<div class="comment-content"><p>{plain(what)}</p></div>'
        f'<div class="reply"><a href="#r">Reply</a></div></article></li>'
        for who, what in COMMENTS
    )
    return html5(
        article,
        '<meta name="generator" content="WordPress 5.2.4">',
        f"""
<div id="page" class="site"><header id="masthead" class="site-header">
<p class="site-title"><a href="/">Example Blog</a></p>
<p class="site-description">Read in 130 countries</p></header>
<div id="content" class="site-content"><div id="primary" class="content-area">
<main id="main" class="site-main">
<article id="post-41" class="post type-post status-publish hentry category-technology">
<header class="entry-header"><h1 class="entry-title">{plain(article.headline)}</h1>
<div class="entry-meta"><span class="byline">by <a href="/ana">Ana</a></span></div></header>
<div class="entry-content">
{body(article, plain, caption=WORDPRESS)}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3>
<ul>{links(SHARE)}</ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3><em>Related</em></h3>
{each(JETPACK_ITEM, RELATED, TEASERS)}</div>
</div>
<footer class="entry-footer"><span class="tags-links"><a href="/tag/huawei">Huawei</a>
<a href="/tag/63">63 countries</a></span></footer>
</article>
<div id="comments" class="comments-area"><h2 class="comments-title">4 thoughts on
“{plain(article.headline)}”</h2><ol class="comment-list">{comments}</ol>
<div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form><textarea></textarea></form>
<p>This site uses a filter that 70 countries use.</p></div></div>
</main></div>
<aside id="secondary" class="widget-area"><section class="widget widget_recent_entries">
<h2 class="widget-title">Recent Posts</h2><ul>{links(MOST_READ)}</ul></section>
<section class="widget widget_text"><p>{NEWSLETTER}</p></section></aside></div>
<footer id="colophon" class="site-footer"><div class="site-info">{FOOTER}</div></footer></div>""",
    )


@template
def drupal(article: Article) -> bytes:
    return html5(
        article,
        '<meta name="Generator" content="Drupal 7 (http://drupal.org)">',
        f"""
<div id="skip-link"><a href="#main">Skip to main content</a></div>
<div id="page-wrapper"><div id="header"><div class="region region-header">
<div class="block block-menu"><ul class="menu">{links(SECTIONS, "li", ' class="leaf"')}</ul></div>
</div></div>
<div class="breadcrumb"><a href="/">Home</a> » <a href="/t">Technology</a> »
{plain(article.headline)}</div>
<div id="main-wrapper"><div id="content" class="column"><div class="section">
<h1 class="title" id="page-title">{plain(article.headline)}</h1>
<div class="tabs"><ul class="tabs primary"><li class="active"><a href="/n">View</a></li></ul></div>
<div class="region region-content"><div id="block-system-main" class="block block-system">
<div class="content"><div id="node-204" class="node node-article node-promoted clearfix">
<div class="content clearfix"><div class="field field-name-body field-type-text-with-summary
field-label-hidden"><div class="field-items"><div class="field-item even"
property="content:encoded">
{body(article, entities)}
</div></div></div>
<div class="field field-name-field-tags"><div class="field-label">Tags:</div>
<div class="field-items"><div class="field-item even"><a href="/tag">14 countries</a></div></div>
</div></div>
<div class="link-wrapper"><ul class="links inline"><li class="statistics_counter first last">
<span>6412 reads in 38 countries</span></li></ul></div></div></div></div></div></div></div>
<div class="region region-sidebar-second column sidebar"><div class="block block-views">
<h2>Popular content</h2><div class="view-content"><div class="item-list"><ul>{links(MOST_READ)}
</ul></div></div></div>
<div class="block block-simplenews"><h2>Newsletter</h2><p>{NEWSLETTER}</p></div></div></div>
<div id="footer" class="region region-footer"><p>{FOOTER}</p></div></div>
<div id="sliding-popup" class="eu-cookie-compliance"><div class="popup-content"><p>{COOKIES}</p>
<button>OK, I agree</button></div></div>""",
    )


@template
def medium(article: Article) -> bytes:
    responses = "".join(
        f'<div class="ag ah"><div class="ai"><a href="/@{n}">{who}</a></div><pre class="aj">'
        f'<div class="ak">{plain(what)}</div></pre><button>Reply</button></div>'
        for n, (who, what) in enumerate(COMMENTS)
    )
    parts = body(article, linked, caption=FIGURE)
    parts = parts.replace("<p>", '<p class="pw-post-body-paragraph nk nl b nm">')
    return html5(
        article,
        '<meta property="al:ios:app_name" content="Medium">',
        f"""
<div id="root"><div class="a b c"><div class="d e"><a href="/">Open in app</a>
<a href="/s">Sign up</a><a href="/i">Sign in</a></div>
<div class="l"><article class="meteredContent"><div class="m n"><section><div class="o p">
<h1 class="pw-post-title q r">{plain(article.headline)}</h1>
<div class="s t"><a href="/@ana">Ana Example</a><span>·</span><span>4 min read</span></div>
<div class="u v"><button>Listen</button><button>Share</button></div>
{parts}
<blockquote class="nv nw"><p class="nx ny">{linked(article.striking)}</p></blockquote>
</div></section></div></article></div>
<div class="w x"><p class="y z">142 claps · Read by members in 150 countries</p></div>
<div class="aa ab"><h2>Written by Ana Example</h2><p>{BIO}</p><button>Follow</button></div>
<div class="ac ad" role="dialog"><h2>Responses (4)</h2>{responses}</div>
<div class="ae af"><h2>More from Ana Example and The Example</h2>
{each(MEDIUM_ITEM, MOST_READ, TEASERS)}</div>
<div class="an"><a href="/help">Help</a><a href="/about">About: in 130 countries</a></div>
</div></div>""",
    )


@template
def substack(article: Article) -> bytes:
    box = (
        '<div class="subscription-widget-wrap"><div class="subscription-widget show-subscribe">'
        f'<div class="preamble"><p>{NEWSLETTER}</p></div>'
        '<form class="subscription-widget-subscribe"><input type="email" placeholder="Your email">'
        "<button>Subscribe</button></form>"
        "</div></div>"
    )
    return html5(
        article,
        '<meta name="generator" content="Substack">',
        f"""
<div id="entry"><div class="main-menu"><a href="/">Example Letter</a>
<button>Subscribe</button></div>
<div class="single-post-container"><article class="post">
<div class="post-header"><h1 class="post-title">{plain(article.headline)}</h1>
<h3 class="subtitle">{"A letter on machines that watch"}</h3>
<div class="post-ufi"><a class="like">54</a><a class="post-ufi-comment">4</a>
<a>Share</a></div></div>
<div class="available-content"><div class="body markup" dir="auto">
{body(article, linked, [box])}
<div class="pullquote"><p>{plain(article.striking)}</p></div>
<p class="button-wrapper"><a class="button primary" href="/sub">
Join readers in 176 countries</a></p>
{box}
</div></div></article>
<div class="post-footer"><div class="comments-section"><h4>Discussion about this post</h4>
{each(SUBSTACK_COMMENT, *zip(*COMMENTS, strict=True))}</div></div>
<div class="portable-archive"><h4>Top posts</h4>{links(MOST_READ, "div", ' class="post-preview"')}
</div></div>
<div class="footer-wrap"><p>{
            FOOTER
        }</p><p>Substack is the home for great culture</p></div></div>""",
    )


@template
def tables_of_2000(article: Article) -> bytes:
    text = body(article, caption='<DIV><FONT SIZE="1">{0}</FONT></DIV>')
    page = f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html><head>{title(article)}<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
</head><body bgcolor="#ffffff" text="#000000" link="#003399">
<table width="760" border="0" cellpadding="0" cellspacing="0" align="center">
<tr><td colspan="3" bgcolor="#003366"><font color="#ffffff" size="5">The Daily Example</font><br>
<font size="1" color="#ffffff">{ABOUT_SITE}</font></td></tr>
<tr><td colspan="3"><font size="2">{" | ".join(f'<a href="/{s}">{s}</a>' for s in SECTIONS)}</font>
</td></tr>
<tr valign="top"><td width="130" bgcolor="#eeeeee"><font size="1"><b>HEADLINES</b><br>
{"<br>".join(f'<a href="/{n}">{h}</a>' for n, h in enumerate(MOST_READ))}<br></font></td>
<td width="460"><table width="100%" cellpadding="8"><tr><td>
<font face="Arial" size="4"><b>{plain(article.headline)}</b></font><br>
<font size="1">By Ana Example, staff writer</font><p>
<font face="Verdana" size="2">{text}</font>
<p><font size="1"><a href="/print">Printer-friendly version</a> |
<a href="/mail">E-mail this to a friend</a></font></td></tr></table></td>
<td width="170" bgcolor="#eeeeee"><font size="1"><b>ADVERTISEMENT</b><br>{ADVERT}<br><br>
<b>NEWSLETTER</b><br>{NEWSLETTER}<br><form><input name="e" size="10"></form></font></td></tr>
<tr><td colspan="3" align="center"><font size="1">{FOOTER}</font></td></tr>
</table></body></html>"""
    return page.encode("utf-8")


@template
def br_br(article: Article) -> bytes:
    text = "<br><br>\n".join(
        ("&bull; " if b.kind == "li" else "") + plain(b.text) for b in article.blocks
    )
    return html5(
        article,
        "",
        f"""
<div id="top"><a href="/">Home</a> | <a href="/news">News</a> | <a href="/c">14 countries</a></div>
<div id="left">{"<br>".join(f'<a href="/{n}">{h}</a>' for n, h in enumerate(MOST_READ))}</div>
<div id="middle"><h2>{plain(article.headline)}</h2>
<span class="author">Ana Example</span><br><br>
{text}
<br><br>
<a href="/back">Back to the news</a></div>
<div id="bottom">{FOOTER}<br>{COOKIES} <a href="/ok">OK</a></div>""",
    )


@template
def amp(article: Article) -> bytes:
    advert = (
        '<amp-ad width="300" height="250" type="doubleclick"><div placeholder>'
        f"<p>{ADVERT}</p></div></amp-ad>"
    )
    text = body(article, plain, [advert, advert], FIGURE)
    text = text.replace('<img src="p.jpg" alt="">', "<amp-img />")
    page = f"""<!doctype html><html amp lang="en"><head><meta charset="utf-8">
<script async src="https://cdn.ampproject.org/v0.js"></script>{title(article)}
<link rel="canonical" href="https://example.org/story.html">
<style amp-boilerplate>body{{-webkit-animation:-amp-start 8s steps(1,end) 0s 1 normal both}}</style>
<noscript><style amp-boilerplate>body{{-webkit-animation:none}}</style></noscript></head><body>
<amp-sidebar id="menu" layout="nodisplay"><ul>{links(SECTIONS)}</ul>
<p>{NEWSLETTER}</p></amp-sidebar>
<header class="amp-header"><a href="/">The Daily Example</a></header>
<article class="amp-wp-article"><header class="amp-wp-article-header">
<h1 class="amp-wp-title">{plain(article.headline)}</h1>
<ul class="amp-wp-meta"><li class="amp-wp-byline">Ana Example</li></ul></header>
<div class="amp-wp-article-content">{text}</div>
<amp-social-share type="twitter"></amp-social-share>
<amp-list src="/more.json" layout="fixed-height" height="90"><template type="amp-mustache">
<p>{HIDDEN}</p></template><div fallback>{paragraphs(MOST_READ)}</div></amp-list></article>
<footer class="amp-wp-footer"><p>{FOOTER}</p></footer>
<amp-consent id="consent" layout="nodisplay"><div id="ui"><p>{COOKIES}</p><button on="tap:consent">
Accept</button></div></amp-consent>
<amp-user-notification layout="nodisplay" id="n"><p>{PAYWALL}</p></amp-user-notification>
</body></html>"""
    return page.encode("utf-8")


@template
def saved_by_a_browser(article: Article) -> bytes:
    script = (
        'var items = ["' + '","'.join(MOST_READ) + '"]; document.write("<p>" + items + "</p>");'
    )
    text = body(article, linked, caption=FIGURE).replace("p.jpg", PIXEL)
    page = f"""<!DOCTYPE html>
<!-- saved from url=(0045)https://www.example.org/2019/09/surveillance/ -->
<html lang="en" class="js no-touch"><head><meta http-equiv="Content-Type" content="text/html;
charset=UTF-8"><script>{script * 6}</script>{title(article)}
<style>{".x{background:url(" + PIXEL + ")}" * 20} .a:after{{content:"{HIDDEN}"}}</style>
<link rel="stylesheet" href="./page_files/main.css"></head><body class="single">
<noscript><iframe src="about:blank"></iframe><p>{ABOUT_SITE}</p></noscript>
<svg style="position:absolute;width:0;height:0"><symbol id="i"><title>200 countries</title>
<path d="M0 0h24v24H0z"/></symbol></svg>
<div class="header-inner"><a href="/"><img src="{PIXEL}" alt="{ABOUT_SITE}"></a>
{nav(' class="main-nav"')}</div>
<div class="main-column"><div class="article-page"><h1>{plain(article.headline)}</h1>
<div class="article-tools"><a><svg><title>Icon Facebook</title></svg>Share</a><a>Tweet</a></div>
<div class="article-text">{text}</div>
<div class="article-newsletter"><p>{NEWSLETTER}</p><input type="text"></div></div></div>
<div class="side-column"><div class="most-popular"><h3>Most popular</h3><ul>{links(MOST_READ)}</ul>
</div><div class="ad-slot"><iframe srcdoc="&lt;p&gt;{ADVERT}&lt;/p&gt;"></iframe></div></div>
<div class="footer-inner"><p>{FOOTER}</p></div>
<script>{script}</script><iframe style="display:none" src="./page_files/s.html"></iframe>
<div class="grecaptcha-badge" style="visibility: hidden;"><p>{HIDDEN}</p></div>
</body></html>"""
    return page.encode("utf-8")


@template
def web_archive(article: Article) -> bytes:
    page = f"""<!DOCTYPE html><html lang="en"><head>
<script src="https://web-static.archive.org/_static/js/bundle-playback.js"></script>
<script>__wm.init("https://web.archive.org/web");</script>
<link rel="stylesheet" href="https://web-static.archive.org/_static/css/banner-styles.css">
<!-- End Wayback Rewrite JS Include -->
<meta charset="utf-8">{title(article)}</head><body>
<!-- BEGIN WAYBACK TOOLBAR INSERT -->
<style type="text/css">body {{ margin-top:0 !important; }}</style>
<div id="wm-ipp-base" lang="en" style="display:none;direction:ltr;"><div id="wm-ipp"
style="position:fixed;left:0;top:0;right:0;">
<div id="donato" style="position:relative;width:100%;"><p>People in 176 countries use this
archive. If each gave, we would be done today.</p></div>
<div id="wm-ipp-inside"><form action="/web/submit"><input value="https://www.example.org/"></form>
<a class="t" href="/web/2019*/">75 captures</a><div class="r">02 Oct 2019 - 14 Nov 2021</div>
<table><tr class="m"><td class="b">Sep</td><td class="c">OCT</td><td class="f">Nov</td></tr>
<tr class="d"><td>28</td><td class="c">63</td><td>01</td></tr></table>
<div id="wm-expand">About this capture</div><div id="wm-capinfo"><p>Collected by a crawl of sites
in 91 countries.</p></div></div></div></div>
<div id="wm-ipp-print">The archive - https://www.example.org/ (from 64 countries)</div>
<!-- END WAYBACK TOOLBAR INSERT -->
<div class="page"><div class="site-head"><a href="/web/20191002/https://www.example.org/">Example</a>
<ul class="menu">{links(SECTIONS)}</ul></div>
<div class="content"><h1>{plain(article.headline)}</h1>
<p class="by">By Ana Example</p>
{body(article, linked)}
</div><div class="rail"><h4>Most viewed</h4><ul>{links(MOST_READ)}</ul></div>
<div class="site-foot">{FOOTER}</div></div>
</body></html>
<!--
     FILE ARCHIVED ON 03:12:44 Oct 02, 2019 AND RETRIEVED ON 11:09:02 Feb 01, 2024.
     {HIDDEN}
-->
"""
    return page.encode("utf-8")


@template
def printer_friendly(article: Article) -> bytes:
    page = f"""<html><head>{title(article)}<meta charset="utf-8"></head>
<body onload="window.print()"><div class="print-logo"><img src="logo.gif" alt="The Daily Example">
</div><hr class="print-hr"><div class="print-source_url">Printed from
https://www.example.org/news/2019/63-countries</div>
<h1 class="print-title">{plain(article.headline)}</h1>
<div class="print-content">{body(article)}</div>
<div class="print-footer"><hr>{FOOTER}</div>
<div class="print-links"><p><strong>Links in this text</strong><br>[1] https://example.org/75<br>
[2] https://example.org/huawei-sells-to-120-countries</p></div></body></html>"""
    return page.encode("utf-8")


@template
def next_data(article: Article) -> bytes:
    texts = [{"type": b.kind, "value": b.text} for b in article.blocks]
    data = {
        "props": {
            "pageProps": {
                "story": {"title": article.headline, "body": texts},
                "related": [
                    {"title": h, "teaser": t} for h, t in zip(RELATED, TEASERS, strict=True)
                ],
                "html": f"<p>{HIDDEN}</p><p>{ADVERT}</p>",
            }
        },
        "page": "/story/[slug]",
    }
    script = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    parts = body(article, linked).replace("<p>", '<p class="Paragraph_text__3xK1a">')
    return html5(
        article,
        '<meta name="next-head-count" content="12">',
        f"""
<div id="__next"><div class="Layout_root__1aB2c"><header class="Header_root__9xYz1">
<a href="/">Ex</a>
<nav class="Nav_root__2bC3d">{links(SECTIONS, "a")}</nav></header>
<main class="Story_main__7hGf2"><h1 class="Story_title__4dEf5">{plain(article.headline)}</h1>
<div class="Byline_root__aa1">Ana Example</div>
<div class="Story_body__6kLm7">{parts}</div>
<section class="Related_root__8nOp9"><h2>Read next</h2>{each(NEXT_CARD, RELATED, TEASERS)}</section>
<section class="Signup_root__3"><p>{NEWSLETTER}</p><input><button>Sign up</button></section></main>
<footer class="Footer_root__5"><p>{FOOTER}</p></footer></div></div>
<script id="__NEXT_DATA__" type="application/json">{script}</script>
<script src="/_next/static/chunks/main-1a2b3c.js" async=""></script>
<div id="portal"><div class="Consent_root__6" role="dialog" aria-modal="true"><p>{COOKIES}</p>
<button>Agree</button><button>Learn more</button></div></div>""",
    )


@template
def div_soup(article: Article) -> bytes:
    """No tag and no class name says what is what."""

    def div(name: str, *parts: str) -> str:
        return f'<div class="css-{name}">{"".join(parts)}</div>'

    def each(name: str, texts: Iterable[str]) -> str:
        return "".join(
            div(name, f'<a class="css-k2" href="/{n}">{plain(text)}</a>')
            for n, text in enumerate(texts)
        )

    text = "".join(div("1fx7a", linked(block.text)) for block in article.blocks)
    return html5(
        article,
        "",
        div(
            "0rt",
            div("8ab", each("9q", SECTIONS)),
            div(
                "3kd",
                div("5zz", div("1h1", plain(article.headline)), div("7b", "Ana Example"), text),
                div("2wq", div("1h3", "Most read"), each("4m", MOST_READ)),
            ),
            div("6nn", div("1h3", "Newsletter"), div("1fx7b", NEWSLETTER), "<button>Go</button>"),
            div("6pp", each("4m", SECTIONS), div("1fx7c", FOOTER)),
            div("9ck", div("1fx7d", COOKIES), "<button>Accept</button><button>Refuse</button>"),
        ),
    )


@template
def adverts_between_paragraphs(article: Article) -> bytes:
    adverts = [
        f'<div class="ad-container" id="ad-{n}"><span class="ad-label">Advertisement</span>'
        f"<p>{ADVERT}</p><p>Scroll to continue</p></div>"
        for n in range(3)
    ]
    return html5(
        article,
        "",
        f"""
<header><a href="/">Example</a>{nav()}</header>
<div class="article"><h1>{plain(article.headline)}</h1>
<div class="article__body">{body(article, plain, adverts)}</div></div>
<div class="taboola" id="taboola-below-article"><span>Sponsored links</span>
{each(TABOOLA_ITEM, MOST_READ)}</div>
<footer>{FOOTER}</footer>""",
    )


@template
def related_links_between_paragraphs(article: Article) -> bytes:
    boxes = [
        f'<p><strong>READ MORE: <a href="/1">{RELATED[0]}</a></strong></p>',
        f'<div class="inline-related"><h4>See also</h4><ul>{links(RELATED)}</ul></div>',
        f'<p><em>Also read: </em><a href="/2">{RELATED[2]}</a></p>',
    ]
    return html5(
        article,
        "",
        f"""
<div class="nav-bar">{links(SECTIONS, "span")}</div>
<div class="post-single"><h1>{plain(article.headline)}</h1>
<div class="post-text">{body(article, plain, boxes)}</div>
<div class="tags">Tags: <a href="/t/1">Huawei</a>, <a href="/t/2">50 countries</a></div></div>
<div class="also-like"><h3>You may also like</h3>{each(CARD, MOST_READ, TEASERS)}</div>
<div class="page-footer">{FOOTER}</div>""",
    )


@template
def pull_quotes(article: Article) -> bytes:
    """A sentence of the article is set once more in large type, in the middle of it."""
    quote = (
        f'<aside class="pullquote"><p>{plain(article.striking)}</p></aside>',
        f'<blockquote class="pull-quote large">{plain(article.striking)}</blockquote>',
    )
    return html5(
        article,
        "",
        f"""
<header>{nav()}</header><main><article><h1>{plain(article.headline)}</h1>
<div class="rich-text">{body(article, linked, quote)}</div></article></main>
<footer>{FOOTER}</footer>""",
    )


@template
def fine_typography(article: Article) -> bytes:
    """A drop cap, entities, and spaces that do not break."""
    text = body(article, entities)
    text = re.sub(r"<p>([A-Z])", r'<p class="first"><span class="dropcap">\1</span>', text, count=1)
    return html5(
        article,
        "",
        f"""
<div class="head">{nav()}</div><div class="article"><h1>{entities(article.headline)}</h1>
<div class="article-body">{text}</div></div>
<div class="foot"><p>{entities(FOOTER)}</p><p>{entities(COOKIES)}</p></div>""",
    )


@template
def soft_hyphens(article: Article) -> bytes:
    return html5(
        article,
        "",
        f"""
<div class="head">{nav()}</div><div class="article"><h1>{hyphenated(article.headline)}</h1>
<div class="article-body">{body(article, hyphenated)}</div></div>
<div class="sidebar"><h3>Meist gelesen</h3><ul>{links(MOST_READ)}</ul></div>
<div class="foot"><p>{hyphenated(FOOTER)}</p></div>""",
    )


@template
def spans_for_each_phrase(article: Article) -> bytes:
    return html5(
        article,
        "",
        f"""
<div class="head">{nav()}</div>
<div class="blog-post"><h1><span>{plain(article.headline)}</span></h1>
<div class="blog-content">{body(article, spans)}</div>
<div class="author-box"><p>{BIO}</p></div></div>
<div class="blog-sidebar"><div class="widget"><p>{NEWSLETTER}</p></div><ul>{links(MOST_READ)}</ul>
</div><div class="foot"><p>{FOOTER}</p></div>""",
    )


@template
def xhtml(article: Article) -> bytes:
    text = body(article).replace('alt="">', 'alt="" />')
    page = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"
 "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en"><head>
<meta http-equiv="Content-Type" content="application/xhtml+xml; charset=UTF-8" />{title(article)}
<script type="text/javascript">//<![CDATA[
var s = "<p>{HIDDEN}</p>";
//]]></script></head><body><div id="header"><ul id="nav">{links(SECTIONS)}</ul></div>
<div id="content"><div class="post"><h2>{plain(article.headline)}</h2><div class="entry">
{text}</div><p class="postmetadata">Posted in <a href="/c">75 countries</a> by Ana&#160;Example</p>
</div></div><div id="sidebar"><h3>Latest</h3><ul>{links(MOST_READ)}</ul></div><hr />
<div id="footer"><p>{FOOTER}</p></div></body></html>"""
    return page.encode("utf-8")


@template
def uppercase_and_unclosed(article: Article) -> bytes:
    out = []
    for n, block in enumerate(article.blocks):
        text = plain(block.text)
        if block.kind == "li":
            first = n == 0 or article.blocks[n - 1].kind != "li"
            last = n + 1 == len(article.blocks) or article.blocks[n + 1].kind != "li"
            out.append(("<UL>" if first else "") + f"<LI>{text}" + ("</UL>" if last else ""))
        else:
            out.append(f"<P>{text}")
    page = f"""<HTML><HEAD><META HTTP-EQUIV=Content-Type CONTENT="text/html; charset=utf-8">
<TITLE>{plain(article.headline)} - Example News</TITLE>
<BODY BGCOLOR=#FFFFFF>
<CENTER><A HREF=/>Home</A> <A HREF=/news>News</A> <A HREF=/c>14 countries</A></CENTER><HR>
<H1>{plain(article.headline)}</H1>
<I>By Ana Example</I>
{chr(10).join(out)}
<HR>
<H3>Other news</H3><UL>
{"".join(f"<LI><A HREF=/{n}>{h}</A>" + chr(10) for n, h in enumerate(MOST_READ))}</UL>
<HR><CENTER><FONT SIZE=1>{FOOTER}<BR>{ABOUT_SITE}</FONT></CENTER>
"""
    return page.encode("utf-8")


def _small_page(article: Article, charset: str, inline: Inline = plain) -> str:
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN">
<html><head>{declared}{title(article, "Café Exemple")}</head><body><div id="nav">
<ul>{links(SECTIONS)}</ul></div><div id="main"><h1>{plain(article.headline)}</h1>
<p class="author">Zoë Exämple</p><div id="text">{body(article, inline)}</div></div>
<div id="right"><h3>Most read</h3><ul>{links(MOST_READ)}</ul><p>{NEWSLETTER}</p></div>
<div id="footer">{FOOTER}</div></body></html>"""


@template
def iso_8859_1(article: Article) -> bytes:
    return _small_page(article, "ISO-8859-1").encode("iso-8859-1", "xmlcharrefreplace")


@template
def windows_1252(article: Article) -> bytes:
    return _small_page(article, "windows-1252").encode("cp1252", "xmlcharrefreplace")


@template
def windows_1252_said_to_be_iso_8859_1(article: Article) -> bytes:
    """Browsers read such pages as windows-1252, and so the curly quotes show."""
    return _small_page(article, "iso-8859-1").encode("cp1252", "xmlcharrefreplace")


@template
def windows_1252_undeclared(article: Article) -> bytes:
    page = _small_page(article, "X")
    return re.sub("<meta[^>]*>", "", page).encode("cp1252", "xmlcharrefreplace")


@template
def utf_16(article: Article) -> bytes:
    return _small_page(article, "utf-16").encode("utf-16")


@template
def cookie_texts_in_the_middle(article: Article) -> bytes:
    partners = "".join(
        f'<li class="vendor"><b>{name}</b><p>{name} has adverts in {count} countries.</p></li>'
        for name, count in (("Huawei Ads", 170), ("Example Media", 64), ("IBM Watson Ads", 175))
    )
    middle = (
        f'<div class="qc-cmp2-container" data-nosnippet><div class="qc-cmp2-summary"><h2>We value '
        f"your privacy</h2><p>{COOKIES}</p><ul>{partners}</ul></div><button>AGREE</button></div>"
    )
    return html5(
        article,
        "",
        f"""
<header>{nav()}</header>
<div class="c-article"><h1 class="c-article__title">{plain(article.headline)}</h1>
<div class="c-article__body">{body(article, plain, [middle])}</div></div>
<footer>{FOOTER}</footer>
<div id="onetrust-consent-sdk"><div id="onetrust-banner-sdk" role="alertdialog"><div
id="onetrust-policy"><h2 id="onetrust-policy-title">Your privacy</h2><div
id="onetrust-policy-text">{COOKIES}</div></div><button>Accept all</button></div>
<div id="onetrust-pc-sdk" class="otPcCenter"><h2>Manage preferences</h2><p>These cookies are set by
companies in 64 countries. {COOKIES}</p><ul>{partners}</ul></div></div>
<div class="gdpr"><p>By using this site you accept our terms. Our partners in 842 cities and 64
countries use your data.</p></div>""",
    )


@template
def hidden_counts(article: Article) -> bytes:
    """False counts where no reader of the page sees them."""
    boxes = [
        f'<p style="display:none">{HIDDEN}</p>',
        f"<p hidden>{HIDDEN}</p>",
        f'<div style="visibility: hidden; height: 0">{HIDDEN}</div><!-- <p>{HIDDEN}</p> -->',
    ]
    return html5(
        article,
        "",
        f"""
<header>{nav()}</header>
<article><h1>{plain(article.headline)}</h1>
<div class="text">{body(article, plain, boxes)}
<span style="display: none !important">{ADVERT}</span>
<template><p>{HIDDEN}</p></template>
<dialog><p>{NEWSLETTER}</p></dialog>
<div style="DISPLAY:NONE;color:red"><p>{PAYWALL}</p><p>{HIDDEN}</p></div>
<textarea style="display:none">{HIDDEN}</textarea></div></article>
<footer>{FOOTER}</footer>""",
    )


@template
def mobile_and_desktop(article: Article) -> bytes:
    """The headline and the lead stand twice, for narrow and for wide screens."""
    headline = plain(article.headline)
    return html5(
        article,
        "<style>.only-mobile{display:none}@media(max-width:600px){.only-mobile{display:block}"
        ".only-desktop{display:none}}</style>",
        f"""
<header class="only-desktop">{nav()}</header><header class="only-mobile">{nav()}</header>
<div class="sticky-bar"><span class="sticky-title">{headline}</span><a href="/s">Subscribe</a></div>
<article><h1 class="headline only-desktop">{headline}</h1>
<h1 class="headline only-mobile">{headline}</h1>
<div class="content">{body(article)}</div>
<div class="share-bar only-mobile"><span>Share “{headline}”</span>{links(SHARE, "span")}</div>
<div class="share-bar only-desktop"><span>Share “{headline}”</span>{links(SHARE, "span")}</div>
</article>
<aside class="only-desktop"><ul>{links(MOST_READ)}</ul></aside>
<footer>{FOOTER}</footer>""",
    )


@template
def headline_repeated(article: Article) -> bytes:
    """In the trail, in the share texts, over the comments and in a print head."""
    headline = plain(article.headline)
    return html5(
        article,
        f'<meta name="twitter:title" content="{escape(article.headline)}">',
        f"""
<div class="print-only"><p>{headline}</p></div>
<div class="header">{nav()}</div>
<ol class="breadcrumbs"><li><a href="/">Home</a></li><li><a href="/w">World</a></li>
<li>{headline}</li></ol>
<div itemscope itemtype="http://schema.org/NewsArticle"><meta itemprop="headline"
content="{escape(article.headline)}"><h1 itemprop="name">{headline}</h1>
<a href="mailto:?subject={escape(article.headline)}&amp;body={escape(HIDDEN)}">E-mail</a>
<div itemprop="articleBody">{body(article, linked)}</div></div>
<div class="citation">Cite this article: <cite>{headline}</cite>, The Daily Example.</div>
<section class="comments"><h3>Comments on “{headline}”</h3>
{each(COMMENT, *zip(*COMMENTS, strict=True))}</section>
<div class="footer">{FOOTER}</div>""",
    )


@template
def comments_of_readers(article: Article) -> bytes:
    """Comments longer than many an article, some of them in article tags."""
    long = (
        "As somebody who sold cameras for years, I can say that these numbers are low. "
        "Hikvision supplies AI surveillance technology to 155 countries, and Huawei supplies AI "
        "surveillance technology to 133 countries. Whoever doubts it may count the "
        "boxes in any harbour. The report has looked at 176 countries only, and at what was in "
        "the papers. Chinese companies supply AI surveillance technology to 148 countries at least."
    )
    many = (*COMMENTS, ("trader", long), ("trader", long.replace("low", "far too low")))
    return html5(
        article,
        "",
        f"""
<header>{nav()}</header><main><article class="story"><h1>{plain(article.headline)}</h1>
{body(article)}</article>
<section id="disqus_thread"><h2>{len(many)} comments</h2><ul class="post-list">{
            "".join(
                f'<li class="post"><article><header>{who} • 2 years ago</header>'
                f'<div class="post-message"><p>{plain(what)}</p></div></article>'
                "</li>"
                for who, what in many
            )
        }</ul></section></main><footer>{FOOTER}</footer>""",
    )


@template
def paywall_and_meter(article: Article) -> bytes:
    wall = (
        f'<div class="paywall-prompt"><h3>Keep reading</h3><p>{PAYWALL}</p>'
        '<a class="btn" href="/subscribe">Subscribe</a></div>'
    )
    box = (
        f'<div class="newsletter-signup"><h3>The briefing</h3><p>{NEWSLETTER}</p>'
        '<form><input type="email"><button>Sign up</button></form></div>'
    )
    return html5(
        article,
        "",
        f"""
<div class="site-header">{nav()}</div>
<div class="meter"><p>You have 1 of 3 free articles left.
Readers in 140 countries subscribe.</p></div>
<div class="article-wrap"><h1 class="article-title">{plain(article.headline)}</h1>
<div class="article-content">{body(article, linked, [box])}{wall}</div>
<div class="article-tail">{tail(article)}</div></div>
<div class="site-footer">{FOOTER}</div>""",
    )


@template
def next_story_below(article: Article) -> bytes:
    """The site loads its next story under the first one."""
    story = (
        "EXAMPLE CITY -- The city council has bought cameras from Hikvision, which supplies AI "
        "surveillance technology to 155 countries, according to its brochure.",
        "The mayor said that 82 countries use facial recognition in their streets, and that the "
        "city must not stand aside.",
        "Critics answered that Huawei supplies AI surveillance technology to 133 countries and "
        "that few of them are the better for it.",
    )
    return html5(
        article,
        "",
        f"""
<header>{nav()}</header><div id="stories">
<article class="story" data-index="0"><h1>{plain(article.headline)}</h1>
<div class="story-body">{body(article)}</div></article>
<div class="up-next"><span>Up next</span></div>
<article class="story" data-index="1"><h1>Council buys cameras that 155 countries have</h1>
<div class="story-body">{paragraphs(story)}</div></article>
</div><footer>{FOOTER}</footer>""",
    )


@template
def blogspot(article: Article) -> bytes:
    text = body(article, spans).replace("<p>", "<div>").replace("</p>", "</div><div><br /></div>")
    return html5(
        article,
        '<meta content="blogger" name="generator">',
        f"""
<div class="content-outer"><div class="header-inner"><h1 class="title">
<a href="/">Example's Blog</a>
</h1><p class="description">{ABOUT_SITE}</p></div>
<div class="main-inner"><div class="column-center-inner"><div class="main section" id="main">
<div class="widget Blog"><div class="blog-posts hfeed"><div class="post hentry">
<h3 class="post-title entry-title">{plain(article.headline)}</h3>
<div class="post-body entry-content" id="post-body-7">{text}<div style="clear: both;"></div></div>
<div class="post-footer"><span class="post-author">Posted by Ana</span>
<div class="post-share-buttons">{links(SHARE, "span")}</div>
<span class="post-labels">Labels: <a href="/l">176 countries</a></span></div></div></div>
<div class="comments" id="comments"><h4>4 comments:</h4><dl id="comments-block">
{each(BLOGGER_COMMENT, *zip(*COMMENTS, strict=True))}</dl></div></div></div>
<div class="column-right-inner"><aside><div class="widget BlogArchive"><h2>Blog Archive</h2>
<ul class="posts">{links(MOST_READ)}</ul></div><div class="widget Profile"><h2>About Me</h2>
<p>{BIO}</p></div></aside></div></div>
<div class="footer-outer">{FOOTER} Powered by Blogger.</div></div>""",
    )


@template
def captions_and_galleries(article: Article) -> bytes:
    """Lazy pictures with their copies for browsers without scripts, and adverts with pictures."""
    picture = (
        '<div class="image-promo"><a href="/gallery"><img data-src="a.jpg" alt="Hikvision cameras'
        f' in 190 countries"><noscript><img src="a.jpg" alt=""><p>{HIDDEN}</p></noscript></a></div>'
    )
    return html5(
        article,
        "",
        f"""
<header>{nav()}</header><article><h1>{plain(article.headline)}</h1>
{body(article, linked, [picture], FIGURE)}</article>
<section class="gallery-promo"><h2>Pictures of the day</h2>
{each(GALLERY_ITEM, TEASERS)}</section><footer>{FOOTER}</footer>""",
    )


@template
def piece_without_a_head(article: Article) -> bytes:
    """What is left when the source of a page is copied from its article on."""
    page = f"""<article><h1>{plain(article.headline)}</h1>
{body(article, linked)}
</article>
<aside><h2>Most read</h2><ol>{links(MOST_READ)}</ol></aside>
<footer><p>{FOOTER}</p></footer>"""
    return page.encode("utf-8")


@template
def headings_and_sections(article: Article) -> bytes:
    """One section with its own wrappers for each few paragraphs, as page builders make them."""
    sections = []
    for n in range(0, len(article.blocks), 3):
        part = Article((), article.headline, article.blocks[n : n + 3], ())
        sections.append(
            f'<section class="elementor-section"><div class="elementor-container"><div '
            f'class="elementor-column"><div class="elementor-widget elementor-widget-text-editor">'
            f'<div class="elementor-widget-container">{body(part, linked)}</div></div></div></div>'
            "</section>"
        )
        if n == 0:
            sections.append(
                '<section class="elementor-section"><div class="elementor-widget-posts">'
                f"<h4>Latest posts</h4><ul>{links(RELATED)}</ul></div></section>"
            )
    return html5(
        article,
        "",
        f"""
<div class="elementor elementor-location-header">{nav()}</div>
<div class="elementor elementor-location-single"><div class="elementor-widget-theme-post-title">
<h1 class="elementor-heading-title">{plain(article.headline)}</h1></div>{"".join(sections)}</div>
<div class="elementor elementor-location-footer"><p>{FOOTER}</p><p>{NEWSLETTER}</p></div>
<div class="elementor-popup-modal dialog-type-lightbox"><p>{COOKIES}</p></div>""",
    )
