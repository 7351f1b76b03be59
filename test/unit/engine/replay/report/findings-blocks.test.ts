import { describe, expect, it } from 'vitest';
import { findingLines, findingsBlocks } from '../../../../../engine/replay/report/findings-blocks.ts';
import { reportFacts } from '../../../../../engine/replay/report/report-facts.ts';
import type { ReplayFinding } from '../../../../../shared/model/replay-verdict.ts';
import { madeFinding } from '../../../../support/replay/made-finding.ts';
import { madeReplay } from '../../../../support/replay/made-replay.ts';

const facts = (findings?: readonly ReplayFinding[]) =>
  reportFacts(madeReplay({}, { ...(findings && { findings }) }));

describe('findingsBlocks', () => {
  it('says what is broken, by which rule, where, and shows one of each', () => {
    expect(findingsBlocks(facts([madeFinding(), madeFinding({ rule: 'r.two', side: 'client' })]))).toEqual([
      { kind: 'heading', level: 2, text: 'What the rules found' },
      {
        kind: 'text',
        text: { text: 'What it breaks on every instance alike: 12 × task.past-ttl.', as: 'strong' },
      },
      {
        kind: 'table',
        head: ['Found', 'Rule', 'Severity', 'On', 'Steps', 'Such as'],
        numbers: [0],
        rows: [
          [
            '12',
            [
              { text: 'task.past-ttl', as: 'code', href: 'https://example.com/tasks' },
              { text: ' Still running after its ttl', as: 'dim' },
            ],
            { text: 'warning', as: 'strong' },
            'all',
            '#2, #4',
            [
              'The task is <working> after its ttl.',
              { text: ' #2 on alpha, exchange #27, at response:/result/status', as: 'dim' },
            ],
          ],
        ],
      },
      {
        kind: 'text',
        text: { text: 'What the recorded requests break themselves: 12 × r.two.', as: 'strong' },
      },
      expect.objectContaining({ kind: 'table' }),
    ]);
  });

  it('says so where nothing is broken, and nothing where nobody has looked', () => {
    const says = { kind: 'text', text: 'The answers break no rule that Hopscope knows.' };
    expect(findingsBlocks(facts([]))).toEqual([expect.objectContaining({ kind: 'heading' }), says]);
    expect(findingsBlocks(facts([madeFinding({ side: 'client' })]))[1]).toEqual(says);
    expect(findingsBlocks(facts())).toEqual([]);
  });

  it('counts the rules that it leaves out', () => {
    const many = Array.from({ length: 31 }, (_, index) => madeFinding({ rule: `r${String(index)}` }));
    expect(findingsBlocks(facts(many)).at(-1)).toEqual({ kind: 'text', text: 'and 1 more rule' });
  });
});

it('writes lines for those who read no tables', () => {
  expect(findingLines(facts([madeFinding()]))).toEqual([
    'What it breaks on every instance alike: 12 × task.past-ttl.',
    '  task.past-ttl (warning): The task is <working> after its ttl. #2, exchange #27',
  ]);
  expect(findingLines(facts())).toEqual([]);
});
