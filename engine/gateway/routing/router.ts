import type {
  Availability,
  Fault,
  GatewayRule,
  GatewaySettings,
  RoutingTrace,
  Strategy,
} from '../../../shared/model/gateway.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import { OTHERWISE } from '../../../shared/model/rule-id.ts';
import { createChooser, type Candidate, type Chooser } from './choose-instance.ts';
import { matchHeaders } from './match-headers.ts';

/** What the router must know of an instance at the moment of a choice. */
export interface InstanceView {
  readonly name: string;
  readonly pending: number;
  readonly availability: Availability;
}

/** Where a request goes, with the trace that says why. */
export type Decision =
  | {
      readonly kind: 'forward';
      readonly instanceId: string;
      /** Chosen, but takes no connection on purpose. */
      readonly refuses: boolean;
      readonly trace: RoutingTrace;
      readonly faults: readonly Fault[];
    }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly text: string;
      readonly trace: RoutingTrace;
    };

/** The rule table of one gateway. Pure but for what its strategies remember. */
export interface Router {
  decide(headers: HeaderList): Decision;
  /** The rule that would take these headers; changes nothing. */
  preview(headers: HeaderList): Pick<RoutingTrace, 'tried' | 'rule'>;
  /** Another instance of the same pool, in turn, for a request that is sent twice; undefined where there is none. */
  another(trace: RoutingTrace): string | undefined;
  /** An answer's head passed on the way back. */
  learn(trace: RoutingTrace, instanceId: string, answer: HeaderList): void;
}

/** `previous`: what its strategies remember goes on where the rule still has the same one. */
export function createRouter(
  settings: Pick<GatewaySettings, 'instanceIds' | 'rules' | 'strategy' | 'faults'>,
  view: (instanceId: string) => InstanceView,
  previous?: Router,
): Router {
  return new RuleTable(settings, view, previous instanceof RuleTable ? previous : undefined);
}

type Tried = RoutingTrace['tried'][number];

class RuleTable implements Router {
  readonly #settings: Pick<GatewaySettings, 'instanceIds' | 'rules' | 'strategy' | 'faults'>;
  readonly #rules: readonly GatewayRule[];
  readonly #view: (instanceId: string) => InstanceView;
  /** One a rule: rules do not share their turns. By what the strategy is, so that it can be taken over. */
  readonly #choosers = new Map<string, { readonly chooser: Chooser; readonly strategy: string }>();

  constructor(
    settings: Pick<GatewaySettings, 'instanceIds' | 'rules' | 'strategy' | 'faults'>,
    view: (instanceId: string) => InstanceView,
    previous: RuleTable | undefined,
  ) {
    this.#settings = settings;
    this.#rules = settings.rules.filter(({ enabled }) => enabled);
    this.#view = view;
    for (const { id, action } of this.#rules) {
      if (action.kind === 'route') this.#remember(id, action.strategy, previous);
    }
    this.#remember(OTHERWISE, settings.strategy, previous);
  }

  #remember(id: string, strategy: Strategy, previous: RuleTable | undefined): void {
    const text = JSON.stringify(strategy);
    const before = previous ? previous.#choosers.get(id) : undefined;
    this.#choosers.set(
      id,
      before?.strategy === text ? before : { chooser: createChooser(strategy), strategy: text },
    );
  }

  decide(headers: HeaderList): Decision {
    const { tried, rule } = this.#find(headers);
    if (rule?.action.kind === 'refuse') {
      const { status, text } = rule.action;
      const trace = { tried, rule: rule.id, candidates: [], why: `The rule ${rule.name} refuses it.` };
      return { kind: 'answer', status, text, trace };
    }
    const ids = poolOf(rule, this.#settings);
    const strategy = rule?.action.kind === 'route' ? rule.action.strategy : this.#settings.strategy;
    return this.#choose(headers, { tried, rule, ids, strategy });
  }

  preview(headers: HeaderList): Pick<RoutingTrace, 'tried' | 'rule'> {
    const { tried, rule } = this.#find(headers);
    return { tried, ...(rule && { rule: rule.id }) };
  }

  another(trace: RoutingTrace): string | undefined {
    const open = trace.candidates.filter(({ availability }) => availability === undefined);
    const at = open.findIndex(({ instanceId }) => instanceId === trace.chosen);
    return open[(at + 1) % open.length]?.instanceId;
  }

  learn({ rule }: RoutingTrace, instanceId: string, answer: HeaderList): void {
    this.#choosers.get(rule ?? OTHERWISE)?.chooser.learn(answer, instanceId);
  }

  #find(headers: HeaderList): { readonly tried: readonly Tried[]; readonly rule: GatewayRule | undefined } {
    const tried: Tried[] = [];
    for (const rule of this.#rules) {
      const { holds, because } = matchHeaders(rule.match, headers);
      tried.push({ rule: rule.name, matched: holds, because });
      if (holds) return { tried, rule };
    }
    return { tried, rule: undefined };
  }

  #choose(
    headers: HeaderList,
    from: {
      readonly tried: readonly Tried[];
      readonly rule: GatewayRule | undefined;
      readonly ids: readonly string[];
      readonly strategy: Strategy;
    },
  ): Decision {
    const { tried, rule, ids, strategy } = from;
    const candidates = ids.map((instanceId): Candidate => {
      const { name, pending, availability } = this.#view(instanceId);
      return { instanceId, name, pending, availability };
    });
    const open = candidates.filter(({ availability }) => availability !== 'drained');
    const choice =
      candidates.length === 0
        ? { why: sayEmpty(rule), instanceId: undefined }
        : this.#choosers.get(rule?.id ?? OTHERWISE)?.chooser.choose(open, headers);
    const chosen = open.find(({ instanceId }) => instanceId === choice?.instanceId);
    const trace: RoutingTrace = {
      tried,
      ...(rule && { rule: rule.id }),
      strategy: strategy.kind,
      candidates: candidates.map(({ instanceId, name, pending, availability }) =>
        availability === 'up' ? { instanceId, name, pending } : { instanceId, name, pending, availability },
      ),
      ...(chosen && { chosen: chosen.instanceId }),
      why: choice?.why ?? '',
    };
    if (!chosen) return { kind: 'answer', status: 503, text: trace.why, trace };
    return {
      kind: 'forward',
      instanceId: chosen.instanceId,
      refuses: chosen.availability === 'refuses',
      trace,
      faults: rule?.faults ?? this.#settings.faults,
    };
  }
}

/** Nobody is drained where nobody is: instances may have left the gateway. */
function sayEmpty(rule: GatewayRule | undefined): string {
  return rule
    ? `The rule ${rule.name} sends to no instance of this gateway: choose some in the rule.`
    : 'This gateway has no instances: choose some in its settings.';
}

function poolOf(
  rule: GatewayRule | undefined,
  settings: Pick<GatewaySettings, 'instanceIds'>,
): readonly string[] {
  const chosen = rule?.action.kind === 'route' ? rule.action.instanceIds : undefined;
  // An instance that left the gateway is in no pool any more.
  return chosen ? chosen.filter((id) => settings.instanceIds.includes(id)) : settings.instanceIds;
}
