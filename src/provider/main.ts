import { serveForDebugging, serveProvider } from '../tfplugin';
import { PROVIDER_ADDRESS } from './address';

const load = async () => (await import('./provider.js')).vastaiProvider;

void (process.argv.includes('--debug')
  ? load().then(serveForDebugging)
  : serveProvider({ address: PROVIDER_ADDRESS, load }));
