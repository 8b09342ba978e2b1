"""What allotment refuses."""

from batches.errors import DomainError


class AllotmentExceeded(DomainError):
    code = "allotment-exceeded"
    vi = (
        "Lô {lot} chỉ còn được {free} tem {level_vi} (tính theo số quả của lô và của các lô chung quả với nó), "
        "không phải {wanted}. Nhiều hơn thế, tối đa {most}, cần lý do và một người khác duyệt."
    )
    en = (
        "Batch {lot} can take {free} more labels on {level_en}, counted by its fruit and by the batches that share "
        "fruit with it, not {wanted}. More than that, {most} at most, needs a reason and another person's approval."
    )


class WeightNotConfirmed(DomainError):
    code = "weight-not-confirmed"
    vi = (
        "Lô {lot} mới có một người ghi khối lượng: chỉ in thêm được {left} tem (tổng {percent} % số quả), "
        "không phải {wanted}. Người thứ hai (người cân khác hoặc bên nhận hàng) xác nhận khối lượng rồi mới in thêm."
    )
    en = (
        "Only one person has stated the weight of batch {lot}: it can have {left} more labels "
        "({percent} % of its fruit in all), not {wanted}. A second party, another person who weighs it or its "
        "receiver, must confirm the weight first."
    )
