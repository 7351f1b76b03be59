import { counted } from '../../../shared/model/counted.ts';
import type { Witness, WitnessStep } from '../../../shared/model/replay-verdict.ts';
import { CAUSE_TITLES } from '../../../shared/model/replay-words.ts';
import type { Block } from '../../trackers/document/report-document.ts';
import type { JsonValue } from '../../../shared/model/json.ts';
import { differenceLines } from './difference-lines.ts';
import { answerText, requestText } from './whole-exchange.ts';
import type { ReportFacts } from './report-facts.ts';

const FAILS: Readonly<Record<WitnessStep['role'], string>> = {
  needed: 'makes it possible',
  causes: 'makes it fail',
  shows: 'fails',
};
const GOES_WELL: typeof FAILS = {
  needed: 'makes it possible',
  causes: 'placed otherwise',
  shows: 'goes well',
};
const MOST_ALIKE = 30;
const LONGEST = 4_000;

/**
 * The smallest set of requests that shows a violation, beside the same requests where it goes well, with both exchanges whole: of each
 * request and answer the first `most` characters. Pure.
 */
export function witnessBlocks(
  witness: Witness,
  number: number,
  facts: ReportFacts,
  most = Number.POSITIVE_INFINITY,
): Block[] {
  const { says, steps, otherwise, failing, passing, cause, causeSays, alike, trials } = witness;
  const more = alike.length > MOST_ALIKE ? ' …' : '';
  return [
    { kind: 'heading', level: 2, text: `Witness${number === 1 ? '' : ` ${String(number)}`}: ${says}` },
    { kind: 'text', text: [{ text: `${CAUSE_TITLES[cause]}.`, as: 'strong' }, ` ${causeSays}`] },
    {
      kind: 'columns',
      columns: [
        { title: 'Fails', blocks: sideOf(witness, steps, FAILS, failing, facts, most) },
        { title: 'Goes well', blocks: sideOf(witness, otherwise, GOES_WELL, passing, facts, most) },
      ],
    },
    {
      kind: 'text',
      text: {
        text: `Found in ${counted(trials, 'trial')}.${
          alike.length === 0
            ? ''
            : ` ${counted(alike.length, 'further step')} ${alike.length === 1 ? 'shows' : 'show'} the same: ${alike
                .slice(0, MOST_ALIKE)
                .map((each) => `#${String(each)}`)
                .join(', ')}${more}.`
        }`,
        as: 'dim',
      },
    },
  ];
}

function sideOf(
  { number: shows, pointer }: Witness,
  steps: readonly WitnessStep[],
  roles: typeof FAILS,
  { ref, value }: Witness['failing'],
  facts: ReportFacts,
  most: number,
): Block[] {
  const exchange = facts.exchangeOf(ref);
  const answer = facts.stepOf(shows).answers.find((each) => each.ref?.number === ref.number);
  const others = answer?.differences.filter((each) => each.pointer !== pointer) ?? [];
  return [
    {
      kind: 'table',
      head: ['Step', 'Request', 'Instance', 'Role'],
      rows: steps.map(({ number, method, name, instanceId, role }) => [
        `#${String(number)}`,
        { text: name === '' ? method : name, as: 'code' },
        { text: facts.nameOf(instanceId), as: 'strong' },
        { text: roles[role], as: 'dim' },
      ]),
    },
    { kind: 'code', title: `${pointer} (exchange #${String(ref.number)})`, text: written(value) },
    ...(others.length > 0
      ? [
          {
            kind: 'code' as const,
            title: 'Where else it differs from the recording',
            text: differenceLines(others).join('\n'),
          },
        ]
      : []),
    ...(exchange
      ? [
          {
            kind: 'details' as const,
            summary: `The whole exchange #${String(ref.number)}`,
            blocks: [
              { kind: 'code' as const, title: 'Request', text: cut(requestText(exchange), most) },
              { kind: 'code' as const, title: 'Answer', text: cut(answerText(exchange), most) },
            ],
            ...(most === Number.POSITIVE_INFINITY && { open: true as const }),
          },
        ]
      : []),
  ];
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}

function written(value: JsonValue | undefined): string {
  if (value === undefined) return '(nothing there)';
  const text = JSON.stringify(value, null, 2);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
