import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { CHUNKS_PER_EXCHANGE, CURRENT_FORMAT } from '../../../engine/capture/format.ts';
import { NO_PIECE, PieceMemory } from '../../../engine/capture/piece-memory.ts';
import { openForRecording } from '../../../engine/capture/open-file.ts';
import { EVENT_COLUMNS, encodeRow, ROW_COLUMNS } from '../../../engine/capture/row-columns.ts';
import type { ColumnValue } from '../../../engine/capture/stored-values.ts';
import type { Row } from '../../../shared/model/exchange.ts';

// A day at a gateway, made up: always the same exchanges for the same wish. It is written straight into a file, since what
// is measured with it is reading.

export interface DayWish {
  readonly path: string;
  readonly exchanges: number;
  /** Length of an answer's body in bytes, on average. */
  readonly bodyBytes: number;
}

/** In one exchange of 10,000, so that there is something to search for. */
export const NEEDLE = 'the-needle-in-the-hay';

const DAY_BEGAN = Date.UTC(2026, 10, 24, 6);
const DAY_MS = 24 * 60 * 60 * 1_000;
const INSTANCES = ['alpha', 'beta', 'gamma'] as const;
/** Method, name, how many of a hundred. */
const MIX: readonly (readonly [string, string, number])[] = [
  ['tools/call', 'basket_add', 22],
  ['tools/call', 'basket_list', 14],
  ['tools/call', 'search_products', 20],
  ['tools/call', 'get_weather', 8],
  ['tools/call', 'render_report', 4],
  ['tools/list', '', 9],
  ['resources/read', 'shop://catalogue', 8],
  ['resources/list', '', 4],
  ['prompts/get', 'greeting', 4],
  ['server/discover', '', 5],
  ['ping', '', 2],
];
const KINDS = MIX.flatMap(([method, name, share]) => Array.from({ length: share }, () => ({ method, name })));
const WORDS = 'basket apple pear plum customer order price stock shelf delivery'.split(' ');

/** The next of a sequence that is the same in every run: 0 to 1, 1 excluded. */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Made {
  readonly row: Row;
  readonly requestHead: string;
  readonly requestWire: string;
  readonly requestBody: string;
  readonly answerHead: string;
  readonly answerWire: string;
  readonly answerBody: string;
  readonly ending: string;
}

