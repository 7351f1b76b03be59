import { describe, expect, it } from 'vitest';
import { parseWebArguments } from '../../../web/arguments.ts';

describe('parseWebArguments', () => {
  it('takes a free port, opens the browser and starts no demo by default', () => {
    expect(parseWebArguments([], '/home/me')).toEqual({
      ok: true,
      value: { port: 0, open: true, demo: false, workspace: undefined, help: false },
    });
  });

  it('reads every flag; a relative workspace starts where it was typed', () => {
    const args = ['--port', '8080', '--no-open', '--demo', '--workspace', 'w/x'];
    expect(parseWebArguments(args, '/home/me')).toMatchObject({
      value: { port: 8080, open: false, demo: true, workspace: '/home/me/w/x' },
    });
  });

  it.each([
    [['--port', '65536'], '--port wants a whole number from 0 to 65535'],
    [['--port', '-1'], '--port'],
    [['--port', '1e3'], '--port wants'],
    [['--port', ''], '--port wants'],
    [['--port'], '--port'],
    [['--workspace', ''], '--workspace wants a folder'],
    [['--colour'], "Unknown option '--colour'"],
    [['file.hopscope'], 'Unexpected argument'],
    [['--demo=yes'], '--demo'],
  ])('says what is wrong with %j and what is known', (args, why) => {
    const parsed = parseWebArguments(args, '/');
    if (parsed.ok) throw new Error('was accepted');
    expect(parsed.message).toContain(why);
    expect(parsed.message).toContain('Known: --port N, --no-open, --demo, --workspace DIR.');
    expect(parsed.message).not.toContain('\n');
  });
});
