import { expect, it } from 'vitest';
import { matchingEntries } from '../../../../renderer/composer/match-entries.ts';

const ENTRIES = [
  { name: 'basket_create', entry: { description: 'Opens a basket' } },
  { name: 'add_basket', entry: { title: 'Add' } },
  { name: 'basket', entry: {} },
  { name: 'order', entry: { description: 'From a basket to an order', title: 7 } },
];

it.each([
  ['', ['basket_create', 'add_basket', 'basket', 'order']],
  ['basket', ['basket', 'basket_create', 'add_basket', 'order']],
  ['BASKET  order', ['order']],
  ['opens create', ['basket_create']],
  ['nothing', []],
])('%j finds the best first', (query, names) => {
  expect(matchingEntries(ENTRIES, query).map((entry) => entry.name)).toEqual(names);
});
