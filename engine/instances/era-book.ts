import type { Instance } from '../../shared/model/instance.ts';
import type { Client } from '../client/client.ts';
import type { Eras, KnownEra } from '../client/eras.ts';
import { plainDraft, type ClientDeclaration } from '../client/list-all.ts';
import { observeDiscover, unknownHealth } from './health.ts';

/** Which era each instance is of, as far as somebody has found out or set it. */
export interface EraBook extends Eras {
  /** Notes what a check found out. */
  note(instanceId: string, known: KnownEra): void;
  /** Another server may be there now. */
  forget(instanceId: string): void;
}

export function createEraBook(options: {
  /** Asked only after the engine is put together. */
  readonly client: () => Client;
  readonly declaration: () => ClientDeclaration;
}): EraBook {
  const found = new Map<string, KnownEra>();
  const known = (instance: Instance): KnownEra | undefined => {
    const detected = found.get(instance.id);
    if (instance.era === undefined) return detected;
    return {
      transport: detected?.transport ?? (instance.stdio ? 'stdio' : 'http'),
      era: instance.era,
      source: 'set',
    };
  };
  return {
    known,
    async detect(target, origin) {
      const draft = {
        ...plainDraft('server/discover', {}, options.declaration()),
        era: 'modern' as const,
        followUp: false,
      };
      const answer = await options.client().complete(draft, target, origin);
      const { era } = observeDiscover(unknownHealth(target.instance.id), {
        instanceId: target.instance.id,
        checkedAt: 0,
        ...(answer.status !== undefined && { status: answer.status }),
        ...(answer.contentType !== undefined && { contentType: answer.contentType }),
        ...(answer.answer && { answer: answer.answer }),
        ...(answer.failure && { failure: answer.failure }),
      });
      if (era === undefined) return undefined;
      const result: KnownEra = {
        era,
        transport: target.instance.stdio ? 'stdio' : 'http',
        source: 'detected',
      };
      found.set(target.instance.id, result);
      return result;
    },
    note(instanceId, entry) {
      found.set(instanceId, entry);
    },
    forget(instanceId) {
      found.delete(instanceId);
    },
  };
}
