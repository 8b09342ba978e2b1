"""What a backup says of itself, as a value and as `manifest.json`."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from app.backups.errors import BackupDamaged

FORMAT = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """One file in the backup: `size` in bytes, `sha256` in hex."""

    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """What a table held: `digest` is the same for the same rows in any order."""

    rows: int
    digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """All that decides whether and how a backup may be restored.

    Attributes:
        engine: `sqlite` or `postgresql`.
        revision: of the schema.
        is_demo: a demo's data stays a demo's.
        versions: app, Python and database.
        missing_files: hashes that the database named and the storage did not have whole.
        recovery_key_id: of the key that the service's keys are sealed to; None when they are not in it.
    """

    id: str
    created_at: datetime
    engine: str
    revision: str
    is_demo: bool
    versions: dict[str, str]
    tables: dict[str, Table]
    members: dict[str, Member]
    missing_files: list[str]
    recovery_key_id: str | None

    def to_json(self) -> str:
        plain = {"format": FORMAT, **asdict(self), "created_at": self.created_at.isoformat()}
        return json.dumps(plain, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """Read `to_json`'s text.

        Raises:
            BackupDamaged: it is not that.
        """
        try:
            plain: dict[str, Any] = json.loads(text)
            found = plain.pop("format")
            if found != FORMAT:
                raise BackupDamaged(
                    reason_vi=f"định dạng {found}, cần {FORMAT}",
                    reason_en=f"its format is {found}, expected {FORMAT}",
                )
            plain["created_at"] = datetime.fromisoformat(plain["created_at"])
            plain["tables"] = {name: Table(**table) for name, table in plain["tables"].items()}
            plain["members"] = {name: Member(**member) for name, member in plain["members"].items()}
            return cls(**plain)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BackupDamaged(
                reason_vi="không đọc được manifest.json", reason_en="its manifest.json cannot be read"
            ) from error
