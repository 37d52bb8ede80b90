"""Functions in processes that can be killed."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.domain.errors import ComputeError, Interrupted, ParseError
from pipeline.pool import Pool
from tests.pool import tasks

ROOT = Path(__file__).parents[2]


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(1, seconds=2.0)
    yield made
    made.close()


def test_a_value_comes_back(pool: Pool) -> None:
    assert pool.run(tasks.double, 21) == 42


def test_work_is_done_in_another_process(pool: Pool) -> None:
    assert pool.run(tasks.process_id) != os.getpid()


def test_a_foreseen_error_comes_through_whole(pool: Pool) -> None:
    with pytest.raises(ParseError) as caught:
        pool.run(tasks.refuse)
    assert (str(caught.value), caught.value.sample) == ("not a feed: https://a.example/", "<html>")


def test_a_bug_comes_through_as_it_is(pool: Pool) -> None:
    with pytest.raises(ZeroDivisionError):
        pool.run(tasks.break_down)


@pytest.mark.parametrize("task", [tasks.sleep_long, tasks.spin])
def test_a_task_that_runs_too_long_is_killed(pool: Pool, task: object) -> None:
    with pytest.raises(ComputeError, match="longer than 2 s"):
        pool.run(task)  # type: ignore[arg-type]
    assert pool.run(tasks.double, 1) == 2


def test_a_task_that_eats_memory_is_stopped(pool: Pool) -> None:
    with pytest.raises(ComputeError, match="memory"):
        pool.run(tasks.eat_memory)
    assert pool.run(tasks.double, 1) == 2


def test_a_child_that_dies_is_replaced(pool: Pool) -> None:
    with pytest.raises(ComputeError):
        pool.run(tasks.die)
    assert pool.run(tasks.double, 1) == 2


def test_children_are_prepared_and_can_be_prepared_anew(pool: Pool) -> None:
    pool.prepare(tasks.prepare, "one")
    assert pool.run(tasks.prepared) == "one"
    pool.prepare(tasks.prepare, "two")
    assert pool.run(tasks.prepared) == "two"


def test_closing_breaks_off_what_is_being_run() -> None:
    pool = Pool(1)
    ended: list[BaseException] = []

    def work() -> None:
        try:
            pool.run(tasks.sleep_long)
        except Interrupted as error:
            ended.append(error)

    pool.run(tasks.double, 1)
    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(0.3)
    pool.close()
    thread.join(timeout=10)
    assert len(ended) == 1
    with pytest.raises(Interrupted):
        pool.run(tasks.double, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="children are told of the death of their parent on Linux only")
def test_no_child_outlives_a_killed_parent() -> None:
    program = (
        "from pipeline.pool import Pool\nfrom tests.pool import tasks\nimport time\n"
        "pool = Pool(2)\nprint(pool.run(tasks.process_id), flush=True)\npool.run(tasks.spin)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    time.sleep(0.2)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(100):
        if not _is_running(child):
            return
        time.sleep(0.05)
    pytest.fail("the child goes on")


def _is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
