/** What the acceptance tests vary of an instance. Text of HCL expressions, but for strings that are quoted here. */
export interface InstanceHcl {
  /** Further arguments, as lines of HCL. */
  readonly arguments?: readonly string[];
  /** Further lines of the requirements. */
  readonly requirements?: readonly string[];
  /** Also a readiness resource for the two ports. Default true. */
  readonly readiness?: boolean;
  /** Lines of the lifecycle block. */
  readonly lifecycle?: readonly string[];
}

const indent = (lines: readonly string[], by: string): string =>
  lines.map((line) => `${by}${line}\n`).join('');

/** A readiness of the instance with the same name; `services` and `more` are lines of HCL. */
export function readinessBlock(
  name: string,
  services: readonly string[],
  more: readonly string[] = [],
): string {
  return `
resource "vastai_readiness" "${name}" {
  instance_id = vastai_instance.${name}.id
  public_ip   = vastai_instance.${name}.public_ip
  port_map    = vastai_instance.${name}.port_map
  power       = vastai_instance.${name}.power
  services = [
${indent(services, '    ')}  ]
${indent(more, '  ')}}
`;
}

/** A project with one instance that publishes 8001 and 8000, and what waits for its services. */
export function projectHcl(options: InstanceHcl = {}): string {
  const lifecycle =
    options.lifecycle === undefined ? '' : `  lifecycle {\n${indent(options.lifecycle, '    ')}  }\n`;
  const services = ['{ name = "june-stt", port = "8001/tcp" },', '{ name = "june-tts", port = "8000/tcp" },'];
  const readiness = `${readinessBlock('june', services)}
output "endpoints" {
  value = vastai_readiness.june.endpoints
}
`;
  return `terraform {
  required_providers {
    vastai = {
      source = "vast-gpu.internal/vast-gpu/vastai"
    }
  }
}

provider "vastai" {}

resource "vastai_instance" "june" {
  image = "example/june:1"
  ports = ["8001/tcp", "8000/tcp"]
  requirements = {
    gpu_name           = "RTX 3060"
    max_price_per_hour = 0.5
${indent(options.requirements ?? [], '    ')}  }
  timeouts = { create = "60m" }
${indent(options.arguments ?? [], '  ')}${lifecycle}}
${options.readiness === false ? '' : readiness}`;
}
