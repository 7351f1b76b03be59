import { describe, expect, it } from 'vitest';
import { rowViews, type CellView } from '../../../../renderer/negotiation/cell-view.ts';
import { cellSentence, partyName, signOf, sourceWords } from '../../../../renderer/negotiation/cell-words.ts';
import type { NegotiationCell, NegotiationPair } from '../../../../shared/model/negotiation.ts';
import { formatTime } from '../../../../renderer/ui/format.ts';
import { party, row, said } from './make-report.ts';

const USES = { count: 2, first: 1, last: 2, latest: [1, 2] };
const MET: NegotiationPair = { client: 'c', instance: 'a', inForce: 'yes' };

function view(cell: NegotiationCell | undefined, pair?: NegotiationPair): CellView {
  const [only] = rowViews({
    parties: [party('client', 'c'), party('instance', 'a')],
    fleets: [],
    rows: [row('tools', { cells: cell ? [cell] : [], pairs: pair ? [pair] : [] })],
  });
  const found = only?.cells.get('a');
  if (!found) throw new Error('no cell');
  return found;
}

const cellOf = (
  state: NegotiationCell['state'],
  ...history: NegotiationCell['history']
): NegotiationCell => ({
  ...{ party: 'a', state, history },
});

describe('the sign of a cell', () => {
  it.each([
    ['in-force', cellOf('declared', said(1)), MET],
    ['declared', cellOf('declared', said(1)), undefined],
    ['declared', cellOf('declared', said(1)), { ...MET, inForce: 'no' } as const],
    ['absent', cellOf('absent'), { ...MET, inForce: 'no', used: USES } as const],
    ['unknown', cellOf('unknown'), undefined],
    ['partner', undefined, MET],
    ['partner', undefined, { ...MET, inForce: 'no', used: USES } as const],
    ['nothing', undefined, undefined],
  ])('is %s', (sign, cell, pair) => {
    expect(signOf(view(cell, pair))).toBe(sign);
  });
});

describe('the sentence of a cell', () => {
  const words = (cell: NegotiationCell | undefined, pair?: NegotiationPair): string =>
    cellSentence(view(cell, pair), row('tools'));

  it('says what is declared with which settings, since when, and with how many it holds', () => {
    expect(
      words(cellOf('declared', said(7, { settings: { listChanged: true } })), { ...MET, used: USES }),
    ).toBe(
      `a advertises tools: {"listChanged":true}, since exchange 7 at ${formatTime(7000)}, in server/discover. ` +
        'In force with 1 client. Used 2 times.',
    );
  });

  it('says that it was used although it is not in force', () => {
    const pair: NegotiationPair = {
      ...MET,
      inForce: 'no',
      used: USES,
      usedWithout: { ...USES, count: 1, says: '' },
    };
    expect(words(cellOf('absent'), pair)).toBe(
      'a does not advertise tools. Used 2 times. Used 1 time although it was not in force.',
    );
  });

  it('says that it changed, and since when it is not declared any more', () => {
    const history = [said(2), said(9, { declared: false })];
    expect(words(cellOf('absent', ...history))).toBe(
      `a does not advertise tools since exchange 9 at ${formatTime(9000)}, in server/discover. It changed once.`,
    );
  });

  it('says that nobody heard it, and that there is nothing to say', () => {
    expect(words(cellOf('unknown'))).toBe('a has not been heard on its capabilities in this recording.');
    expect(words(undefined)).toBe('a has nothing to do with tools.');
  });

  it('cuts long settings', () => {
    const settings = { text: 'x'.repeat(1000) };
    expect(words(cellOf('declared', said(1, { settings }))).length).toBeLessThan(400);
  });
});

it('names parties and where something was said', () => {
  expect(partyName({ name: 'ide', version: '2' })).toBe('ide 2');
  expect(partyName({ name: 'ide' })).toBe('ide');
  expect(sourceWords('initialize')).toBe('in initialize');
});
