import type { JsonValue } from './json.ts';

/** Who declares something: a client in each request, or an instance in server/discover (legacy: initialize). */
export interface NegotiationParty {
  readonly kind: 'client' | 'instance';
  /** Of a client: its key, equal for equal clients; of an instance: its id. */
  readonly id: string;
  /** As it calls itself, with its version. */
  readonly name: string;
  readonly version?: string;
  /** Requests that it sent, or got. */
  readonly exchanges: number;
  /** Of a client: Hopscope itself. */
  readonly own?: boolean;
  /** Revisions that it named (a server: that it supports), newest first. */
  readonly revisions: readonly string[];
}

/** What a party says of one capability or extension, from an exchange on. */
export interface Statement {
  /** Number of the exchange that said so first. */
  readonly since: number;
  /** Epoch ms. */
  readonly at: number;
  /**
   * Where it was said: in a request's `_meta` (modern clients), in server/discover (modern servers) or in initialize.
   * A party that speaks both eras has a history in each; what it says in one does not change what it said in the other.
   */
  readonly source: 'request' | 'discover' | 'initialize';
  readonly declared: boolean;
  /** It follows from another setting: `elicitation: {}` means `elicitation.form`. */
  readonly implied?: boolean;
  /** The settings object; absent where nothing was declared. */
  readonly settings?: JsonValue;
  /** JSON pointers into the settings that differ from the statement before, of the same source; at most 50. */
  readonly changed?: readonly string[];
}

/** A setting in which parties that declare the same thing differ. */
export interface SettingDifference {
  /** JSON pointer into the settings object. */
  readonly pointer: string;
  /** What each party that declares it has there; `value` is absent where it has nothing. */
  readonly values: readonly { readonly party: string; readonly value?: JsonValue }[];
}

/** Uses that were seen. */
export interface Uses {
  readonly count: number;
  /** Numbers of exchanges. */
  readonly first: number;
  readonly last: number;
  /** Numbers of the latest exchanges, ascending; at most 20. */
  readonly latest: readonly number[];
}

/** One party's cell in one row. */
export interface NegotiationCell {
  /** Id of the party. */
  readonly party: string;
  /** `unknown`: the party has not been heard on it (an instance that was never asked server/discover). */
  readonly state: 'declared' | 'absent' | 'unknown';
  /** What it said, oldest first; more than one where it changed. The first and the latest nineteen. */
  readonly history: readonly Statement[];
  /** Statements between the first and the others that are not kept. */
  readonly historyLeftOut?: number;
}

/** What holds between one client and one instance. */
export interface NegotiationPair {
  readonly client: string;
  readonly instance: string;
  /**
   * Whether all who have to declare it did (an extension: both, unless its page asks the client alone; a capability: its
   * side), as of the latest exchange between them. `unknown`: somebody who has to was never heard on it.
   */
  readonly inForce: 'yes' | 'no' | 'unknown';
  /** All uses, in force or not. */
  readonly used?: Uses;
  /** Those that were not in force at that moment; `says` tells of the latest: a sentence. */
  readonly usedWithout?: Uses & { readonly says: string };
}

/** One capability or extension. */
export interface NegotiationRow {
  /** `tools`, `tools.listChanged`, `elicitation.url`, `io.modelcontextprotocol/tasks`… Unique together with the kind. */
  readonly id: string;
  readonly kind: 'client-capability' | 'server-capability' | 'extension';
  /** What it is, in a sentence; absent where it is unknown to us. */
  readonly explanation?: string;
  readonly link?: string;
  readonly deprecated?: boolean;
  /** Of an extension: the id breaks the naming rules, and how. */
  readonly malformed?: string;
  /** In no revision and no extension that Hopscope knows. */
  readonly unknown?: boolean;
  readonly cells: readonly NegotiationCell[];
  readonly pairs: readonly NegotiationPair[];
  /** Instances of one fleet say different things of it: a sentence. */
  readonly uneven?: string;
  /** Where settings differ between those that declare it; those that have a row of their own are not repeated. */
  readonly differences?: readonly SettingDifference[];
}

/** What was negotiated in one capture. */
export interface NegotiationReport {
  readonly parties: readonly NegotiationParty[];
  /** Instances that serve one MCP server: behind one gateway, or of one name. Ids; groups of two and more. */
  readonly fleets: readonly (readonly string[])[];
  /** Those with something to say: uneven and used without being in force first. */
  readonly rows: readonly NegotiationRow[];
}

/**
 * The statements of a cell by which something changed: all but the first of each source. What a party says in one era is no
 * change of what it says in the other. Pure.
 */
export function changesIn({ history }: Pick<NegotiationCell, 'history'>): readonly Statement[] {
  const heard = new Set<Statement['source']>();
  return history.filter(({ source }) => {
    const isFirst = !heard.has(source);
    heard.add(source);
    return !isFirst;
  });
}
