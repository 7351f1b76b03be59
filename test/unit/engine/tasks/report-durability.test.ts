import { expect, it } from 'vitest';
import { durabilityReport } from '../../../../engine/tasks/report-durability.ts';
import { checkReport } from '../../cli/tasks/sample-check.ts';

it('has the matrix and each step with what happened', () => {
  const text = durabilityReport(checkReport().state, 'md');
  expect(text).toContain('**Violated in “Get at once”, on beta.**');
  expect(text).toContain(
    '| Step | alpha | beta |\n| --- | --- | --- |\n| Create | ok | – |\n| Get at once | ok | **violated** |',
  );
  expect(text).toContain('| beta | **violated** | It does not know \\<the\\> task. | \\#5 |');
  expect(text).toContain('Asked for `render_report` with `{"pages":3}`.');
});

it('is one page that escapes what servers wrote', () => {
  const page = durabilityReport(checkReport({ problem: '<script>' }).state, 'html');
  expect(page).toContain('It does not know &lt;the&gt; task.');
  expect(page).not.toContain('<script>');
});

it('says where it is not complete', () => {
  const { outcome: _none, ...state } = checkReport({ state: 'cancelled', cells: [], tasks: [] }).state;
  const text = durabilityReport(state, 'md');
  expect(text).toContain('The check was cancelled: it is not complete.');
  expect(text).not.toContain('| Step |');
});
