"""The Dockerfile as `scripts/prove_dockerfile` reads it; the script itself takes minutes and needs root."""

from __future__ import annotations

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    loader = SourceFileLoader("prove_dockerfile", str(ROOT / "scripts" / "prove_dockerfile"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.dont_write_bytecode", True)
        patch.setitem(__import__("sys").modules, loader.name, module)
        loader.exec_module(module)
    return module


def test_the_image_is_small_safe_and_watched(script: ModuleType) -> None:
    build, image = script.read_dockerfile((ROOT / "Dockerfile").read_text(encoding="utf-8"))
    installs = [step.rest for step in build.steps if step.instruction == "RUN" and "pip install" in step.rest]
    assert "torch" in installs[1], "torch is a layer of its own, before the code"
    told = {step.instruction: step.rest for step in image.steps}
    assert told["USER"] == "10001:10001"
    assert told["VOLUME"] == "/data"
    assert "HF_HUB_OFFLINE=1" in told["ENV"]
    assert told["CMD"] == '["rashomon", "serve"]'
    assert "urllib.request" in told["HEALTHCHECK"]
    assert not any("pip install" in step.rest for step in image.steps)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("RUN true", "RUN true"),
        ("FROM debian:bookworm-slim\nADD a b", "ADD a b"),
        ("FROM debian:bookworm-slim\nrun true", "run true"),
    ],
)
def test_what_the_script_cannot_do_is_told(script: ModuleType, text: str, told: str) -> None:
    with pytest.raises(SystemExit, match=told):
        script.read_dockerfile(text)


def test_lines_are_joined_and_comments_left_out(script: ModuleType) -> None:
    (stage,) = script.read_dockerfile("# one\nFROM debian:trixie-slim AS x\n\nRUN a \\\n  # two\n    && b\n")
    assert (stage.base, stage.name) == ("debian:trixie-slim", "x")
    assert [(step.instruction, step.rest) for step in stage.steps] == [("RUN", "a && b")]


@pytest.mark.parametrize(
    ("name", "let_in"),
    [
        ("pyproject.toml", True),
        ("service/app.py", True),
        ("service/store/__pycache__/rows.pyc", False),
        (".git/config", False),
        ("tests/conftest.py", False),
        ("rashomon.db", False),
    ],
)
def test_the_context_has_the_packages_and_nothing_else(script: ModuleType, name: str, let_in: bool) -> None:
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert script._let_in(name, rules) is let_in
