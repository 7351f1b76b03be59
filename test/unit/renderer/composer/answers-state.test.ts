import { describe, expect, it } from 'vitest';
import {
  answerMessage,
  anyFailed,
  comparisonSentence,
  differenceLines,
  latestProgress,
  readableBlocks,
  requiredCapabilities,
} from '../../../../renderer/composer/answers-state.ts';
import type { Comparison, Difference } from '../../../../shared/model/difference.ts';
import { NO_TAMPER, type Draft } from '../../../../shared/model/draft.ts';
import type { ExchangeDetail, StreamEvent } from '../../../../shared/model/exchange.ts';

const DRAFT: Draft = {
  era: 'modern',
  revision: '2026-07-28',
  method: 'm',
  params: {},
  clientCapabilities: {},
  clientInfo: null,
  tamper: NO_TAMPER,
};

function comparison(...columns: readonly (readonly [string, readonly Difference[]])[]): Comparison {
  const pointers = [
    ...new Set(columns.flatMap(([, differences]) => differences.map((one) => one.pointer))),
  ].sort();
  return {
    same: pointers.length === 0,
    columns: columns.map(([instanceName, differences], number) => ({
      ref: { captureId: 'c', number },
      instanceName,
      differences,
    })),
    pointers,
  };
}

const PID = (right: number): Difference => ({ pointer: '/result/pid', kind: 'changed', left: 1, right });

describe('comparisonSentence', () => {
  it.each([
    [comparison(['alpha', []], ['beta', []]), 'Both answers are the same.'],
    [comparison(['alpha', []], ['beta', []], ['gamma', []]), 'All 3 answers are the same.'],
    [comparison(['alpha', []], ['beta', [PID(2)]], ['gamma', []]), 'beta differs from alpha at one place.'],
    [
      comparison(['alpha', []], ['beta', [PID(2)]], ['gamma', [PID(3)]]),
      'beta and gamma differ from alpha at one place.',
    ],
  ])('%#', (compared, sentence) => {
    expect(comparisonSentence(compared, false)).toBe(sentence);
  });

  it('says where what is the same is an error', () => {
    const three = comparison(['alpha', []], ['beta', []], ['gamma', []]);
    expect(comparisonSentence(three, true)).toBe('All 3 answers are the same error.');
    expect(comparisonSentence(comparison(['alpha', []], ['beta', []]), true)).toBe(
      'Both answers are the same error.',
    );
  });
});

function detailWith(type: string, text: string | undefined): ExchangeDetail {
  const body = { bytes: 9, truncated: false, ...(text !== undefined && { text }) };
  const row = {
    number: 1,
    startedAt: 0,
    origin: 'composer',
    instanceId: 'a',
    instanceName: 'a',
    era: 'modern',
    method: 'm',
    name: '',
    state: 'done',
    requestBytes: 0,
    responseBytes: 0,
    eventCount: 0,
  } as const;
  return {
    ref: { captureId: 'c', number: 1 },
    row,
    url: '',
    request: { httpMethod: 'POST', target: '/', headers: [], body },
    response: { status: 200, statusText: '', httpVersion: '1.1', headers: [['Content-Type', type]], body },
    timing: {},
    routing: [],
    origins: [],
  };
}

describe('anyFailed', () => {
  it.each([
    [{}, false],
    [{ status: 400 }, true],
    [{ state: 'failed' }, true],
    [{ errorCode: -32020 }, true],
    [{ isError: true }, true],
  ] as const)('%j: %s', (part, failed) => {
    const { row, ref } = detailWith('application/json', '{}');
    const columns = [
      { ref, instanceId: 'a', row: { ...row, status: 200, ...part }, events: [], steps: [{ ref }] },
    ];
    expect(anyFailed({ draft: DRAFT, columns })).toBe(failed);
  });
});

describe('differenceLines', () => {
  it('shows the value of each column at each pointer, the first one everywhere where nothing differs', () => {
    const added: Difference = { pointer: '/result/new', kind: 'added', right: true };
    const lines = differenceLines(comparison(['a', []], ['b', [PID(2), added]], ['c', []]));
    expect(lines).toEqual([
      {
        pointer: '/result/new',
        cells: [
          { text: '—', differs: false },
          { text: 'true', differs: true },
          { text: '—', differs: false },
        ],
      },
      {
        pointer: '/result/pid',
        cells: [
          { text: '1', differs: false },
          { text: '2', differs: true },
          { text: '1', differs: false },
        ],
      },
    ]);
  });
});

describe('reading an answer', () => {
  it('takes content, contents and messages as blocks', () => {
    const message = {
      result: {
        content: [{ type: 'text', text: 'hi' }, { type: 'image', mimeType: 'image/png', data: 'AAAA' }, 7],
      },
    };
    expect(readableBlocks(message)).toEqual([
      { kind: 'text', label: '', text: 'hi' },
      { kind: 'other', label: 'image · image/png', text: 'about 3 bytes' },
      { kind: 'other', label: 'block', text: '' },
    ]);
    expect(
      readableBlocks({ result: { messages: [{ role: 'user', content: { type: 'text', text: 'do' } }] } }),
    ).toEqual([{ kind: 'text', label: 'user', text: 'do' }]);
    expect(
      readableBlocks({ result: { contents: [{ uri: 'a://b', mimeType: 'text/plain', text: 't' }] } }),
    ).toEqual([{ kind: 'text', label: 'a://b · text/plain', text: 't' }]);
    expect(readableBlocks({ error: { code: 1 } })).toEqual([]);
  });

  it('leaves large and broken texts to the tree', () => {
    expect(answerMessage(`{"a":"${'x'.repeat(300_000)}"}`)).toBeUndefined();
    expect(answerMessage('{"a":')).toBeUndefined();
    expect(answerMessage('[1]')).toBeUndefined();
  });

  it('finds the capabilities that the server asks for, only where the code says so', () => {
    const data = { requiredCapabilities: { elicitation: { form: {} } } };
    expect(requiredCapabilities({ error: { code: -32021, data } })).toEqual({ elicitation: { form: {} } });
    expect(requiredCapabilities({ error: { code: -32602, data } })).toBeUndefined();
  });
});

describe('latestProgress', () => {
  const event = (index: number, preview: string): StreamEvent => ({
    index,
    atMs: 0,
    kind: 'message',
    method: 'notifications/progress',
    offset: 0,
    length: 0,
    preview,
  });

  it('reads the newest one, even from a preview that was cut', () => {
    const cut =
      '{"params":{"progressToken":"p","progress":7,"total":9,"message":"half of \\"it\\"","x":"aaaa';
    expect(latestProgress([event(0, '{"progress":1}'), event(1, cut)])).toEqual({
      progress: 7,
      total: 9,
      message: 'half of "it"',
    });
    expect(
      latestProgress([{ ...event(0, '{"progress":1}'), method: 'notifications/message' }]),
    ).toBeUndefined();
  });
});
