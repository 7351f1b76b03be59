import { expect, it } from 'vitest';
import { NO_TAMPER, type Draft } from '../../../../../shared/model/draft.ts';
import { buildLegacyLine } from '../../../../../engine/protocol/legacy/build-line.ts';

const draft: Draft = {
  era: 'legacy',
  revision: '2025-11-25',
  method: 'tools/call',
  params: { name: 'echo' },
  clientCapabilities: { roots: {} },
  clientInfo: { name: 'test', version: '0' },
  tamper: NO_TAMPER,
};

it('is the legacy message alone', () => {
  const line = buildLegacyLine(draft, { url: 'stdio:x', requestId: 3 });
  expect(line).toMatchObject({ httpMethod: '', url: 'stdio:x', headers: [], routing: [], problems: [] });
  expect(JSON.parse(line.body)).toEqual({
    jsonrpc: '2.0',
    id: 3,
    method: 'tools/call',
    params: { name: 'echo' },
  });
});
