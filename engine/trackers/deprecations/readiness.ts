import type { Feature, ReadinessItem } from '../../../shared/model/deprecation.ts';
import type { FeatureId } from '../../../shared/spec/deprecations.ts';
import { STEPS } from './steps.ts';
import { MOST_EXAMPLES, type UseLine } from './use-ledger.ts';

/** Who was seen to speak 2026-07-28: keys of clients, ids of instances. */
export interface SpeaksModern {
  readonly clients: ReadonlySet<string>;
  readonly instances: ReadonlySet<string>;
}

const MOST_NAMES = 50;

/**
 * What a feature's uses ask of each side: none, one or two items. Pure.
 *
 * A removed feature in a legacy exchange is nobody's fault who also speaks 2026-07-28: servers and clients may serve old
 * peers beside it, https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning. What Hopscope itself does
 * as a client counts against nobody.
 */
export function readinessOf(
  feature: Omit<Feature, 'id'> & { readonly id: FeatureId },
  lines: Iterable<UseLine>,
  modern: SpeaksModern,
): readonly ReadinessItem[] {
  const counted = [...lines].filter((line) => counts(feature, line, modern));
  return (['client', 'server'] as const).flatMap((side) => {
    const todo = STEPS[feature.id][side];
    const own = counted.filter((line) => line.side === side);
    if (todo === undefined || own.length === 0) return [];
    const who = own.map(({ clientName, instanceName }) => (side === 'client' ? clientName : instanceName));
    return [
      {
        feature: feature.id,
        title: feature.title,
        side,
        who: [...new Set(who)].sort().slice(0, MOST_NAMES),
        todo,
        count: own.reduce((sum, { count }) => sum + count, 0),
        examples: [...new Set(own.flatMap(({ examples }) => examples))]
          .sort((one, other) => one - other)
          .slice(0, MOST_EXAMPLES),
      },
    ];
  });
}

function counts(
  { state }: Pick<Feature, 'state'>,
  line: UseLine,
  { clients, instances }: SpeaksModern,
): boolean {
  const { side, own, client, instanceId, era } = line;
  if (side === 'client' && own === true) return false;
  if (side === 'server' && instanceId === '') return false;
  if (state === 'deprecated' || era === 'modern') return true;
  return side === 'client' ? !clients.has(client) : !instances.has(instanceId);
}
