"""``rashomon serve``: the web part in this process, one worker beside it, and an orderly end of both."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from multiprocessing.process import BaseProcess
from threading import Event, Thread
from types import FrameType

import structlog
import uvicorn

from compare.errors import OptionError
from corpora import load_resources
from service.api import PREFIX
from service.api.services import QueryEncoder, Services
from service.app import create_app
from service.keys import has_keys
from service.logging import configure_logging
from service.settings import Settings
from service.store.engine import Store, open_store
from service.store.terms import variants_of
from service.worker import run_worker

RESTART_SECONDS = 1.0
"""How long a worker that died is mourned; doubled each time that it dies young, up to a minute."""
LONGEST_RESTART_SECONDS, YOUNG_SECONDS = 60.0, 30.0


def serve(settings: Settings) -> None:
    """Run the service until SIGTERM or SIGINT: then requests and the job in hand get ``shutdown_seconds``.

    A worker that dies is started anew; its job is claimed again when the lease has run out.

    Raises:
        OptionError: the host is not loopback and there is no key; or the address is taken.
        DatabaseError: the database cannot be opened.
        ModelError: the encoder cannot be loaded.
    """
    store = open_store(settings.database)
    try:
        if not settings.loopback and not has_keys(store):
            raise OptionError("host", settings.host, "needs a key: make one with rashomon keys create")
        listening = _listen(settings)
        configure_logging(settings.log_level)
        queries = QueryEncoder(settings.model)
        app = create_app(settings, store, queries)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=max(1, round(settings.shutdown_seconds)),
        )
        keeper = _Keeper(settings)
        server = _Server(config, app.state, keeper, _greeting(settings, store, listening))
        with _signals_to(server):
            keeper.start()
            try:
                _load(settings, queries)
                server.run(sockets=[listening])
            finally:
                keeper.stop()
    finally:
        store.close()


class _Server(uvicorn.Server):
    """Uvicorn, which tells long answers and the worker to end before it waits for them."""

    def __init__(self, config: uvicorn.Config, state: object, keeper: _Keeper, told: str) -> None:
        super().__init__(config)
        self._state = state
        self._keeper = keeper
        self._told = told

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say where to open the service once it is there."""
        await super().startup(sockets)
        if not self.should_exit:
            print(self._told, flush=True)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop."""
        services: Services | None = getattr(self._state, "services", None)
        if services is not None:
            services.stopping.set()
        self._keeper.tell()
        super().handle_exit(sig, frame)


def _load(settings: Settings, queries: QueryEncoder) -> None:
    """What takes seconds to load, and would hold up the event loop, is loaded before anybody comes in."""
    import_module("scipy.stats")
    variants_of("talks")
    queries.encode("talks", None)
    load_resources(settings.resources)
    gc.collect()
    gc.freeze()  # what was loaded stays: a collection that went through it would stop the loop for 0.1 s


@contextmanager
def _signals_to(server: _Server) -> Iterator[None]:
    """Uvicorn raises a signal again when it has stopped: it finds a handler, or the worker is orphaned."""
    before = {each: signal.signal(each, server.handle_exit) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


class _Keeper:
    """Keeps one worker process alive."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stopping = Event()
        self._process: BaseProcess | None = None
        self._thread = Thread(target=self._keep, name="keeper of the worker")
        self._log = structlog.get_logger("rashomon.serve")

    def start(self) -> None:
        self._thread.start()

    def tell(self) -> None:
        """Ask the worker to end; safe in a signal handler."""
        self._stopping.set()

    def stop(self) -> None:
        """Ask the worker to end, and see to it."""
        self.tell()
        self._thread.join()

    def _keep(self) -> None:
        pause = RESTART_SECONDS
        while not self._stopping.is_set():
            started = time.monotonic()
            self._process = multiprocessing.get_context("spawn").Process(
                target=_work, args=(self._settings,), name="rashomon worker"
            )
            self._process.start()
            while self._process.is_alive() and not self._stopping.wait(0.2):
                continue
            if self._stopping.is_set():
                break
            code = self._process.exitcode
            pause = pause * 2 if time.monotonic() - started < YOUNG_SECONDS else RESTART_SECONDS
            pause = min(pause, LONGEST_RESTART_SECONDS)
            self._log.error("worker died", exit_code=code, restart_in=pause)
            self._stopping.wait(pause)
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            self._process.join(self._settings.shutdown_seconds + 5)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()


def _work(settings: Settings) -> None:
    """The worker process: ends on SIGTERM, and when the web part is gone."""
    configure_logging(settings.log_level)
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C reaches the whole group; the web part says when to end
    parent = multiprocessing.parent_process()
    assert parent is not None

    def follow() -> None:
        parent.join()
        stop.set()

    Thread(target=follow, name="watch of the web part", daemon=True).start()
    run_worker(settings, stop=stop, name=f"{socket.gethostname()}-{os.getpid()}")


def _listen(settings: Settings) -> socket.socket:
    where = f"{settings.host}:{settings.port}"
    listening = None
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((settings.host, settings.port))
        return listening
    except OSError as error:
        if listening is not None:
            listening.close()
        raise OptionError("port", where, f"cannot be listened on ({error.strerror}); take another") from error


def _greeting(settings: Settings, store: Store, listening: socket.socket) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return (
        f"Rashomon listens on http://{host}:{listening.getsockname()[1]}\n"
        f"  Open this address in a browser; the API is under {PREFIX}.\n"
        f"  All is kept in {store.url}. Stop with Ctrl-C."
    )
