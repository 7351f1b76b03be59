import type { JsonValue } from '../../../shared/model/json.ts';
import type { Candidate } from './candidates.ts';
import type { CauseContext, Judgement } from './judgement.ts';
import type { BatteryRun, RecordedRequest } from './proof-run.ts';
import { listed, stepWords, valueWords } from './wording.ts';

/** Shorter texts stand in too many requests to say anything. */
const SHORTEST = 2;

/** So many requests to an instance are read at most. */
const MOST_READ = 200;

/**
 * Whether instances answer what the first request that they got of this proof asked for at some place of its parameters: then
 * that request has fixed it. Told by the requests, since what is fixed cannot be provoked again. `alike` are the steps that show
 * the same: the one that does not itself ask for what it is given tells.
 */
export async function firstRequestCause(
  alike: readonly Candidate[],
  { battery, recorded, needs, nameOf, instanceIds }: CauseContext,
): Promise<Judgement | undefined> {
  const recordedOn = (id: string): readonly number[] =>
    [...needs.steps.values()]
      .filter(({ instanceId }) => instanceId === id)
      .slice(0, MOST_READ)
      .map(({ number }) => number);
  // What was recorded there came first, where that process still runs; else what this proof sent there first.
  const sent: Sent = new Map(instanceIds.map((id) => [id, [recordedOn(id), sentTo(id, battery)]]));
  const numbers = new Set([...[...sent.values()].flat(2), ...alike.map(({ number }) => number)]);
  const requests = new Map((await recorded([...numbers])).map((request) => [request.number, request]));
  const fixed = alike.map((candidate) => fixedIn(candidate, sent, requests)).find((each) => each.length > 0);
  if (!fixed) return undefined;
  const told = fixed.map(({ number, value, instanceId }) => {
    const step = needs.steps.get(number);
    const words = step ? stepWords(step) : `#${String(number)}`;
    return `${nameOf(instanceId)} answers ${valueWords(value)}, as ${words} asked for`;
  });
  return {
    cause: 'first-request-setting',
    says:
      `${listed(told)}: the first request there that said so, and nothing that came later counts. ` +
      'Take such a setting from each request, and keep none in the process.',
  };
}

/** What was sent to each instance, in its order: when it was recorded, and then. */
type Sent = ReadonlyMap<string, readonly (readonly number[])[]>;

interface Fixed {
  readonly instanceId: string;
  readonly number: number;
  readonly place: string;
  readonly value: JsonValue;
}

/** The requests that have fixed what the instances answer to a step. None where one of them cannot be explained so. */
function fixedIn(
  { number: own, byInstance }: Candidate,
  sent: Sent,
  requests: ReadonlyMap<number, RecordedRequest>,
): readonly Fixed[] {
  const fixed: Fixed[] = [];
  const unset: string[] = [];
  for (const [instanceId, value] of byInstance) {
    const asked = placesOf(requests.get(own), value).length > 0;
    const first = isTelling(value) && !asked ? firstOf(instanceId, value, sent, requests) : undefined;
    if (first) fixed.push(first);
    else unset.push(instanceId);
  }
  const places = new Set(fixed.map(({ place }) => place));
  const [place = ''] = places;
  const distinct = new Set([...byInstance.values()]).size;
  // Who was asked for nothing has what the server takes by itself.
  const isExplained = unset.every((id) =>
    (sent.get(id) ?? []).flat().every((each) => !says(requests.get(each), place)),
  );
  return distinct > 1 && places.size === 1 && isExplained ? fixed : [];
}

function firstOf(
  instanceId: string,
  value: JsonValue,
  sent: Sent,
  requests: ReadonlyMap<number, RecordedRequest>,
): Fixed | undefined {
  for (const numbers of sent.get(instanceId) ?? []) {
    for (const number of numbers) {
      const place = placesOf(requests.get(number), value).find((each) =>
        isFirstAt(each, number, numbers, requests),
      );
      if (place !== undefined) return { instanceId, number, place, value };
    }
  }
  return undefined;
}

function says(request: RecordedRequest | undefined, place: string): boolean {
  return valuesOf(request).some(([at]) => at === place);
}

function isTelling(value: JsonValue): boolean {
  return (typeof value === 'string' && value.length >= SHORTEST) || typeof value === 'number';
}

/** What the first run that reached the instance sent there, in its order. */
function sentTo(instanceId: string, battery: readonly BatteryRun[]): readonly number[] {
  for (const { schedule } of battery) {
    const sent = schedule.steps.filter(({ to }) => to.includes(instanceId)).map(({ number }) => number);
    if (sent.length > 0) return sent.slice(0, MOST_READ);
  }
  return [];
}

/** Nothing before it said anything else at this place. */
function isFirstAt(
  place: string,
  number: number,
  numbers: readonly number[],
  requests: ReadonlyMap<number, RecordedRequest>,
): boolean {
  const before = numbers.slice(0, numbers.indexOf(number));
  return before.every((other) => !says(requests.get(other), place));
}

/** Where a request says this, as paths. */
function placesOf(request: RecordedRequest | undefined, value: JsonValue): readonly string[] {
  return valuesOf(request).flatMap(([place, own]) => (own === value ? [place] : []));
}

/** All that a request says: parameters, capabilities, headers that were added. */
function valuesOf(request: RecordedRequest | undefined): readonly (readonly [string, JsonValue])[] {
  if (!request) return [];
  const { params, clientInfo, clientCapabilities, tamper } = request.draft;
  const found: [string, JsonValue][] = tamper.headers.map(({ name, value }) => [
    `header ${name}`,
    value ?? '',
  ]);
  const client = clientInfo ? { ...clientInfo } : null;
  const pending: [string, JsonValue][] = [['', { params, clientCapabilities, client, meta: tamper.meta }]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [place, value] = next;
    if (typeof value !== 'object' || value === null) found.push([place, value]);
    else for (const [key, inner] of Object.entries(value)) pending.push([`${place}/${key}`, inner]);
  }
  return found;
}
