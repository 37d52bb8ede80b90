"""Commands on the topic list: list, why, check, review, derive."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.call import call_of
from pipeline.cli.reading import checked_id
from pipeline.cli.rendering import print_json, print_table, readable, say
from pipeline.domain.errors import ConfigError

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The topic list: what is looked for, and doubts.")


@app.command("list")
def list_topics(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """List the topics with their terms counted and the seed documents they were derived from."""
    from pipeline.lists import load_vocabulary

    topics = load_vocabulary(call_of(context).settings().seeds).topics
    if as_json:
        for topic in topics:
            print_json(topic)
        return
    rows = [
        (
            topic.key,
            topic.label_en,
            topic.label_fr,
            len(topic.terms),
            ", ".join(sorted({origin.document for origin in topic.derived_from})),
        )
        for topic in topics
    ]
    print_table(("topic", "English", "French", "terms", "derived from"), rows, empty="no topics")


@app.command()
def why(
    context: typer.Context,
    article: Annotated[int, typer.Argument(metavar="ID", help="The number of the article.")],
    topic: Annotated[str, typer.Option(callback=readable, help="Only this topic (a key).")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Tell why an article is tagged as it is by the lists as they are now: what fired, what was near, what it lacked.

    What was decided when it was stored is in `sahel show`; `sahel retag` brings old articles to the lists of now.
    """
    from pipeline.analyse.lexicon import compile_lexicon, source_of
    from pipeline.analyse.tagging import weigh
    from pipeline.cli.explaining import print_weighing
    from pipeline.lists import load_vocabulary

    call = call_of(context)
    vocabulary = load_vocabulary(call.settings().seeds)
    if topic and topic not in {one.key for one in vocabulary.topics}:
        raise ConfigError("no such topic (sahel topics list)", subject=topic)
    with call.store() as store, store.reading() as view:
        document = view.articles.document(checked_id(article))
    weighing = weigh(compile_lexicon(source_of(vocabulary)), document.title, document.text, document.language)
    if as_json:
        print_json(weighing)
    else:
        print_weighing(document, weighing, topic)


@app.command()
def check(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Read the lists and name doubtful terms: in two topics, too common, alike when folded, without evidence.

    Where there is a store, its newest articles are read too: terms never seen, and terms in too many idle texts. A
    fault in the lists ends with exit code 2; doubts are advice and do not.
    """
    from pipeline.analyse.doubts import doubtful_terms
    from pipeline.cli.doubting import doubts_of_store, print_doubts
    from pipeline.lists import load_outlets, load_vocabulary

    call = call_of(context)
    settings = call.settings()
    outlets, vocabulary = load_outlets(settings.seeds), load_vocabulary(settings.seeds)
    doubts = [*doubtful_terms(vocabulary), *doubts_of_store(call, vocabulary)]
    if as_json:
        for doubt in doubts:
            print_json(doubt)
        return
    print_doubts(doubts)
    say(
        f"{len(outlets.sources)} sources, {len(vocabulary.topics)} topics, {len(vocabulary.places)} places, "
        f"{len(vocabulary.actors)} actors; {len(doubts)} doubts"
    )


@app.command()
def review(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Tell what your decisions say about the lists: terms whose tags you corrected, words that tell kept from dropped.

    It reads what `sahel mark` wrote down, the newest 5,000 decisions; it changes nothing.
    """
    from pipeline.analyse.corrections import misleading_terms, separating_phrases
    from pipeline.cli.reviewing import MOST_READ, print_review
    from pipeline.lists import load_vocabulary

    call = call_of(context)
    vocabulary = load_vocabulary(call.settings().seeds)
    with call.store() as store, store.reading() as view:
        reviewed = view.reviews.reviewed(MOST_READ)
    terms, candidates = misleading_terms(reviewed), separating_phrases(reviewed, vocabulary)
    if as_json:
        for one in (*terms, *candidates):
            print_json(one)
    else:
        print_review(reviewed, terms, candidates)


@app.command()
def derive(
    context: typer.Context,
    documents: Annotated[list[Path], typer.Argument(metavar="DOC...", help="Seed documents: text, Markdown or HTML.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, one for each phrase.")] = False,
) -> None:
    """Propose topics and terms from seed documents, each with the sentence it stands in, beside the present list.

    Printed as topic files to be pasted into HOME/seeds/topics: weak terms to be weighed, names as comments.
    """
    from pipeline.analyse.derive import derive as derived
    from pipeline.cli.deriving import print_files, read_seeds
    from pipeline.flows.backfill import files_of
    from pipeline.lists import load_vocabulary

    call = call_of(context)
    vocabulary = load_vocabulary(call.settings().seeds)
    proposals = derived(read_seeds(call, files_of(documents)), vocabulary)
    if as_json:
        for proposal in proposals:
            print_json(proposal)
    else:
        print_files(proposals, vocabulary)
    call.end()
