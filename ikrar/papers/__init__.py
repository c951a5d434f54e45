"""Paper and files made from records: typeset PDF, workbooks, QR. Callers fill frozen dataclasses; no models here."""
