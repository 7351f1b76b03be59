import type { Era } from './instance.ts';

/** How much a finding weighs: a MUST broken, a SHOULD broken, worth knowing. */
export const SEVERITIES = ['error', 'warning', 'note'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Who is at fault. `none`: nobody is, it is only worth knowing. */
export const SIDES = ['client', 'server', 'none'] as const;
export type Side = (typeof SIDES)[number];

/** One statement by a rule about one exchange. */
export interface Finding {
  /** `stdio.stray-output`: lower-case words, a dot between area and rule. */
  readonly rule: string;
  readonly severity: Severity;
  readonly side: Side;
  /** What was expected and what was found: one or two sentences for a person. */
  readonly message: string;
  /** Where: see `place.ts`. Absent where it is about the whole. */
  readonly pointer?: string;
  /** What should stand at that place, in a few words or as JSON. */
  readonly expected?: string;
  /** What stands there, in a few words or as JSON, cut where it is long. */
  readonly found?: string;
  /** The sentence of the specification. */
  readonly link?: string;
}

/** What a rule is, for a list of rules and for the head of its findings. */
export interface RuleInfo {
  readonly id: string;
  readonly title: string;
  /** What is found: a sentence. */
  readonly checks: string;
  /** Whom it leaves alone: a few words. */
  readonly spares: string;
  readonly severity: Severity;
  /** `sender`: whoever sent the message. */
  readonly side: 'client' | 'server' | 'sender' | 'none';
  /** Of which exchanges it speaks. */
  readonly era: Era | 'any';
  readonly link?: string;
  /** How to mend it: one or two sentences to whoever is at fault. */
  readonly fix: string;
}

/** A rule that is not to be heard: everywhere, or about one instance. Kept in the workspace. */
export interface Mute {
  readonly rule: string;
  readonly instanceId?: string;
}

/** All findings of one rule in one capture. */
export interface RuleGroup {
  readonly rule: string;
  /** The worst among them. */
  readonly severity: Severity;
  readonly count: number;
  /** Exchanges that have at least one. */
  readonly exchanges: number;
  /** Findings by instance id; the gateway's own answers have none, which is ''. */
  readonly instances: Readonly<Record<string, number>>;
  /** Numbers of the first and the last exchange. */
  readonly first: number;
  readonly last: number;
}

/** One finding with its exchange's number. */
export interface FoundAt {
  readonly number: number;
  readonly finding: Finding;
}

/** How far a capture's exchanges have been judged. */
export interface JudgedState {
  readonly captureId: string;
  /** Exchanges that have ended and are judged, of those that have ended. */
  readonly judged: number;
  readonly ended: number;
  /** Findings by severity, muted ones included. */
  readonly counts: Readonly<Record<Severity, number>>;
  /** Those among them that the workspace mutes. */
  readonly muted: Readonly<Record<Severity, number>>;
  /** A sentence: why nothing more is judged. */
  readonly problem?: string;
}
