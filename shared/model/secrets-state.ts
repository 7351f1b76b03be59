/** Whether secrets that a person types outlive the program. */
export interface SecretsState {
  readonly kept: boolean;
  /** Where they are kept, or why they are not and what to do: a sentence or two. */
  readonly says: string;
}
