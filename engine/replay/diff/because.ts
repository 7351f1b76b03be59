import { isJsonObject, type JsonValue } from '../../../shared/model/json.ts';
import type { Classified, Sight } from './classify.ts';

/** What a sentence about a pointer names. */
export interface Naming {
  /** Name of an instance by its index. */
  readonly instance: (index: number) => string;
  /** A value by its key, as a person reads it. */
  readonly value: (key: number) => string;
  /** Number of the step that this one builds on and that went elsewhere in that run. */
  readonly elsewhere: (sight: Sight) => number | undefined;
  /** Evidence of the known noise, or the step in which the same place varies. */
  readonly known?: string;
  readonly order: boolean;
}

const LONGEST = 60;

/** Why a pointer is of its class: a sentence or two that name runs and instances. Pure. */
export function becauseOf(classified: Classified, sights: readonly Sight[], naming: Naming): string {
  const sorted = sights.toSorted((one, other) => one.run - other.run || one.instance - other.instance);
  const { known = '' } = naming;
  switch (classified.reason) {
    case 'known':
      return `Known noise: ${known}`;
    case 'refuted':
      return 'It differed by instance, and in trials with the same requests in the same places it did not do so again: what came before makes the difference.';
    case 'beside':
      return `A server says what it likes beside its answer, under keys of its own in _meta: ${perInstance(sorted, naming)}.`;
    case 'same':
      return 'Every answer is like the recorded one.';
    case 'noise-elsewhere':
      return `Only times, ids or numbers differ, and at this place they vary on one instance, too: ${known}`;
    case 'once':
      return 'Seen once, and only a time, an id or a number differs from the recording. Another run would tell.';
    case 'alike':
      return sorted.length === 1
        ? `The one answer, ${where(sorted, naming)}, is unlike the recording.`
        : `All ${String(sorted.length)} answers are alike, ${where(sorted, naming)}, and unlike the recording.`;
    case 'repeats-differ':
      return repeatsSentence(sorted, naming, classified.violates === true);
    case 'moves-on':
      return movesSentence(sorted, naming);
    case 'by-instance':
      return `Each instance says the same each time, and not what another says: ${perInstance(sorted, naming)}.`;
    case 'by-instance-few':
      return `Instances differ (${perInstance(sorted, naming)}), but too few answers tell it from chance. Repeat the run.`;
    default:
      return placeSentence(classified, sorted, naming);
  }
}

function placeSentence(classified: Classified, sorted: readonly Sight[], naming: Naming): string {
  switch (classified.reason) {
    case 'when-apart':
    case 'when-apart-few': {
      const { usual, odd } = usualAndOdd(sorted, ({ together }) => together);
      const first = odd[0];
      const step = first && naming.elsewhere(first);
      const apart =
        step === undefined ? '' : ` In run ${String(first?.run)} #${String(step)} had gone elsewhere.`;
      const text = `${asOften(usual)} where all that it builds on was on the same instance, and otherwise not: ${where(odd, naming)}.${apart}`;
      return classified.reason === 'when-apart'
        ? text
        : `${text} Too few answers tell it from chance. Repeat the run.`;
    }
    case 'when-mixed': {
      const { usual, odd } = usualAndOdd(sorted, ({ alone }) => alone);
      return `${asOften(usual)} in runs on one instance only, and otherwise not: ${where(odd, naming)}, while other requests went to other instances.`;
    }
    case 'first-run':
      return `It was ${values(sorted.slice(0, 1), naming)} in run ${String(sorted[0]?.run)} and the same each time afterwards: what the first run left behind would do that.`;
    case 'reordered':
      return `It differs only where the steps came in another order: ${where(
        sorted.filter(({ reordered }) => reordered),
        naming,
      )}.`;
    case 'came-before':
      return `The same each time where the same came before, and otherwise not: ${perCircumstance(sorted, naming)}.`;
    default:
      return `Too few answers to say: ${perCircumstance(sorted, naming)}. Repeat the run.`;
  }
}

