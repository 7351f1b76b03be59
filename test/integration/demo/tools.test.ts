import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { ask, call, structured, text } from './requests.ts';

let fleet: DemoFleet;
let alpha: string;
let beta: string;
let gamma: string;

beforeAll(async () => {
  fleet = await startDemoFleet();
  [alpha, beta, gamma] = ['alpha', 'beta', 'gamma'].map((name) => fleet.get(name).url) as [
    string,
    string,
    string,
  ];
});
afterAll(() => fleet.stop());

describe('a healthy fleet', () => {
  test('names itself in whoami and X-Instance only', async () => {
    const answers = await Promise.all(fleet.instances.map((instance) => call(instance.url, 'whoami')));
    expect(answers.map((answer) => structured(answer)['instance'])).toEqual(['alpha', 'beta', 'gamma']);
    expect(answers.map((answer) => answer.headers.get('x-instance'))).toEqual(['alpha', 'beta', 'gamma']);
    expect(answers.map((answer) => structured(answer)['pid'])).toEqual(
      fleet.instances.map((instance) => instance.child.pid),
    );
    expect(answers.map((answer) => structured(answer)['era'])).toEqual(['modern', 'modern', 'modern']);
  });

  test.each(['server/discover', 'tools/list', 'resources/list', 'resources/templates/list', 'prompts/list'])(
    'answers %s identically on each instance and each time, with cache hints',
    async (method) => {
      const answers = await Promise.all([alpha, beta, gamma, alpha].map((url) => ask(url, method)));
      expect(new Set(answers.map((answer) => JSON.stringify(answer.last))).size).toBe(1);
      expect(answers[0]?.last.result).toMatchObject({
        resultType: 'complete',
        ttlMs: 60_000,
        cacheScope: 'public',
      });
    },
  );

  test('answers other calls identically too', async () => {
    const calls: [string, Record<string, unknown>][] = [
      ['search_catalog', { query: 'tea', limit: 3 }],
      ['basket_get', { basketId: 'bsk_none' }],
      ['import_catalog', { count: 3 }],
    ];
    for (const [name, args] of calls) {
      const answers = await Promise.all([alpha, beta, gamma].map((url) => call(url, name, args)));
      expect(new Set(answers.map((answer) => JSON.stringify(answer.last))).size, name).toBe(1);
    }
  });
});

describe('search_catalog', () => {
  test('is read page by page, each page on another instance', async () => {
    const urls = [alpha, beta, gamma];
    const skus: unknown[] = [];
    let cursor: unknown;
    let pages = 0;
    do {
      const args = { limit: 25, ...(cursor !== undefined && { cursor }) };
      const page = structured(await call(urls[pages % 3] ?? alpha, 'search_catalog', args));
      skus.push(...(page['items'] as { sku: string }[]).map((item) => item.sku));
      expect(page['total']).toBe(60);
      cursor = page['nextCursor'];
      pages += 1;
    } while (cursor !== undefined);
    expect(pages).toBe(3);
    expect(new Set(skus).size).toBe(60);
  });

  test('refuses a cursor of another search, and rubbish', async () => {
    const first = structured(await call(alpha, 'search_catalog', { limit: 5 }));
    for (const cursor of [first['nextCursor'], 'rubbish']) {
      const answer = await call(alpha, 'search_catalog', { category: 'tea', cursor });
      expect(answer.last.result?.['isError']).toBe(true);
      expect(text(answer)).toContain('cursor');
    }
  });
});

