"""VietGAP and other certificates, and when one may be claimed."""
