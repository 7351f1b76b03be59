/** A program that is an MCP server on its standard streams, exactly as it is started: no shell in between. */
export interface StdioCommand {
  /** A path, or a name that is looked for in PATH. */
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the few variables that every child gets. Values may hold `${NAME}`, filled from the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Working folder. Absent: the workspace's. */
  readonly cwd?: string;
}
