"""What moving fruit refuses."""

from batches.errors import DomainError


class MassBalance(DomainError):
    """More goes out than there is, or a sum does not come out to the gram."""

    code = "mass-balance"
    vi = "Khối lượng không khớp: {what_vi} là {got_kg} kg, chỉ có {most_kg} kg."
    en = "The weights do not balance: {what_en} is {got_kg} kg, there are {most_kg} kg."


class BatchNotWeighed(DomainError):
    code = "batch-not-weighed"
    vi = "Lô {lot} mới chỉ ước lượng: hãy cân trước khi đóng gói hoặc xuất."
    en = "Batch {lot} is only estimated: weigh it before it is packed or shipped."


class BatchNamedTwice(DomainError):
    code = "batch-named-twice"
    vi = "Lô {lot} được nêu hai lần: hãy cộng lại thành một dòng."
    en = "Batch {lot} is named twice: add it up to one line."


class ReceiverUnclear(DomainError):
    code = "receiver-unclear"
    vi = "Cần đúng một trong to_organisation và to_text để biết hàng đi đâu."
    en = "Exactly one of to_organisation and to_text must say where the fruit goes."


class ReceiverUnknown(DomainError):
    code = "receiver-unknown"
    vi = "Không có tổ chức nào mang mã {short_code}. Người mua ngoài hệ thống thì ghi ở to_text."
    en = "No organisation has the code {short_code}. A buyer who is not here goes into to_text."


class ReceiverIsSender(DomainError):
    code = "receiver-is-sender"
    vi = "Bên nhận {short_code} chính là bên gửi."
    en = "The receiver {short_code} is the sender itself."


class ShipmentUnclear(DomainError):
    code = "shipment-unclear"
    vi = "Ghi nhận hàng (receive) thì cần shipment_id và không ghi bên nhận; xuất hàng (ship) thì không có shipment_id."
    en = (
        "A receipt (receive) needs a shipment_id and names no receiver, a shipment (ship) has no shipment_id."
    )


class MovedInFuture(DomainError):
    code = "moved-in-future"
    vi = "Thời điểm {moved_at} còn ở tương lai: bây giờ là {now}."
    en = "The time {moved_at} is in the future: it is {now}."


class MovedTooEarly(DomainError):
    code = "moved-too-early"
    vi = "Thời điểm {moved_at} quá sớm: {earliest_vi} lúc {earliest}."
    en = "The time {moved_at} is too early: {earliest_en} at {earliest}."


class ShipmentNotAccepted(DomainError):
    code = "shipment-not-accepted"
    vi = "Chuyến hàng này chưa được bên nhận chấp nhận (trạng thái: {state}): hãy chấp nhận trước khi nhận hàng."
    en = "This shipment was not accepted by its receiver (state: {state}): accept it before receiving."


class ShipmentAnswered(DomainError):
    code = "shipment-answered"
    vi = "Chuyến hàng này đã được trả lời lúc {answered_at}: {state}."
    en = "This shipment was answered at {answered_at}: {state}."


class ShipmentReceived(DomainError):
    code = "shipment-received"
    vi = "Chuyến hàng này đã được nhận lúc {moved_at}. Muốn sửa khối lượng, hãy ghi một đính chính."
    en = "This shipment was received at {moved_at}. A wrong weight is mended by a correction."


class NotTheReceiver(DomainError):
    code = "not-the-receiver"
    vi = "Chỉ bên nhận mới được chấp nhận hoặc từ chối chuyến hàng."
    en = "Only the receiver may accept or refuse a shipment."


class NotTheSender(DomainError):
    code = "not-the-sender"
    vi = "Chỉ bên gửi mới được huỷ chuyến hàng."
    en = "Only the sender may make a shipment void."


class BatchNotInShipment(DomainError):
    code = "batch-not-in-shipment"
    vi = "Lô {batch_id} không có trong chuyến hàng này."
    en = "Batch {batch_id} is not in this shipment."


class AnswerReasonMissing(DomainError):
    code = "answer-reason-missing"
    vi = "Từ chối hoặc huỷ một chuyến hàng thì phải ghi lý do."
    en = "Refusing a shipment or making it void needs a reason."
