"""Hostile pages, hidden words, look-alike letters, denials, hostile names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from . import build as b
from .inputs import DAMAGED, EMPTY, LOCKED, READ, SENTENCE, TAKEN, UNREAD, Input, Site, given
from .samples import SAMPLES

# pages that want to act

PAGES = given(
    "pages",
    TAKEN,
    **{
        "script.html": lambda: b.page("script1", "<script>while(1)alert('</p>')</script>"),
        "script-open.html": lambda: b.page("script2", "<script>var a = '"),
        "script-in-title.html": lambda: b.html(
            f"<p>{b.PROSE} script3</p>", "<title></title><script>alert(1)</script>"
        ),
        "javascript-link.html": lambda: b.page(
            "link1", "<a href='javascript:alert(1)'>a</a><a href=' java\tscript:alert(1)'>b</a>"
        ),
        "handlers.html": lambda: b.page(
            "handlers", "<img src=x onerror=alert(1)><p onclick='x()' onload=y()>words</p>"
        ),
        "refresh.html": lambda site: b.html(
            f"<p>{b.PROSE} refresh</p>",
            f'<meta http-equiv="refresh" content="0; url={site.address}refresh">',
        ),
        "base.html": lambda site: b.html(
            f"<p>{b.PROSE} base</p><a href=x>x</a><img src=y>", f'<base href="{site.address}">'
        ),
        "frames.html": lambda site: b.page(
            "frames",
            f'<iframe src="{site.secret.as_uri()}"></iframe><iframe srcdoc="<script>1</script>">'
            f'</iframe><embed src="{site.address}e"><object data="{site.address}o"></object>',
        ),
        "drawing.html": lambda: b.page(
            "drawing1",
            "<svg onload=alert(1)><script>1</script><a xlink:href='javascript:1'/></svg>",
        ),
        "data-links.html": lambda: b.page(
            "data1", f"<img src='data:image/png;base64,{'iVBORw0KGgo' * 20_000}'><p>after</p>"
        ),
        "data-page.html": lambda: b.page(
            "data2", "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>"
        ),
        "comment-open.html": lambda: b.page("comment1", "<!-- never closed <p>inside</p>"),
        "comment-odd.html": lambda: b.page("comment2", "<!--> <p>out</p> <!---> <!-- a --!> b -->"),
        "cdata.html": lambda: b.page("cdata", "<![CDATA[ <script>alert(1)</script> ]]>"),
        "forms.html": lambda site: b.page(
            "forms", f"<form action={site.address}><form><input autofocus onfocus=x()>" * 500
        ),
        "conditional.html": lambda: b.page(
            "conditional", "<!--[if IE]><script>1</script><![endif]-->"
        ),
        "template.html": lambda: b.page(
            "template", "<template><p>{{7*7}} ${7*7} <%= 7*7 %> #{7*7}</p></template>{{7*7}}"
        ),
        "style-calls.html": lambda site: b.html(
            f"<p style='background:url({site.address}bg)'>{b.PROSE} styled</p>",
            f"<style>@import url({site.address}css); p{{behavior:url(x)}}</style>"
            f'<link rel=stylesheet href="{site.address}link">',
        ),
        "picture-calls.html": lambda site: b.page(
            "pictured",
            f'<img src="{site.address}img"><video src="{site.address}v" poster=x></video>',
        ),
        "nul-in-tag.html": lambda: b.page("nultag", f"<scr\0ipt>1</script>{'<p>words</p>' * 200}"),
        "odd-tags.html": lambda: b.page("oddtags", "<a<b<c <<p>> </ p> <1> <p/p/p> <!x> <?y> </>"),
        "odd-attributes.html": lambda: b.page(
            "oddattributes", "<p =x ='y' \"z' a=\"b>c</p><p>d</p>"
        ),
        "duplicate-body.html": lambda: b.page("twobodies", "</body></html><html><body><p>two</p>"),
        "math.html": lambda: b.page("math", "<math><mtext><table><mglyph><style><img src=x>"),
        "plaintext.html": lambda: b.page("plaintext", "<plaintext><p>all the rest"),
        "references.html": lambda: b.page(
            "references", "&#0;&#x110000;&#xd800;&#99999999999;&bad;"
        ),
        "no-words.html": lambda: b.page("nowords").replace(b"<p>", b"<p>\xe2\x80\x8b\xc2\xad"),
        "menu.html": lambda: b.page("menu", "<nav>" + "<a href=x>item</a>" * 9_000 + "</nav>"),
        "json-ld.html": lambda: b.html(
            f"<p>{b.PROSE} jsonld</p>",
            '<script type="application/ld+json">' + '{"a":[' * 3_000 + "</script>",
        ),
        "dates.html": lambda: b.html(
            f"<p>{b.PROSE} dated</p><time datetime='9999-99-99'>x</time>",
            '<meta property="article:published_time" content="0000-00-00T99:99:99+99:99">',
        ),
        "title-long.html": lambda: b.html(f"<p>{b.PROSE}</p>", f"<title>{'t' * 900_000}</title>"),
    },
)
PAGES += given(
    "pages",
    TAKEN | EMPTY | UNREAD,
    **{
        "frameset.html": lambda site: (
            f"<html><head><title>Old</title></head><frameset cols=50%,50%><frame src="
            f'"{site.secret.as_uri()}"><noframes><body><p>{b.PROSE} frameset</p></body></noframes>'
            "</frameset></html>"
        ).encode(),
        "nul-in-tags.html": lambda: b.page("nultags", "<scr\0ipt>1</scr\0ipt><p\0>x</p>"),
        "only-script.html": "<!doctype html><html><body><script>1</script></body></html>",
        "only-tags.html": "<!doctype html><html><body><p><p><p></body></html>",
        "only-comment.html": "<!doctype html><html><!-- x --></html>",
    },
)

# hidden words: no claim may come of them

HIDING = {
    "display": '<p style="display:none">{}</p>',
    "display-important": '<p style="color:red;DISPLAY : none !important">{}</p>',
    "visibility": '<p style="visibility:hidden">{}</p>',
    "opacity": '<p style="opacity:0">{}</p>',
    "tiny": '<p style="font-size:0px">{}</p>',
    "off": '<p style="position:absolute;left:-9999px">{}</p>',
    "white": '<p style="color:#ffffff">{}</p>',
    "white-font": '<font color="#FFFFFF">{}</font>',
    "attribute": "<p hidden>{}</p>",
    "class": "<style>.gone{display:none}</style><p class='gone'>{}</p>",
    "id": "<style>#gone{visibility:hidden}</style><p id=gone>{}</p>",
    "comment": "<!-- {} -->",
    "template": "<template><p>{}</p></template>",
    "script": "<script type='text/plain'>{}</script>",
    "noscript-style": "<style>{}</style>",
    "alt": '<img src=x alt="{}">',
    "attribute-text": '<p data-x="{}" title="{}" aria-label="{}">Nothing.</p>',
    "meta": '<meta name="description" content="{}">',
    "input": '<input type="hidden" value="{}">',
    "nested": '<div style="display:none"><div><p><b>{}</b></p></div></div>',
    "clip": '<p style="clip-path: inset(100%)">{}</p>',
}

HIDDEN = [
    Input(
        name=f"hidden-{name}.html",
        group="hidden",
        allowed=TAKEN,
        make=lambda site, form=form: b.page("beside", form.replace("{}", SENTENCE)),
        is_mute=True,
    )
    for name, form in HIDING.items()
]


def tracked(kind: str, text: str) -> str:
    letters = "delText" if kind == "del" else "t"
    return (
        f'<w:p><w:{kind} w:id="1" w:author="x"><w:r><w:{letters}>{text}</w:{letters}></w:r>'
        f"</w:{kind}></w:p>"
    )


WORD_STYLES = (
    f"{b.XML}<w:styles {b.WORDS}><w:style w:styleId='Base'><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:styleId='Gone'><w:basedOn w:val='Base'/></w:style></w:styles>"
).encode()
STYLED = f"<w:p><w:pPr><w:pStyle w:val='Gone'/></w:pPr><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"
FIELD = (
    "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>"
    f"{SENTENCE}</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
)
COMMENT = (
    f"{b.XML}<w:comments {b.WORDS}><w:comment w:id='0'>{b.para(SENTENCE)}</w:comment></w:comments>"
).encode()


def hidden_sheet(state: str) -> bytes:
    """Return a workbook with a second sheet that is not shown."""
    import zipfile
    from io import BytesIO

    second = b.xlsx_sheet(b.row(1, SENTENCE, "note") + b.row(2, SENTENCE, "again"))
    shown = b.row(1, "Country", "Note") + b.row(2, "Kenya", "beside")
    with zipfile.ZipFile(BytesIO(b.xlsx(shown))) as file:
        made = {name: file.read(name) for name in file.namelist()}
    kind = f"{b.OFFICE}/officeDocument/2006/relationships/worksheet"
    made["xl/worksheets/sheet2.xml"] = second
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(
        b"</sheets>",
        f'<sheet name="Notes" sheetId="2" state="{state}" r:id="rId9"/></sheets>'.encode(),
    )
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rId9" Type="{kind}" Target="worksheets/sheet2.xml"/>'
        "</Relationships>".encode(),
    )
    return b.zipped(made)


SHOWN = b.text_at("The city bought cameras.")
HIDDEN += [
    replace(one, is_mute=True)
    for one in given(
        "hidden",
        TAKEN,
        **{
            "hidden-mode.pdf": lambda: b.pdf(SHOWN + b.text_at(SENTENCE, y=500, before="3 Tr")),
            "hidden-white.pdf": lambda: b.pdf(SHOWN + b"1 1 1 rg " + b.text_at(SENTENCE, y=500)),
            "hidden-tiny.pdf": lambda: b.pdf(
                SHOWN + b"q .01 0 0 .01 50 500 cm " + b.text_at(SENTENCE, 0, 0) + b"Q"
            ),
            "hidden-off-page.pdf": lambda: b.pdf(SHOWN + b.text_at(SENTENCE, -5000, 500)),
            "hidden-covered.pdf": lambda: b.pdf(
                SHOWN + b"1 1 1 rg 0 450 612 100 re f " + b.text_at(SENTENCE, y=500)
            ),
            "hidden-clear.pdf": lambda: b.pdf(
                SHOWN + b"/G gs " + b.text_at(SENTENCE, y=500),
                resources="/ExtGState << /G << /ca 0 >> >>",
            ),
            "hidden-title.pdf": lambda: b.pdf(
                SHOWN,
                more=[f"<< /Title ({SENTENCE}) /Subject ({SENTENCE}) >>".encode()],
                trailer="/Info 4 0 R",
            ),
            "hidden-vanish.docx": lambda: b.docx(b.para(b.PROSE) + b.para(SENTENCE, "<w:vanish/>")),
            "hidden-style.docx": lambda: b.docx(b.para(b.PROSE) + STYLED, styles=WORD_STYLES),
            "hidden-deleted.docx": lambda: b.docx(b.para(b.PROSE) + tracked("del", SENTENCE)),
            "hidden-moved.docx": lambda: b.docx(b.para(b.PROSE) + tracked("moveFrom", SENTENCE)),
            "hidden-field.docx": lambda: b.docx(b.para(b.PROSE) + FIELD),
            "hidden-comment.docx": lambda: b.docx(b.para(b.PROSE), comments=COMMENT),
            "hidden-xml-comment.docx": lambda: b.docx(b.para(b.PROSE) + f"<!-- {SENTENCE} -->"),
            "hidden-sheet.xlsx": lambda: hidden_sheet("hidden"),
            "hidden-very.xlsx": lambda: hidden_sheet("veryHidden"),
            "hidden-html.eml": lambda: b.mail_of(
                f"Content-Type: text/html\r\n\r\n<p>{b.PROSE}</p>"
                f'<p style="display:none">{SENTENCE}</p>'
            ),
            "hidden-header.eml": lambda: b.mail(b.PROSE, f"X-Note: {SENTENCE}"),
            "hidden-comment.rss": lambda: b.rss(b.item("beside") + f"<!-- {SENTENCE} -->"),
        },
    )
]

# letters that look like others

CYRILLIC = "\u041d\u0443awei"
LOOK_ALIKE = {
    "cyrillic": f"{CYRILLIC} supplies cameras to Kenya, Peru and Norway.",
    "zero-width": "Hua\u200bwei supplies cameras to Kenya, Peru and Norway.",
    "soft-hyphen": "Hua\u00adwei supplies cameras to Kenya, Peru and Norway.",
    "joiner": "Hik\u2060vision supplies cameras to Kenya, Peru and Norway.",
    "fullwidth": "\uff28\uff55\uff41\uff57\uff45\uff49 supplies cameras to Kenya and Peru.",
    "right-to-left": "\u202eiewauH\u202c supplies cameras to Kenya and Peru.",
    "greek": "\u0397uawe\u03b9 supplies cameras to Kenya and Peru.",
    "combining": "Hua\u0301wei supplies cameras to Kenya and Peru.",
    "tags": "Huawei\U000e0041\U000e0042 supplies cameras to Kenya and Peru.",
    "fullwidth-digits": "Cameras are used in \uff16\uff11 cities of Kenya.",
    "arabic-digits": "Cameras are used in \u0666\u0661 cities of Kenya.",
    "superscript": "Cameras are used in 61\u00b2 places of Kenya.",
    "roman": "Cameras are used in \u216b places of Kenya.",
}
ALIKE = given("look-alikes", READ, **{f"{name}.txt": text for name, text in LOOK_ALIKE.items()})
ALIKE = [replace(one, allowed=TAKEN) for one in ALIKE]


def counted(supplier: str) -> bytes:
    return f"{supplier} supplies facial recognition technology to 61 countries.".encode()


ALIKE += [
    Input(
        name=f"count-{name}.txt",
        group="look-alikes",
        allowed=TAKEN,
        make=lambda site, word=word: counted(word),
    )
    for name, word in (
        ("cyrillic", CYRILLIC),
        ("zero-width", "Hua\u200bwei"),
        ("fullwidth", "\uff28\uff55\uff41\uff57\uff45\uff49"),
        ("combining", "Hua\u0301wei"),
        ("soft-hyphen", "Hua\u00adwei"),
    )
]

# questions, plans: not said, so no claim; denials: no claim that it is so

UNSAID = {
    "question": "Is facial recognition used in 61 countries?",
    "if": "If facial recognition were used in 61 countries, we would know.",
    "plan": "Huawei plans to supply facial recognition technology to 61 countries by 2030.",
}
DENIED = {
    "not-true": "It is not true that facial recognition is used in 61 countries.",
    "denied": "Huawei denied that it supplies facial recognition technology to 61 countries.",
    "no-evidence": "There is no evidence that facial recognition is used in 61 countries.",
    "false": "The claim that facial recognition is used in 61 countries is false.",
    "retracted": "We retract our statement that facial recognition is used in 61 countries.",
    "invented": "The paper invented that facial recognition is used in 61 countries.",
    "never": "Facial recognition was never used in 61 countries.",
}
DENIALS = [
    replace(one, is_mute=True)
    for one in given("denials", READ, **{f"{name}.txt": text for name, text in UNSAID.items()})
] + given("denials", READ, **{f"{name}.txt": text for name, text in DENIED.items()})

# names

NAMES: dict[str, bytes] = {
    "line-end": b"line\nstatus=ok claims=9 forged.txt",
    "return": b"first\rsecond.txt",
    "colour": b"\x1b[31mred\x1b[0m.txt",
    "title": b"\x1b]0;owned\x07.txt",
    "erase": b"erase\x1b[2K\x1b[1A.txt",
    "c1": "c1\x9b31m\x85.txt".encode(),
    "bell": b"bell\x07\x08\x7f.txt",
    "right-to-left": "invoice\u202efdp.exe".encode(),
    "isolate": "a\u2066b\u2069\u200f.txt".encode(),
    "separators": "a\u2028b\u2029c.txt".encode(),
    "long": b"n" * 251 + b".txt",
    "long-wide": "\u6444".encode() * 85,
    "invalid": b"inv\xff\xfe\x80alid.txt",
    "dash": b"-rf.txt",
    "double-dash": b"--source=x",
    "command": b"$(touch canary).txt",
    "backticks": b"`touch canary`.txt",
    "quotes": b"'\"'; touch canary; #.txt",
    "pipe": b"a|touch canary&.txt",
    "stars": b"*?[a].txt",
    "spaces": b"  spaces  .txt",
    "percent": b"%s%n%d{0}.txt",
    "scheme": b"http:example.org.txt",
    "markup": b"<script>alert(1)<script>.html",
    "device": b"CON.txt",
    "backslash": b"..\\..\\canary.txt",
    "emoji": "\U0001f441\ufe0f\u200d\U0001f5e8\ufe0f.txt".encode(),
    "sqlite": b"x'; drop table snapshot; --.txt",
    "inside": b"box.zip!",
}
FILE_NAMES = [
    Input(
        name=f"name-{name}",
        group="names",
        allowed=READ,
        make=lambda site, name=name: f"{b.PROSE}\nThe file is called {name}.\n".encode(),
        file=file,
    )
    for name, file in NAMES.items()
]

HOSTILE = {
    "upwards": "../../../canary",
    "absolute": "/tmp/canary",
    "drive": "C:\\canary",
    "line-end": "a\nstatus=ok claims=9 forged\r.txt",
    "colour": "\x1b[31mred\x9b0m.txt",
    "right-to-left": "\u202etxt.exe",
    "command": "$(touch canary)`touch canary`",
    "long": "n" * 60_000,
    "dash": "-C /tmp",
}


def inside_mail(name: str) -> Callable[[Site], bytes]:
    return lambda site: b.mail_of(
        f"Content-Type: text/plain\r\n\r\n{b.PROSE}",
        f'Content-Type: text/html; name="{name}"\r\nContent-Disposition: attachment; '
        f'filename="{name}"\r\n\r\n{b.page("attached").decode()}',
    )


INSIDE = [
    Input(name=f"member-{kind}-{name}", group="names", allowed=TAKEN | DAMAGED | UNREAD, make=make)
    for name, text in HOSTILE.items()
    for kind, make in (
        ("zip", lambda site, t=text: b.zipped({t: b.page(f"zip {len(t)}"), "a.txt": b"a"})),
        (
            "warc",
            lambda site, t=text: b.warc(b.page("first")) + b.response(b.page(f"w {len(t)}"), t),
        ),
        ("eml", inside_mail(text)),
    )
]
INSIDE += given(
    "names",
    TAKEN | DAMAGED | LOCKED | UNREAD,
    **{
        "link.zip": lambda site: linked(str(site.secret)),
        "same-names.zip": lambda: b.zipped([("a.html", b.page("one")), ("a.html", b.page("two"))]),
        "gzip-name.gz": lambda: b.gzipped(b.page("gzipname"), b"../../canary\n\x1b[31m"),
        "hidden.zip": lambda: b.zipped(
            {".hidden": b"x", "__MACOSX/a": b"y", "a.html": b.page("z")}
        ),
        "sheet-name.xlsx": lambda: SAMPLES["xlsx"]("sheetname").replace(b"Data", b"Data"),
        "subject.eml": lambda: b.mail(
            b.PROSE, "Subject: =?utf-8?q?=1b[31mred=0d=0aBcc:_x?=", "X-A: b"
        ),
        "title.html": lambda: b.html(f"<p>{b.PROSE}</p>", "<title>\x1b[31mred\x07&#10;x</title>"),
    },
)


def linked(target: str) -> bytes:
    """Return a zip file with a symbolic link in it."""
    import zipfile
    from io import BytesIO

    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        link = zipfile.ZipInfo("link.txt", b.WHEN)
        link.create_system, link.external_attr = 3, 0o120777 << 16
        file.writestr(link, target)
        file.writestr(zipfile.ZipInfo("a.html", b.WHEN), b.page("besidelink"))
    return out.getvalue()


ALL = [*PAGES, *HIDDEN, *ALIKE, *DENIALS, *FILE_NAMES, *INSIDE]
