import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useApp, useEngine, type Destination } from '../ui/app-context.ts';
import { useRowState } from '../ui/row-source.ts';
import { History } from './history/history.tsx';
import { PlanStep } from './plan/plan-step.tsx';
import { RecordingStep } from './recording-step.tsx';
import { createReplayModel, ReplayContext, useReplay } from './replay-model.ts';
import styles from './replay.module.css';
import { RunStep } from './run/run-step.tsx';
import { Stepper } from './stepper.tsx';
import { useReplayCommands } from './use-replay-commands.ts';
import { VerdictStep } from './verdict/verdict-step.tsx';

export type ReplayVisit = Extract<Destination, { readonly screen: 'replay' }>;

/** Goes where another screen has sent the user. */
function useVisit(visit: ReplayVisit): void {
  const { plan, show, goTo, lookAt } = useReplay();
  const been = useRef<ReplayVisit>(undefined);
  useEffect(() => {
    // Effects run again when the screen comes to the front: a visit counts once.
    if (been.current === visit) return;
    been.current = visit;
    const { captureId, replayId, number } = visit;
    if (replayId !== undefined) show(replayId, number);
    else if (captureId !== undefined) {
      plan.choose(captureId);
      lookAt(undefined);
      goTo('plan');
    }
  }, [visit, plan, show, goTo, lookAt]);
}

/** Begins with the recording that Traffic shows, as long as nobody has chosen another one. */
function useFirstChoice(): void {
  const { plan } = useReplay();
  const chosen = useStore(plan, ({ wish }) => wish?.captureId);
  const shown = useRowState((state) => state.captureId);
  const first = useEngine(({ captures }) => {
    const candidate = captures.find(({ id }) => id === shown);
    return candidate && candidate.exchanges > 0 ? candidate.id : undefined;
  });
  useEffect(() => {
    if (first !== undefined && chosen === undefined) plan.choose(first);
  }, [plan, first, chosen]);
}

function Content() {
  const { place } = useReplay();
  const { step, history } = useStore(place);
  if (history) return <History />;
  switch (step) {
    case 'recording':
      return <RecordingStep />;
    case 'plan':
      return <PlanStep />;
    case 'run':
      return <RunStep />;
    case 'verdict':
      return <VerdictStep />;
  }
}

function Inside({ visit }: { readonly visit: ReplayVisit }) {
  const model = useReplay();
  useEffect(() => model.follow(), [model]);
  useVisit(visit);
  useFirstChoice();
  useReplayCommands();
  return (
    <div className={styles.screen}>
      <Stepper />
      <Content />
    </div>
  );
}

/** A recorded session, sent again to whichever instances: what is sent, where to, and what came of it. */
export function ReplayScreen({ visit }: { readonly visit: ReplayVisit }) {
  const { bridge } = useApp();
  const [model] = useState(() => createReplayModel(bridge));
  return (
    <ReplayContext value={model}>
      <Inside visit={visit} />
    </ReplayContext>
  );
}
