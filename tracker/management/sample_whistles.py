"""The whistles of the sample year: what blocked which target, who was called, what came of it. Invented throughout."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tracker.choices import Rating
from tracker.management.sample_steps import moment


class Part(StrEnum):
    """What a step of a whistle does."""

    RAISE = "raise"
    SIGN = "sign"
    ANSWER = "answer"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class CalledDesk:
    """A department called; `signed`, `answered` and `rated` are days, None where it has not come so far."""

    desk: str
    signed: date
    answered: date | None = None
    answer: str = ""
    rated: date | None = None
    rating: Rating = Rating.SATISFIED
    is_solved: bool = False
    word: str = ""


@dataclass(frozen=True, slots=True)
class SampleWhistle:
    """What blocks a target, who says so on which day, and who is called."""

    code: str
    desk: str
    raised: date
    needed: date
    problem: str
    called: tuple[CalledDesk, ...]


@dataclass(frozen=True, slots=True)
class WhistleStep:
    """One act on a whistle; `called` is whose part it is, None for raising."""

    at: datetime
    part: Part
    whistle: SampleWhistle
    called: CalledDesk | None = None


WHISTLES = (
    SampleWhistle(
        "HD-2021-15",
        "sample-f",
        raised=date(2021, 5, 12),
        needed=date(2021, 5, 28),
        problem="一处养老用房的消防通道被占用，验收未通过，床位无法启用。请到现场一并解决。",
        called=(
            CalledDesk(
                "sample-d",
                signed=date(2021, 5, 13),
                answered=date(2021, 5, 24),
                answer="已会同街道现场办公，补齐验收资料，床位启用手续同步办理。",
                rated=date(2021, 5, 26),
                rating=Rating.VERY_SATISFIED,
                is_solved=True,
                word="到场及时，问题当月解决。",
            ),
            CalledDesk(
                "sample-b",
                signed=date(2021, 5, 18),  # two days were given
                answered=date(2021, 5, 27),
                answer="已腾退通道一侧堆放物，另一侧由产权单位六月中旬前清理。",
                rated=date(2021, 5, 31),
                rating=Rating.FAIR,
                word="报到晚，一侧仍未清理，请继续跟进。",
            ),
        ),
    ),
    SampleWhistle(
        "HD-2021-22",
        "sample-a",
        raised=date(2021, 12, 8),
        needed=date(2021, 12, 24),
        problem="两处健身园的供电接入未办结，设备无法调试。请协调接入时间。",
        called=(CalledDesk("sample-e", signed=date(2021, 12, 9)),),
    ),
)


def whistle_steps() -> list[WhistleStep]:
    """Every step of every whistle, earliest first."""
    return sorted((step for whistle in WHISTLES for step in _of(whistle)), key=lambda step: step.at)


def _of(whistle: SampleWhistle) -> Iterator[WhistleStep]:
    yield WhistleStep(moment(whistle.raised, 9, 30), Part.RAISE, whistle)
    for minute, called in enumerate(whistle.called):
        yield WhistleStep(moment(called.signed, 10, minute), Part.SIGN, whistle, called)
        if called.answered:
            yield WhistleStep(moment(called.answered, 15, minute), Part.ANSWER, whistle, called)
        if called.rated:
            yield WhistleStep(moment(called.rated, 16, minute), Part.RATE, whistle, called)
