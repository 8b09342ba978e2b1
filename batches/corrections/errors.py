"""What corrections refuse."""

from batches.errors import DomainError


class DeclarationNotCorrectable(DomainError):
    code = "declaration-not-correctable"
    vi = "Sự kiện {event_id} là một khai báo sai sót: khai báo thì không đính chính được."
    en = "The event {event_id} is a declaration of error: a declaration is not corrected."


class EventCorrected(DomainError):
    code = "event-corrected"
    vi = "Sự kiện này đã được đính chính lúc {corrected_at}. Nếu bản mới cũng sai, hãy đính chính bản mới."
    en = "This event was corrected at {corrected_at}. If the new one is wrong too, correct the new one."


class EventNotCorrectable(DomainError):
    code = "event-not-correctable"
    vi = "Sự kiện loại {kind} không đính chính được bằng {reason}; có thể: {possible}."
    en = "An event of the kind {kind} cannot be corrected as {reason}; possible: {possible}."


class CorrectionUnclear(DomainError):
    code = "correction-unclear"
    vi = "incorrect_data cần net_weight_kg mới; did_not_occur thì không có."
    en = "incorrect_data needs the right net_weight_kg; did_not_occur has none."


class CorrectionChangesNothing(DomainError):
    code = "correction-changes-nothing"
    vi = "Khối lượng vẫn là {net_weight_kg} kg: không có gì để đính chính."
    en = "The weight is {net_weight_kg} kg already: there is nothing to correct."


class BatchInUse(DomainError):
    code = "batch-in-use"
    vi = (
        "Lô {lot} đã được lấy ra {taken_kg} kg (đóng gói hoặc xuất): việc thu hoạch không thể là chưa xảy ra."
    )
    en = "{taken_kg} kg of batch {lot} were packed or shipped: its harvest cannot not have occurred."
