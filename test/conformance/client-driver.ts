/**
 * The command that the conformance suite starts for each client scenario: `client-driver.ts <the server's address>`,
 * with the scenario in MCP_CONFORMANCE_SCENARIO. It runs the real command line, HOPSCOPE_CLI, and ends with exit code
 * 1 and the command's own words where that did not end as it should.
 */
import { spawn } from 'node:child_process';
import type { JsonObject } from '../../shared/model/draft.ts';
import { MODERN_REVISION } from '../../shared/spec/modern.ts';
import { CLIENT_SCENARIOS, type CommandEnd } from './client-scenarios.ts';

const {
  MCP_CONFORMANCE_SCENARIO: scenario = '',
  MCP_CONFORMANCE_PROTOCOL_VERSION: revision = '',
  MCP_CONFORMANCE_CONTEXT: context = '{}',
  HOPSCOPE_CLI: program = '',
} = process.env;

async function run(args: readonly string[]): Promise<CommandEnd & { readonly stdout: string }> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const document = stdout.startsWith('{') ? (JSON.parse(stdout) as JsonObject) : undefined;
  return { code, stdout, stderr, document };
}

const url = process.argv.at(-1) ?? '';
const era = revision >= MODERN_REVISION ? 'modern' : 'legacy';
const act = CLIENT_SCENARIOS[scenario];
if (act === undefined) throw new Error(`Nobody has said what to type in the scenario ${scenario}.`);
await act({
  url,
  era,
  context: JSON.parse(context) as JsonObject,
  hopscope: async (args, code = 0) => {
    const end = await run([...args, '--json', '--era', era]);
    if (end.code !== code) {
      throw new Error(
        `hopscope ${args.join(' ')} ended with ${String(end.code)}: ${end.stderr}\n${end.stdout}`,
      );
    }
    return end;
  },
});