function repeatsSentence(sorted: readonly Sight[], naming: Naming, violates: boolean): string {
  const group = [
    ...Map.groupBy(sorted, ({ instance, circumstance }) => `${String(instance)} ${circumstance}`).values(),
  ].find((each) => each.some(({ key }) => key !== each[0]?.key));
  const seen = group ?? sorted;
  const text = `On ${naming.instance(seen[0]?.instance ?? 0)} the same schedule gave ${values(seen, naming)} (${runs(seen)}).`;
  if (!violates) return text;
  return `${text} ${naming.order ? 'A list ought to come in the same order each time.' : 'This ought not to vary by itself.'}`;
}

function movesSentence(sorted: readonly Sight[], naming: Naming): string {
  const turn = sorted.findIndex(({ key }) => key !== sorted[0]?.key);
  const [before, after] = [sorted.slice(0, turn), sorted.slice(turn)];
  return `It was ${values(before, naming)} (${runs(before)}), and ${values(after, naming)} ever since (${runs(after)}): what earlier runs left behind would do that.`;
}

function usualAndOdd(
  sorted: readonly Sight[],
  atHome: (sight: Sight) => boolean,
): { usual: readonly Sight[]; odd: readonly Sight[] } {
  const home = sorted.filter(atHome);
  const key = home[0]?.key;
  return { usual: home, odd: sorted.filter((sight) => sight.key !== key) };
}

function asOften(sights: readonly Sight[]): string {
  return sights.length === 1 ? 'Seen once' : `The same ${String(sights.length)} times`;
}

function where(sights: readonly Sight[], naming: Naming): string {
  const groups = Map.groupBy(sights, ({ instance }) => instance);
  return joined([...groups].map(([instance, own]) => `on ${naming.instance(instance)} (${runs(own)})`));
}

function perInstance(sights: readonly Sight[], naming: Naming): string {
  const groups = Map.groupBy(sights, ({ instance }) => instance);
  return listed(
    [...groups].map(
      ([instance, own]) => `${naming.instance(instance)} ${values(own, naming)} (${runs(own)})`,
    ),
  );
}

function perCircumstance(sights: readonly Sight[], naming: Naming): string {
  const groups = Map.groupBy(sights, ({ key }) => key);
  return listed([...groups].map(([key, own]) => `${short(naming.value(key))} ${where(own, naming)}`));
}

function values(sights: readonly Sight[], naming: Naming): string {
  const keys = [...new Set(sights.map(({ key }) => key))];
  const shown = keys.slice(0, 3).map((key) => short(naming.value(key)));
  return keys.length > 3 ? `${shown.join(', ')} and ${String(keys.length - 3)} more` : shown.join(', then ');
}

function runs(sights: readonly Sight[]): string {
  const numbers = [...new Set(sights.map(({ run }) => run))];
  const shown = numbers.length > 8 ? [...numbers.slice(0, 8).map(String), '…'] : numbers.map(String);
  return `run${numbers.length === 1 ? '' : 's'} ${shown.join(', ')}`;
}

/** Of places, which hold no comma but in parentheses. */
function joined(texts: readonly string[]): string {
  return texts.length > 4 ? `${texts.slice(0, 4).join(', ')}, …` : texts.join(', ');
}

/** The first few of a list, as a list in a sentence. */
function listed(texts: readonly string[]): string {
  return texts.length > 4 ? `${texts.slice(0, 4).join('; ')}; …` : texts.join('; ');
}

function short(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

/** A value in a sentence: of objects what tells the most. Pure. */
export function valueWords(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (isJsonObject(value)) {
    const { message, code } = value;
    if (typeof message === 'string')
      return `“${message}”${typeof code === 'number' ? ` (${String(code)})` : ''}`;
  }
  return JSON.stringify(value);
}
