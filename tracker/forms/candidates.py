"""What is decided on a passage of a report; several at once; and a passage marked by hand."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.choices import CandidateState, Comparison, Kind, Tense, Why
from tracker.forms.days import MonthField
from tracker.forms.figures import FigureField
from tracker.models import Area, Candidate, Department, ReportText, Target
from tracker.rules.intake import proposed_terms, why_of

TERMS = [*("name", "name_en", "kind", "comparison", "value", "value_high", "tolerance", "unit", "unit_en")]
TERMS += ["area", "lead", "first_month", "due"]
REASONS = ["why", "words", "merged_into", "about"]
NEEDED = ("name", "kind", "comparison", "value", "unit")
NEARBY = 400  # characters around a passage in which another may be what it belongs to


class DecisionForm(forms.Form):
    """One passage: target with its terms, listed promise, or left out and why. `decided`: the columns to write."""

    use_required_attribute = False
    state = forms.TypedChoiceField(
        label=gettext_lazy("Decision"), choices=CandidateState, coerce=CandidateState, widget=forms.RadioSelect
    )
    name = forms.CharField(label=gettext_lazy("Name of the target"), max_length=100, required=False)
    name_en = forms.CharField(label=gettext_lazy("English name (if any)"), max_length=150, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[("", "–"), *Kind.choices], required=False)
    comparison = forms.ChoiceField(
        label=gettext_lazy("Comparison"), choices=[("", "–"), *Comparison.choices], required=False
    )
    value = FigureField(label=gettext_lazy("Figure, in the unit of the report"), required=False)
    value_high = FigureField(label=gettext_lazy("Upper figure (only for “between”)"), required=False)
    tolerance = FigureField(label=gettext_lazy("Tolerance (only for “about”)"), required=False)
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=20, required=False)
    unit_en = forms.CharField(label=gettext_lazy("English unit (if any)"), max_length=40, required=False)
    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Task area"), required=False, empty_label=gettext_lazy("By its heading")
    )
    lead = forms.ModelChoiceField(
        Department.objects.none(), label=gettext_lazy("Lead department"), required=False, empty_label="–"
    )
    first_month = MonthField(label=gettext_lazy("Start month"), required=False)
    due = MonthField(label=gettext_lazy("Due month"), required=False)
    why = forms.ChoiceField(label=gettext_lazy("Why it is left out"), choices=[("", "–"), *Why.choices], required=False)
    words = forms.CharField(label=gettext_lazy("In words"), max_length=300, required=False)
    merged_into = forms.ModelChoiceField(
        Candidate.objects.none(), label=gettext_lazy("Part of this passage"), required=False, empty_label="–"
    )
    about = forms.ModelChoiceField(
        Target.objects.none(), label=gettext_lazy("Tells the result of this target"), required=False, empty_label="–"
    )
    row_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, candidate: Candidate, **options: Any) -> None:
        """`candidate`: the passage, with its text and report."""
        super().__init__(*args, **options)
        self.candidate = candidate
        self.report = candidate.text.report
        near = Candidate.objects.filter(
            text=candidate.text_id, start__gte=candidate.start - NEARBY, start__lte=candidate.end + NEARBY
        )
        rows: dict[str, Any] = {
            "area": self.report.areas.all(),
            "lead": Department.objects.filter(successor__isnull=True),
            "merged_into": near.exclude(pk=candidate.pk).exclude(tense=Tense.OTHER),
            "about": Target.objects.filter(report__year__lt=self.report.year).order_by("-report__year", "order"),
        }
        for name, queryset in rows.items():
            field: Any = self.fields[name]
            field.queryset = queryset

    @property
    def terms(self) -> list[forms.BoundField]:
        """The fields of a target's terms."""
        return [self[name] for name in TERMS]

    @property
    def reasons(self) -> list[forms.BoundField]:
        """The fields of what is left out."""
        return [self[name] for name in REASONS]

    def clean(self) -> dict[str, Any]:
        """Everything that is wrong, each beside its field."""
        super().clean()
        state = self.cleaned_data.get("state")
        if self.cleaned_data.get("merged_into") and not self.cleaned_data.get("why"):
            self.cleaned_data["why"] = Why.DUPLICATE
        if state == CandidateState.LEFT_OUT:
            self._check_reason()
        if state == CandidateState.TARGET:
            self._check_target()
        return self.cleaned_data

    def _check_reason(self) -> None:
        why = self.cleaned_data.get("why")
        if not why:
            self.add_error("why", _("Say why it is left out."))
        if why == Why.OTHER and not self.cleaned_data.get("words"):
            self.add_error("words", _("Say the reason in words."))

    def _check_target(self) -> None:
        for name in NEEDED:
            if name not in self.errors and self.cleaned_data.get(name) in (None, ""):
                self.add_error(name, _("A target needs this."))
        if self.errors:
            return
        given = {name: self.cleaned_data[name] for name in TERMS if name not in {"first_month", "due", "area"}}
        start = self.cleaned_data["first_month"] or self.report.first_month
        due = self.cleaned_data["due"] or self.report.first_month.replace(month=12)
        target = Target(report=self.report, start=start, due=due, **given)
        try:
            target.clean()
            target.validate_constraints(exclude={"report", "code", "area"})
        except ValidationError as error:
            wrong = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            for name, words in wrong.items():
                place = {"start": "first_month"}.get(name, name)
                self.add_error(place if place in self.fields else None, words)

    @property
    def decided(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The decision's columns and a target's terms, without what the state has no use for."""
        state, data = self.cleaned_data["state"], self.cleaned_data
        is_out = state == CandidateState.LEFT_OUT
        reasons = {name: data[name] for name in REASONS} if is_out else {}
        terms = {name: data[name] for name in TERMS} if state == CandidateState.TARGET else {}
        return {"state": state} | reasons, terms


def first_of(candidate: Candidate, about: Target | None = None) -> dict[str, Any]:
    """What the form opens with: what was decided, else what the reader proposes and, of results, the likely target."""
    known = {"state": candidate.state, "row_version": candidate.row_version}
    if candidate.state != CandidateState.WAITING:
        return {name: getattr(candidate, name) for name in TERMS + REASONS} | known
    report = candidate.text.report
    months = {"first_month": report.first_month, "due": report.first_month.replace(month=12)}
    proposed = proposed_terms(candidate.proposed) if candidate.tense != Tense.OTHER else {}
    why = "" if candidate.tense == Tense.COMMITMENT else why_of(Tense(candidate.tense), candidate.ground)
    return proposed | months | known | {"why": why, "about": about}


class ManyForm(forms.Form):
    """The passages ticked, what becomes of them, and why."""

    state = forms.TypedChoiceField(
        choices=[(each, each.label) for each in (CandidateState.PROMISE, CandidateState.LEFT_OUT)],
        coerce=CandidateState,
    )
    why = forms.ChoiceField(choices=[("", gettext_lazy("the reader's own reason")), *Why.choices], required=False)


class PassageForm(forms.Form):
    """A passage marked by hand: by its place, or by typing words that stand in the text once. Cleaned: `place`."""

    phrase = forms.CharField(label=gettext_lazy("Words of the passage"), max_length=500, strip=False)
    start = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, text: ReportText, **options: Any) -> None:
        """`text`: the one they are looked for in."""
        super().__init__(*args, **options)
        self.text = text.text

    def clean(self) -> dict[str, Any]:
        """Where the words stand."""
        super().clean()
        phrase, start = self.cleaned_data.get("phrase", ""), self.cleaned_data.get("start")
        if not phrase:
            return self.cleaned_data
        if start is None or self.text[start : start + len(phrase)] != phrase:
            phrase = phrase.strip()
            number = self.text.count(phrase) if phrase else 0
            if number != 1:
                words = _("These words stand in the text %(number)s times. Type words that stand in it once.")
                self.add_error("phrase", words % {"number": number})
                return self.cleaned_data
            start = self.text.index(phrase)
        self.cleaned_data["place"] = (start, start + len(phrase))
        return self.cleaned_data
