import type { Server } from '@grpc/grpc-js';
import {
  GRPCBrokerService,
  GRPCControllerService,
  GRPCStdioService,
  type GRPCBrokerServer,
  type GRPCControllerServer,
  type GRPCStdioServer,
} from '../protocol/goplugin.generated';
import { HealthService, type HealthServer } from '../protocol/health.generated';

const SERVING = 1;
const SERVICE_UNKNOWN = 3;
/** Names that this server answers for; the empty one means the server as a whole. */
const HEALTHY = ['', 'plugin'];

/** A stream that stays open until the server leaves. */
interface OpenStream {
  end(): unknown;
}

/**
 * Adds the services that Terraform expects beside the provider (plugin-protocol.md 3). Broker and stdio stay
 * open and silent.
 * @param shutdown called once the answer to a shutdown has been handed over.
 * @returns what ends the streams that are open.
 */
export function addPluginServices(server: Server, shutdown: () => void): () => void {
  const open = new Set<OpenStream>();
  const controller: GRPCControllerServer = {
    shutdown: (_call, callback) => {
      callback(null, {});
      shutdown();
    },
  };
  const broker: GRPCBrokerServer = {
    startStream: (call) => {
      open.add(call);
      call.on('data', () => undefined);
      call.on('end', () => call.end());
    },
  };
  const stdio: GRPCStdioServer = { streamStdio: (call) => void open.add(call) };
  server.addService(GRPCControllerService, controller);
  server.addService(GRPCBrokerService, broker);
  server.addService(GRPCStdioService, stdio);
  const health: HealthServer = {
    check: (call, callback) => callback(null, { status: healthOf(call.request.service) }),
    watch: (call) => {
      open.add(call);
      call.write({ status: healthOf(call.request.service) });
    },
  };
  server.addService(HealthService, health);
  return () => open.forEach((stream) => stream.end());
}

function healthOf(service: string): 1 | 3 {
  return HEALTHY.includes(service) ? SERVING : SERVICE_UNKNOWN;
}
