import type { Era } from '../../shared/model/instance.ts';
import type { RecordedRequest } from './recorded-request.ts';

/** Recorded requests that are the same, ascending. */
export type SameRequests = readonly [RecordedRequest, ...RecordedRequest[]];

/** Finds recorded requests by era, method, name and parameters. Pure; holds no body. */
export class RecordingIndex {
  readonly #byName = new Map<string, Map<string, [RecordedRequest, ...RecordedRequest[]]>>();
  readonly #names = new Map<string, Set<string>>();
  readonly #streams: RecordedRequest[] = [];
  readonly #eras = new Set<Era>();
  readonly #revisions = new Set<string>();

  /** `requests` ascending. */
  constructor(requests: readonly RecordedRequest[]) {
    for (const request of requests) {
      const { era, kind, method, name, key, revision } = request;
      if (kind === 'stream') {
        this.#streams.push(request);
        continue;
      }
      this.#eras.add(era);
      if (era === 'modern' && revision !== undefined && request.errorCode === undefined)
        this.#revisions.add(revision);
      const place = `${era}\u0000${method}`;
      const names = this.#names.get(place) ?? new Set();
      this.#names.set(place, names.add(name));
      const byKey = this.#byName.get(`${place}\u0000${name}`) ?? new Map<string, [RecordedRequest]>();
      this.#byName.set(`${place}\u0000${name}`, byKey);
      const same = byKey.get(key);
      if (same) same.push(request);
      else byKey.set(key, [request]);
    }
  }

  same(era: Era, method: string, name: string, key: string): SameRequests | undefined {
    return this.#byName.get(`${era}\u0000${method}\u0000${name}`)?.get(key);
  }

  /** One of each kind of request of this name. */
  named(era: Era, method: string, name: string): readonly SameRequests[] {
    return [...(this.#byName.get(`${era}\u0000${method}\u0000${name}`)?.values() ?? [])];
  }

  /** Names that were asked for with this method; empty where it was never called. */
  names(era: Era, method: string): readonly string[] {
    return [...(this.#names.get(`${era}\u0000${method}`) ?? [])];
  }

  /** Streams of an era, ascending: GETs, and what processes said unasked. */
  streams(era: Era): readonly RecordedRequest[] {
    return this.#streams.filter((stream) => stream.era === era);
  }

  has(era: Era): boolean {
    return this.#eras.has(era);
  }

  /** Modern revisions with which something was answered. */
  get revisions(): readonly string[] {
    return [...this.#revisions];
  }
}
