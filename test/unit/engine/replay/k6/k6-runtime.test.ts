import { describe, expect, it } from 'vitest';
import { K6_RUNTIME } from '../../../../../engine/replay/k6/k6-runtime.ts';
import {
  changedAt,
  pathOf,
  pointerOf,
  readAt,
  renamedAt,
} from '../../../../../engine/replay/plan/json-place.ts';
import { tokensOf } from '../../../../../engine/replay/plan/minted-look.ts';
import { partAt, partOf, replacePart } from '../../../../../engine/replay/plan/text-parts.ts';
import { encodeHeaderValue } from '../../../../../engine/protocol/modern/header-value.ts';

const NAMES =
  'changedAt pathOf pointerOf readAt renamedAt tokensOf partAt replacePart headerText readAnswer faultOf valueOf';
const globals = {
  STEPS: [],
  SESSIONS: {},
  HELD: [],
  VARIABLES: [],
  encoding: { b64encode: (text: string) => Buffer.from(text).toString('base64') },
};

type Functions = Record<string, (...values: unknown[]) => unknown>;

/** The functions of the script, without k6 around them. */
function load(env: object = { TARGETS: 'http://a' }): Functions {
  const source = K6_RUNTIME.replace('export const options', 'const options').replace(
    'export default function',
    'function main',
  );
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const make = new Function(
    '__ENV',
    ...Object.keys(globals),
    `${source}\nreturn { ${NAMES.replaceAll(' ', ', ')} };`,
  ) as (...values: unknown[]) => Functions;
  return make(env, ...Object.values(globals));
}

const script = load();
const call = (name: string, ...values: unknown[]): unknown => script[name]?.(...values);

describe('the functions of the script do what those of the replay do', () => {
  const answer = {
    result: { content: [{ text: '{"a/b":{"~c":["x",2]}}' }], list: [{ id: 'i' }], none: null },
  };
  const places = [
    '',
    '/result/content/0/text/a~1b/~0c/1',
    '/result/list/0/id',
    '/result/none/x',
    '/result/list/length',
    '/result/toString',
  ];

  it.each(places)('at the place %s', (pointer) => {
    expect(call('readAt', answer, pointer)).toEqual(readAt(answer, pointer));
    expect(call('pathOf', pointer)).toEqual(pathOf(pointer));
    expect(call('pointerOf', pathOf(pointer))).toBe(pointerOf(pathOf(pointer)));
    expect(call('changedAt', answer, pointer, () => 'new')).toEqual(changedAt(answer, pointer, () => 'new'));
  });

  it('with names of members', () => {
    const root = { params: { responses: { a: 1, b: 2 } } };
    expect(JSON.stringify(call('renamedAt', root, '/params/responses/a', 'x'))).toBe(
      JSON.stringify(renamedAt(root, '/params/responses/a', 'x')),
    );
  });

  it.each([
    'Created basket bsk_11aa22bb.',
    'order://8891aa/items?page=abcd&x=1',
    'bsk_11aa22bb',
    '',
    'größe 1234',
  ])('with the text %s', (text) => {
    expect(call('tokensOf', text)).toEqual(tokensOf(text));
    expect(call('replacePart', text, 'bsk_11aa22bb', 'X')).toBe(replacePart(text, 'bsk_11aa22bb', 'X'));
    for (const part of [
      partOf('Created basket bsk_00000000.', 'bsk_00000000'),
      { part: 0, of: 9, before: '' },
    ]) {
      if (part) expect(call('partAt', text, part)).toBe(partAt(text, part));
    }
  });

  it.each(['plain', 'größe', ' x ', '', '=?base64?eA==?='])('with the header %s', (value) => {
    expect(call('headerText', value)).toBe(encodeHeaderValue(value));
  });
});

describe('what came', () => {
  const stream = [
    { jsonrpc: '2.0', method: 'notifications/progress', params: {} },
    { jsonrpc: '2.0', id: 4, result: { x: 1 } },
  ];
  const events = stream
    .map((message) => `event: message\r\ndata: ${JSON.stringify(message)}\r\n\r\n`)
    .join('');

  it('is read from a stream and from a single message', () => {
    const headers = { 'Content-Type': 'text/event-stream; charset=utf-8' };
    expect(call('readAnswer', { status: 200, headers, body: events }, 4)).toMatchObject({
      status: 200,
      result: { x: 1 },
      notifications: [{ method: 'notifications/progress' }],
    });
    const body = JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32600, message: 'no' } });
    expect(call('readAnswer', { status: 400, headers: {}, body }, 4)).toMatchObject({
      error: { code: -32600 },
    });
    expect(call('readAnswer', { status: 0, headers: {}, body: null }, 4)).toEqual({
      status: 0,
      notifications: [],
    });
  });

  it('gives values from the first place that has one, also from notifications and by names', () => {
    const answer = {
      result: { list: { b: 1, c: 2 } },
      notifications: [{ method: 'n/x', params: { id: 'i' } }],
    };
    expect(call('valueOf', { at: ['/result/nothing', '/result/list/c'] }, answer)).toBe(2);
    expect(call('valueOf', { at: ['/notifications/n~1x/id'] }, answer)).toBe('i');
    expect(call('valueOf', { at: ['/result/list/1'], key: true }, answer)).toBe('c');
    expect(call('valueOf', { at: ['/result/nothing'] }, answer)).toBeUndefined();
  });

  it.each([
    [{ is: 'result', status: 200 }, { status: 200, result: {} }, undefined],
    [
      { is: 'result' },
      { status: 404, error: { code: -32001, message: 'gone' } },
      'result was recorded, error came, status 404 (-32001 gone)',
    ],
    [{ is: 'result', status: 200 }, { status: 202, result: {} }, 'status 200 was recorded, 202 came'],
    [{ is: 'error', code: -32602 }, { error: { code: -32603 } }, 'error -32602 was recorded, -32603 came'],
    [{ is: 'result' }, { result: { isError: true, content: [] } }, 'the tool failed: []'],
    [{ is: 'result', isError: true }, { result: {} }, 'the tool did not fail'],
    [
      { is: 'result', resultType: 'task' },
      { result: { resultType: 'complete' } },
      'resultType task was recorded, complete came',
    ],
    [
      { is: 'result', task: 'completed' },
      { result: { status: 'failed' } },
      'the task was completed, and is failed',
    ],
    [{ is: 'nothing' }, { status: 0 }, undefined],
  ])('is held against what was recorded (%#)', (expected, answer, fault) => {
    expect(call('faultOf', { expect: expected }, answer)).toBe(fault);
  });
});

it('says where to send when nobody did', () => {
  expect(() => load({ TARGETS: ' , ' })).toThrow('Say where to send');
});
