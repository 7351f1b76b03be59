import type { Row } from '../../../shared/model/exchange.ts';
import { GATEWAY_DEFAULTS, type GatewaySettings } from '../../../shared/model/gateway.ts';

/** Names of the harness's instances, in the order of the workspace. */
export const NAMES = ['alpha', 'beta', 'gamma'] as const;

const START = new Date(2026, 10, 23, 12, 4, 31, 208).getTime();

/** A row with this number, like one of the demo fleet's: the same number always gives the same row. */
export function sampleRow(number: number): Row {
  const place = (number * 7 + Math.floor(number / 5)) % 3;
  const base: Row = {
    number,
    startedAt: START + number * 137 + ((number * 31) % 90),
    origin: 'composer',
    instanceId: `i-${NAMES[place] ?? 'alpha'}`,
    instanceName: NAMES[place] ?? 'alpha',
    era: 'modern',
    method: 'tools/call',
    name: 'whoami',
    state: 'done',
    status: 200,
    resultType: 'complete',
    durationMs: 2 + ((number * 37) % 140) / 10,
    requestBytes: 612,
    responseBytes: 380 + ((number * 53) % 4000),
    eventCount: 1,
  };
  return { ...base, ...variation(number) };
}

const VARIATIONS: readonly Partial<Row>[] = [
  { name: 'whoami' },
  { name: 'basket_create' },
  { name: 'basket_get' },
  { method: 'tools/list', name: '' },
  { name: 'search_catalog', responseBytes: 18_400, durationMs: 21.7 },
  {
    name: 'basket_get',
    status: 400,
    resultType: 'error',
    errorCode: -32_020,
    headerFault: true,
    tampered: true,
  },
  { name: 'import_catalog', eventCount: 12, durationMs: 1240, responseBytes: 4810 },
  { method: 'server/discover', name: '', origin: 'probe', durationMs: 3.1 },
  { name: 'deploy', resultType: 'input_required' },
  { method: 'resources/read', name: 'catalog://products/blue-suede-shoes' },
  { name: 'route_order' },
  { name: 'basket_add', resultType: 'complete', isError: true },
  { name: 'search_catalog', responseBytes: 3_204_111, durationMs: 412 },
];

function variation(number: number): Partial<Row> {
  if (number % 29 === 0) return { state: 'failed', failureKind: 'cut', durationMs: 61, responseBytes: 204 };
  if (number % 41 === 0) return { era: 'legacy', name: 'whoami' };
  return VARIATIONS[number % VARIATIONS.length] ?? {};
}

/** As an exchange looks that has only begun. */
export function openRow(number: number): Row {
  const { startedAt, origin, instanceId, instanceName, era, method, name, requestBytes } = sampleRow(number);
  return {
    ...{ number, startedAt, origin, instanceId, instanceName, era, method, name, requestBytes },
    ...{ state: 'open', responseBytes: 0, eventCount: 0 },
  };
}

/** The gateway that `routedRow` went through. */
export const SAMPLE_GATEWAY: GatewaySettings = {
  ...GATEWAY_DEFAULTS,
  id: 'g1',
  name: 'shop',
  instanceIds: NAMES.map((name) => `i-${name}`),
  rules: (
    [
      ['r1', 'Baskets stay'],
      ['r2', 'Lists to alpha'],
    ] as const
  ).map(([id, name]) => ({
    ...{ id, name, enabled: true, match: [], faults: [] },
    action: { kind: 'route', strategy: { kind: 'round-robin' } },
  })),
};

function ruleOf({ method, name, number }: Row): string | undefined {
  if (name.startsWith('basket')) return 'r1';
  if (method.endsWith('/list')) return 'r2';
  return number % 97 === 0 ? 'r-removed' : undefined;
}

/** Like `sampleRow`, but what a client would have sent came through a gateway. */
export function routedRow(number: number): Row {
  const row = sampleRow(number);
  if (row.origin === 'probe' || number % 19 === 0) return row;
  const rule = ruleOf(row);
  const faults = number % 53 === 0 && ({ faults: ['delay'] } as const);
  return { ...row, origin: 'gateway', gateway: { id: 'g1', ...(rule !== undefined && { rule }), ...faults } };
}
