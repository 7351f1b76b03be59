import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { PlanStep, PlanSummary } from '../../../shared/model/replay-plan.ts';
import { useApp } from '../../ui/app-context.ts';
import { formatDuration } from '../../ui/format.ts';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { ExchangeButton } from '../exchange-button.tsx';
import { KIND_WORDS, SAFETY_WORDS } from '../replay-words.ts';
import { useReplay } from '../replay-model.ts';
import shared from '../replay.module.css';
import { FlowList, useFlows } from './flows-panel.tsx';
import { toolChoice } from './plan-store.ts';
import styles from './panels.module.css';
import { findStep } from './find-step.ts';
import { stepWords } from './plan-words.ts';

function StepLinks({ numbers }: { readonly numbers: readonly number[] }) {
  const { lookAt } = useReplay();
  return numbers.map((number, index) => (
    <span key={number}>
      {index > 0 && ', '}
      <button
        type="button"
        className={shared.link}
        onClick={() => {
          lookAt(number);
        }}
      >
        #{number}
      </button>
    </span>
  ));
}

function useStep(planId: string, number: number): PlanStep | undefined {
  const { bridge } = useApp();
  const [step, setStep] = useState<PlanStep>();
  useEffect(() => {
    let isOver = false;
    void findStep(bridge, planId, number).then((found) => {
      if (!isOver && found) setStep(found);
    });
    return () => {
      isOver = true;
    };
  }, [bridge, planId, number]);
  return step;
}

function Facts({ step, captureId }: { readonly step: PlanStep; readonly captureId: string }) {
  return (
    <dl className={shared.facts}>
      <dt>Request</dt>
      <dd className={shared.wire}>
        {step.method} {step.name}
      </dd>
      <dt>Recorded as</dt>
      <dd className={styles.inWords}>
        <ExchangeButton exchange={{ captureId, number: step.number }} /> answered by{' '}
        <InstanceBadge instanceId={step.instanceId} name={step.instanceName} />
        {step.tookMs !== undefined && ` in ${formatDuration(step.tookMs)}`}
        {step.failedThen === true && ', with an error'}
      </dd>
      <dt>Kind</dt>
      <dd>
        {KIND_WORDS[step.kind]}, lane {step.lane + 1}
      </dd>
      {step.follows !== undefined && (
        <>
          <dt>Follows</dt>
          <dd>
            <StepLinks numbers={[step.follows]} />
          </dd>
        </>
      )}
      <dt>Sent after</dt>
      <dd>{step.after.length === 0 ? 'no other step' : <StepLinks numbers={step.after} />}</dd>
    </dl>
  );
}

/** One step of the plan: what it is, whether it is sent, and the values that it gets and gives. */
export function StepPanel({ plan, number }: { readonly plan: PlanSummary; readonly number: number }) {
  const { plan: store } = useReplay();
  const wish = useStore(store, (state) => state.wish) ?? plan.wish;
  const step = useStep(plan.id, number);
  const flows = useFlows(plan.id, number);
  if (!step) return null;
  const safety = SAFETY_WORDS[step.safety];
  const choice = toolChoice(wish, step.tool);
  return (
    <div className={styles.step}>
      <h3>{stepWords(step)}</h3>
      <Facts step={step} captureId={plan.captureId} />
      <p className={styles.safety}>
        <MeaningMark meaning={safety.meaning} />
        <span>
          <b>{safety.title}</b>: {step.because}
        </span>
      </p>
      {step.safety === 'held' && choice !== 'send' && (
        <Button
          size="compact-sm"
          onClick={() => {
            store.setTool(step.tool, choice === 'hold' ? 'claimed' : 'send');
          }}
        >
          Allow all steps of {step.tool}
        </Button>
      )}
      <h4>Values that it gets and gives</h4>
      <FlowList flows={flows} label="Values of this step" />
    </div>
  );
}
