"""What sample people and real ones wrote to one another, taken out with the sample.

Requests, closings, whistles, reminders, files, papers and texts of reports. Called by `sample.clear`, in its turn.
"""

from django.db.models import F, Q

from tracker.actions.evidence import leave_disk
from tracker.actions.uploads import files_of
from tracker.choices import CandidateState, IssueState, ObjectionState, RequestState
from tracker.models import (
    Candidate,
    ChangeRequest,
    Closing,
    Issue,
    Objection,
    Reminder,
    ReportText,
    Upload,
    Whistle,
)

SAMPLE_REQUEST = Q(is_sample=True) | Q(department__is_sample=True) | Q(asked_by__is_sample=True)
SAMPLE_DECISION = Q(decided_by__is_sample=True) | Q(revision__is_sample=True)
SAMPLE_WHISTLE = (
    Q(is_sample=True)
    | Q(department__is_sample=True)
    | Q(raised_by__is_sample=True)
    | Q(withdrawn_by__is_sample=True)
    | Q(calls__department__is_sample=True)
    | Q(calls__signed_by__is_sample=True)
    | Q(calls__answered_by__is_sample=True)
    | Q(calls__rated_by__is_sample=True)
)
SAMPLE_SENT = Q(is_sample=True) | Q(department__is_sample=True) | Q(by__is_sample=True)
SAMPLE_OBJECTION = (
    Q(is_sample=True) | Q(department__is_sample=True) | Q(made_by__is_sample=True) | Q(issue__is_sample=True)
)
SAMPLE_CLOSING = (
    Q(is_sample=True)
    | Q(department__is_sample=True)
    | Q(drafted_by__is_sample=True)
    | Q(submitted_by__is_sample=True)
    | Q(returned_by__is_sample=True)
    | Q(accepted_by__is_sample=True)
)
# Removed as rows, so that nothing of them is undone


def remove_correspondence() -> None:
    """Requests, closings, whistles, reminders and files, where a sample person or department had a part."""
    Closing.objects.filter(SAMPLE_CLOSING).delete()
    ChangeRequest.objects.filter(SAMPLE_REQUEST).delete()
    _open_again()
    Whistle.objects.filter(pk__in=Whistle.objects.filter(SAMPLE_WHISTLE).values("pk")).delete()
    Reminder.objects.filter(SAMPLE_SENT).delete()
    uploads = Upload.objects.filter(SAMPLE_SENT)
    leave_disk(name for upload in uploads for name in files_of(upload))
    uploads.delete()
    _remove_papers()
    _remove_intake()


def _remove_intake() -> None:
    """Texts that sample people added; what they marked goes, and what they decided on real texts waits again."""
    ReportText.objects.filter(Q(is_sample=True) | Q(added_by__is_sample=True)).delete()
    Candidate.objects.filter(added_by__is_sample=True).delete()
    Candidate.objects.filter(lead__is_sample=True).update(lead=None)
    Candidate.objects.filter(decided_by__is_sample=True).update(
        state=CandidateState.WAITING, why="", decided_by=None, decided_at=None, row_version=F("row_version") + 1
    )


def _remove_papers() -> None:
    """Papers made from sample data or by sample people, and what was said about their scores."""
    Objection.objects.filter(SAMPLE_OBJECTION).delete()
    _await_answers()
    Issue.objects.filter(is_sample=True).delete()
    Issue.objects.filter(published_by__is_sample=True).update(
        state=IssueState.ISSUED, published_by=None, published_at=None, row_version=F("row_version") + 1
    )


def _await_answers() -> None:
    """A real objection that a sample supervisor answered waits again; it goes where a later one waits by now."""
    waiting = set(Objection.objects.filter(state=ObjectionState.OPEN).values_list("issue", "department"))
    for objection in Objection.objects.filter(answered_by__is_sample=True).order_by("-made_at", "-pk"):
        place = (objection.issue_id, objection.department_id)
        if place in waiting:
            objection.delete()
            continue
        objection.state, objection.answer = ObjectionState.OPEN, ""
        objection.answered_by, objection.answered_at = None, None
        objection.row_version += 1
        objection.save()
        waiting.add(place)


def _open_again() -> None:
    """A real request that a sample supervisor decided waits again, or is withdrawn where another one waits by now."""
    waiting = set(ChangeRequest.objects.open().values_list("target", flat=True))
    for change in ChangeRequest.objects.filter(SAMPLE_DECISION):
        is_free = change.target_id not in waiting
        change.state = RequestState.OPEN if is_free else RequestState.WITHDRAWN
        change.decided_by, change.decided_at, change.decision_reason, change.revision = None, None, "", None
        change.row_version += 1
        change.save()
        waiting.add(change.target_id)
