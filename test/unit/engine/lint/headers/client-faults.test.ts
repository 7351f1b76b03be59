import { expect, it } from 'vitest';
import { clientFaults } from '../../../../../engine/lint/headers/client-faults.ts';
import { standardHeaders } from '../../../../../engine/lint/headers/mirrored.ts';
import { exchange } from '../../../../support/lint/exchange.ts';
import { clientHeaderList, foreign, throughGateway } from '../../../../support/lint/through-gateway.ts';

const faults = (parts: Parameters<typeof exchange>[0], fault: 'missing' | 'mismatch'): readonly string[] => {
  const seen = exchange(parts);
  return clientFaults(seen, standardHeaders(seen), fault).map(({ line }) => line.header);
};
const BARE = clientHeaderList(['Mcp-Method']);

it('gives the headers with that fault and no other', () => {
  expect(faults({ headers: { 'Mcp-Method': null } }, 'missing')).toEqual(['Mcp-Method']);
  expect(faults({ headers: { 'Mcp-Method': null } }, 'mismatch')).toEqual([]);
  expect(faults(foreign(BARE), 'missing')).toEqual(['Mcp-Method']);
});

it('gives none that a proxy may have consumed, or that the client wrote otherwise', () => {
  expect(faults(foreign([...BARE, ['Via', '1.1 front']]), 'missing')).toEqual([]);
  const gateway = throughGateway(clientHeaderList());
  expect(faults({ row: { origin: 'gateway' }, headerList: BARE, gateway }, 'missing')).toEqual([]);
});
