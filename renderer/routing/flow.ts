/** How requests found their instance. */
export type Way =
  /** A rule of a gateway took them. */
  | { readonly kind: 'rule'; readonly gatewayId: string; readonly rule: string }
  /** They went through a gateway and no rule took them. */
  | { readonly kind: 'otherwise'; readonly gatewayId: string }
  /** A person, the command line, a check or a replay sent them: there was nothing to decide. */
  | { readonly kind: 'sent' }
  /** A client sent them past a recorder that decides nothing. */
  | { readonly kind: 'passed' }
  | { readonly kind: 'imported' };

/** What the requests of one kind that took one way to one instance have in common, and how many they are. */
export interface Flow {
  /** Unlike that of any other flow. */
  readonly key: string;
  readonly method: string;
  /** Tool, prompt, URI or task. Empty where there is none, and where only methods are told apart. */
  readonly name: string;
  readonly way: Way;
  /** Empty where the gateway answered by itself. */
  readonly instanceId: string;
  readonly instanceName: string;
  readonly count: number;
  readonly failed: number;
  /** With a header that is missing or says something else than the body. */
  readonly lying: number;
  /** With a fault that a gateway injected. */
  readonly faulted: number;
}

/** What the left column tells apart. */
export type Grouping = 'method' | 'name';

/** The parts of a key stand apart by something that no method, name or id has in it. */
const APART = '\u0000';

/** Unlike that of any other way. */
export function wayKey(way: Way): string {
  if (way.kind === 'rule') return `rule${APART}${way.gatewayId}${APART}${way.rule}`;
  return way.kind === 'otherwise' ? `otherwise${APART}${way.gatewayId}` : way.kind;
}

export function flowKey({
  method,
  name,
  way,
  instanceId,
}: Pick<Flow, 'method' | 'name' | 'way' | 'instanceId'>): string {
  return [method, name, wayKey(way), instanceId].join(APART);
}

/** The flows as they are to be told apart; by method those that differ in the name only are one. Pure. */
export function groupFlows(flows: readonly Flow[], grouping: Grouping): readonly Flow[] {
  if (grouping === 'name') return flows;
  const groups = new Map<string, { -readonly [K in keyof Flow]: Flow[K] }>();
  for (const flow of flows) {
    const key = flowKey({ ...flow, name: '' });
    const group = groups.get(key);
    if (!group) {
      groups.set(key, { ...flow, name: '', key });
      continue;
    }
    group.count += flow.count;
    group.failed += flow.failed;
    group.lying += flow.lying;
    group.faulted += flow.faulted;
  }
  return [...groups.values()];
}
