"""Documentation of an activity: photos in their sizes, the check before publishing, and the news on the public page."""

from django.db import models

from ikrar.domain.ledger.guard import Record
from ikrar.domain.programme.models.activities import Activity
from ikrar.domain.roster.models import Agency


class ElectionSigns(Record):
    """What a body lists as signs of one election (gestures, numbers, colours): shown at the check; the newest counts."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="election_signs")
    election = models.CharField(max_length=30)  # code of the calendar
    signs = models.TextField()  # one a line
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=60)

    class Privacy:
        open = {"agency", "election", "signs", "written_at", "written_by"}

    def __str__(self) -> str:
        return f"signs {self.pk}"

    @property
    def subject_ref(self) -> str:
        return f"election_signs:{self.pk}"


class Photo(Record):
    """A photo or a press clipping of an activity, with caption and credits. Removed ones keep row and reason, no file."""

    ref = models.CharField(max_length=12, unique=True)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="photos")
    place_in_order = models.IntegerField(default=0)
    is_clipping = models.BooleanField(default=False)  # of the press: for the record only, never published
    caption = models.CharField(max_length=300, default="", blank=True)
    alt = models.CharField(max_length=300, default="", blank=True)  # for whoever does not see it
    writer = models.CharField(max_length=120, default="", blank=True)
    editor = models.CharField(max_length=120, default="", blank=True)
    layout = models.CharField(max_length=120, default="", blank=True)
    photographer = models.CharField(max_length=120, default="", blank=True)
    source_sha256 = models.BinaryField(
        max_length=32
    )  # of the file as it was handed in: the same one is taken once
    masks = models.TextField(default="[]", blank=True)  # JSON list of x, y, width, height in percent
    mask_round = models.SmallIntegerField(default=0)  # a check holds for one state of the masks only
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=60)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.CharField(max_length=60, default="", blank=True)
    removed_because = models.CharField(max_length=200, default="", blank=True)

    class Privacy:
        open = {
            "ref", "activity", "place_in_order", "is_clipping", "masks", "mask_round", "added_at", "added_by",
            "removed_at", "removed_by",
        }  # fmt: skip
        internal = {"source_sha256"}
        personal = {"caption", "alt", "writer", "editor", "layout", "photographer", "removed_because"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "source_sha256"],
                condition=models.Q(removed_at__isnull=True),
                name="photo_stands_once_in_an_activity",
            )
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"photo:{self.ref}"


class PhotoFile(Record):
    """One file of a photo: a size without metadata, the same with its masks, or the original where it was wanted."""

    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="files")
    which = models.CharField(max_length=8)  # core.photos.Which: kept, masked, original
    box = models.IntegerField()  # 320, 960 or 1920; 0 for the original
    width = models.IntegerField()
    height = models.IntegerField()
    name = models.CharField(max_length=160)  # kept file
    sha256 = models.BinaryField(max_length=32)

    class Privacy:
        open = {"photo", "which", "box", "width", "height"}
        internal = {"name", "sha256"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["photo", "which", "box"], name="photo_has_a_size_once")]

    def __str__(self) -> str:
        return f"{self.which} {self.box} of {self.photo_id}"


class PoseCheck(Record):
    """Somebody looked at a photo for the five points before it may be published; the newest check counts."""

    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="checks")
    mask_round = models.SmallIntegerField()
    no_gesture = models.BooleanField()  # none at all, not only those on the list
    no_attribute = models.BooleanField()
    no_colour = models.BooleanField()
    no_number = models.BooleanField()
    no_material = models.BooleanField()
    note = models.CharField(max_length=200, default="", blank=True)
    signs_sha256 = models.BinaryField(max_length=32, null=True)  # of the list of signs that was shown
    checked_at = models.DateTimeField()
    checked_by = models.CharField(max_length=60)

    class Privacy:
        open = {
            "photo", "mask_round", "no_gesture", "no_attribute", "no_colour", "no_number", "no_material",
            "signs_sha256", "checked_at", "checked_by",
        }  # fmt: skip
        internal = {"note"}

    def __str__(self) -> str:
        return f"check {self.pk}"

    @property
    def is_fit(self) -> bool:
        """Whether all five points hold."""
        return self.no_gesture and self.no_attribute and self.no_colour and self.no_number and self.no_material


class News(Record):
    """One news item about an activity: a draft, then on the public page of the body, perhaps withdrawn with a reason."""

    ref = models.CharField(max_length=12, unique=True)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="news")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="news")
    stage = models.CharField(max_length=10, default="draft")  # core.activities.NewsStage
    title = models.CharField(max_length=160)
    text = models.TextField()  # a paragraph after an empty line
    writer = models.CharField(max_length=120, default="", blank=True)
    editor = models.CharField(max_length=120, default="", blank=True)
    layout = models.CharField(max_length=120, default="", blank=True)
    photographer = models.CharField(max_length=120, default="", blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=60)
    published_at = models.DateTimeField(null=True)  # the first time
    published_by = models.CharField(max_length=60, default="", blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=60, default="", blank=True)
    withdrawn_because = models.CharField(max_length=200, default="", blank=True)  # stands on the public page

    class Privacy:
        open = {
            "ref", "activity", "agency", "stage", "changed_at", "changed_by", "published_at", "published_by",
            "withdrawn_at", "withdrawn_by", "withdrawn_because",
        }  # fmt: skip
        personal = {"title", "text", "writer", "editor", "layout", "photographer"}

    class Meta:
        indexes = [models.Index(fields=["agency", "stage", "published_at"], name="news_of_a_body")]

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"news:{self.ref}"


class NewsPhoto(Record):
    """A photo that stands in a news item, in order."""

    news = models.ForeignKey(News, on_delete=models.PROTECT, related_name="photos")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="in_news")
    place_in_order = models.SmallIntegerField(default=0)

    class Privacy:
        open = {"news", "photo", "place_in_order"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["news", "photo"], name="photo_stands_once_in_news")]

    def __str__(self) -> str:
        return f"{self.photo_id} in {self.news_id}"
