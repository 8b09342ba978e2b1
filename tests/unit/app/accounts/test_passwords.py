"""Which secrets are taken, and what looking at them may cost."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from app.account_refusals import PasswordCommon
from app.accounts.passwords import COST, MOST_AT_ONCE, check_password, hash_secret, is_right

PHONE = "+84912345678"


@pytest.mark.parametrize("password", ["0912345678", "0912 345 678", "84912345678", "Quan-Ly-01", "aaaaaaaaa"])
def test_what_everyone_knows_of_a_person_is_no_password(password: str) -> None:
    """Their phone in any spelling, their login name, their name."""
    with pytest.raises(PasswordCommon):
        check_password(password, of=("quan-ly-01", PHONE, "Nguyễn Văn Thử"))


def test_only_a_few_secrets_are_looked_at_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes 19 MiB: however many threads a process has, strangers cannot fill its memory."""
    kept = hash_secret("một mật khẩu dài")
    counting = threading.Lock()
    now = most = 0
    verify = PasswordHash.verify

    def watched(self: PasswordHash, *secret: str) -> bool:
        nonlocal now, most
        with counting:
            now += 1
            most = max(most, now)
        time.sleep(0.01)
        found = verify(self, *secret)
        with counting:
            now -= 1
        return found

    monkeypatch.setattr(PasswordHash, "verify", watched)
    with ThreadPoolExecutor(4 * MOST_AT_ONCE) as pool:
        answers = list(pool.map(lambda _: is_right("một mật khẩu dài", kept), range(4 * MOST_AT_ONCE)))

    assert all(answers)
    assert most <= MOST_AT_ONCE


def test_a_guess_costs_what_owasp_asks() -> None:
    """argon2id with 19 MiB and two rounds; the other tests hash more cheaply."""
    assert Argon2Hasher(**COST).hash("một mật khẩu dài").startswith("$argon2id$v=19$m=19456,t=2,p=1$")
