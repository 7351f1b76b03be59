import { expect, it } from 'vitest';
import { firstTab } from '../../../../../renderer/replay/verdict/first-tab.ts';
import { madeFinding } from '../../../../support/replay/made-finding.ts';
import { madeReplay } from '../../../../support/replay/made-replay.ts';

it('is what says most: a witness, both eras, what the rules found, the runs', () => {
  const { verdict } = madeReplay().state;
  if (!verdict) throw new Error('there is no verdict');
  const findings = [madeFinding()];
  expect(firstTab({ verdict: { ...verdict, findings } })).toBe('witness');
  expect(firstTab({ eras: {} as never })).toBe('eras');
  expect(firstTab({ verdict: { ...verdict, witnesses: [], findings } })).toBe('findings');
  expect(firstTab({ verdict: { ...verdict, witnesses: [], findings: [] } })).toBe('runs');
  expect(firstTab({})).toBe('runs');
});
