/** The provider as it is bundled; `src/tfplugin/start` starts it. */
import { bundled } from '../tfplugin';
import { vastaiProvider } from './provider';

export const { createEngine, schema, debug } = bundled(vastaiProvider);
