import { Fn, Lazy, Op, TerraformIterator, TerraformOutput, Token } from 'cdktf';
import type { Construct } from 'constructs';

import { LOG_PREFIX } from '../src/selection';
import type { Instance } from './generated/instance';
import type { Readiness } from './generated/readiness';

/**
 * An output of a construct below a stack, named after its path: `june_launching` for the child `Launching` of `june`.
 * Shorter than a logical id, and as stable.
 */
function namedOutput(scope: Construct, id: string, name: string, value: unknown, description: string): void {
  const output = new TerraformOutput(scope, id, { value, description });
  const below = scope.node.path.split('/').slice(1);
  output.overrideLogicalId([...below, name].join('_').replace(/[^A-Za-z0-9_-]/g, '_'));
}

/** The output that tells what was rented: `[VAST-NA] Launching in US-CA with RTX 3060...`. */
export function launchingOutput(scope: Construct, instance: Instance): void {
  const text = `${LOG_PREFIX} Launching in ${instance.region} with ${instance.gpuName}...`;
  namedOutput(scope, 'Launching', 'launching', text, 'Where the instance runs');
}

/**
 * The output that tells where the services answer. A provider's log is invisible without TF_LOG, so this is how a
 * user learns it from `cdktf deploy`.
 * @param addresses by service name, as the cluster knows it: `june-stt.default.svc.cluster.local:8001`
 */
export function servicesReadyOutput(
  scope: Construct,
  readiness: Readiness,
  addresses: () => Readonly<Record<string, string>>,
): void {
  const byName = TerraformIterator.fromComplexList(readiness.endpoints, 'name');
  const names = Lazy.stringValue({
    produce: () =>
      Object.entries(addresses())
        .map(([name, address]) => `${JSON.stringify(name)} = ${JSON.stringify(address)}`)
        .join(', '),
  });
  const lines = byName.forExpressionForList(
    `format("  - %s → %s:%d", lookup({${names}}, key, key), val.address, val.port)`,
  );
  // A stopped instance has no endpoints and no latency, which `format` would not take.
  const latency: unknown = Fn.format('%.0fms', [Fn.coalesce([readiness.averageLatencyMs, 0])]);
  const headline: unknown = Fn.format(`${LOG_PREFIX} Services ready with %s average latency:`, [latency]);
  const text = Token.asString(
    Fn.conditional(
      // Not `> 0`: cdktf drops a falsy operand.
      Op.gte(Fn.lengthOf(readiness.endpoints), 1),
      Fn.join('\n', Token.asList(Fn.concat([[headline], lines]))),
      `${LOG_PREFIX} No service is ready: the instance is stopped`,
    ),
  );
  namedOutput(scope, 'ServicesReady', 'services_ready', text, 'Where the services answer');
}
