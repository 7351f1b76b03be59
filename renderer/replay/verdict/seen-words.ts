import type { SeenValue } from '../../../shared/model/replay-verdict.ts';
import { formatCount } from '../../ui/format.ts';

const AT_ONCE = 4;

/** On which instance in which runs a value was seen: "run 1", "runs 1, 2, 4 and 3 more". Pure. */
export function seenWords({ seenAt }: Pick<SeenValue, 'seenAt'>): readonly {
  readonly instanceId: string;
  readonly runs: string;
}[] {
  const byInstance = new Map<string, number[]>();
  for (const { run, instanceId } of seenAt) {
    byInstance.set(instanceId, [...(byInstance.get(instanceId) ?? []), run]);
  }
  return [...byInstance].map(([instanceId, all]) => {
    const runs = [...new Set(all)].sort((one, other) => one - other);
    const shown = runs.slice(0, AT_ONCE).join(', ');
    const rest = runs.length - AT_ONCE;
    return {
      instanceId,
      runs: `${runs.length === 1 ? 'run' : 'runs'} ${shown}${rest > 0 ? ` and ${formatCount(rest)} more` : ''}`,
    };
  });
}
