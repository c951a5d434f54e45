"""Where does a notice lead? The page of the thing it is about, behind that page's own door."""

from django.urls import reverse

ADDRESSES: dict[str, str] = {
    "activity.photo_unchecked": "activities:activity",
    "activity.report_due": "activities:activity",
    "duty_note.answered": "invitations:note",
    "duty_note.written": "invitations:note",
    "instruction.changed": "instructions:instruction",
    "instruction.due_soon": "instructions:instruction",
    "instruction.late": "instructions:instruction",
    "instruction.received": "instructions:instruction",
    "invitation.decided": "invitations:invitation",
    "invitation.registered": "invitations:invitation",
    "invitation.report_due": "invitations:invitation",
    "invitation.tomorrow": "invitations:invitation",
    "letter.disposed": "letters:incoming",
    "letter.returned": "letters:letter",
    "letter.signed": "letters:letter",
    "letter.to_initial": "letters:letter",
    "letter.to_sign": "letters:letter",
    "meeting.follow_up_due": "taskforces:follow_up",
    "taskforce.declaration_due": "taskforces:declare",
    "taskforce.task_due": "taskforces:task",
    "taskforce.task_set": "taskforces:task",
    "test.closing_soon": "learning:test",
    "vulnerability.review_due": "vulnerabilities:entry",
}


def address_of(kind: str, about: str) -> str:
    """The address of the thing that a notice is about (`noun:ref`, or `noun:ref:occasion` for what comes again).

    Raises KeyError for a kind without a page.
    """
    return reverse(ADDRESSES[kind], args=[about.split(":")[1]])
