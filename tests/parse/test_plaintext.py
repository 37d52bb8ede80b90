from pathlib import Path

import pytest

from pipeline.domain.articles import Basis, DateSource, Document, Reason, Rejected
from pipeline.parse.plaintext import MAX_BYTES, read_seed_document
from tests.parse.golden import NOW, expected, iso, pairs

TEXT = """Un convoi de plus de cent camions-citernes est arrivé jeudi soir dans la capitale sous escorte militaire.

Selon des habitants, les stations-service étaient fermées depuis une semaine et le prix du litre avait triplé."""

SHARED = Path(__file__).parents[2].parent / "shared" / "seeds"
PARAGRAPH = (
    "The bridge over the Bani, closed since the flood of last year, will reopen to lorries on Monday, the regional "
    "council said, after engineers finished the new pillars."
)


def document(body: bytes, name: str = "seed.txt") -> Document:
    read = read_seed_document(body, name=name, now=NOW)
    assert isinstance(read, Document)
    return read


@pytest.mark.parametrize("path", pairs("seeds"), ids=lambda path: path.name)
def test_a_golden_seed_document_is_read_as_expected(path: Path) -> None:
    read = document(path.read_bytes(), path.name)
    truth = expected(path)
    assert read.text.split("\n\n") == truth["text"]
    assert (read.title, list(read.captions), read.credit) == (truth["title"], truth["captions"], truth["credit"])
    assert (iso(read.published), read.language, read.site) == (truth["published"], truth["language"], truth["site"])
    assert read.basis is Basis.SEED


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_of_a_seed_document_is_found(codec: str) -> None:
    assert "Ségou – l’armée" in document(f"Titre\n\n{PARAGRAPH} Ségou – l’armée.".encode(codec)).text


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", Reason.EMPTY),
        (b"\n \n", Reason.EMPTY),
        (b"Source link\n\nLeave a Reply\n", Reason.EMPTY),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), Reason.WRONG_TYPE),
        (b"%PDF-1.4", Reason.WRONG_TYPE),
        (b"a" * (MAX_BYTES + 1), Reason.TOO_BIG),
    ],
    ids=["nothing", "blank", "residue", "png", "pdf", "long"],
)
def test_what_is_no_text_is_rejected(body: bytes, why: Reason) -> None:
    read = read_seed_document(body, name="seed.txt", now=NOW)
    assert isinstance(read, Rejected)
    assert read.reason is why


def test_without_a_title_line_the_first_sentence_is_the_title() -> None:
    read = document(f"{PARAGRAPH}\n\n{PARAGRAPH}".encode())
    assert read.title.startswith("The bridge over the Bani, closed since the flood of last year,")
    assert read.title.endswith("…")
    assert len(read.title) <= 120
    assert read.text.startswith(PARAGRAPH)


def test_a_line_of_prose_is_not_taken_for_a_title() -> None:
    assert document(f"Il pleut à Mopti.\n\n{PARAGRAPH}".encode()).text.startswith("Il pleut à Mopti.")


def test_html_is_read_as_a_page_is() -> None:
    body = f"<html><title>The bridge - Delta Wire</title><h1>The bridge</h1><p>{PARAGRAPH}</p></html>".encode()
    read = document(body, "seed.html")
    assert (read.title, read.text, read.basis) == ("The bridge", PARAGRAPH, Basis.SEED)


def test_a_text_file_that_holds_a_page_is_read_as_one() -> None:
    assert document(f"<!DOCTYPE html><html><p>{PARAGRAPH}</p></html>".encode(), "seed.txt").text == PARAGRAPH


def test_the_line_that_says_when_it_was_published_dates_a_text() -> None:
    read = document(f"Un titre\n\nPublié le 20 novembre 2025 à 10h30\n\n{PARAGRAPH}".encode())
    assert (iso(read.published), read.date_source) == ("2025-11-20T10:30:00+00:00", DateSource.DECLARED)
    assert "Publié" not in read.text


def test_markdown_without_front_matter_is_titled_by_its_heading() -> None:
    read = document(f"# Un *titre*\n\n{PARAGRAPH}\n\n---\n\nFin.\n".encode(), "seed.md")
    assert (read.title, read.text) == ("Un titre", f"{PARAGRAPH}\n\nFin.")


