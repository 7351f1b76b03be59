import type { CaptureSummary, RowBatch } from '../model/capture.ts';
import type { Completion, CompletionTarget } from '../model/completion.ts';
import type { Comparison } from '../model/difference.ts';
import type { DeprecationReport } from '../model/deprecation.ts';
import type { Draft } from '../model/draft.ts';
import type { DrivenTask, TaskAnswer, TaskControl } from '../model/driven-task.ts';
import type { DurabilityState } from '../model/durability.ts';
import type { ExchangeDetail, ExchangeRef, Row, StreamEvent } from '../model/exchange.ts';
import type { TransferState } from '../model/file-transfer.ts';
import type { FoundAt, JudgedState, Mute, RuleGroup, RuleInfo } from '../model/finding.ts';
import type { ImportPreview } from '../model/import-preview.ts';
import type { ClientSettings, Connection, InputAnswer, PendingInput, RoundInput } from '../model/input.ts';
import type {
  Availability,
  ExportTarget,
  GatewaySettings,
  GatewayState,
  RoutingTrace,
} from '../model/gateway.ts';
import type { HeaderList } from '../model/headers.ts';
import type { Era, Fleet, Instance, InstanceHealth, InstanceInput } from '../model/instance.ts';
import type { Listing, ListKind } from '../model/listing.ts';
import type { NegotiationReport } from '../model/negotiation.ts';
import type { NoiseFile, ReplayReport, ReplayWish } from '../model/replay-run.ts';
import type {
  DifferenceClass,
  MatrixRow,
  ReplayComparison,
  ReplayState,
  StepReport,
} from '../model/replay-verdict.ts';
import type { RequestPreview } from '../model/request-preview.ts';
import type { RoutingReport, RoutingVerdict } from '../model/routing-case.ts';
import type { StdioCommand } from '../model/stdio-command.ts';
import type { RunOutput, RunSettings, RunState } from '../model/run.ts';
import type { TaskReport } from '../model/task.ts';
import type { TourState } from '../model/tour.ts';
import type { SavedRequest, WorkspaceState } from '../model/workspace.ts';
import type { AppCommands, AppEvents } from './app-commands.ts';
import type { DurabilityCommands } from './durability-commands.ts';
import type { LibraryCommands } from './library-commands.ts';
import type { MockCommands, MockEvents } from './mock-commands.ts';
import type { PageCommands } from './page-commands.ts';
import type { Result } from './result.ts';
import type { PlanningCommands, PlanningProgress } from './planning-commands.ts';
import type { RedactionCommands, RedactionProgress } from './redaction-commands.ts';
import type { SearchCommands } from './search-commands.ts';
import type { SeriesCommands, SeriesEvents } from './series-commands.ts';
import type { TransferCommands } from './transfer-commands.ts';

/** Which bytes: the request on the wire, the answer on the wire, or the answer's body after decoding. */
export type ByteSide = 'request' | 'response' | 'body';

/** Reports of trackers that can be had as a document. */
export type TrackerReport = 'routing' | 'negotiation' | 'readiness';

