"""Take pictures of every kind of page, to be looked at, and the four of the README.

    python scripts/screenshots.py            # screenshots/: pictures, index.html, sheet.png
    python scripts/screenshots.py --readme   # docs/pictures/

Needs what `make test` installs, Chromium and the built front end.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import FLAGS, start  # noqa: E402
from tests.unit.web.test_pages import library  # noqa: E402

from sousveil.project import Project  # noqa: E402
from sousveil.web.app import create_app  # noqa: E402
from sousveil.web.library import from_project  # noqa: E402
from sousveil.web.routes import ROUTES  # noqa: E402

WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
TALLEST = 3200  # px of a page that a picture shows
LARGEST = 200_000  # bytes of a picture of the README
THUMB = (240, 320)

DOCUMENTS = ROOT / "tests" / "e2e" / "living" / "documents"
STORIES = ("harbour-herald.txt", "andes-advance.txt", "geyser-gazette.txt", "valley-voice.html")
NAME, PASSWORD = "ruth", "four quiet words here"
ARTICLE = files("sousveil.cli.samples").joinpath("2-careless.txt").read_text(encoding="utf-8")

CHINESE = "technology=facial_recognition&origin=CHN&among=bri"

Act = Callable[[Page], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture: where it is taken, and what is done on the page first."""

    name: str
    address: str
    act: Act | None = None
    is_desk: bool = False
    """Taken on the server of a project, signed in."""

    is_own: bool = False
    """Taken there as one who is not signed in."""


def check(page: Page) -> None:
    """Have the careless sample judged."""
    page.fill("#text", ARTICLE)
    page.fill("#as_of", "2019-11-04")
    page.click("form.check button.primary")
    page.wait_for_selector("#result")


def choose(page: Page) -> None:
    """Choose a place on the map by its name."""
    page.fill("[data-picker]", "Kenya")
    page.wait_for_selector(".sv-panel .sv-name")


def isolate(page: Page) -> None:
    """Leave what is connected with the first head office."""
    page.locator("svg [data-node]").first.click()


def first_link(selector: str) -> Act:
    """Return what follows the first link that a selector finds."""

    def follow(page: Page) -> None:
        page.locator(selector).first.click()
        page.wait_for_load_state("load")

    return follow


def of_routes() -> Iterator[Shot]:
    """Yield one page of each kind that a static site has."""
    for route in ROUTES:
        if route.address.endswith("/") or not route.address:
            keys = next(iter(route.each(library())), None)
            if keys is not None:
                made = route.address.format(**keys)
                name = route.address.strip("/").replace("/", "-").replace("{", "").replace("}", "")
                yield Shot(name=name or "home", address=made)


SHOTS = (
    Shot(name="map-filtered", address=f"map/aigs-2019/?{CHINESE}"),
    Shot(name="map-empty", address="map/aigs-2019/?technology=social_media_surveillance"),
    Shot(name="map-chosen", address="map/aigs-2022/", act=choose),
    Shot(name="matrix-2022", address="matrix/aigs-2022/?sort=held"),
    Shot(name="flow-isolated", address="flow/aigs-2019/", act=isolate),
    Shot(name="place-kenya", address="place/kenya/"),
    Shot(name="supplier-huawei", address="supplier/huawei/"),
    Shot(name="origin-china", address="origin/china/"),
    Shot(name="number-asked", address=f"number/aigs-2019/?{CHINESE}"),
    Shot(name="number-differs", address="number/aigs-2019/smart-policing/"),
    Shot(name="number-none", address="number/aigs-2019/?technology=social_media_surveillance"),
    Shot(name="search-hits", address="search/?q=huawei"),
    Shot(name="search-none", address="search/?q=zzzzz"),
    Shot(name="check-live", address="check/"),
    Shot(name="check-judged", address="check/", act=check),
    Shot(name="missing", address="place/atlantis/"),
    Shot(name="desk-sign-in", address="sign-in/?next=review/", is_own=True),
    Shot(name="desk-queue", address="review/", is_desk=True),
    Shot(
        name="desk-claim", address="review/", act=first_link("main a[href*='claim']"), is_desk=True
    ),
    Shot(name="desk-conflicts", address="review/conflicts/", is_desk=True),
    Shot(name="desk-add", address="add/", is_desk=True),
    Shot(name="desk-compile", address="compile/", is_desk=True),
    Shot(name="desk-accounts", address="accounts/", is_desk=True),
    Shot(name="desk-audit", address="audit/", is_desk=True),
    Shot(name="desk-account", address="account/", is_desk=True),
    Shot(name="desk-report", address="report/?about=place/kenya/", is_desk=True),
    Shot(name="documents", address="documents/", is_desk=True),
    Shot(
        name="text", address="documents/", act=first_link("main table a, main li a"), is_desk=True
    ),
)


@contextmanager
def served(app: object) -> Iterator[str]:
    """Serve an app and give its address."""
    server, root = start(app)
    yield root
    server.should_exit = True


@contextmanager
def desk() -> Iterator[str]:
    """Serve a project with a few documents and one account, and give its address."""
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "index") as project:
        for _ in project.add([DOCUMENTS / story for story in STORIES]):
            pass
        app = create_app(lambda: from_project(project))
        accounts = app.state.sessions.accounts
        accounts.redeem(accounts.invite(NAME, "admin", "pictures").code, PASSWORD)
        with served(app) as root:
            yield root


