import type { Row } from '../../shared/model/exchange.ts';

/** The rows of a capture, as far as a conversation is gathered from them. */
interface LinkedRows {
  readonly row: (number: number) => Row | undefined;
  readonly linkedTo: (number: number) => readonly number[];
}

/** So many rows of one conversation are listed; a subscription can have been opened again for days. */
export const MOST_LISTED = 200;

/** The first exchange that this one goes back to. Links lead to earlier numbers only: another one is not followed. */
function rootOf(row: Row, rows: LinkedRows): Row {
  let present = row;
  for (;;) {
    const before = present.link && rows.row(present.link.to);
    if (!before || before.number >= present.number) return present;
    present = before;
  }
}

/** All exchanges that are linked with this one, this one included, ascending; a lone exchange gives one. Pure. */
export function conversationRows(row: Row, rows: LinkedRows): Row[] {
  const found: Row[] = [];
  const waiting = [rootOf(row, rows).number];
  for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
    const member = rows.row(number);
    if (member) found.push(member);
    if (found.length >= MOST_LISTED) break;
    const own = number;
    waiting.push(...rows.linkedTo(number).filter((next) => next > own));
  }
  return found.toSorted((left, right) => left.number - right.number);
}