def test_a_rule_at_the_start_of_markdown_is_no_front_matter() -> None:
    assert document(f"---\n\n{PARAGRAPH}".encode(), "seed.md").text == PARAGRAPH


def test_html_and_code_inside_markdown_become_text() -> None:
    read = document(f"{PARAGRAPH}\n\n<div>Un <b>bloc</b></div>\n\n    du code\n".encode(), "seed.md")
    assert read.text == f"{PARAGRAPH}\n\nUn bloc\n\ndu code"


def test_an_empty_title_is_never_given() -> None:
    assert document(b"12", "notes de terrain.txt").title == "12"
    assert document(b"!", "dossier/notes de terrain.txt").title


def test_the_first_seed_document_handed_over_comes_out_right() -> None:
    path = SHARED / "000_871930be640b2b94.txt"
    if not path.exists():
        pytest.skip(f"no seed documents in {SHARED.name}/: the client's texts are not part of the project")
    read = document(path.read_bytes(), path.name)
    paragraphs = read.text.split("\n\n")
    assert (len(paragraphs), len(read.captions)) == (35, 12)
    assert {"From isolation to cluster architecture", "What to expect?"} <= set(paragraphs)
    assert not any(gone in read.text for gone in ("Mali map", "(Reuters)", "REUTERS/", "Source link", "Leave a Reply"))
    assert read.title.startswith("Since the beginning of 2025, Mali")


def test_the_second_seed_document_handed_over_is_titled_by_its_first_line() -> None:
    path = SHARED / "004_d4a151bdd2a145e5.txt"
    if not path.exists():
        pytest.skip(f"no seed documents in {SHARED.name}/: the client's texts are not part of the project")
    read = document(path.read_bytes(), path.name)
    assert read.title == "Russia’s Shifting Tides: Mali’s Strategic Pivot and the Sahel’s New Security Chapter"
    assert len(read.text.split("\n\n")) == 3
    assert read.captions == ()


WIDE = """Les habitants de la ville ont vu arriver jeudi un premier convoi de camions depuis le début du blocus, sous
escorte que plusieurs témoins disent nombreuse, et les files d'attente se sont formées aussitôt devant les stations qui
restent fermées depuis onze jours, a raconté au téléphone un commerçant du grand marché.

Les autorités assurent que la distribution reprendra vendredi matin dans tous les quartiers, et que la priorité ira aux
hôpitaux, aux boulangeries et aux groupes électrogènes de la société des eaux, dont les réserves étaient presque vides
selon un responsable qui ne veut pas être nommé.
"""


def test_lines_broken_to_a_wide_width_are_joined_again() -> None:
    read = read_seed_document(WIDE.encode(), name="a.txt", now=NOW)
    assert isinstance(read, Document)
    assert read.text == "\n\n".join(" ".join(block.split()) for block in WIDE.split("\n\n"))


def test_long_lines_of_their_own_stay_paragraphs() -> None:
    text = "\n".join(f"Paragraphe {'long ' * n}fini." for n in (30, 12, 25, 18, 28, 9))
    read = read_seed_document(text.encode(), name="a.txt", now=NOW)
    assert isinstance(read, Document)
    assert read.text.count("\n\n") == 5


FEED = '<rss version="2.0"><channel><title>Une radio</title><item><title>Un titre</title></item></channel></rss>'
XHTML = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!-- a page -->\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml"><head>'
    f"<title>The bridge</title></head><body><p>{PARAGRAPH}</p><p>{PARAGRAPH.replace('Monday', 'Sunday')}</p></body>"
    "</html>"
)


@pytest.mark.parametrize(
    "body",
    [
        f'<?xml version="1.0"?>\n{FEED}',
        f"\ufeff\n<!-- a list -->{FEED}",
        FEED.replace("rss", "RSS"),
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>text</x>',
        '<entry xmlns="http://www.w3.org/2005/Atom" xmlns:xhtml="http://www.w3.org/1999/xhtml"><title>x</title></entry>',
        '<opml version="2.0"><body/></opml>',
    ],
)
@pytest.mark.parametrize("name", ["seed.txt", "seed.md", "seed.html", "seed"])
def test_xml_that_is_no_page_is_no_seed_document(body: str, name: str) -> None:
    read = read_seed_document(body.encode(), name=name, now=NOW)
    assert isinstance(read, Rejected)
    assert (read.reason, read.detail) == (Reason.WRONG_TYPE, "XML")


