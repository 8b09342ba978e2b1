"""Examples of the OpenAPI document, by resource: of each shape a whole one, invented and marked as such."""

from typing import Any

from app.api.examples import (
    answers,
    batches,
    chain,
    documents,
    field,
    label_life,
    labels,
    organisations,
    people,
    plots,
    print_runs,
    printers,
    reports,
    sharing,
    stocks,
    trace,
)

_PARTS: tuple[Any, ...] = (
    *(batches, print_runs, organisations, chain, documents, field, labels, people, plots, printers),
    *(reports, stocks, label_life, sharing, trace, answers),
)

EXAMPLES: dict[str, Any] = {name: example for part in _PARTS for name, example in part.EXAMPLES.items()}
"""By the name of the shape."""

PATH_EXAMPLES: dict[str, str] = {
    name: example for part in _PARTS for name, example in getattr(part, "PATH_EXAMPLES", {}).items()
}
"""By the name of the parameter."""
