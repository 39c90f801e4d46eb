import { serveProvider } from '../../../src/tfplugin';
import { exampleProvider } from './example-provider';

void serveProvider(exampleProvider());
