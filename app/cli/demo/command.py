"""`flask demo load`: the demo, its fresh tokens and its links to scan."""

import json
from typing import Any

import click
from flask.cli import AppGroup, with_appcontext
from sqlalchemy.orm import Session

from app import clock
from app.cli.demo.load import fresh_token, load_demo, rows_of, scan_paths
from app.config import settings
from app.db import transaction
from app.secrets import label_keys
from app.storage import storage
from labels.codes.keys import LabelKeys
from labels.runs.snapshot import Snapshot

demo = AppGroup("demo", help="Sample cooperatives: never for sale.")

QUICKSTART = """
  TEM THỬ – KHÔNG DÙNG ĐỂ BÁN / DEMO, NOT FOR SALE / 演示，非卖品

  Scan this      {scan_url}
  Token of {short_code}  {token}

  In another terminal: register a harvest, fetch its labels, open the page behind the first one.

TOKEN={token}
curl -s {base_url}/api/v1/batches -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
  -d '{{"plot_id": "{plot_id}", "product_id": "{product_id}",
       "harvested_on": "2026-10-22", "net_weight_kg": "1250.5"}}' \\
  | tee batch.json
BATCH=$(python3 -c 'import json; print(json.load(open("batch.json"))["id"])')
curl -s {base_url}/api/v1/print-runs -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
  -d '{{"batch_id": "'$BATCH'", "quantity": 48}}' | tee run.json
curl -s -o labels.pdf -H "Authorization: Bearer $TOKEN" \\
  {base_url}$(python3 -c 'import json; print(json.load(open("run.json"))["links"]["labels_pdf"])')
curl -sL $(python3 -c 'import json; print(json.load(open("run.json"))["links"]["first_label"])')
"""


@demo.command("load")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object on stdout and nothing else.")
@click.option("--quickstart", is_flag=True, help="Print a token and commands to try.")
@with_appcontext
def load(as_json: bool, quickstart: bool) -> None:
    """Make what is missing of the demo, and fresh manager tokens each time."""
    found = settings()
    if not found.demo or found.label_base_url is None:
        raise click.ClickException("expected a demo folder: set RONGUON_DEMO=1 before the first `flask init`")
    keys = label_keys()
    with transaction() as session:
        summary = _load(session, keys, base_url=found.label_base_url)
    if as_json:
        click.echo(json.dumps(summary, ensure_ascii=False))
    elif quickstart:
        _print_quickstart(summary)
    else:
        batches = sum(len(cooperative["batch_ids"]) for cooperative in summary["cooperatives"])
        click.echo(f"demo: {len(summary['cooperatives'])} cooperatives, {batches} batches", err=True)


def _load(session: Session, keys: LabelKeys, *, base_url: str) -> dict[str, Any]:
    organisations = load_demo(session, storage(), keys, base_url=base_url)
    return {
        "base_url": base_url,
        "cooperatives": [
            {
                "short_code": organisation.short_code,
                "token": fresh_token(session, organisation, now=clock.now()),
                **rows_of(session, organisation),
            }
            for organisation in organisations
            if organisation.kind == "cooperative"
        ],
        "scan_urls": _scan_urls(session, keys),
    }


def _scan_urls(session: Session, keys: LabelKeys) -> list[str]:
    """The first label of every printed run: the heaviest batch first, Digital Links and short links."""
    snapshots = [Snapshot.of(run) for run in scan_paths(session)]
    return [snapshot.payload(snapshot.codes(keys)(1)).text for snapshot in snapshots]


def _print_quickstart(summary: dict[str, Any]) -> None:
    first = summary["cooperatives"][0]
    click.echo(
        QUICKSTART.format(
            base_url=summary["base_url"],
            short_code=first["short_code"],
            token=first["token"],
            scan_url=summary["scan_urls"][0],
            plot_id=first["plot_ids"][0],
            product_id=first["product_ids"][0],
        ),
        err=True,
    )
