import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { driveWith, type Drive } from './drive.ts';
import { said, startStateful, type StatefulFleet } from './stateful-servers.ts';

/** Notes in a store that all instances share, under ids that each process counts for itself, or that the store counts. */
export function startNotes({ shared }: { readonly shared: boolean }): Promise<StatefulFleet> {
  const store = new Map<string, string>();
  const counter = { last: 0 };
  return startStateful(() => {
    const own = shared ? counter : { last: 0 };
    return (server: McpServer) => {
      server.registerTool('note_create', { inputSchema: z.object({ text: z.string() }) }, ({ text }) => {
        own.last += 1;
        const noteId = `note-${String(own.last).padStart(4, '0')}`;
        store.set(noteId, text);
        return said({ noteId });
      });
      server.registerTool(
        'note_get',
        { inputSchema: z.object({ noteId: z.string() }), annotations: { readOnlyHint: true } },
        ({ noteId }) => said({ noteId, text: store.get(noteId) ?? null }),
      );
    };
  });
}

/** Writes notes and reads each of them. */
export const driveNotes: Drive = driveWith(async (call) => {
  for (const text of ['call Ann', 'call Bob', 'order tea', 'water the plants']) {
    const { noteId } = await call('note_create', { text });
    await call('note_get', { noteId });
  }
});
