import { describe, expect, it } from 'vitest';
import { NO_ARGUMENTS, parseWindowArguments } from '../../../../electron/main/arguments.ts';

describe('parseWindowArguments', () => {
  it('reads its flags among those of Chromium', () => {
    const args = ['--no-sandbox', '--demo', '--workspace', 'w', '--remote-debugging-port=1', 'x'];
    expect(parseWindowArguments(args, '/home/me')).toEqual({
      ...NO_ARGUMENTS,
      demo: true,
      workspace: '/home/me/w',
    });
  });

  it.each([[[]], [['--workspace']], [['--workspace=']], [['.']], [['-psn_0_12345']], [['--open']]])(
    'takes the defaults for %j',
    (args) => {
      expect(parseWindowArguments(args, '/')).toEqual(NO_ARGUMENTS);
    },
  );

  it('tells files that a person named from those that the system hands over', () => {
    const args = ['--open', 'a.har', 'b.hopscope', '--open=/x/c.hopscope', '/y/D.HOPSCOPE', 'notes.txt'];
    expect(parseWindowArguments(args, '/home/me')).toMatchObject({
      named: ['/home/me/a.har', '/x/c.hopscope'],
      handed: ['/home/me/b.hopscope', '/y/D.HOPSCOPE'],
    });
  });

  it('lets nothing but the link count where there is one', () => {
    const args = ['--demo', '--workspace=/evil', '--open', '/etc/x', 'HOPSCOPE://open?url=x', 'y.hopscope'];
    expect(parseWindowArguments(args, '/')).toEqual({ ...NO_ARGUMENTS, links: ['HOPSCOPE://open?url=x'] });
  });

  it('takes the scheme of the page for no link', () => {
    expect(parseWindowArguments(['hopscope-app://app/'], '/').links).toEqual([]);
  });
});
