import { serveForDebugging, serveProvider } from '../tfplugin';
import { vastaiProvider } from './provider';

void (process.argv.includes('--debug') ? serveForDebugging(vastaiProvider) : serveProvider(vastaiProvider));
