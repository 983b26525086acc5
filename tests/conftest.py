"""The fixtures that every room's tests share, and what holds for all tests alike."""

import logging
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TypeVar

import hypothesis
import pytest

import translations
from support import machine, processes, program
from support.display import x_server
from support.environment import foreign, home_variables
from support.log_warnings import LogWarnings
from support.secret_service import SecretService, session_bus, unlocked_keyring

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

# The same examples in every run: what luck finds is no fault of whoever runs the tests next.
hypothesis.settings.register_profile("fixed", derandomize=True, deadline=None)
# For `--hypothesis-profile=random -m hypothesis`; a find becomes an `@example` of its test.
hypothesis.settings.register_profile("random", max_examples=1_000, deadline=None, print_blob=True)
hypothesis.settings.load_profile("fixed")

ALL_TESTS = os.environ.get("KEYCHECK_ALL_TESTS") == "1"
"""Whether a test that this machine cannot run is a failure."""

not_run = pytest.StashKey[Counter[machine.Need]]()


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Take the options of our own, and leave out pytest-qt, which would fail, where Qt does."""
    if not machine.can("qt"):
        pluginmanager.set_blocked("pytest-qt")
    parser.addoption(
        "--kills",
        type=int,
        help="how often the program is killed in the middle of changes (tests/keys); without it"
        " 200 times, but for 40 s at most (many need -o faulthandler_timeout=3600)",
    )
    parser.addoption(
        "--fuzz",
        type=int,
        default=1,
        help="how many times longer than usual the parsers are fuzzed (tests/fuzz)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Begin to count what is not run, and let tests send Ctrl-C.

    A shell's background jobs ignore it, and so does what they start.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    machine.find_daemons()
    config.stash[not_run] = Counter()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Count what cannot even be read without Qt: files, and folders whose fixtures want it."""
    if machine.can("qt") or not machine.imports_qt(collection_path):
        return None
    config.stash[not_run][machine.NO_QT] += machine.tests_in(collection_path)
    return True


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about another operating system, and what this machine cannot run.

    The second is counted, after `-k` and `-m` have chosen.
    """
    left_out = []
    for item in items:
        only_on = item.get_closest_marker("only_on")
        if only_on and sys.platform not in only_on.args:
            left_out.append(item)
        elif lacking := machine.lacking(item):
            config.stash[not_run][lacking] += 1
            left_out.append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Let what was not run be a failure where everything ought to be there, and else none."""
    nothing_failed = exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}
    if session.config.stash[not_run] and nothing_failed:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED if ALL_TESTS else pytest.ExitCode.OK


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Name and count what was not run, a line for each reason."""
    for need, count in config.stash[not_run].most_common():
        tests = "test" if count == 1 else "tests"
        terminalreporter.line(f"{count} {tests} of {need.about} not run: {need.reason}.")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """See _nothing_skipped."""
    return _nothing_skipped((yield))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """See _nothing_skipped."""
    return _nothing_skipped((yield))


def _nothing_skipped(report: Report) -> Report:
    """Turn a skip into a failure that names its reason, where everything ought to be there."""
    if ALL_TESTS and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"Nothing is to be skipped, but this was. {reason}"
    return report


@pytest.fixture(scope="session", autouse=True)
def no_process_left_behind() -> Iterator[None]:
    """Fail the run when it ends while a process that some test has started goes on."""
    processes.adopt_orphans()
    yield
    left = processes.children_left()
    assert not left, (
        f"tests left processes behind; end them in the fixture that starts them: {left}"
    )


@pytest.fixture(scope="session", autouse=True)
def clean_environment(
    no_process_left_behind: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[pytest.MonkeyPatch]:
    """Hide the person's display, theme, language, proxy and home from the whole run."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [*foreign(os.environ), "DISPLAY"]:
            patch.delenv(name, raising=False)
        patch.setenv("LANG", "C.UTF-8")
        for name, value in home_variables(tmp_path_factory.mktemp("home")).items():
            patch.setenv(name, value)
        yield patch


@pytest.fixture(scope="session", autouse=True)
def compiled_translations() -> None:
    """Make what Qt reads of the translations, where they were changed since."""
    if machine.can("qt"):
        translations.build(Path(__file__).parent.parent)


@pytest.fixture(scope="session")
def display(clean_environment: pytest.MonkeyPatch) -> Iterator[str]:
    """A private X server (1366 x 768) that Qt, and every program started, uses; its DISPLAY.

    `qapp` and `qtbot` bring it along. On macOS and Windows it is the person's own screen.
    """
    if sys.platform != "linux":
        yield ""
        return
    if not machine.can("Xvfb"):
        clean_environment.setenv("QT_QPA_PLATFORM", "offscreen")
        yield ""
        _end_application()
        return
    with x_server() as name:
        clean_environment.setenv("DISPLAY", name)
        clean_environment.setenv("QT_QPA_PLATFORM", "xcb")
        yield name
        _end_application()


def _end_application() -> None:
    """Let Qt leave the display before the display goes."""
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtWidgets import QApplication

        if application := QApplication.instance():
            application.shutdown()


@pytest.fixture(scope="session")
def qapp_args(display: str) -> list[str]:
    """Make sure that pytest-qt's application finds the private display, not somebody's screen."""
    return ["iottly-keycheck"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own (HOME, XDG_*), without proxy, trust or keyring variables.

    Every test has it, asked for or not. The site's folder of settings is `home / "site"`.
    """
    for name in foreign(os.environ):
        if not name.startswith("QT_"):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    for name, value in home_variables(folder).items():
        monkeypatch.setenv(name, value)
    return folder


@pytest.fixture(autouse=True)
def log_warnings() -> Iterator[LogWarnings]:
    """Every test fails on a warning of the program's own log, but for what it says to expect:

    `log_warnings.expect("part of the message")`, which must then come.
    """
    collected = LogWarnings()
    logger = logging.getLogger("iottly_keycheck")
    logger.addHandler(collected)
    yield collected
    logger.removeHandler(collected)
    assert not collected.faults()


@pytest.fixture
def secret_service(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretService]:
    """A real keyring (gnome-keyring), empty and unlocked, that `keyring` finds in this test.

    `.lock()`, `.freeze()`, `.thaw()` and `.kill()` do to it what happens to keyrings;
    `.environment` is for programs that are started with an environment of their own.
    """
    with unlocked_keyring(os.environ) as service:
        address = service.environment["DBUS_SESSION_BUS_ADDRESS"]
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield service


@pytest.fixture
def locked_secret_service(secret_service: SecretService) -> SecretService:
    """The same, locked, and nobody there who could be asked for the password."""
    secret_service.lock()
    return secret_service


@pytest.fixture
def no_secret_service(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A session bus on which there is no keyring, and none that could be started."""
    with session_bus(os.environ, with_services=False) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield


@pytest.fixture
def run_program(home: Path) -> Callable[..., program.Finished]:
    """The command line as a process of its own; see support.program.run_program.

    `run_program("check", "--key-stdin", stdin=key, env={"HTTPS_PROXY": "…"})` returns `.code`,
    `.out` and `.err`.
    """
    return program.run_program
