"""The map of owners stays alive: corroboration is as good as it is."""

from collections import defaultdict

from pipeline.domain.feeds import Ownership
from pipeline.domain.folding import folded_words
from pipeline.domain.urls import host_of
from pipeline.lists import load_outlets

SEVERAL_SITES = {
    "fondation-hirondelle": "its studios in Mali and Niger",
    "state-ml": "organs of one state",
    "state-ne": "organs of one state",
    "state-bf": "organs of one state",
    "state-sn": "organs of one state",
    "state-ci": "organs of one state",
    "state-ru": "organs of one state",
    "state-cn": "organs of one state",
    "sahara-media": "its French site is on a name of its own",
    "media-trust": "Daily Trust and its Hausa paper",
    "france-medias-monde": "RFI and France 24",
    "jeune-afrique-media-group": "Jeune Afrique and The Africa Report",
    "euronews": "Africanews in two languages",
    "allafrica": "two languages",
    "us-department-of-defense": "its magazine and its centre for studies",
    "al-jazeera": "two languages",
    "un": "agencies of the United Nations",
}
"""Owners whose outlets have several sites, with the reason: nobody comes to own two houses by a slip of the pen."""

TRANSPORTS = {"news.google.com", "feeds.feedburner.com", "rss.app"}
"""Sites that carry the feeds of others: they prove no owner."""

SOURCES = load_outlets(None).sources


def site(address: str) -> str:
    return host_of(address)


def test_the_list_was_read() -> None:
    assert len(SOURCES) > 150
    assert sum(bool(source.owner) for source in SOURCES) > 60


def test_sources_of_one_site_have_one_owner() -> None:
    owners = defaultdict(set)
    for source in SOURCES:
        if site(source.home) not in TRANSPORTS:
            owners[site(source.home)].add(source.owner)
    assert {host: found for host, found in owners.items() if len(found) > 1} == {}


def test_an_owner_of_several_sites_is_listed_with_its_reason_and_no_reason_is_stale() -> None:
    sites = defaultdict(set)
    for source in SOURCES:
        if source.owner:
            sites[source.owner].add(
                site(source.home).split(".", 1)[-1] if source.owner in {"un"} else site(source.home)
            )
    assert {owner for owner, found in sites.items() if len(found) > 1} == set(SEVERAL_SITES)


def test_state_media_belong_to_their_state_and_only_states_own_them() -> None:
    for source in SOURCES:
        if source.ownership is Ownership.STATE and source.owner != "us-department-of-defense":
            assert source.owner == f"state-{source.country.lower()}", source.key
        if source.owner.startswith("state-"):
            assert source.ownership in {Ownership.STATE, Ownership.AGENCY}, source.key


def test_no_two_owners_are_one_name_written_twice() -> None:
    written = defaultdict(set)
    for source in SOURCES:
        if source.owner:
            written["".join(folded_words(source.owner))].add(source.owner)
    assert {key: names for key, names in written.items() if len(names) > 1} == {}


def test_the_three_states_and_their_news_agencies_are_there_with_their_label() -> None:
    owned = {source.owner for source in SOURCES}
    assert {"state-ml", "state-ne", "state-bf"} <= owned
    agencies = {source.owner for source in SOURCES if source.ownership is Ownership.AGENCY}
    assert {"state-ml", "state-ne", "state-bf"} <= agencies
