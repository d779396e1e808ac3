from measures.enums import Status
from measures.rules.progress import Tally, count_statuses


def test_tally_counts_measures_without_entry_as_unreported():
    counted = count_statuses([Status.DONE, Status.DONE, Status.IN_PROGRESS, Status.NOT_STARTED, None])

    assert counted == Tally(done=2, in_progress=1, not_started=1, unreported=1)
    assert (counted.measures, counted.reported, counted.percent_done) == (5, 4, 40)


def test_tally_of_an_empty_plan_is_zero_percent():
    assert count_statuses([]).percent_done == 0


def test_percent_done_is_rounded_down():
    assert count_statuses([Status.DONE, Status.DONE, None]).percent_done == 66
