import type { RoutingLine } from './exchange.ts';

/** What became of the headers that an intermediary reads, most dangerous first. */
export const ROUTING_VERDICTS = [
  'executed-other', // the server did what the body says although a header named something else
  'accepted-missing', // the server answered although a header that is required was missing or unreadable, or mirrors nothing
  'refused-truth', // the server refused headers that agree with the body
  'refused-unclear', // refused for its headers, and a schema that nobody listed may want others than were sent
  'refused-otherwise', // wrong headers were refused, but not with 400 and HeaderMismatch
  'refused', // wrong headers were refused as they must be
  'unanswered', // wrong headers, and no answer came
  'agrees', // headers and body say the same
] as const;
export type RoutingVerdict = (typeof ROUTING_VERDICTS)[number];

/** One exchange as an intermediary saw it, beside what its body says. */
export interface RoutingCase {
  readonly number: number;
  /** Epoch ms. */
  readonly at: number;
  readonly instanceId: string;
  readonly instanceName: string;
  readonly client: string;
  readonly verdict: RoutingVerdict;
  /** What a balancer believed: from headers only; empty where the header is missing. */
  readonly header: { readonly method: string; readonly name: string };
  /** What the body says. */
  readonly body: { readonly method: string; readonly name: string };
  readonly lines: readonly RoutingLine[];
  readonly status?: number;
  readonly errorCode?: number;
  /** A person, one of Hopscope's own probes or a gateway's fault changed the request on purpose. */
  readonly onPurpose?: boolean;
  /** A sentence or two: what a balancer believed, what the server did, and why that matters. */
  readonly says: string;
}

/** Header routing in one capture. */
export interface RoutingReport {
  /** Exchanges by verdict. */
  readonly counts: Readonly<Record<RoutingVerdict, number>>;
  /** Exchanges of the legacy era, which mirror nothing, and such as are no POST of a request that a server saw. */
  readonly notApplicable: number;
  /** The most dangerous first, then the latest; at most as many as were asked for. Long values are cut. */
  readonly cases: readonly RoutingCase[];
  /** How many there are of the verdicts that were asked for. More than `cases` where older ones are no longer kept. */
  readonly total: number;
}
