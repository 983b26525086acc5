#!/usr/bin/env python3
"""Set up and run the project from a checkout, with nothing but Python 3.11 or later.

run [ARGUMENT...]    open the program; arguments go to it (try: run check --practice)
test [ARGUMENT...]   style, types, layers and all tests; with arguments: pytest with them alone.
                     --no-install, first: without the system's packages that are not there
lint                 style, types and layers
bench [ARGUMENT...]  how long things take
package              build what people install into dist/: wheel, archives, and a .deb on Debian
test-package         build it, install it into a clean Debian and try it there (as root, 10 minutes)
translate            for maintainers: gather what is to be translated into resources/translations/
lock                 for maintainers: write the lock files anew (needs uv)
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python gets a sentence, no traceback
    sys.exit("iottly Key Check needs Python 3.11 or later; try: python3.11 packaging/dev.py")
if sys.version_info >= (3, 15):
    sys.exit("Qt's libraries for Python end at 3.14 so far; try: python3.13 packaging/dev.py")

import os
import platform
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

try:
    import display
    import system_packages
    import translations
    import window_libraries
    from environment import LOCKS, Environment, Stop, has_headers, replace_process
except ModuleNotFoundError as missing:
    # Debian has a Python without its library, python3-minimal.
    sys.exit(f"This Python lacks its module {missing.name}; on Debian and Ubuntu: python3-venv")

ROOT = Path(__file__).resolve().parent.parent


def run(environment: Environment, arguments: list[str]) -> int:
    """Start the program, or a check in the terminal where a window is wanted but not possible."""
    window = opens_window(arguments)
    environment.prepare("run")
    if window and not display.usable():
        return _practise(environment, "There is no display here: testing")
    if window and not _window_can_load(environment):
        return _practise(environment, "Until then, in the terminal: testing")
    if window:
        _translate(environment)
    return replace_process(_python(environment, "-m", "iottly_keycheck", *arguments))


def _practise(environment: Environment, beginning: str) -> int:
    """Test the practice API in the terminal; some of its keys fail on purpose, so that is no 1."""
    print(f"{beginning} the practice API, whose samples fail on purpose.", file=sys.stderr)
    status = _call(_python(environment, "-m", "iottly_keycheck", "check", "--practice"))
    return 0 if status == 1 else status


def _window_can_load(environment: Environment) -> bool:
    """See that Qt finds the libraries that it wants from the system, or tell what to type."""
    plugins = display.plugins()
    lacking = window_libraries.missing(environment.python, plugins)
    if not lacking:
        return True
    if packages := window_libraries.debian_packages(lacking):
        # With them come the fonts, which no loader asks for.
        system_packages.ensure({"the window": packages})
        lacking = window_libraries.missing(environment.python, plugins)
    if lacking and not system_packages.is_debian():
        print(window_libraries.how_to_install(lacking), file=sys.stderr)
    return not lacking


def opens_window(arguments: list[str]) -> bool:
    """Tell whether the program opens its window: no command, and nothing to print and end."""
    ends_at_once = {"-h", "--help", "--version"}
    return all(word.startswith("-") and word not in ends_at_once for word in arguments)


def test(environment: Environment, arguments: list[str]) -> int:
    """Run everything, so that one run shows all that is wrong; or pytest with `arguments`."""
    install = arguments[:1] != ["--no-install"]
    arguments = arguments if install else arguments[1:]
    _prepare_tests(environment, install=install)
    if arguments:
        return _call(_python(environment, "-m", "pytest", *arguments))
    return _all(_lint_steps(environment) | {"tests": _python(environment, "-m", "pytest")})


def _prepare_tests(environment: Environment, *, install: bool = True) -> None:
    system_packages.ensure(_with_headers(system_packages.TEST), install=install)
    environment.prepare("test")
    environment.build_from_source()
    if not window_libraries.missing(environment.python, ()):
        _translate(environment)


def _with_headers(wanted: system_packages.Wanted) -> system_packages.Wanted:
    """Add what this Python lacks to have C code compiled against it."""
    if has_headers():
        return wanted
    return {**wanted, "compiling for this Python": [f"python3.{sys.version_info.minor}-dev"]}


def lint(environment: Environment, arguments: list[str]) -> int:
    """Check style, types and layers."""
    _takes_nothing(arguments)
    environment.prepare("test")
    return _all(_lint_steps(environment))


def bench(environment: Environment, arguments: list[str]) -> int:
    """Run the benchmarks, which print a table."""
    benchmarks = ROOT / "tests" / "benchmarks"
    if not (benchmarks / "__main__.py").exists():
        raise Stop("There are no benchmarks yet.")
    _prepare_tests(environment)
    return _call(_python(environment, str(benchmarks), *arguments))


def package(environment: Environment, arguments: list[str]) -> int:
    """Build what people install on this operating system; see packaging/recipes."""
    _takes_nothing(arguments)
    system_packages.ensure(_with_headers(system_packages.PACKAGE))
    environment.prepare("test")
    if not environment.build_from_source():
        raise Stop("A package signs in by Kerberos: it takes gssapi and krb5, to be built here.")
    _translate(environment)
    os.environ["PYTHONPATH"] = str(ROOT / "packaging")
    return _call(_python(environment, "-m", "recipes"))


def test_package(environment: Environment, arguments: list[str]) -> int:
    """Build what people install, and try it where nothing of ours is; arguments go to pytest."""
    system_packages.ensure({**system_packages.TEST, **system_packages.PACKAGE_TEST})
    if (status := package(environment, [])) != 0:
        return status
    os.environ.pop("PYTHONPATH", None)
    tests = str(ROOT / "tests" / "packaging" / "installed")
    # Debians are made, a second build, and all tests in one of them; `-s` shows sizes and times.
    patient = ["-s", "-o", "faulthandler_timeout=3600"]
    return _call(_python(environment, "-m", "pytest", *patient, tests, *arguments))


def translate(environment: Environment, arguments: list[str]) -> int:
    """Gather what the program says into the files that translators edit, and tell what is new."""
    _takes_nothing(arguments)
    environment.prepare("test")
    return _call(_python(environment, translations.__file__, "update"))


def lock(_environment: Environment, arguments: list[str]) -> int:
    """Write both lock files anew, for every platform and Python version that we support."""
    _takes_nothing(arguments)
    uv = shutil.which("uv")
    if uv is None:
        raise Stop("Locking needs uv, which pip can install.")
    options = ["--universal", "--python-version=3.11", "--generate-hashes", "--no-emit-index-url"]
    command = [uv, "pip", "compile", "--quiet", *options, "pyproject.toml", "--extra=build"]
    command.append("--custom-compile-command=python3 packaging/dev.py lock")
    extra = ["--extra=test", "--extra=package", f"--constraints={LOCKS['run']}"]
    _call([*command, f"--output-file={LOCKS['run']}"])
    return _call([*command, *extra, f"--output-file={LOCKS['test']}"])


def _translate(environment: Environment) -> None:
    """Make what Qt reads of the translations, where they are newer."""
    if translations.stale(ROOT):
        _call(_python(environment, translations.__file__))


def _lint_steps(environment: Environment) -> dict[str, list[str]]:
    ruff = _python(environment, "-m", "ruff")
    return {
        "format": [*ruff, "format", "--check", "--quiet"],
        "style": [*ruff, "check", "--quiet", "--output-format=concise"],
        "types": _python(environment, "-m", "mypy", "--strict", "app", "packaging"),
        "layers": [str(environment.script("lint-imports")), "--no-logo"],
    }


def _all(steps: dict[str, list[str]]) -> int:
    failed = [name for name, command in steps.items() if _call(command) != 0]
    if failed:
        print(f"Not right yet: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def _python(environment: Environment, *arguments: str) -> list[str]:
    # -P keeps the folder that the person is in off the import path.
    return [str(environment.python), "-P", *arguments]


def _call(command: list[str]) -> int:
    with subprocess.Popen(command, cwd=ROOT) as process:
        try:
            return abs(process.wait())
        except KeyboardInterrupt:
            # It got the same Ctrl-C, and may have servers to end.
            process.wait()
            raise


def _takes_nothing(arguments: list[str]) -> None:
    if arguments:
        raise Stop(f"This command takes no arguments, not even {arguments[0]}.")


COMMANDS: dict[str, Callable[[Environment, list[str]], int]] = {
    "run": run,
    "test": test,
    "lint": lint,
    "bench": bench,
    "package": package,
    "test-package": test_package,
    "translate": translate,
    "lock": lock,
}


def main(arguments: list[str]) -> int:
    """Carry out one command and return the exit status."""
    if not arguments or arguments[0] not in COMMANDS:
        wants_help = arguments[:1] in (["-h"], ["--help"], ["help"])
        print(__doc__, file=sys.stdout if wants_help else sys.stderr)
        return 0 if wants_help else 2
    # Somebody else's modules would make this a different program.
    os.environ.pop("PYTHONPATH", None)
    os.environ.pop("PYTHONHOME", None)
    command, *rest = arguments
    if platform.libc_ver()[0] != "glibc" and sys.platform.startswith("linux"):
        print("Qt's libraries for Python want a Linux with the GNU C library.", file=sys.stderr)
        return 1
    try:
        return COMMANDS[command](Environment(ROOT), rest)
    except (Stop, OSError) as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
