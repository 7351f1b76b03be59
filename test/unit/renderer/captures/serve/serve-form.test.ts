import { describe, expect, it } from 'vitest';
import { readServeForm, SERVE_DEFAULTS } from '../../../../../renderer/captures/serve/serve-form.ts';

describe('how a recording is to be served', () => {
  it('is strict, on a free port of this machine where nothing was said', () => {
    expect(readServeForm('c1', SERVE_DEFAULTS)).toEqual({
      ok: true,
      settings: {
        ...{ captureId: 'c1', listen: { host: '127.0.0.1', port: 0 }, lenient: false, faults: false },
        ...{ record: false, allowOrigins: [] },
      },
    });
  });

  it('is what the fields say', () => {
    const form = {
      ...{
        lenient: true,
        faults: true,
        record: true,
        instance: 'alpha',
        host: ' localhost ',
        port: ' 4200 ',
      },
      allowOrigins: 'http://a.example  https://b.example:8443',
    };
    expect(readServeForm('c1', form)).toMatchObject({
      settings: {
        listen: { host: 'localhost', port: 4200 },
        instance: 'alpha',
        allowOrigins: ['http://a.example', 'https://b.example:8443'],
      },
    });
  });

  it.each([
    ['host', { host: ' ' }],
    ['host', { host: 'a/b' }],
    ['port', { port: '' }],
    ['port', { port: '65536' }],
    ['port', { port: '1.5' }],
    ['allowOrigins', { allowOrigins: 'http://a.example/path' }],
    ['allowOrigins', { allowOrigins: '*' }],
  ] as const)('names %s where it is wrong: %o', (field, part) => {
    expect(readServeForm('c1', { ...SERVE_DEFAULTS, ...part })).toMatchObject({
      ok: false,
      problem: { field },
    });
  });
});
