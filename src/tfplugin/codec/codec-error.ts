import { formatPath, type Path } from '../value/path';

/** A value that does not fit its type. The message starts with the path. */
export class CodecError extends Error {
  override readonly name = 'CodecError';
  /** Where the value stands. */
  readonly path: Path;

  constructor(path: Path, problem: string) {
    super(`${formatPath(path)}: ${problem}`);
    this.path = path;
  }
}
