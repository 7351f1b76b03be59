import type { NoiseEntry, NoiseFile, NoiseProblem } from '../../../shared/model/replay-run.ts';
import { byPlace } from './learned-noise.ts';
import { readPlace, writePlace } from './pointer-pattern.ts';

/** What a noise file begins with. */
export const NOISE_HEADING: readonly string[] = [
  '# Noise: what varies from answer to answer of one and the same instance, and says nothing of hidden state.',
  '# METHOD[ NAME] POINTER, * stands for any index or key, ** at the end for all below; then since when, and what was seen.',
];

/** Longest evidence that is written, in characters. */
const LONGEST = 400;

/**
 * The file that is kept in git: an entry each place, in a fixed order, so that a change is a few lines. An entry that is already
 * known keeps its date and evidence. Pure.
 */
export function writeNoiseFile(entries: readonly NoiseEntry[]): string {
  const unique = new Map(entries.toReversed().map((entry) => [writePlace(entry), entry]));
  const blocks = [...unique.values()]
    .sort(byPlace)
    .map((entry) => [
      '',
      writePlace(entry),
      `  since ${oneLine(entry.since)}`,
      `  seen ${shortened(oneLine(entry.evidence))}`,
    ]);
  return [...NOISE_HEADING, ...blocks.flat(), ''].join('\n');
}

/** Reads what `writeNoiseFile` writes, or a person: lines that begin with # are left out. All that is wrong is told with its line. Pure. */
export function readNoiseFile(text: string): NoiseFile {
  const entries: NoiseEntry[] = [];
  const problems: NoiseProblem[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [index, raw] of lines.entries()) {
    const line = raw.trimEnd();
    if (line.trim() === '' || line.startsWith('#')) continue;
    const says = /^\s/.test(line) ? takeDetail(line.trim(), entries) : takePlace(line, entries);
    if (says !== undefined) problems.push({ line: index + 1, says });
  }
  return { entries, problems };
}

/** @returns What is wrong with the line, if anything. */
function takePlace(line: string, entries: NoiseEntry[]): string | undefined {
  const place = readPlace(line);
  if (!place) {
    return `Expected METHOD[ NAME] POINTER, such as "tools/call whoami /result/content/*/text", found "${brief(line)}".`;
  }
  const twin = entries.find((entry) => writePlace(entry) === writePlace(place));
  if (twin) return `This place is in the file already: "${brief(line)}". Remove one of the two.`;
  entries.push({ ...place, evidence: '', since: '' });
  return undefined;
}

function takeDetail(text: string, entries: NoiseEntry[]): string | undefined {
  const last = entries.pop();
  if (!last) return `Expected METHOD[ NAME] POINTER at the beginning of the line, found "${brief(text)}".`;
  const [word = '', ...rest] = text.split(' ');
  const value = rest.join(' ').trim();
  const entry =
    word === 'since' ? { ...last, since: value } : word === 'seen' ? { ...last, evidence: value } : undefined;
  entries.push(entry ?? last);
  return entry ? undefined : `Expected "since DATE" or "seen WHAT" under a place, found "${brief(text)}".`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

function brief(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}
