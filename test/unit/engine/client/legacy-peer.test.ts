import { describe, expect, it } from 'vitest';
import type { Readiness, SendOrder } from '../../../../engine/client/channel.ts';
import { createInputs } from '../../../../engine/client/inputs.ts';
import {
  createLegacyPeer,
  type FindableSending,
  type LegacyPeer,
  type PeerState,
  type TrackedMessage,
  type Tracking,
} from '../../../../engine/client/legacy-peer.ts';
import type { LegacyReply } from '../../../../engine/client/server-questions.ts';
import { readSentMessage } from '../../../../engine/protocol/legacy/sent-message.ts';
import { buildLegacyBody } from '../../../../engine/protocol/legacy/build-request.ts';
import { NO_TAMPER, type Draft, type JsonObject } from '../../../../shared/model/draft.ts';
import type { Row } from '../../../../shared/model/exchange.ts';
import type { Finding } from '../../../../shared/model/finding.ts';
import type { Responders } from '../../../../shared/model/input.ts';

const STREAM = { captureId: 'c', number: 900 };

function draftOf(method: string, more: Partial<Draft> = {}): Draft {
  return {
    era: 'legacy',
    revision: '2025-11-25',
    method,
    params: {},
    clientCapabilities: { sampling: {}, roots: {}, elicitation: {} },
    clientInfo: { name: 'test', version: '0' },
    tamper: NO_TAMPER,
    ...more,
  };
}

interface Sent {
  readonly order: SendOrder;
  readonly body: JsonObject;
  readonly number: number;
  readonly tracking: Tracking;
  readonly end: () => void;
}

