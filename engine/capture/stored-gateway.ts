import * as z from 'zod';
import { FAULT_KINDS } from '../../shared/model/gateway.ts';

// What a gateway adds to the JSON columns of a capture; see stored-detail.ts, which proves that nothing is left out.

const text = z.string();
const headerList = z.array(z.tuple([text, text]).readonly());

export const gatewayStart = z.object({
  gatewayId: text,
  gatewayName: text,
  trace: z.object({
    tried: z.array(z.object({ rule: text, matched: z.boolean(), because: text })),
    rule: text.exactOptional(),
    strategy: z
      .enum(['round-robin', 'random', 'least-pending', 'pinned', 'sticky', 'hash', 'weighted'])
      .exactOptional(),
    candidates: z.array(
      z.object({
        instanceId: text,
        name: text,
        pending: z.number(),
        availability: z.enum(['refuses', 'drained']).exactOptional(),
      }),
    ),
    chosen: text.exactOptional(),
    why: text,
    contradiction: text.exactOptional(),
  }),
});

export const gatewayEnding = z.object({
  faults: z.array(
    z.object({
      faultId: text,
      kind: z.enum(FAULT_KINDS),
      says: text,
    }),
  ),
  client: z
    .object({
      remoteAddress: text,
      request: z.object({
        httpMethod: text,
        target: text,
        httpVersion: text,
        headers: headerList,
        bodyBytes: z.number(),
      }),
      answer: z
        .object({
          status: z.number(),
          statusText: text,
          headers: headerList,
          bodyBytes: z.number(),
          firstByteMs: z.number().exactOptional(),
        })
        .exactOptional(),
      end: z.enum(['complete', 'client-left', 'cut', 'refused', 'gateway-error']),
      endMs: z.number(),
    })
    .exactOptional(),
  explanation: text.exactOptional(),
  contradiction: text.exactOptional(),
});
