import { useMemo } from 'react';
import type { Instance } from '../../shared/model/instance.ts';
import { useEngine } from '../ui/app-context.ts';
import { chosenEra, type ChosenEra } from './chosen-era.ts';
import { useComposer } from './composer-context.ts';

const NONE: readonly Instance[] = [];

/** What the era choice means for the instances that are chosen now. */
export function useChosenEra(): ChosenEra {
  const choice = useComposer((state) => state.era);
  const ids = useComposer((state) => state.instanceIds);
  const instances = useEngine((state) => state.workspace?.instances) ?? NONE;
  const health = useEngine((state) => state.health);
  return useMemo(() => {
    const chosen = ids.flatMap((id) => instances.filter((instance) => instance.id === id));
    return chosenEra(choice, chosen, health);
  }, [choice, ids, instances, health]);
}
