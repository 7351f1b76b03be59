import { expect, it } from 'vitest';
import { checkReplayOptions } from '../../../../cli/replay/options.ts';
import { optionsOf } from './sample-options.ts';

const TO = ['--to', 'alpha=http://127.0.0.1:1/mcp', '--to', 'beta'];

it('collects what is repeatable', () => {
  const options = optionsOf(
    'replay',
    ...TO,
    ...[
      '--schedule',
      'pinned,random:2',
      '--schedule',
      'fan-out',
      '--allow',
      'a',
      '--allow',
      'b',
      '--hold',
      'c',
    ],
    ...['--report', 'json:r.json', '--report', 'md:r.md', '--replace', 'a=b', '--eras', 'legacy,modern'],
  );
  expect(options).toMatchObject({
    to: [{ label: 'alpha' }, { text: 'beta' }],
    schedule: [{ name: 'pinned' }, { name: 'random', seed: 2 }, { name: 'fan-out' }],
    allow: ['a', 'b'],
    hold: ['c'],
    report: [
      { kind: 'json', file: 'r.json' },
      { kind: 'md', file: 'r.md' },
    ],
    replace: [{ recorded: 'a', value: 'b' }],
    eras: ['legacy', 'modern'],
    pace: { kind: 'asap' },
  });
});

it.each([
  [['--schedule', 'x'], 'is no schedule'],
  [['--pace', 'x'], 'is no pace'],
  [['--seed', '-1'], 'is no seed'],
  [['--report', 'sarif:x'], 'is no report'],
  [['--lanes', '0'], 'whole number from 1 to 256'],
])('refuses %j while it reads', (args, says) => {
  expect(() => optionsOf('replay', ...args)).toThrow(says);
});

it.each([
  ['replay', [], 'There is nobody to send it to'],
  ['prove', [], 'There is nobody to prove it of'],
  ['replay', [...TO, '--run', 'x'], 'Give --to or --run, not both'],
  ['replay', [...TO, '--era', 'modern'], 'leave --era out'],
  ['replay', [...TO, '--learn-noise'], '--learn-noise writes the file of --noise'],
  ['replay', ['--dry-run', '--report', 'md:x.md'], '--dry-run sends nothing that a report'],
  ['replay', ['--dry-run', '--learn-noise', '--noise', 'x'], '--dry-run sends nothing that noise'],
  ['replay', [...TO, '--eras', 'legacy,modern', '--schedule', 'pinned'], '--eras has a schedule of its own'],
  ['prove', ['--to', 'alpha'], 'It takes two instances or more'],
  ['prove', ['--run', 'x', '--copies', '1'], 'It takes two instances or more'],
] as const)('%s: refuses %j', (kind, args, says) => {
  expect(() => {
    checkReplayOptions(optionsOf(kind, ...args), kind);
  }).toThrow(says);
});

it.each([
  ['replay', ['--to', 'alpha']],
  ['prove', TO],
  ['prove', ['--run', 'x']],
  ['replay', ['--dry-run']],
  ['prove', ['--dry-run', '--to', 'alpha']],
] as const)('%s: takes %j', (kind, args) => {
  expect(() => {
    checkReplayOptions(optionsOf(kind, ...args), kind);
  }).not.toThrow();
});

it('only replay has eras', () => {
  expect(() => optionsOf('prove', '--eras', 'legacy,modern')).toThrow('unknown option');
});
