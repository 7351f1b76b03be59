import { describe, expect, it } from 'vitest';
import { reportFacts, type ReportedReplay } from '../../../../../engine/replay/report/report-facts.ts';
import { reportJunit } from '../../../../../engine/replay/report/report-junit.ts';
import type { Witness } from '../../../../../shared/model/replay-verdict.ts';
import { madeStep } from '../../../../support/replay/made-step.ts';
import { madeReplay } from '../../../../support/replay/made-replay.ts';
import { Observations } from '../../../../../engine/replay/diff/observations.ts';

const junit = (replay: ReportedReplay): string => reportJunit(reportFacts(replay), replay.steps);
/** The case of a step on an instance, with all that is in it. */
function caseOf(text: string, instance: string, step: string): string {
  const start = text.indexOf(`classname="hopscope.${instance}.${step}"`);
  expect(start).toBeGreaterThan(0);
  const rest = text.slice(start);
  return rest.slice(0, rest.search(/\/>\n {4}<testcase|\/>\n {2}<\/testsuite>|<\/testcase>/));
}

describe('reportJunit', () => {
  it('fails what violates where it differs, with pointer and values', () => {
    const text = junit(madeReplay());
    expect(text).toContain('<testsuites name="hopscope prove" tests="19" failures="3" errors="0">');
    const failing = caseOf(text, 'alpha', 'basket_get');
    expect(failing).toContain(
      '<failure message="#2 basket_get fails on beta only if #1 basket_create went to alpha">',
    );
    expect(failing).toContain('run 1 on alpha, exchange #2');
    expect(failing).toContain('/error: expected nothing, got {&quot;code&quot;:-32602');
    expect(failing).toContain('&lt;b-17&gt;');
    expect(caseOf(text, 'beta', 'basket_get')).not.toContain('failure');
  });

  it('lets pass what has changed everywhere alike, and says so', () => {
    const text = caseOf(junit(madeReplay()), 'beta', 'server/discover');
    expect(text).toContain('<system-out>');
    expect(text).not.toContain('<failure');
  });

  it('a plain replay fails what is not answered as recorded', () => {
    const { wish } = madeReplay().state;
    const text = junit(
      madeReplay({ wish: { ...wish, kind: 'replay' }, held: 0 }, { verdict: 'stateless', witnesses: [] }),
    );
    expect(caseOf(text, 'beta', 'server/discover')).toContain(
      '<failure message="Not answered as recorded.">',
    );
    expect(text).toMatch(
      /name="the verdict">\n\s+<failure message="\d of 6 steps are not answered as recorded/,
    );
  });

  it('what was not answered is an error, with the reason', () => {
    const steps = [madeStep(1)];
    const { instances } = madeReplay().state;
    const observations = new Observations({ captureId: 'rec', steps, instances });
    observations.add({ run: 1, number: 1, instanceId: 'alpha', state: 'failed', why: 'It was refused.' });
    const text = junit({ ...madeReplay(), steps, observations });
    expect(caseOf(text, 'alpha', 'look')).toContain('<error message="Not answered: It was refused."/>');
  });

  it('never shows a held step, a skipped one or an open verdict as passed', () => {
    expect(caseOf(junit(madeReplay()), 'gamma', 'order_place')).toContain('<skipped message="Held:');
    const steps = [madeStep(1)];
    const observations = new Observations({
      captureId: 'rec',
      steps,
      instances: madeReplay().state.instances,
    });
    observations.add({
      run: 1,
      number: 1,
      instanceId: 'alpha',
      state: 'skipped',
      why: '#0 was never answered.',
    });
    const { verdict: _none, ...state } = madeReplay().state;
    const text = junit({ steps, observations, state: { ...state, state: 'cancelled', steps: 1, held: 0 } });
    expect(caseOf(text, 'alpha', 'look')).toContain('<error message="Not sent: #0 was never answered."/>');
    expect(text).toContain('<error message="Cancelled: 30 of 30 requests were sent."');
    expect(text).toContain('tests="2" failures="0" errors="2"');
    expect(text).not.toContain('hopscope.beta.look');
  });

  it('does not let pass what differs by instance and was not proved, unless all trials went well', () => {
    const other = { ...madeReplay().state.verdict?.witnesses[0], number: 99 } as Witness;
    const text = caseOf(junit(madeReplay({}, { witnesses: [other] })), 'alpha', 'basket_get');
    expect(text).toContain('<skipped message="It differs by instance, and no trial showed it alone');
    const refuted = madeReplay({}, { verdict: 'stateless', witnesses: [] });
    expect(caseOf(junit(refuted), 'alpha', 'basket_get')).toContain('<system-out>');
  });

  it('passes a proof of a healthy fleet', () => {
    const replay = madeReplay(
      { held: 0 },
      { verdict: 'stateless', says: 'Stateless.', witnesses: [], notes: [] },
    );
    expect(junit(replay)).toContain('tests="19" failures="0" errors="0"');
    expect(junit(replay)).toContain('name="the verdict"/>');
  });

  it('writes of very many steps only those that say something', () => {
    const steps = Array.from({ length: 6_000 }, (_, index) => madeStep(index + 1));
    const observations = new Observations({
      captureId: 'rec',
      steps,
      instances: madeReplay().state.instances,
    });
    observations.setRun({ run: 1, choice: { name: 'pinned' }, purpose: 'replay' });
    for (const { number } of steps) {
      observations.setRecorded(number, { result: { a: 1 } });
      const answer = { result: { a: number === 77 ? 2 : 1 } };
      observations.add({ run: 1, number, instanceId: 'alpha', state: 'answered', answer });
    }
    const text = junit({ ...madeReplay(), steps, observations });
    expect(text.match(/<testcase/g)).toHaveLength(1 + 1 + 3);
    expect(text).toContain('5999 further steps differ in nothing but noise.');
  });
});
