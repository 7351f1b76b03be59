import type { NegotiationPair, Uses } from '../../../shared/model/negotiation.ts';
import type { Era } from '../../../shared/model/instance.ts';
import { knownExtension } from '../../../shared/spec/extensions.ts';
import { withLatest } from '../latest-numbers.ts';
import type { Declarations, Said } from './declarations.ts';
import { rowKey, type RowName } from './flatten-capabilities.ts';
import type { UsedCapability } from './used-capabilities.ts';

type Without = Uses & { readonly says: string };

/** One exchange between a client and an instance. */
export interface Meeting {
  readonly number: number;
  readonly era: Era;
  /** What the client says of itself for this exchange; undefined where nothing. */
  readonly said: Said | undefined;
  readonly clientName: string;
  readonly instanceName: string;
}

/** What one client and one instance did with each other. */
export class Pair {
  readonly client: string;
  readonly instance: string;
  readonly #server: Declarations;
  #latest: Meeting | undefined;
  readonly #usedRows = new Map<string, RowName>();
  readonly #uses = new Map<string, Uses>();
  readonly #without = new Map<string, Without>();
  /** Uses of what nobody had been heard on when they came. */
  readonly #unsure = new Map<string, Without>();

  constructor(client: string, instance: string, server: Declarations) {
    this.client = client;
    this.instance = instance;
    this.#server = server;
  }

  get usedRows(): readonly RowName[] {
    return [...this.#usedRows.values()];
  }

  /** To be called after what the exchange declares was heard. */
  meet(meeting: Meeting, used: readonly UsedCapability[]): void {
    if (!this.#latest || meeting.number > this.#latest.number) this.#latest = meeting;
    for (const use of used) this.#use(use, meeting);
  }

  /** Undefined where neither says anything of this row, nor uses it. */
  on(row: RowName): NegotiationPair | undefined {
    const key = rowKey(row);
    const uses = this.#uses.get(key);
    const inForce = this.#latest ? this.#inForce(row, this.#latest) : 'unknown';
    if (!uses && inForce !== 'yes') return undefined;
    const without = this.#withoutOf(row, key);
    return {
      client: this.client,
      instance: this.instance,
      inForce,
      ...(uses && { used: uses }),
      ...(without && { usedWithout: without }),
    };
  }

  #use({ row, by, did, free }: UsedCapability, meeting: Meeting): void {
    const key = rowKey(row);
    this.#usedRows.set(key, row);
    this.#uses.set(key, extended(this.#uses.get(key), meeting.number));
    if (free) return;
    const inForce = this.#inForce(row, meeting);
    if (inForce === 'yes') return;
    const says = sentence(row, by, did, meeting, this.#declaredBy('client', row, meeting) === false);
    const into = inForce === 'no' ? this.#without : this.#unsure;
    into.set(key, { ...extended(into.get(key), meeting.number), says });
  }

  /** What was unsure is sure once the server has spoken and never declared it. */
  #withoutOf(row: RowName, key: string): Without | undefined {
    const sure = this.#without.get(key);
    const unsure = this.#unsure.get(key);
    if (!unsure || !this.#latest || !sidesOf(row).includes('server')) return sure;
    const source = sourceOf(this.#latest.era);
    if (!this.#server.said(source) || this.#server.everDeclared(source, key)) return sure;
    if (!sure) return unsure;
    return {
      count: sure.count + unsure.count,
      first: Math.min(sure.first, unsure.first),
      last: Math.max(sure.last, unsure.last),
      latest: unsure.latest.reduce(withLatest, sure.latest),
      says: sure.says,
    };
  }

  #inForce(row: RowName, meeting: Meeting): NegotiationPair['inForce'] {
    const declared = sidesOf(row).map((side) => this.#declaredBy(side, row, meeting));
    if (declared.includes(false)) return 'no';
    return declared.includes(undefined) ? 'unknown' : 'yes';
  }

  #declaredBy(side: 'client' | 'server', row: RowName, { said, era }: Meeting): boolean | undefined {
    const statements = side === 'client' ? said : this.#server.said(sourceOf(era));
    return statements?.has(rowKey(row));
  }
}

/** Who has to declare it. Of an unknown extension: both. */
function sidesOf({ kind, id }: RowName): readonly ('client' | 'server')[] {
  if (kind !== 'extension') return [kind === 'client-capability' ? 'client' : 'server'];
  const { declares } = knownExtension(id) ?? {};
  const both = ['client', 'server'] as const;
  return both.filter((side) => declares?.[side] !== 'may');
}

function sourceOf(era: Era): 'discover' | 'initialize' {
  return era === 'modern' ? 'discover' : 'initialize';
}

function sentence(
  row: RowName,
  by: 'client' | 'server',
  did: string,
  { clientName, instanceName, era }: Meeting,
  clientLacks: boolean,
): string {
  const who = by === 'client' ? clientName : instanceName;
  const clientFails = row.kind === 'client-capability' || (row.kind === 'extension' && clientLacks);
  const where = era === 'modern' ? 'in that request' : 'when its session began';
  const lack = clientFails
    ? `${by === 'client' ? 'it' : clientName} did not declare ${row.id} ${where}`
    : `${by === 'server' ? 'it' : instanceName} does not advertise ${row.id}`;
  return `${who} ${did}, although ${lack}.`;
}

function extended(uses: Uses | undefined, number: number): Uses {
  if (!uses) return { count: 1, first: number, last: number, latest: [number] };
  return {
    count: uses.count + 1,
    first: Math.min(uses.first, number),
    last: Math.max(uses.last, number),
    latest: withLatest(uses.latest, number),
  };
}
