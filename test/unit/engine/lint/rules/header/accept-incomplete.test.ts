import { expect, it } from 'vitest';
import { acceptIncomplete } from '../../../../../../engine/lint/rules/header/accept-incomplete.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { clientHeaderList, foreign } from '../../../../../support/lint/through-gateway.ts';

it.each(['application/json, text/event-stream', 'Text/Event-Stream;q=0.5 , application/json;q=0.9,*/*'])(
  'is content with %s',
  (Accept) => {
    expect(findingsOf(acceptIncomplete, { headers: { Accept } })).toEqual([]);
  },
);

it.each(['application/json', '*/*', 'application/json, text/event-stream;q=0', null])(
  'finds %s',
  (Accept) => {
    expect(findingsOf(acceptIncomplete, { headers: { Accept } })).toMatchObject([
      { severity: 'error', side: 'client', pointer: 'header:Accept' },
    ]);
  },
);

it('leaves alone headers that a proxy may have rewritten, and other methods', () => {
  const headers = clientHeaderList(['Accept'], ['Accept', '*/*']);
  expect(findingsOf(acceptIncomplete, foreign(headers))).toHaveLength(1);
  expect(findingsOf(acceptIncomplete, foreign([...headers, ['Via', '1.1 squid']]))).toEqual([]);
  expect(findingsOf(acceptIncomplete, { httpMethod: 'GET', body: null, headers: { Accept: '*/*' } })).toEqual(
    [],
  );
});
