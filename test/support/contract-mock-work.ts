import { expect } from 'vitest';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import { META, MODERN_REVISION } from '../../shared/spec/modern.ts';
import type { ClientWork } from './contract-client-work.ts';

/** The part of a day's work in which a recording answers in place of its server. */
export async function mockTheDay({ run, next }: ClientWork, [ref]: readonly ExchangeRef[]): Promise<void> {
  const { captureId = '' } = ref ?? {};
  const mock = await run('mock.start', {
    captureId,
    listen: { host: '127.0.0.1', port: 0 },
    lenient: false,
    faults: false,
    allowOrigins: [],
    record: false,
    job: 'serve',
  });
  expect(await run('mock.list', null)).toEqual([mock]);
  // Nothing is under way under this name any more.
  expect(await run('mock.cancelStart', { job: 'serve' })).toBeNull();
  const unmatched = next('mock', ({ id }) => id === mock.id);
  const answer = await fetch(mock.url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      'MCP-Protocol-Version': MODERN_REVISION,
      'Mcp-Method': 'tools/call',
      'Mcp-Name': 'never_recorded',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: {
        name: 'never_recorded',
        arguments: {},
        _meta: { [META.protocolVersion]: MODERN_REVISION, [META.clientCapabilities]: {} },
      },
    }),
  });
  await answer.text();
  const ended = next('mockState', ({ id, running }) => id === mock.id && !running);
  const asked = [{ era: 'modern', method: 'tools/call', name: 'never_recorded', unmatched: 1 }];
  expect(await run('mock.stop', { id: mock.id })).toMatchObject({ running: false, asked });
  expect(await ended).toMatchObject({ counts: { unmatched: 1 }, asked });
  expect(await run('mock.list', null)).toEqual([]);
  await unmatched;
}
