import { useMemo } from 'react';
import { useEngine } from '../../ui/app-context.ts';
import { NO_MUTES, type Hearing } from './hearing.ts';

/** The hearing of now; the same object as long as neither rules nor mutes change. */
export function useHearing(): Hearing {
  const rules = useEngine((state) => state.rules);
  const mutes = useEngine((state) => state.workspace?.mutes) ?? NO_MUTES;
  return useMemo(() => ({ rules, mutes }), [rules, mutes]);
}
