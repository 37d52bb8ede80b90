"""What was delivered and what was not: the list, and a person's word on what no machine may decide."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.call import Call, call_of
from pipeline.cli.rendering import print_json, print_table, say
from pipeline.domain.deliveries import Delivery, DeliveryState
from pipeline.domain.errors import ConfigError

if TYPE_CHECKING:
    from storage.store import Store

_MOST = 200
app = typer.Typer(rich_markup_mode=None, help="Digests and alerts that were sent, wait, failed, or may have arrived.")
Id = Annotated[int, typer.Argument(metavar="ID", help="The number of the delivery.")]


@app.callback(invoke_without_command=True)
def deliveries(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """List the newest deliveries, those that are not sent first."""
    if context.invoked_subcommand is not None:
        return
    call = call_of(context)
    with call.store() as store:
        _give_up_lost(call, store)
        with store.reading() as view:
            found = view.deliveries.newest(_MOST)
    if as_json:
        for one in found:
            print_json(_shown(one))
        return
    rows = [
        (one.id, one.state, one.target.address, _what(one), one.attempts, _next_try(one), one.updated, one.error)
        for one in found
    ]
    headings = ("id", "state", "to", "what", "tries", "next try", "since", "error")
    print_table(headings, rows, empty="nothing was delivered yet (settings mail_to and chat)")
    if any(one.state is DeliveryState.UNKNOWN for one in found):
        say("")
        say("unknown: it may have arrived, so it is not sent again by itself. Ask the reader, then")
        say("`sahel deliveries retry ID` sends it again, `sahel deliveries settle ID` leaves it at that")


@app.command()
def retry(context: typer.Context, number: Id) -> None:
    """Have a delivery sent again (by the service): one that failed, waits, or may not have arrived."""
    of = (DeliveryState.FAILED, DeliveryState.UNKNOWN, DeliveryState.WAITING)
    _decide(context, number, of, DeliveryState.WAITING, "")
    say(f"delivery {number} waits to be sent")


@app.command()
def settle(context: typer.Context, number: Id) -> None:
    """Leave a delivery at what it came to: it is never tried again."""
    of = (DeliveryState.FAILED, DeliveryState.UNKNOWN, DeliveryState.WAITING)
    _decide(context, number, of, DeliveryState.SENT, "settled by hand")
    say(f"delivery {number} is settled")


def _decide(context: typer.Context, number: int, of: Collection[DeliveryState], to: DeliveryState, reason: str) -> None:
    """Write down a person's word; raises NotFound, or ConfigError where there is nothing to decide."""
    call = call_of(context)
    with call.store() as store:
        _give_up_lost(call, store)
        with store.writing() as tx:
            delivery = tx.deliveries.get(number)
            if not tx.deliveries.decide(number, of, to, reason, call.clock.now()):
                raise ConfigError(f"this delivery is {delivery.state}", subject=str(number))


def _give_up_lost(call: Call, store: "Store") -> None:
    from pipeline.flows.deliver import give_up_lost

    give_up_lost(store, call.clock.now())


def _what(delivery: Delivery) -> str:
    number = f" no. {delivery.number}" if delivery.number > 1 else ""
    return f"{delivery.kind} {delivery.subject}{number}"


def _next_try(delivery: Delivery) -> object:
    return delivery.next_try if delivery.state is DeliveryState.WAITING else None


def _shown(delivery: Delivery) -> dict[str, object]:
    return {
        "id": delivery.id,
        "kind": delivery.kind,
        "subject": delivery.subject,
        "number": delivery.number,
        "channel": delivery.target.channel,
        "to": delivery.target.address,
        "title": delivery.title,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "next_try": _next_try(delivery),
        "error": delivery.error,
        "created": delivery.created,
        "updated": delivery.updated,
    }
