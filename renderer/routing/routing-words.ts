import type { GatewaySettings } from '../../shared/model/gateway.ts';
import { formatCount, formatCounted } from '../ui/format.ts';
import type { Flow, Way } from './flow.ts';

/** What the screen knows of the workspace's gateways. */
export type KnownGateways = readonly Pick<GatewaySettings, 'id' | 'name' | 'rules'>[];

export interface Words {
  readonly text: string;
  /** A sentence that says more. */
  readonly hint: string;
}

function gatewayName(gateways: KnownGateways, id: string): string {
  return gateways.find((gateway) => gateway.id === id)?.name ?? 'a gateway that is not in this workspace';
}

/** What stands in the column of the rules. The rule's present name; its id where the workspace has it no more. */
export function wayWords(way: Way, gateways: KnownGateways): Words {
  switch (way.kind) {
    case 'rule': {
      const gateway = gateways.find(({ id }) => id === way.gatewayId);
      const rule = gateway?.rules.find(({ id }) => id === way.rule);
      const of = gatewayName(gateways, way.gatewayId);
      if (rule) return { text: rule.name, hint: `The rule ${rule.name} of ${of} took them.` };
      return { text: way.rule, hint: `A rule of ${of} took them; the workspace has it no more.` };
    }
    case 'otherwise':
      return {
        text: 'otherwise',
        hint: `No rule of ${gatewayName(gateways, way.gatewayId)} took them: its own strategy chose.`,
      };
    case 'sent':
      return {
        text: 'sent by Hopscope',
        hint: 'From Compose, the command line, checks and replays: whoever sent them named the instance.',
      };
    case 'passed':
      return { text: 'recorded in passing', hint: 'A client sent them through “hopscope record”.' };
    case 'imported':
      return { text: 'imported', hint: 'They come from another recording.' };
  }
}

/** What stands in the left column. */
export function whatWords({ method, name }: Pick<Flow, 'method' | 'name'>): Words {
  return name === '' ? { text: method, hint: method } : { text: name, hint: `${method} ${name}` };
}

/** What stands in the column of the instances, beside the badge. */
export function instanceWords({
  instanceName,
  instanceId,
}: Pick<Flow, 'instanceName' | 'instanceId'>): Words {
  if (instanceId !== '') return { text: instanceName, hint: instanceName };
  return {
    text: 'none: answered by the gateway',
    hint: `${instanceName} answered by itself: it refused, had nobody to send them to, or was told to`,
  };
}

/** "1,204 exchanges, 12 failed, 3 with lying headers". */
export function sumWords({
  count,
  failed,
  lying,
  faulted,
}: Pick<Flow, 'count' | 'failed' | 'lying' | 'faulted'>): string {
  const parts = [
    formatCounted(count, 'exchange'),
    failed > 0 && `${formatCount(failed)} failed`,
    lying > 0 && `${formatCount(lying)} with lying headers`,
    faulted > 0 && `${formatCount(faulted)} with injected faults`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}

/** Where gateways and their rules stand in the workspace, for the order of the column; what is in neither comes last. */
export function wayRank(way: Way, gateways: KnownGateways): number {
  if (way.kind !== 'rule' && way.kind !== 'otherwise') return Number.MAX_SAFE_INTEGER;
  const at = gateways.findIndex(({ id }) => id === way.gatewayId);
  const rules = gateways[at]?.rules ?? [];
  const rule = way.kind === 'rule' ? rules.findIndex(({ id }) => id === way.rule) : -1;
  // More rules than a gateway can have, so that each gateway has its own stretch.
  const stretch = 10_000;
  return (at === -1 ? gateways.length : at) * stretch + (rule === -1 ? stretch - 1 : rule);
}
