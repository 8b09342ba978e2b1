"""What a batch is held for when somebody looked at it closely."""

from batches.findings import Finding


class InspectionFailed(Finding):
    code = "inspection-failed"
    vi = "Kiểm tra ngày {inspected_on}: không đạt."
    en = "Inspected on {inspected_on}: it does not conform."


class LabTestFailed(Finding):
    code = "lab-test-failed"
    vi = "Phiếu kiểm nghiệm {report_no} của {laboratory} không đạt: {analytes}."
    en = "The report {report_no} of {laboratory} was not passed: {analytes}."
