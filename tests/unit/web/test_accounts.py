"""Invitations, roles and passwords, and the file that they lie in."""

from __future__ import annotations

import os
import tarfile
from pathlib import Path

import pytest

from sousveil.errors import ProjectError, QueryError
from sousveil.web import accounts
from sousveil.web.vault import FILE, Vault

from .desk import PASSWORD, Served

DAY = 86_400


class TestInvitations:
    def test_a_code_opens_once(self, desk: Served) -> None:
        code = desk.accounts.invite("Nora", "viewer", "ada").code
        assert desk.accounts.redeem(code, PASSWORD).role == "viewer"
        with pytest.raises(QueryError, match="was used"):
            desk.accounts.redeem(code, PASSWORD)

    def test_a_code_is_over_after_seven_days(self, desk: Served) -> None:
        code = desk.accounts.invite("Nora", "viewer", "ada").code
        desk.clock.pass_(7 * DAY)
        first = desk.accounts.invite("Nils", "viewer", "ada")
        desk.clock.pass_(7 * DAY + 1)
        for one in (code, first.code):
            with pytest.raises(QueryError, match="is over"):
                desk.accounts.redeem(one, PASSWORD)

    def test_a_newer_code_takes_the_place_of_an_older_one(self, desk: Served) -> None:
        old = desk.accounts.invite("Nora", "viewer", "ada").code
        new = desk.accounts.invite("Nora", "reviewer", "ada").code
        with pytest.raises(QueryError):
            desk.accounts.redeem(old, PASSWORD)
        assert desk.accounts.redeem(new, PASSWORD).role == "reviewer"

    @pytest.mark.parametrize("name", ["ada", "ADA", " Ada ", "ａｄａ"])
    def test_a_name_is_never_given_twice(self, desk: Served, name: str) -> None:
        with pytest.raises(QueryError, match="has an account"):
            desk.accounts.invite(name, "viewer", "ada")

    def test_the_name_of_a_removed_account_stays_its_own(self, desk: Served) -> None:
        desk.accounts.remove("rolf", "ada")
        with pytest.raises(QueryError, match="decisions may be signed so"):
            desk.accounts.invite("Rolf", "admin", "ada")
        code = desk.accounts.invite("rolf", "viewer", "ada", again=True).code
        assert desk.accounts.redeem(code, "another four quiet words").removed is None
        assert desk.accounts.fits("rolf", PASSWORD) is None

    @pytest.mark.parametrize("name", ["", "  ", "a\x00b", "x" * 81, "codebook", "a\u202eb"])
    def test_what_is_no_name_is_refused(self, desk: Served, name: str) -> None:
        with pytest.raises(QueryError):
            desk.accounts.invite(name, "viewer", "ada")

    def test_what_is_no_role_is_refused(self, desk: Served) -> None:
        with pytest.raises(QueryError, match="Roles: viewer, reviewer, admin"):
            desk.accounts.invite("Nora", "anonymous", "ada")


class TestPasswords:
    @pytest.mark.parametrize("password", ["short", "x" * 201, "aaaaaaaaaaaaaa", "Nora Lindqvist"])
    def test_an_easy_one_is_refused_and_the_code_stays_good(
        self, desk: Served, password: str
    ) -> None:
        code = desk.accounts.invite("nora lindqvist", "viewer", "ada").code
        with pytest.raises(QueryError):
            desk.accounts.redeem(code, password)
        assert desk.accounts.redeem(code, PASSWORD).has_password

    def test_they_are_hashed_by_argon2id_with_at_least_what_is_advised(self) -> None:
        """OWASP asks for 19 MiB and two rounds, or 46 MiB and one."""
        found = accounts.hasher()
        assert found.hash(PASSWORD).startswith("$argon2id$")
        assert found.memory_cost >= 46 * 1024 and found.time_cost >= 2

    def test_no_secret_lies_in_the_file(self, desk: Served) -> None:
        code = desk.accounts.invite("Nora", "viewer", "ada").code
        visitor = desk.visitor()
        visitor.sign_in("ada")
        tokens = [cookie.value for cookie in visitor.client.cookies.jar]
        assert len(tokens) == 1
        stored = b"".join(path.read_bytes() for path in desk.project.folder.glob(f"{FILE}*"))
        for secret in (PASSWORD, code, *tokens):
            assert str(secret).encode() not in stored


class TestRoles:
    def test_a_role_of_an_account_that_is_not_there_cannot_be_set(self, desk: Served) -> None:
        with pytest.raises(QueryError, match="accounts list"):
            desk.accounts.set_role("nobody", "admin", "ada")

    @pytest.mark.parametrize("what", ["remove", "demote"])
    def test_the_only_admin_stays(self, desk: Served, what: str) -> None:
        def do() -> None:
            if what == "remove":
                desk.accounts.remove("ada", "ada")
            else:
                desk.accounts.set_role("ada", "viewer", "ada")

        with pytest.raises(QueryError, match="only admin"):
            do()
        desk.accounts.set_role("ruth", "admin", "ada")
        do()

    def test_an_invitation_follows_the_role(self, desk: Served) -> None:
        code = desk.accounts.invite("Nora", "admin", "ada").code
        desk.accounts.set_role("Nora", "viewer", "ada")
        assert desk.accounts.redeem(code, PASSWORD).role == "viewer"


class TestTheFile:
    @pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
    def test_only_its_owner_may_read_it(self, desk: Served) -> None:
        for path in desk.project.folder.glob(f"{FILE}*"):
            assert path.stat().st_mode & 0o777 == 0o600, path

    @pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
    def test_one_that_others_may_read_is_not_opened(self, tmp_path: Path) -> None:
        Vault.open(tmp_path).close()
        (tmp_path / FILE).chmod(0o644)
        with pytest.raises(ProjectError, match="chmod 600"):
            Vault.open(tmp_path)

    def test_no_backup_holds_it(self, desk: Served, tmp_path: Path) -> None:
        desk.project.backup(tmp_path / "all.tar")
        with tarfile.open(tmp_path / "all.tar") as held:
            assert not [name for name in held.getnames() if "accounts" in name]

    def test_it_is_no_document_and_no_fault_of_the_project(self, desk: Served) -> None:
        assert desk.project.verify().problems == ()
        told = list(desk.project.add([desk.project.folder]))
        assert not [added for added in told if "accounts" in added.input]

    def test_one_of_a_newer_program_is_refused(self, tmp_path: Path) -> None:
        vault = Vault.open(tmp_path)
        with vault.writing() as db:
            db.exec_driver_sql("pragma user_version=99")
        vault.close()
        with pytest.raises(ProjectError, match="newer program"):
            Vault.open(tmp_path)
