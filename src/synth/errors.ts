/** What `synthVast` refuses to go on with. The message is one line, or a few, for the user's terminal. */
export class SynthError extends Error {
  override readonly name = 'SynthError';
}
