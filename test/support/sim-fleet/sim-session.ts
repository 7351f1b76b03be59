import { NO_TAMPER } from '../../../shared/model/draft.ts';
import type { JsonObject, JsonValue } from '../../../shared/model/json.ts';
import type {
  FlowKind,
  PlanStep,
  ReplayPlan,
  StepAnswer,
  ValueFlow,
} from '../../../shared/model/replay-plan.ts';
import type { RecordedRequest } from '../../../engine/replay/prove/proof-run.ts';
import { SimWorld } from './sim-world.ts';

/** A request of the session: an argument may be what an earlier one was given. */
interface Line {
  readonly tool: string;
  readonly args?: JsonObject;
  /** Name of the argument, and the request (by its place from 0) that minted its value. */
  readonly from?: { readonly argument: string; readonly line: number };
  readonly client?: number;
}

interface Minting {
  readonly member: string;
  readonly kind: FlowKind;
}

const MINTS: Readonly<Record<string, Minting>> = {
  basket_create: { member: 'basketId', kind: 'handle' },
  begin: { member: 'state', kind: 'request-state' },
  task: { member: 'taskId', kind: 'task-id' },
  note_create: { member: 'noteId', kind: 'handle' },
};
const SAFE: ReadonlySet<string> = new Set([
  ...['list', 'now', 'basket_get', 'task_get', 'price_get', 'note_get', 'visits', 'total'],
]);

/** Baskets, rounds, tasks, notes, prices and lists of two clients, who take turns. */
const SESSION: readonly Line[] = [
  { tool: 'list' },
  { tool: 'greet', args: { currency: 'USD' } },
  { tool: 'basket_create' },
  { tool: 'basket_create', client: 1 },
  { tool: 'basket_add', args: { sku: 'tea' }, from: { argument: 'basketId', line: 2 } },
  { tool: 'basket_get', from: { argument: 'basketId', line: 2 } },
  { tool: 'basket_add', args: { sku: 'mug' }, from: { argument: 'basketId', line: 3 }, client: 1 },
  { tool: 'price_get', args: { sku: 'tea' } },
  { tool: 'price_set', args: { sku: 'tea', cents: 290 } },
  { tool: 'price_get', args: { sku: 'tea' }, client: 1 },
  { tool: 'greet', args: { currency: 'GBP' }, client: 1 },
  { tool: 'begin' },
  { tool: 'finish', from: { argument: 'state', line: 11 } },
  { tool: 'task' },
  { tool: 'task_get', from: { argument: 'taskId', line: 13 } },
  { tool: 'note_create', args: { text: 'call Ann' } },
  { tool: 'note_create', args: { text: 'call Bob' }, client: 1 },
  { tool: 'note_get', from: { argument: 'noteId', line: 15 } },
  { tool: 'price_set', args: { sku: 'tea', cents: 310 }, client: 1 },
  { tool: 'price_get', args: { sku: 'tea' } },
  { tool: 'total' },
  { tool: 'now' },
  { tool: 'visits', client: 1 },
  { tool: 'basket_get', from: { argument: 'basketId', line: 3 }, client: 1 },
  { tool: 'greet' },
  { tool: 'list', client: 1 },
];

/** A recorded session of the simulated fleet, and its plan. */
export interface SimSession {
  readonly plan: ReplayPlan;
  readonly requests: readonly RecordedRequest[];
  toolOf(number: number): string;
  argsOf(number: number): JsonObject;
}

