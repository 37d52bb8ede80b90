from hypothesis import given
from hypothesis import strategies as st

from pipeline.parse.html import Tree, parse
from pipeline.parse.pruning import prune

SENTENCE = "Le gouverneur a annoncé lundi que la route serait rouverte avant la fin de la semaine, après des travaux."


def pruned(markup: str) -> Tree:
    tree = parse(f"<body>{markup}</body>")
    prune(tree)
    return tree


def shown(markup: str) -> str:
    return " ".join(pruned(markup).text_content().split())


def test_a_paragraph_that_is_a_link_goes_and_its_tail_stays() -> None:
    assert shown(f"<p>{SENTENCE}</p><p><a href=/x>Un autre article</a></p>suite") == f"{SENTENCE} suite".replace(
        ". ", "."
    )


def test_a_link_in_a_sentence_stays() -> None:
    assert shown(f"<p>{SENTENCE} <a href=/x>Selon la mairie</a></p>") == f"{SENTENCE} Selon la mairie"


def test_a_box_of_links_goes_with_the_few_words_beside_them() -> None:
    links = "<a href=/x>Un titre assez long</a> | " * 3
    assert shown(f"<div>{SENTENCE}</div><div>Voir : {links}</div>") == SENTENCE


def test_a_box_of_two_links_stays() -> None:
    assert "Un titre" in shown(f"<p>{SENTENCE}</p><div>{'<a href=/x>Un titre</a>' * 2}</div>")


def test_a_box_with_links_and_as_much_prose_stays() -> None:
    links = "<a href=/x>Un titre assez long</a>" * 5
    assert SENTENCE in shown(f"<div>{links}{SENTENCE}</div>")


def test_empty_elements_go_but_not_the_space_between_two_words() -> None:
    tree = pruned(f"<div><div> </div><i></i><p>{SENTENCE} un<b> </b>deux<br>trois</p></div>")
    assert [element.tag for element in tree.iter("div", "i", "b", "br")] == ["div", "b", "br"]
    assert "un deux" in tree.text_content()


def test_an_empty_link_stays_with_what_is_around_it() -> None:
    tree = pruned(f"<p>{SENTENCE}</p><div><span><a href=/x></a></span><h4>Titre</h4></div>")
    assert [element.tag for element in tree.iter("span", "a", "h4")] == ["span", "a", "h4"]


def test_prose_is_weighed_where_most_of_it_stands() -> None:
    held = prune(parse(f"<body><div><p>{SENTENCE}</p><p>{SENTENCE}</p></div><div><p>{SENTENCE}</p></div></body>"))
    assert (held.prose, held.together) == (3 * len(SENTENCE), 2)


def test_links_and_linked_headings_are_weighed_as_they_were() -> None:
    held = prune(parse("<body><h2><a href=/x>Titre</a></h2><p><a href=/y>texte</a></p>texte</body>"))
    assert (held.headings, held.linked) == (1, 10 / 15)


MARKUP = st.recursive(
    st.sampled_from(["mot ", "", " ", SENTENCE, "<br>", "<a href=/x>lien</a>", "<img>"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["div", "p", "li", "ul", "span", "a", "table", "td", "h2"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@given(MARKUP)
def test_pruning_adds_no_word_and_weighs_within_bounds(markup: str) -> None:
    tree: Tree = parse(f"<body>{markup}</body>")
    before = "".join(tree.text_content().split())
    held = prune(tree)
    left = "".join(tree.text_content().split())
    characters = iter(before)
    assert all(character in characters for character in left)
    assert 0 <= held.linked <= 1
    assert held.prose >= 0
