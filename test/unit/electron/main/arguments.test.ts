import { describe, expect, it } from 'vitest';
import { parseWindowArguments } from '../../../../electron/main/arguments.ts';

describe('parseWindowArguments', () => {
  it('reads its two flags among those of Chromium', () => {
    const args = ['--no-sandbox', '--demo', '--workspace', 'w', '--remote-debugging-port=1', 'x'];
    expect(parseWindowArguments(args, '/home/me')).toEqual({ demo: true, workspace: '/home/me/w' });
  });

  it.each([[[]], [['--workspace']], [['--workspace=']]])('takes the default workspace for %j', (args) => {
    expect(parseWindowArguments(args, '/')).toEqual({ demo: false, workspace: undefined });
  });
});
