import type { SimulatorProcess } from './simulator';

/** A configuration with so many instances, each with an offer of its own. */
export async function instancesHcl(simulator: SimulatorProcess, amount: number): Promise<string> {
  const offers = (await simulator.offers(amount)).map(
    ({ id, machineId, pricePerHour }) =>
      `    { id = ${id}, machine_id = ${machineId}, price_per_hour = ${pricePerHour} },`,
  );
  if (offers.length < amount) throw new Error(`the market shows ${offers.length} offers, not ${amount}`);
  return `terraform {
  required_providers {
    vastai = {
      source = "vast-gpu.internal/vast-gpu/vastai"
    }
  }
}

locals {
  offers = [
${offers.join('\n')}
  ]
}

resource "vastai_instance" "all" {
  count = ${amount}
  image = "example/june:1"
  ports = ["8001/tcp"]
  claim = format("%012x", count.index)
  offers = [local.offers[count.index]]
  requirements = {
    gpu_name           = "RTX 3060"
    max_price_per_hour = 0.5
  }
  timeouts = { create = "60m", delete = "60m" }
  lifecycle {
    ignore_changes = [offers, preferences]
  }
}
`;
}

/** As many resources that Terraform has built in. */
export const dataHcl = (amount: number): string => `resource "terraform_data" "all" {
  count = ${amount}
  input = { image = "example/june:1", number = count.index }
}
`;
