import { describe, expect, it } from 'vitest';
import { Observations } from '../../../../../engine/replay/diff/observations.ts';
import { writeReplayReport } from '../../../../../engine/replay/report/write-report.ts';
import { madeReplay } from '../../../../support/replay/made-replay.ts';
import { madeStep } from '../../../../support/replay/made-step.ts';

describe('writeReplayReport', () => {
  it.each([
    ['json', '{\n  "format": "hopscope-replay-report"'],
    ['junit', '<?xml version="1.0"'],
    ['md', '# Proof of statelessness: shop \\& co'],
    ['html', '<!doctype html>'],
  ] as const)('writes %s', (format, start) => {
    const text = writeReplayReport(madeReplay(), format);
    expect(text.startsWith(start)).toBe(true);
    expect(text).toContain('fails on beta only if');
  });

  it('lets nothing that a server said become markup', () => {
    const html = writeReplayReport(madeReplay(), 'html');
    expect(html).not.toContain('<b-17>');
    expect(html).toContain('&lt;b-17&gt;');
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|javascript:/);
  });

  it('stays small where very many steps differ: a comment on a pull request holds 65,536 characters', () => {
    const steps = Array.from({ length: 5_500 }, (_, index) => madeStep(index + 1));
    const observations = new Observations({
      captureId: 'rec',
      steps,
      instances: madeReplay().state.instances,
    });
    observations.setRun({ run: 1, choice: { name: 'pinned' }, purpose: 'replay' });
    for (const { number } of steps) {
      observations.setRecorded(number, { result: { text: 'old' } });
      const answer = { result: { text: 'long '.repeat(200) } };
      observations.add({ run: 1, number, instanceId: 'alpha', state: 'answered', answer });
    }
    const replay = { ...madeReplay({ steps: steps.length }), steps, observations };
    expect(writeReplayReport(replay, 'md').length).toBeLessThan(65_536);
    expect(writeReplayReport(replay, 'html').length).toBeLessThan(5_000_000);
  }, 60_000);
});
