import type { HeaderCondition } from '../../../shared/model/gateway.ts';
import type { Policy } from './policy.ts';

const WIDTH = 100;

/**
 * The text as comment lines that begin with `#`. Names and values in it may come from a stranger: nothing that they hold
 * can end a line.
 */
export function comment(text: string, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of onOneLine(text).split(' ')) {
    if (line !== '' && line.length + word.length + 1 > WIDTH - indent.length) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each) => `${indent}# ${each}`);
}

/** What a rule asks, for a comment. */
export function describeMatch(match: readonly HeaderCondition[]): string {
  if (match.length === 0) return 'every request';
  return match.map(describeCondition).join(' and ');
}

/** The first lines of every export. `program` as people write it, with what was tried. */
export function preamble(policy: Policy, program: string, ofTarget: readonly string[]): readonly string[] {
  return [
    ...comment(`The routing of the gateway ${policy.gatewayName}, written by Hopscope for ${program}.`),
    ...[...policy.notes, ...ofTarget].flatMap((note) => item(note)),
  ];
}

/** A comment as an entry of a list. */
export function item(text: string): readonly string[] {
  return comment(`- ${text}`).map((line, index) => (index === 0 ? line : line.replace('#', '#  ')));
}

function describeCondition({ header, test, value = '' }: HeaderCondition): string {
  switch (test) {
    case 'present':
      return `${header} is there`;
    case 'absent':
      return `${header} is absent`;
    case 'exact':
      return `${header} equals ${JSON.stringify(value)}`;
    case 'prefix':
      return `${header} begins with ${JSON.stringify(value)}`;
    case 'pattern':
      return `${header} fits ${JSON.stringify(value)}`;
  }
}

function onOneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}
