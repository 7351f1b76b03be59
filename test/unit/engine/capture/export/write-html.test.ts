import { expect, it } from 'vitest';
import { createHtmlWriter } from '../../../../../engine/capture/export/write-html.ts';
import { portable, type PortableChange } from '../../../../support/portable-samples.ts';

const EVIL = `</pre></title><script>alert("1")</script><img src=x onerror='x'>&amp;\u0000\ud800`;

function written(change: PortableChange, capture = 'day'): string {
  const writer = createHtmlWriter({ capture, program: 'Hopscope 1.2.3' });
  return `${writer.head}${writer.write(portable(change)) ?? ''}${writer.tail()}`;
}

/** Names of the tags in a page, each once. */
function tags(page: string): string[] {
  return [...new Set([...page.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name = '']) => name))].sort();
}

it('makes no tag, script or attribute of what clients and servers wrote, wherever it stands', () => {
  const headers = [[EVIL, EVIL]] as const;
  const event = {
    index: 0,
    atMs: 1,
    kind: 'json',
    method: EVIL,
    offset: 0,
    length: 9_999,
    preview: '',
  } as const;
  const change: PortableChange = {
    row: { method: EVIL, name: EVIL, instanceName: EVIL, resultType: EVIL },
    request: { url: `http://a/${EVIL}`, headers },
    requestBody: EVIL,
    answer: { status: 200, statusText: EVIL, httpVersion: '1.1', headers },
    body: EVIL,
  };
  const failure = { kind: 'cut', message: EVIL, at: 1 } as const;
  const known = tags(written({ failure: { ...failure, message: 'm' } }));
  for (const page of [written({ ...change, failure }, EVIL), written({ ...change, events: [event] }, EVIL)]) {
    expect(tags(page).filter((tag) => !known.includes(tag))).toEqual([]);
    expect(page).not.toMatch(/[\0\ud800]/);
    expect(page).not.toMatch(/<[^>]* on\w+=/);
    expect(page.match(/&lt;script&gt;alert\(&quot;1&quot;\)/g)?.length).toBeGreaterThan(8);
  }
});

it('fetches nothing, has no script, and says what is left out', () => {
  const page = written({ body: 'x'.repeat(10_007), row: { missing: ['request-body'] } });
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  expect(page).not.toMatch(/<(?:script|link|img|iframe)|url\(|@import/);
  expect(page).toContain('7 more characters are in the recording.');
  expect(page).toContain('<p class="bad">Not known: request body.</p>');
  expect(page).toContain('&quot;name&quot;: &quot;whoami&quot;');
});
