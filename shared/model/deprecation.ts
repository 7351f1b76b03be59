import type { Era } from './instance.ts';

/** A place where a feature was seen in use. */
export interface FeatureUse {
  /** What was done: "declares the capability", "asks for input". A few words. */
  readonly what: string;
  readonly side: 'client' | 'server';
  /** Key and name of the client. */
  readonly client: string;
  readonly clientName: string;
  /** The client is Hopscope itself. */
  readonly own?: boolean;
  /** Era of the requests in which it was seen. */
  readonly era: Era;
  readonly instanceId: string;
  readonly instanceName: string;
  /** Tool or prompt that brought it about, where there is one. */
  readonly tool?: string;
  readonly count: number;
  /** Numbers of exchanges, and epoch ms. */
  readonly first: number;
  readonly firstAt: number;
  readonly last: number;
  readonly lastAt: number;
  /** Numbers of the latest exchanges, ascending; at most 20. */
  readonly latest: readonly number[];
}

/** A deprecated or removed feature of the protocol. */
export interface Feature {
  readonly id: string;
  readonly title: string;
  readonly state: 'deprecated' | 'removed';
  /** Revision in which it was deprecated, or removed. */
  readonly since: string;
  /** The registry's own words; absent where it is removed already. */
  readonly earliestRemoval?: string;
  /** ISO date, only where the registry's words have one: what a countdown runs to. */
  readonly removalDate?: string;
  /** Who has to change. */
  readonly side: 'client' | 'server' | 'both';
  /** What it is: a sentence. */
  readonly explanation: string;
  /** What to do instead: one to three sentences. */
  readonly migration: string;
  /** Short examples as JSON or HTTP text. */
  readonly before: string;
  readonly after: string;
  readonly link: string;
}

/** A feature with all uses that were seen in one capture. */
export interface FeatureReport extends Feature {
  readonly count: number;
  readonly first?: number;
  readonly firstAt?: number;
  readonly last?: number;
  readonly lastAt?: number;
  /** One line for each client, instance, tool, era and kind of use; the most first; at most 200. */
  readonly uses: readonly FeatureUse[];
  /** Lines that are counted above and not listed. */
  readonly usesLeftOut?: number;
}

/** Something that has to change, for one side. */
export interface ReadinessItem {
  /** Its id and title. */
  readonly feature: string;
  readonly title: string;
  readonly side: 'client' | 'server';
  /** Who: names of clients, or of instances. */
  readonly who: readonly string[];
  /** What to do, a sentence. */
  readonly todo: string;
  readonly count: number;
  /** Numbers of exchanges that show it, at most ten. */
  readonly examples: readonly number[];
}

/** What was seen of deprecated and removed features in one capture. */
export interface DeprecationReport {
  /** All features, used or not; deprecated ones first. */
  readonly features: readonly FeatureReport[];
  /**
   * What must change before 2026-07-28 is spoken. What was seen in legacy exchanges only counts against those that were
   * never seen to speak 2026-07-28: others may serve old peers beside it. Hopscope's own requests count against nobody.
   */
  readonly beforeRevision: readonly ReadinessItem[];
  /** What must change before the earliest removal; of Hopscope's own requests nothing. */
  readonly beforeRemoval: readonly ReadinessItem[];
  /** Exchanges that were looked at. */
  readonly exchanges: number;
}
