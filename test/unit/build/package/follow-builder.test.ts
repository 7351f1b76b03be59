import { describe, expect, it } from 'vitest';
import { readOutcome, tellStep } from '../../../../build/package/follow-builder.mjs';

describe('tellStep', () => {
  it.each([
    ['  • building        target=deb arch=x64 file=/d/Hopscope-1.deb', 'Making Hopscope-1.deb …'],
    ['  • building        target=AppImage file=out\\a b.AppImage arch=x64', 'Making a b.AppImage …'],
    ['  \u001b[34m•\u001b[0m downloading     label=electron', 'Downloading electron …'],
    ['  • downloading     label=fpm progress=25%', 'Downloading fpm: 25%'],
    ['  • packaging       platform=linux', 'Getting Electron, and putting the app together …'],
    ['  • signing         file=x', 'Signing …'],
  ])('%s', (line, told) => {
    expect(tellStep(line)).toBe(told);
  });

  it.each(['', '  • electron-builder  version=26', 'building without the dot'])(
    'says nothing of "%s"',
    (line) => {
      expect(tellStep(line)).toBeUndefined();
    },
  );
});

describe('readOutcome', () => {
  it('takes the last line that is one, whatever stands around it', () => {
    const output = 'a\n{"made":["/old"]}\n{"failure":{"message":"m"}}\nwarning\n';
    expect(readOutcome(output)).toEqual({ failure: { message: 'm' } });
  });

  it('tells the last words where there is none', () => {
    expect(readOutcome('first\nout of memory\n')).toEqual({
      failure: { message: expect.stringContaining('out of memory') as string },
    });
  });
});
