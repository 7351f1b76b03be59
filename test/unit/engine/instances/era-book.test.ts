import { describe, expect, it } from 'vitest';
import type { Captures } from '../../../../engine/capture/captures.ts';
import type { Channel } from '../../../../engine/client/channel.ts';
import type { Channels } from '../../../../engine/client/channels.ts';
import type { Client } from '../../../../engine/client/client.ts';
import type { ReadAnswer } from '../../../../engine/client/read-answer.ts';
import { createEraBook } from '../../../../engine/instances/era-book.ts';
import type { Verdict } from '../../../../engine/instances/inquire-era.ts';
import { eraKeyOf, type KeptEras } from '../../../../engine/instances/kept-eras.ts';
import type { JsonObject } from '../../../../shared/model/draft.ts';
import type { Row } from '../../../../shared/model/exchange.ts';
import type { Instance } from '../../../../shared/model/instance.ts';

const INSTANCE: Instance = { id: 'a', name: 'a', url: 'http://127.0.0.1:1/mcp', headers: [] };
const TARGET = { instance: INSTANCE, headers: [] };
const DISCOVERED = { supportedVersions: ['2026-07-28'], capabilities: {} };
const LEGACY: Verdict = { era: 'legacy', transport: 'sse', reason: 'r', evidence: [] };
const REF = { captureId: 'c', number: 1 };

/** A book over a server that answers server/discover with this, and opens a session over these transports. */
function book(
  options: { result?: JsonObject; sessions?: readonly string[]; kept?: ReadonlyMap<string, Verdict> } = {},
) {
  const asked: string[] = [];
  const kept: [string, Verdict | undefined][] = [];
  const heard: string[] = [];
  const keeping: KeptEras = {
    found: options.kept ?? new Map(),
    keep: (key, verdict) => void kept.push([key, verdict]),
    close: () => Promise.resolve(),
  };
  const complete: Client['complete'] = async ({ method }) => {
    asked.push(method);
    await Promise.resolve();
    const answer: JsonObject = {
      jsonrpc: '2.0',
      id: 1,
      ...(options.result ? { result: options.result } : { error: { code: -32000, message: 'no' } }),
    };
    return { ref: REF, row: { number: 1 } as Row, instanceName: 'a', others: [], status: 400, answer };
  };
  const client = {
    complete,
    open: ({ transport }: Channel) => {
      asked.push(transport);
      const ok = (options.sessions ?? []).includes(transport);
      return Promise.resolve(ok ? { ok } : { ok, shownBy: REF });
    },
  } as unknown as Client;
  const channels = {
    of: (_target: unknown, era: string, transport: string) => ({ era, transport, opened: () => undefined }),
  } as unknown as Channels;
  const captures = {
    detail: () =>
      Promise.resolve({
        row: { number: 1 },
        request: { body: { text: '' } },
        response: { status: 405, headers: [] },
      }),
    body: () => Promise.resolve(new Uint8Array()),
    events: () => Promise.resolve({ events: [], total: 0 }),
  } as unknown as Captures;
  const eras = createEraBook({
    client: () => client,
    channels: () => channels,
    captures,
    declaration: () => ({ info: { name: 't', version: '0' }, capabilities: {} }),
    kept: keeping,
    onKnown: ({ id }) => void heard.push(id),
  });
  return { eras, asked, kept, heard };
}

