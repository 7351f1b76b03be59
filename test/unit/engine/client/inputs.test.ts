import { describe, expect, it } from 'vitest';
import { createInputs, type ServerAsks } from '../../../../engine/client/inputs.ts';
import type { ClientSettings, PendingInput } from '../../../../shared/model/input.ts';

function setUp(settings: Partial<ClientSettings> = {}) {
  const told: (readonly PendingInput[])[] = [];
  const inputs = createInputs({
    settings: () => ({ capabilities: {}, roots: [], responders: {}, ...settings }),
    onChange: (pending) => told.push(pending),
    now: () => 5,
  });
  return { inputs, told };
}

function question(change: Partial<ServerAsks> = {}): ServerAsks {
  return {
    instanceId: 'a',
    instanceName: 'Pod A',
    request: { method: 'roots/list', params: {} },
    from: { captureId: 'c', number: 3 },
    signal: new AbortController().signal,
    ...change,
  };
}
const ANSWER = { kind: 'result', result: { roots: [] } } as const;
const BY = { captureId: 'c', number: 4 };

describe('createInputs', () => {
  it('waits for a person, and tells him which exchange carries his answer', async () => {
    const { inputs, told } = setUp();
    const asked = inputs.ask(question());
    const [pending] = inputs.pending();
    expect(pending).toMatchObject({ instanceName: 'Pod A', from: { number: 3 }, askedAt: 5 });
    const answered = inputs.answer(pending?.id ?? '', ANSWER);
    const taken = await asked;
    expect(taken?.answer).toBe(ANSWER);
    taken?.sent(BY);
    expect(await answered).toEqual(BY);
    expect(told.map((list) => list.length)).toEqual([1, 0]);
  });

  it('lets a responder spare him', async () => {
    const { inputs, told } = setUp({ responders: { roots: { mode: 'accept' } } });
    expect((await inputs.ask(question()))?.answer).toEqual({ kind: 'result', result: { roots: [] } });
    expect((await inputs.ask(question({ respond: { roots: { mode: 'decline' } } })))?.answer.kind).toBe(
      'error',
    );
    expect(told).toEqual([]);
  });

  it('takes back what the server no longer wants', async () => {
    const { inputs, told } = setUp();
    const abort = new AbortController();
    const asked = inputs.ask(question({ signal: abort.signal }));
    const id = inputs.pending()[0]?.id ?? '';
    abort.abort();
    expect(await asked).toBeUndefined();
    expect(inputs.pending()).toEqual([]);
    expect(told.at(-1)).toEqual([]);
    expect(await inputs.answer(id, ANSWER)).toBeNull();
    expect(await inputs.ask(question({ signal: abort.signal }))).toBeUndefined();
  });

  it('names no two questions alike, and lets each be answered once', async () => {
    const { inputs } = setUp();
    const first = inputs.ask(question());
    const second = inputs.ask(question());
    const [one, two] = inputs.pending().map(({ id }) => id);
    expect(one).not.toBe(two);
    void inputs.answer(two ?? '', ANSWER);
    expect(await inputs.answer(two ?? '', ANSWER)).toBeNull();
    expect((await second)?.answer).toBe(ANSWER);
    inputs.close();
    expect(await first).toBeUndefined();
    void inputs.ask(question());
    expect(inputs.pending().map(({ id }) => id)).not.toContain(one);
  });
});
