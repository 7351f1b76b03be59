import { expect, it } from 'vitest';
import { BARE_FLAGS, FILTER_KEYS, FLAG_SAYS } from '../../../../shared/filter/keys.ts';
import { parseFilter } from '../../../../shared/filter/parse.ts';
import { FILTER_FLAGS } from '../../../../shared/model/filter.ts';

it('gives each key an example that is a filter by that key', () => {
  for (const [key, { example }] of Object.entries(FILTER_KEYS)) {
    expect([example, example.split(/[:.]/)[0], parseFilter(example).ok]).toEqual([example, key, true]);
  }
});

it('says of each flag what it means; the bare ones are among them', () => {
  expect(Object.keys(FLAG_SAYS).sort()).toEqual([...FILTER_FLAGS].sort());
  for (const flag of BARE_FLAGS) expect(FILTER_FLAGS).toContain(flag);
});
