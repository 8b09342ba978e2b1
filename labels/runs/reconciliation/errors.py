"""What signing a card refuses."""

from batches.errors import DomainError


class LabelsLeftOver(DomainError):
    code = "labels-left-over"
    vi = "Lô {lot} còn {left_over} tem chưa dán mà cũng chưa hủy. Hãy đóng các đợt in trước khi ký đối chiếu."
    en = "Batch {lot} has {left_over} labels that are neither applied nor void. Close its print runs before you sign."


class SignOffNoteMissing(DomainError):
    code = "sign-off-note-missing"
    vi = "Lô {lot} lệch {difference} ({percent} % số quả), quá {alert} %: hãy ghi lý do khi ký đối chiếu."
    en = "Batch {lot} is {difference} off ({percent} % of its fruit), more than {alert} %: say why when you sign."
