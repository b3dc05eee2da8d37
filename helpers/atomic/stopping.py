"""Ends a run from outside, by SIGINT, SIGTERM or SIGHUP, wherever it is at that moment.

The first signal raises `Stopped` in the main thread, so that everything half-finished is removed on
the way. Python does so between two of its own instructions, and DuckDB may compute for minutes
within one. So a thread, which the system tells of each signal at once, interrupts what can be
interrupted. A later signal ends the process whatever it is doing.
"""

import os
import select
import signal
import socket
import sys
import threading
import time
import weakref
from collections.abc import Callable
from contextlib import suppress

STATUS = 130  # the exit status of shells after Ctrl-C
PATIENCE = 3.0  # seconds in which more signals are taken for the first one: a run cleans up
_AGAIN = 0.1  # seconds
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


class Stopped(SystemExit):
    """The run was ended from outside.

    Not a `KeyboardInterrupt`: if one arrives inside a library's `eval`, Python ends itself by the
    signal.
    """


interruptible = weakref.WeakSet()  # what a thread can stop by calling `interrupt`
_asked = threading.Event()
_raised = threading.Event()  # not set again until the exception was lost
_told, _tell = None, None  # a pair of sockets, which must not be closed


def asked() -> bool:
    """Return whether a signal has asked the run to stop."""
    return _asked.is_set()


def listen(clean_up: Callable[[], None]) -> None:
    """Raise `Stopped` on the first signal; on one after some seconds, clean up and end at once."""
    global _told, _tell
    endings = {getattr(signal, name) for name in _NAMES if hasattr(signal, name)}
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
        endings.discard(signal.SIGHUP)  # as after `nohup`
    _told, _tell = socket.socketpair()
    _tell.setblocking(False)
    signal.set_wakeup_fd(_tell.fileno(), warn_on_full_buffer=False)
    for one in endings:
        signal.signal(one, _stop)
    sys.unraisablehook = _unraisable
    threading.Thread(target=_watch, args=(endings, clean_up), daemon=True).start()


def _stop(number: int, frame) -> None:
    _asked.set()
    if not _raised.is_set():
        _raised.set()
        raise Stopped(STATUS)


def _unraisable(lost) -> None:
    """Note that an exception was lost, as one that is raised inside `__del__` is."""
    if isinstance(lost.exc_value, Stopped):
        _raised.clear()
    else:
        sys.__unraisablehook__(lost)


def _watch(endings: set[int], clean_up: Callable[[], None]) -> None:
    while not (received := endings & {*_told.recv(4096)}):
        continue
    patient_until = time.monotonic() + PATIENCE
    while True:
        for one in list(interruptible):
            with suppress(Exception):  # it was just closed
                one.interrupt()
        if asked() and not _raised.is_set() and hasattr(signal, "pthread_kill"):
            signal.pthread_kill(threading.main_thread().ident, min(received))
            patient_until = time.monotonic() + PATIENCE
        if not select.select([_told], [], [], _AGAIN)[0]:
            continue
        if endings & {*_told.recv(4096)} and time.monotonic() > patient_until:
            clean_up()
            os._exit(STATUS)
