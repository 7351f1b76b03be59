import type { JsonValue } from '../../../shared/model/json.ts';
import type { ValueFlow } from '../../../shared/model/replay-plan.ts';
import { isFaultPointer } from './candidates.ts';
import { contrastOf } from './confirm.ts';
import { firstRequestCause } from './first-request.ts';
import type { Proof } from './investigate.ts';
import type { CauseContext, Judgement } from './judgement.ts';
import { likelyWrites } from './likely-writes.ts';
import { samePlaceOtherwise } from './like-places.ts';
import type { Placement } from './trial.ts';
import { listed, ownerWords, stepWords, valueWords } from './wording.ts';

/** What is handed out too early is asked for again after so long. */
export const LATER_MS = 3_000;

/** Why a proved contrast is there: told by what the trials showed, and by further trials where they have to tell. */
export async function judgeCause(proof: Proof, context: CauseContext): Promise<Judgement> {
  const { difference } = proof.contrast;
  if (difference.kind === 'order') return { cause: 'list-order', says: LIST_ORDER };
  if (proof.culprits.length === 0) return judgeInstance(proof, context);
  if (isSessionFault(proof, context)) return session(proof, context);
  const flow = culpritFlow(proof, context);
  if (flow) return judgeHandle(proof, flow, context);
  return (await judgeCache(proof, context)) ?? unknown(proof, context);
}

export const LIST_ORDER =
  'The members are the same, their order is another one. Sort the list by something that does not change, such as the name: ' +
  'clients and prompt caches rely on it.';

/** The instance answers otherwise, whatever was sent to it before in the trial. */
async function judgeInstance(proof: Proof, context: CauseContext): Promise<Judgement> {
  const [there, here] = [context.nameOf(proof.instanceId), context.nameOf(proof.home)];
  const { left, right } = proof.contrast.difference;
  const like = samePlaceOtherwise(left, right);
  const both = `${here} says ${valueWords(left)}, ${there} says ${valueWords(right)}`;
  if (like === 'format' || like === 'zone') {
    const says = `${both}: the same, written for another place. Format by what the request says, not by the locale or time zone of the process.`;
    return { cause: 'clock-or-locale', says };
  }
  if (like === 'clock') {
    const says = `${both}: their clocks are apart. Keep them in step (NTP), or take times from what is shared.`;
    return { cause: 'clock-or-locale', says };
  }
  const healed = await judgeKept(proof, context);
  if (healed) return healed;
  const fixed = await firstRequestCause(context.alike, context);
  if (fixed) return fixed;
  return {
    cause: 'configuration-drift',
    says:
      `The same requests, all of them on one instance: ${both}, each time. ` +
      'Version, configuration or data of the two are not the same.',
  };
}

/** So many writes are tried that may be what an instance has not heard of. */
const MOST_WRITES = 4;

/**
 * Whether it is old: it does not follow a write that is sent elsewhere, and does one that is sent to itself. This changes what the
 * instance keeps, so it comes last.
 */
async function judgeKept(proof: Proof, context: CauseContext): Promise<Judgement | undefined> {
  const { symptom, instanceId, home, pair } = proof;
  const { needs, trials, nameOf } = context;
  const { number } = symptom.step;
  const needed = needs.of(number);
  const writes = await likelyWrites(number, needs, context.recorded);
  for (const write of writes.slice(0, MOST_WRITES)) {
    const lead = [...needs.of(write)].filter((each) => !needed.has(each)).sort((a, b) => a - b);
    const ask = (writtenOn: string, askedOn: string) => {
      const own = pair.failing.slice(0, -1).map((one) => ({ ...one, instanceId: askedOn }));
      const written = [...lead, write].map((each) => ({ number: each, instanceId: writtenOn }));
      return trials.ask([...own, ...written, { number, instanceId: askedOn }], number);
    };
    const old = await ask(home, instanceId);
    const fresh = old && (await ask(home, home));
    if (!fresh || !contrastOf(symptom, old, fresh)) continue;
    const healed = await ask(instanceId, instanceId);
    if (!healed || contrastOf(symptom, healed, fresh)) continue;
    const [there, here] = [nameOf(instanceId), nameOf(home)];
    const what = wordsOf(write, context);
    return {
      cause: 'local-cache',
      says: `${there} answers as before when ${what} went to ${here}, and as ${here} does once ${what} went to ${there} itself: it answers from what it keeps. Share the cache, tell the others, or let it expire.`,
    };
  }
  return undefined;
}

/** https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#session-management */
function isSessionFault({ symptom, contrast }: Proof, { needs }: CauseContext): boolean {
  if (symptom.step.era !== 'legacy') return false;
  const { status, error, text } = contrast.failing.answer ?? {};
  const isRefused = status === 400 || status === 404;
  const saysSo = /session/i.test(`${JSON.stringify(error ?? '')} ${text ?? ''}`);
  return isRefused && (saysSo || needs.carriedBy(symptom.step.number).length === 0);
}

function session({ instanceId, culprits, contrast }: Proof, { nameOf, needs }: CauseContext): Judgement {
  const [first] = culprits;
  const before = first === undefined ? undefined : needs.steps.get(first);
  const opened = before ? `the session that ${stepWords(before)} was sent in` : 'the session';
  const status = String(contrast.failing.answer?.status ?? 0);
  return {
    cause: 'session-affinity',
    says:
      `${nameOf(instanceId)} does not know ${opened} and answers ${status}. Share sessions between the instances, or route by ` +
      'Mcp-Session-Id; requests of the revision 2026-07-28 have no session.',
  };
}

