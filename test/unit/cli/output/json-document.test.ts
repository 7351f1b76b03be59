import { expect, test } from 'vitest';
import { exchangesDocument, listingDocument, writeDocument } from '../../../../cli/output/json-document.ts';
import { outcome } from '../sample-outcome.ts';

test('has the shape of the contract', () => {
  const answer = { jsonrpc: '2.0', id: 1, result: {} };
  expect(
    JSON.parse(
      writeDocument(exchangesDocument([outcome({ answer }), outcome({ failure: 'cut', received: 7 })])),
    ),
  ).toEqual({
    exchanges: [
      {
        id: 4,
        instance: 'alpha',
        era: 'modern',
        transport: 'http',
        link: null,
        request: { headers: [['Host', 'h.test']], body: '{}' },
        response: {
          status: 200,
          headers: [['Content-Type', 'application/json']],
          body: '{"jsonrpc":"2.0","id":1,"result":{}}',
          messages: [answer],
        },
        failure: null,
        timing: { endMs: 8.44 },
        findings: [],
      },
      expect.objectContaining({
        response: null,
        failure: { kind: 'cut', message: 'It was cut.', at: 2, receivedBytes: 7 },
      }),
    ],
  });
});

test('tells links, transports and findings', () => {
  const sample = outcome({ link: { kind: 'round', to: 3, round: 2 } });
  const finding = {
    rule: 'stdio.stray-output',
    severity: 'error',
    side: 'server',
    message: 'It wrote x.',
  } as const;
  const { detail } = sample;
  const told = {
    ...sample,
    detail: { ...detail, row: { ...detail.row, transport: 'stdio' as const }, findings: [finding] },
  };
  expect(exchangesDocument([told])).toMatchObject({
    exchanges: [{ transport: 'stdio', link: { kind: 'round', to: 3, round: 2 }, findings: [finding] }],
  });
});

test('tells what a client makes of a list', () => {
  const listing = {
    instanceId: 'a',
    kind: 'tools',
    entries: [
      { name: 'good', entry: { name: 'good' } },
      { name: 'bad', entry: { name: 'bad' }, excluded: 'x-mcp-header is empty.' },
    ],
    exchanges: [],
    fetchedAt: 0,
    ttlMs: 500,
  } as const;
  expect(listingDocument(listing, [])).toEqual({
    exchanges: [],
    listing: {
      kind: 'tools',
      entries: [{ name: 'good' }, { name: 'bad', excluded: 'x-mcp-header is empty.' }],
      ttlMs: 500,
      cacheScope: null,
      problem: null,
    },
  });
});

test('tells the differences where they were asked for', () => {
  const ref = { captureId: 'c', number: 1 };
  const differences = [{ pointer: '/status', kind: 'changed' as const, left: 200, right: 400 }];
  const comparison = {
    same: false,
    columns: [{ ref, instanceName: 'beta', differences }],
    pointers: ['/status'],
  };
  expect(exchangesDocument([], comparison)).toEqual({
    exchanges: [],
    comparison: {
      same: false,
      differences: [{ instance: 'beta', pointer: '/status', kind: 'changed', left: 200, right: 400 }],
    },
  });
});
