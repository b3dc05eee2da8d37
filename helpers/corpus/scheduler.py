"""Spreads the work with Dask: parts are handed to workers, a few at a time, until all are done."""

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path

from helpers.corpus.fingerprint import fingerprint
from helpers.corpus.plan import Part
from helpers.corpus.worker import OtherPipelineError, annotate_part
from helpers.reading.url_secrets import without_secrets

# Parts per worker that Dask has at any time: one being processed, one waiting.
IN_FLIGHT = 2
SETTINGS = {
    # A busy machine may take a minute to start a process.
    "distributed.comm.timeouts.connect": "300s",
    "distributed.comm.timeouts.tcp": "300s",
    # Ctrl-C reaches the workers too, but ending them is left to the main process.
    "distributed.worker.preload": [
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n",
    ],
}
LOCAL = "127.0.0.1"
FIRST_WORKER = 60  # seconds to wait for a scheduler's first worker


class CorpusError(RuntimeError):
    """A corpus can't be made; the message is one line that says why and what to do."""


def run(
    parts: Iterable[Part], out: Path, scheduler: str | None, workers: int | None
) -> Iterator[tuple[Part, dict[str, int]]]:
    """Make the parts, and yield each with its rows by table as it is done.

    The work is done by a Dask cluster at the address `scheduler`, which has to see `out` and the
    inputs under the same paths; without one, by `workers` processes on this machine, by default as
    many as it has cores. With 0 workers it is done in this process, which is quickest for a few
    dozen articles. A part whose worker died is handed out again; its journal ensures that a record
    that kills every worker is given up in the end (see `helpers.corpus.worker`).
    """
    if workers == 0 and scheduler is None:
        yield from ((part, annotate_part(part, str(out), fingerprint())) for part in parts)
        return
    from distributed import KilledWorker, as_completed

    waiting = iter(parts)
    with _client(scheduler, workers) as client:
        submitted: dict = {}

        def submit(part: Part):
            future = client.submit(
                annotate_part, part, str(out.resolve()), fingerprint(), pure=False
            )
            submitted[future.key] = part
            return future

        room = IN_FLIGHT * max(1, sum(client.nthreads().values()))
        done = as_completed(map(submit, islice(waiting, room)), loop=client.loop)
        for future in done:
            part = submitted.pop(future.key)
            try:
                counts = future.result()
            except KilledWorker:
                done.add(submit(part))
                continue
            except OtherPipelineError as error:
                raise CorpusError(str(error)) from None
            except Exception as error:  # a full disk, a lost cluster, or a faulty part
                problem = " ".join(f"{type(error).__name__}: {error}".split())
                raise CorpusError(
                    f"{part.paths[0]}: stopped at line {part.line} ({problem}); what is done is "
                    "kept, and the same command continues from there"
                ) from None
            yield part, counts
            for following in islice(waiting, 1):
                done.add(submit(following))


@contextmanager
def _client(scheduler: str | None, workers: int | None):
    """A client of the cluster at an address, or of one on this machine for as long as it is used.

    Dask's own messages are hidden: workers that die are noticed by the parts they leave undone.
    """
    import dask
    from distributed import Client, LocalCluster
    from distributed.comm import get_address_host_port

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if scheduler:
        shown = without_secrets(scheduler)
        try:
            get_address_host_port(scheduler, strict=True)  # `Client` takes long to give up on it
            client = Client(scheduler, timeout=10, set_as_default=False)
        except (OSError, ValueError) as error:
            raise CorpusError(
                f"{shown}: no Dask scheduler answers ({type(error).__name__}); give its address, "
                "for example tcp://10.0.0.5:8786"
            ) from None
        with client:
            try:
                client.wait_for_workers(1, timeout=FIRST_WORKER)
            except TimeoutError:
                raise CorpusError(f"{shown}: this Dask scheduler has no workers") from None
            yield client
        return
    with ExitStack() as stack:
        try:
            stack.enter_context(dask.config.set(SETTINGS))
            cluster = LocalCluster(
                n_workers=workers or os.cpu_count(),
                threads_per_worker=1,
                host=LOCAL,
                dashboard_address=None,
                scheduler_kwargs={"dashboard_address": f"{LOCAL}:0"},
                silence_logs=logging.CRITICAL,
            )
            client = Client(stack.enter_context(cluster), set_as_default=False)
        except (OSError, RuntimeError) as error:
            raise CorpusError(
                f"the worker processes did not start ({type(error).__name__}); is there enough "
                "memory? try a smaller --workers"
            ) from None
        yield stack.enter_context(client)
