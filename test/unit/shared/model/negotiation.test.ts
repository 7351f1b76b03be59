import { expect, it } from 'vitest';
import { changesIn, type Statement } from '../../../../shared/model/negotiation.ts';

it('takes what is said in the other era for no change', () => {
  const said = (since: number, source: Statement['source'], declared: boolean): Statement => ({
    since,
    at: 0,
    source,
    declared,
  });
  const history = [said(1, 'request', true), said(2, 'initialize', true), said(3, 'request', false)];
  expect(changesIn({ history }).map(({ since }) => since)).toEqual([3]);
  expect(changesIn({ history: history.slice(0, 2) })).toEqual([]);
});
