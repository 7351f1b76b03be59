import { describe, expect, it } from 'vitest';
import { listAll, type PageOutcome } from '../../../../engine/client/list-all.ts';
import type { Draft, JsonObject } from '../../../../shared/model/draft.ts';
import type { Listing, ListKind } from '../../../../shared/model/listing.ts';

const CLIENT = { info: { name: 'test', version: '0' }, capabilities: {} };

/** Lists from a scripted server; returns what it got and what was asked. */
async function list(
  pages: (draft: Draft) => JsonObject | string,
  kind: ListKind = 'tools',
): Promise<{ listing: Listing; drafts: Draft[] }> {
  const drafts: Draft[] = [];
  const listing = await listAll({
    instanceId: 'a',
    kind,
    client: CLIENT,
    now: () => 77,
    sendPage: (draft): Promise<PageOutcome> => {
      drafts.push(draft);
      const ref = { captureId: 'c', number: drafts.length };
      const page = pages(draft);
      return Promise.resolve(
        typeof page === 'string' ? { ok: false, reason: page, ref } : { ok: true, result: page, ref },
      );
    },
  });
  return { listing, drafts };
}

describe('listAll', () => {
  it('follows cursors to the last page and keeps the first page’s ttl', async () => {
    const { listing, drafts } = await list((draft) =>
      draft.params['cursor'] === undefined
        ? { tools: [{ name: 'a', inputSchema: {} }], nextCursor: 'p2', ttlMs: 1000 }
        : { tools: [{ name: 'b', inputSchema: {} }], ttlMs: 5 },
    );
    expect(drafts.map((draft) => [draft.method, draft.params])).toEqual([
      ['tools/list', {}],
      ['tools/list', { cursor: 'p2' }],
    ]);
    expect(listing).toMatchObject({ fetchedAt: 77, ttlMs: 1000 });
    expect(listing.entries.map((entry) => entry.name)).toEqual(['a', 'b']);
    expect(listing.exchanges.map((ref) => ref.number)).toEqual([1, 2]);
    expect(listing.problem).toBeUndefined();
  });

  it('names other kinds by their own member', async () => {
    const templates = await list(() => ({ resourceTemplates: [{ uriTemplate: 'n://{id}' }] }), 'templates');
    expect(templates.drafts[0]?.method).toBe('resources/templates/list');
    expect(templates.listing.entries[0]?.name).toBe('n://{id}');
    const resources = await list(() => ({ resources: [{ uri: 'c://x', name: 'x' }] }), 'resources');
    expect(resources.listing.entries[0]?.name).toBe('c://x');
  });

  it('keeps a tool with forbidden annotations, with the reason why clients leave it out', async () => {
    const bad = { name: 'bad', inputSchema: { properties: { a: { type: 'number', 'x-mcp-header': 'A' } } } };
    const { listing } = await list(() => ({ tools: [bad, { inputSchema: {} }] }));
    expect(listing.entries[0]?.excluded).toContain('only string, integer and boolean');
    expect(listing.entries[1]).toMatchObject({ name: '#2', excluded: 'Entry 2 has no name.' });
  });

  it('stops with a sentence and what it has when a page fails, is odd or repeats a cursor', async () => {
    let page = 0;
    const failing = await list(() => {
      page += 1;
      return page === 1 ? { tools: [{ name: 'a' }], nextCursor: 'x' } : 'HTTP 500 without a result.';
    });
    expect(failing.listing).toMatchObject({ problem: 'HTTP 500 without a result.' });
    expect(failing.listing.entries).toHaveLength(1);
    const odd = await list(() => ({ tools: 'none' }));
    expect(odd.listing.problem).toContain('no array "tools"');
    const looping = await list(() => ({ tools: [], nextCursor: 'same' }));
    expect(looping.listing.problem).toContain('twice');
    expect(looping.drafts).toHaveLength(2);
  });
});
