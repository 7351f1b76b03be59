import { gatewaySettingsSchema } from '../../shared/bridge/gateway-schemas.ts';
import type { Fault, GatewayRule, GatewaySettings, Strategy } from '../../shared/model/gateway.ts';
import type { Instance } from '../../shared/model/instance.ts';
import { OTHERWISE } from '../../shared/model/rule-id.ts';
import { copyInstanceId, type RunSettings } from '../../shared/model/run.ts';
import { AppError } from '../app-error.ts';
import { checkName } from './check-instance.ts';
import { readSettings } from './read-settings.ts';

/** What a gateway's settings may refer to. */
export interface KnownInstances {
  readonly instances: readonly Instance[];
  readonly runs: readonly RunSettings[];
}

/**
 * The settings as they may be kept, their keys in one order. Throws AppError BAD_INPUT with a sentence that names
 * what is wrong and where.
 */
export function checkGateway(input: GatewaySettings): GatewaySettings {
  const settings = readSettings(gatewaySettingsSchema, input, 'The gateway');
  const { listen, rules, faults } = settings;
  if (!/^[A-Za-z0-9.:_-]+$/.test(listen.host)) {
    throw badInput(`"${listen.host}" is no address to listen on: give a name or an address without a port.`);
  }
  // Hits are counted by id, whichever rule a fault belongs to.
  const fault = faultInRules(rules) ?? faultInFaults([...rules.flatMap((rule) => rule.faults), ...faults]);
  if (fault) throw badInput(`${fault.message}.`);
  return { ...settings, name: checkName(settings.name, 'A gateway') };
}

/** Something in rules or faults that cannot mean anything. */
export interface PolicyFault {
  /** Into the list. */
  readonly path: readonly (string | number)[];
  /** A sentence without its full stop. */
  readonly message: string;
}

/** What the schema cannot see: the first rule that cannot mean anything. Pure. */
export function faultInRules(rules: readonly GatewayRule[]): PolicyFault | undefined {
  const ids = new Set<string>();
  for (const [index, rule] of rules.entries()) {
    const named = `Rule ${String(index + 1)}${rule.name.trim() === '' ? '' : ` (${rule.name})`}`;
    if (ids.has(rule.id)) {
      return { path: [index, 'id'], message: `${named} has the id "${rule.id}", which an earlier rule has` };
    }
    if (rule.id === OTHERWISE) {
      return {
        path: [index, 'id'],
        message: `${named} has the id "${OTHERWISE}", which stands for what no rule takes; give it another`,
      };
    }
    ids.add(rule.id);
    for (const [place, { header, test, value }] of rule.match.entries()) {
      if (test === 'present' || test === 'absent' || value !== undefined) continue;
      return {
        path: [index, 'match', place],
        message: `${named} compares ${header} with nothing: its test "${test}" needs a value`,
      };
    }
    const fault = faultInFaults(rule.faults);
    if (fault) return { path: [index, 'faults', ...fault.path], message: `${named}: ${fault.message}` };
  }
  return undefined;
}

/** The same for faults. */
export function faultInFaults(faults: readonly Fault[]): PolicyFault | undefined {
  const ids = new Set<string>();
  for (const [index, { id, does }] of faults.entries()) {
    if (ids.has(id)) return { path: [index, 'id'], message: `There are two faults with the id "${id}"` };
    ids.add(id);
    const needsValue = does.kind === 'header' && (does.op === 'change' || does.op === 'add');
    if (!needsValue || does.value !== undefined) continue;
    return { path: [index, 'does'], message: `The fault "${id}" needs a value to ${does.op} ${does.name}` };
  }
  return undefined;
}

/**
 * Throws AppError BAD_INPUT for an instance that is not there, or that no request can be forwarded to. What `former`
 * refers to already may be gone since (a pinned instance was removed, a run has fewer copies): that must not stand in
 * the way of every other change.
 */
export function refuseUnknownInstances(
  settings: GatewaySettings,
  known: KnownInstances,
  former?: GatewaySettings,
): void {
  const kept = new Set(former ? referredIds(former) : []);
  const names = new Map(known.instances.map(({ id, name, stdio }) => [id, stdio ? name : undefined]));
  const copies = new Set(
    known.runs.flatMap(({ id, copies: count }) =>
      Array.from({ length: count }, (_copy, index) => copyInstanceId(id, index + 1)),
    ),
  );
  for (const id of referredIds(settings)) {
    // The demo fleet is in no file, and comes and goes.
    if (copies.has(id) || id.startsWith('demo-')) continue;
    if (!names.has(id) && kept.has(id)) continue;
    if (!names.has(id)) throw badInput(`There is no instance "${id}" that the gateway could forward to.`);
    const command = names.get(id);
    if (command !== undefined) {
      throw badInput(
        `${command} is started as a command and talked to over its standard streams; a gateway forwards HTTP only.`,
      );
    }
  }
}

/**
 * The gateway without these instances: in its list, in its rules' pools and among weights. What is pinned to one of
 * them stays so, and says at each request that its instance is gone: another would not be what was asked for.
 */
export function withoutInstances(
  settings: GatewaySettings,
  isGone: (instanceId: string) => boolean,
): GatewaySettings {
  const left = (ids: readonly string[]): string[] => ids.filter((id) => !isGone(id));
  const leftOf = (strategy: Strategy): Strategy =>
    strategy.kind === 'weighted'
      ? {
          ...strategy,
          weights: Object.fromEntries(Object.entries(strategy.weights).filter(([id]) => !isGone(id))),
        }
      : strategy;
  return {
    ...settings,
    instanceIds: left(settings.instanceIds),
    strategy: leftOf(settings.strategy),
    rules: settings.rules.map((rule) => {
      const { action } = rule;
      if (action.kind !== 'route') return rule;
      const strategy = leftOf(action.strategy);
      if (!action.instanceIds) return { ...rule, action: { ...action, strategy } };
      return { ...rule, action: { ...action, instanceIds: left(action.instanceIds), strategy } };
    }),
  };
}

function referredIds({ instanceIds, rules, strategy }: GatewaySettings): string[] {
  const actions = rules.map(({ action }) => action).filter((action) => action.kind === 'route');
  return [
    ...instanceIds,
    ...strategyIds(strategy),
    ...actions.flatMap((action) => [...(action.instanceIds ?? []), ...strategyIds(action.strategy)]),
  ];
}

function strategyIds(strategy: Strategy): readonly string[] {
  if (strategy.kind === 'pinned') return [strategy.instanceId];
  return strategy.kind === 'weighted' ? Object.keys(strategy.weights) : [];
}

function badInput(message: string): AppError {
  return new AppError('BAD_INPUT', message);
}
