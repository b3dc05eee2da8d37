"""How many made-up inputs it takes to break the reading of articles; so far, more than were tried.

    python benchmarks/fuzz.py [--minutes 60] [--only NAME] [--seed 0]

The properties of `tests/properties`, each in turn with new inputs that hypothesis makes up, until
so many minutes of the processor are over. Printed are for each the number of inputs, and every
failure with the smallest input that hypothesis finds for it; the exit status is 1 if there is one.
A test of the suite tries only some dozen.
"""

import argparse
import importlib.util
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from hypothesis import seed, settings

TESTS = Path(__file__).resolve().parents[1] / "tests"
AT_ONCE = 100  # inputs before the next property has its turn


def main() -> int:
    """Try, print; return 1 if anything failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--only", default="", help="part of the names of the properties to try")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    sys.path[:0] = [str(TESTS)]
    found = {name: test for name, test in properties() if options.only in name}
    settings.register_profile("many", settings(), max_examples=AT_ONCE, derandomize=False)
    settings.load_profile("many")
    n_inputs, failures = Counter(), {}
    end, number = time.process_time() + 60 * options.minutes, options.seed
    while time.process_time() < end and len(failures) < len(found):
        for name, test in found.items():
            if name in failures or time.process_time() > end:
                continue
            n, failure = tried(test, number)
            n_inputs[name] += n
            if failure:
                failures[name] = failure
                print(f"{name}, seed {number}:\n{failure}", flush=True)
        number += 1
    for name, n in n_inputs.items():
        print(f"{n:>9,}  {'FAILED' if name in failures else 'held'}  {name}")
    print(f"{n_inputs.total():>9,}  inputs, {len(failures)} failures, last seed {number - 1}")
    return 1 if failures else 0


def properties() -> Iterator[tuple[str, Callable]]:
    """Yield each property with its name."""
    for path in sorted((TESTS / "properties").glob("test_*.py")):
        spec = importlib.util.spec_from_file_location(f"properties_{path.stem}", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for name, test in vars(module).items():
            if name.startswith("test_") and hasattr(test, "hypothesis"):
                yield name.removeprefix("test_"), test


def tried(test: Callable, number: int) -> tuple[int, str]:
    """Return with how many new inputs a property was tried, and how it failed, if it did."""
    inner, n = test.hypothesis.inner_test, 0

    def counted(*arguments, **named):
        nonlocal n
        n += 1
        return inner(*arguments, **named)

    test.hypothesis.inner_test = counted
    try:
        seed(number)(test)()
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return n, "".join(traceback.format_exception(error, limit=-4))
    finally:
        test.hypothesis.inner_test = inner
    return n, ""


if __name__ == "__main__":
    sys.exit(main())
