import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Bridge } from '../../../shared/bridge/bridge.ts';
import type { Result } from '../../../shared/bridge/result.ts';
import { useApp } from '../app-context.ts';
import { useRowSource } from '../row-source.ts';
import { createTrackedReport, type TrackedReport, type TrackedState } from './tracked-report.ts';

/** Often enough to be live, seldom enough to be read meanwhile. */
const PAUSE_MS = 1000;

/** A report on the capture that is shown, up to date while the screen is in front. `ask` may use what changes later, `pauseMs` not. */
export function useTrackedReport<T>(
  ask: (bridge: Bridge, captureId: string) => Promise<Result<T>>,
  pauseMs = PAUSE_MS,
): TrackedState<T> & { readonly tracked: TrackedReport<T> } {
  const { bridge } = useApp();
  const rows = useRowSource();
  const [tracked] = useState(() =>
    createTrackedReport<T>({
      bridge,
      rows,
      ask: (captureId) => ask(bridge, captureId),
      pause: (run) => {
        setTimeout(run, pauseMs);
      },
    }),
  );
  useEffect(() => tracked.follow(), [tracked]);
  return { ...useStore(tracked), tracked };
}
