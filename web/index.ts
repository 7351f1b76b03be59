/** The local web host: serves the renderer and carries the bridge over one WebSocket. */
export { startWebHost, type WebHost } from './host.ts';
export type { WebHostOptions } from './host-options.ts';
export { parseWebArguments, type WebArguments, WEB_USAGE } from './arguments.ts';
export { processIo } from './process-io.ts';
export { runWebProgram, type WebProgramIo } from './program.ts';