@pytest.mark.parametrize("suffix", ["xml", "opml", "toml", "json", "jsonl", "CSV", "yaml", "yml"])
def test_a_file_of_records_is_no_seed_document_whatever_it_holds(suffix: str) -> None:
    read = read_seed_document(f"Titre\n\n{PARAGRAPH}".encode(), name=f"seed.{suffix}", now=NOW)
    assert isinstance(read, Rejected)
    assert read.reason is Reason.WRONG_TYPE


@pytest.mark.parametrize("name", ["page.xhtml", "page.txt", "page"])
def test_a_page_written_as_xml_is_read_as_a_page(name: str) -> None:
    read = document(XHTML.encode(), name)
    assert read.title == "The bridge"
    assert "<" not in read.text
    assert PARAGRAPH in read.text


@pytest.mark.parametrize("start", ["<b>Bamako</b>, lundi.", "<!-- draft -->", "<1000 personnes", "csv"])
def test_a_text_that_only_begins_like_markup_is_read(start: str) -> None:
    assert PARAGRAPH in document(f"{start}\n\n{PARAGRAPH}".encode(), "csv").text


@pytest.mark.parametrize("key", ["published", "date", "published_at", "publication_date", "pubDate"])
def test_the_date_in_front_of_a_document_may_have_other_names(key: str) -> None:
    body = f"---\ntitle: Un convoi\n{key}: 2026-11-18\n---\n{TEXT}".encode()
    read = read_seed_document(body, name="a.md", now=NOW)
    assert isinstance(read, Document)
    assert read.published is not None
    assert (read.published.date().isoformat(), read.date_source) == ("2026-11-18", DateSource.DECLARED)


@pytest.mark.parametrize(
    "line",
    [
        "BAMAKO, 19 novembre 2026 - L'armée a annoncé l'arrivée d'un convoi de carburant dans la capitale.",
        "Bamako, le 19 novembre 2026 (AMAP) - L'armée a annoncé l'arrivée d'un convoi dans la capitale.",
        "Fada N'Gourma, 19 novembre 2026 – L'armée a annoncé l'arrivée d'un convoi de carburant.",
        "NIAMEY, Nov 19, 2026 (ANP) - The army announced that a convoy had arrived in the capital.",
        "NIAMEY, Niger, Nov. 19, 2026 (ANP) - The army announced that a convoy had arrived in the capital.",
        "OUAGADOUGOU (Burkina Faso), le jeudi 19 novembre 2026 — L'armée a annoncé l'arrivée d'un convoi.",
    ],
)
def test_a_dateline_gives_the_date_where_nothing_declares_one(line: str) -> None:
    read = read_seed_document(f"{line}\n\n{TEXT}".encode(), name="a.txt", now=NOW)
    assert isinstance(read, Document)
    assert read.published is not None
    assert (read.published.date().isoformat(), read.date_source) == ("2026-11-19", DateSource.SEARCHED)


def test_the_first_key_that_is_a_date_gives_it() -> None:
    body = f"---\npublished: bientôt\ndate: 2026-11-18\npubdate: 2026-11-17\nlang: fr\n---\n{TEXT}".encode()
    read = read_seed_document(body, name="a.md", now=NOW)
    assert isinstance(read, Document)
    assert read.published is not None
    assert (read.published.date().isoformat(), read.language) == ("2026-11-18", "fr")


@pytest.mark.parametrize(
    "line",
    [
        "Selon Bamako, le 19 novembre 2026 restera un jour sombre pour toute la région du Sahel.",
        "Kidal, reprise le 14 novembre 2023 - un an après, la ville compte ses morts et ses absents.",
        "Mali, prise le 3 mars 2025 (photo) : un marché de la capitale, où tout manque depuis un mois.",
        "bamako, 19 novembre 2026 - sans majuscule, ce n'est pas un lieu.",
    ],
)
def test_a_sentence_that_begins_with_a_name_and_speaks_of_a_day_is_no_dateline(line: str) -> None:
    read = read_seed_document(f"{line}\n\n{TEXT}".encode(), name="a.txt", now=NOW)
    assert isinstance(read, Document)
    assert read.published is None
