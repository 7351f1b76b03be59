import { expect, it } from 'vitest';
import { createHarWriter } from '../../../../../engine/capture/export/write-har.ts';
import { readHar } from '../../../../../engine/capture/import/read-har.ts';
import type { JsonObject } from '../../../../../shared/model/json.ts';
import { answerText, exchangesIn } from '../../../../support/foreign-items.ts';
import { portableOfForeign } from '../../../../support/foreign-portable.ts';
import { portable, type PortableChange } from '../../../../support/portable-samples.ts';
import { recordedHar, WHOLE_HARS } from '../../../../support/whole-hars.ts';

function written(change: PortableChange): string {
  const writer = createHarWriter({ capture: 'day', program: 'Hopscope 1.2.3' });
  return `${writer.head}${writer.write(portable(change)) ?? ''}${writer.tail()}`;
}

function entryOf(change: PortableChange): JsonObject {
  const { log } = JSON.parse(written(change)) as { log: { entries: JsonObject[] } };
  return log.entries[0] ?? {};
}

it('tells all of a cookie that HAR has a place for', () => {
  const { request, response } = entryOf({
    request: { headers: [['Cookie', 'a=1; b="x=y"']] },
    answer: {
      status: 200,
      statusText: 'OK',
      httpVersion: '1.1',
      headers: [
        [
          'Set-Cookie',
          's=1=2; Path=/mcp; Domain=a.example; HttpOnly; secure; Expires=Wed, 25 Nov 2026 10:00:00 GMT',
        ],
        ['set-cookie', 't=2; SameSite=Lax; Expires=never'],
      ],
    },
  });
  expect(request).toMatchObject({
    cookies: [
      { name: 'a', value: '1' },
      { name: 'b', value: '"x=y"' },
    ],
  });
  expect((response as JsonObject)['cookies']).toEqual([
    {
      name: 's',
      value: '1=2',
      path: '/mcp',
      domain: 'a.example',
      httpOnly: true,
      secure: true,
      expires: '2026-11-25T10:00:00.000Z',
    },
    { name: 't', value: '2', sameSite: 'Lax' },
  ]);
});

it.each([
  ['127.0.0.1:3000', { serverIPAddress: '127.0.0.1', _serverPort: 3000 }],
  ['[::1]:3000', { serverIPAddress: '::1', _serverPort: 3000 }],
  ['[::1]', { serverIPAddress: '::1' }],
  ['fe80::1', { serverIPAddress: 'fe80::1' }],
])('takes the address %s apart', (remoteAddress, parts) => {
  const { serverIPAddress, _serverPort } = entryOf({ end: { timing: {}, remoteAddress } });
  expect(JSON.parse(JSON.stringify({ serverIPAddress, _serverPort }))).toEqual(parts);
});

it('says what is not known, so that whoever reads it again knows no more', async () => {
  const missing = ['request-headers', 'response-headers', 'response-body', 'timing'] as const;
  const [again] = await exchangesIn(readHar, written({ row: { missing }, body: '', end: { timing: {} } }));
  expect(again?.missing.toSorted()).toEqual(missing.toSorted());
});

it('keeps when the only part of an answer came', async () => {
  const event = { index: 0, atMs: 4.5, kind: 'json', offset: 0, length: 2, preview: '{}' } as const;
  const [again] = await exchangesIn(
    readHar,
    written({ body: '{}', events: [event], end: { timing: { endMs: 9 } } }),
  );
  expect(again?.answer?.parts.map(({ atMs }) => atMs)).toEqual([4.5]);
});

it('brings bytes and hostile text back as they were', async () => {
  const body = Buffer.from([0, 0xff, 0x80]);
  const [binary] = await exchangesIn(readHar, written({ requestBody: body, body }));
  expect(Buffer.from(binary?.body ?? [])).toEqual(body);
  expect(Buffer.concat(binary?.answer?.parts.map(({ bytes }) => bytes) ?? [])).toEqual(body);
  const text = '\ufeff</script>"\\\u2028\0';
  const [hostile] = await exchangesIn(readHar, written({ body: text }));
  expect(hostile && answerText(hostile)).toBe(text);
});

/** A HAR written of a HAR, without a capture between. */
async function rewritten(har: string): Promise<string> {
  const writer = createHarWriter({ capture: 'day', program: 'Hopscope 1.2.3' });
  const entries = (await exchangesIn(readHar, har)).map(
    (each) => writer.write(portableOfForeign(each)) ?? '',
  );
  return `${writer.head}${entries.join('')}${writer.tail()}`;
}

const RECORDED = ['playwright.har', 'devtools.har', 'firefox.har', 'http-toolkit.har'];
it.each([
  ...Object.entries(WHOLE_HARS),
  ...RECORDED.map((name): [string, () => string] => [name, recordedHar(name)]),
])('writes all that a HAR said, and once more the same: %s', async (_name, make) => {
  const { creator, version, ...others } = (JSON.parse(make()) as { log: JsonObject }).log;
  const once = await rewritten(make());
  // Who wrote the file is who writes it now, in the version of now; the first one is named beside it.
  const before = { creator, ...(version !== '1.2' && { version }) };
  expect(JSON.parse(once)).toMatchObject({ log: { ...others, version: '1.2', _hopscope: before } });
  expect(await rewritten(once)).toBe(once);
});
