"""An incident in one line, for people."""

from datetime import date

from pipeline.cli.dossier import incident_line
from pipeline.domain.stories import Cause, Claimant, Evidence, Harm, Incident, Side

WORDS = Evidence(0, 2, "12")


def test_an_incident_tells_all_it_knows_in_one_line() -> None:
    incident = Incident(
        Harm.KILLED, 12, None, "title", 0, 2, "au moins 12 soldats tués", "djibo", side=Side.FORCES, precision=2,
        place_words=WORDS, day=date(2026, 11, 16), day_words=WORDS, claimant=Claimant.ARMY, claimed_by="fab",
        claim_words=Evidence(0, 2, "selon l'armée"), attackers=("jnim",), victims=("fab", "vdp"),
    )  # fmt: skip
    assert incident_line(incident) == (
        "killed: 12- (au moins 12 soldats tués); forces; near djibo; on 2026-11-16; by jnim; against fab, vdp; "
        "says fab (selon l'armée)"
    )


def test_an_incident_that_knows_only_its_figure_says_no_more() -> None:
    assert incident_line(Incident(Harm.INJURED, 5, 7, "text", 0, 2, "5 à 7 blessés")) == "injured: 5-7 (5 à 7 blessés)"


def test_an_earlier_count_is_shown_as_one() -> None:
    incident = Incident(Harm.KILLED, 37, 37, "text", 0, 2, "37 morts", superseded=True)
    assert incident_line(incident) == "killed: 37 (37 morts); an earlier count"


def test_a_toll_of_an_accident_is_never_shown_as_an_attack() -> None:
    incident = Incident(Harm.KILLED, 18, 18, "text", 0, 2, "18 morts", "sikasso", cause=Cause.ACCIDENT, precision=1)
    assert incident_line(incident) == "killed: 18 (18 morts); accident, no attack; at sikasso"
