from dataclasses import replace

import pytest

from pipeline.report.digest import build
from pipeline.report.markdown import WIDTH, escaped, to_markdown
from pipeline.report.visible import one_line
from tests.report.reading import inline_texts, tokens
from tests.report.samples import candidate, copy_by, incident, mention, record, source, tag, watch

TEXT = "Des hommes armés ont attaqué le poste de Gao. Douze soldats ont été tués."


def render(*candidates: object, **changes: object) -> str:
    return to_markdown(build(record(*candidates, **changes), 1))  # type: ignore[arg-type]


def test_an_item_reads_well_as_it_stands() -> None:
    one = candidate(
        7,
        text=TEXT,
        title="Attaque à Gao",
        topics=(tag(), tag("fuel-blockade")),
        mentions=[mention(TEXT, "hommes armés"), mention(TEXT, "attaqué")],
        incidents=[incident(TEXT, "Douze soldats", 12)],
        copies=[copy_by(8, source("paper"))],
    )
    expected = """
## Mali (1)

**Attaque à Gao**

> “Des hommes armés ont attaqué le poste de Gao.”

- [1 source, 1 copy] [New] · Mali · Outlet radio (private) ·
  21 Nov 2026, 12:00 UTC · no. 7
- Topics: Fuel blockade; Jihadist insurgency (“hommes armés”, “attaqué”)
- Figures: “Douze soldats”
- Copies: Outlet paper
- Story 7
- <https://radio.example/7>

## Niger
"""
    assert expected in render(one).replace("\u00a0", " ")


def test_lines_are_no_wider_than_a_terminal_unless_one_word_is() -> None:
    address = "https://radio.example/" + "long" * 40
    wide = candidate(1, title="mot " * 60, text="Une phrase " + "de plus " * 10 + "ici.", url_final=address)
    many = [watch(source(str(number), country="NE"), answered=False) for number in range(40)]
    lines = render(wide, watch=tuple(many), language="fr").splitlines()
    assert [line for line in lines if len(line) > WIDTH] == [f"- <{address}>"]


@pytest.mark.parametrize(
    "hostile",
    [
        "**bold** _slanted_ `code` ~~gone~~",
        "[link](https://evil.example) ![image](https://evil.example/x.png)",
        "<script>alert(1)</script> <https://evil.example>",
        "https://evil.example www.evil.example someone@evil.example",
        "&lt;b&gt; &amp; &#60;",
        "# heading",
        "> quotation",
        "- list",
        "+ list",
        "1. list",
        "2) list",
        "---",
        "===",
        "```",
        "~~~",
        "| a | b |",
        "[x]: https://evil.example",
        "\\",
        "\\*",
        "a\n\n# heading\n\n    code",
    ],
)
def test_text_from_outside_is_text_and_nothing_else(hostile: str) -> None:
    text = " ".join([hostile, "et quelques mots de plus avant", *[hostile] * 9]) + "."
    one = candidate(1, title=text, text=text + " Une phrase entière pour finir.", outlet=source(name=hostile))
    ordinary = candidate(1, title="Titre", text="Une phrase entière pour finir.")
    got = [token.type for token in tokens(render(one)) if token.type not in {"text", "softbreak", "text_special"}]
    usual = [token.type for token in tokens(render(ordinary)) if token.type not in {"text", "softbreak"}]
    assert got == usual
    assert one_line(text) in inline_texts(render(one))


@pytest.mark.parametrize(
    ("bare", "apart"),
    [
        ("see https://evil.example/x", r"see https\://evil.example/x"),
        ("see WWW.evil.example", r"see WWW\.evil.example"),
        ("mail a@evil.example", r"mail a\@evil.example"),
    ],
)
def test_renderers_that_look_for_bare_links_find_none(bare: str, apart: str) -> None:
    assert escaped(bare) == apart


def test_ordinary_text_is_left_as_it_is() -> None:
    ordinary = "L’AES – 1.500 morts ? (AFP) : « non », 50 % & 3/4; Mali-Niger, n°1"
    assert escaped(ordinary) == ordinary


def test_a_number_that_comes_first_on_a_line_begins_no_list() -> None:
    title = "mot " * 19 + "12. Suite"
    assert f"{'mot ' * 19}12. Suite" in inline_texts(render(candidate(1, title=title)))


def test_a_number_that_the_wrapping_puts_first_is_left_alone_unless_it_could_begin_a_list() -> None:
    def wrapped(number: int) -> str:
        return render(candidate(1, text=f"{'mot ' * 18}abcd {number}) suite et fin."))

    assert "\n> 5100) suite" in wrapped(5100)
    assert "\n> 1\\) suite" in wrapped(1)


def test_text_from_right_to_left_does_not_reorder_the_line_around_it() -> None:
    rendered = render(candidate(1, title="هجوم في مالي", outlet=source(name="صحراء")))
    assert "\u2068هجوم في مالي\u2069" in rendered
    assert "\u2068صحراء\u2069 (private)" in rendered


def test_a_seed_document_has_no_link() -> None:
    rendered = render(candidate(1, url="seed:note.md", url_final="seed:note.md"))
    assert "seed document, no web address" in rendered.replace("\n  ", " ")
    assert "<seed:" not in rendered


def test_an_article_without_a_title_is_still_there() -> None:
    assert "**(no title)**" in render(candidate(1, title=" "))


def test_a_sentence_that_goes_on_has_its_ellipsis_outside_the_quotation() -> None:
    rendered = render(candidate(1, text="mot " * 60))
    assert "mot” …" in rendered.replace("\n> ", " ")


def test_an_update_is_quoted_with_what_stood_there_before() -> None:
    changed = ("poste de gao 7 -> 12 soldats ont ete", "moussa -> amadou le prefet")
    rendered = render(replace(candidate(1, text=TEXT), updates=9, changed=changed)).replace("\n  ", " ")
    assert "Changed: “Douze soldats ont été tués” (before: 7); moussa -> amadou le prefet" in rendered


def test_a_mark_is_not_broken_over_two_lines() -> None:
    rendered = render(*(candidate(number, title="mot " * number) for number in range(1, 60)))
    assert "[Single\n" not in rendered
    assert rendered.count("[Single source]") >= 59


def test_the_text_ends_with_one_newline() -> None:
    rendered = render()
    assert rendered.endswith("\n")
    assert not rendered.endswith("\n\n")
