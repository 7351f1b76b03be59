import { expect, it } from 'vitest';
import { cursorInvented } from '../../../../../../engine/lint/rules/page/cursor-invented.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { pageOf, refusedPage } from '../../../../../support/lint/lists.ts';

it('finds a cursor that no page gave out', () => {
  expect(findingsOf(cursorInvented, pageOf(undefined, 'c1'), refusedPage('c2'))).toMatchObject([
    { side: 'client', pointer: 'request:/params/cursor', found: '"c2"' },
  ]);
});

it('is content with cursors that were given out, an empty one included', () => {
  const pages = [pageOf(undefined, 'c1'), pageOf('c1', ''), pageOf('', undefined), pageOf('c1', undefined)];
  expect(findingsOf(cursorInvented, ...pages)).toEqual([]);
});

it('spares lists that began before the recording, or whose answers could not be read', () => {
  expect(findingsOf(cursorInvented, refusedPage('c2'))).toEqual([]);
  const silent = pageOf(undefined, 'c2', {}, { silent: true });
  expect(findingsOf(cursorInvented, pageOf(undefined, 'c1'), silent, refusedPage('c2'))).toEqual([]);
});

it('spares what a person wrote, and probes', () => {
  const by = (origin: 'composer' | 'probe') => refusedPage('c2', -32602, { row: { origin } });
  const first = (origin: 'composer' | 'probe') => pageOf(undefined, 'c1', {}, { row: { origin } });
  expect(findingsOf(cursorInvented, first('composer'), by('composer'), first('probe'), by('probe'))).toEqual(
    [],
  );
});
