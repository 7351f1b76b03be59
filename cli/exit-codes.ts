/** What a command's exit code says; the contract of the command line, one for all commands. */
export const EXIT = {
  fine: 0,
  /** The answer is an error, or what was asked for does not hold. */
  answer: 1,
  /** Wrong usage. */
  usage: 2,
  /** Could not be completed: not reached, cut, cancelled, not sent. */
  incomplete: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command line does not say what to do: one sentence for a person. Exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** The worst of several: what could not be completed says less than nothing about the answer. */
export function worst(codes: readonly ExitCode[]): ExitCode {
  return codes.reduce((left, right) => (right > left ? right : left), EXIT.fine);
}