/** Writes the whole file, and closes it. */
export function makeDay({ path, exchanges, bodyBytes }: DayWish): void {
  const file = openForRecording(path, {
    format: CURRENT_FORMAT,
    program: 'Hopscope bench',
    now: DAY_BEGAN,
  });
  const write = createWriter(file.db);
  const random = seeded(4);
  // Long enough to cut any text out of it.
  const hay = Array.from({ length: 40_000 }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');
  file.db.exec('BEGIN');
  for (let number = 1; number <= exchanges; number += 1) {
    write(make(number, { exchanges, bodyBytes, random, hay }));
    if (number % 2_000 === 0) file.db.exec('COMMIT; BEGIN');
  }
  file.db.exec('COMMIT');
  file.close();
}

/** A capture of one call for each size, whose answer's JSON takes about so many bytes: a long list of small things. */
export function makeLargeAnswers(path: string, sizes: readonly number[]): void {
  const file = openForRecording(path, { format: CURRENT_FORMAT, program: 'Hopscope bench', now: DAY_BEGAN });
  const write = createWriter(file.db);
  for (const [at, size] of sizes.entries()) {
    const made = make(at + 1, {
      exchanges: sizes.length,
      bodyBytes: 10,
      random: () => 0.5,
      hay: 'hay '.repeat(99),
    });
    const items: string[] = [];
    for (let length = 0; length < size; length += items.at(-1)?.length ?? 0)
      items.push(
        JSON.stringify({
          id: items.length,
          name: `thing ${String(items.length)}`,
          price: 1.5,
          tags: ['a', 'b'],
        }),
      );
    const answerBody = `{"jsonrpc":"2.0","id":${String(at + 1)},"result":{"resultType":"complete","items":[${items.join(',')}]}}`;
    const responseBytes = made.answerWire.length + answerBody.length;
    write({ ...made, answerBody, row: { ...made.row, responseBytes } });
  }
  file.close();
}

interface Making {
  readonly exchanges: number;
  readonly bodyBytes: number;
  readonly random: Random;
  readonly hay: string;
}

function make(number: number, { exchanges, bodyBytes, random, hay }: Making): Made {
  const { method, name } = KINDS[Math.floor(random() * KINDS.length)] ?? { method: 'ping', name: '' };
  const at = Math.floor(random() * INSTANCES.length);
  const instance = INSTANCES[at] ?? 'alpha';
  const luck = random();
  const fails = luck < 0.02;
  const refused = luck > 0.995;
  const key = method.startsWith('resources/') ? 'uri' : 'name';
  const params = {
    ...(name !== '' && { [key]: name }),
    arguments: { customer: `c-${String(number % 900)}` },
  };
  const requestBody = JSON.stringify({ jsonrpc: '2.0', id: number, method, params });
  // Most are short, few are long.
  const length = Math.min(Math.floor(bodyBytes * 0.35 + bodyBytes * 6.5 * random() ** 9), hay.length / 2);
  const from = Math.floor(random() * (hay.length - length));
  const text = hay.slice(from, from + length) + (number % 10_000 === 5_000 ? ` ${NEEDLE}` : '');
  const answer = fails
    ? { error: { code: -32_020, message: 'The headers do not say what the body says.' } }
    : { result: { resultType: 'complete', content: [{ type: 'text', text }] } };
  const answerBody = refused ? '' : JSON.stringify({ jsonrpc: '2.0', id: number, ...answer });
  const status = fails ? 400 : 200;
  const heads = headsOf({ method, name, at, status, requestBody, answerBody });
  const answerWire = refused ? '' : heads.answerWire;
  const durationMs = Math.round(random() ** 4 * 400_000) / 1_000;
  return {
    ...heads,
    answerWire,
    requestBody,
    answerBody,
    ending: JSON.stringify({
      timing: { requestSentMs: 0.3, firstByteMs: durationMs * 0.9, endMs: durationMs },
      ...(refused && {
        failure: { kind: 'refused', message: 'Nobody listens there.', at: DAY_BEGAN, code: 'ECONNREFUSED' },
      }),
    }),
    row: {
      number,
      startedAt: DAY_BEGAN + (number * DAY_MS) / exchanges,
      origin: 'gateway',
      instanceId: `i-${instance}`,
      instanceName: instance,
      era: number % 5 === 0 ? 'legacy' : 'modern',
      method,
      name,
      state: refused ? 'failed' : 'done',
      ...(refused
        ? { failureKind: 'refused' }
        : { status, resultType: fails ? 'error' : 'complete', ...(fails && { errorCode: -32_020 }) }),
      durationMs,
      requestBytes: heads.requestWire.length + requestBody.length,
      responseBytes: answerWire.length + answerBody.length,
      eventCount: refused ? 0 : 1,
      gateway: { id: 'front' },
      ...(number % 50 === 0 && { link: { kind: 'duplicate', to: number - 1 } }),
    },
  };
}

interface HeadWish {
  readonly method: string;
  readonly name: string;
  readonly at: number;
  readonly status: number;
  readonly requestBody: string;
  readonly answerBody: string;
}

function headsOf(wish: HeadWish): Pick<Made, 'requestHead' | 'requestWire' | 'answerHead' | 'answerWire'> {
  const host = `127.0.0.1:${String(47_100 + wish.at)}`;
  const headers = [
    ['Host', host],
    ['Content-Type', 'application/json'],
    ['Accept', 'application/json, text/event-stream'],
    ['MCP-Protocol-Version', '2026-07-28'],
    ['Mcp-Method', wish.method],
    ...(wish.name === '' ? [] : [['Mcp-Name', wish.name]]),
    ['Authorization', 'Bearer made-up-for-the-bench'],
    ['Content-Length', String(wish.requestBody.length)],
  ];
  const answerHeaders = [
    ['Content-Type', 'application/json'],
    ['Content-Length', String(wish.answerBody.length)],
  ];
  const lines = (list: string[][]): string =>
    list.map(([key = '', value = '']) => `${key}: ${value}\r\n`).join('');
  const { status } = wish;
  return {
    requestHead: JSON.stringify({
      url: `http://${host}/mcp`,
      httpMethod: 'POST',
      target: '/mcp',
      headers,
      routing: [],
      origins: [],
    }),
    requestWire: `POST /mcp HTTP/1.1\r\n${lines(headers)}\r\n`,
    answerHead: JSON.stringify({ status, statusText: 'OK', httpVersion: '1.1', headers: answerHeaders }),
    answerWire: `HTTP/1.1 ${String(status)} OK\r\n${lines(answerHeaders)}\r\n`,
  };
}

function insert(db: DatabaseSync, table: string, columns: readonly string[]): StatementSync {
  return db.prepare(
    `INSERT INTO main.${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
}

/** As the store lays it down: what many have alike is a piece, and a body stands in its wire bytes alone. */
function createWriter(db: DatabaseSync): (made: Made) => void {
  const exchange = insert(db, 'exchange', ROW_COLUMNS);
  const piece = insert(db, 'piece', ['id', 'text']);
  const request = insert(db, 'request', ['exchange', 'head_piece', 'head', 'body', 'body_at']);
  const answer = insert(db, 'answer', ['exchange', 'head_piece', 'head', 'ending']);
  const chunk = insert(db, 'chunk', [
    ...['id', 'at_ms', 'request_from', 'response_from', 'body_from', 'body_length'],
    ...['spans', 'request', 'response'],
  ]);
  const event = insert(db, 'event', EVENT_COLUMNS);
  const last = Number(db.prepare('SELECT coalesce(max(id), 0) AS n FROM piece').get()?.['n']);
  const pieces = new PieceMemory(last, (id, text) => piece.run(id, text));
  const parted = (text: string): [number | null, string] => {
    const id = pieces.idOf(text);
    return id === NO_PIECE ? [null, text] : [id, ''];
  };
  return ({ row, answerWire, answerBody, requestWire, requestBody, ...rest }) => {
    const { number } = row;
    const values: ColumnValue[] = [];
    encodeRow(row, 0, values);
    exchange.run(...values);
    request.run(number, ...parted(rest.requestHead), new Uint8Array(), requestWire.length);
    const answered = answerBody !== '';
    answer.run(number, ...(answered ? parted(rest.answerHead) : [null, null]), rest.ending);
    chunk.run(
      number * CHUNKS_PER_EXCHANGE,
      0.3,
      ...[0, 0, 0, answerBody.length],
      answered ? JSON.stringify([answerWire.length, answerBody.length]) : null,
      Buffer.from(requestWire + requestBody),
      answered ? Buffer.from(answerWire + answerBody) : null,
    );
    if (!answered) return;
    const message = row.errorCode === undefined ? 'result' : 'error';
    const preview = answerBody.slice(0, 240);
    event.run(number, 0, 1, 'json', null, null, null, null, message, 0, answerBody.length, preview);
  };
}
