import type { ExchangeLink, Row, RowFindings } from './exchange.ts';

/** What a row says in words and flags: of a day's rows there are some hundred different ones. */
export interface RowKind extends Omit<
  Row,
  | 'number'
  | 'startedAt'
  | 'status'
  | 'errorCode'
  | 'durationMs'
  | 'requestBytes'
  | 'responseBytes'
  | 'eventCount'
  | 'name'
  | 'link'
  | 'findings'
> {
  readonly link?: Omit<ExchangeLink, 'to'>;
}

/** Of each row, in this order; the last three are places in the page's lists. Null: absent. */
export const PAGE_NUMBERS = [
  'number',
  'startedAt',
  'status',
  'errorCode',
  'durationMs',
  'requestBytes',
  'responseBytes',
  'eventCount',
  'linkTo',
  'kind',
  'name',
  'findings',
] as const;

/** Rows on their way to a screen that keeps a million of them: numbers, and what is said again and again only once. */
export interface RowPage {
  /** PAGE_NUMBERS, row after row, ascending by number. */
  readonly values: readonly (number | null)[];
  readonly kinds: readonly RowKind[];
  readonly names: readonly string[];
  readonly findings: readonly RowFindings[];
}

/** A list in which each value stands once, and the place of each. */
export class Interned<T> {
  readonly list: T[] = [];
  readonly #places = new Map<string, number>();

  /** `key`: equal for equal values. */
  place(key: string, value: T): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.list.push(value);
    this.#places.set(key, this.list.length - 1);
    return this.list.length - 1;
  }
}

/** What of a row is its kind, and a text that is equal for equal kinds. Pure. */
export function kindOf(row: Row): { readonly key: string; readonly kind: RowKind } {
  const kind: RowKind = {
    origin: row.origin,
    instanceId: row.instanceId,
    instanceName: row.instanceName,
    era: row.era,
    method: row.method,
    state: row.state,
    ...(row.transport !== undefined && { transport: row.transport }),
    ...(row.resultType !== undefined && { resultType: row.resultType }),
    ...(row.isError !== undefined && { isError: row.isError }),
    ...(row.failureKind !== undefined && { failureKind: row.failureKind }),
    ...(row.headerFault !== undefined && { headerFault: row.headerFault }),
    ...(row.tampered !== undefined && { tampered: row.tampered }),
    ...(row.gateway && { gateway: row.gateway }),
    ...(row.missing && { missing: row.missing }),
    ...(row.redacted !== undefined && { redacted: row.redacted }),
    ...(row.link && {
      link: { kind: row.link.kind, ...(row.link.round !== undefined && { round: row.link.round }) },
    }),
  };
  return { key: JSON.stringify(kind), kind };
}

/** Pure. */
export function packRows(rows: readonly Row[]): RowPage {
  const values: (number | null)[] = [];
  const kinds = new Interned<RowKind>();
  const names = new Interned<string>();
  const findings = new Interned<RowFindings>();
  for (const row of rows) {
    const { key, kind } = kindOf(row);
    values.push(
      row.number,
      row.startedAt,
      row.status ?? null,
      row.errorCode ?? null,
      row.durationMs ?? null,
      row.requestBytes,
      row.responseBytes,
      row.eventCount,
      row.link?.to ?? null,
      kinds.place(key, kind),
      names.place(row.name, row.name),
      row.findings ? findings.place(JSON.stringify(row.findings), row.findings) : null,
    );
  }
  return { values, kinds: kinds.list, names: names.list, findings: findings.list };
}
