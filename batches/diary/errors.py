"""What the pesticide list and the diary refuse."""

from batches.errors import DomainError


class PesticideListed(DomainError):
    code = "pesticide-listed"
    vi = "Thuốc {product_name} đã có trong danh sách, cách ly {interval_days} ngày. Hãy sửa mục đó."
    en = "The pesticide {product_name} is in the list already, with {interval_days} days. Change that entry."


class WorkInFuture(DomainError):
    code = "work-in-future"
    vi = "Ngày làm {performed_on} còn ở tương lai: hôm nay là {today}."
    en = "The day of the work {performed_on} is in the future: today is {today}."


class EntryIncomplete(DomainError):
    code = "diary-entry-incomplete"
    vi = "Nhật ký còn thiếu {missing}: cần thửa (plot_ids), việc (kind) và ngày làm (performed_on)."
    en = "The diary entry lacks {missing}: expected plot_ids, kind and performed_on."


class PesticideNotNamed(DomainError):
    code = "pesticide-not-named"
    vi = (
        "Chưa ghi phun thuốc gì: cần pesticide_id của danh sách thuốc, hoặc product_name cùng "
        "pre_harvest_interval_days như trên nhãn."
    )
    en = (
        "It is not said what was sprayed: expected pesticide_id of the list, or product_name with "
        "pre_harvest_interval_days as on its label."
    )


class IntervalMissing(DomainError):
    code = "interval-missing"
    vi = "Chưa ghi thời gian cách ly của {product_name}: đọc số ngày trên nhãn thuốc và ghi vào."
    en = "The pre-harvest interval of {product_name} is missing: read the days off its label and enter them."


class PesticideNamedTwice(DomainError):
    code = "pesticide-named-twice"
    vi = (
        "Chỉ ghi một trong hai: pesticide_id của danh sách thuốc, hoặc product_name cùng "
        "pre_harvest_interval_days; nhận được cả {given}."
    )
    en = (
        "Expected either pesticide_id of the list, or product_name with pre_harvest_interval_days; "
        "got {given} as well."
    )


class IntervalOfPesticidesOnly(DomainError):
    code = "interval-of-pesticides-only"
    vi = "Chỉ việc phun thuốc (kind = pesticide) mới ghi thuốc và thời gian cách ly; việc này là “{kind}”."
    en = "Only a spraying (kind = pesticide) has a pesticide and an interval; this work is “{kind}”."


class PerformerUnclear(DomainError):
    code = "performer-unclear"
    vi = "Người làm: ghi một trong hai, member_id hoặc name."
    en = "Who did the work: expected either member_id or name, not both and not neither."


class VoidUnclear(DomainError):
    code = "void-unclear"
    vi = "Muốn bỏ một mục nhật ký, chỉ gửi corrects_id, void = true và lý do trong note; chỗ chưa đúng: {what}."
    en = "To take an entry back send corrects_id, void = true and the reason in note, nothing else; wrong: {what}."


class EntryCorrected(DomainError):
    code = "diary-entry-corrected"
    vi = "Mục nhật ký này đã được sửa hoặc bỏ bằng mục {corrected_by_id}; hãy sửa mục đó."
    en = "This diary entry was corrected or taken back by {corrected_by_id}; correct that one."


class EntryVoid(DomainError):
    code = "diary-entry-void"
    vi = "Mục nhật ký này chỉ để bỏ một mục khác, không bỏ thêm lần nữa được; nếu bỏ nhầm, hãy ghi lại việc đã làm."
    en = "This diary entry only takes another one back and cannot be taken back; if that was wrong, enter the work."


class EntryCoversOthers(DomainError):
    code = "diary-entry-covers-others"
    vi = "Mục nhật ký này ghi cả thửa của hộ khác, nên chỉ quản lý sửa được."
    en = "This diary entry covers plots of other households too, so only a manager may correct it."
