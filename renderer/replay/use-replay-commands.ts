import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../ui/app-context.ts';
import { catalogued } from '../ui/catalogued.ts';
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
        catalogued('replay.recording', () => {
          goTo('recording');
        }),
        catalogued('replay.history', () => {
          showHistory(true);
        }),
        ...(hasPlan
          ? [
              catalogued('replay.plan', () => {
                goTo('plan');
              }),
              catalogued('replay.setup', setUp),
            ]
          : []),
        ...(replayId === undefined
          ? []
          : [
              catalogued('replay.verdict', () => {
                goTo('verdict');
              }),
            ]),
        ...(running === undefined
          ? []
          : [
              catalogued('replay.cancel', () => {
                void cancel(running).then((problem) => {
                  if (problem !== undefined) notify('fault', problem);
                });
              }),
            ]),
      ]),
    [addCommands, notify, hasPlan, replayId, running, goTo, showHistory, setUp, cancel],
  );
}
