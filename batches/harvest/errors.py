"""What registering a harvest refuses."""

from batches.errors import DomainError


class HarvestInFuture(DomainError):
    code = "harvest-in-future"
    vi = "Ngày thu hoạch {harvested_on} còn ở tương lai: hôm nay là {today}."
    en = "The harvest day {harvested_on} is in the future: today is {today}."


class HarvestTooLongAgo(DomainError):
    code = "harvest-too-long-ago"
    vi = "Ngày thu hoạch {harvested_on} quá xa: cần từ ngày {earliest} trở đi. Hãy xem lại năm."
    en = "The harvest day {harvested_on} is too long ago: expected {earliest} or later. Check the year."


class WeighingInFuture(DomainError):
    code = "weighing-in-future"
    vi = "Ngày cân {weighed_on} còn ở tương lai: hôm nay là {today}."
    en = "The day of weighing {weighed_on} is in the future: today is {today}."


class WeightNotPositive(DomainError):
    code = "weight-not-positive"
    vi = "Khối lượng phải lớn hơn 0 kg, nhận được {net_weight_kg} kg."
    en = "The weight must be above 0 kg, got {net_weight_kg} kg."


class GradesExceedBatch(DomainError):
    code = "grades-exceed-batch"
    vi = "Các loại cộng lại là {graded}, nhiều hơn cả lô là {batch}."
    en = "The grades add up to {graded}, more than the batch's {batch}."


class PossibleDuplicate(DomainError):
    code = "possible-duplicate"
    vi = (
        "Có thể trùng: lô {lot} cùng thửa, cùng ngày, cùng khối lượng vừa được ghi lúc {registered_at}. "
        "Nếu là lô khác, gửi lại với confirm_duplicate = true."
    )
    en = (
        "It may be a duplicate: batch {lot} of the same plot, day and weight was registered at {registered_at}. "
        "If it is another one, send it again with confirm_duplicate = true."
    )


class AlreadyWeighed(DomainError):
    code = "already-weighed"
    vi = "Lô {lot} đã được cân: {net_weight_kg} kg. Muốn sửa, hãy ghi một đính chính."
    en = "Batch {lot} was weighed already: {net_weight_kg} kg. A mistake is mended by a correction."


class WeightDiffers(DomainError):
    code = "weight-differs"
    vi = (
        "Lô {lot} ghi {first_kg} kg, cân lại được {second_kg} kg: lệch quá {percent} %. "
        "Nếu số đã ghi sai, hãy ghi một đính chính rồi xác nhận lại."
    )
    en = (
        "Batch {lot} is recorded with {first_kg} kg, the second scale showed {second_kg} kg: "
        "more than {percent} % off. If the recorded weight is wrong, correct it first and confirm then."
    )


class HoldDecided(DomainError):
    code = "hold-decided"
    vi = "Việc tạm giữ này đã được quyết định lúc {decided_at}: {decision}."
    en = "This hold was decided at {decided_at}: {decision}."


class BatchRejected(DomainError):
    code = "batch-rejected"
    vi = "Lô {lot} đã bị loại."
    en = "Batch {lot} was rejected."


class BatchOnHold(DomainError):
    code = "batch-on-hold"
    vi = "Lô {lot} đang bị tạm giữ: {holds_vi}"
    en = "Batch {lot} is on hold: {holds_en}"


class WeighedBeforeHarvest(DomainError):
    code = "weighed-before-harvest"
    vi = "Ngày cân {weighed_on} trước ngày thu hoạch {harvested_on}."
    en = "The day of weighing, {weighed_on}, is before the harvest on {harvested_on}."
