import { describe, expect, it } from 'vitest';
import { replayDocument } from '../../../../../engine/replay/report/report-document.ts';
import { reportFacts } from '../../../../../engine/replay/report/report-facts.ts';
import { madeReplay } from '../../../../support/replay/made-replay.ts';

const LIMITS = { rows: 10, details: 10, noise: 10, folded: false };

describe('replayDocument', () => {
  it('begins with the verdict and its scope, then the witness, then the steps', () => {
    const { title, blocks } = replayDocument(reportFacts(madeReplay()), LIMITS);
    expect(title).toBe('Proof of statelessness: shop & co');
    expect(blocks[0]).toEqual({
      kind: 'text',
      lead: true,
      text: {
        text: 'Not stateless: #2 basket_get fails on beta only if #1 basket_create went to alpha.',
        as: 'bad',
      },
    });
    expect(blocks[1]).toMatchObject({
      text: {
        text: '6 steps of shop & co, 6 runs on alpha, beta, gamma: 30 requests. 2026-11-26 09:00:00 UTC.',
      },
    });
    const headings = blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
    expect(headings).toEqual([
      'Witness: #2 basket_get fails on beta only if #1 basket_create went to alpha',
      'Steps',
      'Steps that say something',
      'Evidence',
      'Runs',
      'Noise',
    ]);
  });

  it('has the evidence of each step that says something, by pointer', () => {
    const { blocks } = replayDocument(reportFacts(madeReplay()), LIMITS);
    const details = blocks.filter((block) => block.kind === 'details');
    expect(details.map(({ id }) => id)).toEqual(['step-2', 'step-4']);
    const text = JSON.stringify(details[0]);
    expect(text).toContain('In run 1 #1 had gone elsewhere.');
    expect(text).toContain('There is no basket <b-17>.');
  });

  it('counts what it leaves out, and folds all but the verdict for a pull request', () => {
    const facts = reportFacts(madeReplay());
    expect(JSON.stringify(replayDocument(facts, { ...LIMITS, details: 1 }))).toContain('and 1 more step');
    const { blocks } = replayDocument(facts, { ...LIMITS, folded: true });
    expect(blocks.at(-1)).toMatchObject({ kind: 'details', summary: 'Evidence, runs and noise' });
  });

  it('tells known noise that is quiet', () => {
    const entry = { method: 'tools/list', pointer: '/result/ttlMs', evidence: '', since: '' };
    const { blocks } = replayDocument(
      reportFacts(madeReplay({ learned: { entries: [], quiet: [entry] } })),
      LIMITS,
    );
    expect(blocks.at(-1)).toEqual({
      kind: 'list',
      items: [{ text: 'tools/list /result/ttlMs', as: 'code' }],
    });
  });
});
