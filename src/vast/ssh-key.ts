/** A public SSH key of an account or of one instance. */
export interface SshKey {
  readonly id: number;
  /** As in an `authorized_keys` file, without blanks at its ends. */
  readonly publicKey: string;
}
