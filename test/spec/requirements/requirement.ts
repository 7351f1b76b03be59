import type { RuleId } from './rules.ts';

/** How strong a demand is; REQUIRED and SHALL count as MUST, RECOMMENDED as SHOULD (RFC 2119). */
export type Level = 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT';

/** Whom it binds. `other`: intermediaries, authorization servers, extensions, writers of SDKs. */
export type Who = 'client' | 'server' | 'both' | 'other';

/** What becomes of it: a rule checks it, it cannot be seen from outside, or a later issue takes it. */
export type Status =
  | { readonly kind: 'rule'; readonly rule: RuleId; readonly also?: readonly RuleId[] }
  | { readonly kind: 'invisible'; readonly why: string }
  | { readonly kind: 'later'; readonly issue: 'authorization' };

/** One demand of the specification: one keyword of one sentence. */
export interface Requirement {
  /** Stable: area, dot, words with dashes. */
  readonly id: string;
  /** Path below the revision without ending, as `basic/index`; `tasks` for the extension. */
  readonly page: string;
  /** Address of the section that says it. */
  readonly link: string;
  /** Counts the page's sentences that demand something, from 1. Two demands in one sentence share it. */
  readonly sentence: number;
  readonly level: Level;
  readonly who: Who;
  /** Our own few words. */
  readonly says: string;
  readonly status: Status;
}

/** A demand before its page gives it an id, a link and a number. */
interface Demand {
  readonly level: Level;
  readonly who: Who;
  readonly slug: string;
  readonly says: string;
  readonly status: Status;
}

interface Section {
  readonly anchor: string;
  readonly sentences: readonly (readonly Demand[])[];
}

type Given = RuleId | readonly [RuleId, RuleId, ...RuleId[]] | Status;

function statusOf(given: Given): Status {
  if (typeof given === 'string') return { kind: 'rule', rule: given };
  if ('kind' in given) return given;
  const [rule, ...also] = given;
  return { kind: 'rule', rule, also };
}

/** `client.must('id', 'our words', 'rule.id')`: a demand on one side. Bare strings as status are rules. */
function demandsOn(who: Who) {
  const at =
    (level: Level) =>
    (slug: string, says: string, status: Given): Demand => ({
      level,
      who,
      slug,
      says,
      status: statusOf(status),
    });
  return { must: at('MUST'), mustNot: at('MUST NOT'), should: at('SHOULD'), shouldNot: at('SHOULD NOT') };
}

export const client = demandsOn('client');
export const server = demandsOn('server');
export const both = demandsOn('both');
export const other = demandsOn('other');

/** Several demands that one sentence makes. */
export function sentence(...demands: readonly Demand[]): readonly Demand[] {
  return demands;
}

/** The demands under one heading, in the order of the text. `anchor` is the heading's, empty before the first. */
export function section(anchor: string, ...sentences: readonly (Demand | readonly Demand[])[]): Section {
  return { anchor, sentences: sentences.map((one) => ('slug' in one ? [one] : one)) };
}

/** The demands of one page in the order of the text. `area` begins each id. */
export function page(path: string, area: string, ...sections: readonly Section[]): readonly Requirement[] {
  let counted = 0;
  return sections.flatMap(({ anchor, sentences }) =>
    sentences.flatMap((demands) => {
      counted += 1;
      return demands.map(({ slug, ...demand }) => ({
        id: `${area}.${slug}`,
        page: path,
        link: `${pageAddress(path)}${anchor === '' ? '' : `#${anchor}`}`,
        sentence: counted,
        ...demand,
      }));
    }),
  );
}

/** Where a page is read. The Tasks extension has no rendered page of its own, only its repository. */
export function pageAddress(path: string): string {
  if (path === 'tasks') {
    return 'https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md';
  }
  return `https://modelcontextprotocol.io/specification/2026-07-28/${path}`.replace(/\/index$/, '');
}

/** Cannot be seen on the wire, and why. */
export function invisible(why: string): Status {
  return { kind: 'invisible', why };
}

export const AUTHORIZATION: Status = { kind: 'later', issue: 'authorization' };

/** Reasons that many demands share. */
export const INSIDE = invisible('Happens inside the program; no message shows whether it was done.');
export const SCREEN = invisible(
  'Concerns what a person is shown or asked; the wire carries the outcome only.',
);
export const ABILITY = invisible('An ability; messages show what was done, never what could be handled.');
export const MEANING = invisible(
  'Turns on what the text means, which no program can judge from the message.',
);
export const ADVICE = invisible(
  'Advice about whether to use a feature; the deprecations tracker shows each use.',
);
export const PAPER = invisible('Concerns documentation.');
export const REPLAY = invisible(
  'No single message shows it; replaying a capture against other instances does.',
);
export const MENTION = invisible('Only mentions the word; the demand stands elsewhere.');
