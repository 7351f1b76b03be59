import type { DatabaseSync } from 'node:sqlite';
import type { TextMatch } from '../../../shared/model/filter.ts';
import { CHUNKS_PER_EXCHANGE } from '../format.ts';
import { createSmallBodies } from '../judging/small-bodies.ts';
import { createStreamReader, type StreamReader } from '../read-streams.ts';
import { bodyNeedles, createNeedleSearch, type NeedleSearch } from './needles.ts';
import { choice, firstOf, inTurn } from './sql.ts';
import { readNumbers } from './read-numbers.ts';

/** Bodies up to this size are read in one piece. */
const SMALL_BYTES = 256 * 1024;
/** Larger ones page by page. */
const PAGE_BYTES = 1024 * 1024;

/** Of spans that are one, `[from,length]`: where in the exchange's wire bytes the chunk's body begins. */
const FROM = 'CAST(substr(spans, 2) AS INTEGER)';
/**
 * The body of a chunk lies in one piece in the chunk itself: in `body`, or as one span of its wire bytes. Else (it is in
 * pieces, or stands in another chunk), and where an exchange's body goes on from an earlier chunk, somebody has to put it
 * together. JSON functions would say it more nicely and take as long as the search itself.
 */
const IN_PIECES = `(body_from > 0 OR (spans IS NOT NULL AND (spans LIKE '%,%,%' OR response IS NULL
  OR ${FROM} < response_from OR ${FROM} + body_length > response_from + length(response))))`;
const PIECE = `substr(response, ${FROM} - response_from + 1, body_length)`;

/** Looks for a text in the bodies of requests and answers. Throws what SQLite throws. */
export interface BodySearch {
  /** Those of the exchanges from `first` to `last` that have it; `wanted`: the others do not matter. */
  find(first: number, last: number, wanted: (number: number) => boolean): readonly number[];
}

export function createBodySearch(db: DatabaseSync, match: TextMatch): BodySearch {
  const needles = bodyNeedles(match);
  const search = createNeedleSearch(match);
  const inRequest = firstOf(needles.map((needle) => needle.sql('body')));
  // The wire bytes with their head first: whoever does not match there needs no copy of its body.
  const inPiece = firstOf(
    needles.map((needle) =>
      choice('spans IS NULL', needle.sql('body'), inTurn([needle.sql('response'), needle.sql(PIECE)])),
    ),
  );
  const requests = db.prepare(
    `SELECT json_group_array(exchange) AS numbers FROM request WHERE exchange BETWEEN ? AND ? AND ${inRequest.text}`,
  );
  // One pass tells both: whose piece has it (even), and who has to be put together (odd).
  const answers = db.prepare(
    `SELECT json_group_array(exchange * 2 + ${IN_PIECES}) AS numbers FROM chunk
      WHERE id BETWEEN ? AND ? AND body_length > 0 AND (${IN_PIECES} OR ${inPiece.text})`,
  );
  const small = createSmallBodies(db);
  const streams = createStreamReader(db);
  const whole = (number: number): boolean => {
    const body = small(number, SMALL_BYTES);
    return body ? search.start().has(body) : searchStream(streams, number, search);
  };
  return {
    find(first, last, wanted) {
      const found = new Set(readNumbers(requests, [first, last, ...inRequest.params]));
      const range = [first * CHUNKS_PER_EXCHANGE, (last + 1) * CHUNKS_PER_EXCHANGE - 1];
      const inPieces = new Set<number>();
      for (const coded of readNumbers(answers, [...range, ...inPiece.params])) {
        (coded % 2 === 0 ? found : inPieces).add(Math.floor(coded / 2));
      }
      for (const number of inPieces) {
        if (!found.has(number) && wanted(number) && whole(number)) found.add(number);
      }
      return [...found];
    },
  };
}

function searchStream(streams: StreamReader, number: number, search: NeedleSearch): boolean {
  const total = streams.total(number, 'body');
  const pages = search.start();
  for (let at = 0; at < total; at += PAGE_BYTES) {
    if (pages.has(streams.read(number, 'body', at, PAGE_BYTES))) return true;
  }
  return false;
}
