import type { JsonValue } from './json.ts';

/** Who declares something: a client in each request, or an instance in server/discover (legacy: initialize). */
export interface NegotiationParty {
  readonly kind: 'client' | 'instance';
  /** Of a client: its key, equal for equal clients; of an instance: its id. */
  readonly id: string;
  /** As it calls itself, with its version. */
  readonly name: string;
  readonly version?: string;
  /** Requests that it sent, or answered. */
  readonly exchanges: number;
  /** Revisions that it named, newest first. */
  readonly revisions: readonly string[];
}

/** What a party says of one capability or extension, from an exchange on. */
export interface Statement {
  /** Number of the exchange that said so first. */
  readonly since: number;
  readonly at: number;
  readonly declared: boolean;
  /** The settings object; absent where nothing was declared. */
  readonly settings?: JsonValue;
}

/** Uses that were seen. */
export interface Uses {
  readonly count: number;
  /** Numbers of exchanges. */
  readonly first: number;
  readonly last: number;
}

/** One party's cell in one row. */
export interface NegotiationCell {
  /** Id of the party. */
  readonly party: string;
  /** `unknown`: the party has not been heard on it (an instance that was never asked server/discover). */
  readonly state: 'declared' | 'absent' | 'unknown';
  /** What it said, oldest first; more than one where it changed. */
  readonly history: readonly Statement[];
}

/** What holds between one client and one instance. */
export interface NegotiationPair {
  readonly client: string;
  readonly instance: string;
  /** Both sides declared it, where both have to; at the latest exchange between them. */
  readonly inForce: boolean;
  readonly used?: Uses;
  /** Used although not in force. */
  readonly usedWithout?: Uses & { readonly says: string };
}

/** One capability or extension. */
export interface NegotiationRow {
  /** `tools`, `tools.listChanged`, `elicitation.url`, `io.modelcontextprotocol/tasks`… */
  readonly id: string;
  readonly kind: 'client-capability' | 'server-capability' | 'extension';
  /** What it is, in a sentence; absent where it is unknown to us. */
  readonly explanation?: string;
  readonly link?: string;
  readonly deprecated?: boolean;
  /** Of an extension: the id breaks the naming rules, and how. */
  readonly malformed?: string;
  readonly cells: readonly NegotiationCell[];
  readonly pairs: readonly NegotiationPair[];
  /** Instances of one fleet say different things of it: a sentence. */
  readonly uneven?: string;
}

/** What was negotiated in one capture. */
export interface NegotiationReport {
  readonly parties: readonly NegotiationParty[];
  /** Those with something to say: uneven and used without being in force first. */
  readonly rows: readonly NegotiationRow[];
}
