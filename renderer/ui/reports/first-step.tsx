import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useApp, useEngine } from '../app-context.ts';
import { EmptyState } from '../empty-state.tsx';
import { useRowState } from '../row-source.ts';

const DEMO_INSTANCES = 3;

/**
 * What brings the first exchange into the capture that is shown: the demo fleet where no instance is known, else asking
 * those that are known who they are. Undefined where the capture takes in nothing more.
 */
function useFirstStep(): { readonly label: string; readonly run: () => Promise<void> } | undefined {
  const { bridge, notify } = useApp();
  const captureId = useRowState((state) => state.captureId);
  const records = useEngine((state) =>
    state.captures.some(({ id, recording }) => id === captureId && recording),
  );
  const instances = useEngine((state) => state.workspace?.instances);
  if (captureId !== undefined && !records) return undefined;
  if (!instances || instances.length === 0) {
    return {
      label: 'Start the demo fleet',
      run: async () => {
        const started = await bridge.invoke('demo.start', { instances: DEMO_INSTANCES, bugs: [] });
        if (!started.ok) notify('fault', `The demo fleet did not start: ${started.error.message}`);
      },
    };
  }
  return {
    label:
      instances.length === 1
        ? 'Ask the instance who it is'
        : `Ask the ${String(instances.length)} instances who they are`,
    run: async () => {
      const checked = await bridge.invoke('instance.check', { ids: instances.map(({ id }) => id) });
      if (!checked.ok) notify('fault', `The instances were not asked: ${checked.error.message}`);
    },
  };
}

interface NothingYetProps {
  readonly title: string;
  /** What will be here. */
  readonly children: ReactNode;
}

/** A report on nothing: says what will be here, and offers what brings the first exchange. */
export function NothingYet({ title, children }: NothingYetProps) {
  const step = useFirstStep();
  const [under, setUnder] = useState(false);
  const run = async (): Promise<void> => {
    setUnder(true);
    await step?.run();
    setUnder(false);
  };
  return (
    <EmptyState
      title={title}
      action={
        step && (
          <Button variant="filled" loading={under} loaderProps={{ type: 'dots' }} onClick={() => void run()}>
            {step.label}
          </Button>
        )
      }
    >
      {children}
      {!step && ' The recording that is shown has no such exchange.'}
    </EmptyState>
  );
}