def visit(browser: Browser, width: int, scheme: str) -> BrowserContext:
    """Return a window of this width, light or dark."""
    dark = scheme == "dark"
    return browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
    )


def sign_in(context: BrowserContext, root: str) -> None:
    """Sign in on the server of the project."""
    page = context.new_page()
    page.goto(root + "sign-in/?next=review/")
    page.fill("#name", NAME)
    page.fill("#password", PASSWORD)
    page.click("main button.primary")
    page.wait_for_url("**/review/**")
    page.close()


def take(
    page: Page, root: str, shot: Shot, width: int, tallest: int = TALLEST, start: str = "body"
) -> bytes:
    """Return the picture of a page once it stands still, from an element downwards."""
    page.goto(root + shot.address)
    page.wait_for_load_state("networkidle")
    if shot.act is not None:
        shot.act(page)
        page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 0)")
    top = max(0, page.locator(start).first.evaluate("one => one.getBoundingClientRect().top") - 10)
    tall = page.evaluate("document.documentElement.scrollHeight") - top
    clip = {"x": 0, "y": top if start != "body" else 0, "width": width, "height": tall}
    return page.screenshot(full_page=True, clip={**clip, "height": min(tall, tallest)})


def every(browser: Browser, to: Path, wanted: str) -> list[str]:
    """Take all pictures whose name has `wanted` in it; return their names."""
    shots = [shot for shot in (*of_routes(), *SHOTS) if wanted in shot.name]
    names = [shot.name for shot in shots]
    with ExitStack() as stack:
        public = stack.enter_context(served(create_app(library)))
        own = (
            stack.enter_context(desk())
            if any(shot.is_desk or shot.is_own for shot in shots)
            else ""
        )
        for scheme in SCHEMES:
            for width in WIDTHS:
                context = visit(browser, width, scheme)
                inside = visit(browser, width, scheme)
                if own:
                    sign_in(inside, own)
                for shot in shots:
                    page = (inside if shot.is_desk else context).new_page()
                    root = own if shot.is_desk or shot.is_own else public
                    picture = take(page, root, shot, width)
                    (to / f"{shot.name}-{width}-{scheme}.png").write_bytes(picture)
                    page.close()
                context.close()
                inside.close()
    return names


def sheet(to: Path, names: list[str]) -> None:
    """Write the contact sheet: a page, and one picture."""
    ways = [(width, scheme) for width in WIDTHS for scheme in SCHEMES]
    lines = ["<!doctype html><meta charset=utf-8><title>Screenshots</title>"]
    lines.append("<style>body{font:14px sans-serif}img{width:320px;border:1px solid #999}</style>")
    whole = Image.new("RGB", (THUMB[0] * len(ways), (THUMB[1] + 18) * len(names)), "white")
    draw = ImageDraw.Draw(whole)
    for at, name in enumerate(names):
        lines.append(f"<h2>{escape(name)}</h2><p>")
        top = at * (THUMB[1] + 18)
        draw.text((4, top + 3), name, fill="black")
        for column, (width, scheme) in enumerate(ways):
            file = f"{name}-{width}-{scheme}.png"
            lines.append(f'<a href="{file}"><img src="{file}" alt="{file}" loading="lazy"></a>')
            with Image.open(to / file) as picture:
                shown = picture.convert("RGB")
                cut = shown.crop((0, 0, width, min(shown.height, width * THUMB[1] // THUMB[0])))
                cut.thumbnail(THUMB)
                whole.paste(cut, (column * THUMB[0], top + 18))
    (to / "index.html").write_text("\n".join(lines) + "\n", encoding="utf-8")
    whole.quantize(128).save(to / "sheet.png", optimize=True)


README = (
    (Shot(name="map", address=f"map/aigs-2019/?{CHINESE}"), "h1", 960),
    (Shot(name="dossier", address="place/kenya/"), "#editions", 900),
    (Shot(name="check", address="check/", act=check), "#verdicts", 900),
    (Shot(name="number", address="number/aigs-2019/china-tech-bri/"), "h1", 900),
)
"""Pictures of the README, each with the element at which it begins, and its height in px."""


def readme(browser: Browser, to: Path) -> None:
    """Take the four pictures of the README and keep each small."""
    with served(create_app(library)) as root:
        context = visit(browser, 1280, "light")
        for shot, start, tall in README:
            page = context.new_page()
            picture = Image.open(BytesIO(take(page, root, shot, 1280, tall, start))).convert("RGB")
            page.close()
            file = to / f"{shot.name}.png"
            for colours in (128, 64, 32):
                picture.quantize(colours).save(file, optimize=True)
                if file.stat().st_size < LARGEST:
                    break
            print(f"{file.relative_to(ROOT)}: {file.stat().st_size} bytes")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--readme", action="store_true", help="the pictures of the README")
    asked.add_argument("--only", default="", metavar="WORDS", help="names with these words in them")
    told = asked.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("There is no Chromium: apt-get install chromium")
    to = ROOT / "docs" / "pictures" if told.readme else ROOT / "screenshots"
    to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        if told.readme:
            readme(browser, to)
        else:
            names = every(browser, to, told.only)
            if not told.only:
                sheet(to, names)
            print(f"{len(names) * len(WIDTHS) * len(SCHEMES)} pictures are in {to}.")
        browser.close()


if __name__ == "__main__":
    main()
