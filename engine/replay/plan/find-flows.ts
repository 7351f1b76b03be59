import type { Confidence, FlowKind, FlowPlace, ValueFlow } from '../../../shared/model/replay-plan.ts';
import { hashText } from '../../random.ts';
import type { Asked, AskedPlace, AskedValues } from './asked-values.ts';
import { judgeFlow, type FlowJudgement, type Minter } from './judge-flow.ts';
import { isCursorKey } from './minted-look.ts';
import type { Minted, MintedPlace, MintedValues, SlotMinted } from './minted-values.ts';

/** Names a flow: the same for the same recording. Pure. */
export function flowId({ number, pointer, within }: FlowPlace, value: string | number): string {
  const part = within ? `+${String(within.part)}` : '';
  return `${String(number)}${pointer}${part}~${hashText(String(value)).toString(36)}`;
}

/**
 * All flows of a capture, in the order of their producers: first those whose places say what they are (cursors, states of
 * rounds, tasks), then what was found by its content. Each place of a request takes its value from one flow. Pure.
 */
export function findFlows(
  asked: AskedValues,
  minted: MintedValues,
  isWrite: (minted: Minted) => boolean,
): ValueFlow[] {
  const taken = new Set<string>();
  const flows = [...slotFlows(asked, minted, taken), ...contentFlows(asked, minted, taken, isWrite)];
  return flows.sort(
    (one, other) => one.producer.number - other.producer.number || (one.id < other.id ? -1 : 1),
  );
}

function spotOf({ number, pointer, within }: FlowPlace): string {
  return `${String(number)} ${pointer}${within ? ` ${String(within.part)}` : ''}`;
}

const SLOT_WHY: Readonly<Record<string, (producer: number) => string>> = {
  cursor: (producer) => `It is the nextCursor of #${String(producer)}.`,
  'tool-cursor': (producer) => `It is where #${String(producer)}, of the same tool, said that it goes on.`,
  state: (producer) => `It is the requestState with which #${String(producer)} asked for input.`,
  task: (producer) => `It is the task that #${String(producer)} made.`,
  input: (producer) => `It is a key of what #${String(producer)} asked for.`,
};
const SLOT_KIND: Readonly<Record<string, FlowKind>> = {
  cursor: 'cursor',
  'tool-cursor': 'cursor',
  state: 'request-state',
  task: 'task-id',
  input: 'handle',
};

function slotFlows(asked: AskedValues, minted: MintedValues, taken: Set<string>): ValueFlow[] {
  const flows: ValueFlow[] = [];
  for (const [key, { places }] of asked.slots()) {
    const [slot = ''] = key.split('\u0000', 1);
    const producers = minted.slot(key);
    if (producers.length === 0) continue;
    const consumers = new Map<SlotMinted, AskedPlace[]>();
    for (const place of places) {
      const producer = producerOf(producers, place, slot === 'task');
      if (!producer || taken.has(spotOf(place))) continue;
      taken.add(spotOf(place));
      const known = consumers.get(producer);
      if (known) known.push(place);
      else consumers.set(producer, [place]);
    }
    for (const [producer, users] of consumers) {
      flows.push(
        flowOf(
          producer,
          producers.filter((other) => other.number === producer.number && other !== producer),
          users,
          {
            kind: SLOT_KIND[slot] ?? 'handle',
            confidence: 'certain',
            why: SLOT_WHY[slot]?.(producer.number) ?? '',
          },
        ),
      );
    }
  }
  return flows;
}

/** The latest answer before the request; of a task the first: the one that made it. */
function producerOf(
  producers: readonly SlotMinted[],
  { number, at }: AskedPlace,
  first: boolean,
): SlotMinted | undefined {
  const could = (producer: SlotMinted): boolean => producer.number < number && producer.at <= at;
  return first ? producers.find(could) : producers.findLast(could);
}

function contentFlows(
  asked: AskedValues,
  minted: MintedValues,
  taken: Set<string>,
  isWrite: (minted: Minted) => boolean,
): ValueFlow[] {
  const flows: ValueFlow[] = [];
  for (const [, value] of asked.values()) {
    const found = minted.of(value);
    if (!found) continue;
    const flow = contentFlow({ ...found, isWrite: isWrite(found) }, found.places, value, taken);
    if (flow) flows.push(flow);
  }
  return flows;
}

const RANKS: readonly Confidence[] = ['possible', 'likely', 'certain'];

function contentFlow(
  minter: Minter & Pick<Minted, 'at'>,
  places: readonly MintedPlace[],
  { places: uses }: Asked,
  taken: Set<string>,
): ValueFlow | undefined {
  const open = uses.filter(
    (use) => use.number > minter.number && use.at >= minter.at && !taken.has(spotOf(use)),
  );
  const [producer, ...others] = [...places].sort((one, other) => one.rank - other.rank);
  if (!producer || open.length === 0) return undefined;
  const judged = open.flatMap((use) => {
    const best = bestOf(minter, [producer, ...others], use);
    return best ? [{ use, best }] : [];
  });
  const [first, ...rest] = judged.toSorted((one, other) => rankOf(other.best) - rankOf(one.best));
  if (!first) return undefined;
  // What is minted at one place is minted wherever it stands; what may be, only where it may be.
  const consumers =
    rankOf(first.best) > 0 ? judged.map(({ use }) => use) : [first, ...rest].map(({ use }) => use);
  consumers.sort((one, other) => one.number - other.number);
  for (const use of consumers) taken.add(spotOf(use));
  const isCursor = isCursorKey(producer.name) && consumers.some(({ name }) => isCursorKey(name));
  const kind = producer.name === 'subscriptionId' ? 'subscription-id' : isCursor ? 'cursor' : 'handle';
  return flowOf(producer, others, consumers, { kind, ...first.best });
}

function rankOf({ confidence }: FlowJudgement): number {
  return RANKS.indexOf(confidence);
}

/** By the place of the answer that speaks most for it: the same value may stand in a text and in structured content. */
function bestOf(minter: Minter, places: readonly MintedPlace[], use: AskedPlace): FlowJudgement | undefined {
  let best: FlowJudgement | undefined;
  for (const place of places) {
    const judged = judgeFlow(minter, place, use);
    if (judged && (!best || rankOf(judged) > rankOf(best))) best = judged;
  }
  return best;
}

function flowOf(
  producer: FlowPlace & { readonly value: string | number },
  others: readonly FlowPlace[],
  consumers: readonly AskedPlace[],
  { kind, confidence, why }: FlowJudgement & { readonly kind: FlowKind },
): ValueFlow {
  return {
    id: flowId(producer, producer.value),
    kind,
    value: producer.value,
    producer: bare(producer),
    alsoAt: others.map(({ pointer }) => pointer),
    consumers: consumers.map(bare),
    confidence,
    why,
    use: confidence === 'possible' ? 'forbidden' : 'used',
  };
}

function bare({ number, pointer, within, key }: FlowPlace): FlowPlace {
  return { number, pointer, ...(within && { within }), ...(key && { key }) };
}
