import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The parts of a page that no schema holds. They stand in a folder below examples/provider, and tests apply them. */
export interface HandWritten {
  /** HCL of `main.tf`. */
  readonly example: string;
  /** Prose of `about.md`; undefined without one. */
  readonly about: string | undefined;
  /** Shell command of `import.sh`; undefined without one. */
  readonly importCommand: string | undefined;
  /** Prose of `import.md`, below the command; undefined without one. */
  readonly importNote: string | undefined;
}

/**
 * Reads the hand-written parts of one page.
 * @param folder `KIND/NAME` below examples/provider, such as `resources/vastai_instance`
 * @throws Error when there is no example: every page has one
 */
export function readHandWritten(examples: string, folder: string): HandWritten {
  const read = (name: string): string | undefined => {
    const file = path.join(examples, folder, name);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  };
  const example = read('main.tf');
  if (example === undefined) {
    throw new Error(
      `${path.join(examples, folder, 'main.tf')} is missing: every resource, data source and function has an example, ` +
        'which goes into its page and is applied by test/acceptance/examples.test.ts',
    );
  }
  return {
    example,
    about: read('about.md'),
    importCommand: read('import.sh'),
    importNote: read('import.md'),
  };
}
