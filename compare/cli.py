"""The command ``rashomon``: the composition root, where files, models, data and stages meet.

Exit codes: 0 done, 1 bad data (one line on standard error), 2 wrong usage.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from compare.errors import OptionError, RashomonError
from compare.progress import counted, staged
from compare.streams import (
    STANDARD,
    answer_lines,
    check_writable,
    one_line,
    print_text,
    read_lines,
    whole_output,
    write_json_line,
)
from service.commands import app as service_commands

if TYPE_CHECKING:
    from compare.options import CompareOptions
    from compare.records import Comparison, Document, Readout
    from compare.resources import Axis, Resources

app = typer.Typer(
    name="rashomon",
    help="Compare competing accounts of one event: what each says, leaves out, contradicts and frames.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)

app.add_typer(service_commands)

Format = Literal["text", "html", "markdown", "json", "csv"]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", help="Write here, whole or not at all; `-`: standard output."),
]
Model = Annotated[
    str | None,
    typer.Option("--model", help="A sentence-transformers model by name or path; default: the bundled one."),
]
Data = Annotated[
    Path | None,
    typer.Option(
        "--resources", help="A folder with your own lexicons and actors; adds to the built-in ones."
    ),
]
ActorFile = Annotated[
    Path | None,
    typer.Option(
        "--actors",
        metavar="TOML",
        help="Corrections of actors: merged, named, given a side (docs/attribution.md).",
    ),
]
KeepGoing = Annotated[
    bool,
    typer.Option(
        "--keep-going", help='A bad line gives {"id","error"}; the rest is answered; the exit code is 1.'
    ),
]
Languages = Annotated[
    list[str] | None,
    typer.Option("--lang", help="en, fr, ru, uk …; one for all files or one each; default: detected."),
]
Sources = Annotated[
    list[str] | None, typer.Option("--source", help="Who speaks, in file order; default: the file's name.")
]
Axes = Annotated[
    list[str] | None,
    typer.Option(
        "--axis",
        metavar="POLE/POLE",
        help='Two poles in your own words, e.g. "cooperation, dialogue / confrontation"; repeat for more.',
    ),
]
EngineSettings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="An engine setting; docs/options.md lists them."),
]


def main() -> None:
    """Run the command line and leave with the contract's exit code."""
    try:
        app(standalone_mode=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except RashomonError as error:
        print(f"rashomon: {one_line(error)}", file=sys.stderr)
        raise SystemExit(2 if isinstance(error, OptionError) else 1) from error
    except KeyboardInterrupt:
        print("rashomon: stopped", file=sys.stderr)
        raise SystemExit(130) from None


@app.command()
def compare(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE…", help="Two or more readouts; `-`: standard input."),
    ] = None,
    source: Sources = None,
    lang: Languages = None,
    split: Annotated[
        bool, typer.Option("--split", help="FILE is an article that quotes several sides: compare those.")
    ] = False,
    by: Annotated[
        Literal["side", "source"], typer.Option(help="With --split: one readout a side or a source.")
    ] = "side",
    each: Annotated[
        Path | None,
        typer.Option("--each", metavar="DIR", help="A folder with a subfolder an event: one table."),
    ] = None,
    format: Annotated[Format | None, typer.Option(help="Default: by the output's suffix, else text.")] = None,
    output: Output = None,
    model: Model = None,
    resources: Data = None,
    actors: ActorFile = None,
    axis: Axes = None,
    set_: EngineSettings = None,
) -> None:
    """Compare accounts and print a diff report.

    Example: `rashomon compare elysee.txt kremlin.txt --source Élysée --source Kremlin -o report.html`
    """
    from compare.framing.axes import parse_axis

    check_writable(output)
    options = _options(set_ or [])
    if each is not None:
        if files or split or source:
            raise typer.BadParameter("--each takes a folder alone, without files, --split or --source")
        poles = [parse_axis(written) for written in axis or []]
        _compare_each(each, output, format, lang or [], model, _resources(resources, actors), options, poles)
        return
    if not files:
        raise typer.BadParameter("give the files to compare, or --each DIR")
    if len(files) < 2 and not split:
        raise typer.BadParameter(
            "one file given: give two or more, or --split to compare the sides inside one article"
        )
    from compare.pipeline import compare_readouts

    chosen = _format_for(output, format)
    poles = [parse_axis(written) for written in axis or []]
    data = _resources(resources, actors)
    readouts = _read_all(files, source or [], lang or [])
    documents: list[Document] = []
    event = None
    if split:
        from compare.sides import event_of, sides_to_compare

        readouts, documents = sides_to_compare(readouts, data, by=by)
        event = event_of(documents)
    with staged() as progress:
        comparison = compare_readouts(
            readouts,
            encoder=_encoder(model),
            resources=data,
            options=options,
            documents=documents,
            event=event,
            axes=poles,
            progress=progress,
        )
    _write_report(comparison, chosen, output)


