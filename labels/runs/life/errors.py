"""What the life of a run refuses."""

from batches.errors import DomainError


class SerialsBeyondRun(DomainError):
    code = "serials-beyond-run"
    vi = "Đợt in {run} có các tem từ 1 đến {quantity}, không có {met}."
    en = "Print run {run} has the labels 1 to {quantity}, not {met}."


class RunAwaitsApproval(DomainError):
    code = "run-awaits-approval"
    vi = "Đợt in {run} vượt số quả, đang chờ người khác duyệt."
    en = "Print run {run} is for more labels than fruit and awaits another person's approval."


class RunDeclined(DomainError):
    code = "run-declined"
    vi = "Đợt in {run} không được duyệt; mọi tem của đợt đã bị hủy."
    en = "Print run {run} was declined; all of its labels are void."


class RunClosed(DomainError):
    code = "run-closed"
    vi = "Đợt in {run} đã đóng lúc {closed_at}; tem chưa dán đã bị hủy."
    en = "Print run {run} was closed at {closed_at}; labels that were not applied are void."


class LabelsVoid(DomainError):
    code = "labels-void"
    vi = "Các tem {met} của đợt in {run} đã bị hủy; tem đã hủy không dùng lại được."
    en = "Labels {met} of print run {run} are void; a void label never returns."


class LabelsNotBound(DomainError):
    code = "labels-not-bound"
    vi = "Các tem {met} của đợt in {run} chưa gắn với lô nào."
    en = "Labels {met} of print run {run} are not bound to a batch yet."


class LabelsBound(DomainError):
    code = "labels-bound"
    vi = "Các tem {met} của đợt in {run} đã gắn với lô; tem chỉ gắn một lần."
    en = "Labels {met} of print run {run} are bound to a batch already; a label is bound once."


class RunAlreadyPrinted(DomainError):
    code = "run-already-printed"
    vi = "Các tem {met} của đợt in {run} đã in rồi. Muốn in lại, hãy xin in lại khoảng đó và nêu lý do."
    en = "Labels {met} of print run {run} have been printed. To print them again, ask for a reprint of that range."


class LabelsNotPrinted(DomainError):
    code = "labels-not-printed"
    vi = "Các tem {met} của đợt in {run} chưa in lần nào: hãy in bình thường, không cần xin in lại."
    en = "Labels {met} of print run {run} have not been printed yet: print them; no reprint is needed."


class RunDecided(DomainError):
    code = "run-decided"
    vi = "Đợt in {run} không chờ ai duyệt."
    en = "Print run {run} does not wait for anybody's approval."


class ReprintDecided(DomainError):
    code = "reprint-decided"
    vi = "Yêu cầu in lại {id} của đợt in {run} đã được trả lời, hoặc đã hết cùng với đợt in."
    en = "The reprint {id} of print run {run} was answered before, or ended with its run."
