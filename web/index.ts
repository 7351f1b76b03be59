/** The local web host: serves the renderer and carries the bridge over one WebSocket. */
export type { WebArguments } from './arguments.ts';
export { startWebHost } from './host.ts';
export { runWebProgram } from './program.ts';
