import { describe, expect, it } from 'vitest';
import {
  inquireEra,
  type EraQuestions,
  type InquiryOptions,
  type Told,
} from '../../../../engine/instances/inquire-era.ts';
import type { JsonObject } from '../../../../shared/model/draft.ts';
import type { Transport } from '../../../../shared/model/instance.ts';

const result = (content: JsonObject): JsonObject => ({ jsonrpc: '2.0', id: 1, result: content });
const error = (code: number, data?: JsonObject): JsonObject => ({
  jsonrpc: '2.0',
  id: 1,
  error: { code, message: 'no', ...(data && { data }) },
});
const NOT_FOUND: Told = { status: 404, answer: error(-32601) };
const PAGE: Told = { status: 404, contentType: 'text/html' };
const MODERN: Told = { status: 200, answer: result({ supportedVersions: ['2026-07-28'], capabilities: {} }) };
const SESSION: Told = { status: 200, answer: result({ protocolVersion: '2025-11-25' }) };
const STRICT: Told = {
  status: 400,
  answer: error(-32022, { supported: ['2026-07-28'], requested: '2025-11-25' }),
};
const DOWN: Told = { failure: { kind: 'refused', message: 'Nobody listens there.', at: 0 } };
const SILENT: Told = { failure: { kind: 'timeout', message: 'Too late.', at: 0 } };

/** A server as a table of what it answers; what is not in it is not to be asked. */
interface Server {
  readonly discover?: Told;
  readonly tools?: Told;
  readonly initialize?: Partial<Record<Transport, Told>>;
}

async function ask(server: Server, options: InquiryOptions = { over: 'http' }) {
  const asked: string[] = [];
  const tell = (what: string, told: Told | undefined): Told => {
    asked.push(what);
    if (!told) throw new Error(`${what} is not to be asked`);
    return { ...told, ref: { captureId: 'c', number: asked.length } };
  };
  const questions: EraQuestions = {
    discover: () => Promise.resolve(tell('discover', server.discover)),
    listTools: () => Promise.resolve(tell('tools', server.tools)),
    initialize: (transport) => {
      const told = tell(transport, server.initialize?.[transport]);
      return Promise.resolve({ ok: told.status === 200 || told.answer === SESSION.answer, told });
    },
  };
  const inquiry = await inquireEra(questions, options);
  return { ...inquiry, asked };
}

