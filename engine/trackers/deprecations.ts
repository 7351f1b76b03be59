import type { DeprecationReport } from '../../shared/model/deprecation.ts';
import { DEPRECATED_FEATURES, FEATURES } from '../../shared/spec/deprecations.ts';
import { REMOVED_FEATURES } from '../../shared/spec/removed-features.ts';
import { isModernAnswer } from '../lint/modern-answer.ts';
import type { SeenExchange } from '../lint/seen-exchange.ts';
import { createClientBook } from './client-book.ts';
import { readinessOf } from './deprecations/readiness.ts';
import { seeUses } from './deprecations/see-uses.ts';
import { UseLedger } from './deprecations/use-ledger.ts';
import type { Tracker } from './tracker.ts';

/** More clients than these are not told apart by what they speak. */
const MOST_CLIENTS = 10_000;

/** Every use of what is deprecated or removed, and what therefore has to change. */
export function createDeprecationsTracker(): Tracker<DeprecationReport> {
  const ledgers = new Map<string, UseLedger>(FEATURES.map((feature) => [feature.id, new UseLedger(feature)]));
  const clients = createClientBook();
  const modern = { clients: new Set<string>(), instances: new Set<string>() };
  let exchanges = 0;

  const itemsOf = (features: readonly Feature[]): DeprecationReport['beforeRemoval'] =>
    features.flatMap((feature) => readinessOf(feature, ledgers.get(feature.id)?.lines ?? [], modern));
  return {
    observe(exchange) {
      exchanges += 1;
      const client = clients.of(exchange);
      if (speaksModern(exchange) && modern.clients.size < MOST_CLIENTS) modern.clients.add(client.key);
      if (answersModern(exchange)) modern.instances.add(exchange.instanceId);
      for (const use of seeUses(exchange)) ledgers.get(use.feature)?.add(use, exchange, client);
    },
    report: () => ({
      features: [...ledgers.values()].map((ledger) => ledger.report()),
      beforeRevision: itemsOf(REMOVED_FEATURES),
      beforeRemoval: itemsOf(DEPRECATED_FEATURES),
      exchanges,
    }),
  };
}

type Feature = Parameters<typeof readinessOf>[0];

function speaksModern({ speaks, request, revision }: SeenExchange): boolean {
  return speaks === 'modern' && revision !== undefined && request.message?.kind === 'request';
}

function answersModern({ answeredAs, answer }: SeenExchange): boolean {
  return answeredAs === 'modern' && answer !== undefined && isModernAnswer(answer);
}