@app.command()
def split(
    article: Annotated[
        Path, typer.Argument(help="An article that quotes several sides; `-`: standard input.")
    ],
    by: Annotated[Literal["side", "source"], typer.Option(help="One readout a side or a source.")] = "side",
    format: Annotated[Literal["text", "json"], typer.Option(help="What is printed.")] = "text",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="A folder: one text file a readout.")
    ] = None,
    lang: Annotated[
        str | None, typer.Option("--lang", help="The article's language; default: detected.")
    ] = None,
    resources: Data = None,
    actors: ActorFile = None,
) -> None:
    """Take an article apart: who says what, and one readout a side.

    Example: `rashomon split article.html --format json` or `rashomon split article.txt -o sides/`
    """
    from compare.attribution import split_article, split_to_dict
    from compare.reports.split import render_split, write_split

    data = _resources(resources, actors)
    (readout,) = _read_all([article], [], [lang] if lang else [])
    taken_apart = split_article(readout, data, by=by)
    if output is not None:
        write_split(taken_apart, output)
    if format == "json":
        with whole_output(None) as stream:
            write_json_line(stream, split_to_dict(taken_apart))
    else:
        print_text(render_split(taken_apart))


@app.command()
def claims(
    file: Annotated[Path, typer.Argument(help="A readout; `-`: standard input.")],
    lang: Annotated[str | None, typer.Option("--lang", help="Its language; default: detected.")] = None,
    output: Output = None,
    resources: Data = None,
    actors: ActorFile = None,
) -> None:
    """The claims of a readout with their offsets, one JSON object a line.

    Example: `rashomon claims readout.txt`
    """
    from compare.attribution import find_attributions
    from compare.claims import extract_claims
    from compare.reports.json import claim_to_dict

    check_writable(output)
    data = _resources(resources, actors)
    (readout,) = _read_all([file], [], [lang] if lang else [])
    attributions = find_attributions(readout.text, readout.language, data)
    with whole_output(output) as stream:
        for claim in extract_claims(readout, attributions):
            write_json_line(stream, claim_to_dict(claim, readout))


@app.command()
def names(
    comparisons: Annotated[
        list[Path], typer.Argument(metavar="COMPARISON.json…", help="What `compare --format json` wrote.")
    ],
    output: Output = None,
) -> None:
    """Who calls what by which name: one CSV table over any number of comparisons.

    Example: `rashomon names event-1.json event-2.json -o names.csv`
    """
    from compare.reports.names import render_names

    check_writable(output)
    table = render_names([_stored(path) for path in comparisons])
    with whole_output(output) as stream:
        stream.write(table.encode("utf-8", "backslashreplace"))


