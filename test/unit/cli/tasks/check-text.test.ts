import { expect, it } from 'vitest';
import { createPaint } from '../../../../cli/output/paint.ts';
import { checkText } from '../../../../cli/tasks/check-text.ts';
import { cell, checkReport, cleanCheck } from './sample-check.ts';

const plain = createPaint(false);

it('shows the matrix, what is not well with its exchanges, and the whole', () => {
  expect(checkText(checkReport(), plain)).toBe(`step          alpha           beta
Create        ok              –
Get at once   ok              violated
Creator down  not applicable  not applicable

violated  Get at once on beta  #5
  It does not know <the> task.
not applicable  Creator down on alpha, beta
  Hopscope does not run alpha.

Violated in “Get at once”, on beta.
`);
});

it('marks what holds, and colours a step by the worst of its cells', () => {
  expect(checkText(cleanCheck(), plain)).toContain('✓ Every instance knows the tasks that alpha hands out.');
  const coloured = checkText(checkReport(), createPaint(true));
  expect(coloured).toContain('\u001b[31mGet at once   ok              violated');
  expect(coloured).toContain('\u001b[32mCreate');
});

it('obeys no server, and says why there is no matrix', () => {
  const text = checkText(
    checkReport({ cells: [cell('create', 'a', 'not-reached', 'It said \u001b[2J.', 1)] }),
    plain,
  );
  expect(text).not.toContain('\u001b');
  const { outcome: _none, ...state } = checkReport({ state: 'cancelled', cells: [] }).state;
  expect(checkText({ ...checkReport(), state }, plain)).toBe(
    'The check was cancelled: it is not complete.\n',
  );
});
