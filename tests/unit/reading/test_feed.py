"""What the reader of feeds makes of entries, addresses and hostile bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.errors import DamagedDocument, ReadingError
from sousveil.guard.caps import CAPS, Caps
from sousveil.model.source import Address, Document
from sousveil.reading import feed

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Watch &amp; News</title><link>https://example.org/news/</link>
<language>en-GB</language><managingEditor>The Watch</managingEditor>
<pubDate>Wed, 18 Sep 2019 08:00:00 GMT</pubDate>
<item><title>Kenya</title><link>/kenya</link><pubDate>Tue, 17 Sep 2019 23:30:00 -0500</pubDate>
<description>&lt;p&gt;Kenya &lt;b&gt;uses&lt;/b&gt; cameras.&lt;/p&gt;
&lt;p&gt;So it says.&lt;/p&gt;</description></item>
<item><title>Script</title><link>javascript:alert(1)</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom</title>
<entry><title>One</title><link href="https://example.org/1"/>
<updated>2020-02-03T23:00:00-05:00</updated>
<summary>Short.</summary>
<content type="html">&lt;p&gt;Much longer text.&lt;/p&gt;</content></entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>Old</title></channel>
<item rdf:about="https://example.org/2"><title>Two</title><link>https://example.org/2</link></item>
</rdf:RDF>"""


def read(text: str | bytes, caps: Caps = CAPS) -> Document:
    return feed.read(text.encode() if isinstance(text, str) else text, "sha256:test", caps)


def test_each_entry_gives_title_date_address_and_text() -> None:
    document = read(RSS)
    assert document.text.content == (
        "Watch & News\n\nKenya\n2019-09-17\nhttps://example.org/kenya\n"
        "Kenya uses cameras.\nSo it says.\n\nScript\n\n"
    )
    assert [piece.place.element for piece in document.pieces] == ["feed", "entry 1", "entry 2"]
    entry = document.pieces[1]
    assert document.text.content[entry.start : entry.end].startswith("Kenya\n2019")
    assert document.lost == ()


def test_only_addresses_of_the_web_are_given() -> None:
    assert read(RSS).addresses == (
        Address(url="https://example.org/kenya", title="Kenya", date="2019-09-17"),
    )


def test_a_feed_says_its_title_date_publisher_and_language() -> None:
    about = read(RSS).about
    assert (about.title, about.date, about.publisher, about.language) == (
        "Watch & News",
        "2019-09-18",
        "The Watch",
        "en",
    )


def test_atom_gives_the_longest_text_of_an_entry() -> None:
    document = read(ATOM)
    assert document.text.content == (
        "Atom\n\nOne\n2020-02-03\nhttps://example.org/1\nMuch longer text.\n\n"
    )


def test_rdf_is_read() -> None:
    assert [address.url for address in read(RDF).addresses] == ["https://example.org/2"]


def test_a_cut_feed_gives_what_it_has_and_says_so() -> None:
    document = read(RSS[: RSS.index("<item><title>Script")])
    assert "Kenya uses cameras." in document.text.content
    assert document.lost[0].startswith("the feed is not well-formed: ")


def test_a_feed_without_entries_that_is_no_xml_is_damaged() -> None:
    with pytest.raises(DamagedDocument):
        read("<rss><channel")


def test_bytes_are_never_the_name_of_a_file() -> None:
    with pytest.raises(DamagedDocument):
        read(__file__)


def test_entities_are_neither_fetched_nor_multiplied() -> None:
    start = (
        '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa">'
        + "".join(
            f'<!ENTITY {y} "{f"&{x};" * 10}">' for x, y in zip("abcdefgh", "bcdeghij", strict=True)
        )
        + "]>"
    )
    body = '<rss version="2.0"><channel><title>&f;&j;</title>'
    body += "<item><title>x</title></item></channel></rss>"
    content = read(start + body).text.content
    assert "root:" not in content
    assert len(content) < 1000


def test_no_more_entries_are_read_than_the_limit() -> None:
    document = read(RSS, Caps(members=1))
    assert "Script" not in document.text.content
    assert document.lost == ("entries: all beyond 1",)


@settings(max_examples=80, deadline=None)
@given(
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=3)), max_size=5),
    keep=st.one_of(st.just(1.0), st.floats(0, 1)),
    good=st.sampled_from([RSS, ATOM, RDF]),
)
def test_hostile_bytes_are_read_or_refused_and_nothing_else(
    changes: list[tuple[float, bytes]], keep: float, good: str
) -> None:
    data = good.encode()
    for at, new in changes:
        place = int(at * len(data))
        data = data[:place] + new + data[place + len(new or b"x") :]
    try:
        read(data[: int(keep * len(data))])
    except ReadingError as error:
        assert "\n" not in str(error)