describe('inquireEra over HTTP', () => {
  it('asks a modern server once', async () => {
    const { verdict, asked } = await ask({ discover: MODERN });
    expect(verdict).toEqual({
      era: 'modern',
      transport: 'http',
      reason: 'It answered server/discover with a DiscoverResult.',
      evidence: [
        {
          says: 'It answered server/discover with HTTP 200 and a result that supports 2026-07-28.',
          ref: { captureId: 'c', number: 1 },
        },
      ],
    });
    expect(asked).toEqual(['discover']);
  });

  it('opens a session where server/discover is refused', async () => {
    const { verdict, handshake, evidence } = await ask({
      discover: { status: 400, answer: error(-32602) },
      initialize: { http: SESSION },
    });
    expect(verdict).toMatchObject({ era: 'legacy', transport: 'http' });
    expect(verdict?.reason).toContain('-32602');
    expect(verdict?.reason).toContain('agreed on revision 2025-11-25');
    expect(verdict).not.toHaveProperty('mixed');
    expect(handshake?.ok).toBe(true);
    expect(evidence.map(({ ref }) => ref?.number)).toEqual([1, 2]);
  });

  it('says of a legacy server that it is half modern where it serves modern requests in its own way', async () => {
    const { verdict, asked } = await ask({
      discover: NOT_FOUND,
      tools: { status: 200, answer: result({ tools: [] }) },
      initialize: { http: SESSION },
    });
    expect(verdict).toMatchObject({ era: 'legacy' });
    expect(verdict?.mixed).toContain('half modern');
    expect(asked).toEqual(['discover', 'tools', 'http']);
  });

  it('does not say so of one that refuses them', async () => {
    const { verdict } = await ask({ discover: NOT_FOUND, tools: NOT_FOUND, initialize: { http: SESSION } });
    expect(verdict).toMatchObject({ era: 'legacy' });
    expect(verdict).not.toHaveProperty('mixed');
  });

  it('takes one for modern that serves modern requests as only modern servers do', async () => {
    const { verdict } = await ask({
      discover: NOT_FOUND,
      tools: { status: 200, answer: result({ resultType: 'complete', tools: [] }) },
    });
    expect(verdict).toMatchObject({ era: 'modern', transport: 'http' });
  });

  it('asks no more than it needs to of a server that was found out before', async () => {
    const before = { era: 'legacy', transport: 'http', mixed: 'm' } as const;
    const { verdict, asked } = await ask(
      { discover: NOT_FOUND, initialize: { http: SESSION } },
      { over: 'http', before },
    );
    expect(verdict?.mixed).toContain('half modern');
    expect(asked).toEqual(['discover', 'http']);
  });

  it('goes on to HTTP+SSE where POST is refused', async () => {
    const { verdict, asked } = await ask({ discover: PAGE, initialize: { http: PAGE, sse: SESSION } });
    expect(verdict).toMatchObject({ era: 'legacy', transport: 'sse' });
    expect(asked).toEqual(['discover', 'http', 'sse']);
  });

  it('begins with HTTP+SSE where that was the way before, and finds the other one', async () => {
    const before = { era: 'legacy', transport: 'sse' } as const;
    const { verdict, asked } = await ask(
      { discover: PAGE, initialize: { http: SESSION, sse: PAGE } },
      { over: 'http', before },
    );
    expect(verdict).toMatchObject({ transport: 'http' });
    expect(asked).toEqual(['discover', 'sse', 'http']);
  });

  it('tells nothing of an address where nothing is', async () => {
    const { verdict, evidence, handshake } = await ask({
      discover: PAGE,
      initialize: { http: PAGE, sse: PAGE },
    });
    expect(verdict).toBeUndefined();
    expect(evidence).toHaveLength(3);
    // The first refusal is the one to show.
    expect(handshake?.told.ref?.number).toBe(2);
  });

  it('believes a modern error to initialize', async () => {
    const { verdict } = await ask({ discover: { status: 400 }, initialize: { http: STRICT } });
    expect(verdict).toMatchObject({ era: 'modern', transport: 'http' });
  });

  it('takes a refusal of no modern server for legacy although no session can be had', async () => {
    const { verdict } = await ask({
      discover: { status: 400, answer: error(-32000) },
      initialize: { http: { status: 401 } },
    });
    expect(verdict).toMatchObject({ era: 'legacy', transport: 'http' });
    expect(verdict?.reason).toContain('as far as can be told');
  });

  it('asks nothing more of a server that is down or wants credentials', async () => {
    expect((await ask({ discover: DOWN })).asked).toEqual(['discover']);
    expect((await ask({ discover: { status: 401 } })).verdict).toBeUndefined();
  });

  it('needs a session as proof after a server error', async () => {
    const broken: Told = { status: 500, answer: error(-32603) };
    expect((await ask({ discover: broken, initialize: { http: broken } })).verdict).toBeUndefined();
    expect((await ask({ discover: broken, initialize: { http: SESSION } })).verdict?.era).toBe('legacy');
  });

  it('opens only a session where that is all that is wanted', async () => {
    const { verdict, asked } = await ask({ initialize: { http: SESSION } }, { over: 'http', from: 'legacy' });
    expect(verdict).toMatchObject({ era: 'legacy', transport: 'http' });
    expect(asked).toEqual(['http']);
  });
});

describe('inquireEra over stdio', () => {
  const over = { over: 'stdio' } as const;

  it('takes silence for legacy once a session is open, and for nothing where none is', async () => {
    const answered = { answer: SESSION.answer } as Told;
    const legacy = await ask({ discover: SILENT, initialize: { stdio: answered } }, over);
    expect(legacy.verdict).toMatchObject({ era: 'legacy', transport: 'stdio' });
    const dead = await ask({ discover: SILENT, initialize: { stdio: SILENT } }, over);
    expect(dead.verdict).toBeUndefined();
  });

  it('sends no other modern request before initialize', async () => {
    const answered = { answer: SESSION.answer } as Told;
    const { asked } = await ask(
      { discover: { answer: error(-32601) }, initialize: { stdio: answered } },
      over,
    );
    expect(asked).toEqual(['discover', 'stdio']);
  });

  it('finds a modern server that was slow', async () => {
    const { verdict } = await ask(
      { discover: SILENT, initialize: { stdio: { answer: STRICT.answer } as Told } },
      over,
    );
    expect(verdict).toMatchObject({ era: 'modern', transport: 'stdio' });
  });
});
