import { expect, it } from 'vitest';
import { createClientBook } from '../../../../../engine/trackers/client-book.ts';
import { UseLedger } from '../../../../../engine/trackers/deprecations/use-ledger.ts';
import { DEPRECATED_FEATURES } from '../../../../../shared/spec/deprecations.ts';
import { exchange } from '../../../../support/lint/exchange.ts';

it('tells uses apart by tool only where a server did something in it', () => {
  const ledger = new UseLedger(DEPRECATED_FEATURES[0]);
  const clients = createClientBook();
  for (const name of ['a', 'b']) {
    const seen = exchange({ method: 'tools/call', params: { name } });
    ledger.add({ feature: 'roots', what: 'declares', side: 'client' }, seen, clients.of(seen));
    ledger.add({ feature: 'roots', what: 'asks', side: 'server' }, seen, clients.of(seen));
  }
  const { uses, count } = ledger.report();
  expect(count).toBe(4);
  expect(uses.map(({ what, tool, count: times }) => [what, tool, times])).toEqual([
    ['declares', undefined, 2],
    ['asks', 'a', 1],
    ['asks', 'b', 1],
  ]);
  const [declares] = uses;
  expect(declares?.latest).toEqual([declares?.first, declares?.last]);
  expect([...ledger.lines].every(({ examples }) => examples.length > 0)).toBe(true);
});
