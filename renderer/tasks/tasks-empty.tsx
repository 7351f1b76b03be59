import { Button } from '@mantine/core';
import { useState } from 'react';
import { useApp, useEngine } from '../ui/app-context.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useRowState } from '../ui/row-source.ts';
import { startDemoTask } from './demo-task.ts';

/** No task yet: says what will be here, and offers one. */
export function TasksEmpty({ onCheck }: { readonly onCheck: () => void }) {
  const { bridge, notify } = useApp();
  const captureId = useRowState((state) => state.captureId);
  const records = useEngine((state) =>
    state.captures.some(({ id, recording }) => id === captureId && recording),
  );
  const isRunning = useEngine((state) => state.workspace?.demo.state === 'running');
  const hasFleet = useEngine((state) => (state.workspace?.instances.length ?? 0) > 1);
  const [under, setUnder] = useState(false);
  const run = async (): Promise<void> => {
    setUnder(true);
    const sent = await startDemoTask(bridge, isRunning);
    setUnder(false);
    if (!sent.ok) notify('fault', `No task was started: ${sent.error.message}`);
  };
  const canStart = captureId === undefined || records;
  return (
    <EmptyState
      title="Tasks will be here, from creation to end"
      action={
        canStart && (
          <>
            <Button
              variant="filled"
              loading={under}
              loaderProps={{ type: 'dots' }}
              onClick={() => void run()}
            >
              {isRunning
                ? 'Call render_report on the demo fleet'
                : 'Start the demo fleet and call render_report'}
            </Button>
            {hasFleet && <Button onClick={onCheck}>Check whether every instance knows its tasks</Button>}
          </>
        )
      }
    >
      A server may answer a call with a task instead of a result; whoever called then asks how it fares. Each
      task gets a lane: its states, each question and answer in the colour of the instance, input,
      cancellation, and what breaks a rule. Whoever drives it, all that is recorded counts.
      {!canStart && ' The recording that is shown has no task.'}
    </EmptyState>
  );
}
