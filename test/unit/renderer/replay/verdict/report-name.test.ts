import { expect, it } from 'vitest';
import { reportName } from '../../../../../renderer/replay/verdict/report-name.ts';
import { replayOf } from '../fake-replay.ts';

it('is the recording’s, with what was done and the format', () => {
  expect(reportName(replayOf(), 'junit')).toBe('shop-prove-junit.xml');
  const odd = replayOf({ recording: { captureId: 'c', name: 'a/b: c.hopscope', path: '/' } });
  expect(reportName(odd, 'html')).toBe('a_b_ c-prove.html');
});
