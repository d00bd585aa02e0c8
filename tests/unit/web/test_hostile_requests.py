"""Requests that no browser sends: each is turned away with a sentence, and never by a fault."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Semaphore
from typing import Any

import pytest

from sousveil.web.live import check

from .desk import Served

CODECS = ("unicode_escape", "raw_unicode_escape", "punycode", "undefined", "utf-16", "nonsense")


def multipart(charset: str, **fields: str) -> tuple[bytes, dict[str, str]]:
    parts = (
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    body = "".join((*parts, "--x--\r\n")).encode()
    return body, {"Content-Type": f"multipart/form-data; boundary=x; charset={charset}"}


@pytest.mark.parametrize("address", ["/check/", "/add/file/", "/review/decide/"])
@pytest.mark.parametrize("charset", CODECS)
def test_a_form_names_no_codec(desk: Served, address: str, charset: str) -> None:
    visitor = desk.visitor("rolf")
    body, headers = multipart(charset, text=r"\ud800 Huawei", token=r"\ud800", source=r"\ud800")
    answer = visitor.client.post(address, content=body, headers=headers)
    assert answer.status_code == 415
    assert "UTF-8" in answer.text


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8"])
def test_a_form_in_utf_8_is_read(desk: Served, charset: str) -> None:
    body, headers = multipart(charset, text="Huawei supplies Kenya.")
    answer = desk.visitor().client.post("/check/", content=body, headers=headers)
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/api/decisions", r'{"kind": "accept", "claims": ["\ud800"], "because": "x"}'),
        ("/api/decisions", r'{"kind": "accept", "claims": ["x"], "because": "\udfff"}'),
        ("/api/decisions", r'{"kind": "amend", "claims": ["x"], "because": "x", "instead": '
         r'[{"type": "\ud800"}]}'),
        ("/api/undo", r'{"decision": "\ud800"}'),
        ("/api/editions", r'{"name": "\ud800"}'),
    ],
)  # fmt: skip
def test_half_a_sign_in_json_is_refused(desk: Served, address: str, sent: str) -> None:
    visitor = desk.visitor("rolf")
    headers = {"Content-Type": "application/json", "X-Form-Token": visitor.token}
    answer = visitor.client.post(address, content=sent.encode(), headers=headers)
    assert answer.status_code == 422
    assert "not as it should be" in answer.json()["detail"]


def test_a_tag_that_a_proxy_has_weakened_still_fits(desk: Served) -> None:
    visitor = desk.visitor()
    tag = visitor.get("/place/kenya/").headers["etag"]
    for given in (tag, f"W/{tag}", f'"other", W/{tag}'):
        answer = visitor.get("/place/kenya/", headers={"If-None-Match": given})
        assert answer.status_code == 304
    assert visitor.get("/place/kenya/", headers={"If-None-Match": '"other"'}).status_code == 200


def test_many_texts_at_once_leave_room_for_others(
    desk: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Semaphore(0), Event()
    answered = check._answer

    def slow(*given: Any) -> Any:
        begun.release()
        go_on.wait(30)
        return answered(*given)

    monkeypatch.setattr(check, "_answer", slow)
    visitor = desk.visitor()
    with visitor.client as client, ThreadPoolExecutor() as pool:
        sent = {"text": "Huawei supplies Kenya."}
        first = [pool.submit(client.post, "/check/", data=sent) for _ in range(check.AT_ONCE)]
        for _ in first:
            assert begun.acquire(timeout=30)
        refused = client.post("/check/", data=sent)
        assert refused.status_code == 503
        assert refused.headers["retry-after"] == str(check.WAIT)
        assert "Try again" in refused.text
        assert client.get("/place/kenya/").status_code == 200
        go_on.set()
        assert [one.result().status_code for one in first] == [200] * check.AT_ONCE
        assert client.post("/check/", data=sent).status_code == 200
