import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';

/** Members of `log` that a writer has itself; `_hopscope` has what stood there in the file that was imported. */
const OWN: ReadonlySet<string> = new Set(['version', 'creator', 'entries', 'comment', 'pages', '_hopscope']);

/**
 * What is written around the entries of a HAR: pages, and what an imported one said there. It is known once all entries are,
 * and stands behind them.
 */
export class AroundEntries {
  readonly #program: string;
  readonly #log = new Map<string, JsonValue>();
  readonly #pages = new Map<string, JsonObject>();
  /** Ids that pages of another file had already, and what they are here. */
  readonly #renamed = new Map<string, string>();

  constructor(program: string) {
    this.#program = program;
  }

  /** `rest` as the entry is to have it. */
  hear(rest: JsonObject): JsonObject {
    const { log, page, pageref } = rest;
    if (isJsonObject(log)) this.#learn(log);
    if (!isJsonObject(page) || typeof pageref !== 'string') return rest;
    const id = this.#add(page, pageref);
    return id === pageref ? rest : { ...rest, pageref: id };
  }

  /** Members of `log` that follow the entries, each with a comma before it. */
  tail(capture: string): string {
    const original = this.#log.get('_hopscope');
    const before = isJsonObject(original) ? original : Object.fromEntries(this.#log);
    const creator = before['creator'];
    const isOwn = isJsonObject(creator) && creator['name'] === this.#program;
    const said: JsonObject = {
      ...(creator !== undefined && !isOwn && { creator }),
      ...(before['comment'] !== undefined && { comment: before['comment'] }),
      ...(before['version'] !== undefined && { version: before['version'] }),
    };
    const members: JsonObject = {
      ...Object.fromEntries([...this.#log].filter(([name]) => !OWN.has(name))),
      ...((this.#pages.size > 0 || this.#log.has('pages')) && { pages: [...this.#pages.values()] }),
      comment: before['comment'] ?? `Written from ${capture}`,
      _hopscope: said,
    };
    return Object.entries(members)
      .map(([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .join('\n');
  }

  #learn(log: JsonObject): void {
    for (const [name, value] of Object.entries(log)) {
      if (name === 'pages' && Array.isArray(value)) {
        for (const page of value as readonly JsonValue[]) {
          if (isJsonObject(page) && typeof page['id'] === 'string') this.#add(page, page['id']);
        }
      }
      // Of several files the first one speaks.
      if (!this.#log.has(name)) this.#log.set(name, value);
    }
  }

  /** The id that this page has here. */
  #add(page: JsonObject, id: string): string {
    const text = JSON.stringify(page);
    const known = this.#renamed.get(text);
    if (known !== undefined) return known;
    let free = id;
    for (let count = 2; this.#pages.has(free); count += 1) free = `${id}-${String(count)}`;
    this.#pages.set(free, free === id ? page : { ...page, id: free });
    this.#renamed.set(text, free);
    return free;
  }
}
