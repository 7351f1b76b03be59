import { describe, expect, it } from 'vitest';
import {
  incompleteSentences,
  lintExitCode,
  MOST_KEPT,
  RuleCollector,
  sortedRules,
  summaryText,
} from '../../../../cli/lint/lint-report.ts';
import { entry, RESULT_TYPE, sampleReport, SERVER_INFO } from './sample-report.ts';

const NONE = { error: 0, warning: 0, note: 0 };
const healthy = { counts: NONE, rules: [] };

describe('the exit code', () => {
  it.each([
    ['nothing found', sampleReport(healthy), 0],
    ['an error', sampleReport(), 1],
    ['warnings only', sampleReport({ counts: { ...NONE, warning: 3 } }), 0],
    ['warnings that fail', sampleReport({ counts: { ...NONE, warning: 3 }, failOn: 'warning' }), 1],
    ['notes never', sampleReport({ counts: { ...NONE, note: 3 }, failOn: 'warning' }), 0],
    [
      'a tour that failed',
      sampleReport({ ...healthy, instances: [{ name: 'a', exchanges: 1, problem: 'Nobody is there.' }] }),
      3,
    ],
    [
      'a step without an answer',
      sampleReport({ ...healthy, instances: [{ name: 'a', exchanges: 1, unanswered: 1 }] }),
      3,
    ],
    [
      'both: what was proved counts',
      sampleReport({ instances: [{ name: 'a', exchanges: 1, problem: 'Cut.' }] }),
      1,
    ],
  ])('of %s', (_name, report, code) => {
    expect(lintExitCode(report)).toBe(code);
  });
});

describe('the findings of one rule', () => {
  it('are counted by exchange and instance, the worst severity is theirs', () => {
    const collector = new RuleCollector(RESULT_TYPE);
    expect(collector.report()).toBeUndefined();
    collector.add(entry({}, { severity: 'note' }));
    expect(collector.report()).toMatchObject({ severity: 'note' });
    collector.add(entry({}, { severity: 'warning' }));
    collector.add(entry({ exchange: 8, instance: 'beta' }, { severity: 'note' }));
    expect(collector.report()).toMatchObject({
      severity: 'warning',
      count: 3,
      exchanges: 2,
      instances: { alpha: 2, beta: 1 },
    });
  });

  it('are kept up to a number, and counted beyond it', () => {
    const collector = new RuleCollector(RESULT_TYPE);
    for (let exchange = 1; exchange <= MOST_KEPT + 5; exchange += 1) collector.add(entry({ exchange }));
    expect(collector.report()).toMatchObject({ count: MOST_KEPT + 5, exchanges: MOST_KEPT + 5 });
    expect(collector.report()?.found).toHaveLength(MOST_KEPT);
  });

  it('come severity first, then the most', () => {
    const [errors, warnings] = sampleReport().rules;
    if (!errors || !warnings) throw new Error('the sample has two rules');
    const many = { ...warnings, count: 99 };
    const few = { ...warnings, info: { ...SERVER_INFO, id: 'a.few' } };
    expect(sortedRules([few, many, errors]).map(({ info }) => info.id)).toEqual([
      errors.info.id,
      many.info.id,
      'a.few',
    ]);
  });
});

it('sums up in one line, and says what is not complete', () => {
  expect(summaryText(sampleReport())).toBe(
    '2 errors, 1 warning and 0 notes in 21 exchanges with 2 instances.',
  );
  expect(summaryText(sampleReport({ muted: 4, exchanges: 1 }))).toContain(
    'in 1 exchange with 2 instances; 4 muted.',
  );
  expect(
    incompleteSentences(
      sampleReport({
        instances: [
          { name: 'a', exchanges: 1, problem: 'Nobody is there.' },
          { name: 'b', exchanges: 1, unanswered: 2 },
          { name: 'c', exchanges: 1, unanswered: 0 },
        ],
      }),
    ),
  ).toEqual(['a: the tour is not complete. Nobody is there.', 'b: 2 steps got no answer.']);
});
