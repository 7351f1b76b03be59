import type { Confidence } from '../../../shared/model/replay-plan.ts';
import type { AskedPlace } from './asked-values.ts';
import { areRelated, isCursorKey, isHandleKey, lookOf, type Look } from './minted-look.ts';
import type { Minted, MintedPlace } from './minted-values.ts';

/** How sure it is that one place took its value from another, and why: a sentence. */
export interface FlowJudgement {
  readonly confidence: Confidence;
  readonly why: string;
}

/** An answer, as far as it says whether what it holds was minted for its asker. */
export interface Minter extends Pick<Minted, 'number' | 'method' | 'subject' | 'holders'> {
  /** It comes from what changes something, as far as anybody can tell. */
  readonly isWrite: boolean;
}

/** Values that so many answers held before anybody asked with them were there before. */
const MANY_HOLDERS = 3;

/**
 * Whether a value that nobody had named before was minted by the answer that held it first, and taken from there. A value
 * that was merely told, such as an article's number in a list, is none: it is the same tomorrow. Undefined where it is
 * taken for that. Pure.
 */
export function judgeFlow(minter: Minter, from: MintedPlace, to: AskedPlace): FlowJudgement | undefined {
  const look = lookOf(from.value);
  const isNamed = areRelated(from.name, to.name);
  const isPart = from.within !== undefined || to.within !== undefined;
  const because = reasons(look, isNamed, from, to);
  const says = (confidence: Confidence, but?: string): FlowJudgement => ({
    confidence,
    why: `#${String(minter.number)} ${minter.subject || minter.method} was the first to name it${because}${but === undefined ? '' : `; but ${but}`}.`,
  });
  const isHandle = isNamed || isHandleKey(to.name) || isCursorKey(to.name);
  if (look === 'strong') return judgeStrong(minter, from, { isHandle, isPart }, says);
  if (look === 'time') return isNamed ? says(from.inArray ? 'possible' : 'likely') : undefined;
  if (!minter.isWrite || isPart)
    return judgeTold(from, { isNamed, isPart, isWrite: minter.isWrite }, to, says);
  if (!isNamed && look === 'weak') {
    // Both name a thing of one kind, or it would not have been found: see weakKey.
    return from.inArray ? undefined : says('likely');
  }
  if (!isNamed)
    return isHandle && !from.inArray ? says('possible', 'the names of the members differ') : undefined;
  if (!isHandleKey(from.name))
    return from.inArray ? undefined : says('possible', `${from.name} may name what was there before`);
  if (from.inArray) return says('possible', 'it stands in a list, and may have been there before');
  if (minter.holders >= MANY_HOLDERS) return says('possible', 'further answers tell it, too');
  return says('likely');
}

type Says = (confidence: Confidence, but?: string) => FlowJudgement;

function judgeStrong(
  { isWrite, holders }: Minter,
  { inArray, within }: MintedPlace,
  { isHandle, isPart }: { isHandle: boolean; isPart: boolean },
  says: Says,
): FlowJudgement | undefined {
  if (isWrite) return says(isHandle && !isPart ? 'certain' : 'likely');
  if (holders >= MANY_HOLDERS) return undefined;
  if (inArray)
    return says('possible', 'it stands in a list that was only read, and may have been there before');
  if (within) return says('possible', 'it stands in a text of something that was only read');
  return says('likely');
}

/** By what was only read, or as a part of a text: a name that anybody could write is none that was minted. */
function judgeTold(
  { inArray, name }: MintedPlace,
  { isNamed, isPart, isWrite }: { isNamed: boolean; isPart: boolean; isWrite: boolean },
  to: AskedPlace,
  says: Says,
): FlowJudgement | undefined {
  if (isCursorKey(name) && isCursorKey(to.name)) return says('likely');
  if (isWrite && isPart)
    return isHandleKey(name) && !inArray ? says('possible', 'it is a part of a text') : undefined;
  return !isWrite && !isPart && isNamed && isHandleKey(name) && !inArray
    ? says('possible', 'it was only read, and may have been there before')
    : undefined;
}

function reasons(look: Look, isNamed: boolean, from: MintedPlace, to: AskedPlace): string {
  const parts = [
    ...(look === 'strong' ? ['it looks like one that is made up'] : []),
    ...(isNamed && from.name !== '' ? [`${from.name} goes with ${to.name}`] : []),
  ];
  return parts.length === 0 ? '' : `, ${parts.join(', and ')}`;
}
