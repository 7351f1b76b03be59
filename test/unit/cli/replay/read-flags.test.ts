import { expect, it } from 'vitest';
import { UsageError } from '../../../../cli/exit-codes.ts';
import {
  paceOf,
  readEras,
  readFlow,
  readPace,
  readSchedules,
  readSeed,
  readVariable,
} from '../../../../cli/replay/read-flags.ts';

it('reads schedules with what stands after their names', () => {
  expect(readSchedules('pinned, round-robin,random:7,reorder,failover:beta@12')).toEqual([
    { name: 'pinned' },
    { name: 'round-robin' },
    { name: 'random', seed: 7 },
    { name: 'reorder' },
    { name: 'failover', instance: 'beta', beforeStep: 12 },
  ]);
  expect(readSchedules('pinned:127.0.0.1:3001,failover@3')).toEqual([
    { name: 'pinned', instance: '127.0.0.1:3001' },
    { name: 'failover', beforeStep: 3 },
  ]);
});

it.each([
  ['', 'is no schedule'],
  ['pinned,', 'is no schedule'],
  ['sticky', 'is no schedule. There are: pinned[:NAME], round-robin'],
  ['random:x', 'is no seed'],
  ['fan-out:alpha', 'nothing is said after the name of fan-out'],
  ['pinned@3', 'only failover has a step'],
])('refuses the schedule "%s"', (text, says) => {
  expect(() => readSchedules(text)).toThrow(UsageError);
  expect(() => readSchedules(text)).toThrow(says);
});

it('reads seeds within their bounds', () => {
  expect(readSeed('4294967295')).toBe(4_294_967_295);
  for (const wrong of ['4294967296', '-1', '1.5', '']) expect(() => readSeed(wrong)).toThrow('is no seed');
});

it('reads paces', () => {
  expect(readPace('asap')).toEqual({ kind: 'asap' });
  expect(readPace('original')).toEqual({ kind: 'recorded', factor: 1 });
  expect(readPace('x2.5')).toEqual({ kind: 'recorded', factor: 2.5 });
  expect(readPace('50/s')).toEqual({ kind: 'rate', perSecond: 50 });
  for (const wrong of ['x0', '0/s', 'fast', 'x', '5', 'x1e9', '2/m']) {
    expect(() => readPace(wrong), wrong).toThrow('is no pace');
  }
});

it('takes lanes and gaps with the paces that have them', () => {
  expect(paceOf({ kind: 'asap' }, {})).toEqual({ kind: 'asap', lanes: 4 });
  expect(paceOf({ kind: 'asap' }, { lanes: 1 })).toEqual({ kind: 'asap', lanes: 1 });
  expect(paceOf({ kind: 'recorded', factor: 2 }, { maxGap: 0 })).toEqual({
    kind: 'recorded',
    factor: 2,
    maxGapMs: 0,
  });
  expect(() => paceOf({ kind: 'rate', perSecond: 1 }, { lanes: 2 })).toThrow('--lanes is about --pace asap');
  expect(() => paceOf({ kind: 'asap' }, { maxGap: 2 })).toThrow('--max-gap is about');
});

it('reads eras by name and by revision', () => {
  expect(readEras('2025-11-25,2026-07-28')).toEqual(['legacy', 'modern']);
  expect(readEras('modern, legacy')).toEqual(['modern', 'legacy']);
  expect(() => readEras('modern')).toThrow('give two');
  expect(() => readEras('2025-11-25,2025-06-18')).toThrow('one of each era');
  expect(() => readEras('2027-01-01,modern')).toThrow('is no era');
});

it('reads what stands for what, with an equals sign on either side', () => {
  expect(readVariable('2026-01-31=${TODAY}')).toEqual({ recorded: '2026-01-31', value: '${TODAY}' });
  expect(readVariable('dG9r\\=\\==a=b')).toEqual({ recorded: 'dG9r==', value: 'a=b' });
  expect(readVariable('gone=')).toEqual({ recorded: 'gone', value: '' });
  for (const wrong of ['=x', 'x', ''])
    expect(() => readVariable(wrong)).toThrow('says not what becomes of what');
});

it('reads decisions on flows', () => {
  expect(readFlow('use:f-1')).toEqual({ op: 'use', id: 'f-1' });
  expect(readFlow('forbid:a:b')).toEqual({ op: 'forbid', id: 'a:b' });
  expect(readFlow('pin:f-1=x=y')).toEqual({ op: 'pin', id: 'f-1', value: 'x=y' });
  for (const wrong of ['pin:f-1', 'drop:f-1', 'use:', ''])
    expect(() => readFlow(wrong)).toThrow('decides on no flow');
});
