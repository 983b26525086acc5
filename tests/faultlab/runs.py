"""Every fault of a test run made once, and checked in its midst by the real command line."""

from __future__ import annotations

import json
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from faultlab.scene import Fault, Lab, Scene
from faultlab.world import API6, World
from support.certificates import Authority
from support.checks import Checked, check
from support.warm_program import warm_program

AT_ONCE = 8
"""How many checks run side by side: most of their time is waiting."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one fault: the check, the scene, and what its servers have read."""

    checked: Checked
    scene: Scene
    lab: Lab


class Runs:
    """Runs each fault of this test run once, all of them side by side, and keeps what came."""

    def __init__(self, folder: Path, stack: ExitStack, faults: list[Fault]) -> None:
        self._authority = Authority(folder, API6)
        self._world = None
        if any(fault.in_world for fault in faults):
            self._world = World(folder, self._authority, stack)
        self._programs = {"": stack.enter_context(warm_program())}
        self._programs |= self._world.clients if self._world else {}
        self._folder = folder
        self._stack = stack
        pool = stack.enter_context(ThreadPoolExecutor(AT_ONCE))
        # Those that wait for their deadline come first, so that the others fill the time.
        ordered = sorted(faults, key=lambda fault: not fault.waits)
        self._futures: dict[str, Future[Outcome]] = {
            fault.id: pool.submit(self._run, fault) for fault in ordered
        }

    def outcome(self, fault: Fault) -> Outcome:
        return self._futures[fault.id].result()

    def _run(self, fault: Fault) -> Outcome:
        folder = self._folder / fault.id
        home = folder / "home"
        home.mkdir(parents=True)
        with ExitStack() as stack:
            lab = Lab(self._authority, stack, self._world)
            scene = fault.set_up(lab)
            if scene.settings:
                file = home / ".config" / "iottly-keycheck" / "settings.json"
                file.parent.mkdir(parents=True)
                file.write_text(json.dumps(scene.settings))
            timeout = () if "timeout" in scene.settings else ("--timeout", str(fault.timeout))
            checked = check(
                "--key-stdin",
                *timeout,
                *scene.options,
                home=home,
                key=scene.key,
                env=scene.env,
                before=scene.before,
                warm=self._programs[scene.client],
            )
        return Outcome(checked, scene, lab)
