"""The API answers as its OpenAPI says, whatever is asked: generated requests, always the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from argon2 import PasswordHasher
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sousveil.project import Project
from sousveil.web import accounts
from sousveil.web.app import create_app
from sousveil.web.door import TOKEN_HEADER, Keys
from sousveil.web.library import Library, from_project
from sousveil.web.sessions import form_token

PASSWORD = "four quiet words here"
EXAMPLES = 12  # of each address and caller
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[object, dict[str, str]]]:
    """A project on a server, with the headers that a reviewer sends."""
    folder = tmp_path_factory.mktemp("schema") / "index"
    with pytest.MonkeyPatch.context() as patch, Project.create(folder) as project:
        cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(accounts, "hasher", lambda: cheap)
        library: Library = from_project(project)
        app = create_app(lambda: library, hosts=("testserver", "127.0.0.1", "localhost"))
        sessions = app.state.sessions
        code = sessions.accounts.invite("rolf", "reviewer", "test").code
        token = sessions.start(sessions.accounts.redeem(code, PASSWORD), "127.0.0.1", "test")
        cookie = f"{Keys(sessions=sessions).cookie}={token}"
        yield app, {"Cookie": cookie, TOKEN_HEADER: form_token(token)}


OPERATIONS = [
    ("GET", "/api/editions"),
    ("GET", "/api/editions/{edition}"),
    ("GET", "/api/editions/{edition}/figures"),
    ("GET", "/api/editions/{edition}/figures/{figure}"),
    ("GET", "/api/editions/{edition}/count"),
    ("GET", "/api/editions/{edition}/places"),
    ("GET", "/api/places/{place}"),
    ("GET", "/api/suppliers/{supplier}"),
    ("GET", "/api/session"),
    ("GET", "/api/jobs/{id}"),
    ("GET", "/api/queue"),
    ("POST", "/api/decisions"),
    ("POST", "/api/undo"),
    ("POST", "/api/editions"),
]
KNOWN = {
    "edition": st.sampled_from(["aigs-2019", "aigs-2022"]),
    "figure": st.sampled_from(["countries", "bri"]),
    "place": st.sampled_from(["kenya", "KEN", "China"]),
    "supplier": st.sampled_from(["huawei", "Hikvision"]),
}


def test_every_operation_is_tried(served: tuple[object, dict[str, str]]) -> None:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", served[0])
    told = schema.raw_schema["paths"]
    assert {(m.upper(), path) for path, ways in told.items() for m in ways} == set(OPERATIONS)


@pytest.mark.parametrize("who", ["anonymous", "reviewer"])
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_what_is_answered_is_described(
    served: tuple[object, dict[str, str]], method: str, path: str, who: str
) -> None:
    app, own = served
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    operation = schema[path][method]
    headers = own if who == "reviewer" else {}

    @seed(8)
    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), known=st.booleans(), data=st.data())
    def asked(case: schemathesis.Case, known: bool, data: st.DataObject) -> None:
        if known:
            for name in case.path_parameters or {}:
                if name in KNOWN:
                    case.path_parameters[name] = data.draw(KNOWN[name])
        case.call_and_validate(checks=CHECKS, headers=headers)

    asked()
