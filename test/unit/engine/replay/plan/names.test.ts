import { expect, it } from 'vitest';
import { keyOf, nounOf, soundsReading, stemOf } from '../../../../../engine/replay/plan/names.ts';

it('hears from the name of a tool whether it only reads', () => {
  for (const name of ['basket_get', 'listOrders', 'search_catalog', 'whoami'])
    expect(soundsReading(name)).toBe(true);
  for (const name of ['create_order', 'deploy', 'target']) expect(soundsReading(name)).toBe(false);
});

it('finds what a tool is about', () => {
  expect(['basket_create', 'createBasket', 'create_baskets', 'add-to-basket'].map(nounOf)).toEqual(
    Array.from({ length: 4 }, () => 'basket'),
  );
});

it('names a thing alike, however the member is called', () => {
  const stems = [
    stemOf(['params', 'arguments', 'ticketId'], 'get'),
    stemOf(['result', 'structuredContent', 'ticket', 'id'], 'anything'),
    stemOf(['result', 'structuredContent', 'id'], 'create_ticket'),
    stemOf(['result', 'structuredContent', 'tickets', '0', 'id'], 'anything'),
    stemOf(['params', 'arguments', 'ticket_number'], 'get'),
  ];
  expect(stems).toEqual(stems.map(() => 'ticket'));
});

it('takes the last name of a way, not an index', () => {
  expect(keyOf(['result', 'ids', '3'])).toBe('ids');
  expect(keyOf([])).toBe('');
});
