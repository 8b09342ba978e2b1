"""What allotment refuses."""

from batches.errors import DomainError


class AllotmentExceeded(DomainError):
    code = "allotment-exceeded"
    vi = (
        "Lô {lot} chỉ còn được {left} tem{level_vi} (tính theo số quả của lô và của các lô chung quả với nó), "
        "không phải {wanted}. Nhiều hơn thế, tối đa {most}, cần lý do và một người khác duyệt."
    )
    en = (
        "Batch {lot} can take {left} more labels{level_en}, counted by its fruit and by the batches that share "
        "fruit with it, not {wanted}. More than that, {most} at most, needs a reason and another person's approval."
    )


class WeightNotConfirmed(DomainError):
    code = "weight-not-confirmed"
    vi = (
        "Lô {lot} mới có một người ghi khối lượng: chỉ in được {most} tem ({percent} % số quả), không phải {wanted}. "
        "Người thứ hai (người cân khác hoặc bên nhận hàng) xác nhận khối lượng rồi mới in thêm được."
    )
    en = (
        "Only one person has stated the weight of batch {lot}: it can have {most} labels ({percent} % of its fruit), "
        "not {wanted}. A second party, another person who weighs it or its receiver, must confirm the weight first."
    )
