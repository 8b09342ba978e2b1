"""What recalls refuse, and what a recalled batch refuses."""

from batches.errors import DomainError


class BatchRecalled(DomainError):
    code = "batch-recalled"
    vi = "Lô {lot} đang bị thu hồi từ {recalled_at}: {reason}"
    en = "Batch {lot} is recalled since {recalled_at}: {reason}"


class RecallInFuture(DomainError):
    code = "recall-in-future"
    vi = "Thời điểm thu hồi {recalled_at} còn ở tương lai: bây giờ là {now}."
    en = "The recall's time {recalled_at} is in the future: it is {now}."


class RecallLifted(DomainError):
    code = "recall-lifted"
    vi = "Việc thu hồi này đã được gỡ lúc {lifted_at}."
    en = "This recall was lifted at {lifted_at}."