describe('createEraBook', () => {
  it('knows nothing before somebody asks, and then tells, keeps and lets it be heard', async () => {
    const { eras, kept, heard } = book({ result: DISCOVERED });
    expect(eras.known(INSTANCE)).toBeUndefined();
    expect(await eras.detect(TARGET, 'probe')).toMatchObject({ era: 'modern', source: 'detected' });
    expect(eras.known(INSTANCE)).toMatchObject({ era: 'modern', transport: 'http', source: 'detected' });
    expect(kept).toMatchObject([[eraKeyOf(INSTANCE), { era: 'modern' }]]);
    expect(heard).toEqual(['a']);
  });

  it('asks once for all who want to know at the same time', async () => {
    const { eras, asked } = book({ result: DISCOVERED });
    await Promise.all([eras.detect(TARGET, 'probe'), eras.inquire(TARGET, 'probe')]);
    expect(asked).toEqual(['server/discover']);
    await eras.detect(TARGET, 'probe');
    expect(asked).toHaveLength(2);
  });

  it('goes by what the instance is: another address is another server', async () => {
    const { eras } = book({ result: DISCOVERED });
    await eras.detect(TARGET, 'probe');
    expect(eras.known({ ...INSTANCE, id: 'b', name: 'same' })).toMatchObject({ era: 'modern' });
    expect(eras.known({ ...INSTANCE, url: 'http://127.0.0.1:2/mcp' })).toBeUndefined();
  });

  it('begins with what was kept, which may be wrong by now', async () => {
    const { eras } = book({ result: DISCOVERED, kept: new Map([[eraKeyOf(INSTANCE), LEGACY]]) });
    expect(eras.known(INSTANCE)).toMatchObject({ era: 'legacy', transport: 'sse', source: 'kept' });
    await eras.detect(TARGET, 'probe');
    expect(eras.known(INSTANCE)).toMatchObject({ era: 'modern', source: 'detected' });
  });

  it('does not keep the eras of the demo', async () => {
    const { eras, kept } = book({ result: DISCOVERED });
    await eras.detect({ instance: { ...INSTANCE, startedBy: 'demo' }, headers: [] }, 'probe');
    expect(kept).toEqual([]);
  });

  it('lets a person set an era, and forgets nothing of what was found out', async () => {
    const { eras } = book({ result: DISCOVERED });
    await eras.detect(TARGET, 'probe');
    const set = { ...INSTANCE, era: 'legacy' as const };
    expect(eras.known(set)).toMatchObject({ era: 'legacy', source: 'set' });
    expect(eras.known(set)).not.toHaveProperty('transport');
    expect(eras.known(INSTANCE)).toMatchObject({ era: 'modern' });
  });

  it('finds out how the legacy era is spoken without changing the verdict', async () => {
    const { eras, asked } = book({ result: DISCOVERED, sessions: ['sse'] });
    await eras.detect(TARGET, 'probe');
    expect(await eras.openLegacy(TARGET, 'probe')).toEqual({ transport: 'sse' });
    expect(asked).toEqual(['server/discover', 'http', 'sse']);
    expect(eras.legacyTransport(INSTANCE)).toBe('sse');
    expect(eras.known(INSTANCE)).toMatchObject({ era: 'modern' });
  });

  it('tells by which exchange no session can be opened', async () => {
    const { eras } = book({ result: DISCOVERED });
    expect(await eras.openLegacy(TARGET, 'probe')).toEqual({ shownBy: REF });
    expect(eras.legacyTransport(INSTANCE)).toBeUndefined();
  });

  it('takes an ordinary modern answer for evidence', () => {
    const { eras } = book();
    eras.sawModern(INSTANCE, 'tools/call', REF);
    expect(eras.known(INSTANCE)).toMatchObject({ era: 'modern', evidence: [{ ref: REF }] });
  });

  it('judges an answer that is there instead of asking', async () => {
    const { eras, asked } = book({ sessions: ['http'] });
    const answer = { jsonrpc: '2.0', id: 1, error: { code: -32000, message: 'no' } };
    const discovered: ReadAnswer = {
      ref: REF,
      row: {} as Row,
      instanceName: 'a',
      others: [],
      status: 400,
      answer,
    };
    expect(await eras.detect(TARGET, 'probe', { discovered })).toMatchObject({
      era: 'legacy',
      transport: 'http',
    });
    expect(asked).toEqual(['http']);
  });

  it('forgets', async () => {
    const { eras, kept } = book({ result: DISCOVERED });
    await eras.detect(TARGET, 'probe');
    eras.forget(INSTANCE);
    expect(eras.known(INSTANCE)).toBeUndefined();
    expect(kept.at(-1)).toEqual([eraKeyOf(INSTANCE), undefined]);
  });
});