@app.command()
def relate(
    pairs: Annotated[
        Path,
        typer.Argument(
            metavar="PAIRS.jsonl", help='{"id","a","b","lang_a"?,"lang_b"?} a line; `-`: standard input.'
        ),
    ],
    output: Output = None,
    model: Model = None,
    keep_going: KeepGoing = False,
    resources: Data = None,
) -> None:
    """How two texts relate: similarity, relation, probabilities, entailment, reasons.

    Example: `echo '{"id":1,"a":"It lasted 100 minutes.","b":"It took two hours."}' | rashomon relate -`
    """
    from compare.entailment import default_entailment
    from compare.options import CompareOptions
    from compare.relations import RelationJudge, judgement_to_dict

    judge = RelationJudge(_encoder(model), default_entailment(), _resources(resources), CompareOptions())

    def answer(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        texts = [(record["a"], record["b"]) for record in records]
        languages = [
            (_language(record, "lang_a", "a"), _language(record, "lang_b", "b")) for record in records
        ]
        judgements = judge.judge_texts(texts, languages)
        return [
            {"id": record.get("id"), **judgement_to_dict(judgement)}
            for record, judgement in zip(records, judgements, strict=True)
        ]

    _answer(
        pairs, [("a", True), ("b", True), ("lang_a", False), ("lang_b", False)], answer, output, keep_going
    )


@app.command()
def flag(
    texts: Annotated[
        Path, typer.Argument(metavar="TEXTS.jsonl", help='{"id","text","lang"?} a line; `-`: standard input.')
    ],
    output: Output = None,
    keep_going: KeepGoing = False,
    resources: Data = None,
) -> None:
    """Loaded and hedged wording of single texts, with the words that carry it.

    Example: `echo '{"id":1,"text":"The so-called experts allegedly agreed."}' | rashomon flag -`
    """
    from compare.framing import flag_texts, flags_to_dict

    data, encoder = _resources(resources), _encoder(None)

    def answer(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        given = [record["text"] for record in records]
        found = flag_texts(given, [_language(record, "lang", "text") for record in records], data, encoder)
        return [
            {"id": record.get("id"), **flags_to_dict(flags, text)}
            for record, text, flags in zip(records, given, found, strict=True)
        ]

    _answer(texts, [("text", True), ("lang", False)], answer, output, keep_going)


@app.command()
def encode(
    texts: Annotated[
        Path, typer.Argument(metavar="TEXTS.jsonl", help='{"id","text","lang"?} a line; `-`: standard input.')
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="A .npy file: float32 (n, d), rows of unit length.")
    ],
    model: Model = None,
    keep_going: KeepGoing = False,
) -> None:
    """Vectors of texts. With --keep-going the row of a bad line is NaN and its error goes to standard output.

    Example: `rashomon encode texts.jsonl -o vectors.npy`
    """
    import numpy as np

    check_writable(output)
    encoder = _encoder(model)
    blocks: list[Any] = []

    def answer(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        vectors = encoder.encode(
            [record["text"] for record in records], [_language(record, "lang", "text") for record in records]
        )
        return [
            {"id": record.get("id"), "vector": vector}
            for record, vector in zip(records, vectors, strict=True)
        ]

    failed = False
    with counted("lines") as progress:
        lines = read_lines(texts, [("text", True), ("lang", False)])
        for record in answer_lines(lines, answer, keep_going=keep_going, progress=progress):
            if "error" in record:
                failed = True
                write_json_line(sys.stdout.buffer, record)
            blocks.append(record.get("vector", np.full(encoder.dimension, np.nan, np.float32)))
    rows = np.stack(blocks) if blocks else np.zeros((0, encoder.dimension), np.float32)
    with whole_output(output) as stream:
        np.save(stream, rows.astype(np.float32), allow_pickle=False)
    if failed:
        raise typer.Exit(1)


@app.command()
def evaluate(
    sets: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SET…]", help="Names of sets; default: all that are there."),
    ] = None,
    data: Annotated[
        Path, typer.Option("--data", help="The folder with a subfolder a set (or its parent).")
    ] = Path("eval"),
    format: Annotated[
        Literal["text", "json"], typer.Option(help="A table, or one JSON object a figure.")
    ] = "text",
    limit: Annotated[
        int | None, typer.Option(help="Only the first N items of each file (a quick look).", min=10)
    ] = None,
    model: Model = None,
) -> None:
    """Measure on public sets; each figure with its n, interval and the floor beside.

    Example: `rashomon evaluate stsb_multi readouts --data eval`
    """
    from compare.evaluation import figures_of, known_sets, render_table
    from compare.reports.json import figure_to_dict

    names = sets or known_sets(data)
    figures = []
    for name in names:
        print(f"measuring {name} …", file=sys.stderr)
        figures += figures_of(name, data, encoder=_encoder(model), resources=_resources(None), limit=limit)
    if format == "json":
        with whole_output(None) as stream:
            for figure in figures:
                write_json_line(stream, figure_to_dict(figure))
    else:
        print_text(render_table(figures))


@app.command()
def demo(
    output: Annotated[Path, typer.Option("-o", "--output", help="Where the HTML report goes.")] = Path(
        "report.html"
    ),
) -> None:
    """Compare the example event, print the report, write it as HTML.

    Example: `rashomon demo`
    """
    from compare.pipeline import compare_readouts
    from compare.reports import render
    from compare.sides import event_of, sides_to_compare
    from corpora import example_article

    check_writable(output)
    data = _resources(None)
    readouts, documents = sides_to_compare([example_article()], data, by="side")
    with staged() as progress:
        comparison = compare_readouts(
            readouts,
            encoder=_encoder(None),
            resources=data,
            documents=documents,
            event=event_of(documents),
            progress=progress,
        )
    with whole_output(output) as stream:
        stream.write(render(comparison, "html").encode())
    _write_report(comparison, "text", None)
    print(f"\nThe same report to read in a browser: {output.resolve()}", file=sys.stderr)


