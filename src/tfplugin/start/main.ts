/**
 * What a bundled provider starts with: all that the greeting needs. What answers calls stands beside it, in
 * `provider.cjs` and `schema.bin`, and is read when it is needed (docs/decisions/0017-start-up.md).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isDevelopment } from '../serve/options';
import { serveLazily } from '../serve/serve-lazily';
import { stackOf, writeError } from '../serve/standard-streams';
import type { Bundled } from './bundled';
import { loadCompiled } from './load-compiled';

/** Source address of the provider, put in when it is bundled. */
declare const ADDRESS: string;

const name = ADDRESS.split('/').at(-1) ?? '';

function load(): Bundled {
  const file = join(__dirname, 'provider.cjs');
  try {
    return loadCompiled(file, `terraform-provider-${name}`) as Bundled;
  } catch (error) {
    writeError(`${stackOf(error)}\n`);
    throw new Error(`${file} cannot be loaded (${String(error)}). Install the provider anew.`, {
      cause: error,
    });
  }
}

const schema = (): Buffer | undefined => {
  try {
    return readFileSync(join(__dirname, 'schema.bin'));
  } catch {
    // The provider itself knows it as well.
    return undefined;
  }
};

const development = isDevelopment({});
void (process.argv.includes('--debug')
  ? load().debug()
  : serveLazily(
      { address: ADDRESS, load: () => load().createEngine(), ...(development ? {} : { schema }) },
      development,
    ));