describe('baskets', () => {
  test('are known to every instance by their handle', async () => {
    const basketId = structured(await call(alpha, 'basket_create'))['basketId'];
    expect(basketId).toMatch(/^bsk_[0-9a-f]{20}$/);
    await call(beta, 'basket_add', { basketId, sku: 'TEA-002', quantity: 2 });
    await call(gamma, 'basket_add', { basketId, sku: 'TEA-001' });
    await call(alpha, 'basket_add', { basketId, sku: 'TEA-002', quantity: 1 });
    const answers = await Promise.all(
      [alpha, beta, gamma].map((url) => call(url, 'basket_get', { basketId })),
    );
    for (const answer of answers) {
      expect(structured(answer)).toEqual({
        basketId,
        lines: [
          { sku: 'TEA-001', quantity: 1 },
          { sku: 'TEA-002', quantity: 3 },
        ],
        pieces: 4,
        totalCents: 290 + 3 * 1005,
      });
    }
  });

  test('refuse what they do not know, with a sentence that helps', async () => {
    const unknown = await call(alpha, 'basket_add', { basketId: 'bsk_none', sku: 'TEA-001' });
    expect(unknown.last.result).toMatchObject({ isError: true, resultType: 'complete' });
    expect(text(unknown)).toContain('basket_create');
    const basketId = structured(await call(alpha, 'basket_create'))['basketId'];
    expect(text(await call(beta, 'basket_add', { basketId, sku: 'NO-1' }))).toContain('search_catalog');
  });

  test('lose nothing when all instances add at once', async () => {
    const basketId = structured(await call(alpha, 'basket_create'))['basketId'];
    const urls = Array.from({ length: 30 }, (_, index) => [alpha, beta, gamma][index % 3] ?? alpha);
    await Promise.all(urls.map((url) => call(url, 'basket_add', { basketId, sku: 'COF-001' })));
    expect(structured(await call(beta, 'basket_get', { basketId }))['pieces']).toBe(30);
  });
});

describe('resources and prompts', () => {
  test('reads listed and templated resources, and says when there is none', async () => {
    const listed = (await ask(alpha, 'resources/list')).last.result?.['resources'] as { uri: string }[];
    expect(listed.map((resource) => resource.uri)).toEqual([
      'config://shop',
      'catalog://products',
      'product://TEA-001',
      'product://COF-004',
      'product://CER-010',
    ]);
    const uri = 'product://GAR-012';
    const product = await ask(beta, 'resources/read', { params: { uri } });
    expect(JSON.stringify(product.last.result)).toContain('Lagoon Seeds');
    const none = await ask(alpha, 'resources/read', { params: { uri: 'product://NO-1' } });
    expect(none.last.error).toMatchObject({ code: -32602, data: { uri: 'product://NO-1' } });
  });

  test('completes template variables and prompt arguments, one depending on another', async () => {
    const complete = async (params: Record<string, unknown>): Promise<unknown> =>
      (await ask(alpha, 'completion/complete', { params })).last.result?.['completion'];
    const template = { type: 'ref/resource', uri: 'product://{sku}' };
    expect(await complete({ ref: template, argument: { name: 'sku', value: 'tea-01' } })).toMatchObject({
      values: ['TEA-010', 'TEA-011', 'TEA-012'],
    });
    const prompt = { type: 'ref/prompt', name: 'compare_products' };
    const second = { ref: prompt, argument: { name: 'second', value: '' } };
    expect(await complete(second)).toMatchObject({ total: 60 });
    expect(await complete({ ...second, context: { arguments: { first: 'CER-001' } } })).toMatchObject({
      total: 11,
    });
    const tone = {
      ref: { type: 'ref/prompt', name: 'describe_product' },
      argument: { name: 'tone', value: 'f' },
    };
    expect(await complete(tone)).toMatchObject({ values: ['friendly', 'factual'] });
  });

  test('gets each prompt', async () => {
    const prompts: [string, Record<string, string>, string][] = [
      ['describe_product', { sku: 'TEA-001' }, 'Amber Tea'],
      ['compare_products', { first: 'TEA-001', second: 'TEA-002' }, 'Birch Tea'],
      ['suggest_gift', { category: 'books' }, 'books'],
    ];
    for (const [name, args, part] of prompts) {
      const answer = await ask(gamma, 'prompts/get', { params: { name, arguments: args } });
      expect(JSON.stringify(answer.last.result?.['messages'])).toContain(part);
    }
  });
});