/** A peer over a carrier that keeps what it is given; the test plays the server. */
class Stage {
  readonly sent: Sent[] = [];
  readonly replies: LegacyReply[] = [];
  readonly states: PeerState[] = [];
  readonly findings: Finding[] = [];
  readonly bugs: unknown[] = [];
  readonly lost: string[] = [];
  opened = 0;
  #lastId = 0;
  responders: Responders = {};
  readonly inputs = createInputs({
    settings: () => ({ capabilities: {}, roots: [{ uri: 'file:///r' }], responders: this.responders }),
    onChange: () => undefined,
    now: () => 0,
  });
  readonly peer: LegacyPeer = createLegacyPeer({
    instanceId: 'i',
    instanceName: 'I',
    inputs: this.inputs,
    nextRequestId: () => (this.#lastId += 1),
    carrier: {
      send: (order) => this.send(order),
      reply: (reply) => {
        this.replies.push(reply);
        return sendingOf(500 + this.replies.length, Promise.resolve());
      },
      opened: () => (this.opened += 1),
    },
    tell: (state) => this.states.push(state),
    onBug: (error) => this.bugs.push(error),
  });

  send(order: SendOrder, more: Partial<TrackedMessage> = {}): FindableSending {
    const { body } = buildLegacyBody(order.draft, order.draft.requestId ?? (this.#lastId += 1));
    const number = this.sent.length + 1;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const sending = sendingOf(number, promise);
    const tracking = this.peer.track({
      ref: sending.ref,
      sent: readSentMessage(JSON.stringify(body)),
      origin: order.origin,
      draft: order.draft,
      onMessage: (_message, kind) => {
        if (kind === 'answer') resolve(undefined);
      },
      onLost: (problem) => this.lost.push(problem),
      ...more,
    });
    const end = (): void => {
      tracking.end();
      resolve(undefined);
    };
    order.signal.addEventListener('abort', end);
    // A notification is over as soon as it is gone.
    if (order.draft.notification === true) end();
    this.sent.push({ order, body, number, tracking, end });
    return { ...sending, finding: (finding) => this.findings.push(finding) };
  }

  last(): Sent {
    const last = this.sent.at(-1);
    if (!last) throw new Error('nothing was sent');
    return last;
  }

  methods(): string[] {
    return this.sent.map(({ order }) => order.draft.method);
  }

  answerInitialize(
    result: JsonObject = { protocolVersion: '2025-06-18', capabilities: { tools: {} } },
  ): void {
    const initialize = this.sent.filter(({ order }) => order.draft.method === 'initialize').at(-1);
    this.peer.receive({ jsonrpc: '2.0', id: initialize?.body['id'] ?? -1, result }, STREAM);
  }

  open(signal = new AbortController().signal, draft = draftOf('tools/list')): Promise<Readiness> {
    return this.peer.open({ draft, origin: 'composer', signal });
  }
}

function sendingOf(number: number, done: Promise<unknown>): FindableSending {
  return {
    ref: { captureId: 'c', number },
    done: done.then(() => undefined),
    row: () => ({ number }) as Row,
    finding: () => undefined,
  };
}

async function opened(declared?: JsonObject): Promise<Stage> {
  const stage = new Stage();
  const ready = stage.open(undefined, draftOf('tools/list', declared && { clientCapabilities: declared }));
  stage.answerInitialize();
  await ready;
  return stage;
}

const request = (id: string | number, method: string, params: JsonObject = {}): JsonObject => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
});

describe('opening a session', () => {
  it('sends initialize and its notification once for all who wait', async () => {
    const stage = new Stage();
    const both = [stage.open(), stage.open()];
    expect(stage.methods()).toEqual(['initialize']);
    stage.answerInitialize();
    expect(await Promise.all(both)).toEqual([{ ok: true }, { ok: true }]);
    expect(stage.methods()).toEqual(['initialize', 'notifications/initialized']);
    expect(stage.last().order).toMatchObject({ origin: 'probe', link: { kind: 'handshake', to: 1 } });
    expect(stage.peer.session).toMatchObject({
      revision: '2025-06-18',
      capabilities: { tools: {} },
      declared: { sampling: {} },
      initialize: { number: 1 },
    });
    expect(stage.states.map(({ state }) => state)).toEqual(['opening', 'open']);
    expect(stage.opened).toBe(1);
    expect(await stage.open()).toEqual({ ok: true });
    expect(stage.sent).toHaveLength(2);
  });

  it('tells who asked, where the answer shows why there is none', async () => {
    const stage = new Stage();
    const ready = stage.open();
    stage.answerInitialize({ protocolVersion: '1999-01-01' });
    expect(await ready).toEqual({ ok: false, shownBy: { captureId: 'c', number: 1 } });
    expect(stage.findings).toMatchObject([{ rule: 'legacy.unknown-revision', side: 'server' }]);
    expect(stage.states.at(-1)?.state).toBe('closed');
    expect(stage.states.at(-1)?.problem).toContain('1999-01-01');
    expect(stage.methods()).toEqual(['initialize']);
  });

  it('fails when initialize ends without an answer, and tries anew the next time', async () => {
    const stage = new Stage();
    const ready = stage.open();
    stage.last().end();
    expect(await ready).toMatchObject({ ok: false });
    const again = stage.open();
    stage.answerInitialize();
    expect(await again).toEqual({ ok: true });
  });

  it('goes on while one of several waits, and ends with the last', async () => {
    const stage = new Stage();
    const [first, second] = [new AbortController(), new AbortController()];
    const waits = [stage.open(first.signal), stage.open(second.signal)];
    first.abort();
    await expect(waits[0]).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(stage.last().order.signal.aborted).toBe(false);
    second.abort();
    await expect(waits[1]).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(stage.last().order.signal.aborted).toBe(true);
    // Who comes now does not join the one that ends.
    const third = stage.open();
    expect(stage.methods()).toEqual(['initialize', 'initialize']);
    stage.answerInitialize();
    expect(await third).toEqual({ ok: true });
  });

  it('lets a person’s own initialize be it', async () => {
    const stage = new Stage();
    const draft = draftOf('initialize', { params: { capabilities: { roots: {} } } });
    expect(stage.peer.opensSession(draft)).toBe(true);
    const order: SendOrder = { draft, origin: 'composer', signal: new AbortController().signal };
    const sending = stage.send(order);
    stage.peer.adopt(sending, order, readSentMessage(JSON.stringify(stage.last().body)));
    expect(stage.peer.opensSession(draft)).toBe(false);
    const ready = stage.open();
    stage.answerInitialize();
    expect(await ready).toEqual({ ok: true });
    expect(stage.methods()).toEqual(['initialize', 'notifications/initialized']);
    expect(stage.peer.session?.declared).toEqual({ roots: {} });
  });
});

describe('messages of the server', () => {
  it('find the request that they belong to', async () => {
    const stage = await opened();
    const got: string[] = [];
    const order = (progressToken: string): SendOrder => ({
      draft: draftOf('tools/call', { progressToken }),
      origin: 'composer',
      signal: new AbortController().signal,
    });
    for (const name of ['a', 'b']) {
      stage.send(order(name), { onMessage: (_message, kind) => got.push(`${name} ${kind}`) });
    }
    const id = stage.last().body['id'] ?? 0;
    const { peer } = stage;
    const progress = {
      jsonrpc: '2.0',
      method: 'notifications/progress',
      params: { progressToken: 'a', progress: 1 },
    };
    expect(peer.receive(progress, STREAM)).toBe('progress');
    expect(peer.receive({ jsonrpc: '2.0', id, result: {} }, STREAM)).toBe('answer');
    expect(got).toEqual(['a progress', 'b answer']);
    expect(peer.receive({ jsonrpc: '2.0', id, result: {} }, STREAM)).toBe('stray');
  });

  it.each([
    { jsonrpc: '2.0', id: 999, result: {} },
    { jsonrpc: '1.0', method: 'ping', id: 1 },
    { jsonrpc: '2.0', id: null, method: 'ping' },
    { jsonrpc: '2.0', id: 5, method: 'sampling/createMessage', params: ['x'] },
    { jsonrpc: '2.0', id: 1, error: 'x' },
    {},
  ])('that make no sense do no harm: %j', async (message) => {
    const stage = await opened();
    expect(stage.peer.receive(message as JsonObject, STREAM)).toBe('stray');
    expect(stage.replies).toEqual([]);
    expect(stage.bugs).toEqual([]);
  });

  it('ask for a ping, and for what nobody has', async () => {
    const stage = await opened();
    stage.peer.receive(request('p', 'ping'), STREAM);
    stage.peer.receive(request(2, 'tasks/list'), STREAM);
    expect(stage.replies.map(({ body }) => body)).toMatchObject([
      { id: 'p', result: {} },
      { id: 2, error: { code: -32601 } },
    ]);
    expect(stage.replies[0]).toMatchObject({ from: STREAM, method: 'ping' });
    expect(stage.replies[1]?.finding).toBeUndefined();
  });

  it('are answered by a responder, that of the draft first', async () => {
    const stage = await opened();
    stage.responders = { roots: { mode: 'accept' }, sampling: { mode: 'accept' } };
    stage.send({
      draft: draftOf('tools/call', { respond: { sampling: { mode: 'decline' } } }),
      origin: 'cli',
      signal: new AbortController().signal,
    });
    stage.peer.receive(request(1, 'roots/list'), STREAM);
    stage.peer.receive(request(2, 'sampling/createMessage'), STREAM);
    await expect.poll(() => stage.replies.length).toBe(2);
    expect(stage.replies.map(({ body }) => body)).toMatchObject([
      { id: 1, result: { roots: [{ uri: 'file:///r' }] } },
      { id: 2, error: { code: -1 } },
    ]);
    expect(stage.replies[0]?.origin).toBe('cli');
  });

  it('are refused where nothing of the kind was declared', async () => {
    const stage = await opened({ roots: {} });
    stage.peer.receive(request(1, 'sampling/createMessage'), STREAM);
    expect(stage.replies).toMatchObject([
      { body: { id: 1, error: { code: -32601 } }, finding: { rule: 'legacy.undeclared-request' } },
    ]);
  });
});

describe('a question that waits for a person', () => {
  const ask = request('q', 'elicitation/create', { message: 'name?' });

  it('gets his answer, and tells him by which exchange', async () => {
    const stage = await opened();
    stage.peer.receive(ask, STREAM);
    // Delivered once more by a stream that was resumed: still one question.
    stage.peer.receive(ask, STREAM);
    expect(stage.inputs.pending()).toHaveLength(1);
    const id = stage.inputs.pending()[0]?.id ?? '';
    const by = await stage.inputs.answer(id, { kind: 'result', result: { action: 'decline' } });
    expect(by).toEqual({ captureId: 'c', number: 501 });
    expect(stage.replies).toMatchObject([{ body: { id: 'q', result: { action: 'decline' } } }]);
  });

  it.each([
    [
      'the server cancels it',
      (stage: Stage) =>
        void stage.peer.receive(
          { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'q' } },
          STREAM,
        ),
    ],
    [
      'the session is lost',
      (stage: Stage) => {
        stage.peer.lose('gone');
      },
    ],
    [
      'it is closed',
      (stage: Stage) => {
        stage.peer.close();
      },
    ],
  ])('is withdrawn when %s', async (_when, what) => {
    const stage = await opened();
    stage.peer.receive(ask, STREAM);
    what(stage);
    expect(stage.inputs.pending()).toEqual([]);
    expect(stage.replies).toEqual([]);
  });

  it('is withdrawn with the request on whose stream it came, and no other', async () => {
    const stage = await opened();
    const signal = new AbortController().signal;
    for (const method of ['tools/call', 'tools/list']) {
      const { ref } = stage.send({ draft: draftOf(method), origin: 'composer', signal });
      stage.peer.receive({ ...ask, id: method }, ref);
    }
    stage.last().tracking.end();
    expect(stage.inputs.pending().map(({ from }) => from.number)).toEqual([3]);
  });
});

