import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../ui/app-context.ts';
import { useReplay } from './replay-model.ts';

/** What the palette offers while the screen is in front. */
export function useReplayCommands(): void {
  const { addCommands, notify } = useApp();
  const { plan, place, replays, goTo, showHistory, setUp, cancel } = useReplay();
  const hasPlan = useStore(plan, (state) => state.plan !== undefined);
  const replayId = useStore(place, (state) => state.replayId);
  const running = useStore(replays, (known) => known.replays.find(({ state }) => state === 'running')?.id);
  useEffect(
    () =>
      addCommands([
        ...[
          {
            id: 'replay.recording',
            title: 'Choose a recording',
            run: () => {
              goTo('recording');
            },
          },
          {
            id: 'replay.history',
            title: 'Earlier replays',
            run: () => {
              showHistory(true);
            },
          },
          ...(hasPlan
            ? [
                {
                  id: 'replay.plan',
                  title: 'Read the plan',
                  run: () => {
                    goTo('plan');
                  },
                },
                { id: 'replay.setup', title: 'Set up a replay', run: setUp },
              ]
            : []),
          ...(replayId === undefined
            ? []
            : [
                {
                  id: 'replay.verdict',
                  title: 'Show the verdict',
                  run: () => {
                    goTo('verdict');
                  },
                },
              ]),
          ...(running === undefined
            ? []
            : [
                {
                  id: 'replay.cancel',
                  title: 'Cancel the replay',
                  run: () => {
                    void cancel(running).then((problem) => {
                      if (problem !== undefined) notify('fault', problem);
                    });
                  },
                },
              ]),
        ].map((command) => ({ ...command, group: 'Replay' })),
      ]),
    [addCommands, notify, hasPlan, replayId, running, goTo, showHistory, setUp, cancel],
  );
}
