"""What the reader of messages makes of header lines, parts, attachments and hostile bytes."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.errors import ReadingError
from sousveil.guard.caps import CAPS, Caps
from sousveil.model.source import Document, Member
from sousveil.reading import mail

HEAD = (
    b"From: =?utf-8?q?Ann_B=C3=A9?= <ann@example.org>\r\nTo: Cee <cee@example.org>\r\n"
    b"Date: Tue, 17 Sep 2019 23:30:00 -0500\r\nSubject: Cameras in\r\n Kenya\r\n"
    b"MIME-Version: 1.0\r\n"
)
SHOWN = (
    "From: Ann Bé <ann@example.org>\nTo: Cee <cee@example.org>\n"
    "Date: Tue, 17 Sep 2019 23:30:00 -0500\nSubject: Cameras in Kenya\n\n"
)


def read(data: bytes, caps: Caps = CAPS) -> Document:
    return mail.read(data, "sha256:test", caps)


def members(data: bytes, caps: Caps = CAPS) -> list[Member]:
    return list(mail.members(data, caps))


def several(kind: str, *parts: bytes, boundary: str = "b") -> bytes:
    line = boundary.encode()
    inside = b"".join(b"--" + line + b"\r\n" + part + b"\r\n" for part in parts)
    start = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode()
    return start + inside + b"--" + line + b"--\r\n"


def part(kind: str, content: bytes, more: str = "") -> bytes:
    return f"Content-Type: {kind}\r\n{more}\r\n".encode() + content


PLAIN = part("text/plain; charset=utf-8", b"Kenya uses cameras.\r\nSo it says.")
HTML = part("text/html; charset=utf-8", b"<p>Kenya uses <b>cameras</b>, says the page.</p>")
PDF = part(
    "application/pdf",
    base64.b64encode(b"%PDF-1.4"),
    "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=a.pdf\r\n",
)


def test_header_lines_stand_before_the_text() -> None:
    document = read(HEAD + PLAIN)
    assert document.text.content == SHOWN + "Kenya uses cameras.\nSo it says.\n\n"
    assert document.lost == ()
    assert not document.has_members


def test_each_piece_names_its_header_line_or_part() -> None:
    document = read(HEAD + PLAIN)
    assert [piece.place.element for piece in document.pieces] == [
        "header From",
        "header To",
        "header Date",
        "header Subject",
        "part 1",
    ]
    last = document.pieces[-1]
    body = document.text.content[last.start : last.end]
    assert body == "Kenya uses cameras.\nSo it says."


def test_a_message_says_its_subject_author_and_date() -> None:
    about = read(HEAD + PLAIN).about
    assert (about.title, about.authors) == ("Cameras in Kenya", ("Ann Bé",))
    assert (about.date, about.known) == ("2019-09-17", "2019-09-17")


def test_plain_text_is_taken_before_html() -> None:
    document = read(HEAD + several("alternative", PLAIN, HTML))
    assert "So it says." in document.text.content
    assert "says the page" not in document.text.content
    assert not document.has_members


def test_html_is_read_where_there_is_no_plain_text() -> None:
    hidden = b'<p style="display:none">Not seen.</p>'
    document = read(HEAD + HTML + hidden)
    assert "Kenya uses cameras, says the page." in document.text.content[: document.shown]
    assert [piece.state for piece in document.pieces][-1] == "hidden"
    last = document.pieces[-1]
    assert document.text.content[last.start : last.end] == "Not seen."


def test_html_is_read_in_the_encoding_that_the_message_says() -> None:
    page = "<p>Кения использует камеры, как сказано в отчёте.</p>".encode("koi8-r")
    document = read(HEAD + part("text/html; charset=koi8-r", page))
    assert "Кения использует камеры" in document.text.content


def test_what_is_attached_is_a_member() -> None:
    inner = part("message/rfc822", b"From: x@example.org\r\nSubject: in\r\n\r\nInner text\r\n")
    picture = part(
        "image/png", base64.b64encode(b"\x89PNG"), "Content-Transfer-Encoding: base64\r\n"
    )
    calendar = part("text/calendar", b"BEGIN:VCALENDAR")
    data = HEAD + several("mixed", PLAIN, PDF, inner, picture, calendar)
    assert read(data).has_members
    found = members(data)
    assert [member.name for member in found] == ["a.pdf", "part 3", "part 4", "part 5"]
    assert found[0].data == b"%PDF-1.4"
    assert b"Inner text" in found[1].data
    assert found[2].data == b"\x89PNG"
    assert "Inner text" not in read(data).text.content


def test_a_picture_beside_the_html_form_is_a_member() -> None:
    picture = part("image/png", b"\x89PNG")
    related = several("related", HTML, picture, boundary="c")
    data = HEAD + several("alternative", PLAIN, related)
    assert [member.data for member in members(data)] == [b"\x89PNG"]
    assert read(data).has_members


def test_no_more_members_are_given_than_the_limit() -> None:
    data = HEAD + several("mixed", *[PDF] * 20)
    assert len(members(data, Caps(members=5))) == 5
    assert read(data, Caps(members=5)).lost == ("parts: all beyond 5",)


@pytest.mark.parametrize(
    ("message", "kept", "lost"),
    [
        pytest.param(
            part("text/plain; charset=nope", b"Kenya"), "Kenya", "'nope' does not fit", id="charset"
        ),
        pytest.param(
            part("text/plain; charset=punycode", b"Kenya"), "Kenya", "'punycode'", id="slow-charset"
        ),
        pytest.param(
            part("text/plain", b"S2VueWE", "Content-Transfer-Encoding: base64\r\n"),
            "Kenya",
            "base64 is damaged",
            id="base64",
        ),
        pytest.param(part("multipart/mixed", b"Kenya"), "Kenya", "no boundary", id="no-boundary"),
    ],
)
def test_what_cannot_be_decoded_is_told(message: bytes, kept: str, lost: str) -> None:
    document = read(HEAD + message)
    assert kept in document.text.content
    assert any(lost in line for line in document.lost)


def test_a_damaged_attachment_is_told_and_kept_as_far_as_it_goes() -> None:
    damaged = PDF.replace(b"JVBERi0xLjQ=", b"JVBERi0xLjQ")
    document = read(HEAD + several("mixed", PLAIN, damaged))
    assert document.lost == ("part 2: its base64 is damaged; what could be decoded is kept",)
    assert members(HEAD + several("mixed", PLAIN, damaged))[0].data == b"%PDF-1.4"


def test_raw_letters_in_a_header_line_are_decoded() -> None:
    document = read("From: Zoë <z@example.org>\nSubject: Überwachung\n\nText".encode())
    assert document.about.title == "Überwachung"
    assert document.about.authors == ("Zoë",)


def test_parts_beyond_measure_inside_each_other_are_told() -> None:
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
    )
    document = read(HEAD + deep)
    assert document.text.content.startswith("From: Ann")
    assert any("too deep" in line for line in document.lost)
    assert members(HEAD + deep) == []


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(b"From: " + b"<" * 100_000, id="brackets"),
        pytest.param(b"To: " + b"a@b.org, " * 100_000, id="many-addresses"),
        pytest.param(b"Subject: " + b"=?utf-8?q?" * 20_000, id="encoded-words"),
        pytest.param(b"Date: " + b"9" * 50_000, id="date"),
        pytest.param(b"Content-Type: text/plain; " + b"a=b; " * 50_000, id="parameters"),
        pytest.param(b"Content-Disposition: attachment; filename*0*=x''%", id="file-name"),
    ],
)
def test_hostile_header_lines_cost_little(header: bytes) -> None:
    data = header + b"\r\nFrom: a@example.org\r\n\r\nKenya"
    read(data)
    members(data)


GOOD = HEAD + several("mixed", several("alternative", PLAIN, HTML, boundary="c"), PDF)


@settings(max_examples=150, deadline=None)
@given(
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=3)), max_size=6),
    keep=st.one_of(st.just(1.0), st.floats(0, 1)),
)
def test_hostile_bytes_are_read_or_refused_and_nothing_else(
    changes: list[tuple[float, bytes]], keep: float
) -> None:
    data = GOOD
    for at, new in changes:
        place = int(at * len(data))
        data = data[:place] + new + data[place + len(new or b"x") :]
    data = data[: int(keep * len(data))]
    try:
        read(data)
        members(data)
    except ReadingError as error:
        assert "\n" not in str(error)
