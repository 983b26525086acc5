"""The command `check`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from iottly_keycheck.check import Checker, PastedKey, StoredKey
from iottly_keycheck.cli.arguments import CheckKeys
from iottly_keycheck.cli.check import report_output
from iottly_keycheck.cli.console import Console
from iottly_keycheck.cli.dependencies import Dependencies
from iottly_keycheck.cli.exit_status import PROGRAM, ExitStatus, WrongUsage
from iottly_keycheck.cli.interrupt import run_until_interrupted
from iottly_keycheck.connection.facts.observation import Stage
from iottly_keycheck.deadline import CancelToken
from iottly_keycheck.diagnosis.hint import Hint, HintId, Level
from iottly_keycheck.diagnosis.report import Report, to_json
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.settings import Settings

if TYPE_CHECKING:
    from iottly_keycheck.cli.check.metrics_file import MetricsFile

Target = StoredKey | PastedKey


def check(command: CheckKeys, parts: Dependencies, console: Console) -> ExitStatus:
    """Test the keys that are asked for, and print a report on each, in their order.

    Those of the whole list are tested several at a time. Ctrl-C stops the checks under way, whose
    reports are still printed, and those that follow.
    """
    metrics = _metrics_file(command)
    store = parts.settings()
    settings = command.overrides.over(store.load())
    for problem in store.problems:
        console.warn(messages.settings_problem(problem))
    targets = _targets(command, parts, console)
    checker = parts.checker(command.overrides.proxy_login)
    if command.watch is not None:
        from iottly_keycheck.cli.check.watch_command import Watch

        each = _Checks(command, settings, checker.with_secret_cache(), console, metrics)
        keep = each.write_metrics
        return Watch(command.watch, targets, each.one, keep, command.json, console).run()
    checks = _Checks(command, settings, checker, console, metrics)
    if run_until_interrupted(lambda token: checks.run(targets, token)):
        return ExitStatus.INTERRUPTED
    return ExitStatus.WORKS if checks.all_work else ExitStatus.PROBLEM


def _metrics_file(command: CheckKeys) -> MetricsFile | None:
    """Give the file for metrics, where one is wanted. Raises `WrongUsage`."""
    if command.metrics is None:
        return None
    from iottly_keycheck.cli.check.metrics_file import MetricsFile

    return MetricsFile(command.metrics)


def _targets(command: CheckKeys, parts: Dependencies, console: Console) -> Sequence[Target]:
    """Give the keys to test, at least one. Raises `WrongUsage`, `KeyListError`."""
    if command.key_stdin:
        from iottly_keycheck.cli.key_input import read_key

        if command.verbose:
            console.warn("Reading the key from standard input")
        return [PastedKey(read_key())]
    if command.keys_file is not None:
        from iottly_keycheck.cli.check.keys_file import read_keys

        pasted = read_keys(command.keys_file)
        if not pasted:
            raise WrongUsage("There is no key in the file of keys.")
        return pasted
    from iottly_keycheck.cli.key_commands import row_of

    keys = parts.keys()
    rows = keys.rows()
    if not rows:
        raise WrongUsage(
            f"There is nothing to test: the list has no keys; {PROGRAM} add DESCRIPTION adds one."
        )
    if command.description is not None:
        rows = (row_of(command.description, keys),)
    elif len(rows) > 1 and not command.every:
        raise WrongUsage("The list has several keys: give the description of one, or --all.")
    return [StoredKey(row.id, row.description) for row in rows]


@dataclass(slots=True)
class _Checks:
    """The checks of one run of the program, with what they have found so far."""

    command: CheckKeys
    settings: Settings
    checker: Checker
    console: Console
    metrics: MetricsFile | None = None
    reports: list[Report] = field(default_factory=list)
    metrics_failed: bool = False

    @property
    def all_work(self) -> bool:
        return all(report.works for report in self.reports) and not self.metrics_failed

    def run(self, targets: Sequence[Target], token: CancelToken) -> None:
        """Make the checks until they are cancelled, but at least one, and print the reports."""
        if self.command.every and len(targets) > 1:
            self._run_several_at_a_time(targets, token)
        else:
            for target in targets:
                if self.reports and token.cancelled:
                    break
                self._show(self.one(target, token), several=len(targets) > 1)
        if not token.cancelled:
            # Half a run would look as if keys had been taken away.
            self.metrics_failed = not self.write_metrics(self.reports)
        if self.command.json:
            self.console.document(self._document())
        elif len(targets) > 1:
            self.console.line(self._summary())
        untested = len(targets) - len(self.reports)
        if untested:
            self.console.warn(f"Stopped; {_keys(untested)} not tested.")

    def one(self, target: Target, token: CancelToken) -> Report:
        """Make one check."""
        self._begin(target)
        return self.checker.check(
            target, self.settings, token, self._print_stage, extra_hints=self._extra_hints()
        ).report

    def _run_several_at_a_time(self, targets: Sequence[Target], token: CancelToken) -> None:
        from iottly_keycheck.cli.check.ordered_checks import CheckListener, OrderedChecks

        keys = [target for target in targets if isinstance(target, StoredKey)]
        listener = CheckListener(self._begin, self._print_stage, partial(self._show, several=True))
        OrderedChecks(keys, self.settings, self.checker, listener, self._extra_hints()).run(token)

    def _begin(self, target: Target) -> None:
        if self.command.verbose:
            self.console.warn(f"Testing {target.description or 'the key'} at {self.settings.url}")

    def _print_stage(self, stage: Stage) -> None:
        if self.command.verbose:
            self.console.warn(f"  {report_output.stage_text(stage)}")

    def _show(self, report: Report, *, several: bool) -> None:
        self.reports.append(report)
        if not self.command.json:
            report_output.show(report, self.console)
            if several:
                self.console.line()

    def write_metrics(self, reports: Sequence[Report]) -> bool:
        """Write the metrics of a whole run, where they are wanted; tell whether that went well."""
        try:
            if self.metrics is not None:
                self.metrics.write(reports)
        except OSError as error:
            self.console.refuse(f"The metrics file cannot be written ({error.strerror}).")
            return False
        return True

    def _extra_hints(self) -> tuple[Hint, ...]:
        if self.command.overrides.proxy_login is None:
            return ()
        return (Hint(HintId.PASSWORD_ON_COMMAND_LINE, Level.WARNING),)

    def _document(self) -> str:
        documents = [to_json(report) for report in self.reports]
        if self.command.every or self.command.keys_file is not None:
            return "[\n" + ",\n".join(documents) + "\n]"
        return documents[0]

    def _summary(self) -> str:
        working = sum(report.works for report in self.reports)
        tested = len(self.reports)
        return f"{_keys(tested)} tested: {working} working, {tested - working} not."


def _keys(count: int) -> str:
    return "1 key" if count == 1 else f"{count} keys"
