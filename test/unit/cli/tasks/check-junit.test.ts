import { expect, it } from 'vitest';
import { checkJunit } from '../../../../cli/tasks/check-junit.ts';
import { cell, checkReport, cleanCheck } from './sample-check.ts';

it('has a suite an instance, and counts what failed and what was skipped', () => {
  const xml = checkJunit(checkReport());
  expect(xml).toContain('<testsuites name="hopscope tasks check" tests="5" failures="1" errors="0">');
  expect(xml).toContain('<testsuite name="alpha" tests="3" failures="0" errors="0" skipped="1">');
  expect(xml).toContain('<testsuite name="beta" tests="2" failures="1" errors="0" skipped="1">');
  expect(xml).toContain(
    '<failure type="violated" message="It does not know &lt;the&gt; task.">It does not know &lt;the&gt; task.\nexchanges #5</failure>',
  );
  expect(checkJunit(cleanCheck())).not.toContain('<failure');
});

it('has an error for what was not reached, and for a check that ended early', () => {
  const missed = checkReport({ cells: [cell('create', 'a', 'not-reached', 'Nobody listens.', 1)] });
  expect(checkJunit(missed)).toContain('<error type="not reached" message="Nobody listens.">');
  const { outcome: _none, ...state } = cleanCheck().state;
  const cancelled = checkJunit({ ...cleanCheck(), state: { ...state, state: 'cancelled' } });
  expect(cancelled).toContain('tests="6" failures="0" errors="1"');
  expect(cancelled).toContain('message="The check was cancelled: it is not complete."');
});
