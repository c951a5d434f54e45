"""Texts people sign or are told: oath and pact, each version kept for ever."""

from django.db import models

from ikrar.domain.ledger.guard import Record


class Text(Record):
    """One version of one text. Its bytes never change; a better wording is a new version."""

    ref = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=10)  # oath | pact
    version = models.IntegerField()
    owner = models.CharField(
        max_length=40, default="", blank=True
    )  # ref of the body; empty: ours, for everybody
    title = models.CharField(max_length=160)
    body = models.TextField()  # canonical: UTF-8, NFC, LF (core/texts)
    sha256 = models.BinaryField(max_length=32)
    basis = models.TextField(default="", blank=True)  # the legal basis cited, one per line
    source = models.CharField(max_length=200, default="", blank=True)
    official = models.BooleanField(default=False)
    superseded_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="supersedes")

    class Privacy:
        open = {
            "ref",
            "kind",
            "version",
            "owner",
            "title",
            "body",
            "sha256",
            "basis",
            "source",
            "official",
            "superseded_by",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "version"], name="text_version_is_unique_for_its_owner"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version} {self.owner}"

    @property
    def subject_ref(self) -> str:
        return f"text:{self.ref}"