/** The value that a culprit minted and that led to the step. */
function culpritFlow({ symptom, culprits, pair }: Proof, { needs }: CauseContext): ValueFlow | undefined {
  const guilty = new Set(culprits);
  const own = needs.carriedBy(symptom.step.number).find(({ producer }) => guilty.has(producer.number));
  if (own) return own;
  for (const { number } of pair.failing.toReversed()) {
    if (!needs.of(symptom.step.number).has(number)) continue;
    const flow = needs.carriedBy(number).find(({ producer }) => guilty.has(producer.number));
    if (flow) return flow;
  }
  return undefined;
}

async function judgeHandle(proof: Proof, flow: ValueFlow, context: CauseContext): Promise<Judgement> {
  const { nameOf, needs } = context;
  const there = nameOf(proof.instanceId);
  const minting = needs.steps.get(flow.producer.number);
  const source = minting ? stepWords(minting) : `#${String(flow.producer.number)}`;
  const maker = nameOf(placeOf(proof.pair.failing, flow.producer.number) ?? proof.home);
  const clock = clockWords(proof);
  if (clock !== undefined) {
    const says = `${there} refuses by the time what ${maker} has just given out (${clock}): their clocks are apart. Keep them in step (NTP), and allow for some seconds.`;
    return { cause: 'clock-or-locale', says };
  }
  if (flow.kind === 'request-state') {
    return {
      cause: 'unshared-key',
      says: `${there} refuses the requestState that ${maker} gave in ${source}; ${maker} itself takes it. Sign it with one key that all instances have.`,
    };
  }
  const seconds = `${String(LATER_MS / 1000)} s`;
  if (await goesWellLater(proof, context)) {
    const what = flow.kind === 'task-id' ? 'task' : 'handle';
    return {
      cause: 'early-handle',
      says: `At once ${there} does not know the ${what} of ${source}; ${seconds} later it does. ${maker} gives it out before the others can read what is behind it: write first, then answer.`,
    };
  }
  if (flow.kind === 'task-id') {
    return {
      cause: 'lost-task',
      says: `${there} does not know the task of ${source}, nor ${seconds} later; ${maker} does. Keep tasks where all instances read them.`,
    };
  }
  return {
    cause: 'memory-only-handle',
    says: `${there} does not know what ${source} made on ${maker}, nor ${seconds} later: it lives in ${ownerWords(maker)} memory. Keep it where all instances read it, or put it, signed, into the handle itself.`,
  };
}

function placeOf(placed: readonly Placement[], number: number): string | undefined {
  return placed.find((one) => one.number === number)?.instanceId;
}

const OF_TIME = /expired?|not yet valid|in the future|too old|clock|issued (?:at|later)/i;
/** Who says "invalid or expired" does not know which. */
const OF_ELSE = /\binvalid\b|signature|integrity|verif|decrypt|tamper|unknown|not found|no such/i;

/** What the fault itself says of times, where it speaks of nothing else. */
function clockWords({ contrast, symptom }: Proof): string | undefined {
  if (!isFaultPointer(symptom.pointer)) return undefined;
  const { error, result } = contrast.failing.answer ?? {};
  const text = JSON.stringify(error ?? result ?? '');
  return OF_ELSE.test(text) ? undefined : OF_TIME.exec(text)?.[0];
}

/** The same requests once more, but the last one after a while. */
async function goesWellLater({ pair, symptom, contrast }: Proof, { trials }: CauseContext): Promise<boolean> {
  const waiting = pair.failing.map((one) =>
    one.number === symptom.step.number ? { ...one, pauseMs: LATER_MS } : one,
  );
  const later = await trials.ask(waiting, symptom.step.number);
  return later !== undefined && contrastOf(symptom, later, contrast.passing) === undefined;
}

/** It answers what it would answer without what was written elsewhere: it does not see it. */
async function judgeCache(proof: Proof, context: CauseContext): Promise<Judgement | undefined> {
  const { symptom, pair, contrast, culprits } = proof;
  const { needs, trials, nameOf } = context;
  if (isFaultPointer(symptom.pointer)) return undefined;
  const needed = needs.of(symptom.step.number);
  const writes = culprits.filter(
    (number) => !needed.has(number) && needs.steps.get(number)?.safety !== 'safe',
  );
  if (writes.length === 0) return undefined;
  const without = pair.failing.filter(({ number }) => !writes.includes(number));
  const answer = await trials.ask(without, symptom.step.number);
  if (!answer || contrastOf(symptom, contrast.failing, answer) !== undefined) return undefined;
  const there = nameOf(proof.instanceId);
  const written = listed(writes.map((number) => wordsOf(number, context)));
  return {
    cause: 'local-cache',
    says: `${there} answers as if ${written} had not been: it does not see what was written on ${nameOf(proof.home)}, and answers from what it keeps itself. Share the cache, tell the others, or let it expire.`,
  };
}

function wordsOf(number: number, { needs }: CauseContext): string {
  const step = needs.steps.get(number);
  return step ? stepWords(step) : `#${String(number)}`;
}

function unknown(proof: Proof, context: CauseContext): Judgement {
  const { culprits, instanceId, home, contrast } = proof;
  const { left, right } = contrast.difference;
  const values = (value: JsonValue | undefined): string => valueWords(value);
  const names = listed(culprits.map((number) => wordsOf(number, context)));
  return {
    cause: 'unknown',
    says: `With ${names} on ${context.nameOf(home)} it is ${values(right)}, with all on one instance ${values(left)}. Look for what ${context.nameOf(home)} keeps of ${names} that ${context.nameOf(instanceId)} cannot see.`,
  };
}
