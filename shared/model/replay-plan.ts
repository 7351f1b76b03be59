import type { Era } from './instance.ts';
import type { JsonValue } from './json.ts';

/**
 * Why a step may be sent: `safe` changes nothing by what it is (lists, reads, gets, discover, completion, tasks/get) or by
 * its tool's readOnlyHint; `repeatable` is a tool that claims idempotentHint and not destructiveHint, or that a person has
 * allowed; `held` is all else. Hints are the server's claim.
 */
export const SAFETIES = ['safe', 'repeatable', 'held'] as const;
export type Safety = (typeof SAFETIES)[number];

/** What a step is, as far as schedules and comparing are concerned. */
export const STEP_KINDS = [
  'list', // a page of a list
  'read', // changes nothing and is no list: reads, gets, discover, completion, a read-only tool
  'call', // a tool
  'round', // a further round of a multi round-trip request
  'poll', // tasks/get: what it says depends on when it is asked
  'update', // tasks/update, tasks/cancel
  'other',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** One request of the recording that is sent again. */
export interface PlanStep {
  /** Number of the recorded exchange: the step's name everywhere. */
  readonly number: number;
  readonly method: string;
  /** Tool, prompt, uri or task id, as in the recording. Empty where there is none. */
  readonly name: string;
  /** The tool, or the method where it is none: what is allowed or kept back as one. Of a poll or update its task's tool. */
  readonly tool: string;
  readonly era: Era;
  readonly kind: StepKind;
  /** What was overlapping in the recording may overlap again: steps of one lane follow each other. From 0. */
  readonly lane: number;
  /** Who sent it in the recording, from 0: equal numbers are one client; in the legacy era one session. */
  readonly client: number;
  /** Ms from the first step's start, in the recording. */
  readonly offsetMs: number;
  /** Ms that the answer took; absent where it never ended. */
  readonly tookMs?: number;
  /** Which instance answered in the recording. */
  readonly instanceId: string;
  readonly instanceName: string;
  readonly safety: Safety;
  /** Why: a sentence. */
  readonly because: string;
  /** Steps that must have been answered before, by number: whose values it carries, or with whom it shares a handle. */
  readonly after: readonly number[];
  /** The round before, or the call that created the task that is asked for. */
  readonly follows?: number;
  /**
   * Of a poll: it is repeated until the task has ended, or asks for input, as it had when this was recorded and what follows
   * relies on it. Absent: sent once.
   */
  readonly until?: 'ended' | 'asks';
  /** JSON-RPC error code, or isError, of the recorded answer: what went wrong then may go wrong again. */
  readonly failedThen?: boolean;
}

/** Why a recorded exchange is no step. */
export const LEFT_OUT = [
  'notification', // nothing answers it
  'stream', // subscriptions/listen, GET streams: they have no answer to compare
  'handshake', // initialize and what belongs to a session: opened anew where it is needed
  'probe', // sent by Hopscope itself to learn something
  'replay', // sent by a replay
  'reply', // the answer to what a server asked
  'followed', // superseded by the exchange that repeats it with the right revision, headers or era
  'duplicate', // a gateway sent it twice on purpose
  'cause-failed', // a step whose value it needs was never answered
  'unreadable', // its body is no JSON-RPC request, or was not kept
] as const;
export type LeftOutReason = (typeof LEFT_OUT)[number];

export interface LeftOut {
  readonly number: number;
  readonly method: string;
  readonly name: string;
  readonly reason: LeftOutReason;
  /** A sentence. */
  readonly says: string;
}

/** What kind of value flows. `handle` is anything else that an answer minted, such as a basket's id. */
export const FLOW_KINDS = ['cursor', 'request-state', 'task-id', 'subscription-id', 'handle'] as const;
export type FlowKind = (typeof FLOW_KINDS)[number];

/** How sure it is that the later request carries what the earlier answer minted. */
export const CONFIDENCES = ['certain', 'likely', 'possible'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Which part of a text: they are parted by blanks, quotes, slashes, colons and the like. */
export interface TextPart {
  /** From 0. */
  readonly part: number;
  /** How many there are. */
  readonly of: number;
  /** What stands in front of it, up to 24 characters. */
  readonly before: string;
}

/** A place in a message of a step. JSON pointers go on inside a text that holds JSON: `/result/content/0/text/basketId`. */
export interface FlowPlace {
  readonly number: number;
  /** Into the answer (`/result/…`, `/error/…`) of a producer, into the request (`/params/…`) of a consumer. */
  readonly pointer: string;
  /** The value is a part of the text that stands there, such as of a URI. */
  readonly within?: TextPart;
  /**
   * The value is a name: that of the member to which the pointer leads. Of a producer the pointer ends with its place among
   * the members, from 0: `/result/inputRequests/0`.
   */
  readonly key?: true;
}

/** A value that one answer minted, and the later requests that carried it. */
export interface ValueFlow {
  /** Stable for the same recording: made of producer, pointer and value. */
  readonly id: string;
  readonly kind: FlowKind;
  /** As recorded. */
  readonly value: string | number;
  readonly producer: FlowPlace;
  /** Other places of the same answer where it stands, too. */
  readonly alsoAt: readonly string[];
  readonly consumers: readonly FlowPlace[];
  readonly confidence: Confidence;
  /** Why it is taken for one: a sentence. */
  readonly why: string;
  /** `used`: rewritten to the live run's value. `forbidden`: sent as recorded. `pinned`: always `pinnedTo`. */
  readonly use: 'used' | 'forbidden' | 'pinned';
  readonly pinnedTo?: string | number;
  /** A person has decided it. */
  readonly byHand?: true;
}

/** What a person decided about flows. */
export type FlowDecision =
  | { readonly op: 'forbid'; readonly id: string }
  /** Takes one that is only `possible`, and so is not used by itself. */
  | { readonly op: 'use'; readonly id: string }
  | { readonly op: 'pin'; readonly id: string; readonly value: string | number }
  | { readonly op: 'add'; readonly producer: FlowPlace; readonly consumer: FlowPlace };

/** A text of the recording that is to be another one when it is sent: `value` may hold `${NAME}` of the environment. */
export interface ReplayVariable {
  /** As it stands in recorded requests. */
  readonly recorded: string;
  readonly value: string;
}

/** What looks like something that will be another one by now, for a person to decide on. */
export interface VariableHint {
  readonly kind: 'host' | 'date' | 'token';
  readonly recorded: string;
  /** Steps that carry it, by number; the first 20. */
  readonly steps: readonly number[];
  readonly count: number;
}

/** A tool, or a method that is none, and what becomes of its steps. */
export interface PlannedTool {
  readonly tool: string;
  readonly safety: Safety;
  readonly because: string;
  readonly steps: number;
  /** What the server claims in the capture's latest tools/list; absent where it says nothing. */
  readonly claims?: {
    readonly readOnlyHint?: boolean;
    readonly idempotentHint?: boolean;
    readonly destructiveHint?: boolean;
  };
}

/** How a person overrules safety. */
export interface Allowance {
  /** Everything held is sent. */
  readonly all?: boolean;
  /** Tools (or methods) whose held steps are sent. */
  readonly tools: readonly string[];
  /** Tools (or methods) that are held whatever they claim. */
  readonly hold?: readonly string[];
}

/** What the plan depends on. */
export interface PlanWish {
  readonly captureId: string;
  /** Only exchanges with these numbers, both included; all where absent. */
  readonly range?: { readonly from: number; readonly to: number };
  readonly allow: Allowance;
  readonly flows: readonly FlowDecision[];
  readonly variables: readonly ReplayVariable[];
}

/** A plan: all that will be sent, before anything is. */
export interface ReplayPlan {
  readonly captureId: string;
  readonly captureName: string;
  /** In the order in which they left. */
  readonly steps: readonly PlanStep[];
  readonly leftOut: readonly LeftOut[];
  readonly flows: readonly ValueFlow[];
  readonly tools: readonly PlannedTool[];
  readonly variables: readonly VariableHint[];
  /** Instances that answered in the recording. */
  readonly recordedOn: readonly { readonly id: string; readonly name: string }[];
  readonly lanes: number;
  /** Ms from the first step's start to the last one's end, in the recording. */
  readonly lastedMs: number;
}

/** What of a plan travels to a screen at once; steps, flows and what is left out are asked for page by page. */
export interface PlanSummary extends Omit<ReplayPlan, 'steps' | 'leftOut' | 'flows'> {
  readonly id: string;
  readonly wish: PlanWish;
  readonly steps: number;
  readonly held: number;
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>;
  readonly flows: number;
}

/** One request as it was recorded and the answer that came then: what a run sends and compares with. */
export interface RecordedStep {
  readonly number: number;
  readonly answer?: StepAnswer;
}

/** All of an answer that is compared. */
export interface StepAnswer {
  /** 0 or absent where there is no HTTP. */
  readonly status?: number;
  readonly failureKind?: string;
  /** Answer headers that matter: content-type, mcp-*, retry-after, www-authenticate, cache-control. Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly result?: JsonValue;
  readonly error?: JsonValue;
  /** Notifications and requests of the stream, in order. */
  readonly notifications?: readonly JsonValue[];
  /** Body as text where it holds no JSON-RPC message. */
  readonly text?: string;
}
