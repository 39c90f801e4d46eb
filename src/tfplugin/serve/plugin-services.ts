import { unary, type Method, type OpenCall } from '../grpc/method';
import { Empty } from '../protocol/goplugin.generated';
import { HealthCheckRequest, HealthCheckResponse } from '../protocol/health.generated';

const SERVING = 1;
const SERVICE_UNKNOWN = 3;
/** Names that this server answers for; the empty one means the server as a whole. */
const HEALTHY = ['', 'plugin'];

/**
 * The services that Terraform expects beside the provider (plugin-protocol.md 3). Broker and stdio stay open and
 * silent.
 * @param shutdown called once the answer to a shutdown has been handed over.
 */
export function pluginServices(shutdown: () => void): {
  readonly methods: readonly Method[];
  /** Ends the streams that are open. */
  readonly endStreams: () => void;
} {
  const open = new Set<OpenCall>();
  const keep = (call: OpenCall): void => {
    open.add(call);
    call.on('cancelled', () => open.delete(call));
  };
  const methods: Method[] = [
    unary('/plugin.GRPCController/Shutdown', Empty, Empty, () => ({}), shutdown),
    { kind: 'conversation', path: '/plugin.GRPCBroker/StartStream', open: keep },
    { kind: 'stream', path: '/plugin.GRPCStdio/StreamStdio', open: (_request, call) => keep(call) },
    unary('/grpc.health.v1.Health/Check', HealthCheckRequest, HealthCheckResponse, ({ service }) => ({
      status: healthOf(service),
    })),
    {
      kind: 'stream',
      path: '/grpc.health.v1.Health/Watch',
      open: (request, call) => {
        const { service } = HealthCheckRequest.decode(request);
        call.send(HealthCheckResponse.encode({ status: healthOf(service) }).finish());
        keep(call);
      },
    },
  ];
  return { methods, endStreams: () => open.forEach((call) => call.end()) };
}

function healthOf(service: string): 1 | 3 {
  return HEALTHY.includes(service) ? SERVING : SERVICE_UNKNOWN;
}
