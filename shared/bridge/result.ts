/** What Hopscope itself could not do: a code for programs, a sentence for people. */
export interface BridgeError {
  readonly code: AppErrorCode;
  /** What happened, where, what to do next. */
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export type AppErrorCode =
  | 'BAD_INPUT' // the command's input did not validate
  | 'NOT_FOUND' // no such instance, exchange, capture, file
  | 'CONFLICT' // exists already, or is in use
  | 'UNREADABLE' // a file that is damaged or of a newer format
  | 'IO' // the disk said no
  | 'NEEDS_CONSENT' // a person has to see and allow it first: `details.commandLine` of instance `details.id`
  | 'CANCELLED' // by the user
  | 'DISCONNECTED' // the engine is not reachable from here
  | 'INTERNAL'; // a bug; its stack is in the log

/** What crosses the bridge: never an exception. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: BridgeError };
