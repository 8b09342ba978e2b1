"""Writes what the code itself says: docs/openapi.json, docs/errors/README.md and the schema of label designs.

`make openapi` runs it.
"""

import json
from pathlib import Path

from flask import Flask

from app.api.api import openapi
from app.api.error_pages import error_words
from app.config import Settings
from app.factory import create_app
from labels.design import schema as design_shapes
from labels.design.schema import design_schema

DOCS = Path(__file__).parent
ERRORS = """# Errors

Every refusal is `application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail` in Vietnamese, or in
English by `Accept-Language: en`, `code`, `errors` (each with the JSON `pointer` of the field to blame, a `code`
and a `detail`) and `request_id`. A program acts on `code`, which never changes its meaning; sentences may.

Values that vary stand in braces. Made by `make openapi` from the code.

| code | status | Vietnamese, English |
|---|---|---|
"""


def openapi_text(app: Flask) -> str:
    return json.dumps(openapi(app), ensure_ascii=False, indent=1) + "\n"


def errors_text() -> str:
    """One row a code, by status."""
    rows = sorted(error_words().items(), key=lambda item: (item[1][0], item[0]))
    return ERRORS + "".join(
        f"| `{code}` | {status} | {'<br>'.join(_cell(text) for text in (vi, en) if text)} |\n"
        for code, (status, vi, en) in rows
    )


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("<", "&lt;")


def main() -> None:
    app = create_app(
        Settings.from_env({"RONGUON_FILES_URL": "memory://", "RONGUON_DATABASE_URL": "sqlite:///"})
    )
    (DOCS / "openapi.json").write_text(openapi_text(app), encoding="utf-8")
    (DOCS / "errors").mkdir(exist_ok=True)
    (DOCS / "errors" / "README.md").write_text(errors_text(), encoding="utf-8")
    schema = json.dumps(design_schema(), ensure_ascii=False, indent=1) + "\n"
    Path(design_shapes.__file__).with_name("schema.json").write_text(schema, encoding="utf-8")


if __name__ == "__main__":
    main()
