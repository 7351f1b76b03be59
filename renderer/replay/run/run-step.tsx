import { useStore } from 'zustand';
import { Button } from '@mantine/core';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { useReplay } from '../replay-model.ts';
import shared from '../replay.module.css';
import { RunProgress } from './run-progress.tsx';
import { RunSetup } from './run-setup.tsx';
import { SchedulePreview } from './schedule-preview.tsx';
import { usePreviewed } from './use-previewed.ts';

function Setup() {
  const { plan: store, setup, goTo } = useReplay();
  const plan = useStore(store, (state) => state.plan);
  const { previewed, preview } = usePreviewed();
  // Both eras have no schedule to choose: every instance gets everything.
  const kind = useStore(setup, ({ form }) => form.kind);
  if (!plan || plan.steps === 0) {
    return (
      <EmptyState
        title="Nothing to send yet"
        action={
          <Button
            variant="filled"
            onClick={() => {
              goTo('recording');
            }}
          >
            Choose a recording
          </Button>
        }
      >
        From here a recorded session is sent to the instances of a fleet, under as many schedules as you like.
      </EmptyState>
    );
  }
  return (
    <SplitPane
      name="replay.setup"
      label="Divider between the settings and the preview"
      initial={0.52}
      minFirst={430}
      minSecond={300}
      first={<RunSetup plan={plan} previewed={previewed} onPreview={preview} />}
      {...(kind !== 'eras' && { second: <SchedulePreview plan={plan} name={previewed} /> })}
    />
  );
}

/** Where the session goes and how; once it is sent, how far it is. */
export function RunStep() {
  const { replays, place } = useReplay();
  const replayId = useStore(place, (state) => state.replayId);
  const replay = useStore(replays, (known) => known.replays.find(({ id }) => id === replayId));
  return <div className={shared.step}>{replay ? <RunProgress replay={replay} /> : <Setup />}</div>;
}
