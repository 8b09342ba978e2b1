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
