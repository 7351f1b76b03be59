import { describe, expect, it } from 'vitest';
import { isMissing, reportFacts, stepWords } from '../../../../../engine/replay/report/report-facts.ts';
import { madeReplay } from '../../../../support/replay/made-replay.ts';

const kinds = (replay: ReturnType<typeof madeReplay>): Record<number, string> => {
  const facts = reportFacts(replay);
  return Object.fromEntries(facts.telling.map((number) => [number, facts.kindOf(facts.rowOf(number))]));
};

describe('reportFacts', () => {
  it('names only what says something: not what is as recorded, nor noise', () => {
    expect(kinds(madeReplay())).toEqual({ 2: 'violation', 4: 'changed', 5: 'held' });
  });

  it('goes by the witnesses of a proof, and by what was seen in a plain replay', () => {
    const refuted = madeReplay({ held: 0 }, { verdict: 'stateless', witnesses: [] });
    expect(kinds(refuted)).toMatchObject({ 2: 'sticky' });
    expect(reportFacts(refuted).tone).toBe('good');
    const { wish } = madeReplay().state;
    expect(kinds(madeReplay({ wish: { ...wish, kind: 'replay' } }, { witnesses: [] }))).toMatchObject({
      2: 'violation',
    });
  });

  it('is as good as the exit code', () => {
    const { wish, runs } = madeReplay().state;
    const tone = (more: object, verdict: object = { verdict: 'stateless', witnesses: [] }): string =>
      reportFacts(madeReplay({ held: 0, ...more }, verdict)).tone;
    expect(tone({})).toBe('good');
    expect(tone({ held: 1 })).toBe('open');
    expect(tone({ held: 1 }, {})).toBe('bad');
    // A step has changed.
    expect(tone({ wish: { ...wish, kind: 'replay' } })).toBe('bad');
    const [run] = runs;
    const failed = { ...run, counts: { ...run?.counts, failed: 1 } };
    expect(tone({ runs: [failed] })).toBe('open');
  });

  it('says how far it came where there is no verdict', () => {
    const { verdict: _none, ...state } = madeReplay().state;
    const facts = (more: object) => reportFacts({ ...madeReplay(), state: { ...state, ...more } });
    expect(facts({ state: 'running', done: 1, planned: 9 })).toMatchObject({
      headline: 'Not over yet: 1 of 9 requests was sent.',
      tone: 'open',
    });
    expect(facts({ state: 'cancelled' }).headline).toBe('Cancelled: 30 of 30 requests were sent.');
    expect(facts({ state: 'incomplete', problem: 'It was killed.' }).headline).toBe(
      'Incomplete: 30 of 30 requests were sent. It was killed.',
    );
    expect(facts({ state: 'done' }).headline).toBe('30 of 30 requests were sent; there is no verdict.');
  });

  it('finds a step missing that was skipped somewhere, or that nobody was asked for', () => {
    const row = reportFacts(madeReplay()).rowOf(1);
    const cell = { instanceId: 'alpha', answered: 0, states: {}, different: 0 };
    expect(isMissing(row)).toBe(false);
    expect(isMissing({ ...row, cells: [cell] })).toBe(true);
    expect(isMissing({ ...row, cells: [{ ...cell, answered: 2, states: { skipped: 1 } }] })).toBe(true);
    expect(isMissing({ ...row, cells: [{ ...cell, states: { failed: 1 } }, cell] })).toBe(false);
  });

  it('calls a step by number, method and name', () => {
    expect(stepWords({ number: 1, method: 'tools/list', name: '' })).toBe('#1 tools/list');
    expect(stepWords({ number: 2, method: 'tools/call', name: 'x' })).toBe('#2 tools/call x');
  });
});