/** Records the session on one healthy instance. Steps have the numbers from 1. */
export function recordSimSession(random: () => number, era: 'modern' | 'legacy' = 'modern'): SimSession {
  const world = new SimWorld([], random);
  const answers: StepAnswer[] = [];
  const args = SESSION.map((line): JsonObject => {
    const value = line.from && mintedIn(SESSION[line.from.line]?.tool, answers[line.from.line]);
    const own = { ...line.args, ...(line.from && value !== undefined && { [line.from.argument]: value }) };
    answers.push(world.answer({ instance: 0, tool: line.tool, args: own }));
    return own;
  });
  const steps = SESSION.map((line, index) => stepOf(line, index, era));
  const plan: ReplayPlan = {
    captureId: 'sim',
    captureName: 'sim.hopscope',
    steps,
    leftOut: [],
    flows: SESSION.flatMap((line, index) => flowOf(line, index, answers[index]) ?? []),
    tools: [],
    variables: [],
    recordedOn: [{ id: 'recorded', name: 'recorded' }],
    lanes: 2,
    lastedMs: steps.length * 10,
  };
  return {
    plan,
    requests: steps.map(({ number, method }, index) => ({
      number,
      draft: {
        era,
        revision: '2026-07-28',
        method,
        params: { name: SESSION[index]?.tool ?? '', arguments: args[index] ?? {} },
        clientCapabilities: {},
        clientInfo: null,
        tamper: NO_TAMPER,
      },
      ...(answers[index] && { answer: answers[index] }),
    })),
    toolOf: (number) => SESSION[number - 1]?.tool ?? '',
    argsOf: (number) => args[number - 1] ?? {},
  };
}

/** What a tool's answer minted. */
export function mintedIn(tool: string | undefined, answer: StepAnswer | undefined): string | undefined {
  const { member } = MINTS[tool ?? ''] ?? {};
  const value = member === undefined ? undefined : (answer?.result as JsonObject | undefined)?.[member];
  return typeof value === 'string' ? value : undefined;
}

function stepOf(line: Line, index: number, era: 'modern' | 'legacy'): PlanStep {
  const isList = line.tool === 'list';
  const safe = SAFE.has(line.tool);
  return {
    number: index + 1,
    method: isList ? 'tools/list' : 'tools/call',
    name: isList ? '' : line.tool,
    tool: isList ? 'tools/list' : line.tool,
    era,
    kind: isList ? 'list' : safe ? 'read' : 'call',
    lane: line.client ?? 0,
    client: line.client ?? 0,
    offsetMs: index * 10,
    tookMs: 10,
    instanceId: 'recorded',
    instanceName: 'recorded',
    safety: safe ? 'safe' : 'repeatable',
    because: 'It is allowed.',
    after: dependencies(line, index),
  };
}

/** Whose value it carries, and who wrote behind the same handle, or the same price, before. */
function dependencies(line: Line, index: number): readonly number[] {
  const safe = SAFE.has(line.tool);
  const found = SESSION.slice(0, index).flatMap((other, at) => {
    const sharesHandle = line.from !== undefined && other.from?.line === line.from.line;
    const isProducer = line.from?.line === at;
    const sharesPrice =
      line.args?.['sku'] !== undefined && other.tool.startsWith('price') && line.tool.startsWith('price');
    const bothSafe = safe && SAFE.has(other.tool);
    return isProducer || ((sharesHandle || sharesPrice) && !bothSafe) ? [at + 1] : [];
  });
  return found;
}

function flowOf(line: Line, index: number, answer: StepAnswer | undefined): ValueFlow | undefined {
  const minting = MINTS[line.tool];
  const value = mintedIn(line.tool, answer);
  if (!minting || value === undefined) return undefined;
  return {
    id: `flow-${String(index + 1)}`,
    kind: minting.kind,
    value,
    producer: { number: index + 1, pointer: `/result/${minting.member}` },
    alsoAt: [],
    consumers: SESSION.flatMap((other, at) =>
      other.from?.line === index
        ? [{ number: at + 1, pointer: `/params/arguments/${other.from.argument}` }]
        : [],
    ),
    confidence: 'certain',
    why: 'It is carried by later requests.',
    use: 'used',
  };
}

/** Each text of a JSON value that is this one, or holds it, with another one in its place. */
export function replaceText(value: JsonValue, from: string, to: string): JsonValue {
  if (typeof value === 'string') return value.replaceAll(from, to);
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item) => replaceText(item, from, to));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceText(item, from, to)]));
}
