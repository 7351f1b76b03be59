import { expect, test } from 'vitest';
import { AnswerJudge } from '../../../../engine/protocol/answer-judge.ts';
import { MessageScan } from '../../../../engine/protocol/message-scan.ts';

const OPTIONS = { contentType: undefined, status: 200, expects: 'answer', requestId: 1 } as const;

/** Numbers below 1, the same ones for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;
const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const NAMES = [
  ...['jsonrpc', 'id', 'method', 'params', 'result', 'error', 'resultType', 'isError', 'code', 'message'],
  ...['\\u0069d', 'r\\u0065sult', '', '__proto__', 'constructor', 'é€😀', 'x"y'.replace('"', '\\"')],
];
const SCALARS = [
  ...[
    'null',
    'true',
    'false',
    '0',
    '-0',
    '1',
    '-12',
    '3.25',
    '1e3',
    '-1.5E-7',
    '1e999',
    '12345678901234567890',
  ],
  ...['""', '"2.0"', '"complete"', '"tools/call"', '"é€😀"', '"\\ud83d\\ude00\\n\\"\\\\\\/"', '"\\ud800"'],
];

function space(random: Random): string {
  return random() < 0.8 ? '' : pick(random, [' ', '\n', '\r\n', '\t ', '\n\n  ']);
}

/** The text of some JSON value, with names and values that matter to a message often where they matter. */
function someJson(random: Random, depth: number): string {
  const kind = random();
  const inner = (): string => `${space(random)}${someJson(random, depth + 1)}${space(random)}`;
  if (depth > 4 || (kind < 0.5 && depth > 0)) return pick(random, SCALARS);
  const count = Math.floor(random() * 5);
  if (kind < 0.65) return `[${Array.from({ length: count }, inner).join(',')}]`;
  const members = Array.from({ length: count }, () => `"${pick(random, NAMES)}"${space(random)}:${inner()}`);
  return `{${members.join(`,${space(random)}`)}}`;
}

function someMessage(random: Random): string {
  const fixed = ['"jsonrpc":"2.0"', `"id":${random() < 0.7 ? '1' : someJson(random, 1)}`];
  const rest = pick(random, [
    () => `"result":{"resultType":${someJson(random, 2)},"isError":${pick(random, SCALARS)}}`,
    () => `"error":{"code":${pick(random, ['-32601', '1.5', '[1]'])},"message":${someJson(random, 2)}}`,
    () => `"result":${someJson(random, 1)}`,
    () => `"method":${someJson(random, 3)},"params":${someJson(random, 1)}`,
    () => `"${pick(random, NAMES)}":${someJson(random, 1)},"result":{}`,
  ])();
  const parts = [...fixed, rest].filter(() => random() < 0.95);
  return `${space(random)}{${parts.sort(() => random() - 0.5).join(`,${space(random)}`)}}${space(random)}`;
}

/** The text with something cut off, put in, taken out or changed. */
function damaged(random: Random, text: string): string {
  const characters = Array.from(text);
  const at = Math.floor(random() * (characters.length + 1));
  const other = pick(random, Array.from('{}[],:"\\ 019.-+eEtrufnls\n\u0000\u001f\u007fé😀\u00a0\ufeff/x'));
  const way = random();
  if (way < 0.25) return characters.slice(0, at).join('');
  if (way < 0.5) return characters.toSpliced(at, 0, other).join('');
  if (way < 0.75) return characters.toSpliced(at, 1).join('');
  return characters.toSpliced(at, 1, other).join('');
}

function byScan(random: Random, text: string) {
  const scan = new MessageScan();
  const bytes = Buffer.from(text);
  const longest = pick(random, [1, 3, 10, 1000]);
  for (let at = 0; at < bytes.length;) {
    const length = 1 + Math.floor(random() * longest);
    scan.push(bytes.subarray(at, at + length));
    at += length;
  }
  const judge = new AnswerJudge(OPTIONS);
  const read = judge.judgeScanned(scan.end(), 'It');
  expect(scan.length).toBe(bytes.length);
  return { judge, read };
}

function verdict({ judge, read }: { judge: AnswerJudge; read: ReturnType<AnswerJudge['judge']> }) {
  const kept = 'broken' in read ? read : { ...read.message, result: undefined };
  return { kept, facts: judge.facts(), problem: judge.problem() };
}

test('a message read in pieces is judged as the whole text is, whatever it is and whatever happened to it', () => {
  const random = randomFrom(20260728);
  const seen = new Set<string>();
  for (let round = 0; round < 10_000; round += 1) {
    let text = random() < 0.8 ? someMessage(random) : someJson(random, 0);
    for (let damages = Math.floor(random() * 3); damages > 0; damages -= 1) text = damaged(random, text);
    const judge = new AnswerJudge(OPTIONS);
    const expected = verdict({ judge, read: judge.judge(text, 'It') });
    expect([text, verdict(byScan(random, text))]).toEqual([text, expected]);
    seen.add('broken' in expected.kept ? 'broken' : expected.kept.kind);
  }
  // Each of them often enough is what makes the comparison worth something.
  expect([...seen].sort()).toEqual(['broken', 'error', 'invalid', 'notification', 'request', 'result']);
});

test('depth costs no stack', () => {
  const scan = new MessageScan();
  scan.push(Buffer.from(`{"result":${'[{"a":'.repeat(500_000)}`));
  expect(scan.end()).toMatchObject({ broken: expect.stringContaining('the end at line 1') as string });
});

test('of a long text the start stays, and a value that is needed whatever its length', () => {
  const scan = new MessageScan();
  const method = 'é'.repeat(100_000);
  const bytes = Buffer.from(`{"jsonrpc":"2.0","params":{"x":"${'x'.repeat(100_000)}"},"method":"${method}"}`);
  for (let at = 0; at < bytes.length; at += 1000) scan.push(bytes.subarray(at, at + 1000));
  expect(scan.startText).toBe(bytes.toString('utf8', 0, 1024));
  expect(scan.end()).toEqual({ value: { jsonrpc: '2.0', params: {}, method } });
});
