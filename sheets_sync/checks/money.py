"""The programme's arithmetic of money: what was contracted, paid, left and given back, and what a plot costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model import Finding, Record
from .subject import Subject, exceptions, figure, shown

BAHT = 1.0  # tolerance: sheets round satang away


def balance(subject: Subject) -> Iterator[Finding]:
    """Disbursed + remaining, with or without returned, is the whole; disbursed never more than the whole.

    Options: whole, spent, left, back, ordered. The whole is first contract or allocation; paid is held against the
    order too, where there is one. With size and prices, a whole above the price is left to `unit_price`.
    """
    names = subject.options
    for record in subject.table.records:
        whole, spent, left, back, ordered = (
            figure(record.values.get(names.get(n, ""))) for n in ("whole", "spent", "left", "back", "ordered")
        )
        if spent is None:
            continue
        bound = min((b for b in (whole, ordered or None) if b is not None), default=None)
        if bound is not None and spent > bound + BAHT:
            said = f"{subject.label(names['spent'])} {shown(spent)} มากกว่าวงเงิน {shown(bound)} โปรดตรวจสอบ"
            yield subject.at(record, names["spent"], said)
        elif whole is not None and left is not None and not _adds_up(whole, spent, left, back or 0):
            price = _prices(names).get(figure(record.values.get(names.get("size", ""))) or 0)
            if price is not None and whole > price + BAHT and _adds_up(price, spent, left, back or 0):
                continue  # the whole is what is wrong, and UNIT_PRICE says so
            said = (
                f"{subject.label(names['spent'])} {shown(spent)} + {subject.label(names['left'])} {shown(left)} "
                f"ไม่เท่ากับ {shown(whole)} โปรดตรวจสอบ"
            )
            yield subject.at(record, names["left"], said, shown(whole - spent - (back or 0)))


def _adds_up(whole: float, spent: float, left: float, back: float) -> bool:
    return any(abs(whole - spent - left - given) <= BAHT for given in (0.0, back))


def _prices(options: Mapping[str, object]) -> dict[float, float]:
    """Size in rai -> baht, as the programme file has them (domain.md, 2.2)."""
    given = options.get("prices", {})
    return {float(size): float(baht) for size, baht in given.items()} if isinstance(given, Mapping) else {}


def unit_price(subject: Subject) -> Iterator[Finding]:
    """A plot's contract is not above the price of its size. Options: field, size, prices (rai -> baht)."""
    prices, name = _prices(subject.options), subject.options["field"]
    over: list[tuple[Record, float, float]] = []
    judged = 0
    for record in subject.table.records:
        size, baht = figure(record.values.get(subject.options["size"])), figure(record.values.get(name))
        price = prices.get(size) if size is not None else None
        if price is None or baht is None:
            continue
        judged += 1
        if baht > price + BAHT:
            over.append((record, baht, price))
    for record, baht, price in exceptions(over, judged):
        said = f"{subject.label(name)} {shown(baht)} สูงกว่าราคาต่อแปลง {shown(price)} โปรดตรวจสอบ"
        yield subject.at(record, name, said, shown(price))


def price_mix(subject: Subject) -> Iterator[Finding]:
    """A district's money is some mix of the unit prices of its plots. Options: field, plots, prices (two of them)."""
    (small, large), name = sorted(_prices(subject.options).values()), subject.options["field"]
    wrong: list[tuple[Record, float, int]] = []
    judged = 0
    for record in subject.table.records:
        plots, baht = figure(record.values.get(subject.options["plots"])), figure(record.values.get(name))
        if plots is None or baht is None or plots <= 0:
            continue
        if baht > large * plots + BAHT:
            continue  # a CLM among them, whose price nobody laid down
        judged += 1
        large_ones = round((baht - small * plots) / (large - small))
        if not 0 <= large_ones <= plots or abs(large * large_ones + small * (plots - large_ones) - baht) > BAHT:
            wrong.append((record, baht, int(plots)))
    for record, baht, plots in exceptions(wrong, judged):
        mix = f"{shown(large)} และ {shown(small)}"
        said = f"{subject.label(name)} {shown(baht)} ไม่ตรงกับราคาต่อแปลง {mix} ของ {plots} แปลง โปรดตรวจสอบ"
        yield subject.at(record, name, said)
