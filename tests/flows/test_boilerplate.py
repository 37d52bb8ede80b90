"""What an outlet prints again and again does not make its reports look alike."""

from dataclasses import replace
from datetime import timedelta

from pipeline.flows.boilerplate import recurring_of
from pipeline.flows.regroup import regroup
from pipeline.flows.services import Services
from pipeline.flows.stages import analyse
from pipeline.flows.storing import store_article, store_version
from tests.flows.test_regroup import new
from tests.flows.world import START

NOTICE = (
    "L'association des lecteurs vous attend chaque premier samedi du mois au siège de la rédaction.\n"
    "Pour nous écrire, passez par la page des contacts ou par notre boîte, rue du Fleuve."
)
REPORTS = (
    "Le pont a rouvert mercredi après des mois de travaux que la mairie avait promis plus courts.\n"
    "Une foule attendait depuis l'aube, et les commerçants ont baissé leurs prix pour un jour.",
    "Deux cents élèves du lycée technique n'ont toujours pas de salle, trois semaines après la rentrée.\n"
    "Les parents parlent d'une tente dressée dans la cour, où l'eau entre dès qu'il pleut un peu fort.",
    "La récolte de mil s'annonce mauvaise dans le cercle, dit la chambre d'agriculture, faute de semences.\n"
    "Les greniers communaux ne tiendront pas jusqu'en mars si les camions de l'office ne passent pas.",
)
OTHER = (
    "Au stade, la finale du tournoi des quartiers s'est jouée sous la lampe des motos, le courant ayant sauté.\n"
    "Le vainqueur recevra un mouton et deux jeux de maillots, a promis le commerçant qui finance la coupe."
)


def seen(services: Services, *, weeks: int) -> None:
    for number, report in enumerate(REPORTS):
        made = new(f"radio-{number}", f"{report}\n{NOTICE}", -24 * 7 * weeks + number)
        store_article(services, replace(made, source="radio"), None)


def test_a_notice_of_the_week_before_is_known_and_this_weeks_is_not_yet(services: Services) -> None:
    seen(services, weeks=1)
    assert len(recurring_of(services, "radio", START)) == len(NOTICE.split("\n"))
    assert recurring_of(services, "radio", START - timedelta(weeks=1)) == frozenset()
    assert recurring_of(services, "", START) == frozenset()


def test_what_was_worked_out_for_a_week_holds_whatever_arrives_later(services: Services) -> None:
    assert recurring_of(services, "radio", START) == frozenset()
    seen(services, weeks=1)
    assert recurring_of(services, "radio", START) == frozenset()


def test_reports_that_share_nothing_but_a_notice_are_not_compared_by_it(services: Services) -> None:
    seen(services, weeks=1)
    known = recurring_of(services, "radio", START)
    made = new("radio", f"{OTHER}\n{NOTICE}", 0)
    left = analyse(made.analysis.document, known)
    assert left.own_text == OTHER
    assert left.fingerprint == analyse(new("x", OTHER, 0).analysis.document).fingerprint


def test_what_is_left_out_is_kept_with_the_version_and_a_changed_notice_is_still_a_change(services: Services) -> None:
    seen(services, weeks=1)
    known = recurring_of(services, "radio", START)
    made = new("gazette", f"{OTHER}\n{NOTICE}", 0)
    analysis = analyse(made.analysis.document, known)
    store_article(services, replace(made, analysis=analysis), None)
    with services.store.reading() as view:
        stored = view.articles.find([made.url_key]) or 0
        assert view.articles.texts([stored])[stored] == OTHER
        assert view.articles.document(stored).text == made.analysis.document.text
    assert not store_version(services, stored, made.analysis, None)  # the same words, whatever is left out
    assert store_version(services, stored, new("gazette", OTHER, 0).analysis, None)
    assert regroup(services) >= 1
