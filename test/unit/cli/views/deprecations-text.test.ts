import { expect, it } from 'vitest';
import { createPaint } from '../../../../cli/output/paint.ts';
import { deprecationsText } from '../../../../cli/views/deprecations-text.ts';
import { createDeprecationsTracker } from '../../../../engine/trackers/deprecations.ts';
import { exchange, type ExchangeParts } from '../../../support/lint/exchange.ts';

function textOf(...parts: readonly ExchangeParts[]): string {
  const tracker = createDeprecationsTracker();
  parts.forEach((part, at) => {
    tracker.observe({ ...exchange(part), number: at + 1 });
  });
  return deprecationsText(tracker.report(), createPaint(false));
}

it('shows what was seen, and what has to change by when', () => {
  const text = textOf({
    row: { era: 'legacy', origin: 'gateway' },
    method: 'initialize',
    params: { clientInfo: { name: 'old' }, capabilities: { roots: {} } },
    result: { capabilities: {} },
  });
  expect(text.split('\n')).toEqual([
    'feature                 state                     seen  first  last  earliest removal',
    'Roots                   deprecated in 2026-07-28     1     #1    #1  First revision released on or after 2027-07-28',
    'Handshake (initialize)  removed in 2026-07-28        2     #1    #1',
    '',
    'To change before 2026-07-28 is spoken',
    'feature                 side    who    what to do',
    'Handshake (initialize)  client  old    Say revision and capabilities in the _meta of each request, without a handshake.',
    'Handshake (initialize)  server  alpha  Answer requests without a handshake, and implement server/discover.',
    '',
    'To change before the earliest removal',
    'feature  side    who  what to do',
    'Roots    client  old  Offer folders as arguments, resource URIs or configuration, and declare roots no more.',
    '',
    '1 exchange looked at. Examples and migration paths: --report html:FILE.',
    '',
  ]);
});

it('says so where nothing is in use', () => {
  expect(textOf({ result: { tools: [] } })).toBe(
    '1 exchange looked at. Nothing deprecated or removed was seen in use.\n',
  );
});
