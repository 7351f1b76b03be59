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

/** What each verdict is called on screen and in reports, and what it means: a sentence. */
export const ROUTING_WORDS: Readonly<
  Record<RoutingVerdict, { readonly title: string; readonly means: string }>
> = {
  'executed-other': {
    title: 'Body executed, header lied',
    means: 'The server did what the body says although a header named something else.',
  },
  'accepted-missing': {
    title: 'Faulty header accepted',
    means: 'The server answered although a header was missing or unreadable, or mirrors nothing in the body.',
  },
  'refused-truth': {
    title: 'True headers refused',
    means: 'The server refused headers that agree with the body.',
  },
  'refused-unclear': {
    title: 'Refused, unclear why',
    means:
      'Refused for headers that agree as far as can be seen; the tool may want others that nobody listed.',
  },
  'refused-otherwise': {
    title: 'Refused in another way',
    means: 'Wrong headers were refused, but not with 400 and HeaderMismatch.',
  },
  refused: { title: 'Refused as it must be', means: 'Wrong headers were refused.' },
  unanswered: { title: 'No answer', means: 'Wrong headers, and no whole answer came.' },
  agrees: { title: 'Agrees', means: 'Headers and body say the same.' },
};

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
