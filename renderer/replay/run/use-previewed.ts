import { useState } from 'react';
import { useStore } from 'zustand';
import type { ScheduleName } from '../../../shared/model/replay-run.ts';
import { useReplay } from '../replay-model.ts';

/** The schedule whose placements are shown: the one that was looked at last, as long as it is among those that are run. */
export function usePreviewed() {
  const { setup } = useReplay();
  const { kind, schedules } = useStore(setup, ({ form }) => form);
  const [wanted, preview] = useState<ScheduleName>();
  const fallback: ScheduleName = kind !== 'replay' ? 'round-robin' : (schedules.at(-1) ?? 'round-robin');
  return { previewed: wanted ?? fallback, preview };
}
