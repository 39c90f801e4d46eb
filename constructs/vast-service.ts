import { Lazy, TerraformIterator, Token } from 'cdktf';
import type { IResolvable, TerraformProvider } from 'cdktf';
import { EndpointsV1 } from '@cdktf/provider-kubernetes/lib/endpoints-v1';
import { ServiceV1 } from '@cdktf/provider-kubernetes/lib/service-v1';
import { Construct } from 'constructs';

import { defined } from './defined';
import { assertPortNumber, portKey } from './ports';
import type { ServiceCheck } from './service-check';
import type { VastGpuInstance } from './vast-gpu-instance';

/** A name inside the cluster for a service on a rented instance. */
export interface VastServiceProps {
  /** The instance that the service runs on. */
  readonly instance: VastGpuInstance;
  /** Name of the Kubernetes Service: lower-case letters, digits and dashes, starting with a letter, at most 63. */
  readonly name: string;
  /** Port that clients in the cluster use. */
  readonly port: number;
  /**
   * Port that the service listens on in its container.
   *
   * @default - the same as `port`
   */
  readonly containerPort?: number;
  /**
   * Name of the port, the same in Service and Endpoints: lower-case letters, digits and dashes, at most 15, one letter at
   * least. Some meshes read the protocol from it (`http-stt`).
   *
   * @default - `tcp-` and the port
   */
  readonly portName?: string;
  /**
   * When the service counts as ready: the cluster name leads to it only from then on.
   *
   * @default - when it accepts a TCP connection
   */
  readonly check?: ServiceCheck;
  /**
   * Namespace, which must exist.
   *
   * @default 'default'
   */
  readonly namespace?: string;
  /** @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Domain of the cluster's DNS.
   *
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;
  /**
   * The Kubernetes provider to use, when the stack has several.
   *
   * @default - the stack's default `KubernetesProvider`
   */
  readonly kubernetesProvider?: TerraformProvider;
}

/** DNS-1035, what the API wants of a Service's name; the Terraform provider checks less. */
const SERVICE_NAME = /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const NAMESPACE = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const PORT_NAME = /^(?=.*[a-z])(?!.*--)[a-z0-9](?:[-a-z0-9]{0,13}[a-z0-9])?$/;

function assertNames(props: VastServiceProps, portName: string, namespace: string): void {
  const checks: readonly (readonly [prop: string, value: string, rule: RegExp, right: string])[] = [
    [
      'name',
      props.name,
      SERVICE_NAME,
      "a lower-case DNS label that starts with a letter, such as 'june-stt'",
    ],
    ['namespace', namespace, NAMESPACE, "a lower-case DNS label, such as 'default'"],
    ['portName', portName, PORT_NAME, "at most 15 lower-case letters, digits and dashes, such as 'http'"],
  ];
  for (const [prop, value, rule, right] of checks) {
    if (Token.isUnresolved(value)) throw new Error(`${prop} must be a plain value, got a token`);
    if (!rule.test(value)) throw new Error(`${prop} must be ${right}, got '${value}'`);
  }
}

/**
 * A Kubernetes Service without selector, and Endpoints of the same name that lead to the service's mapped port on the
 * instance: `june-stt.default.svc.cluster.local:8001` reaches a container on a rented machine.
 *
 * The Endpoints hold an address only once the service answered there, and none while the instance is stopped: the
 * cluster then refuses connections at once. Traffic leaves the cluster unencrypted unless the service speaks TLS.
 */
export class VastService extends Construct {
  readonly service: ServiceV1;
  readonly endpoints: EndpointsV1;
  /** `june-stt.default.svc.cluster.local` */
  readonly fqdn: string;
  /** `june-stt.default.svc.cluster.local:8001` */
  readonly address: string;

  /** @throws Error that names the bad prop, its value and what would be right */
  constructor(scope: Construct, id: string, props: VastServiceProps) {
    super(scope, id);
    const { instance, name, port, namespace = 'default', clusterDomain = 'cluster.local' } = props;
    const containerPort = props.containerPort ?? port;
    const portName = props.portName ?? `tcp-${port}`;
    assertPortNumber(port, 'port');
    assertPortNumber(containerPort, 'containerPort');
    assertNames(props, portName, namespace);
    this.fqdn = `${name}.${namespace}.svc.${clusterDomain}`;
    this.address = `${this.fqdn}:${port}`;
    instance.addService(
      defined({ name, port: portKey(containerPort), address: this.address, check: props.check }),
    );

    const metadata = defined({
      namespace,
      labels: props.labels === undefined ? undefined : { ...props.labels },
      annotations: props.annotations === undefined ? undefined : { ...props.annotations },
    });
    const common = defined({ provider: props.kubernetesProvider });
    this.service = new ServiceV1(this, 'Resource', {
      ...common,
      metadata: { ...metadata, name },
      // No targetPort: without a selector only the subset's port counts (kubernetes.md 2.1).
      spec: { port: [{ name: portName, port, protocol: 'TCP' }] },
    });
    const { service } = this;
    this.endpoints = new EndpointsV1(this, 'Endpoints', {
      ...common,
      // By reference, so that the Service is there first: Endpoints without one are not mirrored (kubernetes.md 2.4).
      metadata: { ...metadata, name: service.metadata.name },
      subset: readySubset(instance, name, portName),
      // Deleting a Service deletes its Endpoints in the cluster. A plain address: cdktf renders a construct as
      // an expression there, which Terraform refuses (kubernetes.md 1.8).
      lifecycle: {
        replaceTriggeredBy: [
          Lazy.stringValue({
            produce: () => `${service.terraformResourceType}.${service.friendlyUniqueId}.id`,
          }),
        ],
      },
    });
  }
}

/**
 * One subset for each ready endpoint of that name. A `dynamic` block and no look-up in the port map: a port that is not
 * mapped, as after an outbid, would be an error in every plan.
 */
function readySubset(instance: VastGpuInstance, name: string, portName: string): IResolvable {
  const byName = TerraformIterator.fromComplexList(instance.readiness.endpoints, 'name');
  const ready = TerraformIterator.fromList(
    byName.forExpressionForList(`val if key == ${JSON.stringify(name)}`),
  );
  return ready.dynamic({
    address: [{ ip: ready.getString('address') }],
    port: [{ name: portName, port: ready.getNumber('port'), protocol: 'TCP' }],
  });
}
