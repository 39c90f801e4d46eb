import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

import { serveProvider } from '../../../../src/tfplugin';
import { kubernetesProvider } from './provider';

/** The executable of the stand-in provider. */
void serveProvider(
  kubernetesProvider({
    env: process.env,
    homeFolder: homedir(),
    readFile: (path) => readFileSync(path, 'utf8'),
    sleep: (ms, signal) => wait(ms, undefined, { signal }),
  }),
);
