"""Sampling for pyABC whose every draw is a function of a key: the same particles on one processor or on a cluster."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import closing, contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

import cloudpickle
import numpy as np
from pyabc.sampler import Sampler

from ._errors import DualPowerError
from ._with_parent import end_with

if TYPE_CHECKING:
    from distributed import Client

_Result = TypeVar("_Result")

#: Calls that are under way for each processor, so that none waits for the next.
_AHEAD = 3
#: How often a call is tried again whose worker died.
_RETRIES = 5


class Workers:
    """Processors that make calls, and tell their results in the order of the calls."""

    def __init__(self, executor: Executor | None = None, processors: int = 1) -> None:
        self._executor = executor
        self._window = processors * _AHEAD

    def results(self, call: Callable[[int], _Result], numbers: Iterable[int]) -> Generator[_Result]:
        """``call`` of each number; what was begun ahead and is not asked for is given up."""
        if self._executor is None:
            yield from map(call, numbers)
            return
        packed = cloudpickle.dumps(call)
        begun: deque[Future[_Result]] = deque()
        try:
            for number in numbers:
                begun.append(self._executor.submit(_call, packed, number))
                if len(begun) == self._window:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
        finally:
            for future in begun:
                future.cancel()


def _begin(parent: int) -> None:
    """Has a process of this machine end with the one that asked, which alone hears of Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with(parent)


def _call(packed: bytes, number: int) -> Any:
    return cloudpickle.loads(packed)(number)


@contextmanager
def working(client: Client | None, threads: int | None) -> Iterator[Workers]:
    """The workers of a Dask cluster, or so many processes of this machine; as many as it has processors, unless told.

    Each makes one call at a time: draws are numpy's, of which a process has one stream.
    """
    if client is not None:
        cluster: Any = client
        most = max(cluster.nthreads().values(), default=1)
        if most > 1:
            raise DualPowerError(
                [f"the cluster's workers have {most} threads; begin them with one each, --nthreads 1, and more of them"],
                is_bad_input=True,
            )
        yield Workers(cluster.get_executor(pure=False, retries=_RETRIES), max(1, len(cluster.nthreads())))
        return
    processors = threads or os.cpu_count() or 1
    if processors == 1:
        yield Workers()
        return
    from loky import ProcessPoolExecutor

    pool: Any = ProcessPoolExecutor(processors, initializer=_begin, initargs=(os.getpid(),))
    try:
        yield Workers(pool, processors)
    finally:
        pool.shutdown(kill_workers=True)


@contextmanager
def drawn(key: Sequence[int]) -> Iterator[None]:
    """Has numpy's common stream begin at a key, and leaves it as it was."""
    state = np.random.get_state()
    np.random.seed(np.random.SeedSequence(list(key)).generate_state(8))
    try:
        yield
    finally:
        np.random.set_state(state)


class KeyedSampler(Sampler):  # type: ignore[misc]
    """A sampler of pyABC: a population is the first particles that are accepted, in the order of their keys.

    - Source: that the first begun count, and not the first done, keeps quick simulations from being preferred; Klinger, Rickert and
      Hasenauer (2018), doi:10.1093/bioinformatics/bty361.
    """

    def __init__(self, workers: Workers, key: Sequence[int], accepted: Callable[[int, int], None]) -> None:
        super().__init__()
        self._workers, self._key, self._accepted = workers, tuple(key), accepted

    def __getstate__(self) -> dict[str, Any]:
        return {}

    def sample_until_n_accepted(self, n: int, simulate_one: Callable[[], Any], t: int, **_: Any) -> Any:
        """So many accepted particles, and what was tried for them."""
        key = (*self._key, t)

        def particle(number: int) -> Any:
            with drawn((*key, number)):
                return simulate_one()

        sample = self._create_empty_sample()
        tried = 0
        with closing(self._workers.results(particle, count())) as particles:
            while sample.n_accepted < n:
                sample.append(next(particles))
                tried += 1
                self._accepted(sample.n_accepted, tried)
        self.nr_evaluations_ = tried
        return sample
