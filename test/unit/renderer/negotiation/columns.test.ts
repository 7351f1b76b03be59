import { describe, expect, it } from 'vitest';
import { CLIENTS_AT_ONCE, columnGroups, columnsOf } from '../../../../renderer/negotiation/columns.ts';
import { party } from './make-report.ts';

describe('the columns', () => {
  const parties = [
    party('instance', 'b'),
    party('client', 'c'),
    party('instance', 'x'),
    party('instance', 'a'),
  ];

  it('are the clients, each server in its instances, and what is left', () => {
    const groups = columnGroups({ parties, fleets: [['a', 'b']] }, { allClients: false });
    expect(groups.map((group) => [group.title, group.parties.map(({ id }) => id)])).toEqual([
      ['Clients', ['c']],
      ['One server', ['b', 'a']],
      ['Other instances', ['x']],
    ]);
    expect(columnsOf(groups).map((column) => [column.party.id, column.first])).toEqual([
      ['c', true],
      ['b', true],
      ['a', false],
      ['x', true],
    ]);
  });

  it('name no group that has nobody', () => {
    const groups = columnGroups({ parties: parties.slice(2), fleets: [] }, { allClients: false });
    expect(groups.map(({ title }) => title)).toEqual(['Instances']);
  });

  it('hold so many clients, and all when asked for', () => {
    const many = Array.from({ length: 99 }, (_, index) => party('client', `c${String(index)}`));
    const count = (allClients: boolean) =>
      columnsOf(columnGroups({ parties: many, fleets: [] }, { allClients })).length;
    expect([count(false), count(true)]).toEqual([CLIENTS_AT_ONCE, 99]);
  });
});
