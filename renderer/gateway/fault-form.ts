import type { Fault, FaultAction, FaultKind } from '../../shared/model/gateway.ts';
import { idForName } from '../../shared/model/rule-id.ts';
import { isToken, wholeNumber, wrong, type FormResult } from './form-result.ts';

type HeaderFault = Extract<FaultAction, { kind: 'header' }>;

/** A fault as it stands in its fields; what the other kinds have is kept while one is chosen. */
export interface FaultForm {
  /** Id of the rule whose requests it strikes, or OTHERWISE. */
  readonly scope: string;
  readonly kind: FaultKind;
  /** In percent, from 0 to 100. */
  readonly chance: string;
  /** Of a delay, of the longest hold of a swap, and of being down; in ms. */
  readonly ms: string;
  readonly status: string;
  readonly text: string;
  readonly after: 'events' | 'bytes';
  readonly count: string;
  readonly side: HeaderFault['side'];
  readonly op: HeaderFault['op'];
  readonly name: string;
  readonly value: string;
}

const MOST_MS = 600_000;
const HEADER_TEXT = /^[\t\x20-\x7e\x80-\xff]*$/;

export function faultForm(fault: Fault | undefined, scope: string): FaultForm {
  const blank: FaultForm = {
    scope,
    kind: fault?.does.kind ?? 'delay',
    chance: String(percentOf(fault?.probability ?? 1)),
    ms: '1000',
    status: '503',
    text: 'Injected by Hopscope.',
    after: 'events',
    count: '1',
    side: 'request',
    op: 'strip',
    name: 'Mcp-Session-Id',
    value: '',
  };
  const does = fault?.does;
  switch (does?.kind) {
    case 'delay':
      return { ...blank, ms: String(does.ms) };
    case 'status':
      return { ...blank, status: String(does.status), text: does.text };
    case 'cut':
      return { ...blank, after: does.after, count: String(does.count) };
    case 'header':
      return { ...blank, side: does.side, op: does.op, name: does.name, value: does.value ?? '' };
    case 'swap':
      return { ...blank, ms: String(does.maxHoldMs) };
    case 'down':
      return { ...blank, ms: String(does.forMs) };
    case 'refuse':
    case 'duplicate':
    case undefined:
      return blank;
  }
}

/** 0.123456 is 12.3456: what was 100 times a fraction is not 28.999999999999996. */
export function percentOf(probability: number): number {
  return Number((probability * 100).toFixed(6));
}

/** Whether the header fault writes a value. */
export function writesValue(op: HeaderFault['op']): boolean {
  return op === 'change' || op === 'add';
}

interface FaultContext {
  readonly fault?: Fault;
  /** Ids of all faults of the gateway. */
  readonly taken: readonly string[];
}

/** The fault in the fields. */
export function faultOf(form: FaultForm, { fault, taken }: FaultContext): FormResult<Fault> {
  const chance = form.chance.trim();
  const percent = /^\d{1,3}(?:\.\d{1,6})?$/.test(chance) ? Number(chance) : Number.NaN;
  if (!(percent >= 0 && percent <= 100))
    return wrong('chance', 'The chance is a number from 0 to 100, in percent.');
  const does = actionOf(form);
  if (!does.ok) return does;
  return {
    ok: true,
    value: {
      id: fault?.id ?? idForName(form.kind, taken, 'fault'),
      enabled: fault?.enabled ?? true,
      probability: Number((percent / 100).toFixed(8)),
      does: does.value,
    },
  };
}

function actionOf(form: FaultForm): FormResult<FaultAction> {
  const ms = wholeNumber(form.ms, 0, MOST_MS);
  const noTime = wrong('ms', 'The time is a whole number of milliseconds, at most 600000 (ten minutes).');
  switch (form.kind) {
    case 'refuse':
    case 'duplicate':
      return { ok: true, value: { kind: form.kind } };
    case 'delay':
      return ms === undefined ? noTime : { ok: true, value: { kind: 'delay', ms } };
    case 'swap':
      return ms === undefined ? noTime : { ok: true, value: { kind: 'swap', maxHoldMs: ms } };
    case 'down':
      return ms === undefined ? noTime : { ok: true, value: { kind: 'down', forMs: ms } };
    case 'status': {
      const status = wholeNumber(form.status, 200, 599);
      if (status === undefined) return wrong('status', 'The status is a whole number from 200 to 599.');
      return { ok: true, value: { kind: 'status', status, text: form.text } };
    }
    case 'cut': {
      const count = wholeNumber(form.count, 0, Number.MAX_SAFE_INTEGER);
      if (count === undefined) return wrong('count', 'After how many? A whole number, 0 or more.');
      return { ok: true, value: { kind: 'cut', after: form.after, count } };
    }
    case 'header':
      return headerOf(form);
  }
}

function headerOf({ side, op, name, value }: FaultForm): FormResult<FaultAction> {
  if (!isToken(name.trim())) return wrong('header', 'Name the header: letters, digits and hyphens.');
  if (writesValue(op) && !HEADER_TEXT.test(value))
    return wrong('value', 'A header’s value is one line of plain characters.');
  return {
    ok: true,
    value: { kind: 'header', side, op, name: name.trim(), ...(writesValue(op) && { value }) },
  };
}
