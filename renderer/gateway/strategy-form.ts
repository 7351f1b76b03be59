import type { Strategy } from '../../shared/model/gateway.ts';
import { isToken, wholeNumber, wrong, type FormResult } from './form-result.ts';

export type StrategyKind = Strategy['kind'];

/** A strategy as it stands in its fields; what the other kinds have is kept while one is chosen. */
export interface StrategyForm {
  readonly kind: StrategyKind;
  readonly seed: string;
  readonly instanceId: string;
  readonly by: 'header' | 'cookie';
  /** Of the header or the cookie that requests stick to. */
  readonly stickyName: string;
  readonly hashHeader: string;
  /** By instance id. */
  readonly weights: Readonly<Record<string, string>>;
}

const MOST_SEED = 0xffffffff;
const MOST_WEIGHT = 1_000_000;

export function strategyForm(strategy: Strategy, instanceIds: readonly string[]): StrategyForm {
  const blank: StrategyForm = {
    kind: strategy.kind,
    seed: '1',
    instanceId: instanceIds[0] ?? '',
    by: 'header',
    stickyName: 'Mcp-Session-Id',
    hashHeader: 'Mcp-Name',
    weights: {},
  };
  switch (strategy.kind) {
    case 'random':
      return { ...blank, seed: String(strategy.seed) };
    case 'pinned':
      return { ...blank, instanceId: strategy.instanceId };
    case 'sticky':
      return { ...blank, by: strategy.by.kind, stickyName: strategy.by.name };
    case 'hash':
      return { ...blank, hashHeader: strategy.header };
    case 'weighted': {
      const texts = Object.entries(strategy.weights).map(([id, weight]) => [id, String(weight)] as const);
      return { ...blank, weights: Object.fromEntries(texts) };
    }
    case 'round-robin':
    case 'least-pending':
      return blank;
  }
}

/** The strategy in the fields, for a pool of these instances. */
export function strategyOf(form: StrategyForm, instanceIds: readonly string[]): FormResult<Strategy> {
  switch (form.kind) {
    case 'round-robin':
    case 'least-pending':
      return { ok: true, value: { kind: form.kind } };
    case 'random': {
      const seed = wholeNumber(form.seed, 0, MOST_SEED);
      if (seed === undefined) return wrong('seed', 'The seed is a whole number from 0 to 4294967295.');
      return { ok: true, value: { kind: 'random', seed } };
    }
    case 'pinned':
      return instanceIds.includes(form.instanceId)
        ? { ok: true, value: { kind: 'pinned', instanceId: form.instanceId } }
        : wrong('instance', 'Choose the instance that gets all requests.');
    case 'sticky':
      return isToken(form.stickyName)
        ? { ok: true, value: { kind: 'sticky', by: { kind: form.by, name: form.stickyName } } }
        : wrong(
            'sticky',
            `Name the ${form.by} that requests stick to: letters, digits and hyphens, no blanks.`,
          );
    case 'hash':
      return isToken(form.hashHeader)
        ? { ok: true, value: { kind: 'hash', header: form.hashHeader } }
        : wrong('hash', 'Name the header whose value decides: letters, digits and hyphens, no blanks.');
    case 'weighted':
      return weightedOf(form, instanceIds);
  }
}

function weightedOf({ weights }: StrategyForm, instanceIds: readonly string[]): FormResult<Strategy> {
  const read: Record<string, number> = {};
  for (const id of instanceIds) {
    const weight = wholeNumber(weights[id] ?? '1', 0, MOST_WEIGHT);
    if (weight === undefined) return wrong('weights', 'Weights are whole numbers from 0 to 1,000,000.');
    read[id] = weight;
  }
  if (Object.values(read).every((weight) => weight === 0))
    return wrong('weights', 'At least one weight must be more than 0, or no instance gets anything.');
  return { ok: true, value: { kind: 'weighted', weights: read } };
}
