import { expect, it } from 'vitest';
import { reportFacts } from '../../../../../engine/replay/report/report-facts.ts';
import { reportJson } from '../../../../../engine/replay/report/report-json.ts';
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

it('has both exchanges whole where they are known, and of long ones the beginning where it must be short', () => {
  const exchange = (what: string) => ({
    request: { line: 'POST http://x/mcp', headers: [], body: `asks ${what}` },
    answer: { status: 200, headers: [], body: `answers ${what}` },
  });
  const exchanges = new Map([
    ['live 27', exchange('badly')],
    ['live 814', exchange('well')],
  ]);
  const facts = reportFacts({ ...madeReplay(), exchanges });
  const [witness] = facts.witnesses;
  if (!witness) throw new Error('no witness');
  const whole = (most?: number) =>
    witnessBlocks(witness, 1, facts, most).flatMap((block) =>
      block.kind === 'columns'
        ? block.columns.map(({ blocks }) => blocks.find(({ kind }) => kind === 'details'))
        : [],
    );
  expect(whole()).toMatchObject([
    {
      summary: 'The whole exchange #27',
      open: true,
      blocks: [
        { title: 'Request', text: 'POST http://x/mcp\n\nasks badly' },
        { title: 'Answer', text: 'HTTP 200\n\nanswers badly' },
      ],
    },
    { summary: 'The whole exchange #814', blocks: [{}, { text: 'HTTP 200\n\nanswers well' }] },
  ]);
  const [short] = whole(8);
  expect(short).toMatchObject({ blocks: [{ text: 'POST htt…' }, { text: 'HTTP 200…' }] });
  expect(short).not.toHaveProperty('open');
  const { verdict } = JSON.parse(reportJson(facts)) as { verdict: { witnesses: readonly object[] } };
  expect(verdict.witnesses).toMatchObject([
    { failing: { exchange: exchange('badly') }, passing: { exchange: exchange('well') } },
  ]);
});
