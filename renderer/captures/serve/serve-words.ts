import type { MockAsked, MockCounts, MockState } from '../../../shared/model/mock.ts';
import { formatCount, formatCounted } from '../../ui/format.ts';
import type { Meaning } from '../../ui/palette.ts';

/** "12 answered, 2 of them with the nearest answer; 1 not in the recording". Pure. */
export function countsWords({ answered, repeated, alike, unmatched, refused }: MockCounts): string {
  const parts = [
    `${formatCount(answered)} answered`,
    ...(repeated > 0 ? [`${formatCount(repeated)} of them once more`] : []),
    ...(alike > 0 ? [`${formatCount(alike)} with the nearest answer`] : []),
    `${formatCount(unmatched)} not in the recording`,
    ...(refused > 0 ? [`${formatCount(refused)} refused`] : []),
  ];
  return parts.join(', ');
}

/** "60 recorded requests of the modern era, only what is recorded is answered". Pure. */
export function servedWords({ requests, eras, lenient, faults, instance, record }: MockState): string {
  const parts = [
    `${formatCounted(requests, 'recorded request')}, ${eras.join(' and ')} era`,
    ...(instance === undefined ? [] : [`only what ${instance} answered`]),
    lenient ? 'what is not recorded gets the nearest answer' : 'what is not recorded gets an error',
    ...(faults ? ['as slow and broken as recorded'] : []),
    ...(record ? ['recorded in Traffic'] : []),
  ];
  return parts.join(' · ');
}

/** What became of what was asked under one name, at a glance. Pure. */
export function askedMeaning({ unmatched, alike }: MockAsked): Meaning {
  if (unmatched > 0) return 'fault';
  return alike > 0 ? 'warning' : 'fine';
}

/** The last word on it. Pure. */
export function askedWords({ answered, alike, unmatched, number, says }: MockAsked): string {
  if (says !== undefined && unmatched + alike > 0) return says;
  if (number === undefined) return 'Answered by the mock itself: the recording begins later.';
  return answered === 1
    ? `Answered as #${formatCount(number)} was.`
    : `Answered last as #${formatCount(number)} was.`;
}

/** Whether only programs of this machine reach a listener there. Pure. */
export function isThisMachine(host: string): boolean {
  const name = host
    .trim()
    .toLowerCase()
    .replace(/^\[|\]$/g, '');
  return name === 'localhost' || name === '::1' || /^127(?:\.\d{1,3}){3}$/.test(name);
}
