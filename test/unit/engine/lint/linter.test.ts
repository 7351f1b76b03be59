import { describe, expect, it } from 'vitest';
import { createLinter } from '../../../../engine/lint/linter.ts';
import { page, rule, type Report, type RuleParts } from '../../../../engine/lint/rule.ts';
import { exchange, type ExchangeParts } from '../../../support/lint/exchange.ts';

function made(parts: Partial<RuleParts> = {}, violation: Parameters<Report>[0] = { message: 'It is so.' }) {
  return rule({
    id: 'area.name',
    title: 'a',
    checks: 'Something.',
    spares: 'Nobody.',
    severity: 'error',
    side: 'server',
    era: 'any',
    link: page('basic/index'),
    fix: 'b',
    check: (_exchange, report) => {
      report(violation);
    },
    ...parts,
  });
}
const found = (one: RuleParts, parts: ExchangeParts = { result: {} }) =>
  createLinter([one]).see(exchange(parts));

describe('a finding', () => {
  it('is what the rule says, with what the rule is', () => {
    const seen = exchange({ result: {} });
    const one = made({}, { message: 'It is so.', place: 'event:0', expected: 'x', found: 'y' });
    expect(createLinter([one]).see(seen)).toEqual([
      {
        number: seen.number,
        finding: {
          rule: 'area.name',
          severity: 'error',
          side: 'server',
          message: 'It is so.',
          pointer: 'event:0',
          expected: 'x',
          found: 'y',
          link: one.link,
        },
      },
    ]);
  });

  it('is about another exchange where the rule says so, whatever was done to this one', () => {
    const one = made({ side: 'client' }, { message: 'It is so.', on: 3 });
    expect(found(one, { row: { tampered: true } })).toMatchObject([
      { number: 3, finding: { severity: 'error' } },
    ]);
  });

  it.each([
    ['request:/params', 'client'],
    ['event:0:/result', 'server'],
    ['status', 'none'],
  ])('at %s is the fault of who sent that: %s', (place, side) => {
    expect(found(made({ side: 'sender' }, { message: 'It is so.', place }))).toMatchObject([
      { finding: { side } },
    ]);
  });

  it('is a note where a person did it on purpose, and none where Hopscope did', () => {
    const one = made({ side: 'client' });
    expect(found(one, { row: { tampered: true } })).toMatchObject([
      { finding: { severity: 'note', message: 'It is so. It was changed on purpose.' } },
    ]);
    expect(found(one, { row: { tampered: true, origin: 'probe' } })).toEqual([]);
  });

  it('is told twenty times at most; the others are counted', () => {
    const one = made({
      check: (_exchange, report) => {
        for (let at = 0; at < 25; at += 1) report({ message: String(at) });
      },
    });
    const judgements = found(one);
    expect(judgements).toHaveLength(21);
    expect(judgements.at(-1)?.finding).toMatchObject({ rule: 'area.name', severity: 'note', side: 'none' });
    expect(judgements.at(-1)?.finding.message).toContain('5 more times');
  });
});

describe('a rule', () => {
  const unversioned: ExchangeParts = {
    meta: null,
    headers: { 'MCP-Protocol-Version': null },
    result: { tools: [] },
    bare: true,
  };

  it.each<[Partial<RuleParts>, ExchangeParts, boolean]>([
    [{ transport: 'http' }, { row: { transport: 'stdio' } }, false],
    [{ transport: 'stdio' }, { row: { transport: 'stdio' } }, true],
    [{ transport: 'stdio' }, {}, false],
    [{ transport: 'http' }, {}, true],
    [{ era: 'modern' }, { row: { era: 'legacy' } }, false],
    [{ era: 'legacy' }, { row: { era: 'legacy' } }, true],
    [{ era: 'modern', side: 'server' }, unversioned, false],
    [{ era: 'legacy', side: 'server' }, unversioned, true],
    [{ era: 'modern', side: 'client' }, unversioned, true],
  ])('of %j is asked about %j: %s', (parts, about, asked) => {
    expect(found(made(parts), about)).toHaveLength(asked ? 1 : 0);
  });

  it('of either side blames no server for another era than it answered in', () => {
    const of = (place: string) => made({ era: 'modern', side: 'sender' }, { message: 'It is so.', place });
    expect(found(of('request'), unversioned)).toHaveLength(1);
    expect(found(of('event:0'), unversioned)).toEqual([]);
  });

  it('that throws yields one finding and stops no other', () => {
    const broken = made({
      id: 'area.broken',
      check: (_exchange, report) => {
        report({ message: 'So far.' });
        throw new Error('no such thing');
      },
    });
    const linter = createLinter([broken, made()]);
    const rules = () => linter.see(exchange({ result: {} })).map(({ finding }) => finding.rule);
    const [first, second, third] = linter.see(exchange({ result: {} }));
    expect(first?.finding).toMatchObject({ rule: 'area.broken', message: 'So far.' });
    expect(second?.finding).toMatchObject({
      rule: 'lint.rule-failed',
      severity: 'note',
      side: 'none',
      found: 'area.broken',
    });
    expect(second?.finding.message).toContain('no such thing');
    expect(third?.finding).toMatchObject({ rule: 'area.name' });
    expect(rules()).toEqual(['area.broken', 'area.name']);
  });

  it('without check or follow is only declared', () => {
    const { check: _check, ...declared } = made();
    expect(found(declared)).toEqual([]);
  });
});

describe('what a rule remembers', () => {
  const counting = () =>
    made({
      check: () => undefined,
      follow: () => {
        let count = 0;
        return (_exchange, report) => {
          count += 1;
          report({ message: String(count) });
        };
      },
    });

  it('is of one capture, and of what has ended', () => {
    const one = counting();
    const linter = createLinter([one]);
    const said = () => linter.see(exchange()).map(({ finding }) => finding.message);
    expect([said(), said()]).toEqual([['1'], ['2']]);
    expect(linter.glance(exchange())).toEqual([]);
    expect(said()).toEqual(['3']);
    expect(createLinter([one]).see(exchange())).toMatchObject([{ finding: { message: '1' } }]);
  });

  it('is what came before, not what this exchange tells', () => {
    const one = made({
      check: ({ instanceId }, report, known) => {
        report({ message: String(known.instance(instanceId).modern) });
      },
    });
    const linter = createLinter([one]);
    const said = [1, 2].map(() => linter.see(exchange({ result: {} }))[0]?.finding.message);
    expect(said).toEqual(['false', 'true']);
  });
});
