"""What joining batches refuses."""

from batches.errors import DomainError


class LineageCycle(DomainError):
    code = "lineage-cycle"
    vi = "Lô {output} đã nằm trong nguồn gốc của lô {input}: không thể lấy {input} làm đầu vào của {output}."
    en = "Batch {output} is among the origins of batch {input} already: {input} cannot be an input of {output}."