describe('other roots', () => {
  it('are told of where that was declared, and only there', async () => {
    const promised = await opened({ roots: { listChanged: true } });
    promised.peer.rootsChanged();
    expect(promised.last()).toMatchObject({
      body: { jsonrpc: '2.0', method: 'notifications/roots/list_changed' },
      order: { origin: 'probe' },
    });
    const silent = await opened({ roots: {} });
    const before = silent.sent.length;
    silent.peer.rootsChanged();
    expect(silent.sent).toHaveLength(before);
    new Stage().peer.rootsChanged();
  });
});

describe('the end', () => {
  it('of one request is told to the server by a notification', async () => {
    const stage = await opened();
    stage.send({ draft: draftOf('tools/call'), origin: 'cli', signal: new AbortController().signal });
    const { tracking, body } = stage.last();
    expect(tracking.cancel('no more')).toBeDefined();
    expect(stage.last()).toMatchObject({
      body: { method: 'notifications/cancelled', params: { requestId: body['id'], reason: 'no more' } },
      order: { link: { kind: 'cancel', to: 3 }, origin: 'cli' },
    });
    stage.peer.receive({ jsonrpc: '2.0', id: body['id'] ?? 0, result: {} }, STREAM);
    expect(tracking.cancel('too late')).toBeUndefined();
  });

  it('is never told of initialize', () => {
    const stage = new Stage();
    void stage.open();
    expect(stage.last().tracking.cancel('no')).toBeUndefined();
  });

  it('of a session is told to all who wait, and the next opens another', async () => {
    const stage = await opened();
    stage.send({ draft: draftOf('tools/call'), origin: 'composer', signal: new AbortController().signal });
    stage.peer.lose('The server forgot it.');
    expect(stage.lost).toContain('The server forgot it.');
    expect(stage.states.at(-1)).toMatchObject({ state: 'lost', problem: 'The server forgot it.' });
    expect(stage.peer.session).toBeUndefined();
    stage.peer.lose('again');
    stage.peer.close();
    expect(stage.states.filter(({ state }) => state !== 'open' && state !== 'opening')).toHaveLength(1);
    const ready = stage.open();
    stage.answerInitialize();
    expect(await ready).toEqual({ ok: true });
  });

  it('during the handshake leaves nothing half open', async () => {
    const stage = new Stage();
    const ready = stage.open();
    stage.peer.close();
    stage.answerInitialize();
    expect(await ready).toMatchObject({ ok: false });
    expect(stage.peer.session).toBeUndefined();
    expect(stage.states.at(-1)).toMatchObject({ state: 'closed' });
  });
});