/** Commands: what the screens ask of the engine. Types only; `validate.ts` checks what comes in. */
export interface Commands
  extends
    AppCommands,
    DurabilityCommands,
    LibraryCommands,
    MockCommands,
    PageCommands,
    PlanningCommands,
    RedactionCommands,
    SearchCommands,
    SeriesCommands,
    TransferCommands {
  'workspace.get': { in: null; out: WorkspaceState };
  'instance.save': { in: InstanceInput; out: Instance };
  'instance.remove': { in: { id: string }; out: null };
  /**
   * A person has seen the exact command and lets it be started. `seen` is that command: where the instance has
   * another one by now, such as after a `git pull`, this is refused with CONFLICT.
   */
  'instance.approve': { in: { id: string; seen: StdioCommand }; out: null };
  /** Ends the session, the process and the streams that Hopscope has there; what is on its way there is cancelled. */
  'instance.disconnect': { in: { id: string }; out: null };
  'connection.list': { in: null; out: readonly Connection[] };
  /**
   * What stands in another client's configuration: mcp.json, Claude Desktop, VS Code, Cursor. Adds nothing and
   * starts nothing.
   */
  'import.read': { in: { text: string }; out: ImportPreview };
  'client.save': { in: ClientSettings; out: ClientSettings };
  /**
   * Sends server/discover to each; what comes back arrives as `health` events. `anew`: as if nothing were known of
   * them yet, so that their eras are found out again; sessions and processes that are open there end first.
   */
  'instance.check': { in: { ids: readonly string[]; readonly anew?: boolean }; out: null };
  'health.list': { in: null; out: readonly InstanceHealth[] };
  'fleet.save': { in: Omit<Fleet, 'id'> & { readonly id?: string }; out: Fleet };
  'fleet.remove': { in: { id: string }; out: null };
  'request.save': { in: Omit<SavedRequest, 'id'> & { readonly id?: string }; out: SavedRequest };
  'request.remove': { in: { id: string }; out: null };
  /** `conformanceFixtures`: with what the conformance suite's server scenarios call by name; off when absent. */
  'demo.start': {
    in: { instances: number; bugs: readonly string[]; readonly conformanceFixtures?: boolean };
    out: null;
  };
  'demo.stop': { in: null; out: null };

  /**
   * What a server offers, all pages; from memory while fresh unless `refresh`. `idleTimeoutMs`: the longest
   * silence before a page's exchange fails, `timeoutMs`: the longest wait for a page.
   */
  'listing.get': {
    in: {
      instanceId: string;
      kind: ListKind;
      refresh: boolean;
      readonly idleTimeoutMs?: number;
      readonly timeoutMs?: number;
    };
    out: Listing;
  };
  /**
   * What a server proposes for an argument of a prompt or a variable of a template; one exchange. `context`: the
   * arguments that are filled in already.
   */
  'completion.get': {
    in: {
      instanceId: string;
      ref: CompletionTarget;
      argument: { readonly name: string; readonly value: string };
      context: Readonly<Record<string, string>>;
    };
    out: Completion;
  };
  /** The exact request that would leave for this instance. Sends nothing. */
  'draft.preview': { in: { draft: Draft; instanceId: string }; out: RequestPreview };
  /**
   * One exchange an instance, in the order of the instances; at once, but where a process or a session has to be
   * opened first. Where that fails, the exchange is the one that shows why.
   */
  'exchange.send': {
    in: { draft: Draft; instanceIds: readonly string[] };
    out: readonly ExchangeRef[];
  };
  'exchange.cancel': { in: ExchangeRef; out: null };
  /** Sends the next round of a multi round-trip request. */
  'exchange.respond': { in: RoundInput; out: ExchangeRef };
  /** Sends the draft of a subscription or stream that has ended again, to the same instance. */
  'exchange.reopen': { in: ExchangeRef; out: ExchangeRef };
  /** Requests of legacy servers that wait for a person. */
  'input.list': { in: null; out: readonly PendingInput[] };
  /** Null where it was not waiting (any more). */
  'input.answer': { in: { id: string; answer: InputAnswer }; out: ExchangeRef | null };
  /** Bodies come as text of at most `bodyLimit` bytes each. */
  'exchange.get': { in: ExchangeRef & { readonly bodyLimit: number }; out: ExchangeDetail };
  /** Bytes as Base64, from `offset`, at most `limit`. `total` is what is there so far. */
  'exchange.bytes': {
    in: ExchangeRef & { readonly side: ByteSide; readonly offset: number; readonly limit: number };
    out: { readonly base64: string; readonly total: number };
  };
  'exchange.events': {
    in: ExchangeRef & { readonly from: number; readonly limit: number };
    out: { readonly events: readonly StreamEvent[]; readonly total: number };
  };
  /** A curl command line that sends the same request again. */
  'exchange.curl': { in: ExchangeRef; out: { readonly text: string } };
  /** The answers held against the first one. */
  'exchange.compare': { in: { refs: readonly ExchangeRef[] }; out: Comparison };

  'gateway.save': { in: Omit<GatewaySettings, 'id'> & { readonly id?: string }; out: GatewaySettings };
  /** Ends it first where it runs. */
  'gateway.remove': { in: { id: string }; out: null };
  'gateway.list': { in: null; out: readonly GatewayState[] };
  /** Resolves once it listens. IO where the port is taken. */
  'gateway.start': { in: { id: string }; out: GatewayState };
  /** Resolves once all that went through it has ended. */
  'gateway.stop': { in: { id: string }; out: GatewayState };
  /** Takes an instance down, drains it or lets it up again, for this gateway only and until it ends. */
  'gateway.availability': { in: { id: string; instanceId: string; availability: Availability }; out: null };
  /** The rule that would take a request with these headers. Sends nothing and changes no turn. */
  'gateway.preview': {
    in: { id: string; headers: HeaderList };
    out: Pick<RoutingTrace, 'tried' | 'rule'>;
  };
  /** The rules as a configuration of another program. */
  'gateway.export': { in: { id: string; target: ExportTarget }; out: { readonly text: string } };

  'run.save': { in: Omit<RunSettings, 'id'> & { readonly id?: string }; out: RunSettings };
  /** Ends its copies first. */
  'run.remove': { in: { id: string }; out: null };
  'run.list': { in: null; out: readonly RunState[] };
  /** A person has seen the exact command and lets it be started. CONFLICT where it is another one by now. */
  'run.approve': { in: { id: string; seen: StdioCommand }; out: null };
  /** Resolves once all copies answer. NEEDS_CONSENT where nobody has allowed the command. */
  'run.start': { in: { id: string }; out: RunState };
  'run.stop': { in: { id: string }; out: RunState };
  /** One copy anew; `index` from 1. */
  'run.restart': { in: { id: string; index: number }; out: RunState };
  'run.output': { in: { id: string; index: number }; out: RunOutput };

  /**
   * Makes a tour of each: who it is, all lists, then requests that are wrong on purpose and execute nothing. How far they
   * are arrives as `tour` events, their exchanges as rows. `auto` where the era is absent; `modern` sends all of it
   * whatever the instance is. `timeoutMs`: the longest wait for one answer. CONFLICT where one is under way.
   */
  'tour.start': {
    in: {
      instanceIds: readonly string[];
      readonly era?: Era | 'auto';
      readonly timeoutMs?: number;
    };
    out: readonly TourState[];
  };
  'tour.cancel': { in: { id: string }; out: null };
  /** Those under way, and the last one of each instance in this run. */
  'tour.list': { in: null; out: readonly TourState[] };

  /** Tasks that Hopscope drives, those that have ended in this run among them; in the order in which they began. */
  'task.list': { in: null; out: readonly DrivenTask[] };
  /**
   * Drives the task that this exchange's answer is. What the composer sends, with followUp on and the extension declared,
   * is driven by itself. One that is driven already stays as it is. BAD_INPUT where the answer is no task.
   */
  'task.drive': { in: ExchangeRef; out: DrivenTask };
  /** What comes of it arrives as `task` events. CONFLICT where the task has ended and the action needs it alive. */
  'task.control': { in: TaskControl; out: DrivenTask };
  /** The tasks/update that carries the answers. BAD_INPUT where a key was not asked for, or was answered before. */
  'task.answer': { in: TaskAnswer; out: ExchangeRef };

  /**
   * Sends. What comes of it arrives as `replay` events, its exchanges as rows. CONFLICT where a replay is under way;
   * NEEDS_CONSENT where hosts look like production and the wish is not `confirmed`.
   */
  'replay.start': { in: ReplayWish; out: ReplayState };
  /** The last one where `id` is absent; null where there is none. */
  'replay.get': { in: { readonly id?: string }; out: ReplayState | null };
  /** Those of earlier runs of Hopscope among them; the last one first. */
  'replay.list': { in: null; out: readonly ReplayState[] };
  /** Nothing more is sent, and what is on its way is given up. What it has taken down comes up again. */
  'replay.cancel': { in: { id: string }; out: null };
  /** Steps against instances, as far as answers have come. */
  'replay.matrix': {
    in: { id: string; from: number; limit: number; readonly class?: DifferenceClass };
    out: { readonly rows: readonly MatrixRow[]; readonly total: number };
  };
  'replay.step': { in: { id: string; number: number }; out: StepReport };
  'replay.report': { in: { id: string; format: ReplayReport }; out: { readonly text: string } };
  /** Two replays of one recording held against each other, by step. BAD_INPUT where they are of two recordings. */
  'replay.compare': {
    in: { left: string; right: string; from: number; limit: number };
    out: ReplayComparison;
  };
  /** The plan's steps as a script for k6; `leaveHeld`: held ones without a check that fails. */
  'replay.k6': { in: { planId: string; readonly leaveHeld?: boolean }; out: { readonly text: string } };
  /** The noise that was learnt, with what was known before, as the file that is kept in git. */
  'replay.noise': { in: { id: string }; out: { readonly text: string } };
  /** What such a file says, or a person has written into it. */
  'replay.readNoise': { in: { text: string }; out: NoiseFile };

  'capture.list': { in: null; out: readonly CaptureSummary[] };
  /** Rows with number > `after`, ascending, at most `limit`. */
  'capture.rows': {
    in: { captureId: string; after: number; limit: number };
    out: { readonly rows: readonly Row[]; readonly total: number };
  };
  /** Starts a new recording; the one before is closed, complete in its file. */
  'capture.new': { in: { name?: string }; out: CaptureSummary };
  /** UNREADABLE with `details.damaged` where `transfer.import` can salvage it. */
  'capture.open': { in: { path: string }; out: CaptureSummary };
  /** `replace`: a person has seen that there is a file already, and wants it gone. */
  'capture.saveCopy': {
    in: { captureId: string; path: string; readonly replace?: boolean };
    out: { readonly bytes: number };
  };
  'capture.close': { in: { captureId: string }; out: null };

  'rules.list': { in: null; out: readonly RuleInfo[] };
  /** By severity, then by count. Muted ones are among them. */
  'findings.groups': {
    in: { captureId: string };
    out: {
      readonly groups: readonly RuleGroup[];
      /** Names of instances by id, as the capture has them: the workspace may not know them. */
      readonly names: Readonly<Record<string, string>>;
      readonly state: JudgedState;
    };
  };
  /**
   * Findings of one rule in exchanges with number > `after`, ascending. At most `limit`, but the findings of one exchange
   * are never torn apart: `after` of the next page is the last number of this one.
   */
  'findings.list': {
    in: {
      captureId: string;
      rule: string;
      readonly instanceId?: string;
      after: number;
      limit: number;
    };
    out: { readonly found: readonly FoundAt[]; readonly more: boolean };
  };
  /** Resolves when all is judged that had ended when this was asked. NOT_FOUND where the capture is closed meanwhile. */
  'findings.settled': { in: { captureId: string }; out: JudgedState };
  /** All that are muted then. */
  'mute.set': { in: Mute & { readonly muted: boolean }; out: readonly Mute[] };
  /** Of what is judged so far, as the other trackers' reports. `verdict`: only such cases. */
  'tracker.routing': {
    in: { captureId: string; limit: number; readonly verdict?: RoutingVerdict };
    out: RoutingReport;
  };
  'tracker.negotiation': { in: { captureId: string }; out: NegotiationReport };
  'tracker.deprecations': { in: { captureId: string }; out: DeprecationReport };
  /** Lives of tasks that are new or have changed since that version of the report; since 0, all. */
  'tracker.tasks': { in: { captureId: string; since: number }; out: TaskReport };
  /** A report to be saved. */
  'tracker.report': {
    in: { captureId: string; what: TrackerReport; format: 'md' | 'html' };
    out: { readonly text: string };
  };
}

