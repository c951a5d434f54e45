"""People who hold a role, and the accounts they log in with. An account is not a person."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from ikrar.domain.ledger.guard import Housekeeping, Record


class Person(Record):
    """Somebody who works with the programme: officer, operator, head, task-force member, auditor."""

    ref = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    nip = models.CharField(max_length=18, null=True, unique=True)
    position = models.CharField(max_length=200, default="", blank=True)
    email = models.EmailField(default="", blank=True)

    class Privacy:
        open = {"ref"}
        personal = {"name", "nip", "position", "email"}

    def __str__(self) -> str:
        return f"{self.ref} {self.name}"

    @property
    def actor_ref(self) -> str:
        """How the ledger names this person."""
        return f"person:{self.ref}"

    @property
    def subject_ref(self) -> str:
        return f"person:{self.ref}"


class Accounts(BaseUserManager["Account"]):
    """Finds accounts by their user name, however it was typed."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=normal_username(username or ""))


class Account(AbstractBaseUser, Housekeeping):
    """The login of one person: user name (a NIP or a name), password, and what allauth adds."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(default="", blank=True)
    is_active = models.BooleanField(default=True)
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[Accounts] = Accounts()

    def __str__(self) -> str:
        return self.username

    @property
    def is_staff(self) -> bool:
        return False

    @property
    def is_superuser(self) -> bool:
        return False


def normal_username(typed: str) -> str:
    """The stored form of a user name: lower case; a NIP without its spaces and dots."""
    plain = typed.strip().lower()
    digits = plain.replace(" ", "").replace(".", "").replace("-", "")
    return digits if digits.isdigit() and len(digits) == 18 else plain


class CodeReset(Record):
    """A request to take the second factor off an account: one officer asks, another one confirms."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="code_resets")
    reason = models.CharField(max_length=160)
    requested_at = models.DateTimeField()
    requested_by = models.CharField(max_length=60)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=60, default="", blank=True)

    class Privacy:
        open = {"person", "reason", "requested_at", "requested_by", "confirmed_at", "confirmed_by"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(confirmed_by=models.F("requested_by")),
                name="code_reset_needs_a_second_officer",
            )
        ]

    def __str__(self) -> str:
        return f"code reset {self.pk}"


class Outbox(Housekeeping):
    """A mail that is owed: about what, how far it has come, when it is tried next. It holds no address and no text."""

    key = models.CharField(max_length=80, unique=True)  # one row for each kind of letter and thing: never twice
    kind = models.CharField(max_length=20)  # which letter, e.g. signed
    about = models.CharField(max_length=80)  # subject of the ledger, e.g. pledge:7K3M9QX2
    stage = models.CharField(max_length=10, default="waiting")  # outbox.Stage
    tries = models.SmallIntegerField(default=0)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=60, default="", blank=True)  # its kind, never its text

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(stage="waiting"), name="outbox_waiting")]

    def __str__(self) -> str:
        return f"{self.key} {self.stage}"


class Notice(Housekeeping):
    """Something a person should know: which kind, about what, and whether it was seen. It holds no name and no text."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)  # words stand under notice.<kind>, the page in web/notices
    about = models.CharField(max_length=80)  # subject of the ledger, e.g. letter:7K3M9QX2
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "about"], name="a_notice_is_given_once")
        ]
        indexes = [models.Index(fields=["person", "made_at"], name="notice_by_person")]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"


class MailWish(Housekeeping):
    """How a person wants notices by mail: at once, one digest a day, or none. Without a row: the digest."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="mail_wish")
    wish = models.CharField(max_length=10, default="digest")  # notices.Wish

    def __str__(self) -> str:
        return f"{self.person_id} {self.wish}"
