import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.evidence import Fact
from domain.lead_state import ORDER
from domain.package import Absent
from domain.progress import AGENTS as ALL_AGENTS
from pipeline.agents.base import AGENTS, THIN_AGENTS, step_named, steps_for
from pipeline.dossier import Dossier, Intake
from tests.factories import grown, make_dossier, rich_dossier, rich_facts, thin_dossier


def test_the_order_is_the_one_that_progress_counts_by() -> None:
    assert ("harvester", *AGENTS) == ALL_AGENTS
    assert [a for a in AGENTS if a in THIN_AGENTS] == list(THIN_AGENTS)


@pytest.mark.parametrize("name", AGENTS)
def test_every_name_is_a_step_with_its_own_words(name: str) -> None:
    step = step_named(name)
    assert step.name == name
    assert step.description.endswith(".")
    assert set(step.output.model_fields) <= set(Dossier.model_fields)


def test_states_only_go_forward() -> None:
    states = [ORDER.index(step_named(name).state) for name in AGENTS]
    assert states == sorted(states)


def test_the_path_decides_the_steps() -> None:
    assert [s.name for s in steps_for(rich_dossier())] == list(AGENTS)
    thin = rich_dossier().grown(intake=Intake(path="thin", reason="little"))
    assert [s.name for s in steps_for(thin)] == list(THIN_AGENTS)


def sections(dossier: Dossier) -> dict[str, object]:
    return {field: getattr(dossier, field) for field in Dossier.model_fields if field not in ("lead", "context", "site", "facts", "intake")}


@pytest.mark.parametrize("dossier", [rich_dossier(), thin_dossier(), make_dossier()], ids=["rich", "thin", "empty"])
def test_after_its_path_every_section_is_made_or_says_why_not(dossier: Dossier) -> None:
    done = sections(grown(dossier))
    absent = [section.absent for section in done.values() if isinstance(section, Absent)]
    assert not any(reason.startswith("Not reached") for reason in absent)
    assert all(reason.endswith(".") and len(reason) > 30 for reason in absent)


def test_the_rich_one_has_all_but_what_it_has_no_ground_for() -> None:
    missing = [name for name, section in sections(grown(rich_dossier())).items() if isinstance(section, Absent)]
    assert missing == ["competitors"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(rich_facts()), max_size=20, unique_by=lambda f: f.fact_id))
def test_any_set_of_facts_goes_all_the_way(facts: list[Fact]) -> None:
    assert not any(isinstance(s, Absent) and s.absent.startswith("Not reached") for s in sections(grown(make_dossier(*facts))).values())
