"""What print runs refuse."""

from batches.errors import DomainError


class LabelBaseUrlMissing(DomainError):
    code = "label-base-url-missing"
    vi = "Chưa in được tem: người vận hành phải đặt RONGUON_LABEL_BASE_URL (https://…), địa chỉ in trên tem mãi mãi."
    en = "No labels yet: the operator must set RONGUON_LABEL_BASE_URL (https://…), which stands on labels for ever."


class BatchIncomplete(DomainError):
    code = "batch-incomplete"
    vi = "Lô {lot} chưa được phát hành, còn thiếu: {missing}."
    en = "Batch {lot} is not published yet; missing: {missing}."


class DesignMarketDiffers(DomainError):
    code = "design-market-differs"
    vi = "Mẫu tem «{design}» chỉ dành cho lô đóng gói cho thị trường {expected}; lô {lot} {met_vi}."
    en = "The design “{design}” is only for batches packed for {expected}; batch {lot} was {met_en}."


class DesignNeedsBatch(DomainError):
    code = "design-needs-batch"
    vi = "Mẫu tem «{design}» dành cho thùng hoặc cho một thị trường, nên cần một lô; tem trắng chỉ dán lên quả."
    en = "The design “{design}” is for cartons or for a market and needs a batch; blank labels are for fruit alone."


class RangeReversed(DomainError):
    code = "range-reversed"
    vi = "Khoảng tem bắt đầu ở {first} nhưng kết thúc ở {last}: số cuối phải bằng hoặc lớn hơn số đầu."
    en = "The range begins at {first} and ends at {last}: the last label must be the first or a later one."


class DesignPrintsNoCarton(DomainError):
    code = "design-prints-no-carton"
    vi = "Mẫu tem «{design}» không in {what_vi}; hãy bỏ giá trị {met} hoặc chọn mẫu có in."
    en = "The design “{design}” does not print the {what_en}; leave out {met}, or choose a design that does."
