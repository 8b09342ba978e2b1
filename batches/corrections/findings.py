"""What a batch is rejected for when its own record was wrong."""

from batches.findings import Finding


class HarvestDidNotOccur(Finding):
    code = "harvest-did-not-occur"
    vi = "Việc thu hoạch lô này được khai là không xảy ra."
    en = "The harvest of this batch was declared not to have occurred."
