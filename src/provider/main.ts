import { serveProvider } from '../tfplugin';
import { vastaiProvider } from './provider';

void serveProvider(vastaiProvider);
