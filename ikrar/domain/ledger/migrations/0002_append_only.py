"""The ledger only grows: the database itself refuses to change or delete an entry; the index is set once."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER ledger_entry_stays BEFORE DELETE ON ledger_entry
       BEGIN SELECT RAISE(ABORT, 'a ledger entry is never deleted'); END""",
    """CREATE TRIGGER ledger_entry_is_never_edited BEFORE UPDATE ON ledger_entry
       WHEN OLD."index" IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.ref IS NOT OLD.ref OR NEW.fact IS NOT OLD.fact
         OR NEW.subject IS NOT OLD.subject OR NEW.actor IS NOT OLD.actor OR NEW.at IS NOT OLD.at
         OR NEW.details IS NOT OLD.details OR NEW.leaf IS NOT OLD.leaf OR NEW.salt IS NOT OLD.salt
         OR NEW."key" IS NOT OLD."key" OR NEW.day_only IS NOT OLD.day_only
       BEGIN SELECT RAISE(ABORT, 'a ledger entry is never edited'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION ledger_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'a ledger entry is never deleted'; END IF;
         IF OLD.index IS NOT NULL THEN RAISE EXCEPTION 'a ledger entry is never edited'; END IF;
         OLD.index := NEW.index;
         IF NEW IS DISTINCT FROM OLD THEN RAISE EXCEPTION 'a ledger entry is never edited'; END IF;
         RETURN NEW;
       END $$""",
    """CREATE TRIGGER ledger_entry_stays BEFORE UPDATE OR DELETE ON ledger_entry
       FOR EACH ROW EXECUTE FUNCTION ledger_entry_guard()""",
]


def add_triggers(apps, editor):
    if editor.connection.alias != "default":
        return
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(add_triggers, migrations.RunPython.noop, elidable=False)]