def _compare_each(
    folder: Path,
    output: Path | None,
    format: str | None,
    languages: Sequence[str],
    model: str | None,
    resources: Resources,
    options: CompareOptions,
    axes: Sequence[Axis],
) -> None:
    from compare.events import compare_events
    from compare.reports.events import EVENT_FORMATS, render_events

    chosen = format or (output.suffix.lstrip(".") if output else "csv")
    if chosen not in EVENT_FORMATS:
        raise typer.BadParameter(f"--each writes {', '.join(EVENT_FORMATS)}, not {chosen}")
    with counted("events") as progress:
        rows = compare_events(
            folder,
            language=languages[0] if languages else None,
            encoder=_encoder(model),
            resources=resources,
            options=options,
            axes=axes,
            progress=progress,
        )
    with whole_output(output) as stream:
        stream.write(render_events(rows, chosen).encode("utf-8"))
    for row in rows:
        if row["error"]:
            print(f"rashomon: {row['error']}", file=sys.stderr)
    if any(row["error"] for row in rows):
        raise typer.Exit(1)


def _read_all(files: Sequence[Path], sources: Sequence[str], languages: Sequence[str]) -> list[Readout]:
    from compare.documents import parse_readout, read_readout

    if len(sources) > len(files):
        raise typer.BadParameter(f"{len(sources)} sources for {len(files)} files")
    if len(languages) not in (0, 1, len(files)):
        raise typer.BadParameter(f"{len(languages)} languages for {len(files)} files: give one, or one each")
    if sum(path == STANDARD for path in files) > 1:
        raise typer.BadParameter("standard input can be read once only")
    readouts = []
    for place, path in enumerate(files):
        source = sources[place] if place < len(sources) else None
        language = languages[place] if len(languages) > 1 else (languages[0] if languages else None)
        if path == STANDARD:
            content = sys.stdin.buffer.read()
            readouts.append(parse_readout(content, name="standard input", source=source, language=language))
        else:
            readouts.append(read_readout(path, source=source, language=language))
    return readouts


def _stored(path: Path) -> Comparison:
    import json

    from compare.errors import DocumentError
    from compare.reports.json import comparison_from_dict

    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise DocumentError(
            str(path), (error.strerror or str(error)).lower(), "give a JSON report"
        ) from error
    except ValueError as error:
        raise DocumentError(str(path), f"is not JSON ({error})", "give a JSON report") from error
    return comparison_from_dict(data)


def _format_for(output: Path | None, format: str | None) -> str:
    from compare.reports import FORMATS, format_of

    if format:
        return format
    if output is None or output == STANDARD:
        return "text"
    found = format_of(output)
    if found is None:
        raise typer.BadParameter(f"{output}: no format for this suffix; give --format ({', '.join(FORMATS)})")
    return found


def _write_report(comparison: Comparison, format: str, output: Path | None) -> None:
    from compare.reports import render

    if format == "text" and output in (None, STANDARD):
        from rich.console import Console

        from compare.reports.terminal import print_report

        print_report(comparison, Console(highlight=False))
        return
    with whole_output(output) as stream:
        stream.write(render(comparison, format).encode("utf-8", "backslashreplace"))


def _answer(
    path: Path,
    fields: Sequence[tuple[str, bool]],
    answer: Callable[[list[dict[str, Any]]], list[dict[str, Any]]],
    output: Path | None,
    keep_going: bool,
) -> None:
    failed = False
    with whole_output(output) as stream, counted("lines") as progress:
        for record in answer_lines(
            read_lines(path, fields), answer, keep_going=keep_going, progress=progress
        ):
            failed = failed or "error" in record
            write_json_line(stream, record)
    if failed:
        raise typer.Exit(1)


def _options(settings: Sequence[str]) -> CompareOptions:
    from compare.options import parse_options

    return parse_options(settings)


def _resources(extra: Path | None, corrections: Path | None = None) -> Resources:
    from corpora import load_resources

    return load_resources(extra, corrections)


def _encoder(model: str | None) -> Any:
    from compare.embedding import cached_encoder

    return cached_encoder(model)


def _language(record: dict[str, Any], field: str, text: str) -> str:
    from compare.documents.language import detect_language

    return record.get(field) or detect_language(record[text])


if __name__ == "__main__":
    main()
