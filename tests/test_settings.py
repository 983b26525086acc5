"""The settings file: what is kept, what applies, and what happens to one that cannot be read."""

import json
import math
import stat
from pathlib import Path

import pytest

from iottly_keycheck.settings import (
    DOCUMENTED_URL,
    PROXY_AUTO,
    FileProblem,
    Settings,
    SettingsFile,
)


@pytest.fixture
def user(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site.json"


@pytest.fixture
def file(user: Path, site: Path) -> SettingsFile:
    return SettingsFile(user, site)


def test_without_a_file_the_documented_address_and_the_automatic_proxy_apply(
    file: SettingsFile,
) -> None:
    assert file.load() == Settings(DOCUMENTED_URL, PROXY_AUTO, "", "", 15.0)
    assert file.problems == ()


def test_saved_settings_are_there_again(file: SettingsFile) -> None:
    settings = Settings("https://other.example/v1", "http://proxy:3128", "ada", "", 30)
    file.save(settings)
    assert file.load() == settings


def test_the_companys_defaults_apply_where_the_user_has_set_nothing(
    file: SettingsFile, site: Path
) -> None:
    site.write_text('{"proxy": "http://proxy.corp.example:3128", "timeout": 30}')
    file.save(Settings(proxy="http://proxy.corp.example:3128", timeout=5))
    assert file.load() == Settings(proxy="http://proxy.corp.example:3128", timeout=5)


def test_a_default_that_the_company_changes_later_reaches_who_has_not_changed_it(
    file: SettingsFile, site: Path
) -> None:
    site.write_text('{"proxy": "http://old.example:1"}')
    file.save(Settings(proxy="http://old.example:1", timeout=5))
    site.write_text('{"proxy": "http://new.example:1"}')
    assert file.load().proxy == "http://new.example:1"


@pytest.mark.only_on("linux", "darwin")
def test_the_file_and_its_folder_are_the_users_alone(file: SettingsFile, user: Path) -> None:
    file.save(Settings(timeout=5))
    assert stat.S_IMODE(user.stat().st_mode) == 0o600
    assert stat.S_IMODE(user.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'"text"', b"\xff\xfe\x00", b"[" * 100_000, b"null"]
)
def test_a_damaged_file_is_kept_aside_and_said_aloud(
    file: SettingsFile, user: Path, content: bytes
) -> None:
    user.parent.mkdir()
    user.write_bytes(content)
    assert file.load() == Settings()
    (problem,) = file.problems
    assert problem.problem is FileProblem.DAMAGED
    assert problem.kept_as is not None
    assert problem.kept_as.read_bytes() == content
    assert not user.exists()


def test_a_second_damaged_file_does_not_overwrite_the_first(file: SettingsFile, user: Path) -> None:
    user.parent.mkdir()
    kept = []
    for content in ("first {", "second {"):
        user.write_text(content)
        file.load()
        kept.append(file.problems[0].kept_as)
    assert [path and path.read_text() for path in kept] == ["first {", "second {"]


def test_the_companys_file_is_left_where_it_is_even_damaged(file: SettingsFile, site: Path) -> None:
    site.write_text("{")
    assert file.load() == Settings()
    assert file.problems[0].kept_as is None
    assert site.read_text() == "{"


def test_a_file_that_is_a_folder_is_said_aloud(file: SettingsFile, user: Path) -> None:
    user.mkdir(parents=True)
    assert file.load() == Settings()
    assert file.problems[0].problem is FileProblem.UNREADABLE


@pytest.mark.parametrize("value", ['"soon"', "null", "true", "NaN", "[15]"])
def test_a_time_limit_that_is_no_number_is_not_usable(
    file: SettingsFile, user: Path, value: str
) -> None:
    user.parent.mkdir()
    user.write_text(f'{{"timeout": {value}}}')
    settings = file.load()
    assert math.isnan(settings.timeout)
    assert not settings.timeout_usable


@pytest.mark.parametrize(
    ("seconds", "usable"), [(0.9, False), (1, True), (120, True), (121, False)]
)
def test_a_time_limit_is_from_1_to_120_seconds(seconds: float, usable: bool) -> None:
    assert Settings(timeout=seconds).timeout_usable is usable


def test_an_address_of_the_wrong_type_is_kept_as_one_that_a_check_refuses(
    file: SettingsFile, user: Path
) -> None:
    user.parent.mkdir()
    user.write_text('{"url": 5, "proxy": ["http://proxy:1"]}')
    settings = file.load()
    assert (settings.url, settings.proxy) == ("5", '["http://proxy:1"]')


def test_what_a_newer_version_wrote_besides_is_no_problem(file: SettingsFile, user: Path) -> None:
    user.parent.mkdir()
    user.write_text('{"timeout": 20, "colour": "blue"}')
    assert file.load() == Settings(timeout=20)
    assert file.problems == ()


def test_an_editors_byte_order_mark_is_no_damage(file: SettingsFile, user: Path) -> None:
    user.parent.mkdir()
    user.write_bytes(b'\xef\xbb\xbf{"timeout": 20}')
    assert file.load().timeout == 20


def test_a_save_that_fails_leaves_the_old_file_whole(file: SettingsFile, user: Path) -> None:
    user.mkdir(parents=True)  # a folder in the file's place cannot be replaced by a file
    with pytest.raises(OSError, match=user.name):
        file.save(Settings(timeout=5))
    assert [path.name for path in user.parent.iterdir()] == [user.name]


def test_only_what_was_changed_is_written(file: SettingsFile, user: Path) -> None:
    file.save(Settings(timeout=5))
    assert json.loads(user.read_text()) == {"timeout": 5}


def test_results_are_comparable_only_along_the_same_way() -> None:
    assert Settings(timeout=5).route_fingerprint == Settings().route_fingerprint
    assert Settings(proxy="none").route_fingerprint != Settings().route_fingerprint
    assert Settings(url="https://other.example").route_fingerprint != Settings().route_fingerprint
