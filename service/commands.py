"""The commands that run and keep the service; :mod:`compare.cli` takes them in.

Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from compare.streams import print_text

if TYPE_CHECKING:
    from service.settings import Settings
    from service.store.engine import Store

app = typer.Typer()
keys = typer.Typer(help="Keys of the service: create, list, revoke.", no_args_is_help=True)
app.add_typer(keys, name="keys")
examples = typer.Typer(
    help="Example events: one real call, and a year between invented states.", no_args_is_help=True
)
app.add_typer(examples, name="examples")

Database = Annotated[
    str | None,
    typer.Option(help="SQLAlchemy URL; default: RASHOMON_DATABASE, rashomon.toml, or sqlite:///rashomon.db."),
]


@app.command()
def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on; any but loopback needs a key.")
    ] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one.")] = None,
    database: Database = None,
) -> None:
    """Run the service: the API and one worker.

    Example: `rashomon serve --port 8470 --database sqlite:///rashomon.db`
    """
    from service.serve import serve as run

    run(_settings(host=host, port=port, database=database))


@app.command()
def worker(
    database: Database = None,
    name: Annotated[str | None, typer.Option(help="Shown with its jobs; default: host and process.")] = None,
) -> None:
    """Add a worker to a running service.

    Example: `rashomon worker --database postgresql+psycopg://localhost/rashomon`
    """
    import signal
    import socket
    from threading import Event

    from service.worker import run_worker

    stop = Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    run_worker(_settings(database=database), stop=stop, name=name or f"{socket.gethostname()}:{os.getpid()}")


@keys.command("create")
def create_key(
    project: Annotated[str, typer.Argument(help="Whose objects the key opens; made if new.")],
    name: Annotated[str, typer.Option(help="What the key is for.")] = "key",
    role: Annotated[
        Literal["reader", "contributor", "admin"], typer.Option(help="What it may do.")
    ] = "contributor",
    database: Database = None,
) -> None:
    """Make a key and print its secret, this once.

    Example: `rashomon keys create sahel-study --role contributor`
    """
    from service.keys import create_key as create

    with _store(database) as store:
        row, secret = create(store, project, name, role)
    print(f"{row.id} ({row.role} of {project}); the secret is shown only now:", file=sys.stderr)
    print_text(secret + "\n")


@keys.command("list")
def list_keys(database: Database = None) -> None:
    """All keys, with the revoked ones; never their secrets.

    Example: `rashomon keys list`
    """
    from service.keys import list_keys as keys_of

    with _store(database) as store:
        for row in keys_of(store):
            state = f"revoked {row.revoked:%Y-%m-%d}" if row.revoked else "valid"
            print_text(f"{row.id}  {row.hint}…  {row.role:<11}  {row.project_id}  {row.name}  {state}\n")


@keys.command("revoke")
def revoke_key(
    key: Annotated[str, typer.Argument(help="The key's id, as `rashomon keys list` shows it.")],
    database: Database = None,
) -> None:
    """Make a key useless from now on.

    Example: `rashomon keys revoke key-1f0c`
    """
    from service.keys import revoke_key as revoke

    with _store(database) as store:
        revoke(store, key)


@examples.command("list")
def list_examples() -> None:
    """The example events, oldest first: date, number of accounts, whether they are invented, title.

    Example: `rashomon examples list`
    """
    from corpora import example_events

    for each in example_events():
        kind = "invented" if each.invented else "real"
        print_text(f"{each.date}  {len(each.readouts)} accounts  {kind:<8}  {each.title}\n")


@examples.command("load")
def load_examples(
    database: Database = None,
    project: Annotated[
        str, typer.Option(help="The project they go into, made if new; `local` is that of work without keys.")
    ] = "local",
) -> None:
    """Store the example events and queue their comparisons; a second time changes nothing.

    Example: `rashomon examples load --database sqlite:///rashomon.db`
    """
    from service.examples import load_examples as load
    from service.store.keys import ensure_project

    with _store(database) as store:
        with store.begin() as session:
            project_id = ensure_project(session, project).id
        loaded = load(store, project_id)
    print_text(
        f"{len(loaded.events)} example events, {loaded.created} of them new; {len(loaded.jobs)} comparisons "
        "queued: they run while `rashomon serve` or `rashomon worker` does\n"
    )


@app.command()
def backup(
    path: Annotated[Path, typer.Argument(help="The file to write, whole or not at all.")],
    database: Database = None,
) -> None:
    """Copy the SQLite database while it is in use.

    Example: `rashomon backup rashomon-2026-11-23.db`
    """
    from service.backup import backup as copy

    copy(_settings(database=database).database, path)


@app.command()
def restore(
    path: Annotated[Path, typer.Argument(help="A file that `rashomon backup` wrote.")],
    database: Database = None,
) -> None:
    """Put a backup back; what the database holds now is lost.

    Example: `rashomon restore rashomon-2026-11-23.db`
    """
    from service.backup import restore as put_back

    put_back(path, _settings(database=database).database)


def _settings(**given: Any) -> Settings:
    from service.settings import read_settings

    return read_settings(**given)


def _store(database: str | None) -> closing[Store]:
    from service.store.engine import open_store

    return closing(open_store(_settings(database=database).database))