export type CommandName = keyof Commands;
export type CommandInput<C extends CommandName> = Commands[C]['in'];
export type CommandOutput<C extends CommandName> = Commands[C]['out'];

/** Events: what the engine tells the screens unasked. */
export interface Events extends AppEvents, MockEvents, SeriesEvents {
  /** New and changed rows: at most 500 a batch, a batch at least every 50 ms. */
  rows: RowBatch;
  captures: readonly CaptureSummary[];
  workspace: WorkspaceState;
  health: InstanceHealth;
  connection: Connection;
  /** All that wait now. */
  inputs: readonly PendingInput[];
  /** At most four a second and gateway. */
  gateway: GatewayState;
  run: RunState;
  tour: TourState;
  /** At most ten a second and task. */
  task: DrivenTask;
  /** After each step and each verdict. */
  durability: DurabilityState;
  /** At most ten a second. */
  replay: ReplayState;
  /** At most ten a second. */
  transfer: TransferState;
  /** The server said that what it lists has changed: what was asked for before is stale. */
  listing: { readonly instanceId: string; readonly kinds: readonly ListKind[] };
  /** At most five a second and job. */
  redaction: RedactionProgress;
  /** At most five a second and job. */
  planning: PlanningProgress;
  /** At most four a second and capture. */
  judged: JudgedState;
  /** Something a person should know that belongs to no command. */
  notice: { readonly level: 'note' | 'warning' | 'fault'; readonly message: string };
}

export type EventName = keyof Events;

/** An event with its name, as it travels. */
export type BridgeEvent = { [E in EventName]: { readonly event: E; readonly payload: Events[E] } }[EventName];

/** The only way from a screen to the engine and back. */
export interface Bridge {
  /** Never rejects: what goes wrong is in the Result. */
  invoke<C extends CommandName>(command: C, input: CommandInput<C>): Promise<Result<CommandOutput<C>>>;
  /** Returns the function that ends the subscription. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void;
  /** `false` while the engine cannot be reached; called at once with the present state. */
  onConnection(listener: (connected: boolean) => void): () => void;
}
