"""What backing up and restoring refuse."""

from batches.errors import DomainError


class BackupNotPossible(DomainError):
    code = "backup-not-possible"
    vi = "Không sao lưu được: {reason_vi}."
    en = "No backup was made: {reason_en}."


class BackupDamaged(DomainError):
    code = "backup-damaged"
    vi = "Bản sao lưu bị hỏng hoặc không phải của chúng tôi: {reason_vi}. Hãy dùng bản khác."
    en = "The backup is damaged or none of ours: {reason_en}. Use another one."


class RecoveryKeyMissing(DomainError):
    code = "recovery-key-missing"
    vi = (
        "Chưa có khóa khôi phục: hãy chạy `flask backup-key create` và cất tờ giấy in khóa ở nơi an toàn, "
        "hoặc sao lưu không kèm khóa với --without-keys."
    )
    en = (
        "There is no recovery key: run `flask backup-key create` and keep its paper in a safe place, "
        "or back up without the keys by --without-keys."
    )


class RecoveryKeyWrong(DomainError):
    code = "recovery-key-wrong"
    vi = "Khóa khôi phục không dùng được: {reason_vi}."
    en = "The recovery key is of no use here: {reason_en}."


class RestoreRefused(DomainError):
    code = "restore-refused"
    vi = "Không khôi phục: {reason_vi}. Chưa có gì bị thay đổi."
    en = "Nothing was restored: {reason_en}. Nothing was changed."
