"""What OpenAPI says beyond what the signatures of the handlers say: bodies, answers and examples."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from service.api.given import CompareIn, UploadIn
from service.api.models import ProblemOut
from service.problems import MEDIA_TYPE

_TEXTS = [
    {
        "source": "Presidency of Norland",
        "language": "en",
        "text": "The two presidents spoke for 100 minutes. The President stressed that a sincere dialogue "
        "cannot go together with escalation. They agreed to meet in May.",
    },
    {
        "source": "Sudmark State Agency",
        "language": "fr",
        "text": "Les deux présidents se sont entretenus pendant deux heures. Le dirigeant du Sudmark "
        "a dénoncé des spéculations provocatrices sur une prétendue invasion.",
    },
]
EVENT_EXAMPLE = {
    "title": "Call of two presidents",
    "date": "2031-02-12",
    "participants": ["Norland", "Sudmark"],
}

_ARTICLE = (
    "The two presidents spoke on Monday. “There will be no dialogue under threats,” the Norland presidency "
    "said. The foreign ministry of Sudmark said that the allegations of an invasion were a provocation."
)


def _problem(description: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}},
    }


PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: _problem("The request cannot be read."),
    401: _problem("A key is needed, or this one is not valid."),
    403: _problem("The role of the key does not allow this."),
    404: _problem("There is no such object in this project."),
    405: _problem("This path does not know the method."),
    422: _problem("A field has a value that it cannot have; `errors` points to it."),
    429: _problem("Too many requests a minute; `Retry-After` says when to go on."),
    503: _problem("The database is busy or out of reach; try again later."),
}
BODY_PROBLEMS: dict[int | str, dict[str, Any]] = {
    409: _problem("The idempotency key was used for another request."),
    413: _problem("The body or a file in it is too large, or takes too long to read."),
    415: _problem("The body is of another media type."),
}
CHANGED: dict[int | str, dict[str, Any]] = {412: _problem("The object was changed since you read it.")}

REPORT: dict[str, Any] = {
    "description": "The report (`rashomon.comparison/1`, see docs/comparison.schema.json).",
    "headers": {
        "ETag": {"schema": {"type": "string"}, "description": "Of the report, which never changes."},
        "Content-Location": {"schema": {"type": "string"}, "description": "Its permalink."},
    },
    "content": {
        "application/json": {"schema": {"type": "object", "required": ["schema", "id", "readouts", "claims"]}}
    },
}
_JOB = {
    "description": "A job; `Location` is its address.",
    "headers": {"Location": {"schema": {"type": "string"}}},
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/JobOut"}}},
}
_EACH = {
    name: {"type": "array", "items": {"type": "string"}, "description": "Once for each file, in their order."}
    for name in ("source", "title", "date", "language", "url", "actor", "side")
}


def _form(**more: Any) -> dict[str, Any]:
    return {
        "schema": {
            "type": "object",
            "required": ["files"],
            "additionalProperties": False,
            "properties": {
                "files": {
                    "type": "array",
                    "items": {"type": "string", "format": "binary"},
                    "description": "Text, Markdown, HTML, PDF or DOCX; a file's name is its default source.",
                },
                "split": {"type": "boolean", "default": False},
                **_EACH,
                **more,
            },
        },
        "encoding": {
            name: {"style": "form", "explode": True}
            for name, schema in (_EACH | more).items()
            if schema["type"] == "array"
        },
    }


def _body(schema: str, examples: dict[str, Any], form: dict[str, Any]) -> dict[str, Any]:
    return {
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"$ref": f"#/components/schemas/{schema}"},
                    "examples": {name: {"summary": name, "value": value} for name, value in examples.items()},
                },
                "multipart/form-data": form,
            },
        }
    }


_AXES = {
    "type": "array",
    "items": {"type": "string", "maxLength": 500},
    "maxItems": 10,
    "description": "Poles, as in JSON; one part for each axis.",
}
_OBJECT = {"type": "string", "contentMediaType": "application/json", "description": "A JSON object."}

COMPARE: dict[str, Any] = {
    "response_model": None,
    "responses": {200: REPORT, 202: _JOB, **BODY_PROBLEMS},
    "openapi_extra": _body(
        "CompareIn",
        {
            "two readouts": {"readouts": _TEXTS, "event": EVENT_EXAMPLE},
            "one article that quotes both sides": {
                "readouts": [{"source": "The Courier", "text": _ARTICLE}],
                "split": True,
            },
        },
        _form(options=_OBJECT, event=_OBJECT, axes=_AXES),
    ),
}
UPLOAD: dict[str, Any] = {
    "responses": {
        **BODY_PROBLEMS,
        200: {"description": "All of it was there already."},
        502: _problem("The page cannot be fetched."),
    },
    "openapi_extra": _body(
        "UploadIn",
        {
            "a text": _TEXTS[0],
            "an article, taken apart": {"source": "The Courier", "text": _ARTICLE, "split": True},
        },
        _form(),
    ),
}


def complete_openapi(app: FastAPI) -> None:
    """Add to the app's OpenAPI document the models of bodies that handlers read themselves."""
    build = app.openapi

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            found = build()
            schemas = found.setdefault("components", {}).setdefault("schemas", {})
            models = [(model, "validation") for model in (CompareIn, UploadIn, ProblemOut)]
            _, definitions = models_json_schema(models, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
            for name, schema in definitions["$defs"].items():
                schemas.setdefault(name, schema)
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
            app.openapi_schema = found
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]
