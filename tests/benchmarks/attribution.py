"""Speed of attribution and claims by language, and how the time grows with the length of a text.

    python tests/benchmarks/attribution.py [ROUNDS] [FILE.jsonl …]

The text is that of the layouts (invented news in four languages), repeated; a JSONL file with ``text`` and ``lang``
adds its own rows, joined. Each round reads every length once, so that a change of the machine's speed hits all of them;
the medians are printed. The last line reads the texts of all languages in two processes at once.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
import tomllib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from compare.attribution import find_attributions
from compare.claims import extract_claims
from compare.records import Readout
from corpora import load_resources

LAYOUTS = Path(__file__).parent.parent / "compare" / "attribution" / "layouts.toml"
LENGTHS = (1, 2, 4, 8)
UNIT = 25_000


def texts(files: list[str]) -> dict[str, str]:
    """A text of 200,000 characters for each language; the rows of a file by name and language."""
    found: dict[str, str] = {}
    for layout in tomllib.loads(LAYOUTS.read_text(encoding="utf-8"))["layout"]:
        found[layout["language"]] = found.get(layout["language"], "") + layout["text"]
    whole = {language: (text * (UNIT * LENGTHS[-1] // len(text) + 1)) for language, text in found.items()}
    for name in files:
        for line in Path(name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            language = row.get("lang") or row.get("language") or "en"
            whole[f"{language} {Path(name).stem}"] = (
                whole.get(f"{language} {Path(name).stem}", "") + row["text"] + "\n\n"
            )
    return whole


def read(name: str, text: str) -> tuple[float, float]:
    """Seconds for the attributions, and for the claims after them."""
    language = name[:2]
    start = time.perf_counter()
    found = find_attributions(text, language, load_resources())
    middle = time.perf_counter()
    extract_claims(Readout(source="text", text=text, language=language), found)
    return middle - start, time.perf_counter() - middle


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    whole = texts(sys.argv[2:])
    for name, text in whole.items():
        read(name, text[:2_000])
    for name, text in whole.items():
        unit = min(UNIT, len(text) // LENGTHS[-1])
        times = [[read(name, text[: unit * length]) for length in LENGTHS] for _ in range(rounds)]
        found = [statistics.median(row[place][0] for row in times) for place in range(len(LENGTHS))]
        claims = [statistics.median(row[place][1] for row in times) for place in range(len(LENGTHS))]
        growth = "  ".join(
            f"{length}x: {found[place] / found[0]:.1f}, {claims[place] / claims[0]:.1f}"
            for place, length in enumerate(LENGTHS)
            if place
        )
        print(
            f"{name:<12} attribution {unit * LENGTHS[-1] / found[-1]:>9,.0f} characters/s, "
            f"claims {unit * LENGTHS[-1] / claims[-1]:>9,.0f} characters/s; time against 1x: {growth}"
        )
    start = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(read, [*whole, *whole], [*whole.values(), *whole.values()]))
    total = 2 * sum(map(len, whole.values()))
    print(
        f"both, two processes: {total / (time.perf_counter() - start):,.0f} characters/s over {total:,} characters"
    )


if __name__ == "__main__":
    main()
