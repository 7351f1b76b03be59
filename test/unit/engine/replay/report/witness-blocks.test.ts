import { expect, it } from 'vitest';
import { reportFacts } from '../../../../../engine/replay/report/report-facts.ts';
import { witnessBlocks } from '../../../../../engine/replay/report/witness-blocks.ts';
import { madeReplay } from '../../../../support/replay/made-replay.ts';

it('sets what fails beside what goes well, and names the cause', () => {
  const facts = reportFacts(madeReplay());
  const [witness] = facts.witnesses;
  if (!witness) throw new Error('no witness');
  const [heading, cause, sides, found] = witnessBlocks({ ...witness, alike: [8, 9] }, 2, facts);
  expect(heading).toMatchObject({ text: `Witness 2: ${witness.says}` });
  expect(JSON.stringify(cause)).toContain('A handle that lives in one process only.');
  expect(sides).toMatchObject({
    columns: [
      {
        title: 'Fails',
        blocks: [
          {
            rows: [
              ['#1', {}, { text: 'alpha' }, {}],
              ['#2', {}, { text: 'beta' }, { text: 'fails' }],
            ],
          },
          { title: '/error (exchange #27)' },
          { text: '/headers/content-type: expected "application/json", got nothing' },
        ],
      },
      {
        title: 'Goes well',
        blocks: [
          {
            rows: [
              ['#1', {}, { text: 'beta' }, {}],
              ['#2', {}, { text: 'beta' }, { text: 'goes well' }],
            ],
          },
          { text: '(nothing there)' },
        ],
      },
    ],
  });
  expect(found).toMatchObject({
    text: { text: 'Found in 9 trials. 2 further steps show the same: #8, #9.' },
  });
});
