import { expect, test } from 'vitest';
import { exchangesDocument, writeDocument } from '../../../../cli/output/json-document.ts';
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
