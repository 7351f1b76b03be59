import { expect, it } from 'vitest';
import { clientLabel, createClientBook } from '../../../../engine/trackers/client-book.ts';
import { exchange, META } from '../../../support/lint/exchange.ts';

const LEGACY = { row: { era: 'legacy', origin: 'gateway' } } as const;
const INITIALIZE = {
  ...LEGACY,
  method: 'initialize',
  params: { clientInfo: { name: 'old', version: '1' }, capabilities: { roots: {} } },
  result: {},
};

it('knows a modern client by what each request says', () => {
  const book = createClientBook();
  const capabilities = { sampling: {} };
  const meta = { ...META, 'io.modelcontextprotocol/clientCapabilities': capabilities };
  const seen = book.of(exchange({ meta, row: { origin: 'gateway' } }));
  expect(seen).toMatchObject({ name: 'test-client', version: '1.0.0', own: false, declared: capabilities });
  expect(clientLabel(seen)).toBe('test-client 1.0.0');
  expect(book.of(exchange({ row: { origin: 'gateway' } }))).toMatchObject({ key: seen.key, declared: {} });
  expect(book.of(exchange({ meta: null })).declared).toBeUndefined();
});

it('takes what Hopscope sends for one client, whatever sent it', () => {
  const book = createClientBook();
  const keys = (['composer', 'cli', 'probe', 'replay'] as const).map((origin) =>
    book.of(exchange({ row: { origin } })),
  );
  expect(new Set(keys.map(({ key }) => key)).size).toBe(1);
  expect(keys.every(({ own }) => own)).toBe(true);
});

it('knows Hopscope also where it says no name, as a probe does on purpose', () => {
  const book = createClientBook();
  const named = book.of(exchange({ row: { origin: 'probe' } }));
  const unnamed = book.of(exchange({ row: { origin: 'probe' }, meta: null }));
  expect(unnamed).toEqual({ ...named, declared: undefined });
  // Another client without a name is nobody known.
  expect(book.of(exchange({ row: { origin: 'gateway' }, meta: null })).name).toBe('unnamed client');
});

it('knows a legacy client by its session', () => {
  const book = createClientBook();
  const opened = book.of(exchange({ ...INITIALIZE, answerHeaders: { 'Mcp-Session-Id': 's1' } }));
  const other = { ...INITIALIZE.params, clientInfo: { name: 'other' } };
  book.of(exchange({ ...INITIALIZE, params: other, answerHeaders: { 'Mcp-Session-Id': 's2' } }));
  const later = book.of(exchange({ ...LEGACY, headers: { 'Mcp-Session-Id': 's1' } }));
  expect(later).toEqual(opened);
  expect(later).toMatchObject({ name: 'old', version: '1', declared: { roots: {} } });
  const stranger = book.of(
    exchange({ ...LEGACY, headers: { 'Mcp-Session-Id': 's9', 'User-Agent': 'node' } }),
  );
  expect(stranger).toMatchObject({ name: 'node', declared: undefined });
});

it('knows a client without a session id by its process', () => {
  const book = createClientBook();
  book.of({ ...exchange(INITIALIZE), channel: 7 });
  expect(book.of({ ...exchange(LEGACY), channel: 7 }).name).toBe('old');
  expect(book.of({ ...exchange(LEGACY), channel: 8 }).name).toBe('unnamed client');
});
