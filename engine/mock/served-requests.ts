import { counted } from '../../shared/model/counted.ts';
import { MODERN_ERROR } from '../../shared/spec/modern.ts';
import type { RecordedRequest } from './recorded-request.ts';

/** What of a recording is served. */
export interface ServedChoice {
  /** Only what this instance answered; all where absent. */
  readonly instance?: string;
  /** Answers that broke off are given as they came. */
  readonly faults: boolean;
}

/** What is served, and why the rest is not: sentences. */
export interface Served {
  readonly requests: readonly RecordedRequest[];
  readonly notes: readonly string[];
}

/** Leaves out what is no answer of the server to this very request. Pure. */
export function servedRequests(all: readonly RecordedRequest[], { instance, faults }: ServedChoice): Served {
  const ofInstance =
    instance === undefined ? all : all.filter(({ instanceName }) => instanceName === instance);
  const isReplayOnly = ofInstance.every(({ isReplay }) => isReplay);
  const own = isReplayOnly ? ofInstance : ofInstance.filter(({ isReplay }) => !isReplay);
  // There a client has first tried whether it is Streamable HTTP, which the mock is.
  const overSse = new Set(own.flatMap((one) => (one.transport === 'sse' ? [one.instanceName] : [])));
  const requests = own.filter(
    (request) => isAnswer(request, faults) && !(isRefusal(request) && overSse.has(request.instanceName)),
  );
  const replays = ofInstance.length - own.length;
  const broken = own.filter((request) => request.broke && !faults && !isAnswer(request, faults)).length;
  return {
    requests,
    notes: [
      ...(replays > 0 ? [`${counted(replays, 'request')} of replays ${areOf(replays)} left out.`] : []),
      ...(broken > 0
        ? [
            `${counted(broken, 'request')} without a whole answer ${areOf(broken)} left out; as broken as recorded (--faults), each is served as far as it came.`,
          ]
        : []),
      ...instancesNote(requests),
      ...transportNote(requests),
    ],
  };
}

/** Names of the instances in a recording, in the order in which they come. Pure. */
export function instanceNames(requests: readonly RecordedRequest[]): string[] {
  return [...new Set(requests.map(({ instanceName }) => instanceName))];
}

function isAnswer(request: RecordedRequest, faults: boolean): boolean {
  const { answer, broke, duplicate, errorCode, era, inSession, injected, status } = request;
  if (duplicate) return false;
  // The mock holds headers against bodies itself, and has sessions of its own.
  if (errorCode === MODERN_ERROR.headerMismatch) return false;
  if (era === 'legacy' && inSession && status === 404) return false;
  if (answer === 'stream' || answer === 'message') return true;
  if (broke || injected) return faults && (broke || answer === 'http');
  return answer === 'http';
}

function isRefusal({ transport, answer, status = 0 }: RecordedRequest): boolean {
  return transport === 'http' && answer === 'http' && status >= 400;
}

function instancesNote(requests: readonly RecordedRequest[]): string[] {
  const names = instanceNames(requests);
  if (names.length < 2) return [];
  return [
    `Answers of ${names.join(', ')} are served as those of one server, in the order of the recording; one of them (--instance NAME) can be served alone.`,
  ];
}

function transportNote(requests: readonly RecordedRequest[]): string[] {
  const others = new Set(requests.map(({ transport }) => transport).filter((one) => one !== 'http'));
  if (others.has('stdio')) return ['What was recorded on stdio is served over Streamable HTTP.'];
  return others.has('sse') ? ['What was recorded over HTTP+SSE is served over Streamable HTTP.'] : [];
}

function areOf(count: number): string {
  return count === 1 ? 'is' : 'are';
}
